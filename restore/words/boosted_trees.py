"""Gradient-boosted trees as data: evaluated for many rows at once.

As QuickScorer does (Lucchese and others 2015): a value beyond a node's limit rules out the leaves on the node's left,
and the leaf reached is the first that is not ruled out. What a value rules out is looked up for all trees at once, one
column after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bits = NDArray[np.unsignedinteger[Any]]
BATCH = 256
"""Rows evaluated at a time: what they need stays in the processor's cache."""
NARROW = 32
"""Trees of at most this many leaves are evaluated with sets of 32 bits, others with sets of 64."""
WIDE = 64
"""A tree has at most this many leaves."""


@dataclass(frozen=True)
class Column:
    """A column that is asked, and what its values rule out.

    Attributes:
        number: of the column.
        limits: all that it is compared with, ascending: up to a limit one goes left, beyond it right.
        left: shape (limits + 1, trees): the leaves not ruled out, one bit per leaf, by how many limits a value is
            beyond.
    """

    number: int
    limits: Floats
    left: Bits


@dataclass(frozen=True)
class Trees:
    """A sum of trees and what it is in probabilities.

    Attributes:
        columns: those that are asked.
        value: shape (trees, leaves), from left to right: what a leaf adds, in log-odds.
        base: log-odds without any tree.
        scale: knots of the calibration: log-odds of the trees, and the probability measured there.
    """

    columns: tuple[Column, ...]
    value: Floats
    base: float
    scale: tuple[Floats, Floats] | None = None

    def odds(self, rows: Floats) -> Floats:
        """Return the log-odds of each row."""
        many, leaves = self.value.shape
        kind = _kind(leaves)
        first = np.arange(many) * leaves
        beyond = [np.searchsorted(column.limits, rows[:, column.number]) for column in self.columns]
        total = np.empty(len(rows))
        for at in range(0, len(rows), BATCH):
            part = slice(at, at + BATCH)
            left = np.full((len(total[part]), many), np.iinfo(kind).max, dtype=kind)
            for column, place in zip(self.columns, beyond, strict=True):
                left &= column.left.take(place[part], axis=0)
            # the lowest bit that is left, by how many are below it
            leaf = np.bitwise_count((left & -left) - kind(1))
            total[part] = self.value.ravel().take(first + leaf).sum(axis=1) + self.base
        return total

    def chance(self, rows: Floats) -> Floats:
        """Return the calibrated probability of each row."""
        odds = self.odds(rows)
        if self.scale is None:
            return 1.0 / (1.0 + np.exp(-odds))
        chance: Floats = np.interp(odds, *self.scale)
        return chance

    @classmethod
    def of(cls, raw: Mapping[str, Any], names: Sequence[str]) -> Trees:
        """Make trees of plain data; columns are told by name.

        Raises:
            ValueError: a tree has more than 64 leaves.
        """
        number = {name: n for n, name in enumerate(names)}
        taken = [_apart(tree) for tree in raw["trees"]]
        most = max(len(leaves) for leaves, _ in taken)
        if most > WIDE:
            raise ValueError(f"a tree has {most} leaves; at most {WIDE} are possible")
        value = np.zeros((len(taken), most))
        nodes: dict[int, list[tuple[float, int, int]]] = {}
        for t, (leaves, inner) in enumerate(taken):
            value[t, : len(leaves)] = leaves
            for column, limit, bits in inner:
                nodes.setdefault(number[raw["columns"][column]], []).append((limit, t, bits))
        columns = tuple(_column(n, row, value.shape) for n, row in sorted(nodes.items()))
        scale = raw.get("scale")
        knots = (np.array(scale[0]), np.array(scale[1])) if scale else None
        return cls(columns, value, raw["base"], knots)


def _kind(leaves: int) -> type[np.uint32] | type[np.uint64]:
    """Return what a set of so many leaves fits in."""
    return np.uint32 if leaves <= NARROW else np.uint64


def _apart(tree: Sequence[Sequence[Any]]) -> tuple[list[float], list[tuple[int, float, int]]]:
    """Return the values of a tree's leaves from left to right, and each node's column, limit, and leaves on the left.

    Those are bits, the first leaf lowest. A node is ``[column, limit, left, right]``, a leaf ``[value]``.
    """
    leaves: list[float] = []
    nodes: list[tuple[int, float, int]] = []

    def go_down(number: int) -> None:
        node = tree[number]
        if len(node) == 1:
            leaves.append(node[0])
            return
        column, limit, left, right = node
        first = len(leaves)
        go_down(left)
        nodes.append((column, limit, (1 << len(leaves)) - (1 << first)))
        go_down(right)

    go_down(0)
    return leaves, nodes


def _column(number: int, nodes: Sequence[tuple[float, int, int]], shape: tuple[int, int]) -> Column:
    """Make the table of a column from its nodes: limit, tree, and leaves on the left; trees and leaves in all."""
    many, most = shape
    limits = np.unique([limit for limit, _, _ in nodes])
    kind = _kind(most)
    beyond = {limit: n for n, limit in enumerate(limits.tolist(), 1)}
    left = np.full((len(limits) + 1, many), np.iinfo(kind).max, dtype=kind)
    for limit, tree, bits in nodes:
        left[beyond[limit], tree] &= ~kind(bits)
    np.bitwise_and.accumulate(left, axis=0, out=left)
    return Column(number, limits, left)
