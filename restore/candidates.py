"""What may stand for a garbled word: the vocabulary near it, by letters, then by what reading does to letters.

The whole vocabulary is compared at once (rapidfuzz compares some 200 million pairs a second on one core), so there is
no index to build, ship or load. The nearest and most frequent are then priced by the channel, to which ``rn`` and
``m``, ``cl`` and ``d``, ``li`` and ``H`` are alike. The document's own words are few, and symspellpy finds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from .channel import encode

if TYPE_CHECKING:
    from symspellpy import SymSpell

    from .channel import Channel

LETTERS_APART = 5
"""Beyond this distance a word is no candidate."""
SHORTER, LONGER = 3, 3
"""How many letters shorter or longer than the reading a candidate may be."""
WIDEST = 40
"""Letters of the longest words that are compared."""
REMEMBERED = 200_000
"""Stretches of letters whose words are remembered."""
BATCH, LANES = 64, 32
"""Readings compared at a time; fewer than the second take as long as these."""
FIRST, SHORT = 100, 5
"""Words near by letters that may be priced; twice as many for readings of at most so many letters."""
LIMITS = (72, 96, 120)
"""How near the words looked for mostly are, by distance and frequency."""
WITHIN = 12.0
"""How much dearer than the cheapest word a candidate may be, in nats."""


def rarity(count: int | NDArray[np.uint32], size: int) -> NDArray[np.float64]:
    """Give what the frequency of words adds to their prices, in nats.

    Args:
        count: how often a word stands in the texts learned from.
        size: letters of the reading.
    """
    worth: NDArray[np.float64] = -worth_of_frequency(size) * np.log1p(np.asarray(count, np.float64))
    return worth


def worth_of_frequency(size: int) -> float:
    """Give what the logarithm of a word's frequency takes off its price: much for short readings, little for long ones.

    A long word names itself; behind a short one many may stand, and it is one of the frequent ones.
    """
    return min(1.5, 9.0 / max(size, 1))


@dataclass(frozen=True)
class Lexicon:
    """A vocabulary that can be searched for what is near a reading.

    Attributes:
        words: folded.
        counts: as many.
        close: whether a word may be candidate only with a third of its letters wrong, or two.
    """

    words: Sequence[str]
    counts: NDArray[np.uint32]
    close: bool = False

    @cached_property
    def _rows(self) -> _Rows:
        return _Rows.of(self.words, self.counts)

    def near(self, readings: Sequence[str], channel: Channel, most: int = 30) -> dict[str, list[str]]:
        """Give for each reading the words that may stand for it, at most so many, the cheapest first.

        Words much dearer than the cheapest are left out.
        """
        found: dict[str, list[str]] = {}
        rows = self._rows
        for pool in _pools(readings):
            sizes = [min(len(reading), WIDEST) for reading in pool]
            low, high = rows.of_size(min(sizes))[0], rows.of_size(max(sizes))[1]
            words = rows.words[low:high]
            for at in range(0, len(pool), BATCH):
                part = pool[at : at + BATCH]
                apart = process.cdist(
                    [reading.lower() for reading in part],
                    words,
                    scorer=Levenshtein.distance,
                    score_cutoff=LETTERS_APART,
                    dtype=np.uint8,
                )
                found.update(self._cheapest(part, sizes[at : at + BATCH], apart, low, channel, most))
        return found

    def _cheapest(
        self,
        readings: Sequence[str],
        sizes: Sequence[int],
        apart: NDArray[np.uint8],
        low: int,
        channel: Channel,
        most: int,
    ) -> Iterator[tuple[str, list[str]]]:
        """Give the cheapest words for readings whose distances to the words from ``low`` on are known."""
        rows = self._rows
        places = []
        for size, row in zip(sizes, apart, strict=True):
            begin, end = rows.of_size(size)
            row = row[begin - low : end - low]
            # at most 6 * 16 + 40: fits a byte
            near = _least(row * np.uint8(16) + rows.worth[begin:end], FIRST if size > SHORT else 2 * FIRST)
            if self.close:
                near = near[row[near] <= max(2, (size + 2) // 3)]
            places.append(near + begin)
        many = [len(row) for row in places]
        place, owner = np.concatenate(places), np.repeat(np.arange(len(many)), many)
        rare = np.concatenate([rarity(rows.counts[row], size) for row, size in zip(places, sizes, strict=True)])
        price = rare + self._prices(readings, place, owner, channel)
        ends = np.cumsum(many).tolist()
        for reading, begin, end in zip(readings, [0, *ends], ends, strict=False):
            row = price[begin:end]
            order = np.argsort(row, kind="stable")[:most]
            enough = int(np.count_nonzero(row[order] < row[order[:1]] + WITHIN))
            yield reading, [rows.words[n] for n in place[begin:end][order[:enough]].tolist()]

    def _prices(
        self, readings: Sequence[str], places: NDArray[np.int64], owner: NDArray[np.int64], channel: Channel
    ) -> NDArray[np.float32]:
        """Give what it costs to read words so; with a capital that was read for a small letter, or for a capital."""
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


@dataclass(frozen=True, slots=True)
class _Rows:
    """A vocabulary by length, so that the words that may stand for readings of a size stand together.

    Attributes:
        words: without those that are too long.
        counts: as many.
        lengths: in letters.
        codes: as rows of numbers.
        worth: what rare words are put back by when first compared.
        edges: where the words of each length begin.
    """

    words: list[str]
    counts: NDArray[np.uint32]
    lengths: NDArray[np.int64]
    codes: NDArray[np.int16]
    worth: NDArray[np.uint8]
    edges: list[int]

    @classmethod
    def of(cls, words: Sequence[str], counts: NDArray[np.uint32]) -> _Rows:
        """Sort a vocabulary by length."""
        lengths = np.array([len(word) for word in words], dtype=np.int64)
        order = np.argsort(lengths, kind="stable")[: np.count_nonzero(lengths <= WIDEST)]
        lengths, counts = lengths[order], counts[order]
        here = [words[n] for n in order.tolist()]
        worth = np.uint8(40) - np.minimum(np.log1p(counts.astype(np.float64)) * 2.5, 40).astype(np.uint8)
        edges: list[int] = np.searchsorted(lengths, np.arange(WIDEST + 2)).tolist()
        return cls(here, counts, lengths, encode(here, WIDEST), worth, edges)

    def of_size(self, size: int) -> tuple[int, int]:
        """Give where the words that may stand for a reading of a size begin and end."""
        return self.edges[max(0, size - SHORTER)], self.edges[min(size + LONGER, WIDEST) + 1]


def _pools(readings: Iterable[str]) -> Iterator[list[str]]:
    """Give readings by size; sizes of few readings together, since a few take as long to compare as many."""
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


class Lattice:
    """Runs of letters as words that lost the blanks between them, and some letters too.

    Each stretch of the run is an edge for each word that it may be: known as it stands, or a frequent word a letter or
    two apart. The cheapest ways through (Viterbi 1967, the best few kept) by the channel and the frequency of words.
    """

    FREQUENT = 2500
    """Words that are looked for misread."""
    USUAL = 300
    """How often a word must stand in the texts learned from to be looked for as it stands."""
    WIDE = 12
    """Letters of the longest stretch."""
    BLANK = 4.0
    """What a lost blank costs, in nats."""
    WAYS = 4
    """Ways kept to each place."""
    WORDS = 4

    def __init__(self, words: Sequence[str], counts: NDArray[np.uint32]) -> None:
        often = np.argsort(-counts.astype(np.int64), kind="stable")[: self.FREQUENT].tolist()
        total = float(counts.sum(dtype=np.int64)) or 1.0
        self._price = {
            word: log(total / n)
            for word, n in zip(words, counts.tolist(), strict=True)
            if n >= self.USUAL and (len(word) > 1 or word in "ai")
        }
        frequent = [words[n] for n in often if words[n] in self._price]
        self._rows = _Rows.of(frequent, np.zeros(len(frequent), np.uint32))
        self._known: dict[str, list[tuple[str, float]]] = {}

    def ways(self, runs: Iterable[str], channel: Channel) -> dict[str, list[tuple[str, ...]]]:
        """Give the likeliest rows of two words or more that folded runs of letters may be, the likeliest first."""
        wanted = {run: self._stretches(run) for run in runs}
        if len(self._known) > REMEMBERED:
            self._known.clear()
        parts = {run[a:b]: None for run, stretches in wanted.items() for a, b in stretches}
        self._look_up([part for part in parts if part not in self._known], channel)
        return {run: self._best(run, stretches) for run, stretches in wanted.items()}

    def _best(self, run: str, stretches: Iterable[tuple[int, int]]) -> list[tuple[str, ...]]:
        edges: list[list[tuple[int, str, float]]] = [[] for _ in range(len(run) + 1)]
        for a, b in stretches:
            edges[b] += [(a, word, price) for word, price in self._known[run[a:b]]]
        best: list[list[tuple[float, tuple[str, ...]]]] = [[(0.0, ())], *([] for _ in run)]
        for end in range(1, len(run) + 1):
            ways = [
                (before + price + (self.BLANK if row else 0.0), (*row, word))
                for start, word, price in edges[end]
                for before, row in best[start]
                if len(row) < self.WORDS and (start or end < len(run))
            ]
            best[end] = sorted(ways)[: self.WAYS]
        return list(dict.fromkeys(row for _, row in best[-1] if row))

    def _stretches(self, run: str) -> list[tuple[int, int]]:
        """Give where the words of a run may begin and end."""
        size = len(run)
        return [
            (a, b)
            for a in range(size)
            for b in range(a + 1, min(size, a + self.WIDE) + 1)
            if (not a or run[a].isalnum()) and (b == size or run[b].isalnum())
        ]

    def _look_up(self, parts: list[str], channel: Channel) -> None:
        """Find out which words stretches of letters may be, each with its price."""
        rows = self._rows
        for pool in _pools(parts):
            reach = np.array([0 if len(part) < 2 else 1 if len(part) < 5 else 2 for part in pool], dtype=np.uint8)
            low, high = rows.edges[max(0, len(pool[0]) - 2)], rows.edges[min(len(pool[-1]) + 2, WIDEST) + 1]
            apart = process.cdist(
                pool, rows.words[low:high], scorer=Levenshtein.distance, score_cutoff=2, dtype=np.uint8
            )
            near, word = np.nonzero((apart <= reach[:, None]) & (apart > 0))
            texts = [rows.words[n] for n in (word + low).tolist()]
            owner = near.tolist()
            costs = channel.costs(texts, [pool[n] for n in owner]).tolist()
            self._known.update((part, []) for part in pool)
            for n, text, cost in zip(owner, texts, costs, strict=True):
                self._known[pool[n]].append((text, cost + self._price[text]))
            for part in pool:
                bare = part.strip("'.,-:;")
                price = self._price.get(bare)
                if price is not None:
                    self._known[part].append((bare, price + 3.0 * (len(part) - len(bare))))


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


def _least(scores: NDArray[np.uint8], most: int) -> NDArray[np.int64]:
    """Give the places of the lowest scores; ties beyond the number are cut."""
    if len(scores) <= most:
        return np.arange(len(scores))
    # only what is low is looked at closely
    high = next((limit for limit in LIMITS if np.count_nonzero(scores <= limit) >= most), 255)
    places = np.flatnonzero(scores <= high)
    low = scores[places]
    limit = int(np.searchsorted(np.cumsum(np.bincount(low)), most))
    found: NDArray[np.int64] = places[low <= limit]
    if len(found) > 2 * most:
        found = np.concatenate([places[low < limit], places[low == limit]])[:most]
    return found


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
