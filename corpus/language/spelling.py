"""How likely a word is by its letters: a model of letter sequences with the edges of the word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .table import HashTable, mapped
from .text import fold

ORDER = 5
"""Letters looked at: the one, and the four before it."""
ESCAPE = 2
"""How much more than by Witten and Bell a letter never seen after others is expected; measured, bench/language.py."""
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
    """Return letters as codes, shape (n, longest + ORDER): edges before, one edge after, then PAD."""
    longest = max((len(word) for word in words), default=0)
    start, end, pad = chr(EDGE) * (ORDER - 1), chr(EDGE), chr(PAD)
    rows = [(start + fold(word).translate(_CODES) + end).ljust(longest + ORDER, pad) for word in words]
    width = max((len(row) for row in rows), default=ORDER)  # folding can lengthen a word
    flat = "".join(row.ljust(width, pad) for row in rows).encode("latin-1")
    return np.frombuffer(flat, np.uint8).reshape(len(words), width)


@dataclass(frozen=True, eq=False)
class Spelling:
    """Letter sequences of five, and shorter ones where a longer one was never seen (Witten and Bell 1991).

    Costs are in 1/16 bit.

    Attributes:
        short: shape (SYMBOLS ** (ORDER - 1),), of a letter after the three before it.
        back: shape (SYMBOLS ** (ORDER - 1),), of going back to three after four that were seen; 0 after others.
        table: the sequences of five that were seen.
        long: their costs.
    """

    short: NDArray[np.uint8]
    back: NDArray[np.uint8]
    table: HashTable
    long: NDArray[np.uint8]

    def bits(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the surprise of each word's letters and of its end, in bits."""
        if not words:
            return np.zeros(0, np.float32)
        code = codes(words)
        key = _keys(code, ORDER)
        inside = code[:, ORDER - 1 :] != PAD
        wanted = key[inside]
        found = self.table.find(wanted.astype(np.uint64))
        cost = self.short[wanted % SYMBOLS ** (ORDER - 1)].astype(np.float32) + self.back[wanted // SYMBOLS]
        if len(self.long):
            cost = np.where(found >= 0, self.long[found], cost)
        total = np.zeros(inside.shape, np.float32)
        total[inside] = cost
        bits: NDArray[np.float32] = total.sum(axis=1) / 16
        return bits

    @classmethod
    def flat(cls) -> Spelling:
        """Return the model that knows nothing: five bits per letter."""
        size = SYMBOLS ** (ORDER - 1)
        return cls(np.full(size, 80, np.uint8), np.zeros(size, np.uint8), HashTable.empty(), np.zeros(0, np.uint8))

    @classmethod
    def learn(cls, words: Sequence[str]) -> Spelling:
        """Learn from words, each of which counts once."""
        code = codes(words)
        inside = code[:, ORDER - 1 :] != PAD
        probability = np.full(SYMBOLS, 1 / (SYMBOLS - 1))
        for order in range(1, ORDER):
            counts = np.bincount(_keys(code, order)[inside], minlength=SYMBOLS**order).reshape(-1, SYMBOLS)
            total = counts.sum(axis=1, keepdims=True)
            kinds = ESCAPE * np.maximum(np.count_nonzero(counts, axis=1)[:, None], 1)
            lower = np.tile(probability.reshape(-1, SYMBOLS), (len(counts) * SYMBOLS // probability.size, 1))
            probability = ((counts + kinds * lower) / (total + kinds)).ravel()
        seen, counts = np.unique(_keys(code, ORDER)[inside], return_counts=True)
        before = seen // SYMBOLS
        total = np.bincount(before, counts, SYMBOLS ** (ORDER - 1))
        kinds = ESCAPE * np.bincount(before, minlength=SYMBOLS ** (ORDER - 1))
        lower = probability[seen % SYMBOLS ** (ORDER - 1)]
        long = (counts + kinds[before] * lower) / (total + kinds)[before]
        back = np.where(total > 0, kinds / np.maximum(total + kinds, 1), 1.0)
        table, order_of = HashTable.build(seen.astype(np.uint64))
        return cls(_cost(probability), _cost(back), table, _cost(long[order_of]))

    def save(self, folder: Path) -> None:
        """Write what ``open`` maps."""
        for name in ("short", "back", "long"):
            np.save(folder / f"spelling.{name}.npy", getattr(self, name))
        self.table.save(folder, "spelling")

    @classmethod
    def open(cls, folder: Path) -> Spelling:
        """Map a model that was saved."""
        short, back, long = (mapped(folder, f"spelling.{name}") for name in ("short", "back", "long"))
        return cls(short, back, HashTable.open(folder, "spelling"), long)


def _keys(code: NDArray[np.uint8], order: int) -> NDArray[np.int64]:
    """Return for each letter and end the number of the sequence of so many letters that ends with it."""
    key = np.zeros((len(code), code.shape[1] - ORDER + 1), np.int64)
    for start in range(ORDER - order, ORDER):
        key = key * SYMBOLS + code[:, start : start + key.shape[1]]
    return key


def _cost(probability: NDArray[np.float64]) -> NDArray[np.uint8]:
    cost: NDArray[np.uint8] = np.clip(np.rint(-16 * np.log2(np.maximum(probability, 1e-9))), 0, 255).astype(np.uint8)
    return cost
