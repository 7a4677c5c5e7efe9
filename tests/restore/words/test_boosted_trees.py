"""Trees give what going down each of them gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.words.boosted_trees import Trees

NAMES = ("one", "two", "three")
VALUES = st.sampled_from((-2.0, -0.5, 0.0, 0.25, 3.0))

Tree = list[list[Any]]


def _joined(pair: tuple[Tree, Tree], column: int, limit: float) -> Tree:
    """Put two trees under one node."""
    left, right = pair
    low, high = 1, 1 + len(left)
    moved = [
        [n[0], n[1], n[2] + by, n[3] + by] if len(n) > 1 else n for row, by in ((left, low), (right, high)) for n in row
    ]
    return [[column, limit, low, high], *moved]


TREES = st.recursive(
    VALUES.map(lambda value: [[value]]),
    lambda below: st.builds(_joined, st.tuples(below, below), st.integers(0, 2), VALUES),
    max_leaves=40,
)


def _down(tree: Tree, row: list[float]) -> float:
    node = tree[0]
    while len(node) > 1:
        column, limit, left, right = node
        node = tree[left if row[column] <= limit else right]
    return float(node[0])


@given(st.lists(TREES, min_size=1, max_size=5), st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=8))
def test_each_tree_is_gone_down(trees: list[Tree], rows: list[list[float]]) -> None:
    model = Trees.of({"columns": NAMES, "trees": trees, "base": 0.5}, NAMES)
    expected = [0.5 + sum(_down(tree, row) for tree in trees) for row in rows]
    assert model.odds(np.array(rows).reshape(-1, 3)).tolist() == expected


def test_columns_are_told_by_name() -> None:
    raw = {"columns": ["two"], "trees": [[[0, 1.0, 1, 2], [-3.0], [3.0]]], "base": 0.0}
    model = Trees.of(raw, NAMES)
    assert model.odds(np.array([[9.0, 1.0, 9.0], [0.0, 1.5, 0.0]])).tolist() == [-3.0, 3.0]


def test_a_tree_of_too_many_leaves_is_refused() -> None:
    tree: Tree = [[0.0]]
    for limit in range(70):
        tree = _joined((tree, [[1.0]]), 0, float(limit))
    with pytest.raises(ValueError, match="leaves"):
        Trees.of({"columns": NAMES, "trees": [tree], "base": 0.0}, NAMES)
