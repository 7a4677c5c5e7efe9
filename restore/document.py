"""A witness made ready for detectors and proposers: its tokens, lines, paragraphs and copies, each computed once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.decisions.vetted_words import Good
from corpus.records import Finding, Kind, Witness
from corpus.tokens import Token, tokenize
from corpus.transcriptions import signs

if TYPE_CHECKING:
    from corpus.language import Language, Stream
    from corpus.names import Authority

    from .collation.collate import Collation
    from .passages.copies import Copy
    from .passages.numbering import Order
    from .passages.seams import Fits, Seam
    from .punctuation.marks import Mark
    from .text.places import Places
    from .words.names import Naming
    from .words.options import Unit
    from .words.suspects import Suspect
    from .words.vocabulary import Repeated

BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n[^\S\n]*)+")
"""An empty line or more: what stands between paragraphs."""
LINE = re.compile(r"[^\n]+")
FIGURES = re.compile(r"\d{1,4}")
EVEN = 0.5
"""The doubt from which a word is likelier misread than not."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, end exclusive."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Whether an offset lies in it."""
        return isinstance(offset, int) and self.start <= offset < self.end

    def text_of(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Document:
    """A witness with what is known about words and names.

    Attributes:
        witness: the text and its way back to the ink.
        language: vocabulary and language model.
        names: the name authority.
        parallels: other witnesses of the same text, for the evidence ``parallel``.
        shared: passages that stand in other documents of the edition too, as :mod:`restore.passages.shared` found them.
        good: words that the editors marked as right.
        corrections: what the editors corrected so far: as it stood, as it reads.
    """

    witness: Witness
    language: Language
    names: Authority
    parallels: tuple[Witness, ...] = ()
    shared: tuple[Finding, ...] = ()
    good: Good = field(default_factory=Good)
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The text of the witness."""
        return self.witness.text

    @cached_property
    def plain(self) -> str:
        """The text with blanks for transcribers' signs, each letter at its offset."""
        return signs.without(self.text)

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

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the first paragraph that ends after an offset."""
        return bisect_right(self._paragraph_ends, offset)

    @cached_property
    def _paragraph_ends(self) -> list[int]:
        return [span.end for span in self.paragraphs]

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines that are not empty, without the line break."""
        return tuple(Span(m.start(), m.end()) for m in LINE.finditer(self.text) if not m.group().isspace())

    @cached_property
    def line_ends_lost(self) -> bool:
        """Whether the text keeps neither the ends of its lines nor the hyphens there."""
        from .text.hyphenation import line_ends_lost

        return line_ends_lost(self.text, self.language)

    @cached_property
    def collations(self) -> tuple[Collation, ...]:
        """The parallel texts aligned with this one."""
        from .collation.collate import collate

        return tuple(collate(self.witness, parallel) for parallel in self.parallels)

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The passages that stand in this text twice, aligned."""
        from .passages.copies import find_copies, weighed

        return tuple(weighed(copy, self.text, self.language) for copy in find_copies(self.text))

    @cached_property
    def copies_both_ways(self) -> tuple[Copy, ...]:
        """The same, each with either passage as the better one."""
        return tuple(side for copy in self.copies for side in (copy, copy.swapped()))

    @cached_property
    def places(self) -> Places:
        """Where in the text an offset is, told to people."""
        from .text.places import Places

        return Places(self.witness)

    @cached_property
    def stream(self) -> Stream:
        """The text as the language model sees it."""
        return self.language.stream(self.text)

    @cached_property
    def noise(self) -> tuple[Span, ...]:
        """The stretches where hardly anything is a word."""
        from .words.unreadable import noise

        return tuple(Span(*span) for span in noise(self.stream))

    @cached_property
    def aged(self) -> bool:
        """Whether the text is spelt as before spelling was settled."""
        from .words.knowledge import knowledge

        return knowledge(self.language, self.names).aged(self.plain.split(), self.usage)

    @cached_property
    def foreign(self) -> tuple[Span, ...]:
        """The passages in other languages."""
        from .words.foreign import foreign

        return tuple(Span(*span) for span in foreign(self.language).passages(self.text, self.stream))

    def in_english(self, offset: int) -> bool:
        """Whether a place stands in no passage of another language."""
        return not any(offset in span for span in self.foreign)

    def quoted(self, offset: int) -> bool:
        """Whether a place stands between quotation marks, as far as its paragraph shows."""
        number = self.paragraph_at(offset)
        if number >= len(self.paragraphs):
            return False
        before = self.text[self.paragraphs[number].start : offset]
        after = self.text[offset : self.paragraphs[number].end]
        straight = before.count('"')
        return (straight % 2 == 1 and '"' in after) or before.count("“") > before.count("”")

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The places that are odd, before anything is looked up."""
        from .words.knowledge import knowledge
        from .words.suspects import odd

        return tuple(odd(self, knowledge(self.language, self.names)))

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The places that may be misread, judged; places may overlap."""
        from .words.ranking import judged

        return tuple(judged(self))

    @cached_property
    def suspect_at(self) -> dict[tuple[int, int], Suspect]:
        """The same by start and end."""
        return {(suspect.start, suspect.end): suspect for suspect in self.suspects}

    @cached_property
    def repeated(self) -> Repeated:
        """The names that stand here more than once and are not in the vocabulary."""
        from .words.suspects import repeated

        return repeated(self.plain, self.stream)

    @cached_property
    def misread(self) -> float:
        """The share of the words in small letters that are likelier misread than not."""
        wrong = sum(s.sic.islower() and not s.known and s.doubt > EVEN for s in self.suspects)
        return wrong / max(1, len(self.words))

    @cached_property
    def naming(self) -> Naming:
        """The listed names that garbled words may be, looked up where asked."""
        from .words.names import Naming

        return Naming(self)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks at word ends that are likelier wrong than right."""
        from .punctuation.marks import marks, shipped

        return tuple(marks(self, shipped()))

    @cached_property
    def furniture(self) -> tuple[Finding, ...]:
        """What the pages carry beside the text."""
        from .detect.furniture import furniture

        return furniture(self)

    @cached_property
    def page_numbers(self) -> tuple[tuple[Finding, int], ...]:
        """The page numbers among the furniture, each with its value."""
        numbers = ((f, FIGURES.search(f.sic)) for f in self.furniture if f.reason.startswith("page number"))
        return tuple((finding, int(number.group())) for finding, number in numbers if number)

    def furniture_before(self, offset: int) -> tuple[Finding, ...]:
        """Return the last few pieces of furniture that begin before an offset."""
        place = bisect_left(self._furniture_starts, offset)
        return self.furniture[max(0, place - 3) : place]

    @cached_property
    def _furniture_starts(self) -> list[int]:
        return [finding.start for finding in self.furniture]

    @cached_property
    def doubled(self) -> tuple[Finding, ...]:
        """The doubled passages that are faults, and the repetitions that are not."""
        from .detect.duplicate import doubled

        return doubled(self)

    @cached_property
    def second_copies(self) -> tuple[Finding, ...]:
        """The doubled passages that are faults."""
        return tuple(finding for finding in self.doubled if finding.kind is Kind.DUPLICATE)

    @cached_property
    def pieces_with_addresses(self) -> tuple[Span, ...]:
        """The paragraphs less furniture and second copies."""
        from .passages.seams import without

        return without(self.text, self.paragraphs, (Span(*f.span) for f in (*self.furniture, *self.second_copies)))

    @cached_property
    def interposed(self) -> tuple[Finding, ...]:
        """Addresses in the middle of a sentence."""
        from .detect.misplaced import interposed

        return interposed(self)

    @cached_property
    def exchanged(self) -> tuple[Finding, ...]:
        """Pages that have changed places."""
        from .detect.misplaced import exchanged

        return exchanged(self)

    @cached_property
    def interruptions(self) -> tuple[tuple[int, int], ...]:
        """What stands in the running text and is no part of it, in text order."""
        return tuple(sorted(f.span for f in (*self.furniture, *self.second_copies, *self.interposed)))

    @cached_property
    def pieces(self) -> tuple[Span, ...]:
        """The pieces of the running text: the paragraphs less the interruptions."""
        from .passages.seams import without

        return without(self.text, self.paragraphs, (Span(*span) for span in self.interruptions))

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """The places between the pieces of the running text."""
        from .passages.seams import seams

        return seams(self.text, self.pieces)

    @cached_property
    def fits(self) -> Fits:
        """How well the pieces of the running text go with each other."""
        from .passages.seams import Fits

        return Fits(self, self.pieces)

    @cached_property
    def order(self) -> Order:
        """What counts on through the running text."""
        from .passages.numbering import Order

        return Order(self)

    @cached_property
    def usage(self) -> Counter[str]:
        """How often this document writes each word, case folded, hyphens kept."""
        from .detect.split import usage

        return usage(self.text)
