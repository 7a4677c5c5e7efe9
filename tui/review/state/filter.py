"""What the queue shows and in which order: the states of findings, filters and orders."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Kind
from corpus.store import Entry


class State(StrEnum):
    """What became of a finding."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    COVERED = "covered"
    """It lies in a passage that went, or that another reading replaced."""


class Order(StrEnum):
    """How the queue is sorted."""

    TEXT = "text"
    GAIN = "gain"
    """Most errors expected to be mended by one key first: alike places together, times their probability."""
    SURE = "surest"
    DOUBT = "most doubtful"
    KIND = "kind"


ANY = (0.0, 1.0)
"""Every probability."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the queue shows."""

    states: frozenset[State] = frozenset()
    """Any when empty."""
    kinds: frozenset[Kind] = frozenset()
    """Any when empty."""
    doubtful: bool = False
    p: tuple[float, float] = ANY
    """Lowest and highest probability of the first reading; nothing proposed counts as 0."""
    span: tuple[str, int, int] | None = None
    """Only in this stretch of a witness (a page)."""
    text: str = ""
    """Looked for in the text that stands there, in readings and in reasons, whatever its case."""


def within(entry: Entry, span: tuple[str, int, int]) -> bool:
    """Whether an entry begins in a stretch of a witness."""
    return entry.witness == span[0] and span[1] <= entry.start < span[2]
