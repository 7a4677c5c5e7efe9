"""Readings from the authority of names, with the title, the office and the date around as context."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document

AROUND = 90
"""Code points of text before and after that are looked at."""
MOST, LEAST = 3, 0.05
SHARE = 0.6
"""How far the authority is believed: it does not see how the letters were misread as well as the channel does."""


def propose(document: Document, finding: Finding) -> Iterator[Reading]:
    """Offer the names that a word with a capital may be."""
    if finding.kind not in (Kind.NAME, Kind.MISREAD) or not finding.sic[:1].isupper() or len(finding.sic) < 4:
        return
    text = document.text
    before = text[max(0, finding.start - AROUND) : finding.start]
    after = text[finding.end : finding.end + AROUND]
    said = {reading.text for reading in finding.readings if reading.basis is Basis.NAME}
    for match in document.names.lookup(finding.sic, before, after)[:MOST]:
        if match.form != finding.sic and match.p > LEAST:
            evidence = "" if match.form in said else match.evidence
            yield Reading(match.form, SHARE * match.p, Basis.NAME, evidence)
