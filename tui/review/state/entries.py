"""Entries found by their place; they are kept in the order of their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corpus.store import Entry

REACH = 2000
"""Code points before a place in which a finding that reaches into it begins."""


def by_place(entry: Entry) -> tuple[str, int]:
    """Return witness and offset, by which entries are sorted."""
    return entry.witness, entry.start


def inside(entries: Sequence[Entry], witness: str, start: int, end: int) -> list[Entry]:
    """Return the entries that lie in a stretch of a witness, in text order."""
    return [entry for entry in _begun(entries, witness, start, end) if entry.stop <= end]


def touching(entries: Sequence[Entry], witness: str, start: int, end: int) -> list[Entry]:
    """Return the entries that have something of a stretch of a witness, in text order."""
    return [entry for entry in _begun(entries, witness, start - REACH, end) if entry.stop > start]


def exactly(entries: Sequence[Entry], witness: str, start: int, end: int) -> Entry | None:
    """Return the entry of exactly this place."""
    return next((entry for entry in _begun(entries, witness, start, start + 1) if entry.stop == end), None)


def _begun(entries: Sequence[Entry], witness: str, start: int, end: int) -> list[Entry]:
    """Return the entries that begin in a stretch."""
    first = bisect_left(entries, (witness, start), key=by_place)
    return list(entries[first : bisect_left(entries, (witness, end), lo=first, key=by_place)])
