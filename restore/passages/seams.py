"""The pieces of running text, and the seams between them, where a sentence may be cut in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.language.text import EDGE
from corpus.tokens import DIVIDING, HYPHENS, WORD

from ..text.sentences import ITEM, open_left, open_right, signature
from ..text.spans import Span

if TYPE_CHECKING:
    from ..document import Document

GAP = re.compile(r"\n\s*\n")
REACH = 60
"""Code points looked at before and after a seam."""
MIXED, WORST, BEST = -5.0, -3.0, 5.0
"""What a seam scores where one side breaks off and the other begins anew; the least and most where both are open."""
LOOSE = -1.0
"""The least score of two words that go together, where the second one may as well begin a sentence."""
LABEL = 6
"""Code points of the longest label of a list item."""
EVEN = 1.5
"""The gain in log-probability of two words from the two before them that speaks neither for a join nor against it."""


@dataclass(frozen=True, slots=True)
class Seam:
    """A place where one piece of the text ends and the next one begins.

    Attributes:
        end: of the piece before.
        start: of the piece after.
        open_left: how surely the piece before breaks off inside a sentence, 0 to 1.
        open_right: how surely the piece after begins inside one.
    """

    end: int
    start: int
    open_left: float
    open_right: float


def without(text: str, paragraphs: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return the paragraphs less what is taken out of them, without the white space at the cuts.

    Args:
        text: of the document.
        paragraphs: in text order, disjoint.
        taken: in text order; may touch or nest.
    """
    cuts = sorted((span.start, span.end) for span in taken)
    pieces: list[Span] = []
    starts = [start for start, _ in cuts]
    reach = 0
    reaches = [reach := max(reach, end) for _, end in cuts]
    for paragraph in paragraphs:
        at = paragraph.start
        place = max(0, bisect_right(reaches, at))
        for start, end in cuts[place : bisect_right(starts, paragraph.end)]:
            if start > at:
                pieces.append(Span(at, min(start, paragraph.end)))
            at = max(at, end)
        if at < paragraph.end:
            pieces.append(Span(at, paragraph.end))
    return tuple(span for span in (_trim(text, piece) for piece in pieces) if span is not None)


def seams(text: str, pieces: tuple[Span, ...]) -> tuple[Seam, ...]:
    """Return the places between the pieces of running text, in order."""
    return tuple(
        Seam(one.end, other.start, open_left(text, one.start, one.end), open_right(text, other.start, other.end))
        for one, other in pairwise(pieces)
    )


def _trim(text: str, piece: Span) -> Span | None:
    body = text[piece.start : piece.end]
    start = piece.start + len(body) - len(body.lstrip())
    end = piece.start + len(body.rstrip())
    return Span(start, end) if start < end else None


def space_before(text: str, start: int) -> str:
    """Return the white space just before an offset."""
    before = text[max(0, start - REACH) : start]
    return before[len(before.rstrip()) :]


def cut(document: Document, number: int) -> float:
    """Return the probability that one sentence runs across a seam, 0 where a word is broken or nothing speaks for it.

    The figures are those of the pages turned in ``bench/plants``: with furniture between, all of 693 were right;
    without, 100 of 103 where the next word is small, and few where it has a capital and the words do not go together.
    """
    text, seam = document.text.string, document.passages.seams[number]
    left, right = seam.open_left, seam.open_right
    if left < 0.7 or right < 0.3 or not GAP.search(text, seam.end, seam.start) or text[seam.end - 1] in DIVIDING:
        return 0.0
    if signature(document.passages.pieces[number + 1].text_of(text)) and not text[seam.end : seam.start].strip():
        return 0.0
    fit = document.passages.fits.score(number, number + 1)
    if text[seam.end : seam.start].strip():
        between = any(seam.end <= copy.start < seam.start for copy in document.passages.second_copies)
        return (0.98 if between else 0.997) if right >= 0.6 or left >= 0.8 else 0.0
    if right >= 0.6:
        return (0.975 if left >= 0.9 and right >= 0.9 else 0.93) if fit > WORST else 0.9
    return 0.9 if left >= 0.8 and (fit >= LOOSE or (left >= 1.0 and text[seam.start].isdigit())) else 0.0


