"""What a chunk of text is made of, what is odd about it, and in which spellings and cases a word may stand."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.tokens import WORD

if TYPE_CHECKING:
    from corpus.language import Language

ROMAN = re.compile(r"[ivxlcdm]+|[IVXLCDM]+")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d|s|mo|[vt]o)", re.IGNORECASE)
MEASURE = re.compile(
    r"\d{2,}[cflm]|\d+[½¼¾⅓⅔⅛⅜⅝⅞]?(?:ft|in|yds?|mm|cm|km|lbs?|oz|cwt|qrs?|kg|gals?|pts?|pp|hrs?|min|sec|am|pm)?",
    re.IGNORECASE,
)
"""A number with the unit right after it."""
NUMBER = re.compile(r"[£$]?\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th|d|s|%)?", re.IGNORECASE)
DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?|[A-Za-z]{1,4}(?:\.[A-Za-z]{1,4})*")
NOTE = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Note calls that stand at the end of a word."""
SAFE = set("-–—/‐‑")
"""Marks that part words and numbers without being faults."""
ELIDED = re.compile(r"([^\W\d_]+)['’]([dnr][^\W\d_]*)")
"""A word of which an e is left out: throng'd, heav'n, gen'ral."""
USUAL = 50
"""How often a word stands in the texts learned from before it is written so."""
STOPS = set(".,;:!?")
STRANGE = frozenset("*«»}{\\^~|<>=_•■¬°§¡¿®©¦#@¢¥¤±µ¶·¸")
"""Marks that have no business beside a word of plain prose."""

VARIANTS = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("re", "er"),
    ("ll", "l"),
    ("ogue", "og"),
    ("ae", "e"),
    ("oe", "e"),
)
"""How British and American spellings differ, the endings apart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a run of letters without blanks is made of.

    Attributes:
        start: of the core within the chunk: without the marks around it.
        end: of the core.
        odd: ``""`` where nothing is wrong, else ``word`` (unknown), ``marks`` (marks inside), ``case``, ``digits``.
        parts: start and end of the words in the core, within the chunk.
    """

    start: int
    end: int
    odd: str
    parts: tuple[tuple[int, int], ...]


def shape_of(chunk: str, language: Language) -> Shape:
    """Say what a run of letters without blanks is made of."""
    parts = tuple((m.start(), m.end()) for m in WORD.finditer(chunk) if m.group().strip(NOTE))
    if not parts:
        return Shape(0, len(chunk), "", ())
    start, end = parts[0][0], parts[-1][1]
    core = chunk[start:end]
    beside = "beside" if STRANGE.intersection(chunk[:start][-2:] + chunk[end:][:2]) else ""
    if len(parts) == 1:
        return Shape(start, end, odd_about(core, language) or beside, parts)
    if NUMBER.fullmatch(core) or DOTTED.fullmatch(core):
        return Shape(start, end, "", parts)
    between = {c for (_, a), (b, _) in itertools.pairwise(parts) for c in chunk[a:b]}
    if between <= SAFE:
        odd = next((o for a, b in parts if (o := odd_about(chunk[a:b], language))), "")
        return Shape(start, end, odd, parts)
    if between <= SAFE | STOPS | set("'’\"()[]") and all(
        not odd_about(chunk[a:b], language) and (b - a > 2 or chunk[a:b].isdigit()) for a, b in parts
    ):
        return Shape(start, end, "stop" if between & STOPS else "", parts)
    return Shape(start, end, "marks", parts)


def odd_about(word: str, language: Language) -> str:
    """Say what is odd about a word."""
    word = word.rstrip(NOTE) or word
    if word.isdigit():
        return ""
    if any(c.isdigit() for c in word):
        sound = ORDINAL.fullmatch(word) or MEASURE.fullmatch(word) or (word.isupper() and len(word) < 8)
        return "" if sound else "digits"
    if len(word) == 1 and word not in "aAIO":
        return "" if word.isupper() else "word"
    if not known_spelling(word, language):
        return "" if ROMAN.fullmatch(word) and word.isupper() else "word"
    if len(word) > 1 and not word.islower() and not word.istitle() and not word.isupper():
        plain = word.replace("’", "'")
        inner = plain.split("'")[-1]
        if not (
            inner.istitle()
            or plain.replace("'", "").istitle()
            or plain.startswith(("Mc", "Mac", "De", "Du", "La", "Le", "Van", "Von"))
        ):
            return "case"
    return ""


def same_word(one: str, other: str) -> bool:
    """Whether two folded words are spellings of the same word: neither is a misreading of the other."""
    if one.removesuffix("'s") == other.removesuffix("'s") or whole(one) == whole(other):
        return True
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 2:
        return False
    for a, b in VARIANTS:
        for x, y in ((one, other), (other, one)):
            if a in x:
                at = x.rfind(a)
                if at > 1 and x[:at] + b + x[at + len(a) :] == y:
                    return True
    return False


def whole(word: str) -> str:
    """Return a folded word with the e that was left out of it."""
    elided = ELIDED.fullmatch(word)
    return f"{elided[1]}e{elided[2]}" if elided else word


def known_spelling(word: str, language: Language) -> bool:
    """Whether a word is known, or another spelling of a known one (organisation, where organization is known)."""
    if language.known(word):
        return True
    folded = word.casefold()
    if ELIDED.fullmatch(folded) and language.count(whole(folded)) >= USUAL:
        return True
    for a, b in VARIANTS[:3]:
        for x, y in ((a, b), (b, a)):
            at = folded.rfind(x)
            if (
                at > 2
                and at + len(x) < len(folded) + (x in ("our", "or"))
                and language.known(folded[:at] + y + folded[at + len(x) :])
            ):
                return True
    return False


def recased(word: str, read: str, capital: float) -> tuple[str, ...]:
    """Return a folded word in the cases it may have had where something was read.

    Args:
        word: folded.
        read: what stands there.
        capital: the share of the word's occurrences with a capital.
    """
    case = _case(read)
    if case == "upper" and len(word) > 1:
        return (word.upper(),)
    title = word[:1].upper() + word[1:]
    if case != "lower":
        return (title,) if capital > 0.95 else (word, title)
    return (title, word) if capital > 0.25 else (word,)


@lru_cache(maxsize=10_000)
def _case(read: str) -> str:
    """Say in which case something was read: ``upper``, ``title`` or ``lower``."""
    letters = [c for c in read if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if len(letters) > 1 and upper > 1 and upper >= 0.6 * len(letters):
        return "upper"
    return "title" if read[:1].isupper() or not letters or upper else "lower"
