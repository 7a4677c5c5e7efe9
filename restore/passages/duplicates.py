"""Passages doubled by scanning or transcribing, told apart from repetitions that the author meant.

A passage that stands twice is a fault when the second copy betrays itself: it is garbled, it breaks off, it interrupts
a sentence, it hangs on at the end with no heading of its own. With a heading, a date or an addressee of its own, or
quoted, it is a repetition; nothing is proposed for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..text import Text
from .alignment import BetterBecause
from .copies import because
from .furniture_kinds import Furniture

if TYPE_CHECKING:
    from corpus.language import Language

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from corpus.records import Basis, Finding, Kind, Reading

from ..text.sentences import ITEM, open_left, open_right
from ..text.spans import Span
from .alignment import Copy
from .copies import GARBLE, GARBLED, breaks_off, odd_on_sides
from .fits import Fits

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATELINE = re.compile(
    rf"\b(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS}),? \d{{4}}|"
    r"\b\d{1,2}[./]\s?(?:\d{1,2}|[XVI]+)[./]\s?(?:1[89])?\d\d\b",
    re.I,
)
OFFICES = "Secretary|Ambassador|Minister|President|Chargé|Consul|Department|Acting|Under|Assistant"
OPENINGS = "No\\.|Telegram|Memorandum|Enclosure|Annex|Appendix|Article|Draft|Copy to|Copies to"
ADDRESS = re.compile(
    rf"^\W*(?:TO|FROM)\b|\bto the (?:{OFFICES})|^\W*(?:My )?Dear\b|^\W*(?:Sirs?|Excellency|Gentlemen|Madam)\b", re.I
)
"""What tells a heading with an addressee, or a salutation."""
OPENING = re.compile(rf"^\W*(?:{OPENINGS})\b|{DATELINE.pattern}", re.I)
"""What may open a document of its own, or close the one before."""
EDGE = 40
"""Code points of white space looked at where a paragraph begins or ends."""
HEADING_LENGTH = 140
HEADING_BLOCKS = 3
SAME = 0.85
"""Share of letters alike from which a well-read passage that breaks off is a copy, and no heading of like words."""
QUOTES = "\"“«'"
LEAF = 400
"""Code points from which an exact copy that follows its original at once is a doubled leaf."""
NEXT = 120
"""Code points between two copies that follow each other: a page number, a running head."""
DISTURBS = 7.0
"""How much better the text around one copy must go on without it, in nats, than that around the other."""
REPEAT = 240
"""Code points from which a repetition is worth a note."""


@dataclass(frozen=True)
class Layout:
    """What a copy is judged by: the text around it, without page furniture.

    Attributes:
        text: the text.
        language: for how well sentences go on.
        furniture: what the pages carry beside the text.
        page_numbers: those among the furniture, each with its value.
    """

    text: Text
    language: Language
    furniture: tuple[Furniture, ...]
    page_numbers: tuple[tuple[Furniture, int], ...]

    @property
    def string(self) -> str:
        """The text as a string."""
        return self.text.string

    @cached_property
    def taken(self) -> frozenset[tuple[int, int]]:
        """Where the furniture stands."""
        return frozenset(piece.span for piece in self.furniture)

    def before(self, offset: int) -> Iterator[Span]:
        """Yield the paragraphs before an offset, furniture left out, nearest first."""
        for span in reversed(self.text.paragraphs[: self.text.paragraph_at(offset)]):
            if (span.start, span.end) not in self.taken:
                yield span

    def after(self, offset: int) -> Iterator[Span]:
        """Yield the paragraphs after an offset, furniture left out, nearest first."""
        for span in self.text.paragraphs[self.text.paragraph_at(offset) :]:
            if span.start >= offset and (span.start, span.end) not in self.taken:
                yield span


def doubled(layout: Layout, copies: Iterable[Copy]) -> tuple[Finding, ...]:
    """Judge every copy of a text: a fault, a repetition that is meant, or nothing worth a word."""
    found: list[Finding] = []
    for copy in copies:
        sides = [_disturbs(layout, *span) for span in ((copy.start, copy.end), (copy.copy_start, copy.copy_end))]
        if sides[0] >= sides[1] + DISTURBS:
            copy, sides = (
                _better(copy.swapped(), BetterBecause.SENTENCES_GO_ON),
                sides[::-1],
            )
        if copy.letters >= REPEAT and (wrong := _same_page(layout, copy)) is not None:
            copy = _better(wrong, BetterBecause.NUMBER_COUNTS_ON)
            found.append(_fault(layout, copy, 0.98, "the same page a second time, with the same number"))
            continue
        finding = _judged(layout, copy, found)
        if finding and finding.kind is Kind.REPEAT and sides[1] >= sides[0] + DISTURBS and not _framed(layout, copy):
            finding = _fault(layout, copy, 0.93, "a second copy without which the sentences around it go on")
        if finding is not None and not any(_overlap(finding, other) for other in found[-6:]):
            found.append(finding)
    return tuple(sorted(found, key=lambda f: f.span))


def _better(copy: Copy, reason: BetterBecause) -> Copy:
    return replace(copy, better=reason, why=because(reason))


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _judged(layout: Layout, copy: Copy, found: list[Finding]) -> Finding | None:
    text = layout.string
    start, end = copy.copy_start, copy.copy_end
    words = max(1, len(text[start:end].split()))
    own = starts_block(text, start) and ends_block(text, end)
    mine, theirs = odd_on_sides(copy, text, layout.language)
    last = end >= layout.text.paragraphs[-1].end
    follows = 0 <= max(start - copy.end, copy.start - end) <= NEXT
    runs_on = any(
        f.kind is Kind.REPEAT and 0 <= start - reach <= NEXT
        for f in found[-6:]
        for reach in (f.end, f.partner[1] if f.partner else f.end)
    )
    later = copy if copy.copy_start > copy.start else copy.swapped()
    heading = runs_on or _framed(layout, later)
    if theirs - mine >= max(5, GARBLE * words) and starts_block(text, start):
        return _fault(layout, copy, 0.99 if own else 0.95, "a second copy, badly read")
    quoted = ITEM.match(text, start) is not None or text[start] in QUOTES
    if not quoted and _interrupts(layout, start, end):
        return _fault(layout, copy, 0.98, "a second copy that stands in the middle of a sentence")
    cut = own and breaks_off(text, end, copy.end) and (copy.likeness >= SAME or theirs > mine)
    surely = open_left(text, start, end) >= 0.9 and not quoted
    if cut and (follows or (surely and not _framed(layout, copy))):
        return _fault(layout, copy, 0.97, "a second copy that breaks off")
    if not heading and starts_block(text, start) and not (quoted and not last):
        if theirs - mine >= max(3, GARBLED * words):
            return _fault(layout, copy, 0.98 if own else 0.9, "a second copy, badly read")
        if own and _begins_inside(layout, copy) and copy.letters >= REPEAT:
            return _fault(layout, copy, 0.96, "a second copy that begins in the middle of a sentence")
        if own and copy.likeness >= 0.75 and last:
            return _fault(layout, copy, 0.95, "a second copy at the end, without a heading of its own")
        if own and follows and copy.likeness >= 0.97 and copy.letters >= LEAF:
            return _fault(layout, copy, 0.9, "a second copy that follows the first at once")
    if copy.letters >= REPEAT and copy.likeness >= 0.8 and starts_block(text, start):
        reason = f"repeats the passage at {layout.text.places.at(copy.start)}" + (
            ", under a heading of its own" if heading else ""
        )
        return Finding(start, end, Kind.REPEAT, text[start:end], 0.8, reason, partner=(copy.start, copy.end))
    return None


def _fault(layout: Layout, copy: Copy, p: float, what: str) -> Finding:
    text = layout.string
    place = layout.text.places.span(copy.start, copy.end)
    evidence = f"{what}; the other copy, {place}, is the better witness: {copy.why}"
    reading = Reading("", p, Basis.COPY, evidence, place)
    span = copy.copy_start, copy.copy_end
    return Finding(*span, Kind.DUPLICATE, text[slice(*span)], p, what, (reading,), partner=(copy.start, copy.end))


def starts_block(text: str, start: int) -> bool:
    """Whether a paragraph (or the text) begins here."""
    before = text[max(0, start - EDGE) : start]
    return (not before.strip() and start <= EDGE) or bool(re.search(r"\n[^\S\n]*\n\s*$", before))


def ends_block(text: str, end: int) -> bool:
    """Whether a paragraph (or the text) ends here."""
    after = text[end : end + EDGE]
    return not after.strip() or bool(re.match(r"[^\S\n]*\n[^\S\n]*\n", after))


def _framed(layout: Layout, copy: Copy) -> bool:
    """Whether the copy has a heading, a date or an addressee of its own, or is quoted."""
    text = layout.string
    start = copy.copy_start
    if text[start] in QUOTES and text[copy.start] not in QUOTES:
        return True
    before = next(layout.before(start), None)
    if before is not None and text[before.end - 1] == ":":
        return True
    headings = list(_headings(layout, start))
    if any(ADDRESS.search(body) for body in headings):
        return True
    if any(OPENING.search(body) for body in headings):
        original = list(_headings(layout, copy.start))
        if not original or any(OPENING.search(body) or ADDRESS.search(body) for body in original):
            return True
    head = text[start : start + HEADING_LENGTH]
    own = [m.span() for pattern in (DATELINE, ADDRESS) for m in pattern.finditer(head)]
    for edit in copy.edits:
        if edit.start >= 0 and any(
            edit.copy_start < start + last and start + first < edit.copy_end for first, last in own
        ):
            return True
    return False


def _begins_inside(layout: Layout, copy: Copy) -> bool:
    """Whether the passage begins with half a sentence that nothing before it begins, where its other copy runs on."""
    text = layout.string
    before = next(layout.before(copy.copy_start), None)
    dangling = before is None or open_left(text, before.start, before.end) < 0.5
    return dangling and open_right(text, copy.copy_start, copy.copy_end) >= 0.9 and not starts_block(text, copy.start)


def _headings(layout: Layout, offset: int) -> Iterator[str]:
    """Yield the short paragraphs just before an offset, nearest first."""
    for number, span in enumerate(layout.before(offset)):
        body = span.text_of(layout.string)
        sentence = body.endswith(".") and sum(word.islower() for word in body.split()) > len(body.split()) / 2
        if number >= HEADING_BLOCKS or len(body) > HEADING_LENGTH or sentence:
            return
        yield body


def _interrupts(layout: Layout, start: int, end: int) -> bool:
    """Whether whole paragraphs stand in one sentence that runs from before them to after them."""
    if not (starts_block(layout.string, start) and ends_block(layout.string, end)):
        return False
    before = next(layout.before(start), None)
    after = next(layout.after(end), None)
    if before is None or after is None:
        return False
    stop = before.end
    for finding in reversed(layout.furniture):
        if finding.end == stop and finding.start > before.start:
            stop = finding.start
    return (
        open_left(layout.string, before.start, stop) >= 0.7 and open_right(layout.string, after.start, after.end) >= 0.9
    )


def _disturbs(layout: Layout, start: int, end: int) -> float:
    """Return how much better the text around whole paragraphs goes on without them, in nats."""
    if not (starts_block(layout.string, start) and ends_block(layout.string, end)):
        return 0.0
    before, after = next(layout.before(start), None), next(layout.after(end), None)
    if before is None:
        return 0.0
    fits = Fits(layout.string, layout.language, (before, Span(start, end), *((after,) if after else ())))
    return fits.score(0, 2) - fits.score(0, 1) - fits.score(1, 2)


def _same_page(layout: Layout, copy: Copy) -> Copy | None:
    """Return a page that stands twice, with one number, so that the one whose number does not count on is the copy."""
    numbers = layout.page_numbers
    starts = [mark.start for mark, _ in numbers]
    places = [bisect_left(starts, start) - 1 for start in (copy.start, copy.copy_start)]
    if places[0] < 0 or any(
        start - numbers[place][0].end > NEXT for place, start in zip(places, (copy.start, copy.copy_start), strict=True)
    ):
        return None
    values = [value for _, value in numbers]
    if values[places[0]] != values[places[1]]:
        return None
    one, other = (
        values[max(0, place - 1) : place] == [values[place] - 1] or values[place + 1 : place + 2] == [values[place] + 1]
        for place in places
    )
    return copy if one and not other else copy.swapped() if other and not one else None
