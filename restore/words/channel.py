"""The noisy channel: what reading does to letters, as costs learned from aligned pairs.

A cost is the negative natural logarithm of the chance that the letters of the truth are read so. Four steps are
known: a letter read as another, a letter lost, a letter added, and two letters read as one or one as two (Brill and
Moore 2000, with strings of at most two). The costs ship as readable JSON (``data/channel.json``). What is
frequent in one document alone is left to the decision (:mod:`restore.words.ranking`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LETTERS = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "£§°«»¡¿¬•■®©½¼¾àáâäãåæçèéêëíìîïñóòôöõøúùûüýÀÁÂÄÇÈÉÊËÍÎÑÓÔÖÚÜßœŒ"
)
"""The letters told apart; every other one counts as the same unknown letter, number 0."""
FOLD = str.maketrans("’‘‛“”„–—‐‑", "'''\"\"\"----")
SIZE = len(LETTERS) + 1
FAR = np.float32(120.0)
"""The cost of what cannot be."""
BAND = 4
"""How many letters one side may run ahead of the other, beyond what it is longer."""
FEW = 256
"""Pairs of other lengths are priced in the same table until it has at least this many."""
MANY = 2048
"""One table prices at most this many pairs."""
ALIKE = 1
"""In a table that has enough pairs lengths differ by at most this many letters."""

_TABLE = np.zeros(0x10000, dtype=np.int16)
for _number, _letter in enumerate(LETTERS, 1):
    _TABLE[ord(_letter)] = _number

LIGATURES = {"fi": "nhñ", "fl": "nhñ", "ff": "nhs"}
"""As what the ligatures of print are read where they are taken for one letter."""
ACCENTS = {
    "a": "àáâä",
    "c": "ç",
    "e": "éèêë",
    "i": "íìîï",
    "n": "ñ",
    "o": "óòôö",
    "u": "úùûü",
    "A": "ÀÁÂÄ",
    "C": "Ç",
    "E": "ÈÉÊË",
    "I": "ÍÎ",
    "N": "Ñ",
    "O": "ÓÔÖ",
    "U": "ÚÜ",
}
"""What letters are read with a speck above them."""
SUPPOSED = 4.0
"""Each ligature is supposed to have been taken for one letter this often, beside what was counted."""
SPECKS = 0.0003
"""This share of the letters is supposed to have been read with a speck above it."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int16]
Counts = Mapping[str, Mapping[str, float]]
"""How often what stood there, a string of at most two letters, was read as what."""


def encode(words: Sequence[str], width: int) -> Ints:
    """Return the letters of words as numbers, one row per word, padded with 0 or cut to a width."""
    joined = "".join([(word if word.isascii() else word.translate(FOLD))[:width].ljust(width, "\0") for word in words])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _TABLE[np.minimum(codes, 0xFFFF)].reshape(len(words), width)


class _Listed(NamedTuple):
    """What a channel holds, as lists."""

    swap: list[list[float]]
    lose: list[float]
    add: list[float]
    two: list[list[int]]
    merge: list[list[float]]
    pair: list[list[int]]
    split: list[list[float]]


