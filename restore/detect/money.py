"""Sums of money: signs of the pound lost or read as figures, figures of shillings and pence read as letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from .examples import Fires, Leaves

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
_FIGURES = r"[\dIilOoGSBZ]{1,2}"
SHILLINGS = re.compile(
    rf"£\d{{1,3}}\.? ({_FIGURES}s)\b(?! [a-z])|(?<![\w£.])({_FIGURES}s)\b(?=[.,]? (?:\d{{1,2}}[½¼¾]?|G)d\b)"
)
"""Shillings after pounds, or before pence."""
PENCE = re.compile(rf"(?<!\w)(?=\w?\d){_FIGURES}s[.,]? ((?:{_FIGURES}|fi)[½¼¾]?d|\d{{1,2}}(?:cl|rf|c\?|J))(?!\w)")
"""Pence after shillings."""
FIGURES = str.maketrans("IilOoGSBZ", "111006582")
P = 0.9


def detect(document: Document) -> Iterator[Finding]:
    """Point at figures where the sign of a sum is misread."""
    text = document.text.string
    for match in LOST.finditer(text):
        yield _finding(match.start(), match.group(), "£", "a sign lost before a figure")
    for match in SUM.finditer(text):
        if not COUNTED.fullmatch(match[1].removesuffix("s")) and not YEAR.search(match.group()):
            yield _finding(match.start(2), "1", "l", "a stop after a figure where the sentence goes on: rather pounds")
    for pattern, sign in ((SHILLINGS, "s"), (PENCE, "d")):
        for match in pattern.finditer(text):
            number = match.lastindex or 0
            yield from _figures(match.start(number), match[number], sign)


def _figures(start: int, sic: str, sign: str) -> Iterator[Finding]:
    """Point at shillings or pence whose figures, or sign, are read as letters."""
    number = re.sub(r"(?:cl|rf|c\?|[dsJ])$", "", sic).replace("fi", "6").translate(FIGURES)
    if number + sign != sic:
        yield _finding(start, sic, number + sign, "letters for the figures of a sum")


def _finding(start: int, sic: str, text: str, reason: str) -> Finding:
    return Finding(start, start + len(sic), Kind.MISREAD, sic, P, reason, (Reading(text, P, Basis.RULE, reason),))


EXAMPLES = (
    Fires("He was fined 2s. Gd. for it.", "Gd"),
    Leaves("It was sold at 4l. 10s. 6d. the volume.", "a sum as it was written"),
)
