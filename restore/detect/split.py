"""Words broken over lines and pages, and hyphens that were left inside a word.

Whether the hyphen belongs is asked of the document first (how it writes the word elsewhere), then of the vocabulary.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from corpus.figures import times
from corpus.records import Basis, Finding, Kind, Reading
from corpus.tokens import DIVIDING

from ..document import Document
from ..text.hyphenation import usual
from ..text.usage import LETTERS
from .examples import Fires, Leaves

HYPHEN = re.compile(rf"[{DIVIDING}]")
BROKEN = re.compile(r"[ \t]*\n\s*")
FIRST = re.compile(rf"{LETTERS}+(?:[-'’.]{LETTERS}+)*\Z")
TORN = re.compile(rf" ({LETTERS}{{2,}})(?![\w{DIVIDING}])")
TORN_FIRST = re.compile(rf"(?<![\w'’{DIVIDING}]){LETTERS}{{2,}}\Z")
HYPHENED = re.compile(rf"({LETTERS}{{2,}})(?![\w-])")
HYPHENED_FIRST = re.compile(rf"(?<![\w-]){LETTERS}{{2,}}\Z")
LONGEST = 60
"""Letters before a hyphen that are looked at."""
SECOND = re.compile(rf"{LETTERS}+(?:['’]{LETTERS}+)*(?:-{LETTERS}+)*")
COORDINATE = frozenset(("and", "or", "to", "nor", "but", "und", "et", "y"))
"""Second words before which a hyphen hangs: pre- and post-war."""
USUAL = 8
"""How often a document writes a word without its hyphen before one with it is odd."""
_PREFIXES = """
anti co counter ex extra half inter mid multi neo non over post pre pro quasi re self semi sub super trans ultra un
under vice well all cross long short high low so
"""
PREFIXES = frozenset(_PREFIXES.split())
"""First parts that take a hyphen."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at broken words."""
    yield from _over_breaks(document)
    yield from _without_hyphen(document)
    yield from _inside_lines(document)


def _over_breaks(document: Document) -> Iterator[Finding]:
    text = document.text.string
    skips = document.passages.interruptions
    ends = [end for _, end in skips]
    for first, rest in _hyphens(text, FIRST, BROKEN):
        at = rest.end()
        while True:
            place = bisect_left(ends, at + 1)
            if place < len(skips) and skips[place][0] <= at:
                at = skips[place][1]
                at += len(text[at : at + 200]) - len(text[at : at + 200].lstrip())
            else:
                break
        second = SECOND.match(text, at)
        begin = first.start()
        if second is None or any(start <= begin < end for start, end in _around(skips, ends, begin)):
            continue
        yield _finding(
            document, begin, second.end(), first.group(), second.group(), "a word broken over a line or page"
        )


def _hyphens(
    text: str, before: re.Pattern[str], after: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield what stands before and after each hyphen where both are as asked."""
    for hyphen in HYPHEN.finditer(text):
        rest = after.match(text, hyphen.end())
        first = before.search(text, max(0, hyphen.start() - LONGEST), hyphen.start()) if rest else None
        if first is not None and rest is not None:
            yield first, rest


def _without_hyphen(document: Document) -> Iterator[Finding]:
    for mark in document.punctuation.marks:
        if mark.breaks_word:
            (start, stop), (again, end) = mark.first, mark.second
            reason = "a word broken over a line, the hyphen lost"
            found = _finding(
                document, start, end, document.text.string[start:stop], document.text.string[again:end], reason
            )
            readings = tuple(replace(reading, p=reading.p * mark.p) for reading in found.readings)
            yield replace(found, score=mark.p, readings=readings)


def _around(skips: tuple[tuple[int, int], ...], ends: list[int], at: int) -> tuple[tuple[int, int], ...]:
    place = bisect_left(ends, at + 1)
    return skips[place : place + 1]


def _inside_lines(document: Document) -> Iterator[Finding]:
    text = document.text.string
    for one, other in _hyphens(text, TORN_FIRST, TORN):
        first, second = one.group(), other[1]
        if second.casefold() in COORDINATE or not second.islower():
            continue
        if document.knowledge.language.known(first + second):
            yield _finding(document, one.start(), other.end(), first, second, "hyphenation left inside a line")
    usage = document.text.usage
    for one, other in _hyphens(text, HYPHENED_FIRST, HYPHENED):
        start, end, joined = one.start(), other.end(), one.group() + other.group()
        if text[one.end()] != "-":
            continue
        here = usage[joined.casefold()]
        if here >= USUAL and usage[text[start:end].casefold()] * USUAL <= here:
            evidence = f"this document writes it as one word {times(here)}"
            reading = Reading(joined, 0.85, Basis.LANGUAGE, evidence)
            yield Finding(start, end, Kind.SPLIT, text[start:end], 0.8, "a hyphen left inside a word", (reading,))


def _finding(document: Document, start: int, end: int, first: str, second: str, reason: str) -> Finding:
    readings = tuple(_readings(document, first, second))
    return Finding(start, end, Kind.SPLIT, document.text.string[start:end], readings[0].p, reason, readings)


def _readings(document: Document, first: str, second: str) -> Iterator[Reading]:
    if len(first) > 1 and second.casefold().startswith(first.casefold()) and document.knowledge.language.known(second):
        yield Reading(second, 0.97, Basis.LANGUAGE, "the first part stands again at the head of the second")
        return
    joined, hyphened = first + second, f"{first}-{second}"
    usage = document.text.usage
    here, there = usage[joined.casefold()], usage[hyphened.casefold()]
    last = re.split(r"[-'’.]", first)[-1]
    head = re.split(r"[-'’]", second)[0]
    known = document.knowledge.language.known(last + head) or document.knowledge.language.known(last + second)
    parts = document.knowledge.language.known(last) and document.knowledge.language.known(head)
    if here != there:
        best, p = (joined, 0.997) if here > there else (hyphened, 0.98)
        why = f"stands so {times(max(here, there))} elsewhere in this document"
    elif head[:1].isupper() and last[:1].isupper() and not (last.isupper() and head.isupper()):
        best, p, why = hyphened, 0.95, "both parts have a capital"
    elif known:
        surely = not parts or usual(last, head, document.knowledge.language)
        best, p, why = joined, 0.997 if surely else 0.9, "the whole word is in the vocabulary"
    elif parts and (last.casefold() in PREFIXES or min(len(last), len(head)) > 3):
        best, p, why = hyphened, 0.85, "both parts are words, the whole is none"
    else:
        best, p, why = joined, 0.9, "a part is no word by itself"
    other = hyphened if best == joined else joined
    yield Reading(best, p, Basis.LANGUAGE, why)
    yield Reading(other, round(1 - p, 4), Basis.LANGUAGE, "the hyphen belongs" if other == hyphened else "one word")


EXAMPLES = (
    Fires("It was discussed by the govern-\nment at some length.", "govern-\nment"),
    Leaves("The pre- and post-war prices were compared.", "a hyphen that hangs"),
)
