"""Marks at word ends: stops and commas that are lost, mistaken for each other or not there, hyphens lost at line ends.

Between any two words stand a tail (marks after the first word), white space, and a head (marks before the second). For
each such gap the options are: another tail, or no head. What speaks for each is weighed by a small gradient boosting:
the language model with and without a sentence's edge, the next word's capital, what usually stands after the one word
and before the other, the line, the marks around, and how noisy the text is. Trained by ``bench/train/punctuation.py``
on newspapers and on clean texts damaged at many rates, so that a clean text asks for much before it is doubted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..words.boosted_trees import Trees
from .features import COLUMNS, gap_features
from .gaps import HEAD, HYPHEN, TAILS, Gaps, gaps
from .habits import Habits, habit_table
from .options import gap_options

if TYPE_CHECKING:
    from ..words import Words


ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
"""Words left out: neither a stop nor a stray mark."""
MOST = 0.98
"""No mark is sure without a witness."""
LEAST = 0.5
"""The p from which a mark is shown: there are too many doubtful ones to read them all."""
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class PunctuationModel:
    """What was learned: the habits of words, and the trees."""

    habits: Habits
    trees: Trees

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> PunctuationModel:
        """Make it from plain data."""
        return cls(Habits.of(raw["habits"]), Trees.of(raw["options"], COLUMNS))


@cache
def shipped() -> PunctuationModel:
    """Return the model that ships."""
    return PunctuationModel.of(json.loads((DATA / "marks.json").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Mark:
    """A gap where other marks may stand.

    Attributes:
        start: offset of what would change: marks, or the white space where there are none.
        end: offset after it.
        text: what would stand there.
        p: the calibrated probability that it is right.
        tail: what would stand after the first word; None where the head would go.
        stands: the tail as it stands.
        before: the word before, as read.
        after: the word after, as read.
        first: where the word before stands.
        second: where the word after stands.
    """

    start: int
    end: int
    text: str
    p: float
    tail: str | None
    stands: str
    before: str
    after: str
    first: tuple[int, int]
    second: tuple[int, int]

    @property
    def breaks_word(self) -> bool:
        """Whether a hyphen is lost: the two words are one."""
        return self.tail == HYPHEN

    @property
    def ends_sentence(self) -> bool:
        """Whether a stop would stand there."""
        return self.tail == "."


def marks(words: Words, model: PunctuationModel, least: float = LEAST) -> list[Mark]:
    """Return the likeliest other marks of each gap, where they are likely enough; in text order."""
    text, language = words.text.string, words.knowledge.language
    found = gaps(words.text, words.stream, words.suspects, language)
    if len(found.words) < 2:
        return []
    habits = habit_table(language, model.habits)
    at = gap_options(found, habits, text)
    if not len(at.gap):
        return []
    chance = model.trees.chance(gap_features(text, language, found, at, habits))
    best: dict[tuple[int, bool], tuple[float, int]] = {}
    for n in np.flatnonzero(chance >= least).tolist():
        option = int(at.option[n])
        key = int(at.gap[n]), option == HEAD
        best[key] = max(best.get(key, (0.0, 0)), (float(chance[n]), option))
    likely = (_mark(found, gap, option, min(p, MOST)) for (gap, _), (p, option) in sorted(best.items()))
    return [mark for mark in likely if not ELLIPSIS.search(text, mark.start, mark.end)]


def _mark(found: Gaps, gap: int, option: int, p: float) -> Mark:
    one = found.shapes[gap]
    start, end = int(found.ends[gap]), int(found.starts[gap + 1])
    tail = None if option == HEAD else TAILS[option]
    if tail is None:
        start, text = end - len(one.head), ""
    elif one.loose:
        end, text = end - len(one.head), tail + one.white
    elif not one.tail:
        end, text = start + len(one.white), tail + one.white
    else:
        end, text = start + len(one.tail), tail
    first, second = ((int(found.starts[n]), int(found.ends[n])) for n in (gap, gap + 1))
    return Mark(start, end, text, p, tail, one.tail, found.words[gap], found.words[gap + 1], first, second)
