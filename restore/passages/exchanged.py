"""Pages that have changed places, or stand elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from corpus.records import Basis, Finding, Kind, Reading

from ..text.sentences import TURN
from ..text.spans import Span
from .fits import Fits
from .furniture_kinds import Furniture
from .interposed import LETTERS
from .numbering import Numbering

PAGE = (300, 5_000)
"""Code points of the shortest and the longest page."""
RUNNING = 60
"""Code points of a stretch that counts as running text."""
FOOT = 150
"""Code points before the number 1 from which it stands at the foot of its page."""
EVEN = 0.5
"""How much shorter, in part of the longer, one of two neighbours that changed places may be."""
BROKEN = 0.0
"""Two seams may be those of a page that stands elsewhere where they score at most this together, in nats."""
GAIN = 6.5
"""An exchange of neighbours mends enough where it makes their seams better by at least this, in nats."""
SURE = 11.0
"""An exchange over a distance mends enough, and any is sure, where it makes the seams better by this, in nats."""
BAD = -3.0
"""What a seam scores at most where a page that stands elsewhere was taken out, or put in."""
ORDERLY = 8.0
"""What ends and marks together must say for an exchange that the ends alone do not show, in nats."""
COUNTS = 2.0
"""What a mark that follows on another one speaks for the order of the two, in nats."""
FURTHER = 2.0
"""How much more an exchange must mend for each e times that it is longer than a page, in nats."""
NEAR = 12
"""Each broken seam is compared with at most this many that follow."""
MOST = 200
"""Each leaf is compared with at most this many that follow."""
FARTHEST = 12
"""A page is looked for at most this many page numbers away."""


@dataclass(frozen=True)
class RunningText:
    """The running text of a document in pieces, and what says how they follow each other.

    Attributes:
        text: of the document.
        pieces: of the running text.
        fits: how well the pieces go with each other.
        numbering: what counts on through them.
        page_numbers: the page numbers, each with its value.
        second_copies: the doubled passages that are faults.
    """

    text: str
    pieces: tuple[Span, ...]
    fits: Fits
    numbering: Numbering
    page_numbers: tuple[tuple[Furniture, int], ...]
    second_copies: tuple[Finding, ...]


Block = tuple[int, int]
"""The numbers of the first and the last piece of a stretch."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two stretches that change places.

    Attributes:
        one: the first.
        other: the second, which need not follow at once.
        p: how surely.
        why: in words.
        even: whether both have to move; else the shorter one stands elsewhere, and moves over the longer one.
    """

    one: Span
    other: Span
    p: float
    why: str
    even: bool


def exchanged(running: RunningText) -> tuple[Finding, ...]:
    """Find pages that have changed places, or stand elsewhere: by their numbers, else by what their ends fit."""
    found: list[Finding] = []
    for change in list(_by_numbers(running)) or list(_by_ends(running)):
        one, other = change.one, change.other
        sizes = [leaf.end - leaf.start for leaf in (one, other)]
        moves: list[tuple[Span, int, Span | None]] = [(one, other.start, other), (other, one.start, one)]
        if not change.even:
            # the shorter one stands elsewhere; the longer one is what it should stand behind, or before
            moves = [(one, other.end, None)] if sizes[0] <= sizes[1] else [(other, one.start, None)]
        for leaf, move_to, partner in moves:
            reading = Reading("", change.p, Basis.RULE, change.why)
            span = (partner.start, partner.end) if partner else None
            sic = running.text[leaf.start : leaf.end]
            found.append(
                Finding(leaf.start, leaf.end, Kind.MISPLACED, sic, change.p, change.why, (reading,), move_to, span)
            )
    return tuple(sorted(found, key=lambda f: f.span))


def _by_numbers(running: RunningText) -> Iterator[Exchange]:
    """Look for pages whose exchange, or for one whose move, puts their numbers in order."""
    marks = [(mark, value) for mark, value in running.page_numbers if not _inside_copy(running, mark)]
    leaves = _leaves(running, marks)
    values = [value for _, value in marks]
    done = 0
    for place in range(len(values) - 1):
        if place < done or values[place + 1] == values[place] + 1:
            continue
        for one, other, even, why in _reorderings(values, place, done):
            first, second = _joint(leaves, one), _joint(leaves, other)
            if first and second:
                yield Exchange(first, second, 0.97, why, even)
                done = other[-1]
                break


def _joint(leaves: list[Span | None], places: range) -> Span | None:
    """Return the text of pages that follow each other."""
    first, last = leaves[places[0]], leaves[places[-1]]
    return Span(first.start, last.end) if first and last else None


def _reorderings(values: list[int], place: int, done: int) -> Iterator[tuple[range, range, bool, str]]:
    """Yield what may be done about page numbers that do not count on after a place, so that they do.

    Yields the two stretches of pages that change places, whether both are single pages, and why. A page that stands
    elsewhere changes places with all that lies between.
    """
    for first, last in _windows(place, max(done, place - FARTHEST), min(place + FARTHEST, len(values))):
        start = max(done, first - 1)
        before, page, between = values[start:first], values[first], values[first + 1 : last]
        other, after = values[last], values[last + 1 : last + 2]
        ends = range(first, first + 1), range(last, last + 1)
        if _count_on([*before, other, *between, page, *after]):
            yield *ends, True, f"page {page} stands where page {other} belongs"
        elif _count_on([*before, *between, other, page, *after]):
            yield ends[0], range(first + 1, last + 1), False, f"page {page} stands before page {values[first + 1]}"
        elif _count_on([*before, other, page, *between, *after]):
            yield range(first, last), ends[1], False, f"page {other} stands after page {values[last - 1]}"


def _windows(place: int, least: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places that a break after a place lies between or beside, the nearest first."""
    pairs = ((first, last) for first in range(least, place + 2) for last in range(max(first, place) + 1, most))
    yield from sorted(pairs, key=lambda pair: (pair[1] - pair[0], pair))


