"""Passages doubled by scanning or transcribing, told apart from repetitions that the author meant.

A passage that stands twice is a fault when the second copy betrays itself: it is garbled, it breaks off, it interrupts
a sentence, it hangs on at the end with no heading of its own. With a heading, a date or an addressee of its own, or
quoted, it is a repetition; nothing is proposed for it. Where the two copies of a fault differ, each corrects the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..passages.alignment import BetterBecause, Copy, Edit
from ..passages.copies import odd_words
from .examples import Fires, Leaves


def detect(document: Document) -> Iterator[Finding]:
    """Point at doubled passages, at repetitions, and at the differences between the copies."""
    yield from document.passages.doubled
    faults = {finding.span for finding in document.passages.second_copies}
    for copy in document.passages.copies_both_ways:
        if (copy.copy_start, copy.copy_end) in faults:
            yield from variants(document, copy)


def variants(document: Document, copy: Copy) -> Iterator[Finding]:
    """Point at the differences between two copies, in the copy that is wrong, with the other one's reading."""
    text, language = document.text.string, document.knowledge.language
    badly_read = copy.better is BetterBecause.FEWER_ODD_WORDS
    for edit in copy.edits:
        if edit.start < 0 or edit.copy_start < 0:
            continue
        edit = _core(text, edit)
        ours, theirs = text[edit.start : edit.end], text[edit.copy_start : edit.copy_end]
        if not ours.strip() or not theirs.strip() or "".join(ours.split()) == "".join(theirs.split()):
            continue
        mine, other = odd_words(ours, language), odd_words(theirs, language)
        if other >= mine and theirs:
            p = 0.97 if other > mine else 0.9 if not mine else 0.6
            yield _variant(document, edit.copy_start, edit.copy_end, ours, p, (edit.start, edit.end))
        sound = ours.islower() and len(ours) > 3 and not badly_read
        if mine > other and sound:
            yield _variant(
                document, edit.start, edit.end, theirs, 0.95 if not other else 0.6, (edit.copy_start, edit.copy_end)
            )


def _core(text: str, edit: Edit) -> Edit:
    """Leave out the marks that both sides have in common at their ends."""
    start, end, copy_start, copy_end = edit.start, edit.end, edit.copy_start, edit.copy_end
    while start < end and copy_start < copy_end and text[start] == text[copy_start] and not text[start].isalnum():
        start, copy_start = start + 1, copy_start + 1
    while start < end and copy_start < copy_end and text[end - 1] == text[copy_end - 1] and not text[end - 1].isalnum():
        end, copy_end = end - 1, copy_end - 1
    return Edit(start, end, copy_start, copy_end)


def _variant(document: Document, start: int, end: int, reading: str, p: float, other: tuple[int, int]) -> Finding:
    sic = document.text.string[start:end]
    better = " ".join(reading.split())
    several = len(sic.split()) > 1 or len(better.split()) > 1
    name = better[:1].isupper() and document.knowledge.names.knows(better)
    kind = Kind.GARBLE if several else Kind.NAME if name else Kind.MISREAD
    evidence = f"the other copy, {document.text.places.told(*other)}"
    found = Reading(better, p, Basis.COPY, evidence, document.text.places.at(other[0]))
    return Finding(start, end, kind, sic, p, "differs from the other copy", (found,))


EXAMPLES = (
    Fires(
        (
            "My dear Minister,\n\nThe committee met again on the ninth and heard the director of the mines, "
            "who explained at some length why the output of the northern pits had fallen since the spring, and "
            "why the recruits were wanted there before the harvest.\n\nThe committee met agam on the nlnth and "
            "heard the directer of the mines, who explained at some lenglh why the outpnt of the northern pits "
            "had fallen since the spring, and why the recruits were wanled there before the harvest."
        ),
        (
            "The committee met agam on the nlnth and heard the directer of the mines, who explained at some "
            "lenglh why the outpnt of the northern pits had fallen since the spring, and why the recruits were "
            "wanled there before the harvest."
        ),
    ),
    Leaves(
        "1. The Governments shall consult each other.\n\n2. The Governments shall consult each other.",
        "items of a list may say the same",
    ),
)
