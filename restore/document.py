"""A witness made ready for detectors and proposers: its tokens, lines, paragraphs and copies, each computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.records import Witness
from corpus.tokens import Token, tokenize

if TYPE_CHECKING:
    from corpus.language import Language
    from corpus.names import Authority

    from .copies import Copy

BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n[^\S\n]*)+")
"""An empty line or more: what stands between paragraphs."""
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, end exclusive."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Whether an offset lies in it."""
        return isinstance(offset, int) and self.start <= offset < self.end


@dataclass(frozen=True)
class Document:
    """A witness with what is known about words and names.

    Attributes:
        witness: the text and its way back to the ink.
        language: vocabulary and language model.
        names: the name authority.
        parallels: other witnesses of the same text, for the evidence ``parallel``.
    """

    witness: Witness
    language: Language
    names: Authority
    parallels: tuple[Witness, ...] = ()

    @property
    def text(self) -> str:
        """The text of the witness."""
        return self.witness.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words and marks."""
        return tuple(tokenize(self.text))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The words only."""
        return tuple(token for token in self.tokens if token.is_word)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The stretches between empty lines, without the white space around them."""
        spans: list[Span] = []
        at = 0
        edges = [(m.start(), m.end()) for m in BREAK.finditer(self.text)]
        for start, end in [*edges, (len(self.text), len(self.text))]:
            piece = self.text[at:start]
            body = piece.strip()
            if body:
                first = at + len(piece) - len(piece.lstrip())
                spans.append(Span(first, first + len(body)))
            at = end
        return tuple(spans)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines that are not empty, without the line break."""
        return tuple(Span(m.start(), m.end()) for m in LINE.finditer(self.text) if not m.group().isspace())

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The passages that stand in this text twice, aligned."""
        from .copies import find_copies

        return find_copies(self.text)
