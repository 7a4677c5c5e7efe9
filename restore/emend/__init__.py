"""From a document to its emendations: detect, reconcile, propose, rank, apply the rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.records import Emendation, Finding, Kind

from ..detect import detect
from ..document import Document
from ..words.suspects import prepare
from .rank import rank
from .reconcile import reconcile
from .rule import Rule

TOGETHER = 100_000
"""Letters of documents that are looked up together."""


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
        prepare([unit for document in some for unit in document.words.units], some[0].knowledge)
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
