"""Copies, page furniture, the running text and its seams."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.records import Finding, Kind

from ..text.spans import Span

if TYPE_CHECKING:
    from ..document import Document
    from .copies import Copy
    from .numbering import Order
    from .seams import Fits, Seam

FIGURES = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class Passages:
    """Copies, page furniture, the running text of a document and its seams."""

    document: Document

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The passages that stand in this text twice, aligned."""
        from .copies import find_copies, weighed

        text, language = self.document.text.string, self.document.knowledge.language
        return tuple(weighed(copy, text, language) for copy in find_copies(text))

    @cached_property
    def copies_both_ways(self) -> tuple[Copy, ...]:
        """The same, each with either passage as the better one."""
        return tuple(side for copy in self.copies for side in (copy, copy.swapped()))

    @cached_property
    def furniture(self) -> tuple[Finding, ...]:
        """What the pages carry beside the text."""
        from ..detect.furniture import furniture

        return furniture(self.document)

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
        from ..detect.duplicate import doubled

        return doubled(self.document)

    @cached_property
    def second_copies(self) -> tuple[Finding, ...]:
        """The doubled passages that are faults."""
        return tuple(finding for finding in self.doubled if finding.kind is Kind.DUPLICATE)

    @cached_property
    def pieces_with_addresses(self) -> tuple[Span, ...]:
        """The paragraphs less furniture and second copies."""
        from .seams import without

        return without(
            self.document.text.string,
            self.document.text.paragraphs,
            (Span(*f.span) for f in (*self.furniture, *self.second_copies)),
        )

    @cached_property
    def interposed(self) -> tuple[Finding, ...]:
        """Addresses in the middle of a sentence."""
        from ..detect.misplaced import interposed

        return interposed(self.document)

    @cached_property
    def exchanged(self) -> tuple[Finding, ...]:
        """Pages that have changed places."""
        from ..detect.misplaced import exchanged

        return exchanged(self.document)

    @cached_property
    def interruptions(self) -> tuple[tuple[int, int], ...]:
        """What stands in the running text and is no part of it, in text order."""
        return tuple(sorted(f.span for f in (*self.furniture, *self.second_copies, *self.interposed)))

    @cached_property
    def pieces(self) -> tuple[Span, ...]:
        """The pieces of the running text: the paragraphs less the interruptions."""
        from .seams import without

        return without(
            self.document.text.string, self.document.text.paragraphs, (Span(*span) for span in self.interruptions)
        )

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """The places between the pieces of the running text."""
        from .seams import seams

        return seams(self.document.text.string, self.pieces)

    @cached_property
    def fits(self) -> Fits:
        """How well the pieces of the running text go with each other."""
        from .seams import Fits

        return Fits(self.document, self.pieces)

    @cached_property
    def numbering(self) -> Order:
        """What counts on through the running text."""
        from .numbering import Order

        return Order(self.document)
