"""Places told to people: the page and the line, and the words that stand there with what matters marked."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.records import Witness

AROUND = 24
"""Code points quoted before and after a place, in whole words."""


def line_of(text: str, offset: int) -> int:
    """Return the line an offset is on, from 1; for many offsets of one text :class:`Places` is quicker."""
    return text.count("\n", 0, offset) + 1


@dataclass(frozen=True)
class Places:
    """Tells places of a witness; what it needs to know of the text is found out once."""

    witness: Witness

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        starts = [0]
        text = self.witness.text
        while (at := text.find("\n", starts[-1])) >= 0:
            starts.append(at + 1)
        return starts

    @cached_property
    def _pages(self) -> list[int]:
        return [page.start for page in self.witness.pages]

    def line(self, offset: int) -> int:
        """Return the line an offset is on, from 1."""
        return bisect_right(self._lines, offset)

    def at(self, offset: int) -> str:
        """Return page and line of an offset: on a page the lines that are not empty are counted."""
        number = bisect_right(self._pages, offset) - 1
        if number < 0:
            return f"line {self.line(offset)}"
        page = self.witness.pages[number]
        above = self.witness.text[page.start : offset].split("\n")[:-1]
        return f"page {page.page}, line {1 + sum(bool(line.strip()) for line in above)}"

    def span(self, start: int, end: int) -> str:
        """Return page and line of a stretch's beginning and of its end."""
        first, last = self.at(start), self.at(max(start, end - 1))
        if first == last:
            return first
        page, _, line = last.rpartition("line ")
        return f"lines {first[5:]}–{line}" if not page else f"{first} to {line if first.startswith(page) else last}"

    def quote(self, start: int, end: int) -> str:
        """Return what stands at a place with a few words around it, the place itself between ‹ and ›."""
        text = self.witness.text
        before = text[max(0, start - AROUND) : start]
        after = text[end : end + AROUND]
        if start > AROUND and not text[start - AROUND - 1].isspace():
            before = before.partition(" ")[2] if " " in before else ""
        if end + AROUND < len(text) and not text[end + AROUND].isspace():
            after = after.rpartition(" ")[0] if " " in after else ""
        lead, tail = "…" if start > len(before) else "", "…" if end + len(after) < len(text) else ""
        return " ".join(f"{lead}{before.lstrip()}‹{text[start:end]}›{after.rstrip()}{tail}".split())

    def told(self, start: int, end: int) -> str:
        """Return a place and what stands there: ``line 31: “…an ‹attack› on the…”``."""
        return f"{self.at(start)}: “{self.quote(start, end)}”"
