"""What may stand for a garbled word: the vocabulary near it, by letters, then by what reading does to letters.

The whole vocabulary is compared at once (rapidfuzz compares some 200 million pairs a second on one core), so there is
no index to build, ship or load. The nearest and most frequent are then priced by the channel, to which ``rn`` and
``m``, ``cl`` and ``d``, ``li`` and ``H`` are alike. The document's own words are few, and symspellpy finds them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
BATCH = 64
FIRST, SHORT = 100, 5
"""Words near by letters that are priced; twice as many for readings of at most so many letters."""


def rarity(count: int | NDArray[np.uint32], size: int) -> NDArray[np.float64]:
    """Give what the frequency of words adds to their prices, in nats: much for short readings, little for long ones.

    A long word names itself; behind a short one many may stand, and it is one of the frequent ones.

    Args:
        count: how often a word stands in the texts learned from.
        size: letters of the reading.
    """
    worth: NDArray[np.float64] = -min(1.5, 9.0 / max(size, 1)) * np.log1p(np.asarray(count, np.float64))
    return worth


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
    def _lengths(self) -> NDArray[np.int64]:
        return np.array([len(word) for word in self.words], dtype=np.int64)

    @cached_property
    def _codes(self) -> NDArray[np.int16]:
        """The words as rows of numbers; longer ones are no candidates."""
        return encode(self.words, WIDEST)

    @cached_property
    def _rooms(self) -> dict[int, _Room]:
        return {}

    def _room(self, size: int) -> _Room:
        """Give the words that may stand for a reading of a size."""
        if size not in self._rooms:
            least, most = size - SHORTER, min(size + LONGER, WIDEST)
            here = np.flatnonzero((self._lengths >= least) & (self._lengths <= most))
            worth = np.minimum(np.log1p(self.counts[here].astype(np.float64)) * 2.5, 40).astype(np.uint8)
            self._rooms[size] = _Room(here, [self.words[n] for n in here.tolist()], worth)
        return self._rooms[size]

    def near(self, readings: Sequence[str], channel: Channel, most: int = 30) -> dict[str, list[str]]:
        """Give for each reading the words that may stand for it, at most so many, the cheapest first."""
        found: dict[str, list[str]] = {}
        sizes: dict[int, list[str]] = {}
        for reading in readings:
            sizes.setdefault(min(len(reading), WIDEST), []).append(reading)
        for size, group in sizes.items():
            room = self._room(size)
            for at in range(0, len(group), BATCH):
                part = group[at : at + BATCH]
                if not room.words:
                    found.update((reading, []) for reading in part)
                    continue
                apart = process.cdist(
                    [r.lower() for r in part],
                    room.words,
                    scorer=Levenshtein.distance,
                    score_cutoff=LETTERS_APART,
                    dtype=np.uint8,
                )
                # at most 6 * 16 + 40: fits a byte
                score = apart * np.uint8(16) + (np.uint8(40) - room.worth)
                first = [_least(row, FIRST if size > SHORT else 2 * FIRST) for row in score]
                rows = [room.numbers[row] for row in first]
                for reading, row, price in zip(part, rows, self._prices(part, rows, channel), strict=True):
                    order = np.argsort(price + rarity(self.counts[row], size), kind="stable")[:most]
                    found[reading] = [self.words[n] for n in row[order].tolist()]
        return found

    def _prices(
        self, readings: Sequence[str], rows: Sequence[NDArray[np.int64]], channel: Channel
    ) -> list[NDArray[np.float32]]:
        """Give what it costs to read words so; with a capital that was read for a small letter, or for a capital."""
        sizes = [len(row) for row in rows]
        flat, owner = np.concatenate(rows), np.repeat(np.arange(len(rows)), sizes)
        heights = np.array([len(reading) for reading in readings], dtype=np.int64)
        width = int(heights.max())
        folded = encode([reading.lower() for reading in readings], width)
        costs = channel.prices(self._codes[flat], folded[owner], self._lengths[flat], heights[owner])
        capital = np.array([not reading.islower() and not reading.isupper() for reading in readings])[owner]
        if capital.any():
            flat, owner = flat[capital], owner[capital]
            cased = encode(readings, width)[owner]
            again = channel.prices(self._codes[flat], cased, self._lengths[flat], heights[owner])
            costs[capital] = np.minimum(costs[capital], again)
        return np.split(costs, np.cumsum(sizes)[:-1])


@dataclass(frozen=True, slots=True)
class _Room:
    """The words of some lengths: their numbers, themselves, and what their counts are worth when first compared."""

    numbers: NDArray[np.int64]
    words: list[str]
    worth: NDArray[np.uint8]


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
        self._words = [words[n] for n in often if words[n] in self._price]

    def ways(self, run: str, channel: Channel) -> list[tuple[str, ...]]:
        """Give the likeliest rows of two words or more that a folded run of letters may be, the likeliest first."""
        edges = self._edges(run, channel)
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

    def _edges(self, run: str, channel: Channel) -> list[list[tuple[int, str, float]]]:
        """Give for each place where a word may end where it starts, the word, and its price."""
        size = len(run)
        stretches = [
            (a, b)
            for a in range(size)
            for b in range(a + 1, min(size, a + self.WIDE) + 1)
            if (not a or run[a].isalnum()) and (b == size or run[b].isalnum())
        ]
        parts = [run[a:b] for a, b in stretches]
        apart = process.cdist(parts, self._words, scorer=Levenshtein.distance, score_cutoff=2, dtype=np.uint8)
        reach = np.array([0 if len(part) < 2 else 1 if len(part) < 5 else 2 for part in parts], dtype=np.uint8)
        near, word = np.nonzero((apart <= reach[:, None]) & (apart > 0))
        rows, texts = near.tolist(), [self._words[n] for n in word.tolist()]
        costs = channel.costs(texts, [parts[n] for n in rows]).tolist()
        edges: list[list[tuple[int, str, float]]] = [[] for _ in range(size + 1)]
        for n, text, cost in zip(rows, texts, costs, strict=True):
            a, b = stretches[n]
            edges[b].append((a, text, cost + self._price[text]))
        for (a, b), part in zip(stretches, parts, strict=True):
            bare = part.strip("'.,-:;")
            price = self._price.get(bare)
            if price is not None:
                edges[b].append((a, bare, price + 3.0 * (b - a - len(bare))))
        return edges


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
