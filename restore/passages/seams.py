"""The pieces of running text, and the seams between them, where a sentence may be cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import Finding
from corpus.tokens import DIVIDING

from ..text.sentences import open_left, open_right, signature
from ..text.spans import Span
from .fits import WORST, Fits

GAP = re.compile(r"\n\s*\n")
LOOSE = -1.0
"""The least score of two words that go together, where the second one may as well begin a sentence."""


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


def seams(text: str, pieces: tuple[Span, ...]) -> tuple[Seam, ...]:
    """Return the places between the pieces of running text, in order."""
    return tuple(
        Seam(one.end, other.start, open_left(text, one.start, one.end), open_right(text, other.start, other.end))
        for one, other in pairwise(pieces)
    )


def cuts(
    text: str, pieces: Sequence[Span], seams: Sequence[Seam], fits: Fits, second_copies: Sequence[Finding]
) -> tuple[float, ...]:
    """Return for each seam the probability that one sentence runs across it.

    It is 0 where a word is broken or nothing speaks for it. The figures are those of the pages turned in
    ``bench/plants``: with furniture between, all of 693 were right; without, 100 of 103 where the next word is small,
    and few where it has a capital and the words do not go together.

    Args:
        text: of the document.
        pieces: of the running text.
        seams: between them.
        fits: how well the pieces go with each other.
        second_copies: the doubled passages that are faults.
    """
    copies = [copy.start for copy in second_copies]
    return tuple(_cut(text, pieces, seam, number, fits, copies) for number, seam in enumerate(seams))


def _cut(text: str, pieces: Sequence[Span], seam: Seam, number: int, fits: Fits, copies: Sequence[int]) -> float:
    left, right = seam.open_left, seam.open_right
    if left < 0.7 or right < 0.3 or not GAP.search(text, seam.end, seam.start) or text[seam.end - 1] in DIVIDING:
        return 0.0
    between = text[seam.end : seam.start].strip()
    if signature(pieces[number + 1].text_of(text)) and not between:
        return 0.0
    if between:
        copied = any(seam.end <= start < seam.start for start in copies)
        return (0.98 if copied else 0.997) if right >= 0.6 or left >= 0.8 else 0.0
    fit = fits.score(number, number + 1)
    if right >= 0.6:
        return (0.975 if left >= 0.9 and right >= 0.9 else 0.93) if fit > WORST else 0.9
    return 0.9 if left >= 0.8 and (fit >= LOOSE or (left >= 1.0 and text[seam.start].isdigit())) else 0.0
