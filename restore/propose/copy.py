"""Readings from the other copy of a passage that stands twice, whether by a fault or because it was meant."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from corpus.kinds import Trait, having
from corpus.records import Basis, Finding, Reading

from ..document import Document
from ..passages.alignment import Copy, Edit
from ..passages.copies import odd_words

SOUND = 0.97
"""The p of a reading of which every word is one."""
DOUBTFUL = 0.5
"""The p of a reading of which that cannot be said."""
UNLIKE = 50
"""Of 100: names less alike than this are two people, where a formula is repeated and not a passage doubled."""


def propose(document: Document, finding: Finding) -> Iterator[Reading]:
    """Offer what stands in the other copy at the same place, where it differs."""
    if finding.kind not in having(Trait.BY_COPY):
        return
    for copy in document.passages.copies_both_ways:
        if copy.start <= finding.start and finding.end <= copy.end:
            yield from _counterpart(document, finding, copy)


def _counterpart(document: Document, finding: Finding, copy: Copy) -> Iterator[Reading]:
    text = document.text.string
    for edit in copy.edits:
        if edit.start < 0 or edit.copy_start < 0 or not edit.start <= finding.start < finding.end <= edit.end:
            continue
        place = _fitted(text, edit, finding)
        reading = "" if place is None else " ".join(text[slice(*place)].split())
        if place and reading and reading != finding.sic and not _another(document, finding, copy, reading):
            p = SOUND if odd_words(reading, document.knowledge.language) == 0 else DOUBTFUL
            evidence = f"the other copy, {document.text.places.told(*place)}"
            yield Reading(reading, p, Basis.COPY, evidence, document.text.places.at(place[0]))


def _another(document: Document, finding: Finding, copy: Copy, reading: str) -> bool:
    """Whether a repetition that is no fault names somebody else here."""
    if not finding.sic[:1].isupper() or fuzz.ratio(finding.sic, reading) >= UNLIKE:
        return False
    spans = {(copy.start, copy.end), (copy.copy_start, copy.copy_end)}
    return not any(fault.span in spans for fault in document.passages.second_copies)


def _fitted(text: str, edit: Edit, finding: Finding) -> tuple[int, int] | None:
    """Return where a finding stands in the other copy, without what the edit has beyond it; None if that differs."""
    other = text[edit.copy_start : edit.copy_end]
    before, after = text[edit.start : finding.start], text[finding.end : edit.end]
    if other.startswith(before) and other.endswith(after) and len(before) + len(after) <= len(other):
        return edit.copy_start + len(before), edit.copy_end - len(after)
    return None
