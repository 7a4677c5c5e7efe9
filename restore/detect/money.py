"""Sums of money: the sign of the pound that the text's encoding lost, and the l. of pounds read as a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document

LOST = re.compile("\ufffd(?= ?\\d)")
"""A letter that cannot be shown, before a figure: of English print, only this sign."""
SUM = re.compile(r"\b([a-z]{2,}) \d[\d,]*(1)\.(?= [a-z])")
"""A number that ends in 1, and a stop that ends no sentence: 2001. for 200l."""
YEAR = re.compile(r" 1[5-9]\d1\.")
COUNTED = re.compile(
    "act|article|chapter|clause|figure|from|item|line|no|note|number|page|paragraph|part|plate|rule|section|table|that|"
    "the|thi|verse|volume"
)
"""Words before numbers that count something else."""
P = 0.9


def detect(document: Document) -> Iterator[Finding]:
    """Point at figures where the sign of a sum is misread."""
    text = document.text
    for match in LOST.finditer(text):
        yield _finding(match.start(), match.group(), "£", "a sign lost before a figure")
    for match in SUM.finditer(text):
        if not COUNTED.fullmatch(match[1].removesuffix("s")) and not YEAR.search(match.group()):
            yield _finding(match.start(2), "1", "l", "a stop after a figure where the sentence goes on: rather pounds")


def _finding(start: int, sic: str, text: str, reason: str) -> Finding:
    return Finding(start, start + 1, Kind.MISREAD, sic, P, reason, (Reading(text, P, Basis.RULE, reason),))
