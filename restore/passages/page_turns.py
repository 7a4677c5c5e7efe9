"""Where pages turn: the lines there, in the middle of sentences and at page numbers, and what they carry.

What repeats at the edges of pages (a running head, also varying, also misread; numbers that count on) is learned from
the document itself; a short line that stands in the middle of a sentence is none of its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ..text import Text
from ..text.sentences import ITEM, LEADING, open_left, open_right
from ..text.spans import Span
from .furniture_kinds import Furniture, FurnitureKind, FurnitureSign, furniture_of

if TYPE_CHECKING:
    from corpus.language import Language

Found = dict[int, Furniture]
"""The furniture found so far, by the numbers of the lines."""
NUMBER = re.compile(r"(?P<open>[\[(]?)(?P<value>\d{1,4})(?P<close>[\])]?\.?)")
LABELS = frozenset({("", "."), ("(", ")"), ("", ")"), ("(", ").")})
"""How items of a list are numbered, too."""
PAGE = 400
"""Code points of the shortest page."""
LINE = 60
"""Code points of the longest line beside the text."""
LONG = 40
"""Code points from which a line may be one of the text."""
NEAR = 7
"""Lines that may stand between the two halves of a sentence."""
REPEATS = 3
"""How often a line stands at page edges before it counts as a running head; once less in the middle of sentences."""
ALIKE = 78
"""How alike, of 100, a misread running head is to the one learned."""
STAMPS = (
    r"(?:top |most |strictly )?secret|(?:strictly )?confidential|restricted|unclassified|declassified|regraded|copy|"
    r"duplicate|received|rec['’]?d|registered|registry|filed|indexed|entered|noted|seen|minuted|initialled|ack|"
    r"acknowledged|answered|passed|copied|copies|file|copyright|not to be|retain"
)
STAMP = re.compile(rf"(?:{STAMPS})\b.*", re.I)
"""How stamps and registrars' marks begin."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line with its neighbours.

    Attributes:
        number: its place among the lines.
        line: where it stands.
        body: its text, stripped.
        alone: whether empty lines (or the text's ends) stand on both sides.
    """

    number: int
    line: Span
    body: str
    alone: bool


@dataclass(frozen=True)
class PageLines:
    """The lines of a text, as the rules of page furniture look at them.

    Attributes:
        text: the text.
        language: for the words that are known.
    """

    text: Text
    language: Language

    @property
    def string(self) -> str:
        """The text as a string."""
        return self.text.string

    @cached_property
    def places(self) -> tuple[LinePlace, ...]:
        """Every line that is not empty, with its neighbours."""
        starts, ends = ({getattr(span, edge) for span in self.text.paragraphs} for edge in ("start", "end"))
        found = []
        for number, line in enumerate(self.text.lines):
            raw = line.text_of(self.string)
            body = raw.strip()
            start = line.start + len(raw) - len(raw.lstrip())
            span = Span(start, start + len(body))
            found.append(LinePlace(number, span, body, span.start in starts and span.end in ends))
        return tuple(found)

    @cached_property
    def at_page_edges(self) -> frozenset[int]:
        """The lines that stand first or last on a page, where pages are known."""
        numbers = {place.line.start: place.number for place in self.places}
        ends = {place.line.end: place.number for place in self.places}
        edges: set[int] = set()
        for page in self.text.witness.pages:
            edges.update(n for n in (numbers.get(page.start), ends.get(page.end)) if n is not None)
        return frozenset(edges)


def _halves(text: str, places: tuple[LinePlace, ...], place: LinePlace) -> tuple[float, float]:
    """Say how open the nearest long lines before and after are; 0 where there is none.

    A long line that stands alone between such lines counts as long only when none beyond it is.
    """
    before = next((p for p in reversed(places[max(0, place.number - NEAR) : place.number]) if len(p.body) > LONG), None)
    after = next((p for p in places[place.number + 1 : place.number + 1 + NEAR] if len(p.body) > LONG), None)
    if before is None or after is None:
        return 0.0, 0.0
    return open_left(text, before.line.start, before.line.end), open_right(text, after.line.start, after.line.end)


def interrupts(text: str, places: tuple[LinePlace, ...], place: LinePlace) -> bool:
    """Whether the nearest long lines before and after are one sentence."""
    left, right = _halves(text, places, place)
    return left >= 0.7 and right >= 0.6


def numbers(lines: PageLines, found: Found) -> Iterator[tuple[int, Furniture]]:
    """Yield lone numbers that stand in the middle of a sentence, or go up one by one where pages turn."""
    string, places, edges = lines.string, lines.places, lines.at_page_edges
    rows: dict[tuple[str, str], list[tuple[LinePlace, int, bool]]] = defaultdict(list)
    for place in places:
        if not (place.alone or place.number in edges):
            continue
        match = NUMBER.fullmatch(place.body)
        if match is None or (place.number in found and found[place.number].kind is not FurnitureKind.PAGE_NUMBER):
            continue
        style = match["open"], match["close"]
        inside = interrupts(string, places, place)
        rows[style].append((place, int(match["value"]), inside))
        if style in LABELS or place.number in found:
            continue
        if inside:
            yield place.number, furniture_of(string, *_span(place), 0.95, FurnitureSign.NUMBER_INSIDE)
        elif place.number in edges:
            yield place.number, furniture_of(string, *_span(place), 0.93, FurnitureSign.NUMBER_AT_EDGE)
    for row in rows.values():
        yield from _pages_counted(string, row)


def _pages_counted(string: str, row: list[tuple[LinePlace, int, bool]]) -> Iterator[tuple[int, Furniture]]:
    """Yield the numbers of one style that count on a page apart, where some stand in the middle of sentences."""
    for run in _counting(row):
        broken = sum(inside for _, _, inside in run)
        if len(run) > 1 and broken >= max(2, len(run) / 3):
            for place, value, _ in run:
                counts_on = FurnitureSign.NUMBER_COUNTS_ON
                yield place.number, furniture_of(string, *_span(place), 0.93, counts_on, value)


def _counting(row: list[tuple[LinePlace, int, bool]]) -> Iterator[list[tuple[LinePlace, int, bool]]]:
    """Part numbers of one style into runs that count on, a page apart."""
    run: list[tuple[LinePlace, int, bool]] = []
    for one in row:
        if run and (one[1] != run[-1][1] + 1 or one[0].line.start - run[-1][0].line.end < PAGE):
            yield run
            run = []
        run.append(one)
    yield run


def _span(place: LinePlace) -> tuple[int, int]:
    return place.line.start, place.line.end


def running_heads(lines: PageLines, found: Found) -> Iterator[tuple[int, Furniture]]:
    """Yield short lines that come back at the edges of pages, or in the middle of sentences."""
    string, places, edges = lines.string, lines.places, lines.at_page_edges
    beside = set(found)
    groups: dict[str, list[bool]] = defaultdict(list)
    candidates: list[tuple[str, LinePlace]] = []
    for place in places:
        if place.number in found or not 3 <= len(place.body) <= LINE:
            continue
        near = {place.number - 1, place.number + 1} & beside or place.number in edges
        inside = place.alone and interrupts(string, places, place)
        if not near and not inside:
            continue
        norm = re.sub(r"[\W\d_]+", "", place.body).casefold()
        if len(norm) >= 3 and place.body[-1] not in ".,;:?!" and norm not in LEADING:
            groups[norm].append(inside)
            candidates.append((norm, place))
    learned = {
        norm
        for norm, row in groups.items()
        if len(row) >= REPEATS or sum(row) >= REPEATS - 1 or sum(_alike(norm, n) for n, _ in candidates) >= REPEATS
    }
    for norm, place in candidates:
        if norm in learned or any(_alike(norm, head) for head in learned):
            yield place.number, furniture_of(string, *_span(place), 0.92, FurnitureSign.REPEATED_AT_EDGES)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= ALIKE


def stray_lines(lines: PageLines, found: Found) -> Iterator[tuple[int, Furniture]]:
    """Yield short lines that are none of the words of the sentence they stand in: stamps, dockets, marks by hand."""
    string, places = lines.string, lines.places
    for place in places:
        if place.number in found or not place.alone or len(place.body) > LINE or not _strange(place.body):
            continue
        left, right = _halves(string, places, place)
        if left >= 0.9 and right >= 0.9 and not _addressed(places, place, found):
            stamp = STAMP.fullmatch(place.body) is not None
            p, sign = (0.93, FurnitureSign.STAMP_INSIDE) if stamp else (0.85, FurnitureSign.STRAY)
            yield place.number, furniture_of(string, *_span(place), p, sign)


def _addressed(places: tuple[LinePlace, ...], place: LinePlace, found: Found) -> bool:
    """Whether the short lines just before or after belong to an address: they end with a comma."""
    for step in (-1, 1):
        number = place.number + step
        while 0 <= number < len(places) and len(places[number].body) <= LONG:
            if number not in found and places[number].body.endswith(","):
                return True
            number += step
    return False


def _strange(body: str) -> bool:
    """Whether a line is neither words of a sentence nor an item of a list, nor an address."""
    words = re.findall(r"[^\W\d_]{2,}", body)
    small = sum(word.islower() for word in words)
    if not words or ITEM.match(body) or body[-1] in ",;:?!" or not (body[0].isupper() or body[0].isdigit()):
        return False
    return ("," not in body or small == 0) and small <= max(2, len(words) // 2) and "[" not in body
