"""Copies, page furniture, the running text of a document and its seams."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.records import Finding, Kind

from ..text import Text
from ..text.spans import Span
from .alignment import Copy, find_copies
from .copies import weighed
from .duplicates import Layout, doubled
from .exchanged import RunningText, exchanged
from .fits import Fits
from .furniture import furniture
from .furniture_kinds import Furniture, FurnitureKind
from .interposed import interposed
from .numbering import Numbering
from .pieces import without
from .seams import Seam, cuts, seams

if TYPE_CHECKING:
    from corpus.language import Language

FIGURES = re.compile(r"\d{1,4}")
NEAREST = 3
"""At most this many pieces of furniture before an offset are the last few."""


@dataclass(frozen=True)
class Passages:
    """Copies, page furniture, the running text of a document and its seams.

    Attributes:
        text: the text.
        language: for the words that are known, and how well sentences go on.
    """

    text: Text
    language: Language

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The passages that stand in this text twice, aligned."""
        string = self.text.string
        return tuple(weighed(copy, string, self.language) for copy in find_copies(string))

    @cached_property
    def copies_both_ways(self) -> tuple[Copy, ...]:
        """Each copy twice, with either passage as the better one."""
        return tuple(side for copy in self.copies for side in (copy, copy.swapped()))

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """What the pages carry beside the text."""
        return furniture(self.text, self.language)

    @cached_property
    def page_numbers(self) -> tuple[tuple[Furniture, int], ...]:
        """The page numbers among the furniture, each with its value."""
        numbers = ((f, FIGURES.search(f.sic)) for f in self.furniture if f.kind is FurnitureKind.PAGE_NUMBER)
        return tuple((piece, int(number.group())) for piece, number in numbers if number)

    def furniture_before(self, offset: int) -> tuple[Furniture, ...]:
        """Return the last few pieces of furniture that begin before an offset."""
        place = bisect_left(self._furniture_starts, offset)
        return self.furniture[max(0, place - NEAREST) : place]

    @cached_property
    def _furniture_spans(self) -> tuple[tuple[int, int], ...]:
        return tuple(piece.span for piece in self.furniture)

    @cached_property
    def _furniture_starts(self) -> list[int]:
        return [piece.start for piece in self.furniture]

    @cached_property
    def doubled(self) -> tuple[Finding, ...]:
        """The doubled passages that are faults, and the repetitions that are not."""
        return doubled(Layout(self.text, self.language, self.furniture, self.page_numbers), self.copies)

    @cached_property
    def second_copies(self) -> tuple[Finding, ...]:
        """The doubled passages that are faults."""
        return tuple(finding for finding in self.doubled if finding.kind is Kind.DUPLICATE)

    @cached_property
    def interposed(self) -> tuple[Finding, ...]:
        """Addresses in the middle of a sentence."""
        taken = [Span(*span) for span in (*self._furniture_spans, *(copy.span for copy in self.second_copies))]
        return interposed(self.text, without(self.text.string, self.text.paragraphs, taken), self.furniture)

    @cached_property
    def exchanged(self) -> tuple[Finding, ...]:
        """Pages that have changed places."""
        return exchanged(
            RunningText(
                text=self.text.string,
                pieces=self.pieces,
                fits=self.fits,
                numbering=self.numbering,
                page_numbers=self.page_numbers,
                second_copies=self.second_copies,
            )
        )

    @cached_property
    def interruptions(self) -> tuple[tuple[int, int], ...]:
        """What stands in the running text and is no part of it, in text order."""
        found = (*self.second_copies, *self.interposed)
        return tuple(sorted((*self._furniture_spans, *(finding.span for finding in found))))

    @cached_property
    def pieces(self) -> tuple[Span, ...]:
        """The pieces of the running text: the paragraphs less the interruptions."""
        return without(self.text.string, self.text.paragraphs, (Span(*span) for span in self.interruptions))

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """The places between the pieces of the running text."""
        return seams(self.text.string, self.pieces)

    @cached_property
    def cuts(self) -> tuple[float, ...]:
        """The probability for each seam that one sentence runs across it."""
        return cuts(self.text.string, self.pieces, self.seams, self.fits, self.second_copies)

    @cached_property
    def fits(self) -> Fits:
        """How well the pieces of the running text go with each other."""
        return Fits(self.text.string, self.language, self.pieces)

    @cached_property
    def numbering(self) -> Numbering:
        """What counts on through the running text."""
        return Numbering(self.text.string, self.pieces)
