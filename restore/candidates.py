"""What may stand for a garbled word: the vocabulary near it, by letters and by strokes of the pen.

The whole vocabulary is compared at once (rapidfuzz compares some 200 million pairs a second on one core), so there is
no index to build, ship or load. Two distances are added up: letters apart, and strokes apart. In strokes ``rn`` and
``m``, ``cl`` and ``d``, ``li`` and ``h`` are the same or nearly so; that finds one true word in twenty that letters
alone do not. The document's own words are few, and symspellpy finds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from symspellpy import SymSpell

LETTERS_APART = 5
STROKES_APART = 8
"""Beyond these distances a word is no candidate."""
SHORTER, LONGER = 3, 3
"""How many letters shorter or longer than the reading a candidate may be."""
BATCH = 64
FIRST = 200
"""Words near by letters whose strokes are compared."""
STROKES = str.maketrans(
    {
        "a": "oi",
        "b": "lo",
        "d": "ol",
        "e": "o",
        "f": "l",
        "g": "oj",
        "h": "li",
        "k": "lx",
        "m": "iii",
        "n": "ii",
        "p": "jo",
        "q": "oj",
        "r": "i",
        "t": "l",
        "u": "ii",
        "w": "vv",
        "y": "vj",
        "c": "o",
        "I": "l",
        "B": "s",
        "1": "l",
        "0": "o",
        "'": "i",
        "!": "l",
        "«": "s",
        "»": "s",
        "*": "s",
        "é": "o",
        "ó": "o",
        "í": "l",
    }
)


def strokes(word: str) -> str:
    """Give a word as a row of strokes; what looks alike is alike."""
    return word.translate(STROKES).lower()


@dataclass(frozen=True)
class Lexicon:
    """A vocabulary that can be searched for what is near a reading.

    Attributes:
        words: folded.
        counts: as many.
    """

    words: Sequence[str]
    counts: NDArray[np.uint32]

    @cached_property
    def _rooms(self) -> dict[int, tuple[list[str], list[str], NDArray[np.uint8]]]:
        """Words by length, their strokes, and what their counts are worth."""
        worth = np.minimum(np.log1p(self.counts.astype(np.float64)) * 2.5, 40).astype(np.uint8)
        rooms: dict[int, tuple[list[str], list[str], list[int]]] = {}
        for number, word in enumerate(self.words):
            room = rooms.setdefault(len(word), ([], [], []))
            room[0].append(word)
            room[1].append(strokes(word))
            room[2].append(number)
        return {size: (a, b, worth[np.array(c)]) for size, (a, b, c) in rooms.items()}

    @cached_property
    def _joined(self) -> dict[int, tuple[list[str], list[str], NDArray[np.uint8]]]:
        return {}

    def _room(self, size: int) -> tuple[list[str], list[str], NDArray[np.uint8]]:
        """Give the words that may stand for a reading of a size."""
        if size not in self._joined:
            sizes = [n for n in range(max(1, size - SHORTER), size + LONGER + 1) if n in self._rooms]
            self._joined[size] = (
                [w for n in sizes for w in self._rooms[n][0]],
                [w for n in sizes for w in self._rooms[n][1]],
                np.concatenate([self._rooms[n][2] for n in sizes]) if sizes else np.zeros(0, np.uint8),
            )
        return self._joined[size]

    def near(self, readings: Sequence[str], most: int = 30) -> dict[str, list[str]]:
        """Give for each reading the words that may stand for it, at most so many, in no order."""
        found: dict[str, list[str]] = {}
        sizes: dict[int, list[str]] = {}
        for reading in readings:
            sizes.setdefault(min(len(reading), 40), []).append(reading)
        for size, group in sizes.items():
            words, shapes, worth = self._room(size)
            for at in range(0, len(group), BATCH):
                part = group[at : at + BATCH]
                if not words:
                    found.update((reading, []) for reading in part)
                    continue
                apart = process.cdist(
                    [r.lower() for r in part],
                    words,
                    scorer=Levenshtein.distance,
                    score_cutoff=LETTERS_APART,
                    dtype=np.uint8,
                )
                # at most 6 * 16 + 40: fits a byte
                score = apart * np.uint8(16) + (np.uint8(40) - worth)
                for row, reading in enumerate(part):
                    first = _least(score[row], FIRST)
                    shape = process.cdist(
                        [strokes(reading)],
                        [shapes[i] for i in first],
                        scorer=Levenshtein.distance,
                        score_cutoff=STROKES_APART,
                        dtype=np.uint8,
                    )[0]
                    both = score[row, first] + shape.astype(np.int64) * 8
                    found[reading] = [words[first[i]] for i in np.argsort(both, kind="stable")[:most].tolist()]
        return found


class Repeated:
    """The names that a document has and the vocabulary has not: what stands twice is likely right.

    There are few of them, so that symspellpy's index of deletions is made in no time.
    """

    DISTANCE = 2

    def __init__(self, unknown: Iterable[str]) -> None:
        tally = Counter(word for word in unknown if len(word) > 3 and word.isalpha() and word.istitle())
        self._counts = {word.casefold(): n for word, n in tally.items() if n > 1}
        self._forms = {word.casefold(): word for word in tally}
        self._index: SymSpell | None = None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._counts)

    def near(self, reading: str) -> list[str]:
        """Give the names that stand more often than a reading, and that it may be a misreading of."""
        from symspellpy import SymSpell, Verbosity

        if self._index is None:
            self._index = SymSpell(self.DISTANCE, 7)
            for word, n in self._counts.items():
                self._index.create_dictionary_entry(word, n)
        folded = reading.casefold()
        found = self._index.lookup(folded, Verbosity.ALL, self.DISTANCE)
        mine = self._counts.get(folded, 1)
        return [self._forms[one.term] for one in found if one.term != folded and one.count > mine]


def _least(scores: NDArray[np.uint8], most: int) -> list[int]:
    """Give the places of the lowest scores; ties beyond the number are cut."""
    if len(scores) <= most:
        return list(range(len(scores)))
    below = np.cumsum(np.bincount(scores, minlength=256))
    limit = int(np.searchsorted(below, most))
    places = np.flatnonzero(scores <= limit)
    if len(places) > 2 * most:
        places = np.concatenate([np.flatnonzero(scores < limit), np.flatnonzero(scores == limit)])[:most]
    result: list[int] = places.tolist()
    return result


def undone(word: str, confusions: Mapping[str, Sequence[str]], known: Mapping[str, object]) -> list[str]:
    """Give the known words that one frequent confusion turns into this one.

    Args:
        word: as it was read, folded.
        confusions: for what was read, what may have stood there.
        known: the vocabulary.
    """
    found = []
    for i in range(len(word)):
        for size in (1, 2):
            for truth in confusions.get(word[i : i + size], ()):
                other = word[:i] + truth + word[i + size :]
                if other in known and other != word:
                    found.append(other)
    return found
