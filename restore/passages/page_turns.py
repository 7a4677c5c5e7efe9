"""Where pages turn: the lines there, in the middle of sentences and at page numbers, and what they carry.

What repeats at the edges of pages (a running head, also varying, also misread; numbers that count on) is learned from
the document itself; a short line that stands in the middle of a sentence is none of its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..text.sentences import ITEM, LEADING, open_left, open_right
from ..text.spans import Span

Found = dict[int, Finding]
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
class Place:
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


def pointed(document: Document, start: int, end: int, p: float, what: str) -> Finding:
    """Return the finding of a piece of furniture."""
    reading = Reading("", p, Basis.RULE, what)
    return Finding(start, end, Kind.FURNITURE, document.text.string[start:end], p, what, (reading,))


def lines(document: Document) -> Iterator[Place]:
    """Yield the lines of a document with their neighbours."""
    text = document.text.string
    edges = {span.start for span in document.text.paragraphs}, {span.end for span in document.text.paragraphs}
    for number, line in enumerate(document.text.lines):
        raw = text[line.start : line.end]
        body = raw.strip()
        start = line.start + len(raw) - len(raw.lstrip())
        span = Span(start, start + len(body))
        yield Place(number, span, body, span.start in edges[0] and span.end in edges[1])


def _halves(document: Document, places: tuple[Place, ...], place: Place) -> tuple[float, float]:
    """Say how open the nearest long lines before and after are; 0 where there is none.

    A long line that stands alone between such lines counts as long only when none beyond it is.
    """
    before = next((p for p in reversed(places[max(0, place.number - NEAR) : place.number]) if len(p.body) > LONG), None)
    after = next((p for p in places[place.number + 1 : place.number + 1 + NEAR] if len(p.body) > LONG), None)
    if before is None or after is None:
        return 0.0, 0.0
    text = document.text.string
    return open_left(text, before.line.start, before.line.end), open_right(text, after.line.start, after.line.end)


def interrupts(document: Document, places: tuple[Place, ...], place: Place) -> bool:
    """Whether the nearest long lines before and after are one sentence."""
    left, right = _halves(document, places, place)
    return left >= 0.7 and right >= 0.6


def numbers(document: Document, places: tuple[Place, ...], found: Found) -> Iterator[tuple[int, Finding]]:
    """Yield lone numbers that stand in the middle of a sentence, or go up one by one where pages turn."""
    edges = _page_edges(document, places)
    rows: dict[tuple[str, str], list[tuple[Place, int, bool]]] = defaultdict(list)
    for place in places:
        if not (place.alone or place.number in edges):
            continue
        match = NUMBER.fullmatch(place.body)
        if match is None or (place.number in found and not found[place.number].reason.startswith("page number")):
            continue
        style = match["open"], match["close"]
        inside = interrupts(document, places, place)
        rows[style].append((place, int(match["value"]), inside))
        if style in LABELS or place.number in found:
            continue
        if inside:
            yield place.number, pointed(document, *_span(place), 0.95, "page number inside a sentence")
        elif place.number in edges:
            yield place.number, pointed(document, *_span(place), 0.93, "page number at the edge of a page")
    for row in rows.values():
        for run in _counting(row):
            broken = sum(inside for _, _, inside in run)
            if len(run) > 1 and broken >= max(2, len(run) / 3):
                for place, value, _ in run:
                    reason = f"page number: counts on from page to page, here {value}"
                    yield place.number, pointed(document, *_span(place), 0.93, reason)


def _counting(row: list[tuple[Place, int, bool]]) -> Iterator[list[tuple[Place, int, bool]]]:
    """Part numbers of one style into runs that count on, a page apart."""
    run: list[tuple[Place, int, bool]] = []
    for one in row:
        if run and (one[1] != run[-1][1] + 1 or one[0].line.start - run[-1][0].line.end < PAGE):
            yield run
            run = []
        run.append(one)
    yield run


def _span(place: Place) -> tuple[int, int]:
    return place.line.start, place.line.end


def _page_edges(document: Document, places: tuple[Place, ...]) -> frozenset[int]:
    """Return the lines that stand first or last on a page, where pages are known."""
    numbers = {place.line.start: place.number for place in places}
    ends = {place.line.end: place.number for place in places}
    edges: set[int] = set()
    for page in document.witness.pages:
        edges.update(n for n in (numbers.get(page.start), ends.get(page.end)) if n is not None)
    return frozenset(edges)


def running_heads(document: Document, places: tuple[Place, ...], found: Found) -> Iterator[tuple[int, Finding]]:
    """Yield short lines that come back at the edges of pages, or in the middle of sentences."""
    edges = _page_edges(document, places)
    beside = set(found)
    groups: dict[str, list[bool]] = defaultdict(list)
    candidates: list[tuple[str, Place]] = []
    for place in places:
        if place.number in found or not 3 <= len(place.body) <= LINE:
            continue
        near = {place.number - 1, place.number + 1} & beside or place.number in edges
        inside = place.alone and interrupts(document, places, place)
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
            reason = "running head: stands so at the edge of other pages"
            yield place.number, pointed(document, *_span(place), 0.92, reason)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= ALIKE


def strangers(document: Document, places: tuple[Place, ...], found: Found) -> Iterator[tuple[int, Finding]]:
    """Yield short lines that are none of the words of the sentence they stand in: stamps, dockets, marks by hand."""
    for place in places:
        if place.number in found or not place.alone or len(place.body) > LINE or not _strange(place.body):
            continue
        left, right = _halves(document, places, place)
        if left >= 0.9 and right >= 0.9 and not _addressed(places, place, found):
            stamp = STAMP.fullmatch(place.body) is not None
            what = "a stamp or a registrar's mark" if stamp else "no words of the text"
            p = 0.93 if stamp else 0.85
            yield place.number, pointed(document, *_span(place), p, f"{what}: it stands in the middle of a sentence")


def _addressed(places: tuple[Place, ...], place: Place, found: Found) -> bool:
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
