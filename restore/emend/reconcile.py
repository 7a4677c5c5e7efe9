"""Findings that overlap are settled: disjoint, or nested in a container."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.kinds import Trait, having
from corpus.records import Finding, Kind

EVEN = 0.5
"""The score from which something of that kind is likelier than not."""


def reconcile(findings: Iterable[Finding]) -> list[Finding]:
    """Keep findings that are disjoint, or nested in a container; of two that clash the surer one stays.

    A broken word swallows what stands between its halves.
    """
    kept: list[Finding] = []
    lane = _Lane()
    for finding in sorted(_merged(findings), key=_precedence):
        if lane.fits(finding):
            lane.add(finding)
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, -f.end))


def _merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Make one of the findings of words that point at the same place: the surer one, with the readings of all."""
    places: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind in having(Trait.WORD):
            places[finding.span].append(finding)
        else:
            yield finding
    for same in places.values():
        first = max(same, key=lambda f: (f.score, f.kind))
        yield replace(first, readings=tuple(reading for finding in same for reading in finding.readings))


def _precedence(finding: Finding) -> tuple[int, float, int, int, str]:
    """Broken words come first, then what may hold others, then what goes whole, then words.

    Of these, those that another witness corrects come before those that only look wrong, the surer before the others.
    """
    if finding.kind is Kind.SPLIT and "\n" in finding.sic:
        tier = 0
    elif finding.kind in having(Trait.CONTAINER):
        tier = 1
    else:
        witnessed = any(reading.basis.independent for reading in finding.readings)
        tier = 2 if finding.kind in having(Trait.STRUCTURE) and finding.score >= EVEN else 3 if witnessed else 4
    sure = 0.0 if tier < 2 else 1.0 - finding.score
    return tier, sure, finding.start, -finding.end, finding.kind


def _compatible(one: Finding, other: Finding) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return True
    outer, inner = (one, other) if (one.end - one.start) >= (other.end - other.start) else (other, one)
    within = outer.start <= inner.start and inner.end <= outer.end and outer.span != inner.span
    return within and outer.kind in having(Trait.CONTAINER)


class _Lane:
    """The findings kept so far, by the buckets of text they touch: each is compared with its neighbours only."""

    SIZE = 256

    def __init__(self) -> None:
        self._buckets: dict[int, list[Finding]] = defaultdict(list)

    def fits(self, finding: Finding) -> bool:
        near = (f for bucket in self._touched(finding) for f in self._buckets.get(bucket, ()))
        return all(_compatible(finding, other) for other in near)

    def add(self, finding: Finding) -> None:
        for bucket in self._touched(finding):
            self._buckets[bucket].append(finding)

    def _touched(self, finding: Finding) -> range:
        return range(finding.start // self.SIZE, max(finding.start, finding.end - 1) // self.SIZE + 1)
