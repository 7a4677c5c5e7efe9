"""Documents with little knowledge, made by hand, so that a rule can be tried on both sides of its thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from corpus.records import Witness
from restore.document import Document


@dataclass
class Language:
    """A language of a few words.

    Attributes:
        counts: how often each word, case folded, stands in the texts learned from; the others are unknown.
        capitals: the share of its occurrences that stand with a capital, where that is not 0.
        strange: bits per letter of words with strange letters; the others have 3.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    capitals: Mapping[str, float] = field(default_factory=dict)
    strange: Mapping[str, float] = field(default_factory=dict)

    def known(self, word: str) -> bool:
        return word.casefold() in self.counts

    def count(self, word: str) -> int:
        return self.counts.get(word.casefold(), 0)

    def cased(self, word: str) -> float:
        return self.capitals.get(word.casefold(), 0.0)

    def oddity(self, word: str) -> float:
        return self.strange.get(word.casefold(), 3.0)


def document(text: str, language: Language | None = None, names: Iterable[str] = (), words: Any = None) -> Document:
    """Return a document whose knowledge is a language and names, and whose words, where asked for, are given too."""
    listed = frozenset(names)
    knowledge: Any = SimpleNamespace(language=language or Language(), names=SimpleNamespace(knows=listed.__contains__))
    made = Document(Witness("A", "a text", text), knowledge)
    if words is not None:
        vars(made)["words"] = words
    return made
