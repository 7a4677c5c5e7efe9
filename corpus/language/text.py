"""Text as the language model sees it: folded words, and the edges of sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.tokens import WORD

UNKNOWN = 0
"""The id of a word that is not in the vocabulary."""
EDGE = 1
"""The id of the edge of a sentence."""
NUMBER = 2
"""The id of every word of digits only."""
MIXED = 3
"""The id of every word of letters and digits: 10th, 5p, A975."""
CLASSES = 4
"""Ids from here on are words."""

ABBREVIATIONS = frozenset(
    word
    for row in (
        "mr mrs messrs dr st no nos vol vols pp p art hon rev gen lt col capt maj sgt comdr adm brig gov sen rep sec",
        "secy jan feb mar apr aug sept oct nov dec co inc ltd bros jr sr esq viz cf etc ibid op cit ed eds fig ch sect",
        "par para mt ft prof pres amb dept govt tel tels ref refs encl min mins approx sgd",
        "pte ptes pvt cpl bdr gnr gnrs spr dvr tpr lieut lieuts bart kt wm chas geo jas jno thos robt saml edwd benj",
        "alex fredk richd oz ozs dwt dwts cwt cwts lb lbs qr qrs bu bush gal gals hhd hhds yd yds ins inst ult prox",
        "kg km cm mm hp mph",
    )
    for word in row.split()
)
"""Words whose stop does not end a sentence."""

MARK = re.compile(rf"(?P<word>{WORD.pattern})|(?P<edge>[.?!]+(?=[\"'”’)\]]*(?:\s|$))|\n[^\S\n]*\n\s*)")


def fold(word: str) -> str:
    """Return the form words are counted by: case folded, composed, with straight apostrophes."""
    if word.isascii():
        return word.casefold()
    return unicodedata.normalize("NFC", word.casefold()).replace("’", "'")


def kind_of(form: str) -> int:
    """Return the class of a folded form: NUMBER, MIXED, or UNKNOWN where it is a word of letters."""
    if form.isalpha():
        return UNKNOWN
    if not any(c.isdigit() for c in form):
        return UNKNOWN
    return NUMBER if all(c.isdigit() for c in form) else MIXED


@dataclass(frozen=True, slots=True)
class Stream:
    """A text as the model reads it: words and edges in order.

    Attributes:
        ids: shape (n,), of words and classes.
        starts: shape (n,), the offset where each word starts; of an edge, where its mark stands.
        ends: shape (n,), the offset after it.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def marks(text: str) -> list[tuple[str, int, int]]:
    """Return words (as they stand) and sentence edges (the empty string), each with start and end.

    A stop after an abbreviation or a single letter is no edge; edges that follow each other are one.
    """
    found: list[tuple[str, int, int]] = []
    last = ""
    for match in MARK.finditer(text):
        if match.lastgroup == "word":
            last = match.group()
            found.append((last, match.start(), match.end()))
            continue
        if not last or (match.group() == "." and (len(last) == 1 or fold(last) in ABBREVIATIONS)):
            continue
        last = ""
        found.append(("", match.start(), match.end()))
    return found
