"""Stretches of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n[^\S\n]*)+")
"""An empty line or more: what stands between paragraphs."""
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, end exclusive."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Whether an offset lies in it."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def text_of(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the stretches between empty lines, without the white space around them."""
    spans: list[Span] = []
    at = 0
    edges = [(m.start(), m.end()) for m in BREAK.finditer(text)]
    for start, end in [*edges, (len(text), len(text))]:
        piece = text[at:start]
        body = piece.strip()
        if body:
            first = at + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(body)))
        at = end
    return tuple(spans)


def lines(text: str) -> tuple[Span, ...]:
    """Return the lines that are not empty, without the line break."""
    return tuple(Span(m.start(), m.end()) for m in LINE.finditer(text) if not m.group().isspace())
