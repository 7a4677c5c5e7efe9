"""Addresses that stand in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..text import Text
from ..text.sentences import open_left, open_right
from ..text.spans import Span
from .furniture_kinds import Furniture, FurnitureKind

COURTESY = "yours|very (?:truly|sincerely|respectfully)|sincerely|respectfully|faithfully|cordially|believe me"
CLOSING = re.compile(rf"(?im)^[ \t>*]*(?:{COURTESY})\b.{{0,80}}$")
LETTERS = re.compile(r"[^\W\d_]{2,}")
INTERPOSED = 320
"""Code points of the longest address that may interrupt a sentence."""
PARTS = 3
"""Paragraphs that an address may be set as."""


def interposed(text: Text, pieces: tuple[Span, ...], furniture: Iterable[Furniture]) -> tuple[Finding, ...]:
    """Find addresses that stand in the middle of a sentence."""
    string = text.string
    words = {f.start: f.sic.strip(" /.") for f in furniture if f.kind is FurnitureKind.CATCHWORD}
    found = []
    for left, block, right in _between(string, pieces):
        if block.end - block.start > INTERPOSED or not _address(block.text_of(string)):
            continue
        if open_left(string, left.start, left.end) < 0.9:
            continue
        between = string[left.end : block.start]
        word = words.get(left.end + len(between) - len(between.lstrip()))
        announced = word is not None and right.text_of(string).startswith(word)
        if not announced and open_right(string, right.start, right.end) < 0.9:
            continue
        evidence = "an address in the middle of a sentence; print it outside"
        reading = Reading("", 0.93, Basis.RULE, evidence)
        move_to = _after_signature(text, right)
        found.append(
            Finding(block.start, block.end, Kind.MISPLACED, block.text_of(string), 0.93, evidence, (reading,), move_to)
        )
    return tuple(found)


def _between(text: str, pieces: tuple[Span, ...]) -> Iterator[tuple[Span, Span, Span]]:
    """Yield each short run of pieces (an address may be set as several) with the pieces before and after it."""
    for first in range(1, len(pieces) - 1):
        for last in range(first, min(first + PARTS, len(pieces) - 1)):
            block = Span(pieces[first].start, pieces[last].end)
            if block.end - block.start > INTERPOSED:
                break
            if last > first and not text[pieces[last - 1].end : pieces[last].start].isspace():
                break
            yield pieces[first - 1], block, pieces[last + 1]


def _address(body: str) -> bool:
    """Whether a stretch is an address: capitals and commas, no sentence."""
    words = [word for word in LETTERS.findall(body) if len(word) > 3]
    return (
        len(words) >= 3
        and ("," in body or "\n" in body)
        and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
        and not re.search(r"[a-z]{3,}[.?!]\s+[A-Z]", body)
    )


def _after_signature(text: Text, right: Span) -> int:
    """Return the offset after the next closing and its signature; without one, after the paragraph of the sentence."""
    string = text.string
    closing = CLOSING.search(string, right.end)
    if closing is None:
        return right.end
    place = text.paragraph_at(closing.start())
    paragraph = text.paragraphs[place]
    signed = bool(string[closing.start() : paragraph.end].partition(",")[2].strip())
    if not signed and place + 1 < len(text.paragraphs) and len(text.paragraphs[place + 1].text_of(string)) <= 80:
        return text.paragraphs[place + 1].end
    return paragraph.end
