"""Readings from what reading does to letters, the vocabulary and the words around."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from corpus.figures import times
from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..words.suspect import Option, Suspect
from ..words.suspects import reading

MOST = 5


def propose(document: Document, finding: Finding) -> Iterator[Reading]:
    """Yield the likeliest options of the place, if it is one that was judged."""
    suspect = document.words.suspect_at.get(finding.span)
    if suspect is None:
        return
    channel = document.knowledge.channel
    rival = suspect.rival
    rest = 1.0 - suspect.p
    ranked = sorted(range(1, len(suspect.options)), key=lambda n: (n != rival, -suspect.scores[n]))[:MOST]
    for number in ranked:
        option = suspect.options[number]
        p = suspect.p if number == rival else min(suspect.p, rest * exp(float(suspect.scores[number])))
        if number == rival or p > 0.01:
            basis = Basis.NAME if finding.kind is Kind.NAME else Basis.LANGUAGE
            yield Reading(reading(suspect, option, channel), p, basis, why(document, suspect, option))


def why(document: Document, suspect: Suspect, option: Option) -> str:
    """Say what speaks for an option."""
    if option.kind in ("split", "merge", "stop", "drop", "unmark", "figure", "case"):
        return {
            "split": "two words that are known",
            "merge": "one word that is known",
            "stop": "a new sentence begins",
            "drop": "a stray mark",
            "unmark": "a stray mark",
            "figure": "letters that look like figures",
            "case": "the usual case of the word",
        }[option.kind]
    channel = document.knowledge.channel
    steps = [(a, b) for a, b in channel.trace(option.text, suspect.options[0].text) if a != b]
    said = ", ".join(f"{b or 'nothing'} for {a or 'nothing'}" for a, b in steps[:3])
    own = document.text.usage[option.form]
    return f"{said}" + (f"; stands so {times(own)} in this document" if own else "; fits the words around")
