"""A witness made ready for detectors and proposers: what is known of its text, words, passages and punctuation."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from corpus.decisions.vetted_words import VettedWords
from corpus.records import Finding, Witness

from .collation.collate import Collation, collate
from .passages import Passages
from .punctuation import Punctuation
from .text import Text
from .words import Words
from .words.knowledge import Knowledge


@dataclass(frozen=True)
class Document:
    """A witness with what is known about words and names; each analysis is made once, when it is asked for.

    Attributes:
        witness: the text and its way back to the ink.
        knowledge: language, names and what reading does to letters, shared by all documents.
        parallels: other witnesses of the same text, for the evidence ``parallel``.
        shared: passages that stand in other documents of the edition too, as :mod:`restore.passages.shared` found them.
        vetted: words that the editors marked as right.
        corrections: what the editors corrected so far: as it stood, as it reads.
    """

    witness: Witness
    knowledge: Knowledge
    parallels: tuple[Witness, ...] = ()
    shared: tuple[Finding, ...] = ()
    vetted: VettedWords = field(default_factory=VettedWords)
    corrections: tuple[tuple[str, str], ...] = ()

    @cached_property
    def text(self) -> Text:
        """Its text: nothing is judged there."""
        return Text(self.witness)

    @cached_property
    def passages(self) -> Passages:
        """Its copies, furniture and running text."""
        return Passages(self.text, self.knowledge.language)

    @cached_property
    def words(self) -> Words:
        """Its words: what may be misread, and what may stand there."""
        return Words(self.text, self.knowledge, self.corrections)

    @cached_property
    def punctuation(self) -> Punctuation:
        """The marks between its words."""
        return Punctuation(self.words)

    @cached_property
    def collations(self) -> tuple[Collation, ...]:
        """The parallel texts aligned with this one."""
        return tuple(collate(self.witness, parallel) for parallel in self.parallels)
