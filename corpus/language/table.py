"""A table from n-grams to numbers that is read in place from disk, with no objects and no parsing.

Keys are hashed to 64 bits. The upper bits name a bucket, the next 16 are kept as a tag; a key that is not in the table
is taken for one that is with a chance of (entries a bucket) / 65536, about one in ten thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SourceError

TAG = 16
"""Bits of the hash that are stored for an entry."""
LOAD = 6
"""Entries a bucket, about."""


def hashed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix 64-bit keys (the finaliser of SplitMix64)."""
    mixed = keys ^ (keys >> np.uint64(30))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def _split(keys: NDArray[np.uint64], bits: int) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    mixed = hashed(keys)
    bucket = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    tag = ((mixed >> np.uint64(64 - bits - TAG)) & np.uint64(0xFFFF)).astype(np.uint16)
    return bucket, tag


@dataclass(frozen=True)
class HashTable:
    """Keys in buckets, in the order of their tags.

    Attributes:
        starts: shape (2**bits + 1,), where each bucket starts.
        tags: shape (entries,).
    """

    starts: NDArray[np.int32]
    tags: NDArray[np.uint16]

    @classmethod
    def empty(cls) -> HashTable:
        """Return a table with nothing in it."""
        return cls(np.zeros(3, np.int32), np.zeros(0, np.uint16))

    @classmethod
    def build(cls, keys: NDArray[np.uint64]) -> tuple[HashTable, NDArray[np.int64]]:
        """Build a table of different keys; also gives the order in which their values have to be stored."""
        bits = max(1, round(np.log2(max(1, len(keys)) / LOAD)))
        bucket, tag = _split(keys, bits)
        order = np.argsort((bucket << TAG) | tag, kind="stable")
        starts = np.zeros((1 << bits) + 1, np.int32)
        np.cumsum(np.bincount(bucket, minlength=1 << bits), out=starts[1:])
        return cls(starts, tag[order]), order

    @property
    def bits(self) -> int:
        """Bits of the hash that name a bucket."""
        return (len(self.starts) - 1).bit_length() - 1

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the place of each key in the stored order, -1 where it is not in the table."""
        found = np.full(len(keys), -1, np.int64)
        if not len(self.tags):
            return found
        bucket, tag = _split(keys, self.bits)
        at = self.starts[bucket].astype(np.int64)
        end = self.starts[bucket + 1]
        row = np.flatnonzero(at < end)
        at, end, tag = at[row], end[row], tag[row]
        while len(row):
            here = self.tags[at]
            hit = here == tag
            found[row[hit]] = at[hit]
            at = at + 1
            go_on = (here < tag) & (at < end)
            row, at, end, tag = row[go_on], at[go_on], end[go_on], tag[go_on]
        return found

    def save(self, folder: Path, name: str) -> None:
        """Write the table as two arrays."""
        np.save(folder / f"{name}.starts.npy", self.starts)
        np.save(folder / f"{name}.tags.npy", self.tags)

    @classmethod
    def open(cls, folder: Path, name: str) -> HashTable:
        """Map a table that was saved."""
        return cls(mapped(folder, f"{name}.starts"), mapped(folder, f"{name}.tags"))


def mapped(folder: Path, name: str) -> NDArray[Any]:
    """Map an array from disk.

    Raises:
        SourceError: it is missing or damaged.
    """
    path = folder / f"{name}.npy"
    try:
        # a plain array over the map: np.memmap's own indexing is several times slower
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, EOFError) as error:
        raise SourceError(
            f"a part of the language model cannot be read: {error}", where=path, remedy="run `corrigenda learn` again"
        ) from error
