"""What may stand for a garbled word: the vocabulary near it, by letters, then by what reading does to letters.

The whole vocabulary is compared at once (rapidfuzz compares some 200 million pairs a second on one core), so there is
no index to build, ship or load. The nearest and most frequent are then priced by the channel, to which ``rn`` and
``m``, ``cl`` and ``d``, ``li`` and ``H`` are alike. The document's own words are few, and symspellpy finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from .channel import encode

if TYPE_CHECKING:
    from .channel import Channel

Ints = NDArray[np.int64]

USUAL = 100
"""A word is a usual one if it stands at least this often in the texts learned from."""
LETTERS_APART = 5
"""A candidate is at most this many edits away from what was read."""
FARTHER = 2
"""A candidate is at most this many edits farther than the nearest one."""
LONGER = 3
"""A candidate is at most this many letters longer or shorter than what was read."""
WIDEST = 40
"""Longer words are not compared, in letters."""
REMEMBERED = 200_000
"""The words that stretches of letters may be are kept at hand for at most this many stretches."""
BATCH = 128
"""At most this many readings are compared at a time."""
LANES = 32
"""Readings of several lengths are compared together until they are at least this many: fewer take as long."""
FIRST = 100
"""At most this many of the words near a reading are priced, twice as many for a short one."""
SHORT = 5
"""A reading of at most this many letters is a short one."""
WITHIN = 12.0
"""A candidate is at most this much dearer than the cheapest word, in nats."""


def rarity(count: int | NDArray[np.uint32], size: int) -> NDArray[np.float64]:
    """Return what the frequency of words adds to their prices, in nats.

    Args:
        count: how often a word stands in the texts learned from.
        size: letters of the reading.
    """
    worth: NDArray[np.float64] = -worth_of_frequency(size) * np.log1p(np.asarray(count, np.float64))
    return worth


def worth_of_frequency(size: int) -> float:
    """Return what a word's log-frequency takes off its price: much for short readings, little for long ones.

    A long word names itself; behind a short one many may stand, and it is one of the frequent ones.
    """
    return min(1.5, 9.0 / max(size, 1))


@dataclass(frozen=True)
class Lexicon:
    """A vocabulary that can be searched for what is near a reading.

    Attributes:
        words: folded.
        counts: as many: how often each stands in the texts learned from.
    """

    words: Sequence[str]
    counts: NDArray[np.uint32]

    @cached_property
    def _rows(self) -> _Rows:
        return _Rows.of(self.words, self.counts)

    def near(self, readings: Sequence[str], channel: Channel, most: int = 30) -> dict[str, list[str]]:
        """Return for each reading the words that may stand for it, at most so many, the cheapest first.

        Words much dearer than the cheapest are left out.
        """
        found: dict[str, list[str]] = {}
        for part in _parts(readings):
            found.update(self._cheapest(part, self._alike(part), channel, most))
        return found

    def near_usual(self, readings: Sequence[str], channel: Channel, most: int = 30) -> dict[str, list[str]]:
        """Return the same of usual words only, with a third of their letters wrong at most, or two."""
        found: dict[str, list[str]] = {}
        for part in _parts(readings):
            found.update(self._cheapest(part, self._close(part), channel, most))
        return found

    def _alike(self, readings: Sequence[str]) -> Iterator[Ints]:
        """Yield the places of the words that may be near each reading.

        Where a usual word is but a letter apart, a rare one is only likely if it is no farther.
        """
        rows = self._rows
        folded = [reading.lower() for reading in readings]
        usual = list(rows.usual.apart(folded))
        nearest = np.array([row.min(initial=LETTERS_APART + 1) for _, row in usual])
        far = np.flatnonzero(nearest > 1).tolist()
        rare = dict(zip(far, rows.rare.apart([folded[n] for n in far]), strict=True))
        for n, (reading, (low, row)) in enumerate(zip(folded, usual, strict=True)):
            if n in rare:
                low_of_rare, row_of_rare = rare[n]
                limit = min(nearest[n], row_of_rare.min(initial=LETTERS_APART + 1)) + FARTHER
                others = np.flatnonzero(row_of_rare <= limit)
                steps = row_of_rare[others]
                others += low_of_rare
            else:
                limit = 1 + FARTHER
                others = rows.rare.beside(reading)
                steps = np.ones(len(others), np.uint8)
            near = np.flatnonzero(row <= limit)
            places = np.concatenate([near + low, others + len(rows.usual.words)])
            yield rows.least(places, np.concatenate([row[near], steps]), len(reading))

    def _close(self, readings: Sequence[str]) -> Iterator[Ints]:
        """Yield the places of the usual words that are close to each reading."""
        rows = self._rows
        for reading, (low, row) in zip(readings, rows.usual.apart([r.lower() for r in readings]), strict=True):
            near = np.flatnonzero(row <= max(2, (len(reading) + 2) // 3))
            yield rows.least(near + low, row[near], len(reading))

    def _cheapest(
        self, readings: Sequence[str], places: Iterable[Ints], channel: Channel, most: int
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield the cheapest of the words at the places that may be near each reading."""
        rows, near = self._rows, list(places)
        many = [len(row) for row in near]
        place, owner = np.concatenate(near), np.repeat(np.arange(len(many)), many)
        rare = [rarity(rows.counts[row], len(reading)) for row, reading in zip(near, readings, strict=True)]
        price = np.concatenate(rare) + self._prices(readings, place, owner, channel)
        ends = np.cumsum(many).tolist()
        for reading, begin, end in zip(readings, [0, *ends], ends, strict=False):
            row = price[begin:end]
            order = np.argsort(row, kind="stable")[:most]
            enough = int(np.count_nonzero(row[order] < row[order[:1]] + WITHIN))
            yield reading, [rows.word(n) for n in place[begin:end][order[:enough]].tolist()]

    def _prices(self, readings: Sequence[str], places: Ints, owner: Ints, channel: Channel) -> NDArray[np.float32]:
        """Return what it costs to read words so; with a capital that was read for a small letter, or for a capital."""
        if not len(places):
            return np.zeros(0, np.float32)
        rows = self._rows
        heights = np.array([len(reading) for reading in readings], dtype=np.int64)
        width = int(heights.max())
        folded = encode([reading.lower() for reading in readings], width)
        capital = np.array([not reading.islower() and not reading.isupper() for reading in readings])[owner]
        cased = encode(readings, width)[owner[capital]]
        # as if all were small letters, and as they stand, in one go
        place, by = np.concatenate([places, places[capital]]), np.concatenate([owner, owner[capital]])
        read = np.concatenate([folded[owner], cased])
        costs = channel.prices(rows.codes[place], read, rows.lengths[place], heights[by])
        again = costs[len(places) :]
        costs = costs[: len(places)]
        costs[capital] = np.minimum(costs[capital], again)
        return costs


