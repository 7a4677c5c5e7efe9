"""Spaces that are wanting or too many: words run together, words torn apart, quotation marks beside nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..text.hyphenation import divided
from .examples import Fires, Leaves

RUN_ON = re.compile(r"(?<![\w.@/])([^\W\d_]{3,})([.,;:])([^\W\d_]{2,})(?![\w.@/])")
TORN = re.compile(r"(?<![\w'’-])(?=([^\W\d_]{2,12}) ([a-z]{2,12})(?![\w'’-]))")
LOOSE = re.compile(r"(?<=[\w.,;:!?-]) [\"“”] (?=\w)")
"""A quotation mark with a blank on either side."""
SENTENCE_END = re.compile(r"\n\s*\n|[.!?][\"”']?\n")
COMMON = 50
"""How often a word stands in the texts learned from before it is surely one."""
SHORTEST = 5
"""Letters of the shortest word put together."""
BETTER = 20
"""How many times as common the whole is as its rarer part."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at spaces that are wanting after a mark, and at spaces inside a word."""
    language = document.knowledge.language
    known = cache(language.known)
    for match in RUN_ON.finditer(document.text.string):
        first, mark, second = match.groups()
        capital = second[0].isupper()
        if (mark == "." and not capital) or not (known(first) and known(second)) or first.isupper():
            continue
        yield _finding(document, *match.span(), f"{first}{mark} {second}", "no space after a mark")
    for match in TORN.finditer(document.text.string):
        first, second = match.groups()
        if len(first + second) < SHORTEST or (known(first) and known(second)):
            continue
        parts = min(language.count(first), language.count(second))
        named = document.knowledge.names.knows(first) or document.knowledge.names.knows(second)
        if not named and language.count(first + second) >= max(COMMON, BETTER * parts):
            kind = Kind.SPLIT if document.words.line_ends_lost and divided(f"{first} {second}") else Kind.SPACE
            yield _finding(document, match.start(1), match.end(2), first + second, "a space inside a word", kind)
    yield from _quotes(document)


def _quotes(document: Document) -> Iterator[Finding]:
    """Point at blanks between a quotation mark and what is quoted, where the marks before tell which.

    They are counted from where the paragraph begins, or the last line that ends a sentence.
    """
    text = document.text.string
    starts = [match.end() for match in SENTENCE_END.finditer(text)]
    for match in LOOSE.finditer(text):
        at, mark = match.start() + 1, match.group().strip()
        number = bisect_right(starts, at)
        before = text.count('"', starts[number - 1] if number else 0, at)
        opening = before % 2 == 0 if mark == '"' else mark == "“"
        start, end = (at, at + 2) if opening else (at - 1, at + 1)
        yield _finding(document, start, end, mark, "a space between a quotation mark and what is quoted")


def _finding(document: Document, start: int, end: int, text: str, reason: str, kind: Kind = Kind.SPACE) -> Finding:
    evidence = f"{reason}: “{text}”" if any(map(str.isalpha, text)) else reason
    reading = Reading(text, 0.9, Basis.LANGUAGE, evidence)
    return Finding(start, end, kind, document.text.string[start:end], 0.9, reason, (reading,))


EXAMPLES = (
    Fires("It was agreed,but nothing was done about it.", "agreed,but"),
    Leaves("The sum of 1,200 at 5 p.m., i.e. too late.", "marks inside numbers and abbreviations"),
)
