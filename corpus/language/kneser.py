"""Interpolated modified Kneser-Ney trigrams (Chen and Goodman 1998), pruned to a number of n-grams.

An n-gram is packed in one 63-bit number, 21 bits a word. All of it is sorting and adding up of arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .text import EDGE

BITS = np.uint64(21)
MASK = np.uint64((1 << 21) - 1)

Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Trigrams:
    """Natural-log probabilities and back-off weights of the n-grams that were kept.

    Attributes:
        unigram: shape (ids,), log P(w).
        back1: shape (ids,), log back-off weight of the context w.
        keys2: packed bigrams; ``bigram`` and ``back2`` have their probabilities and weights.
        keys3: packed trigrams; ``trigram`` has their probabilities.
        seen: the number of different bigrams and trigrams before pruning.
    """

    unigram: Floats
    back1: Floats
    keys2: Keys
    bigram: Floats
    back2: Floats
    keys3: Keys
    trigram: Floats
    seen: tuple[int, int]


def pack(first: NDArray[np.integer], second: NDArray[np.integer], *third: NDArray[np.integer]) -> Keys:
    """Pack ids of two or three words into one number each."""
    key = (first.astype(np.uint64) << BITS) | second.astype(np.uint64)
    for ids in third:
        key = (key << BITS) | ids.astype(np.uint64)
    return key


def discounts(counts: NDArray[np.int64]) -> Floats:
    """Return the three discounts, for counts of one, two, and three or more."""
    n1, n2, n3, n4 = (max(1, int(np.count_nonzero(counts == n))) for n in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    raw = (1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3)
    # small or odd texts can give discounts outside what a count can spare
    return np.array([float(np.clip(d, 0.1 * n, 0.95 * n)) for n, d in zip((1, 2, 3), raw, strict=True)])


def estimate(ids: NDArray[np.int32], size: int, bigrams: int, trigrams: int) -> Trigrams:
    """Estimate the model from a stream of ids.

    Args:
        ids: the text; EDGE between sentences.
        size: how many ids there are.
        bigrams: how many bigrams to keep, at most.
        trigrams: how many trigrams to keep, at most.
    """
    first, second, third = ids[:-2].copy(), ids[1:-1], ids[2:]
    first[second == EDGE] = EDGE
    keys3, counts3 = np.unique(pack(first, second, third), return_counts=True)
    # below the highest order: in how many contexts does it stand; after an edge there is only one, so it is counted
    sentence = ((keys3 >> BITS) & MASK) == EDGE
    weight = np.where(sentence, counts3, 1)
    suffix = keys3 & ((MASK << BITS) | MASK)
    keys2, back = np.unique(suffix, return_inverse=True)
    counts2 = np.bincount(back, weight).astype(np.int64)
    counts1 = np.bincount((keys2 & MASK).astype(np.int64), minlength=size)

    d1 = discounts(counts1)
    left = np.maximum(counts1 - d1[np.minimum(counts1, 3) - 1], 0) * (counts1 > 0)
    unigram = (left + (counts1.sum() - left.sum()) / size) / counts1.sum()

    bigram = _interpolate(counts2, (keys2 >> BITS).astype(np.int64), unigram[(keys2 & MASK).astype(np.int64)], size)
    groups, context = np.unique(keys3 >> BITS, return_inverse=True)
    trigram = _interpolate(counts3, context, bigram[back], len(groups))

    # a trigram is worth keeping for what the text loses without it (Seymore and Rosenfeld 1996)
    context_total = np.bincount(context, counts3).astype(np.float64)
    gain3: Floats = counts3 * (np.log(trigram) - np.log(bigram[back] * _left_over(counts3, context, context_total)))
    keep3 = _best(gain3, trigrams)
    # the context of a kept trigram has to be kept: its back-off weight stands there
    contexts = np.unique(keys3[keep3] >> BITS)
    gain2 = np.bincount(back, counts3) * (np.log(bigram) - np.log(unigram[(keys2 & MASK).astype(np.int64)]) + 0.1)
    gain2[np.isin(keys2, contexts)] = np.inf
    keep2 = _best(gain2, max(bigrams, len(contexts)))

    kept2 = keys2[keep2]
    p2 = bigram[keep2]
    back1 = _back_off(p2, unigram[(kept2 & MASK).astype(np.int64)], (kept2 >> BITS).astype(np.int64), size)
    kept3, p3 = keys3[keep3], trigram[keep3]
    # what the pruned model says of the two last words of each trigram that was kept
    tail = kept3 & ((MASK << BITS) | MASK)
    last, middle = (tail & MASK).astype(np.int64), (tail >> BITS).astype(np.int64)
    place = np.searchsorted(kept2, tail)
    place[place == len(kept2)] = 0
    lower = np.where(kept2[place] == tail, p2[place], unigram[last] * back1[middle])
    head = np.searchsorted(kept2, kept3 >> BITS)
    head[head == len(kept2)] = 0
    inside = kept2[head] == kept3 >> BITS
    kept3, p3, lower, head = kept3[inside], p3[inside], lower[inside], head[inside]
    back2 = _back_off(p3, lower, head, len(kept2))
    return Trigrams(
        np.log(unigram), np.log(back1), kept2, np.log(p2), np.log(back2), kept3, np.log(p3), (len(keys2), len(keys3))
    )


def _interpolate(counts: NDArray[np.int64], context: NDArray[np.int64], lower: Floats, contexts: int) -> Floats:
    """Return the probability of each n-gram: what is left of its count, and its context's share of the lower order."""
    total = np.bincount(context, counts, contexts)
    left = np.maximum(counts - discounts(counts)[np.minimum(counts, 3) - 1], 0)
    spare = 1 - np.bincount(context, left, contexts)[context] / total[context]
    p: Floats = left / total[context] + spare * lower
    return p


def _left_over(counts: NDArray[np.int64], context: NDArray[np.int64], total: Floats) -> Floats:
    left = np.maximum(counts - discounts(counts)[np.minimum(counts, 3) - 1], 0)
    spare: Floats = 1 - np.bincount(context, left, len(total))[context] / total[context]
    return spare


def _best(gain: Floats, number: int) -> NDArray[np.int64]:
    """Return the places of the highest gains above zero, in order of place."""
    good = np.flatnonzero(gain > 0)
    if len(good) > number:
        good = np.sort(good[np.argpartition(-gain[good], number)[:number]])
    return good


def _back_off(p: Floats, lower: Floats, context: NDArray[np.int64], contexts: int) -> Floats:
    """Return the weights that make each context's probabilities add up to one."""
    rest = 1 - np.bincount(context, p, contexts)
    below = 1 - np.bincount(context, lower, contexts)
    # rounding can leave a context without anything to give away
    weights: Floats = np.clip(rest, 1e-6, None) / np.clip(below, 1e-6, None)
    return weights