@dataclass(frozen=True)
class WordsByLength:
    """Words by length, so that those that may stand for readings of a size stand together.

    Attributes:
        words: the shorter first.
        edges: where the words of each length begin.
    """

    words: list[str]
    edges: list[int]

    @classmethod
    def of(cls, words: Iterable[str]) -> WordsByLength:
        """Sort words by length."""
        row = sorted(words, key=len)
        edges: list[int] = np.searchsorted([len(word) for word in row], np.arange(WIDEST + 2)).tolist()
        return cls(row, edges)

    def compare(self, readings: Sequence[str], most: int) -> tuple[int, NDArray[np.uint8]]:
        """Compare readings of about the same size with the words that are not farther in size.

        Returns where these words begin, and one row per reading with the distances to them, ``most`` + 1 for what is
        more.
        """
        sizes = [min(len(reading), WIDEST) for reading in readings]
        reach = min(most, LONGER)
        low, high = self._of_size(min(sizes), reach)[0], self._of_size(max(sizes), reach)[1]
        words = self.words[low:high]
        return low, process.cdist(readings, words, scorer=Levenshtein.distance, score_cutoff=most, dtype=np.uint8)

    def apart(self, readings: Sequence[str]) -> Iterator[tuple[int, NDArray[np.uint8]]]:
        """Yield for each reading where the words that may be near begin, and how far they are."""
        if not readings:
            return
        low, table = self.compare(readings, LETTERS_APART)
        for reading, row in zip(readings, table, strict=True):
            begin, end = self._of_size(min(len(reading), WIDEST), LONGER)
            yield begin, row[begin - low : end - low]

    def _of_size(self, size: int, reach: int) -> tuple[int, int]:
        """Return where the words begin and end that are so many letters longer or shorter than a size at most."""
        return self.edges[max(0, size - reach)], self.edges[min(size + reach, WIDEST) + 1]

    @cached_property
    def _halves(self) -> dict[tuple[int, bool, str], list[int]]:
        """The places of the words by length and first half, and by length and last half."""
        halves: dict[tuple[int, bool, str], list[int]] = {}
        for place, word in enumerate(self.words):
            size = len(word)
            halves.setdefault((size, True, word[: size // 2]), []).append(place)
            halves.setdefault((size, False, word[size // 2 :]), []).append(place)
        return halves

    def beside(self, reading: str) -> Ints:
        """Return the places of the words that are a letter apart: one half of them is as it was read."""
        found: dict[int, None] = {}
        for size in range(max(1, len(reading) - 1), len(reading) + 2):
            first = self._halves.get((size, True, reading[: size // 2]), ())
            last = self._halves.get((size, False, reading[len(reading) - size + size // 2 :]), ())
            found.update(dict.fromkeys((*first, *last)))
        near = [at for at in found if Levenshtein.distance(reading, self.words[at], score_cutoff=1) <= 1]
        return np.array(near, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Rows:
    """A vocabulary, the usual words first; one row per word.

    Attributes:
        usual: the usual words.
        rare: the others.
        counts: how often each word stands in the texts learned from.
        lengths: in letters.
        codes: as rows of numbers.
        worth: what rare words are put back by when first compared.
    """

    usual: WordsByLength
    rare: WordsByLength
    counts: NDArray[np.uint32]
    lengths: Ints
    codes: NDArray[np.int16]
    worth: NDArray[np.uint8]

    @classmethod
    def of(cls, words: Sequence[str], counts: NDArray[np.uint32]) -> _Rows:
        """Part a vocabulary, less the words that are too long."""
        times = {word: n for word, n in zip(words, counts.tolist(), strict=True) if len(word) <= WIDEST}
        usual = WordsByLength.of(word for word, n in times.items() if n >= USUAL)
        rare = WordsByLength.of(word for word, n in times.items() if n < USUAL)
        row = usual.words + rare.words
        often = np.array([times[word] for word in row], dtype=np.uint32)
        worth = np.uint8(40) - np.minimum(np.log1p(often.astype(np.float64)) * 2.5, 40).astype(np.uint8)
        lengths = np.array([len(word) for word in row], dtype=np.int64)
        return cls(usual, rare, often, lengths, encode(row, WIDEST), worth)

    def word(self, place: int) -> str:
        """Return the word at a place."""
        usual = self.usual.words
        return usual[place] if place < len(usual) else self.rare.words[place - len(usual)]

    def least(self, places: Ints, apart: NDArray[np.integer[Any]], size: int) -> Ints:
        """Return those of the words that are nearest and most frequent, for a reading of a size."""
        # at most 6 * 16 + 40: fits a byte
        scores = apart.astype(np.uint8) * np.uint8(16) + self.worth[places]
        return places[_least(scores, FIRST if size > SHORT else 2 * FIRST)]


def _parts(readings: Iterable[str]) -> Iterator[list[str]]:
    """Yield readings by size, so many at a time."""
    for pool in batches(readings):
        for at in range(0, len(pool), BATCH):
            yield pool[at : at + BATCH]


def batches(readings: Iterable[str]) -> Iterator[list[str]]:
    """Yield readings by size; sizes of few readings together, since a few take as long to compare as many."""
    sizes: dict[int, list[str]] = {}
    for reading in readings:
        sizes.setdefault(min(len(reading), WIDEST), []).append(reading)
    pool: list[str] = []
    for _, group in sorted(sizes.items()):
        pool += group
        if len(pool) >= LANES:
            yield pool
            pool = []
    if pool:
        yield pool


def _least(scores: NDArray[np.uint8], most: int) -> NDArray[np.int64]:
    """Return the places of the lowest scores; ties beyond the number are cut."""
    if len(scores) <= most:
        return np.arange(len(scores))
    limit = int(np.searchsorted(np.cumsum(np.bincount(scores)), most))
    found = np.flatnonzero(scores <= limit)
    if len(found) > 2 * most:
        found = np.concatenate([np.flatnonzero(scores < limit), np.flatnonzero(scores == limit)])[:most]
    return found


def undone(word: str, confusions: Mapping[str, Sequence[str]], known: Mapping[str, object]) -> list[str]:
    """Return the known words that one frequent confusion turns into this one.

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