def _count_on(values: list[int]) -> bool:
    return len(values) > 1 and all(b == a + 1 for a, b in pairwise(values))


def _inside_copy(running: RunningText, mark: Furniture) -> bool:
    return any(copy.start <= mark.start < copy.end for copy in running.second_copies)


def _leaves(running: RunningText, marks: list[tuple[Furniture, int]]) -> list[Span | None]:
    """Return the text of each page whose number stands at its head, or at its foot where page 1 ends with one."""
    if not marks:
        return []
    foot = marks[0][1] == 1 and marks[0][0].start >= FOOT
    edges = [0, *(mark.start for mark, _ in marks)] if foot else [*(mark.end for mark, _ in marks), len(running.text)]
    heads = [piece.start for piece in running.pieces]
    leaves: list[Span | None] = []
    for start, end in pairwise(edges):
        head, tail = bisect_left(heads, start), bisect_left(heads, end) - 1
        leaves.append(_leaf_of(running.pieces, head, tail) if head <= tail else None)
    return leaves


def _by_ends(running: RunningText) -> Iterator[Exchange]:
    """Look for stretches whose exchange mends what is broken at their ends, best first, each stretch once.

    Pages with numbers are left to these: a page that changed places took its number with it.
    """
    taken: list[Span] = []
    numbers = [finding.start for finding, _ in running.page_numbers]
    pieces = running.pieces
    for gain, first, second in sorted(_exchanges(running), key=lambda found: -found[0]):
        one, other = _leaf_of(pieces, *first), _leaf_of(pieces, *second)
        if any(leaf.start - PAGE[0] <= at <= leaf.end + PAGE[0] for leaf in (one, other) for at in numbers):
            continue
        if not any(leaf.start < old.end and old.start < leaf.end for leaf in (one, other) for old in taken):
            taken += [one, other]
            even = first[1] + 1 < second[0] or _evenness(one, other) >= EVEN
            why = "two pages have changed places" if even else "this page stands elsewhere"
            why += (
                ": exchanged, what stands at their ends goes on" if even else ": moved, what stands at its ends goes on"
            )
            yield Exchange(one, other, 0.95 if gain >= SURE else 0.85, why, even)


def _exchanges(running: RunningText) -> Iterator[tuple[float, Block, Block]]:
    """Yield exchanges that mend more than they break: of neighbours, and of pages far apart."""
    fits, order, pieces = running.fits, running.numbering, running.pieces
    breaks = {n for n in order.breaks() if n < len(pieces) - 1}
    open_seams = [n for n in range(len(pieces) - 1) if n in breaks or _strange(running, n)]
    inside = [n for n in open_seams if n in breaks or (_running(running, n) and _running(running, n + 1))]
    for place, one in enumerate(inside):
        for other in inside[place + 1 :]:
            if pieces[other].end - pieces[one + 1].start > 2 * PAGE[1]:
                break
            broken = fits.surely_broken(one) or fits.surely_broken(other) or one in breaks or other in breaks
            if broken and fits.score(one, one + 1) + fits.score(other, other + 1) <= BROKEN:
                yield from _of_neighbours(running, one, other)
    leaves = [
        (a + 1, b)
        for place, a in enumerate(open_seams)
        for b in open_seams[place + 1 : place + NEAR]
        if _fitting(pieces, a + 1, b) and fits.score(a, a + 1) + fits.score(b, b + 1) <= 2 * BAD
    ]
    pairs = [
        (leaf, later)
        for place, leaf in enumerate(leaves)
        for later in leaves[place + 1 : place + MOST]
        if later[0] > leaf[1] + 1
    ]
    # a page that stands elsewhere leaves three broken seams
    bad = [n for n in (*open_seams, len(pieces) - 1) if n + 1 == len(pieces) or fits.score(n, n + 1) <= BAD]
    for place, a in enumerate(bad):
        for number, b in enumerate(bad[place + 1 : place + NEAR], place + 1):
            if _fitting(pieces, a + 1, b):
                pairs += [((c + 1, a), (a + 1, b)) for c in bad[max(0, place - NEAR) : place]]
                pairs += [((a + 1, b), (b + 1, c)) for c in bad[number + 1 : number + NEAR]]
    fits.prepare(seam for one, other in pairs for seam in _seams(one, other))
    for first, second in pairs:
        yield from _apart(running, first, second)


