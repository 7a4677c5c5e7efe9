"""Runs of letters as several words that lost the blanks between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .vocabulary import REMEMBERED, WordsByLength, batches

if TYPE_CHECKING:
    from .channel import Channel


class Segmenter:
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
        self._frequent = WordsByLength.of(frequent)
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
        for pool in batches(parts):
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