class Fits:
    """How well the end of one piece of running text goes with the beginning of another; each pair asked once.

    Pieces are numbered; a number beyond the last stands for the end of the text.
    """

    def __init__(self, document: Document, pieces: tuple[Span, ...]) -> None:
        self._document = document
        self._pieces = pieces
        text = document.text.string
        opens = [open_left(text, piece.start, piece.end) for piece in pieces]
        # paragraphs in a row that begin with a capital and end with a comma are the recitals of a resolution
        recited = [text[piece.start].isupper() and text[piece.end - 1] == "," for piece in pieces]
        for number, (one, other) in enumerate(pairwise(recited)):
            if one and other:
                opens[number] = opens[number + 1] = 0.0
        self._left = [left >= 0.7 for left in opens]
        self._surely = [left >= 0.9 for left in opens]
        self._right = [
            open_right(text, piece.start, piece.end) >= 0.9 and not (number and self._introduces(number - 1))
            for number, piece in enumerate(pieces)
        ]
        self._name = [self._begins_with_name(piece) for piece in pieces]
        self._scores: dict[tuple[int, int], float] = {}

    def breaks_off(self, number: int) -> bool:
        """Whether a piece breaks off inside a sentence."""
        return self._left[number]

    def surely_broken(self, number: int) -> bool:
        """Whether one side at least of the seam after a piece is surely the inside of a sentence."""
        return self._surely[number] or self._right[number + 1]

    def begins(self, number: int) -> bool:
        """Whether a piece begins inside a sentence."""
        return self._right[number]

    def score(self, one: int, other: int) -> float:
        """Return the evidence, in nats, that one piece goes on in the other: 0 for two whole sentences."""
        found = self._scores.get((one, other))
        if found is None:
            self.prepare([(one, other)])
            found = self._scores[one, other]
        return found

    def prepare(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Score pairs, all in one look-up, that are then asked for one by one."""
        rows: dict[tuple[int, int], list[list[int]]] = {}
        for pair in pairs:
            if pair in self._scores or pair in rows:
                continue
            plain = self._plain(*pair)
            if isinstance(plain, float):
                self._scores[pair] = plain
            else:
                a, b, c, d = (self._document.knowledge.language.id(word) for word in plain)
                rows[pair] = [[a, b, c], [b, c, d], [EDGE, EDGE, c], [EDGE, c, d]]
        if rows:
            here = np.array(list(rows.values()), np.int32).reshape(-1, 3)
            for pair, p in zip(rows, self._document.knowledge.language.logp(here).reshape(-1, 4), strict=True):
                self._scores[pair] = min(BEST, max(WORST, float(p[0] + p[1] - p[2] - p[3]) - EVEN))

    def _introduces(self, number: int) -> bool:
        """Whether a piece is the label of a list item, or ends as if a list followed: what comes may begin small."""
        body = self._pieces[number].text_of(self._document.text.string)
        return body[-1] in ":;" or body.endswith(("--", "—")) or (len(body) <= LABEL and ITEM.match(body) is not None)

    def _begins_with_name(self, piece: Span) -> bool:
        """Whether the first word has a capital or a figure wherever it stands: it may begin a sentence or not."""
        first = WORD.search(self._document.text.string, piece.start, min(piece.end, piece.start + REACH))
        if first is None or first.group() == "I":
            return False
        return first.group()[0].isdigit() or self._document.knowledge.language.cased(first.group()) > 0.5

    def _plain(self, one: int, other: int) -> float | tuple[str, str, str, str]:
        """Return the score of a pair where it is plain (so at the text's end), else the two words on either side."""
        if other == len(self._right):
            return MIXED if self._left[one] else 0.0
        if self._left[one] != self._right[other] and not (self._left[one] and self._name[other]):
            return MIXED
        if not self._left[one]:
            return 0.0
        text, pieces = self._document.text.string, self._pieces
        left = WORD.findall(text, max(pieces[one].start, pieces[one].end - REACH), pieces[one].end)[-2:]
        right = WORD.findall(text, pieces[other].start, pieces[other].start + REACH)[:2]
        if len(left) < 2 or len(right) < 2:
            return 0.0
        if text[pieces[one].end - 1] in HYPHENS:
            return BEST if self._document.knowledge.language.known(left[-1] + right[0]) else WORST
        return left[0], left[1], right[0], right[1]
