"""Passages and pages at the wrong place: an address that interrupts a sentence, two pages exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document, Span
from ..seams import Fits
from ..sentences import TURN, open_left, open_right

NUMBER = re.compile(r"\d{1,4}")
COURTESY = "yours|very (?:truly|sincerely|respectfully)|sincerely|respectfully|faithfully|cordially|believe me"
CLOSING = re.compile(rf"(?im)^[ \t>*]*(?:{COURTESY})\b.{{0,80}}$")
LETTERS = re.compile(r"[^\W\d_]{2,}")
INTERPOSED = 320
"""Code points of the longest address that may interrupt a sentence."""
PAGE = (300, 5_000)
"""Code points of the shortest and the longest page."""
PARTS = 3
"""Paragraphs that an address may be set as."""
RUNNING = 60
"""Code points of a stretch that counts as running text."""
EVEN = 0.5
"""How much shorter, in part of the longer, one of two neighbours that changed places may be."""
BROKEN, GAIN, SURE = 0.0, 6.5, 11.0
"""What two seams must score at most as they stand, and how much better all must be after an exchange; in nats."""
MOST = 60
"""Leaves with broken seams that are compared with each other."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch that may be a page: where its text stands, and the numbers of its first and last piece."""

    start: int
    end: int


def detect(document: Document) -> Iterator[Finding]:
    """Point at what stands at the wrong place."""
    yield from document.interposed
    yield from document.exchanged


def interposed(document: Document) -> tuple[Finding, ...]:
    """Find addresses that stand in the middle of a sentence."""
    text = document.text
    pieces = document.pieces_with_addresses
    words = {f.start: f.sic.strip(" /.") for f in document.furniture if f.reason.startswith("catchword")}
    found = []
    for left, block, right in _between(text, pieces):
        if block.end - block.start > INTERPOSED or not _address(block.text_of(text)):
            continue
        if open_left(text, left.start, left.end) < 0.9:
            continue
        between = text[left.end : block.start]
        word = words.get(left.end + len(between) - len(between.lstrip()))
        announced = word is not None and right.text_of(text).startswith(word)
        if not announced and open_right(text, right.start, right.end) < 0.9:
            continue
        evidence = "an address in the middle of a sentence; print it outside"
        reading = Reading("", 0.93, Basis.RULE, evidence)
        move_to = _after_signature(document, right)
        found.append(
            Finding(block.start, block.end, Kind.MISPLACED, block.text_of(text), 0.93, evidence, (reading,), move_to)
        )
    return tuple(found)


def _between(text: str, pieces: tuple[Span, ...]) -> Iterator[tuple[Span, Span, Span]]:
    """Give each short run of pieces (an address may be set as several) with the pieces before and after it."""
    for first in range(1, len(pieces) - 1):
        for last in range(first, min(first + PARTS, len(pieces) - 1)):
            block = Span(pieces[first].start, pieces[last].end)
            if block.end - block.start > INTERPOSED:
                break
            if last > first and not text[pieces[last - 1].end : pieces[last].start].isspace():
                break
            yield pieces[first - 1], block, pieces[last + 1]


def _address(body: str) -> bool:
    """Whether a stretch is an address: capitals and commas, no sentence."""
    words = [word for word in LETTERS.findall(body) if len(word) > 3]
    return (
        len(words) >= 3
        and ("," in body or "\n" in body)
        and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
        and not re.search(r"[a-z]{3,}[.?!]\s+[A-Z]", body)
    )


def _after_signature(document: Document, right: Span) -> int:
    """Give the offset after the next closing and its signature; without one, after the paragraph of the sentence."""
    text = document.text
    closing = CLOSING.search(text, right.end)
    if closing is None:
        return right.end
    place = document.paragraph_at(closing.start())
    paragraph = document.paragraphs[place]
    signed = bool(text[closing.start() : paragraph.end].partition(",")[2].strip())
    if not signed and place + 1 < len(document.paragraphs) and len(document.paragraphs[place + 1].text_of(text)) <= 80:
        return document.paragraphs[place + 1].end
    return paragraph.end


def exchanged(document: Document) -> tuple[Finding, ...]:
    """Find pages that have changed places: by their numbers, else by the seams that an exchange mends."""
    pairs = list(_by_numbers(document)) or list(_by_seams(document))
    found: list[Finding] = []
    for one, other, p, evidence in pairs:
        for leaf, partner in ((one, other), (other, one)):
            reading = Reading("", p, Basis.RULE, evidence)
            sic = document.text[leaf.start : leaf.end]
            span = (partner.start, partner.end)
            found.append(
                Finding(leaf.start, leaf.end, Kind.MISPLACED, sic, p, evidence, (reading,), partner.start, span)
            )
    return tuple(sorted(found, key=lambda f: f.span))


def _by_numbers(document: Document) -> Iterator[tuple[Leaf, Leaf, float, str]]:
    marks = [
        (f, int(number.group()))
        for f in document.furniture
        if f.reason.startswith("page number") and (number := NUMBER.search(f.sic)) and not _inside_copy(document, f)
    ]
    values = [value for _, value in marks]
    for place in range(len(marks) - 1):
        for other in range(place + 1, min(place + 12, len(marks))):
            sorted_values = values.copy()
            sorted_values[place], sorted_values[other] = sorted_values[other], sorted_values[place]
            window = sorted_values[max(0, place - 1) : other + 2]
            if values[place] <= values[other] or any(b != a + 1 for a, b in pairwise(window)) or len(window) < 2:
                continue
            one, two = _leaf(document, marks, place), _leaf(document, marks, other)
            if one is not None and two is not None:
                evidence = f"page {values[place]} stands where page {values[other]} belongs"
                yield one, two, 0.97, evidence
                return


