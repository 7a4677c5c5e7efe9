"""What houses, countries and periods spell differently, made the same: for comparing editions only."""

from __future__ import annotations

import re

SPELLINGS = (
    (re.compile(r"our"), "or"),
    (re.compile(r"isation|ization"), "ation"),
    (re.compile(r"(?<=[iy])s(?=e|ing)"), "z"),
    (re.compile(r"(?<=\w)re(?=s?$)"), "er"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"ce$"), "se"),
    (re.compile(r"xion$"), "ction"),
    (re.compile(r"(.)\1"), r"\1"),
)
"""What houses spell differently, made the same: colour/color, realise/realize, centre/center, programme/program …"""


def house(word: str) -> str:
    """Return a word without what houses and periods spell differently; only compared."""
    word = word.casefold().replace("-", "").replace("'", "").replace("’", "")
    for pattern, plain in SPELLINGS:
        word = pattern.sub(plain, word)
    return word
