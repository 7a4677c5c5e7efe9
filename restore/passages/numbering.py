"""What counts on through a text and tells which piece follows which: items, ordinals, headings, datelines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..text.dates import datelines
from ..text.spans import Span

ITEM = re.compile(r"(?m)^[ \t*_>\"“]*(?P<open>[(\[]?)(?P<number>\d{1,3})(?P<close>[.)\]])(?=\s+[^\W\d_]{2})")
"""The number of an item, at the head of a line. (Letters are left out: lists with letters nest, and begin anew.)"""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINAL = re.compile(rf"(?:^|[.;:]\s)\W{{0,3}}({'|'.join(ORDINALS)})(?:ly)?,", re.I | re.M)
"""An ordinal that begins a sentence: Second, we should ..."""
AFTER = 8
"""Code points after a piece in which the words of an item stand whose label is a paragraph of its own."""
HEADING = 300
"""Code points of the longest heading with a number."""
ORDERED = 0.8
"""A text is in order of time where at least this share of its datelines is in order."""
FEWEST = 5
"""A text is in order of time where it has at least this many datelines."""
DAYS = 60
"""Days from one dateline to the next, at most, for the one to follow on the other."""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """Marks of one kind, in text order.

    Attributes:
        pieces: the number of the piece of running text that each stands in.
        values: what each counts.
        dates: whether they are days, which need not follow one by one.
    """

    pieces: tuple[int, ...]
    values: tuple[int, ...]
    dates: bool = False

    def follows(self, one: int, other: int) -> int:
        """Return whether a mark follows on another: 1 it does, 0 it may, -1 it does not."""
        if self.dates:
            return -1 if other < one else int(other - one <= DAYS)
        return 1 if other == one + 1 else 0 if other == 1 else -1


class Numbering:
    """What the marks of a document say for an order of its pieces."""

    def __init__(self, text: str, pieces: tuple[Span, ...]) -> None:
        self.rows = tuple(row for row in _rows(text, pieces) if len(row.values) > 1)

    def breaks(self) -> Iterator[int]:
        """Yield the seams where marks count backwards, with the nearest ones before and after where one is left out."""
        for row in self.rows:
            off = [
                (place, row.values[place] < row.values[place - 1])
                for place in range(1, len(row.values))
                if row.follows(row.values[place - 1], row.values[place]) < 0
            ]
            for number, (_, back) in enumerate(off):
                if back:
                    near = (place for place, _ in off[max(0, number - 1) : number + 2])
                    yield from (row.pieces[at] - 1 for at in near if row.pieces[at - 1] < row.pieces[at])

    def junctions(self, blocks: Sequence[tuple[int, int]]) -> int:
        """Count how many marks follow on each other over the junctions of blocks, less those that do not.

        Args:
            blocks: first and last piece of each, in the order they are to stand in; none is empty.
        """
        total = 0
        for row in self.rows:
            last: int | None = None
            for first_piece, last_piece in blocks:
                start, end = bisect_left(row.pieces, first_piece), bisect_right(row.pieces, last_piece)
                if start < end:
                    if last is not None:
                        total += row.follows(last, row.values[start])
                    last = row.values[end - 1]
        return total


def _rows(text: str, pieces: tuple[Span, ...]) -> Iterator[CountedRow]:
    """Gather the marks of each kind."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, piece in enumerate(pieces):
        for kind, value in _marks(text, piece):
            found.setdefault(kind, []).append((number, value))
    for marks in found.values():
        yield CountedRow(tuple(number for number, _ in marks), tuple(value for _, value in marks))
    yield from _datelines(text, pieces)


def _marks(text: str, piece: Span) -> Iterator[tuple[str, int]]:
    """Yield the marks of a piece: kind and value."""
    for match in ITEM.finditer(text, piece.start, piece.end + AFTER):
        if match.start() >= piece.end:
            break
        style = match["open"] + match["close"]
        line = text[match.end() : piece.end].split("\n", 1)[0].rstrip()
        heading = style == "." and 0 < len(line) <= HEADING and line[-1] not in ".;:,"
        kind = "heading" if heading else "number"
        yield f"{kind} of {2 + (len(match['number']) > 2)} figures {style}", int(match["number"])
    for match in ORDINAL.finditer(text, piece.start, piece.end):
        yield "ordinal", ORDINALS.index(match[1].lower()) + 1


def _datelines(text: str, pieces: tuple[Span, ...]) -> Iterator[CountedRow]:
    """Yield the datelines of a text whose letters stand in order of time."""
    ends = [piece.end for piece in pieces]
    dated = [(bisect_left(ends, start + 1), day.toordinal()) for start, day in datelines(text)]
    dated = [(number, day) for number, day in dated if number < len(ends)]
    in_order = sum(one <= other for (_, one), (_, other) in pairwise(dated))
    if len(dated) >= FEWEST and in_order >= ORDERED * (len(dated) - 1):
        yield CountedRow(tuple(number for number, _ in dated), tuple(day for _, day in dated), dates=True)
