"""Words written twice: ``the the``, inside a line or over its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from .examples import Fires, Leaves

TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]+)([^\S\n]+|[^\S\n]*\n[^\S\n]*)(\1)(?![\w'’-])", re.IGNORECASE)
_RIGHT = """
had that very so far long many much no never now old high big more again too really well yes hear come there who is do
in on her you it what which one two three go by blah ha ho bye never all out
"""
RIGHT = frozenset(_RIGHT.split())
"""Words that a sentence may have twice running ("he had had", "the one that that man wrote", "came in in May")."""
COMMON = 2000
"""How often a word stands in the texts learned from before it is surely of this language."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at words in small letters that follow themselves."""
    text, language = document.text.string, document.knowledge.language
    for match in TWICE.finditer(text):
        first, second = match[1], match[3]
        if (
            len(second) < 2
            or not second.islower()
            or first[1:] != second[1:]
            or second in RIGHT
            or language.count(second) < COMMON
        ):
            continue
        if _thrice(text, match):
            continue
        reading = Reading(first, 0.85, Basis.RULE, f"“{second}” twice")
        yield Finding(*match.span(), Kind.MISREAD, match.group(), 0.8, "a word twice", (reading,))


def _thrice(text: str, match: re.Match[str]) -> bool:
    """Whether the word goes on, as in a table or a song."""
    word = match[3]
    before, after = text[max(0, match.start() - len(word) - 2) : match.start()], text[match.end() :][: len(word) + 2]
    return before.casefold().split()[-1:] == [word] or after.casefold().split()[:1] == [word]


EXAMPLES = (
    Fires("He sent the the note to the committee.", "the the"),
    Leaves("He had had it, and that that man knew.", "a word that may stand twice"),
)
