"""What the places of a document stand in: a plain value that the steps from finding them to deciding share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text import Text
from ..text.spans import Span
from .knowledge import Knowledge
from .own_names import OwnNames

if TYPE_CHECKING:
    from corpus.language import Stream


@dataclass(frozen=True)
class Surroundings:
    """What the places of a document stand in, and are judged by.

    Attributes:
        text: the text.
        stream: the text as the language model sees it.
        knowledge: language, names and confusions, shared by all documents.
        own_names: the names that the document has more than once and the vocabulary has not.
        old_spelling: whether the text is spelt as before spelling was settled.
        foreign: the passages in other languages.
        corrections: what the editors corrected so far: as it stood, as it reads.
    """

    text: Text
    stream: Stream
    knowledge: Knowledge
    own_names: OwnNames
    old_spelling: bool
    foreign: tuple[Span, ...]
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def string(self) -> str:
        """The text as a string."""
        return self.text.string
