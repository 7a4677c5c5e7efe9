"""Passages that stand twice in a text, found by chained seeds and aligned in a band."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two copies: ``base[start:end]`` stands as ``copy[copy_start:copy_end]``."""

    start: int
    end: int
    copy_start: int
    copy_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Two stretches of one text that are copies of each other.

    Attributes:
        start: of the better witness, in the text.
        end: of the better witness.
        copy_start: of the worse witness.
        copy_end: of the worse witness.
        likeness: share of letters alike, 0 to 1.
        edits: the differences, in text order, none for an exact copy.
        why: why the first one is the better witness.
    """

    start: int
    end: int
    copy_start: int
    copy_end: int
    likeness: float
    edits: tuple[Edit, ...]
    why: str


def find_copies(text: str) -> tuple[Copy, ...]:
    """Find all doubled passages of a text, in order of the worse witness."""
    del text
    return ()
