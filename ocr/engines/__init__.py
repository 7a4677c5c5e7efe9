"""The engines, each in one module behind one small interface, and those of other packages.

A package offers one with, in its ``pyproject.toml``::

    [project.entry-points."corrigenda.engines"]
    kraken = "my_package.kraken:ENGINE"
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from corpus.errors import EngineError, PluginError
from corpus.plugins import Group, loaded

from . import command, rapid, tesseract
from .base import Engine, InkLine, InkWord, Status

ENGINES: tuple[Engine, ...] = (tesseract.ENGINE, rapid.ENGINE)
"""This program's own, in the order of preference for the first reading of a page."""

__all__ = [
    "ENGINES",
    "Engine",
    "InkLine",
    "InkWord",
    "Readers",
    "Status",
    "available",
    "chosen",
    "missing",
    "others",
    "used",
]


@dataclass(frozen=True, slots=True)
class Readers:
    """Which engine does what.

    Attributes:
        page: reads an untouched page.
        lines: reads the lines of a cleaned page; None where no engine does.
        lattice: tells what the ink of a line allows; None where no engine does.
    """

    page: Engine
    lines: Engine | None
    lattice: Engine | None


def others() -> tuple[Engine, ...]:
    """Return the engines of other packages.

    Raises:
        PluginError: one cannot be loaded or is no engine.
    """
    found = loaded(Group.ENGINES, [engine.name for engine in ENGINES])
    for name, engine in found.items():
        if not isinstance(engine, Engine):
            raise PluginError("is no ocr.engines.Engine", where=f"{Group.ENGINES}: {name}", remedy="use --no-plugins")
    return tuple(found.values())


def available() -> tuple[Status, ...]:
    """Say of every engine whether it is there, in which version, and what to do when it is not."""
    configured = command.configured()
    return tuple(engine.probe() for engine in (*ENGINES, *([configured] if configured else []), *others()))


def chosen(ready: Container[str]) -> Readers:
    """Return which engine does what.

    The one that the environment names comes first, then those of other packages, then this program's own: who names
    or installs an engine wants it.

    Args:
        ready: names of the engines that can be used here.

    Raises:
        EngineError: there is none.
    """
    configured = command.configured()
    there = [engine for engine in (*others(), *ENGINES) if engine.name in ready]
    found = [configured, *there] if configured else there
    if not found:
        raise missing()
    return Readers(
        found[0],
        next((engine for engine in found if engine.reads_lines), None),
        next((engine for engine in found if engine.gives_lattice), None),
    )


def missing() -> EngineError:
    """Return the error that says what to install."""
    return EngineError("no OCR engine is installed", remedy="; or ".join(engine.probe().remedy for engine in ENGINES))


def used(statuses: tuple[Status, ...] | None = None) -> str:
    """Return the line that says which engines read the scans.

    Raises:
        EngineError: there is none.
    """
    ready = [status for status in (available() if statuses is None else statuses) if status.ready]
    if not ready:
        raise missing()
    return "read with " + ", ".join(f"{status.name} {status.version}" for status in ready)
