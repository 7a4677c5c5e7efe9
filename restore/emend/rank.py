"""Evidence to one calibrated probability; the auto-accept rule; findings that overlap settled.

The pipeline of a document: detect, reconcile, propose, rank.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.records import Basis, Emendation, Finding, Kind, Reading
from corpus.tokens import WORD, letters

from ..detect import detect
from ..document import Document
from ..propose import PROPOSERS
from ..words.names import like_a_name
from ..words.suspects import prepare

if TYPE_CHECKING:
    from ..words.suspects import Suspect


class Rule(StrEnum):
    """What is applied unseen."""

    NONE = "none"
    CERTAIN = "certain"
    LIKELY = "likely"
    ALL = "all"


THRESHOLD = {Rule.NONE: 2.0, Rule.CERTAIN: 0.995, Rule.LIKELY: 0.5, Rule.ALL: 0.0}
"""The lowest p at which the first reading is applied unseen."""

CONTAINERS = frozenset({Kind.DUPLICATE, Kind.MISPLACED, Kind.REPEAT, Kind.GARBLE})
"""Kinds that may have other findings inside."""
WORDS = frozenset({Kind.MISREAD, Kind.NAME, Kind.JOINED, Kind.PUNCT})
"""Kinds that say a word reads wrong."""
STRUCTURE = frozenset({Kind.FURNITURE, Kind.PARAGRAPH, Kind.MARKUP, Kind.MARKER})
"""Kinds by which a stretch goes, or a gap closes: no word inside it is worth a finding of its own."""
MOVING = 0.9
"""The p from which ``likely`` moves a passage: a page moved wrongly harms more than one left where it stands."""
NAMED, SURELY = 0.7, 0.8
"""The least p at which ``likely`` changes a listed name without a witness: rare names are right more often than not.
In a text with hardly a misreading the second, and for all that looks like a name."""
CLEAN = 0.01
"""The share of misread words up to which a text has hardly a misreading."""
HALF_RIGHT = 0.3
"""A reading less likely than this is not applied even for what is certainly wrong."""
MOSTLY = 0.9
"""The share of its occurrences that stand with a capital, from which a word is a name."""
NEGATIONS = frozenset(
    ("no", "not", "nor", "neither", "never", "none", "nothing", "nobody", "nowhere", "without", "cannot", "hardly")
)
TINY = 1e-6
ORDER = tuple(Basis)
"""What readings rest on, strongest first."""
EVEN = 0.5
"""The score from which something of that kind is likelier than not."""
TOGETHER = 100_000
"""Letters of documents that are looked up together."""
WORTH = 0.05
"""The least p of a first reading that is shown: below it one in a hundred was right on planted faults."""


def emend(document: Document, rule: Rule = Rule.CERTAIN) -> tuple[Emendation, ...]:
    """Return every finding of a document with its ranked readings, in text order."""
    ranked = [rank(document, finding, rule) for finding in reconcile(_doubted(document))]
    if rule is Rule.CERTAIN:
        # what is to go as a whole is not mended first
        doubled = [e.finding for e in ranked if e.finding.kind is Kind.DUPLICATE and e.best and not e.best.text]
        ends = {f.start: f.end for f in doubled}
        starts = sorted(ends)
        for number, one in enumerate(ranked):
            place = bisect_right(starts, one.finding.start)
            inside = place and one.finding.end <= ends[starts[place - 1]] and one.finding not in doubled
            if one.auto and inside:
                ranked[number] = replace(one, auto=False)
    return tuple(ranked)


def emended(documents: Iterable[Document], rule: Rule = Rule.CERTAIN) -> Iterator[tuple[Emendation, ...]]:
    """Yield the same of one document after the other; short ones are looked up together."""
    for some in _together(documents):
        prepare(some)
        yield from (emend(document, rule) for document in some)


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in their order, as many at once as hold so many letters."""
    some: list[Document] = []
    for document in documents:
        some.append(document)
        if sum(len(one.text.string) for one in some) > TOGETHER:
            yield some
            some = []
    if some:
        yield some