@dataclass(frozen=True)
class Channel:
    """Costs of confusions, in nats.

    Attributes:
        swap: (truth, read): a letter read as another, or as itself.
        lose: (truth,): a letter not read.
        add: (read,): a letter read where there is none.
        two: (truth, truth): the row of ``merge`` for two letters, 0 for none.
        merge: (row, read): two letters read as one.
        pair: (read, read): the row of ``split`` for two letters read, 0 for none.
        split: (row, truth): one letter read as two.
    """

    swap: Floats
    lose: Floats
    add: Floats
    two: Ints
    merge: Floats
    pair: Ints
    split: Floats

    def costs(self, truths: Sequence[str], reads: Sequence[str]) -> Floats:
        """Return the cost of each word being read as its partner; all pairs at once, by length.

        Args:
            truths: what may stand there.
            reads: what was read, as many.
        """
        distinct = {read: number for number, read in enumerate(dict.fromkeys(reads))}
        owner = np.array([distinct[read] for read in reads], dtype=np.int64)
        lengths = np.array([len(truth) for truth in truths], dtype=np.int64)
        heights = np.array([len(read) for read in distinct], dtype=np.int64)
        truth = encode(truths, int(lengths.max(initial=0)))
        read = encode(list(distinct), int(heights.max(initial=0)))
        return self.prices(truth, read[owner], lengths, heights[owner])

    def prices(self, truth: Ints, read: Ints, lengths: NDArray[np.int64], heights: NDArray[np.int64]) -> Floats:
        """Return what ``costs`` gives for words as rows of numbers, and their lengths."""
        out = np.full(len(lengths), FAR, dtype=np.float32)
        # One table for some hundred pairs of about the same size: little padding, few rounds, all of it in the cache.
        order = np.lexsort((lengths, heights))
        for rows in _parts(order, heights[order]):
            size, reach = lengths[rows], heights[rows]
            out[rows] = self._costs(truth[rows, : size.max()], read[rows, : reach.max()], size, reach)
        return out

    def _costs(self, truth: Ints, read: Ints, lengths: NDArray[np.int64], heights: NDArray[np.int64]) -> Floats:
        """Fill the table of the edit distance, one row of all pairs at a time."""
        many, width = truth.shape
        height = read.shape[1]
        # letter by letter, so that what a cell needs of all pairs lies side by side
        truth, read = truth.T.astype(np.intp, order="C"), read.T.astype(np.intp, order="C")
        lose, add = self.lose.take(truth), self.add.take(read)
        swap = self.swap.ravel().take(truth[:, None] * SIZE + read)
        two, pair = self.two[truth[:-1], truth[1:]], self.pair[read[:-1], read[1:]]
        # few letters are ever read as two or two as one: where they stand
        splits = np.flatnonzero(pair)
        owner, splitting = splits % many, pair.ravel()[splits].astype(np.intp) * SIZE
        merge, split = self.merge.ravel(), self.split.ravel()
        slack = BAND + int(abs(lengths - heights).max(initial=0))
        table = np.full((width + 1, height + 1, many), FAR, dtype=np.float32)
        offer = np.empty((height + 1, many), dtype=np.float32)
        table[0, 0] = 0.0
        for i in range(width + 1):
            # the cells of the band: from column low, below column high
            low, high = max(0, i - slack), min(height, i + slack) + 1
            row, one = table[i], max(low, 1)
            if i:
                last = table[i - 1]
                _lower(row[low:high], np.add(last[low:high], lose[i - 1], out=offer[low:high]))
                _lower(
                    row[one:high],
                    np.add(last[one - 1 : high - 1], swap[i - 1, one - 1 : high - 1], out=offer[one:high]),
                )
                if i > 1 and len(merges := np.flatnonzero(two[i - 2])):
                    steps = merge.take(two[i - 2, merges].astype(np.intp) * SIZE + read[:, merges])
                    row[1:, merges] = np.minimum(row[1:, merges], table[i - 2, :-1].take(merges, axis=1) + steps)
                if len(splits):
                    cells = row[2:].ravel()
                    steps = split.take(splitting + truth[i - 1].take(owner))
                    cells[splits] = np.minimum(cells.take(splits), last.ravel().take(splits) + steps)
            for j in range(one, high):
                _lower(row[j], np.add(row[j - 1], add[j - 1], out=offer[j]))
        result: Floats = table[lengths, heights, np.arange(many)]
        return result

    @cached_property
    def _listed(self) -> _Listed:
        """The costs as lists, which single words are faster with."""
        tables = self.swap, self.lose, self.add, self.two, self.merge, self.pair, self.split
        return _Listed(*(table.tolist() for table in tables))

    def trace(self, truth: str, read: str) -> list[tuple[str, str]]:
        """Return the cheapest steps from a truth to a reading, as pairs of strings of at most two letters."""
        a, b = truth.translate(FOLD), read.translate(FOLD)
        x, y = [_code(letter) for letter in a], [_code(letter) for letter in b]
        costs = self._listed
        add = [costs.add[code] for code in y]
        pair = [0, *(costs.pair[one][two] for one, two in pairwise(y))]
        best = [[0.0, *accumulate(add)]]
        back = [[(0, 1)] * (len(b) + 1)]
        for i, code in enumerate(x):
            above, swap, lose = best[i], costs.swap[code], costs.lose[code]
            merge = costs.merge[two] if i and (two := costs.two[x[i - 1]][code]) else None
            least, step = above[0] + lose, (1, 0)
            row, steps = [least], [step]
            for j, letter in enumerate(y):
                left = least + add[j]
                least, step = above[j] + swap[letter], (1, 1)
                if (cost := above[j + 1] + lose) < least:
                    least, step = cost, (1, 0)
                if left < least:
                    least, step = left, (0, 1)
                if merge and (cost := best[i - 1][j] + merge[letter]) < least:
                    least, step = cost, (2, 1)
                if pair[j] and (cost := above[j - 1] + costs.split[pair[j]][code]) < least:
                    least, step = cost, (1, 2)
                row.append(least)
                steps.append(step)
            best.append(row)
            back.append(steps)
        taken = []
        i, j = len(a), len(b)
        while i or j:
            di, dj = back[i][j]
            taken.append((a[i - di : i], b[j - dj : j]))
            i, j = i - di, j - dj
        return taken[::-1]


