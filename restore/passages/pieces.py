"""The pieces of running text: paragraphs less what stands in them and is no part of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..text.spans import Span

REACH = 60
"""Code points looked at before and after a seam."""


def without(text: str, paragraphs: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return the paragraphs less what is taken out of them, without the white space at the cuts.

    Args:
        text: of the document.
        paragraphs: in text order, disjoint.
        taken: in text order; may touch or nest.
    """
    cuts = sorted((span.start, span.end) for span in taken)
    pieces: list[Span] = []
    starts = [start for start, _ in cuts]
    reach = 0
    reaches = [reach := max(reach, end) for _, end in cuts]
    for paragraph in paragraphs:
        at = paragraph.start
        place = max(0, bisect_right(reaches, at))
        for start, end in cuts[place : bisect_right(starts, paragraph.end)]:
            if start > at:
                pieces.append(Span(at, min(start, paragraph.end)))
            at = max(at, end)
        if at < paragraph.end:
            pieces.append(Span(at, paragraph.end))
    return tuple(span for span in (_trim(text, piece) for piece in pieces) if span is not None)


def _trim(text: str, piece: Span) -> Span | None:
    body = text[piece.start : piece.end]
    start = piece.start + len(body) - len(body.lstrip())
    end = piece.start + len(body.rstrip())
    return Span(start, end) if start < end else None


def space_before(text: str, start: int) -> str:
    """Return the white space just before an offset."""
    before = text[max(0, start - REACH) : start]
    return before[len(before.rstrip()) :]
