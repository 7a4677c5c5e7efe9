"""A witness as text: its paragraphs, lines, sentences and words. Nothing is judged here."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from corpus.records import Witness
from corpus.tokens import Token, tokenize
from corpus.transcriptions import signs

from .places import Places
from .spans import Span, lines, paragraphs
from .usage import usage


@dataclass(frozen=True)
class Text:
    """A witness as text."""

    witness: Witness

    @property
    def string(self) -> str:
        """The text of the witness, as it stands."""
        return self.witness.text

    @cached_property
    def plain(self) -> str:
        """The text with blanks for transcribers' signs, each letter at its offset."""
        return signs.without(self.string)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words and marks."""
        return tuple(tokenize(self.string))

    @cached_property
    def word_tokens(self) -> tuple[Token, ...]:
        """The words only."""
        return tuple(token for token in self.tokens if token.is_word)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The stretches between empty lines, without the white space around them."""
        return paragraphs(self.string)

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the first paragraph that ends after an offset."""
        return bisect_right(self._paragraph_ends, offset)

    @cached_property
    def _paragraph_ends(self) -> list[int]:
        return [span.end for span in self.paragraphs]

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines that are not empty, without the line break."""
        return lines(self.string)

    @cached_property
    def places(self) -> Places:
        """Where in the text an offset is, told to people."""
        return Places(self.witness)

    @cached_property
    def usage(self) -> Counter[str]:
        """How often this text writes each word, case folded, hyphens kept."""
        return usage(self.string)

    def quoted(self, offset: int) -> bool:
        """Whether a place stands between quotation marks, as far as its paragraph shows."""
        number = self.paragraph_at(offset)
        if number >= len(self.paragraphs):
            return False
        before = self.string[self.paragraphs[number].start : offset]
        after = self.string[offset : self.paragraphs[number].end]
        straight = before.count('"')
        return (straight % 2 == 1 and '"' in after) or before.count("“") > before.count("”")
