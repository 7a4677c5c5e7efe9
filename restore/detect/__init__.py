"""Detectors point at faults: one module per kind of fault, and this table of them.

A detector is a pure function from a document to findings. It changes nothing, it may overlap with others
(:mod:`restore.emend.reconcile` settles that), and each finding carries a reason an editor understands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from corpus.kinds import Trait, having
from corpus.plugins import Group, loaded
from corpus.records import Finding
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

RULES: tuple[ModuleType, ...] = (
    shared,
    duplicate,
    furniture,
    misplaced,
    paragraph,
    split,
    misread,
    money,
    names,
    garble,
    pronoun,
    joined,
    space,
    stray_marks,
    punctuation,
    brackets,
    repeated_words,
    numbering,
    note_calls,
    markup,
    titles,
    dates,
    name_variants,
    parallel,
    omission,
)
"""Every rule of this program, in the order they run."""
DETECTORS: dict[str, Detector] = {rule.__name__.rpartition(".")[2]: rule.detect for rule in RULES}
"""Every detector of this program by the name of its module."""


def detectors() -> dict[str, Detector]:
    """Return every detector by name: this program's own, then those of others.

    Raises:
        PluginError: one of others cannot be loaded.
    """
    return {**DETECTORS, **loaded(Group.DETECTORS, DETECTORS)}


def detect(document: Document) -> Iterator[Finding]:
    """Run every detector; what transcribers say with their signs is no fault, and no finding touches a sign."""
    spans = signs(document.text.string)
    starts, reach = [start for start, _ in spans], max((end - start for start, end in spans), default=0)
    for detector in detectors().values():
        for finding in detector(document):
            near = spans[bisect_left(starts, finding.start - reach) : bisect_left(starts, finding.end)]
            cut = [span for span in near if span[1] > finding.start]
            whole = finding.kind in having(Trait.WHOLE_LINE) and all(
                finding.start <= a and b <= finding.end for a, b in cut
            )
            if finding.kind in having(Trait.PASSAGE) or whole or not cut:
                yield finding
