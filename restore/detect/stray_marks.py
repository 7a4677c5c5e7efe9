"""Stops and marks: doubled, stray, before a small letter; brackets without their fellow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..text.sentences import ABBREVIATIONS
from .examples import Fires, Leaves

DOUBLED = re.compile(
    r"(?<![.,;:\s])([,;:])\1(?=\s)|(?<=[^\W\d_]{3})\.\.(?=\s)(?!\s?\.)|(?<=\w)(?:,\.|;\.|:\.|,;|;,)(?=\s)"
)
TWO = re.compile(r"[.,;:](?=[.,;:]\s)")
"""Where a doubled mark may be: quickly found, then looked at."""
STRAY = re.compile(r"(?m)^(?:\*\*)?([.,;:] +)(?=[A-Z])")
STOPPED = re.compile(r"(?<![\w.'’-])([a-z]{3,})(\.) (?=([a-z]+)\b(?![.)]))")
INSIDE = re.compile(
    r"(?<![\w.'’-])(?:(?:of|to|that|who|with|for|by|from|into|his|its|which)(\.)"
    r"|(?:the|an|and|my|their|our|your|every|or|than)([.;:])|(?:the|an|my|their|our|your|every)(,))\s(?=[a-z]{2})"
)
"""A mark after a word that is never without the next one."""
ENDS = 8
"""The shortest word that is surely no abbreviation."""
RARE = 3
"""So often in a text, a doubled or stray mark is its author's habit, or a list's."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at marks that cannot be right."""
    yield from _few(document, _doubled(document))
    yield from _few(document, _stray(document))
    yield from _few(document, _stops(document))
    yield from _inside(document)


def _few(document: Document, found: Iterator[Finding]) -> list[Finding]:
    """Return findings of one rule, or none where they are the text's habit."""
    findings = list(found)
    return findings if len(findings) <= RARE + len(document.text.string) // 20_000 else []


def _finding(start: int, sic: str, text: str, p: float, reason: str) -> Finding:
    return Finding(start, start + len(sic), Kind.PUNCT, sic, p, reason, (Reading(text, p, Basis.RULE, reason),))


def _doubled(document: Document) -> Iterator[Finding]:
    for place in TWO.finditer(document.text.string):
        match = DOUBLED.match(document.text.string, place.start())
        if match is None:
            continue
        sic = match.group()
        best = "." if "." in sic else sic[0]
        yield _finding(match.start(), sic, best, 0.85, "a doubled mark")


def _stray(document: Document) -> Iterator[Finding]:
    for match in STRAY.finditer(document.text.string):
        yield _finding(match.start(1), match[1], "", 0.9, "a mark before the first word of a line")


def _stops(document: Document) -> Iterator[Finding]:
    """Full stops after a long word and before a small letter, where the sentence goes on."""
    language = document.knowledge.language
    for match in STOPPED.finditer(document.text.string):
        word, after = match[1], match[3]
        if word in ABBREVIATIONS or not language.known(word) or not language.known(after):
            continue
        if len(word) >= ENDS and language.count(word) >= RARE:
            yield _finding(match.start(2), ".", "", 0.75, "a full stop before a small letter")


def _inside(document: Document) -> Iterator[Finding]:
    """Marks between words that belong together.

    In 24.8 million words of clean texts there are 22 such stops, colons and semicolons, and 59 commas.
    """
    for match in INSIDE.finditer(document.text.string):
        number = match.lastindex or 0
        p = 0.8 if match[number] == "," else 0.95
        yield _finding(match.start(number), match[number], "", p, "a mark between words that belong together")


EXAMPLES = (
    Fires("The committee met,, and then it rose.", ",,"),
    Leaves("He left . . . and nobody saw him again.", "words left out"),
)
