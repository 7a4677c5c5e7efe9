"""What a command tells of its work: nothing unless asked, on stderr with ``-v``, in a file with ``--log-file``."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from corpus.errors import OutputError

from .screen import visible

ROOMS = ("corpus", "ocr", "restore", "tui", "py.warnings")
"""The loggers that are told: those of this program, and the warnings of libraries."""
LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)
"""By how often ``-v`` is given."""


def arguments(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Declare the arguments.

    Args:
        parser: of all commands, or of one.
        again: of one, where what was given before the command's name stands unless it is given again.
    """
    kept = argparse.SUPPRESS if again else None
    parser.add_argument(
        "-v", "--verbose", action="count", default=kept or 0, help="tell what is done; twice: every page and text"
    )
    parser.add_argument(
        "--log-file", type=Path, metavar="FILE", default=kept, help="write what is done to a file, with times"
    )


def start(verbose: int, path: Path | None) -> None:
    """Send what the program tells of its work to stderr, to a file, to both or to neither.

    Raises:
        OutputError: the file cannot be written.
    """
    handlers: list[logging.Handler] = []
    if verbose:
        told = logging.StreamHandler(sys.stderr)
        told.setLevel(LEVELS[min(verbose, len(LEVELS) - 1)])
        told.setFormatter(_OneLine("corrigenda: %(message)s"))
        handlers.append(told)
    if path is not None:
        try:
            kept = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise OutputError(
                f"cannot be written: {error.strerror}", where=path, remedy="name another file for --log-file"
            ) from None
        kept.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        handlers.append(kept)
    logging.captureWarnings(bool(handlers))
    for name in ROOMS:
        logger = logging.getLogger(name)
        for old in logger.handlers:
            old.close()
        logger.handlers = list(handlers)
        logger.setLevel(logging.DEBUG if handlers else logging.WARNING)
        logger.propagate = False


class _OneLine(logging.Formatter):
    """One line per message; control characters are shown, never obeyed."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(" ".join(super().format(record).split("\n")))
