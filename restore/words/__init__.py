"""What may be misread in a text, and what may stand there.

Places are found (:mod:`.oddities`), options are offered and priced (:mod:`.offers`, :mod:`.options`), ranked among the
words around (:mod:`.ranking`), compared once more (:mod:`.reranking`) and decided on (:mod:`.decision`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..text import Text
from ..text.hyphenation import line_ends_lost
from ..text.spans import Span
from .decision import judged_suspects
from .knowledge import Knowledge
from .names import ListedNames
from .oddities import odd_units
from .own_names import OwnNames, own_names
from .surroundings import Surroundings
from .suspect import Suspect, Unit
from .unreadable import unreadable

if TYPE_CHECKING:
    from corpus.language import Stream

MISREAD = 0.5
"""The doubt from which a word is likelier misread than not."""


@dataclass(frozen=True)
class Words:
    """What may be misread in a text, and what may stand there.

    Attributes:
        text: the text.
        knowledge: language, names and confusions with their look-up tables, built once and shared.
        corrections: what the editors corrected so far: as it stood, as it reads.
    """

    text: Text
    knowledge: Knowledge
    corrections: tuple[tuple[str, str], ...] = ()

    @cached_property
    def stream(self) -> Stream:
        """The text as the language model sees it."""
        return self.knowledge.language.stream(self.text.string)

    @cached_property
    def line_ends_lost(self) -> bool:
        """Whether the text keeps neither the ends of its lines nor the hyphens there."""
        return line_ends_lost(self.text.string, self.knowledge.language)

    @cached_property
    def unreadable(self) -> tuple[Span, ...]:
        """The stretches where hardly anything is a word."""
        return unreadable(self.stream)

    @cached_property
    def old_spelling(self) -> bool:
        """Whether the text is spelt as before spelling was settled."""
        return self.knowledge.in_old_spelling(self.text.plain.split(), self.text.usage)

    @cached_property
    def foreign(self) -> tuple[Span, ...]:
        """The passages in other languages."""
        return self.knowledge.foreign.passages(self.text.string, self.stream)

    @cached_property
    def own_names(self) -> OwnNames:
        """The names that stand here more than once and are not in the vocabulary."""
        return own_names(self.text.plain, self.stream)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The places that are odd, before anything is looked up."""
        return tuple(odd_units(self.text, self.stream, self.unreadable, self.knowledge))

    @cached_property
    def surroundings(self) -> Surroundings:
        """What the places stand in."""
        return Surroundings(
            text=self.text,
            stream=self.stream,
            knowledge=self.knowledge,
            own_names=self.own_names,
            old_spelling=self.old_spelling,
            foreign=self.foreign,
            corrections=self.corrections,
        )

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The places that may be misread, judged; places may overlap."""
        return tuple(judged_suspects(self.surroundings, self.units)) if self.units else ()

    @cached_property
    def suspect_at(self) -> dict[tuple[int, int], Suspect]:
        """The suspects by start and end."""
        return {(suspect.start, suspect.end): suspect for suspect in self.suspects}

    @cached_property
    def share_misread(self) -> float:
        """The share of the words in small letters that are likelier misread than not."""
        wrong = sum(s.sic.islower() and not s.known and s.doubt > MISREAD for s in self.suspects)
        return wrong / max(1, len(self.text.word_tokens))

    @cached_property
    def listed_names(self) -> ListedNames:
        """The listed names that garbled words may be, looked up where asked."""
        return ListedNames(self.surroundings, self.suspect_at)
