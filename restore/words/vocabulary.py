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
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from .channel import encode

if TYPE_CHECKING:
    from symspellpy import SymSpell

    from .channel import Channel

Ints = NDArray[np.int64]

USUAL = 100
"""How often a word must stand in the texts learned from to be a usual one."""
LETTERS_APART, FARTHER = 5, 2
"""Beyond this distance a word is no candidate, nor where it is so many letters farther than the nearest."""
LONGER = 3
"""How many letters longer or shorter than the reading a candidate may be."""
WIDEST = 40
"""Letters of the longest words that are compared."""
REMEMBERED = 200_000
"""Stretches of letters whose words are remembered."""
BATCH, LANES = 128, 32
"""Readings compared at a time; fewer than the second take as long as these."""
FIRST, SHORT = 100, 5
"""Words near by letters that may be priced; twice as many for readings of at most so many letters."""
WITHIN = 12.0
"""How much dearer than the cheapest word a candidate may be, in nats."""


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
class _Block:
    """Words by length, so that those that may stand for readings of a size stand together.

    Attributes:
        words: the shorter first.
        edges: where the words of each length begin.
    """

    words: list[str]
    edges: list[int]

    @classmethod
    def of(cls, words: Iterable[str]) -> _Block:
        """Sort words by length."""
        row = sorted(words, key=len)
        edges: list[int] = np.searchsorted([len(word) for word in row], np.arange(WIDEST + 2)).tolist()
        return cls(row, edges)

    def compare(self, readings: Sequence[str], most: int) -> tuple[int, NDArray[np.uint8]]:
        """Compare readings of about the same size with the words that are not farther in size.

        Returns where these words begin, and one row a reading with the distances to them, ``most`` + 1 for what is
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
    """A vocabulary, the usual words first; one row a word.

    Attributes:
        usual: the usual words.
        rare: the others.
        counts: how often each word stands in the texts learned from.
        lengths: in letters.
        codes: as rows of numbers.
        worth: what rare words are put back by when first compared.
    """

    usual: _Block
    rare: _Block
    counts: NDArray[np.uint32]
    lengths: Ints
    codes: NDArray[np.int16]
    worth: NDArray[np.uint8]

    @classmethod
    def of(cls, words: Sequence[str], counts: NDArray[np.uint32]) -> _Rows:
        """Part a vocabulary, less the words that are too long."""
        times = {word: n for word, n in zip(words, counts.tolist(), strict=True) if len(word) <= WIDEST}
        usual = _Block.of(word for word, n in times.items() if n >= USUAL)
        rare = _Block.of(word for word, n in times.items() if n < USUAL)
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
    for pool in _pools(readings):
        for at in range(0, len(pool), BATCH):
            yield pool[at : at + BATCH]


def _pools(readings: Iterable[str]) -> Iterator[list[str]]:
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
        self._frequent = _Block.of(frequent)
        self._known: dict[str, list[tuple[str, float]]] = {}

    def ways(self, runs: Iterable[str], channel: Channel) -> dict[str, list[tuple[str, ...]]]:
        """Return the likeliest rows of two words or more that folded runs of letters may be, the likeliest first."""
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
        """Return where the words of a run may begin and end."""
        size = len(run)
        return [
            (a, b)
            for a in range(size)
            for b in range(a + 1, min(size, a + self.WIDE) + 1)
            if (not a or run[a].isalnum()) and (b == size or run[b].isalnum())
        ]

    def _look_up(self, parts: list[str], channel: Channel) -> None:
        """Find out which words stretches of letters may be, each with its price."""
        for pool in _pools(parts):
            reach = np.array([0 if len(part) < 2 else 1 if len(part) < 5 else 2 for part in pool], dtype=np.uint8)
            low, apart = self._frequent.compare(pool, 2)
            near, word = np.nonzero((apart <= reach[:, None]) & (apart > 0))
            texts = [self._frequent.words[n] for n in (word + low).tolist()]
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
        """Return the names that stand more often than a reading, and that it may be a misreading of."""
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
