"""Readings from the authority of names, with the name beside, the title and the office around as context."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document

LEAST = {Kind.NAME: 0.05, Kind.MISREAD: 0.05, Kind.SPLIT: 0.8}
"""The p from which a name is offered, by what it is offered for: a broken word is rather right but for the break."""
SETTLED = 0.9
"""The p of a reading of the language from which no name is looked for, where it is none itself."""


def propose(document: Document, finding: Finding) -> Iterator[Reading]:
    """Offer the names that a word with a capital may be."""
    suspect = document.words.suspect_at.get(finding.span)
    settled = finding.kind is not Kind.NAME and suspect is not None and suspect.p > SETTLED
    if finding.kind not in LEAST or settled or not any(map(str.isupper, finding.sic[:2])):
        return
    said = {reading.text for reading in finding.readings if reading.basis is Basis.NAME}
    for name in document.words.listed_names[finding.span]:
        if name.p >= LEAST[finding.kind]:
            yield Reading(name.text, name.p, Basis.NAME, "" if name.text in said else name.evidence)
