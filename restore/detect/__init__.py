"""Detectors point at faults: one module a kind of fault, and this table of them.

A detector is a pure function from a document to findings. It changes nothing, it may overlap with others
(:mod:`restore.emend.reconcile` settles that), and each finding carries a reason an editor understands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from corpus.records import Finding, Kind
from corpus.transcriptions.signs import marks as signs

from ..document import Document
from . import (
    brackets,
    dates,
    duplicate,
    furniture,
    garble,
    joined,
    markup,
    misplaced,
    misread,
    money,
    name_variants,
    names,
    note_calls,
    numbering,
    omission,
    paragraph,
    parallel,
    pronoun,
    punctuation,
    repeated_words,
    shared,
    space,
    split,
    stray_marks,
    titles,
)

Detector = Callable[[Document], Iterable[Finding]]

DETECTORS: dict[str, Detector] = {
    "across": shared.detect,
    "duplicate": duplicate.detect,
    "furniture": furniture.detect,
    "misplaced": misplaced.detect,
    "paragraph": paragraph.detect,
    "split": split.detect,
    "misread": misread.detect,
    "money": money.detect,
    "name": names.detect,
    "garble": garble.detect,
    "pronoun": pronoun.detect,
    "joined": joined.detect,
    "space": space.detect,
    "punct": stray_marks.detect,
    "marks": punctuation.detect,
    "pairs": brackets.detect,
    "twice": repeated_words.detect,
    "items": numbering.detect,
    "marker": note_calls.detect,
    "markup": markup.detect,
    "consistency": titles.detect,
    "dates": dates.detect,
    "variants": name_variants.detect,
    "parallel": parallel.detect,
    "omission": omission.detect,
}
"""Every detector by the name of its module, in the order they run."""


PASSAGES = frozenset({Kind.DUPLICATE, Kind.MISPLACED, Kind.REPEAT})
"""Kinds whose findings are passages, which hold transcribers' signs like any words."""
LINES = frozenset({Kind.FURNITURE})
"""Kinds whose findings are whole lines, which may stand in brackets: ``[3]``, ``[over]``."""


def detect(document: Document) -> Iterator[Finding]:
    """Run every detector; what transcribers say with their signs is no fault, and no finding touches a sign."""
    spans = signs(document.text.string)
    starts, reach = [start for start, _ in spans], max((end - start for start, end in spans), default=0)
    for detector in DETECTORS.values():
        for finding in detector(document):
            near = spans[bisect_left(starts, finding.start - reach) : bisect_left(starts, finding.end)]
            cut = [span for span in near if span[1] > finding.start]
            whole = finding.kind in LINES and all(finding.start <= a and b <= finding.end for a, b in cut)
            if finding.kind in PASSAGES or whole or not cut:
                yield finding
