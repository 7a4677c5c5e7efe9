"""Readings of the same ink that lost the vote: what another engine, or another picture of the word, read there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from corpus.kinds import Trait, having
from corpus.records import Basis, Finding, Reading
from corpus.tokens import WORD

from ..document import Document

KNOWN = 0.85
"""Another reading is believed so far where all its words are known."""
UNKNOWN = 0.3
"""Another reading is believed so far where not all its words are known."""


def propose(document: Document, finding: Finding) -> Iterator[Reading]:
    """Offer the other readings of the word in which the finding lies."""
    ink = document.witness.ink
    if not ink or finding.kind not in having(Trait.BY_INK):
        return
    place = bisect_right(ink, finding.start, key=lambda row: row.start) - 1
    if place < 0 or finding.end > ink[place].end:
        return
    row, text = ink[place], document.text.string
    before, after = text[row.start : finding.start], text[finding.end : row.end]
    for other in row.alternatives:
        if len(other.text) <= len(before) + len(after):
            continue
        if not (other.text.startswith(before) and other.text.endswith(after)):
            continue
        reading = other.text[len(before) : len(other.text) - len(after)]
        words = WORD.findall(reading)
        sound = words and all(document.knowledge.language.known(w) or document.knowledge.names.knows(w) for w in words)
        if reading != finding.sic:
            p = (KNOWN if sound else UNKNOWN) * max(0.5, other.confidence)
            yield Reading(reading, p, Basis.INK, f"so read by {other.reading}", row.page)
