"""How well the pieces of running text go with each other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.language.text import EDGE
from corpus.tokens import HYPHENS, WORD

from ..text.sentences import ITEM, open_left, open_right
from ..text.spans import Span
from .pieces import REACH

if TYPE_CHECKING:
    from corpus.language import Language

MIXED = -5.0
"""What a seam scores where one side breaks off and the other begins anew, in nats."""
WORST = -3.0
"""What a seam scores at least where both sides are open, in nats."""
BEST = 5.0
"""What a seam scores at most where both sides are open, in nats."""
LABEL = 6
"""Code points of the longest label of a list item."""
EVEN = 1.5
"""The gain in log-probability of two words from the two before them that speaks neither for a join nor against it."""


class Fits:
    """How well the end of one piece of running text goes with the beginning of another; each pair asked once.

    Pieces are numbered; a number beyond the last stands for the end of the text.
    """

    def __init__(self, text: str, language: Language, pieces: tuple[Span, ...]) -> None:
        self._text = text
        self._language = language
        self._pieces = pieces
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
                a, b, c, d = (self._language.id(word) for word in plain)
                rows[pair] = [[a, b, c], [b, c, d], [EDGE, EDGE, c], [EDGE, c, d]]
        if rows:
            here = np.array(list(rows.values()), np.int32).reshape(-1, 3)
            for pair, p in zip(rows, self._language.logp(here).reshape(-1, 4), strict=True):
                self._scores[pair] = min(BEST, max(WORST, float(p[0] + p[1] - p[2] - p[3]) - EVEN))

    def _introduces(self, number: int) -> bool:
        """Whether a piece is the label of a list item, or ends as if a list followed: what comes may begin small."""
        body = self._pieces[number].text_of(self._text)
        return body[-1] in ":;" or body.endswith(("--", "—")) or (len(body) <= LABEL and ITEM.match(body) is not None)

    def _begins_with_name(self, piece: Span) -> bool:
        """Whether the first word has a capital or a figure wherever it stands: it may begin a sentence or not."""
        first = WORD.search(self._text, piece.start, min(piece.end, piece.start + REACH))
        if first is None or first.group() == "I":
            return False
        return first.group()[0].isdigit() or self._language.cased(first.group()) > 0.5

    def _plain(self, one: int, other: int) -> float | tuple[str, str, str, str]:
        """Return the score of a pair where it is plain (so at the text's end), else the two words on either side."""
        if other == len(self._right):
            return MIXED if self._left[one] else 0.0
        if self._left[one] != self._right[other] and not (self._left[one] and self._name[other]):
            return MIXED
        if not self._left[one]:
            return 0.0
        text, pieces = self._text, self._pieces
        left = WORD.findall(text, max(pieces[one].start, pieces[one].end - REACH), pieces[one].end)[-2:]
        right = WORD.findall(text, pieces[other].start, pieces[other].start + REACH)[:2]
        if len(left) < 2 or len(right) < 2:
            return 0.0
        if text[pieces[one].end - 1] in HYPHENS:
            return BEST if self._language.known(left[-1] + right[0]) else WORST
        return left[0], left[1], right[0], right[1]
