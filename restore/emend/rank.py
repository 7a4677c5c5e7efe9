"""What all proposers offer for a finding, joined to ranked readings with one calibrated probability each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from corpus.records import Basis, Emendation, Finding, Reading

from ..document import Document
from ..propose import PROPOSERS
from .rule import Rule, applies

TINY = 1e-6
ORDER = tuple(Basis)
"""What readings rest on, strongest first."""
WORTH = 0.05
"""The least p of a first reading that is shown: below it one in a hundred was right on planted faults."""


def rank(document: Document, finding: Finding, rule: Rule) -> Emendation:
    """Join what all proposers offer for a finding, and say whether the rule applies the first reading unseen."""
    offers = [*finding.readings, *(r for propose in PROPOSERS.values() for r in propose(document, finding))]
    readings = joined(finding, offers)
    return Emendation(finding, readings, bool(readings) and applies(document, finding, readings[0], rule))


def joined(finding: Finding, offers: Iterable[Reading]) -> tuple[Reading, ...]:
    """Join offers to ranked readings.

    Witnesses that agree fail together only where each fails: 1 - p is multiplied. Readings that exclude each other
    share the probability by their odds, the text as it stands being one of them; a reading without rivals keeps its p.
    Where not even the first is worth reading there are none: the place is pointed at, and nothing is proposed.
    """
    texts: dict[str, list[Reading]] = {}
    for reading in offers:
        if reading.text != finding.sic:
            texts.setdefault(reading.text, []).append(reading)
    chances = {}
    for text, row in texts.items():
        # the authority, the vocabulary and the rules know of each other; they count as one
        best: dict[Basis, float] = {}
        for reading in row:
            source = reading.basis if reading.basis.independent else Basis.LANGUAGE
            best[source] = max(best.get(source, 0.0), reading.p)
        chances[text] = 1.0 - math.prod(1.0 - p for p in best.values())
    odds = {text: p / max(1.0 - p, TINY) for text, p in chances.items()}
    whole = 1.0 + sum(odds.values())
    ranked = []
    for text, row in texts.items():
        first = min(row, key=lambda r: (ORDER.index(r.basis), -r.p))
        p = chances[text] if len(texts) == 1 else odds[text] / whole
        why = "; ".join(
            dict.fromkeys(r.evidence for r in sorted(row, key=lambda r: ORDER.index(r.basis)) if r.evidence)
        )
        ranked.append(replace(first, p=min(1.0, p), evidence=why))
    if all(reading.p < WORTH for reading in ranked):
        return ()
    return tuple(sorted(ranked, key=lambda r: (-r.p, ORDER.index(r.basis), r.text)))
