"""The engines, each in one module behind one small interface, best first."""

from __future__ import annotations

from corpus.errors import EngineError

from . import command, rapid, tesseract
from .base import Engine, InkLine, InkWord, Status

ENGINES: tuple[Engine, ...] = (tesseract.ENGINE, rapid.ENGINE)
"""In the order of preference for the first reading of a page."""

__all__ = ["ENGINES", "Engine", "InkLine", "InkWord", "Status", "available", "used"]


def available() -> tuple[Status, ...]:
    """Say of every engine whether it is there, in which version, and what to do when it is not."""
    other = command.configured()
    return tuple(engine.probe() for engine in (*ENGINES, *([other] if other else [])))


def used(statuses: tuple[Status, ...] | None = None) -> str:
    """Return the line that says which engines read the scans.

    Raises:
        EngineError: there is none.
    """
    ready = [status for status in (available() if statuses is None else statuses) if status.ready]
    if not ready:
        remedy = "; or ".join(engine.probe().remedy for engine in ENGINES)
        raise EngineError("no OCR engine is installed", remedy=remedy)
    return "read with " + ", ".join(f"{status.name} {status.version}" for status in ready)