def _doubted(document: Document) -> Iterator[Finding]:
    """Return what the detectors point at, less the words that the editors marked as right."""
    return (finding for finding in detect(document) if not document.vetted.stands(finding.kind, finding.sic))


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
        if finding.kind in WORDS:
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
    elif finding.kind in CONTAINERS:
        tier = 1
    else:
        witnessed = any(reading.basis.independent for reading in finding.readings)
        tier = 2 if finding.kind in STRUCTURE and finding.score >= EVEN else 3 if witnessed else 4
    sure = 0.0 if tier < 2 else 1.0 - finding.score
    return tier, sure, finding.start, -finding.end, finding.kind


def _compatible(one: Finding, other: Finding) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return True
    outer, inner = (one, other) if (one.end - one.start) >= (other.end - other.start) else (other, one)
    within = outer.start <= inner.start and inner.end <= outer.end and outer.span != inner.span
    return within and outer.kind in CONTAINERS


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


def applies(document: Document, finding: Finding, reading: Reading, rule: Rule) -> bool:
    """Return whether a rule applies a reading unseen.

    ``likely`` does where the reading is likelier right than the text as it stands, or is expected to mend more errors
    than it makes: half of a garbled word is better than none; a listed name stands unless the reading is much likelier.
    ``certain`` does where p, which at that height is a lower bound, meets the promise, and nothing is touched that asks
    for a witness.
    """
    if finding.kind is Kind.REPEAT:
        return False
    if rule is Rule.LIKELY and (finding.kind in WORDS or finding.kind is Kind.SPACE):
        suspect = document.words.suspect_at.get(finding.span)
        weighed = suspect is not None and reading.basis in (Basis.NAME, Basis.LANGUAGE)
        if suspect is not None and weighed and (finding.kind in WORDS or _halves(suspect)):
            # where names are spelt as one likes, or inflected, none is nearly a listed one
            settled = not document.words.old_spelling and document.words.in_english(finding.start)
            named = reading.basis is Basis.NAME and reading.p >= NAMED and settled
            return (suspect.mends or named) and reading.p >= _least(document, suspect)
        if finding.kind in WORDS:
            return reading.p > max(HALF_RIGHT, 1.0 - finding.score)
    if reading.p < THRESHOLD[rule] or (rule is Rule.LIKELY and finding.kind is Kind.MISPLACED and reading.p < MOVING):
        return False
    return rule is not Rule.CERTAIN or reading.basis.independent or not guarded(document, finding, reading)


def _halves(suspect: Suspect) -> bool:
    """Whether a place is a word with a blank in it, not a word with a mark beside it."""
    return suspect.pair and all(WORD.search(piece) for piece in suspect.sic.split())


def _least(document: Document, suspect: Suspect) -> float:
    """Return the least p at which a place is changed unseen without a witness, for it may be a name that is right."""
    clean = document.words.share_misread < CLEAN
    listed = suspect.sic[:1].isupper() and document.knowledge.names.knows(suspect.sic)
    if listed or (clean and not suspect.known and not suspect.pair and like_a_name(document, suspect.sic)):
        return SURELY if clean else NAMED
    return 0.0


def guarded(document: Document, finding: Finding, reading: Reading) -> bool:
    """Whether a reading of a word touches what only a witness may change: names, numbers, negations, quotations."""
    mended = finding.kind is Kind.SPLIT and letters(finding.sic) != letters(reading.text)
    if finding.kind not in WORDS and finding.kind not in (Kind.SPACE, Kind.GARBLE) and not mended:
        return False
    both = f"{finding.sic} {reading.text}"
    found = [m.group() for m in WORD.finditer(both)]
    return (
        any(c.isdigit() for c in both)
        or any(word.casefold() in NEGATIONS or word.casefold().endswith("n't") for word in found)
        or finding.kind is Kind.NAME
        or any(word[:1].isupper() and _named(document, word) for word in found)
        or document.text.quoted(finding.start)
    )


def _named(document: Document, word: str) -> bool:
    """Whether a word with a capital is a name, as far as one can say."""
    language = document.knowledge.language
    return language.cased(word) > MOSTLY or (not language.known(word) and document.knowledge.names.knows(word))
