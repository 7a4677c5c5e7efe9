"""Numbered items that do not count on: 1, 2, 4, 5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.records import Finding, Kind

from ..document import Document
from .examples import Fires, Leaves

LABEL = re.compile(r"(?m)^[ \t*_>]*(?P<label>(?P<open>\(?)(?P<number>\d{1,2})(?P<close>[.)]))(?=[ \t]+[^\W\d_a-z“\"])")
APART = 6000
"""Code points within which an item follows the one before."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at the item after a number that is left out, in lists that count on before and after."""
    text = document.text.string
    runs: dict[str, list[re.Match[str]]] = {}
    for match in LABEL.finditer(text):
        runs.setdefault(match["open"] + match["close"], []).append(match)
    for labels in runs.values():
        numbers = [int(match["number"]) for match in labels]
        for place, (one, other) in enumerate(pairwise(numbers)):
            before = numbers[max(0, place - 1)]
            after = numbers[min(len(numbers) - 1, place + 2)]
            if other != one + 2 or before != one - 1 or after != other + 1:
                continue
            start, end = labels[place].end(), labels[place + 1].start("label")
            if end - start <= APART and not re.search(rf"(?<![\d.]){one + 1}(?!\d)", text[start:end]):
                label = labels[place + 1]
                reason = f"item {other} after item {one}: {one + 1} is wanting"
                yield Finding(*label.span("label"), Kind.OMISSION, label["label"], 0.6, reason)


EXAMPLES = (
    Fires("1. Coal.\n\n2. Iron.\n\n4. Wool.\n\n5. Salt.", "4."),
    Leaves("17. Coal.\n\n2. Iron.\n\n44. Wool.\n\n5. Salt.", "no list that counts on"),
)
