"""The whole text under a cursor that goes from word to word, and a stretch of it selected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from corpus.records import Kind, Verdict

from ...screen import visible
from ..state.diff import Styled, Tone
from ..state.session import ReviewSession
from .fold import Row, fold

WORD = re.compile(r"\S+")
Span = tuple[int, int]


@dataclass
class TextReader:
    """Where an editor reads in a witness.

    Attributes:
        session: the review.
        witness: the siglum.
        word: start and end of the word under the cursor; empty in a text without words.
        anchor: the word a selection began with, if one did.
    """

    session: ReviewSession
    witness: str
    word: Span = (0, 0)
    anchor: Span | None = None

    @property
    def text(self) -> str:
        """The text of the witness."""
        return self.session.witnesses[self.witness].text

    @property
    def selected(self) -> Span:
        """Start and end of what is selected: the word under the cursor at least."""
        first = self.anchor or self.word
        return min(first[0], self.word[0]), max(first[1], self.word[1])

    def select(self) -> bool:
        """Begin to select at the cursor, or end it; give whether it goes on."""
        self.anchor = None if self.anchor else self.word
        return self.anchor is not None

    def go(self, offset: int) -> None:
        """Go to the word at an offset, else to the next one, else to the last."""
        text = self.text
        start = max(0, min(offset, len(text)))
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        found = WORD.search(text, start)
        if found:
            self.word = found.span()
        elif text.strip():
            self.step(-1, start)

    def step(self, by: int, offset: int | None = None) -> bool:
        """Go one word on (1) or back (-1); False where there is none."""
        text = self.text
        if by > 0:
            found = WORD.search(text, self.word[1])
            self.word = found.span() if found else self.word
            return found is not None
        end = self.word[0] if offset is None else offset
        while end > 0 and text[end - 1].isspace():
            end -= 1
        if not end:
            return False
        start = end
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        self.word = (start, end)
        return True

    def find(self, words: str) -> bool:
        """Go to where some words stand next after the cursor, around the end; white space and case do not count."""
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        found = pattern.search(self.text, self.word[1]) or pattern.search(self.text)
        if not words.strip() or found is None:
            return False
        self.anchor = None
        self.go(found.start())
        if found.end() > self.word[1]:
            self.anchor = self.word
            self.go(found.end() - 1)
        return True

    def rows(self, width: int, height: int) -> tuple[list[Row], int]:
        """Return the text around the cursor in rows, and the number of the row the cursor is in.

        The offsets of the rows are offsets into the text of the witness.
        """
        text = self.text
        reach = width * height
        low = max(0, text.rfind("\n", 0, max(0, self.word[0] - reach)) + 1, self.word[0] - 4 * reach)
        high = text.find("\n", self.word[1] + reach)
        high = min(len(text) if high < 0 else high, self.word[1] + 4 * reach)
        parts = [_visible(text, at) for at in range(low, high)]
        ends = list(accumulate(map(len, parts), initial=0))
        marked = self._marked(low, high)
        cuts = sorted({low, high, *(edge for span, _ in marked for edge in span)})
        pieces = [
            Styled("".join(parts[a - low : b - low]), _role(marked, a, b))
            for a, b in pairwise(cuts)
            if low <= a < b <= high
        ]
        back = {end: low + n for n, end in reversed(list(enumerate(ends)))}
        laid = [Row(row.pieces, back.get(row.start, low), back.get(row.end, high)) for row in fold(pieces, width)]
        here = next((n for n, row in enumerate(laid) if row.start <= self.word[0] < max(row.end, row.start + 1)), 0)
        return laid, here

    def _marked(self, low: int, high: int) -> list[tuple[Span, Tone]]:
        """Return what is marked in a stretch, the strongest mark first: selection, decided places, waiting ones."""
        out: list[tuple[Span, Tone]] = [(self.selected, Tone.CURSOR)]
        for entry in self.session.touching(self.witness, low, high):
            decision = self.session.standing(entry).decision
            span = (max(low, entry.start), min(high, entry.stop))
            if decision is None:
                out.append((span, Tone.WAITING))
            elif decision.verdict is Verdict.ACCEPT:
                out.insert(1, (span, Tone.GONE))
        return out

    def row_step(self, by: int, width: int, height: int) -> None:
        """Go some rows down or up, to the word nearest below or above."""
        laid, here = self.rows(width, height)
        column = self.word[0] - laid[here].start
        to = max(0, min(here + by, len(laid) - 1))
        while 0 < to < len(laid) - 1 and not laid[to].text.strip():
            to += 1 if by > 0 else -1
        row = laid[to]
        self.go(min(row.start + column, max(row.start, row.end - 1)))
        if self.word[0] < row.start and row.text.strip():
            self.step(1)


def _role(marked: list[tuple[Span, Tone]], start: int, end: int) -> Tone:
    """Return the strongest mark of a stretch that no mark begins or ends in."""
    return next((role for (low, high), role in marked if low <= start and end <= high), Tone.SAME)


def _visible(text: str, at: int) -> str:
    """Return a code point as it is shown; a return before a line end is not."""
    char = text[at]
    return "" if char == "\r" and text[at + 1 : at + 2] == "\n" else visible(char)


def likely_kind(sic: str, text: str) -> Kind:
    """Return the kind of fault that an editor most likely means who writes one for the other."""
    letters = ["".join(c for c in part if c.isalnum()) for part in (sic, text)]
    if not sic:
        return Kind.OMISSION
    if not text:
        return Kind.DUPLICATE if len(sic.split()) > 12 else Kind.FURNITURE
    if letters[0] == letters[1]:
        spaces = [part.split() for part in (sic, text)]
        if "".join(spaces[0]) != "".join(spaces[1]) and "\n" not in sic:
            return Kind.PUNCT
        if len(spaces[0]) == len(spaces[1]):
            return Kind.PARAGRAPH
        broken = len(spaces[0]) > len(spaces[1])
        return (Kind.SPLIT if "\n" in sic else Kind.SPACE) if broken else Kind.JOINED
    return Kind.GARBLE if len(sic.split()) > 2 else Kind.MISREAD