def _apart(running: RunningText, one: Block, other: Block) -> Iterator[tuple[float, Block, Block]]:
    """Yield an exchange over a distance that mends much; the further, the more, for there are more to choose from."""
    gain = _gain(running.fits, one, other)
    if gain >= SURE and one[0]:
        pieces = running.pieces
        first, second = _leaf_of(pieces, *one), _leaf_of(pieces, *other)
        if gain >= SURE + FURTHER * log((second.end - first.start) / PAGE[1]):
            yield gain + _evenness(first, second), one, other


def _of_neighbours(running: RunningText, one: int, other: int) -> Iterator[tuple[float, Block, Block]]:
    """Yield the exchanges of two neighbours that have two given seams among their three."""
    pieces, fits = running.pieces, running.fits
    threes = (sorted((one, other, third)) for third in _within(pieces, one, other) if third not in (one, other))
    reach = [(i, j, k) for i, j, k in threes if _fitting(pieces, i + 1, j) and _fitting(pieces, j + 1, k)]
    fits.prepare(pair for i, j, k in reach for pair in _seams((i + 1, j), (j + 1, k)))
    for i, j, k in reach:
        first, second = (i + 1, j), (j + 1, k)
        even = _evenness(_leaf_of(pieces, *first), _leaf_of(pieces, *second))
        gain = _gain(fits, first, second)
        if even < EVEN or not first[0] or gain < 0:
            continue
        order = COUNTS * _counting(running, first, second)
        mends = gain >= GAIN and any(fits.score(*pair) > 0.0 for pair in _seams(first, second)[3:])
        if not mends and gain + order < ORDERLY:
            continue
        yield gain + order + even, first, second


def _evenness(one: Span, other: Span) -> float:
    """Return how long the shorter one is, in part of the longer."""
    sizes = one.end - one.start, other.end - other.start
    return min(sizes) / max(sizes)


def _gain(fits: Fits, one: Block, other: Block) -> float:
    """Return what an exchange mends, in nats."""
    seams = _seams(one, other)
    half = len(seams) // 2
    return sum(fits.score(*pair) for pair in seams[half:]) - sum(fits.score(*pair) for pair in seams[:half])


def _counting(running: RunningText, one: Block, other: Block) -> int:
    """Return how many marks more count on where two neighbours change places, less those that then do not."""
    last = [(other[1] + 1, len(running.pieces) - 1)] if other[1] + 1 < len(running.pieces) else []
    head, order = (0, one[0] - 1), running.numbering.junctions
    return order([head, other, one, *last]) - order([head, one, other, *last])


def _seams(one: Block, other: Block) -> list[tuple[int, int]]:
    """Return the pairs of pieces that follow each other before an exchange, then those that do after it."""
    (a, b), (c, d) = one, other
    if c == b + 1:
        return [(a - 1, a), (b, c), (d, d + 1), (a - 1, c), (d, a), (b, d + 1)]
    return [(a - 1, a), (b, b + 1), (c - 1, c), (d, d + 1), (a - 1, c), (d, b + 1), (c - 1, a), (b, d + 1)]


def _within(pieces: tuple[Span, ...], one: int, other: int) -> Iterator[int]:
    """Return the seams no further than a page from two seams."""
    first = one
    while first > 0 and pieces[one].end - pieces[first].start < PAGE[1]:
        first -= 1
    last = other
    while last < len(pieces) - 2 and pieces[last + 1].end - pieces[other].end < PAGE[1]:
        last += 1
    return iter(range(first, last + 1))


def _leaf_of(pieces: tuple[Span, ...], first: int, last: int) -> Span:
    return Span(pieces[first].start, pieces[last].end)


def _fitting(pieces: tuple[Span, ...], first: int, last: int) -> bool:
    return PAGE[0] <= pieces[last].end - pieces[first].start <= PAGE[1]


def _strange(running: RunningText, number: int) -> bool:
    """Whether running text breaks off or begins inside a sentence here."""
    fits = running.fits
    breaks_off = fits.breaks_off(number) and _running(running, number)
    return breaks_off or (fits.begins(number + 1) and _running(running, number + 1))


def _running(running: RunningText, number: int) -> bool:
    """Whether a piece is running text: neither a heading nor an item of a list."""
    body = running.pieces[number].text_of(running.text)
    return len(body) >= RUNNING and len(LETTERS.findall(body)) >= TURN
