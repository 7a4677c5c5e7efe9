"""What usually stands after and before common words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from corpus.language.text import ABBREVIATIONS, CLASSES

from .gaps import Floats

if TYPE_CHECKING:
    from corpus.language import Language


@dataclass(frozen=True, eq=False)
class Habits:
    """What usually stands after and before common words: log-odds of a comma and of a stop.

    Attributes:
        words: folded.
        table: shape (words + 1, 4): comma after, stop after, comma before, stop before; the last row is of all others.
    """

    words: tuple[str, ...]
    table: Floats

    @classmethod
    def of(cls, raw: Mapping[str, list[float]]) -> Habits:
        """Make it from plain data, in tenths; the empty word stands for all others."""
        words = tuple(word for word in raw if word)
        return cls(words, np.array([*(raw[word] for word in words), raw[""]], dtype=np.float64) / 10.0)


class HabitTable:
    """What is known of words by their ids in a language: one row per id.

    Attributes:
        habit: shape (ids, 4), as in :class:`Habits`.
        short: whether it is an abbreviation.
        count: the logarithm of how often it stands in the texts learned from; 0 for the unknown.
        cased: the share with a capital; -1 for the unknown.
    """

    def __init__(self, language: Language, habits: Habits) -> None:
        size = len(language.words) + CLASSES
        rows = np.full(size, len(habits.words))
        rows[language.ids(habits.words)] = np.arange(len(habits.words))
        rows[:CLASSES] = len(habits.words)
        self.habit = habits.table[rows]
        self.short = np.zeros(size, dtype=bool)
        self.short[language.ids(sorted(ABBREVIATIONS))] = True
        self.short[:CLASSES] = False
        classes = np.zeros(CLASSES)
        self.count = np.concatenate([classes, np.log1p(language.counts)])
        self.cased = np.concatenate([classes - 1.0, language.capitals / 255.0])


@lru_cache(maxsize=2)
def habit_table(language: Language, habits: Habits) -> HabitTable:
    """Return the look-up of a language, made once."""
    return HabitTable(language, habits)
