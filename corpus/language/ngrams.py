"""Trigrams with back-off, as tables that are read in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .kneser import Trigrams, pack
from .table import HashTable, mapped
from .text import EDGE

Ids = NDArray[np.int32]
Scores = NDArray[np.float32]

UNSEEN = -16.0
"""The log-probability of a word that a model was widened by: about one in ten million."""


@dataclass(frozen=True, eq=False)
class Ngrams:
    """Natural-log probabilities and back-off weights, those of pairs and triples rounded to 256 levels.

    Attributes:
        unigram: shape (ids,).
        back1: shape (ids,), the weight of going back after a word.
        pairs: the pairs that were kept, packed; ``bigram`` and ``back2`` have their levels.
        triples: the triples that were kept, packed; ``trigram`` has their levels.
        levels: shape (3, 256), what the levels of ``bigram``, ``back2`` and ``trigram`` stand for.
    """

    unigram: Scores
    back1: Scores
    pairs: HashTable
    bigram: NDArray[np.uint8]
    back2: NDArray[np.uint8]
    triples: HashTable
    trigram: NDArray[np.uint8]
    levels: Scores

    @classmethod
    def empty(cls, size: int) -> Ngrams:
        """Return a model by which all ids are alike."""
        none = np.zeros(0, np.uint8)
        even, flat = np.full(size, -np.log(max(1, size)), np.float32), np.zeros(size, np.float32)
        return cls(even, flat, HashTable.empty(), none, none, HashTable.empty(), none, np.zeros((3, 256), np.float32))

    @classmethod
    def of(cls, model: Trigrams) -> Ngrams:
        """Pack an estimated model."""
        pairs, order2 = HashTable.build(model.keys2)
        triples, order3 = HashTable.build(model.keys3)
        bigram, level1 = quantised(model.bigram[order2])
        back2, level2 = quantised(model.back2[order2])
        trigram, level3 = quantised(model.trigram[order3])
        unigram, back1 = model.unigram.astype(np.float32), model.back1.astype(np.float32)
        return cls(unigram, back1, pairs, bigram, back2, triples, trigram, np.stack([level1, level2, level3]))

    def widened(self, size: int) -> Ngrams:
        """Return the same model with more ids, which it has never seen."""
        more = size - len(self.unigram)
        unigram = np.concatenate([self.unigram, np.full(more, UNSEEN, np.float32)])
        return replace(self, unigram=unigram, back1=np.concatenate([self.back1, np.zeros(more, np.float32)]))

    def logp(self, ngrams: Ids) -> Scores:
        """Return natural-log P(third | first, second) for rows of three ids, shape (n, 3)."""
        first, second, third = (np.ascontiguousarray(column) for column in np.asarray(ngrams).T)
        first = np.where(second == EDGE, EDGE, first)
        found = self.triples.find(pack(first, second, third))
        result = np.empty(len(found), np.float32)
        hit = found >= 0
        result[hit] = self.levels[2][self.trigram[found[hit]]]
        rest = np.flatnonzero(~hit)
        first, second, third = first[rest], second[rest], third[rest]
        lower = self.unigram[third] + self.back1[second]
        if len(self.bigram):
            pair = self.pairs.find(pack(second, third))
            lower = np.where(pair >= 0, self.levels[0][self.bigram[pair]], lower)
            head = self.pairs.find(pack(first, second))
            seen = head >= 0
            lower[seen] += self.levels[1][self.back2[head[seen]]]
        result[rest] = lower
        return result

    def save(self, folder: Path) -> None:
        """Write what ``open`` maps."""
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        self.pairs.save(folder, "table2")
        self.triples.save(folder, "table3")

    @classmethod
    def open(cls, folder: Path) -> Ngrams:
        """Map a model that was saved."""
        arrays = {name: mapped(folder, name) for name in _ARRAYS}
        return cls(pairs=HashTable.open(folder, "table2"), triples=HashTable.open(folder, "table3"), **arrays)


_ARRAYS = ("unigram", "back1", "bigram", "back2", "trigram", "levels")


def quantised(values: NDArray[np.float64]) -> tuple[NDArray[np.uint8], Scores]:
    """Return values as 256 levels: each one's level, and the levels, at equal shares of the values."""
    if not len(values):
        return np.zeros(0, np.uint8), np.zeros(256, np.float32)
    edges = np.quantile(values, np.linspace(0, 1, 257)[1:-1])
    level = np.searchsorted(edges, values).astype(np.uint8)
    size = np.bincount(level, minlength=256)
    means = np.bincount(level, values, 256) / np.maximum(size, 1)
    return level, means.astype(np.float32)