def _lower(cells: Floats, offer: Floats) -> None:
    """Put in the cells what is offered where it is less."""
    np.minimum(cells, offer, out=cells)


def _parts(order: NDArray[np.int64], sizes: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Cut the numbers of pairs, in the order of their sizes, where there are enough for a table."""
    start = 0
    while start < len(order):
        alike = int(np.searchsorted(sizes, sizes[start] + ALIKE, "right"))
        end = min(max(alike, start + FEW), start + MANY)
        yield order[start:end]
        start = end


def channel(confusions: Counts, letters: Mapping[str, float], rate: float) -> Channel:
    """Make a channel from counts.

    Args:
        confusions: what was read for what: ``{"rn": {"m": 12}}``; an empty string for a letter lost or added.
        letters: how often each letter stood in the truth, right or wrong.
        rate: the share of letters read wrong to assume; the counts only say how these are spread.
    """
    total = sum(letters.values()) or 1.0
    wrong = sum(n for truth, reads in confusions.items() for read, n in reads.items() if truth != read) or 1.0
    scale = rate * total / wrong
    swap = np.zeros((SIZE, SIZE))
    lose = np.full(SIZE, 0.3)
    add = np.full(SIZE, 0.3)
    base = np.full(SIZE, 2.0)
    for letter, often in letters.items():
        base[_code(letter)] += often
    for truth, read, n in _flat(confusions):
        match len(truth), len(read):
            case 1, 1 if truth != read:
                swap[_code(truth), _code(read)] += n
            case 1, 0:
                lose[_code(truth)] += n
            case 0, 1:
                add[_code(read)] += n
    chance = _chances(swap, lose, base, _general(confusions), scale)
    two, merge = _merges(confusions, base, scale)
    pair, split = _splits(confusions, base, scale)
    return Channel(
        swap=-np.log(np.maximum(chance, 1e-12)).astype(np.float32),
        lose=-np.log(np.minimum(scale * lose / base, 0.5)).astype(np.float32),
        add=-np.log(np.minimum(scale * add / total, 0.5)).astype(np.float32),
        two=two,
        merge=merge,
        pair=pair,
        split=split,
    )


def _flat(confusions: Counts) -> Iterator[tuple[str, str, float]]:
    """Yield each confusion: truth, reading, count."""
    return ((truth, read, n) for truth, reads in confusions.items() for read, n in reads.items())


def _general(confusions: Counts) -> NDArray[np.float64]:
    """Return how likely each letter is what was read by mistake, whatever stood there."""
    seen: dict[str, float] = {}
    for _, read, n in _flat(confusions):
        if len(read) == 1:
            seen[read] = seen.get(read, 0.0) + n
    general = np.full(SIZE, 0.2)
    for read, n in seen.items():
        general[_code(read)] += n
    shares: NDArray[np.float64] = general / general.sum()
    return shares


def _chances(
    swap: NDArray[np.float64],
    lose: NDArray[np.float64],
    base: NDArray[np.float64],
    general: NDArray[np.float64],
    scale: float,
) -> NDArray[np.float64]:
    """Return how likely each letter is read as each.

    A letter's confusions are those seen, and a little of what is often read by mistake in general. What is not seen of
    a rare letter is supposed from the average letter.
    """
    errors = swap.sum(axis=1, keepdims=True)
    average = swap.sum() / max(base.sum(), 1.0)
    mixed = swap + (average * base[:, None] * 0.05 + 0.3 + 0.02 * errors) * general[None, :]
    chance: NDArray[np.float64] = np.minimum(scale * mixed / base[:, None], 0.5)
    np.fill_diagonal(chance, 0.0)
    right = np.maximum(1.0 - chance.sum(axis=1) - scale * lose / base, 0.02)
    np.fill_diagonal(chance, right)
    return chance


def _merges(confusions: Counts, base: NDArray[np.float64], scale: float) -> tuple[Ints, Floats]:
    """Return the rows of two letters, and what each row costs to be read as each letter."""
    merges = {truth: [(read, n) for read, n in reads.items() if len(read) == 1] for truth, reads in confusions.items()}
    merges = {truth: reads for truth, reads in merges.items() if len(truth) == 2 and reads}
    two = np.zeros((SIZE, SIZE), dtype=np.int16)
    merge = np.full((len(merges) + 1, SIZE), FAR, dtype=np.float32)
    for row, (key, found) in enumerate(sorted(merges.items()), 1):
        two[_code(key[0]), _code(key[1])] = row
        around = min(base[_code(key[0])], base[_code(key[1])]) * 0.08 + 1.0
        for read, n in found:
            merge[row, _code(read)] = -np.log(min(0.5, scale * n / around))
    return two, merge


def _splits(confusions: Counts, base: NDArray[np.float64], scale: float) -> tuple[Ints, Floats]:
    """Return the rows of two letters read, and what each letter costs to be read as each row."""
    splits: dict[str, list[tuple[str, float]]] = {}
    for truth, read, n in _flat(confusions):
        if len(truth) == 1 and len(read) == 2:
            splits.setdefault(read, []).append((truth, n))
    pair = np.zeros((SIZE, SIZE), dtype=np.int16)
    split = np.full((len(splits) + 1, SIZE), FAR, dtype=np.float32)
    for row, (key, found) in enumerate(sorted(splits.items()), 1):
        pair[_code(key[0]), _code(key[1])] = row
        for truth, n in found:
            split[row, _code(truth)] = -np.log(min(0.5, scale * n / base[_code(truth)]))
    return pair, split


def _code(letter: str) -> int:
    return int(_TABLE[min(ord(letter), 0xFFFF)])


@dataclass(frozen=True)
class Confusions:
    """The counts a channel is made from.

    Attributes:
        counts: what was read for what.
        letters: how often each letter stood in the truth.
    """

    counts: dict[str, dict[str, float]]
    letters: dict[str, float]

    def channel(self, rate: float) -> Channel:
        """Make the channel for a share of wrong letters; what is known of print is supposed beside what was seen."""
        counts = {truth: dict(reads) for truth, reads in self.counts.items()}
        for truth, reads in LIGATURES.items():
            for read in reads:
                counts.setdefault(truth, {})
                counts[truth][read] = max(counts[truth].get(read, 0.0), SUPPOSED)
        for truth, reads in ACCENTS.items():
            for read in reads:
                counts.setdefault(truth, {})
                counts[truth][read] = counts[truth].get(read, 0.0) + SPECKS * self.letters.get(truth, 0.0)
        return channel(counts, self.letters, rate)


@cache
def shipped(kind: str = "print") -> Confusions:
    """Return the confusions that ship, by what they were learned from."""
    raw = json.loads((Path(__file__).parent / "data" / "channel.json").read_text("utf-8"))[kind]
    return Confusions(raw["confusions"], raw["letters"])
