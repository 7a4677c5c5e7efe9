"""What may be misread, and what may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..text.spans import Span

if TYPE_CHECKING:
    from corpus.language import Stream

    from ..document import Document
    from .names import Naming
    from .own_names import OwnNames
    from .suspect import Suspect, Unit

EVEN = 0.5
"""The doubt from which a word is likelier misread than not."""


@dataclass(frozen=True)
class Words:
    """What may be misread in a document, and what may stand there."""

    document: Document

    @cached_property
    def stream(self) -> Stream:
        """The text as the language model sees it."""
        return self.document.knowledge.language.stream(self.document.text.string)

    @cached_property
    def line_ends_lost(self) -> bool:
        """Whether the text keeps neither the ends of its lines nor the hyphens there."""
        from ..text.hyphenation import line_ends_lost

        return line_ends_lost(self.document.text.string, self.document.knowledge.language)

    @cached_property
    def unreadable(self) -> tuple[Span, ...]:
        """The stretches where hardly anything is a word."""
        from .unreadable import noise

        return tuple(Span(*span) for span in noise(self.stream))

    @cached_property
    def old_spelling(self) -> bool:
        """Whether the text is spelt as before spelling was settled."""
        return self.document.knowledge.aged(self.document.text.plain.split(), self.document.text.usage)

    @cached_property
    def foreign(self) -> tuple[Span, ...]:
        """The passages in other languages."""
        foreign = self.document.knowledge.foreign
        return tuple(Span(*span) for span in foreign.passages(self.document.text.string, self.stream))

    def in_english(self, offset: int) -> bool:
        """Whether a place stands in no passage of another language."""
        return not any(offset in span for span in self.foreign)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The places that are odd, before anything is looked up."""
        from .oddities import odd

        return tuple(odd(self.document, self.document.knowledge))

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The places that may be misread, judged; places may overlap."""
        from .decision import judged_suspects

        return tuple(judged_suspects(self.document))

    @cached_property
    def suspect_at(self) -> dict[tuple[int, int], Suspect]:
        """The suspects by start and end."""
        return {(suspect.start, suspect.end): suspect for suspect in self.suspects}

    @cached_property
    def repeated(self) -> OwnNames:
        """The names that stand here more than once and are not in the vocabulary."""
        from .own_names import own_names

        return own_names(self.document.text.plain, self.stream)

    @cached_property
    def share_misread(self) -> float:
        """The share of the words in small letters that are likelier misread than not."""
        wrong = sum(s.sic.islower() and not s.known and s.doubt > EVEN for s in self.suspects)
        return wrong / max(1, len(self.document.text.word_tokens))

    @cached_property
    def names(self) -> Naming:
        """The listed names that garbled words may be, looked up where asked."""
        from .names import Naming

        return Naming(self.document)
