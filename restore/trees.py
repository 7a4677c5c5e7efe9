"""Gradient-boosted trees as data: evaluated for many rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BATCH = 512
"""Rows evaluated at a time: what they need stays in the processor's cache."""


@dataclass(frozen=True)
class Trees:
    """A sum of trees and what it is in probabilities.

    Attributes:
        feature: shape (trees, nodes), the column asked; -1 at a leaf.
        limit: shape (trees, nodes): up to it one goes left, beyond it right.
        left: shape (trees, nodes).
        right: shape (trees, nodes).
        value: shape (trees, nodes): what a leaf adds, in log-odds.
        base: log-odds without any tree.
        scale: knots of the calibration: log-odds of the trees, and the probability measured there.
    """

    feature: NDArray[np.int16]
    limit: Floats
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: Floats
    base: float
    scale: tuple[Floats, Floats] | None = None

    def odds(self, rows: Floats) -> Floats:
        """Give the log-odds of each row."""
        many, nodes = self.feature.shape
        first = np.arange(many, dtype=np.intp)[:, None] * nodes
        stay = first + np.arange(nodes)
        inner = self.feature >= 0
        left = np.where(inner, self.left + first, stay).ravel()
        right = np.where(inner, self.right + first, stay).ravel()
        column = np.maximum(self.feature, 0).ravel().astype(np.intp)
        limit = self.limit.ravel()
        total = np.empty(len(rows))
        for at in range(0, len(rows), BATCH):
            part = rows[at : at + BATCH]
            flat = part.ravel()
            offset = np.arange(len(part), dtype=np.intp)[:, None] * part.shape[1]
            node = np.broadcast_to(first.T, (len(part), many))
            while True:
                go_left = flat.take(offset + column.take(node)) <= limit.take(node)
                down = np.where(go_left, left.take(node), right.take(node))
                if (down == node).all():
                    break
                node = down
            total[at : at + BATCH] = self.value.ravel().take(node).sum(axis=1) + self.base
        return total

    def chance(self, rows: Floats) -> Floats:
        """Give the calibrated probability of each row."""
        odds = self.odds(rows)
        if self.scale is None:
            return 1.0 / (1.0 + np.exp(-odds))
        chance: Floats = np.interp(odds, *self.scale)
        return chance

    @classmethod
    def of(cls, raw: Mapping[str, Any], names: Sequence[str]) -> Trees:
        """Make trees of plain data; columns are told by name."""
        column = {name: number for number, name in enumerate(names)}
        trees = raw["trees"]
        nodes = max(len(tree) for tree in trees)
        feature = np.full((len(trees), nodes), -1, dtype=np.int16)
        limit, value = np.zeros((len(trees), nodes)), np.zeros((len(trees), nodes))
        left, right = (np.zeros((len(trees), nodes), dtype=np.int16) for _ in range(2))
        for t, tree in enumerate(trees):
            for n, node in enumerate(tree):
                if len(node) == 1:
                    value[t, n] = node[0]
                else:
                    feature[t, n] = column[raw["columns"][node[0]]]
                    limit[t, n], left[t, n], right[t, n] = node[1:]
        scale = raw.get("scale")
        knots = (np.array(scale[0]), np.array(scale[1])) if scale else None
        return cls(feature, limit, left, right, value, raw["base"], knots)
