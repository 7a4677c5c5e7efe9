"""Words divided at line ends of which a text keeps nothing but a blank, or nothing but the hyphen.

Such a word is one in the edition. A diplomatic page, that keeps the lines of what was read, leaves it divided.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.tokens import DIVIDING

if TYPE_CHECKING:
    from corpus.language import Language

HYPHENED = re.compile(rf"([^\W\d_]{{2,}})[{DIVIDING}]\s+([^\W\d_]{{2,}})")
"""Two words, or one divided with its hyphen."""
PART = re.compile(rf"\W*([^\W\d_]{{2,}})[ {DIVIDING}]([^\W\d_]{{2,}})\W*")
"""A word divided inside a line."""
LINE = 160
"""Code points of the longest line of a page."""
USUAL = 8
"""How many times as common as its rarer part a word must be to be one that was divided."""
_ONSETS = """
bl br ch chr cl cr dr dw fl fr gh gl gn gr kn ph phr pl pr qu rh sc sch scr sh shr sk sl sm sn sp spl spr squ st str sw
th thr thw tr tw wh wr
"""
ONSETS = frozenset(_ONSETS.split())
"""How English syllables begin that have more than one consonant before the vowel."""
SYLLABIC = frozenset(("ble", "cle", "dle", "fle", "gle", "kle", "ple", "sle", "tle", "zle"))
"""Consonants that are parted from the syllable before, and carry one themselves."""
ONE_SOUND = frozenset(("ch", "ck", "ph", "qu", "sh", "th", "wh"))
"""Letters that no printer parts."""
ONSET = re.compile(r"([^aeiouy]*)[aeiouyàâæèéêëîïôœùûü]", re.I)


def line_ends_lost(text: str, language: Language) -> bool:
    """Whether a text keeps neither the ends of its lines nor the hyphens there."""
    if all(len(line) <= LINE for line in text.splitlines()):
        return False
    return not any(usual(first, second, language) for first, second in HYPHENED.findall(text))


def usual(first: str, second: str, language: Language) -> bool:
    """Whether two words make one that is far more usual than they are."""
    count = language.count
    return count(first + second) > USUAL * min(count(first), count(second))


def divided(sic: str) -> bool:
    """Whether a place is a word in two parts as printers divide it: between syllables."""
    match = PART.fullmatch(sic)
    if match is None:
        return False
    first, second = match[1].casefold(), match[2].casefold()
    onset = ONSET.match(second)
    return (
        ONSET.match(first) is not None
        and onset is not None
        and (len(onset[1]) < 2 or onset[1] in ONSETS or second[:3] in SYLLABIC)
        and first[-1] + second[0] not in ONE_SOUND
    )
