"""The signs with which transcribers of plain text say what they could not read, what is struck out and underlined.

The signs stay in the text; what they say is a remark on it. Only the usual ones are known, and only where they can mean
nothing else; a note in brackets is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Remark

LOST = r"illegible|unreadable|undeciphered|indecipherable|missing|lost|torn|cut off|faded|blotted|damaged|blank|omitted"
COUNT = r"(?:(?:a|one|two|three|four|five|several|some|\d+)\s+)?(?:words?|lines?|letters?|names?|figures?|pages?)"
STRUCK = r"struck (?:out|through)|crossed (?:out|through)|deleted|cancelled|canceled|strike ?out"
UNDER = r"underlined|underscored|underline|emphasis in original"

SIGNS: dict[str, re.Pattern[str]] = {
    "gap": re.compile(
        rf"\[\s*(?:(?:{COUNT}\s+)?(?P<lost>{LOST})(?:\s+{COUNT})?|\.\s?\.\s?\.(?:\s?\.)?|…|-{{2,}})\s*\]|(?<![\w])\[\?+\]",
        re.IGNORECASE,
    ),
    "unclear": re.compile(r"(?P<word>[^\W_][\w'’-]*)\[\?\]|\[(?P<guess>[^\W_][\w'’ .-]{0,40})\s?\?\]"),
    "deletion": re.compile(
        rf"\[(?:{STRUCK})\s*:\s*[^\[\]\n]{{1,300}}\]|(?<!~)~~(?=[^~\s])[^~\n]{{1,300}}~~(?!~)", re.IGNORECASE
    ),
    "highlight": re.compile(
        rf"\[(?:{UNDER})\s*:\s*[^\[\]\n]{{1,300}}\]|(?<![\w_])_(?=[^\W_])[^_\n]{{1,120}}(?<=[^\s_])_(?![\w_])",
        re.IGNORECASE,
    ),
}
"""Every sign by what it says: ``[torn]``, ``[...]``, ``[?]`` · ``word[?]``, ``[word?]`` · ``~~word~~`` · ``_word_``."""


def remarks(text: str) -> Iterator[Remark]:
    """Give what the signs of a text say, in text order."""
    found = (
        Remark(match.start(), match.end(), kind, _value(kind, match))
        for kind, pattern in SIGNS.items()
        for match in pattern.finditer(text)
        if kind != "gap" or "\n" not in match.group()
    )
    yield from sorted(found, key=lambda remark: (remark.start, -remark.end))


def _value(kind: str, match: re.Match[str]) -> str:
    if kind == "gap":
        return (match["lost"] or "").casefold()
    return "underlined" if kind == "highlight" else ""