def _inside_copy(document: Document, mark: Finding) -> bool:
    return any(f.kind is Kind.DUPLICATE and f.start <= mark.start < f.end for f in document.doubled)


def _leaf(document: Document, marks: list[tuple[Finding, int]], place: int) -> Leaf | None:
    """Give the text of the page whose number stands at its head."""
    start = marks[place][0].end
    end = marks[place + 1][0].start if place + 1 < len(marks) else len(document.text)
    inside = [piece for piece in document.pieces if piece.start >= start and piece.end <= end]
    return Leaf(inside[0].start, inside[-1].end) if inside else None


def _by_seams(document: Document) -> Iterator[tuple[Leaf, Leaf, float, str]]:
    """Look for stretches whose exchange mends the seams at their ends, best first, each stretch once.

    Pages with numbers are left to these: a page that changed places took its number with it.
    """
    taken: list[Leaf] = []
    numbers = [finding.start for finding in document.furniture if finding.reason.startswith("page number")]
    for gain, one, other in sorted(_exchanges(document), key=lambda found: -found[0]):
        numbered = any(leaf.start - PAGE[0] <= at <= leaf.end + PAGE[0] for leaf in (one, other) for at in numbers)
        if numbered:
            continue
        if not any(leaf.start < old.end and old.start < leaf.end for leaf in (one, other) for old in taken):
            taken += [one, other]
            p = 0.95 if gain >= SURE else 0.85
            yield one, other, p, "two pages have changed places: exchanged, the sentences at their ends go on"


def _exchanges(document: Document) -> Iterator[tuple[float, Leaf, Leaf]]:
    """Give exchanges that mend more than they break: of neighbours, and of pages far apart."""
    fits = document.fits
    pieces = document.pieces
    open_seams = [n for n in range(len(pieces) - 1) if _strange(document, fits, n)]
    inside = [n for n in open_seams if _running(document, n) and _running(document, n + 1)]
    for place, one in enumerate(inside):
        for other in inside[place + 1 :]:
            if pieces[other].end - pieces[one + 1].start > 2 * PAGE[1]:
                break
            if fits.score(one, one + 1) + fits.score(other, other + 1) <= BROKEN:
                yield from _of_neighbours(pieces, fits, one, other)
    leaves = [
        (a, b)
        for place, a in enumerate(open_seams)
        for b in open_seams[place + 1 : place + 12]
        if _fitting(pieces, a + 1, b) and fits.score(a, a + 1) + fits.score(b, b + 1) <= BROKEN
    ]
    for place, (a, b) in enumerate(leaves[:MOST]):
        for c, d in leaves[place + 1 : MOST]:
            if c > b:
                before = fits.score(a, a + 1) + fits.score(b, b + 1) + fits.score(c, c + 1) + fits.score(d, d + 1)
                after = fits.score(a, c + 1) + fits.score(d, b + 1) + fits.score(c, a + 1) + fits.score(b, d + 1)
                if after - before >= SURE:
                    yield after - before, _leaf_of(pieces, a + 1, b), _leaf_of(pieces, c + 1, d)


def _of_neighbours(pieces: tuple[Span, ...], fits: Fits, one: int, other: int) -> Iterator[tuple[float, Leaf, Leaf]]:
    """Give the exchanges of two neighbours that have two given seams among their three."""
    threes = (sorted((one, other, third)) for third in _within(pieces, one, other) if third not in (one, other))
    reach = [(i, j, k) for i, j, k in threes if _fitting(pieces, i + 1, j) and _fitting(pieces, j + 1, k)]
    seams = ([(i, i + 1), (j, j + 1), (k, k + 1), (i, j + 1), (k, i + 1), (j, k + 1)] for i, j, k in reach)
    fits.prepare(chain.from_iterable(seams))
    for i, j, k in reach:
        before = fits.score(i, i + 1) + fits.score(j, j + 1) + fits.score(k, k + 1)
        after = fits.score(i, j + 1) + fits.score(k, i + 1) + fits.score(j, k + 1)
        first, second = _leaf_of(pieces, i + 1, j), _leaf_of(pieces, j + 1, k)
        sizes = first.end - first.start, second.end - second.start
        if after - before >= GAIN and min(sizes) >= EVEN * max(sizes):
            yield after - before + min(sizes) / max(sizes), first, second


def _within(pieces: tuple[Span, ...], one: int, other: int) -> Iterator[int]:
    """Give the seams no further than a page from two seams."""
    first = one
    while first > 0 and pieces[one].end - pieces[first].start < PAGE[1]:
        first -= 1
    last = other
    while last < len(pieces) - 2 and pieces[last + 1].end - pieces[other].end < PAGE[1]:
        last += 1
    return iter(range(first, last + 1))


def _leaf_of(pieces: tuple[Span, ...], first: int, last: int) -> Leaf:
    return Leaf(pieces[first].start, pieces[last].end)


def _fitting(pieces: tuple[Span, ...], first: int, last: int) -> bool:
    return PAGE[0] <= pieces[last].end - pieces[first].start <= PAGE[1]


def _strange(document: Document, fits: Fits, number: int) -> bool:
    """Whether running text breaks off or begins inside a sentence here."""
    breaks_off = fits.breaks_off(number) and _running(document, number)
    return breaks_off or (fits.begins(number + 1) and _running(document, number + 1))


def _running(document: Document, number: int) -> bool:
    """Whether a piece is running text: neither a heading nor an item of a list."""
    body = document.pieces[number].text_of(document.text)
    return len(body) >= RUNNING and len(LETTERS.findall(body)) >= TURN
