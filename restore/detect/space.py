"""Spaces that are wanting or too many: words run together, words torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.records import Basis, Finding, Kind, Reading

from ..divisions import divided
from ..document import Document

RUN_ON = re.compile(r"(?<![\w.@/])([^\W\d_]{3,})([.,;:])([^\W\d_]{2,})(?![\w.@/])")
TORN = re.compile(r"(?<![\w'’-])([^\W\d_]{2,12}) ([a-z]{2,12})(?![\w'’-])")
COMMON = 50
"""How often a word stands in the texts learned from before it is surely one."""
SHORTEST = 5
"""Letters of the shortest word put together."""
BETTER = 20
"""How many times as common the whole is as its rarer part."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at spaces that are wanting after a mark, and at spaces inside a word."""
    language = document.language
    known = cache(language.known)
    for match in RUN_ON.finditer(document.text):
        first, mark, second = match.groups()
        capital = second[0].isupper()
        if (mark == "." and not capital) or not (known(first) and known(second)) or first.isupper():
            continue
        yield _finding(match, f"{first}{mark} {second}", "no space after a mark")
    for match in TORN.finditer(document.text):
        first, second = match.groups()
        if len(first + second) < SHORTEST or (known(first) and known(second)):
            continue
        parts = min(language.count(first), language.count(second))
        named = document.names.knows(first) or document.names.knows(second)
        if not named and language.count(first + second) >= max(COMMON, BETTER * parts):
            kind = Kind.SPLIT if document.line_ends_lost and divided(match.group()) else Kind.SPACE
            yield _finding(match, first + second, "a space inside a word", kind)


def _finding(match: re.Match[str], text: str, reason: str, kind: Kind = Kind.SPACE) -> Finding:
    reading = Reading(text, 0.9, Basis.LANGUAGE, f"{reason}: “{text}”")
    return Finding(*match.span(), kind, match.group(), 0.9, reason, (reading,))
