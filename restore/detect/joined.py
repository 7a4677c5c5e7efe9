"""Words joined that should stand apart: a lost space or hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..text.sentences import LEADING
from .examples import Fires, Leaves

INNER = re.compile(r"(?<![\w'’-])([A-Z]?[a-z]{2,})([A-Z][a-z]{2,})(?![\w'’-])")
LOWER = re.compile(r"(?<![\w'’-])[A-Z]?[a-z]{5,24}(?![\w'’-])")
PREFIXES = frozenset({"Mac", "Fitz", "Van", "Von", "Del", "Des", "Ter", "Ten"})
"""What begins a name and is no word of its own; those of two letters are never taken for one."""
COMMON = 3_000
"""How often both parts of a word of small letters stand in the texts learned from."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at words joined."""
    language, names = document.knowledge.language, document.knowledge.names
    for match in INNER.finditer(document.text.string):
        first, second = match.groups()
        whole = match.group()
        if (
            first in PREFIXES
            or names.knows(whole)
            or language.known(whole)
            or document.text.usage[whole.casefold()] > 2
        ):
            continue
        sound = [language.known(part) or names.knows(part) for part in (first, second)]
        if all(sound):
            both = first[0].isupper()
            texts = (f"{first}-{second}", f"{first} {second}") if both else (f"{first} {second}", f"{first}-{second}")
            yield _finding(match, texts, "a capital inside a word whose parts are words")
    words = set(LOWER.findall(document.text.string))
    cuts = {word: _cut(document, word) for word in words if not (language.known(word) or names.knows(word))}
    if any(cuts.values()):
        for match in LOWER.finditer(document.text.string):
            word = match.group()
            if cut := cuts.get(word):
                yield _finding(match, (f"{word[:cut]} {word[cut:]}",), "two common words without their space")


def _cut(document: Document, word: str) -> int:
    """Return where an unknown word falls into two common ones, one of them a particle; 0 where it does not."""
    best, place = 0, 0
    for cut in range(2, len(word) - 1):
        first, second = word[:cut], word[cut:]
        if first.casefold() in LEADING or second in LEADING:
            both = min(document.knowledge.language.count(first), document.knowledge.language.count(second))
            if both > best:
                best, place = both, cut
    return place if best >= COMMON else 0


def _finding(match: re.Match[str], texts: tuple[str, ...], reason: str) -> Finding:
    readings = tuple(Reading(text, 0.85 if not n else 0.1, Basis.LANGUAGE, reason) for n, text in enumerate(texts))
    return Finding(*match.span(), Kind.JOINED, match.group(), 0.85, reason, readings)


EXAMPLES = (
    Fires("The letter fromthe committee reached me on Tuesday.", "fromthe"),
    Leaves("Mr. MacDonald and Mr. McCarthy met the committee.", "names with a capital inside"),
)
