"""How likely readings are among the words around them, as these are read at present."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import EDGE

if TYPE_CHECKING:
    from corpus.language import Language

    from .suspect import Suspect

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
AROUND = 2
"""Words on either side that a trigram reaches."""


class Contexts:
    """The log-probability of each option with two words on either side, as these are read at present.

    Asked again, only the places are looked up whose neighbours are read otherwise than before.
    """

    def __init__(
        self,
        suspects: Sequence[Suspect],
        words: Sequence[Sequence[int]],
        starts: Sequence[int],
        inner: dict[int, list[int]],
    ) -> None:
        """Take places, the ids of the words of all their options, and where the options of each begin.

        ``inner`` gives for each place of two chunks the places inside it.
        """
        self._suspects = suspects
        self._words = words
        self._starts = starts
        self._inner = inner
        self._pairs = np.array(sorted(inner), dtype=np.int64)
        self._size = np.fromiter(map(len, words), np.int64, len(words))
        self._ids = np.fromiter(chain.from_iterable(words), np.int32, int(self._size.sum()))
        self._first = np.cumsum(self._size) - self._size
        self._owner = np.repeat(np.arange(len(suspects)), np.diff(starts))
        # where two chunks are left as they are, they are read as the places inside are read
        self._kept = np.zeros(len(words), dtype=bool)
        self._keeps = np.array(starts, dtype=np.int64)[self._pairs]
        self._kept[self._keeps] = True
        self._total = np.zeros(len(words))
        self._around = np.full((len(suspects), 2 * AROUND), -1, dtype=np.int32)
        self._inside: list[list[int]] = [[] for _ in inner]

    def go_on_from(self, others: Contexts, places: Flags, options: Flags) -> None:
        """Take what was found for more places, of which these are those kept, with their options."""
        self._total, self._around = others._total[options], others._around[places]
        self._inside = [inside for n, inside in zip(others._pairs.tolist(), others._inside, strict=True) if places[n]]

    def now(self, ids: list[int], language: Language) -> Floats:
        """Return it for all options, as the best of each place are now; ``ids`` are those of the text as it stands."""
        begin, end, now = self._text(ids)
        text = np.array(now, dtype=np.int32)
        around = np.stack([text[begin - 2], text[begin - 1], text[end], text[end + 1]], axis=1)
        changed = (around != self._around).any(axis=1)
        self._around = around
        pairs = self._pairs.tolist()
        inside = [now[a:b] for a, b in zip(begin[self._pairs].tolist(), end[self._pairs].tolist(), strict=True)]
        changed[[n for n, a, b in zip(pairs, inside, self._inside, strict=True) if a != b]] = True
        self._inside = inside
        self._renew(changed, language)
        return self._total

    def _renew(self, changed: NDArray[np.bool_], language: Language) -> None:
        """Look up the options of the places that are read among other words than before; those of one size at once."""
        tasks: list[tuple[NDArray[np.int64], Ids]] = []
        ordinary = changed[self._owner] & ~self._kept
        for size in np.unique(self._size[ordinary]).tolist():
            options = np.flatnonzero(ordinary & (self._size == size))
            tasks.append((options, self._ids[self._first[options][:, None] + np.arange(size)]))
        kept: dict[int, list[int]] = {}
        for number, (place, inside) in enumerate(zip(self._pairs.tolist(), self._inside, strict=True)):
            if changed[place]:
                kept.setdefault(len(inside), []).append(number)
        for size, numbers in kept.items():
            options = self._keeps[numbers]
            own = np.array([self._inside[n] for n in numbers], dtype=np.int32).reshape(len(numbers), size)
            tasks.append((options, own))
        trigrams = []
        for options, own in tasks:
            around = self._around[self._owner[options]]
            row = np.concatenate([around[:, :AROUND], own, around[:, AROUND:]], axis=1)
            trigrams.append(np.lib.stride_tricks.sliding_window_view(row, 3, axis=1).reshape(-1, 3))
        if not trigrams:
            return
        logp = language.logp(np.concatenate(trigrams)).astype(np.float64)
        at = 0
        for options, own in tasks:
            wide = own.shape[1] + AROUND
            scores = logp[at : at + len(options) * wide].reshape(-1, wide)
            at += len(options) * wide
            total = np.zeros(len(options))
            for column in scores.T:
                total += column
            self._total[options] = total

    def _text(self, ids: list[int]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[int]]:
        """Return where each place begins and ends in the text as it is read at present, and that text."""
        now: list[int] = [EDGE] * AROUND
        where: list[tuple[int, int, int]] = []
        at = 0
        for number, suspect in enumerate(self._suspects):
            if number in self._inner or suspect.first < at:
                continue
            now += ids[at : suspect.first]
            begin = len(now)
            now += self._words[self._starts[number] + suspect.best]
            where.append((number, begin, len(now)))
            at = suspect.last
        now += ids[at:]
        now += [EDGE] * AROUND
        position = _positions(self._suspects, where, len(ids))
        # places of two chunks lie over the others: their edges are found by position in the stream
        begins = position[np.fromiter((s.first for s in self._suspects), np.int64, len(self._suspects))]
        ends = position[np.fromiter((s.last for s in self._suspects), np.int64, len(self._suspects))]
        if where:
            numbers, first, last = np.array(where, dtype=np.int64).T
            begins[numbers], ends[numbers] = first, last
        return begins, ends, now


def _positions(suspects: Sequence[Suspect], where: list[tuple[int, int, int]], size: int) -> NDArray[np.int64]:
    """Return for each place in the stream where it is in the text as it is read at present."""
    position: list[int] = []
    shift = AROUND
    at = 0
    for number, begin, end in where:
        suspect = suspects[number]
        position += range(at + shift, suspect.first + shift)
        position += [min(begin + i, end) for i in range(suspect.last - suspect.first)]
        shift = end - suspect.last
        at = suspect.last
    position += range(at + shift, size + 1 + shift)
    return np.array(position, dtype=np.int64)
