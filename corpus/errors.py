"""Errors that an editor can act on: each names the file, what is wrong and the remedy, and carries an exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the command (documented in docs/commands.md)."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    INPUT = 3
    """Every source was unusable."""
    PARTIAL = 4
    """Some sources failed; the rest is done."""
    OUTPUT = 5
    STORE = 6
    ENGINE = 7
    INTERRUPTED = 130


class CorrigendaError(Exception):
    """What went wrong, where, and what to do.

    Args:
        what: what is wrong, in one sentence without the file's name.
        where: the file or folder it is wrong with, if any.
        remedy: what the user can do about it.
    """

    code: ExitCode = ExitCode.INTERNAL

    def __init__(self, what: str, *, where: object = None, remedy: str = "") -> None:
        self.what = what
        self.where = None if where is None else str(where)
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return the one-line message that the command prints."""
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with keywords, so that the error crosses a process pool."""
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(kind: type[CorrigendaError], what: str, where: str | None, remedy: str) -> CorrigendaError:
    return kind(what, where=where, remedy=remedy)


class UsageError(CorrigendaError):
    """The command line asks for something that makes no sense."""

    code = ExitCode.USAGE


class SourceError(CorrigendaError):
    """A source is missing, empty, damaged or not what its name says."""

    code = ExitCode.INPUT


class OutputError(CorrigendaError):
    """The place to write to cannot be written."""

    code = ExitCode.OUTPUT


class PluginError(CorrigendaError):
    """A plug-in cannot be loaded, or has the name of another one."""

    code = ExitCode.USAGE


class StoreError(CorrigendaError):
    """The edition's store is missing, damaged, locked or from a newer version."""

    code = ExitCode.STORE


class EngineError(CorrigendaError):
    """An OCR engine is missing, crashed, hung or printed nonsense."""

    code = ExitCode.ENGINE
