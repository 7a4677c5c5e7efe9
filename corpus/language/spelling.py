"""How likely a word is by its letters: a model of letter sequences with the edges of the word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .text import fold

ORDER = 4
"""Letters looked at: the one, and the three before it."""
SYMBOLS = 32
EDGE = 0
PAD = 31
OTHER = 30
LETTERS = "abcdefghijklmnopqrstuvwxyz'"
ACCENTED = {letter: plain for plain, row in {
    "a": "àáâãäåāăą", "c": "çćčĉ", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ğĝģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
    "k": "ķ", "l": "ĺļľł", "n": "ñńņňŋ", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşš", "t": "ţťŧ", "u": "ùúûüũūŭůűų",
    "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
}.items() for letter in row}  # fmt: skip


class _Codes(dict[int, str]):
    """One code a letter; digits share one, and all letters of other scripts share one."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        plain = ACCENTED.get(letter, letter)
        code = LETTERS.find(plain) + 1 or (29 if letter.isdigit() else 28 if letter in "-‐‑" else OTHER)
        self[point] = chr(code)
        return self[point]


_CODES = _Codes()


def codes(words: Sequence[str]) -> NDArray[np.uint8]:
    """Give letters as codes, shape (n, longest + ORDER): edges before, one edge after, then PAD."""
    longest = max((len(word) for word in words), default=0)
    start, end, pad = chr(EDGE) * (ORDER - 1), chr(EDGE), chr(PAD)
    rows = [(start + fold(word).translate(_CODES) + end).ljust(longest + ORDER, pad) for word in words]
    width = max((len(row) for row in rows), default=ORDER)  # folding can lengthen a word
    flat = "".join(row.ljust(width, pad) for row in rows).encode("latin-1")
    return np.frombuffer(flat, np.uint8).reshape(len(words), width)


@dataclass(frozen=True)
class Spelling:
    """Interpolated letter n-grams.

    Attributes:
        cost: shape (SYMBOLS ** ORDER,), -16 log2 P(letter | three before), rounded to 0..255.
    """

    cost: NDArray[np.uint8]

    def bits(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the surprise of each word's letters and of its end, in bits."""
        if not words:
            return np.zeros(0, np.float32)
        code = codes(words).astype(np.int32)
        key = code[:, : 1 - ORDER]
        for shift in range(1, ORDER):
            stop = code.shape[1] - ORDER + 1 + shift
            key = key * SYMBOLS + code[:, shift:stop]
        cost = self.cost[key].astype(np.float32)
        cost[code[:, ORDER - 1 :] == PAD] = 0
        total: NDArray[np.float32] = cost.sum(axis=1) / 16
        return total

    @classmethod
    def flat(cls) -> Spelling:
        """Give the model that knows nothing: five bits a letter."""
        return cls(np.full(SYMBOLS**ORDER, 80, np.uint8))

    @classmethod
    def learn(cls, words: Sequence[str], weights: NDArray[np.float64]) -> Spelling:
        """Learn from words, each with its weight, by interpolating orders (Witten and Bell 1991)."""
        code = codes(words).astype(np.int64)
        probability = np.full(SYMBOLS, 1 / (SYMBOLS - 1))
        for order in range(1, ORDER + 1):
            key = np.zeros_like(code[:, ORDER - 1 :])
            for back in range(order - 1, -1, -1):
                stop = code.shape[1] - back
                key = key * SYMBOLS + code[:, ORDER - 1 - back : stop]
            real = code[:, ORDER - 1 :] != PAD
            heavy = np.broadcast_to(weights[:, None], real.shape)[real]
            counts = np.bincount(key[real], heavy, SYMBOLS**order).reshape(-1, SYMBOLS)
            total = counts.sum(axis=1, keepdims=True)
            kinds = np.count_nonzero(counts, axis=1)[:, None]
            lower = np.tile(probability.reshape(-1, SYMBOLS), (counts.shape[0] * SYMBOLS // probability.size, 1))
            weight = np.where(total > 0, total / np.maximum(total + kinds, 1e-9), 0.0)
            seen = counts / np.maximum(total, 1e-9)
            probability = (weight * seen + (1 - weight) * lower).ravel()
        return cls(np.clip(np.rint(-16 * np.log2(np.maximum(probability, 1e-9))), 0, 255).astype(np.uint8))
