"""Boosted trees here and by ONNX Runtime: rows per second, time to start, bytes, and whether both say the same.

``pip install onnx``, then ``python -m bench.trees``. Rows lie around the limits that the trees ask about; then come
those that the samples ask for, as many at once as they ask, with the share of all time that trees take.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from bench.table import Figure, show
from corpus.records import Witness
from restore.document import Document
from restore.emend import emend
from restore.words.boosted_trees import Trees
from restore.words.decision import shipped
from restore.words.decision_features import DecisionFeatures
from restore.words.knowledge import shipped as known
from restore.words.reranking import COMPARED

ROOT = Path(__file__).parents[1] / "restore"
"""The package whose trees are measured."""
SHIPPED: dict[str, Path] = {
    "decision": ROOT / "words" / "data" / "decision.json",
    "reranking": ROOT / "words" / "data" / "reranking.json",
}
"""Trees that are measured."""
COLUMNS = {"decision": DecisionFeatures._fields, "reranking": COMPARED}
"""The columns of their rows."""
SAMPLES = ROOT.parent / "corpus" / "samples"
"""Texts whose rows are measured too."""
SIZES = (16, 256, 4096)
"""Rows at once: of a short letter, of some pages, of a book."""
ROUNDS = 9
"""Either is timed so often, in turn; the median counts."""


def ensemble(raw: Mapping[str, Any]) -> bytes:
    """Return the same trees as a TreeEnsemble in double precision, without their base."""
    from onnx import TensorProto, helper

    asked: list[tuple[int, float, int, int, int, int]] = []
    leaves: list[float] = []
    roots: list[int] = []
    for tree in raw["trees"]:
        inner = [n for n, node in enumerate(tree) if len(node) == 4]
        place = {n: len(asked) + at for at, n in enumerate(inner)}
        place |= {n: len(leaves) + at for at, n in enumerate(n for n, node in enumerate(tree) if len(node) == 1)}
        leaves += [node[0] for node in tree if len(node) == 1]
        roots.append(len(asked))
        for column, limit, left, right in (tree[n] for n in inner):
            ends = (int(len(tree[left]) == 1), int(len(tree[right]) == 1))
            asked.append((column, limit, place[left], place[right], *ends))
    columns, limits, left_of, right_of, left_ends, right_ends = zip(*asked, strict=True)
    double = TensorProto.DOUBLE
    made = helper.make_node(
        "TreeEnsemble",
        ["rows"],
        ["odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function=1,
        post_transform=0,
        tree_roots=roots,
        nodes_featureids=columns,
        nodes_splits=helper.make_tensor("limits", double, [len(limits)], limits),
        nodes_modes=helper.make_tensor("modes", TensorProto.UINT8, [len(limits)], [0] * len(limits)),
        nodes_truenodeids=left_of,
        nodes_falsenodeids=right_of,
        nodes_trueleafs=left_ends,
        nodes_falseleafs=right_ends,
        leaf_targetids=[0] * len(leaves),
        leaf_weights=helper.make_tensor("weights", double, [len(leaves)], leaves),
    )
    rows = helper.make_tensor_value_info("rows", double, [None, len(raw["columns"])])
    odds = helper.make_tensor_value_info("odds", double, [None, 1])
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid("ai.onnx.ml", 5)]
    model = helper.make_model(helper.make_graph([made], "trees", [rows], [odds]), opset_imports=opsets, ir_version=10)
    return bytes(model.SerializeToString())


def session(file: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def around(raw: Mapping[str, Any], many: int) -> NDArray[np.float64]:
    """Return rows whose values are limits of their column, a half of them exactly."""
    rng = np.random.default_rng(1)
    rows = np.zeros((many, len(raw["columns"])))
    limits: dict[int, list[float]] = {}
    for tree in raw["trees"]:
        for node in tree:
            if len(node) == 4:
                limits.setdefault(node[0], []).append(node[1])
    for column, values in limits.items():
        rows[:, column] = rng.choice(values, many) + rng.choice([0.0, 0.5, -0.25], many, p=[0.5, 0.25, 0.25])
    return rows


def timed(tasks: Sequence[Callable[[], object]]) -> list[float]:
    """Return the median of processor seconds of each, timed in turn."""
    found: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for task, times in zip(tasks, found, strict=True):
            start = time.process_time()
            task()
            times.append(time.process_time() - start)
    return [statistics.median(times) for times in found]


def rows() -> list[Figure]:
    """Return a line for each file and size, and for the rows of the samples."""
    return [*(row for name, file in SHIPPED.items() for row in compared(name, file)), *of_samples()]


def of_samples() -> list[Figure]:
    """Return how long the trees take for the rows that the samples ask for, of how much time in all."""
    model, asked = shipped(), dict[int, list[NDArray[np.float64]]]()
    names = {id(getattr(model, name)): name for name in SHIPPED}
    plain = Trees.odds

    def recorded(trees: Trees, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        asked.setdefault(id(trees), []).append(rows)
        return plain(trees, rows)

    start = time.process_time()
    with mock.patch.object(Trees, "odds", recorded):
        for path in sorted(SAMPLES.glob("*.txt")):
            emend(Document(Witness("A", path.stem, path.read_bytes().decode()), known()))
    whole = time.process_time() - start
    table = []
    for key, name in names.items():
        raw = json.loads(SHIPPED[name].read_text("utf-8"))
        columns = [COLUMNS[name].index(column) for column in raw["columns"]]
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder, "trees.onnx")
            other.write_bytes(ensemble(raw))
            there = session(other)
        here, parts = getattr(model, name), asked[key]
        theirs = [np.ascontiguousarray(part[:, columns]) for part in parts]

        def by_numpy(here: Trees = here, parts: list[NDArray[np.float64]] = parts) -> None:
            for part in parts:
                plain(here, part)

        def by_onnx(there: Any = there, parts: list[NDArray[np.float64]] = theirs) -> None:
            for part in parts:
                there.run(None, {"rows": part})

        mine, its = timed((by_numpy, by_onnx))
        what = f"{name}: ms for the {sum(map(len, parts)):,} rows of the samples, of {whole:.1f} s in all"
        table.append(Figure(what, f"{mine * 1e3:.1f}", "", f"{its * 1e3:.1f}"))
    return table


def compared(name: str, file: Path) -> list[Figure]:
    raw = json.loads(file.read_text("utf-8"))
    columns = raw["columns"]
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder, f"{name}.onnx")
        other.write_bytes(ensemble(raw))
        starts = timed((lambda: Trees.of(json.loads(file.read_text("utf-8")), columns), lambda: session(other)))
        table = [
            Figure(f"{name}: bytes", f"{file.stat().st_size:,}", "", f"{other.stat().st_size:,}"),
            Figure(f"{name}: start, ms of processor time", f"{starts[0] * 1e3:.1f}", "", f"{starts[1] * 1e3:.1f}"),
        ]
        here, there = Trees.of(raw, columns), session(other)
        for many in SIZES:
            asked = around(raw, many)
            repeat = max(1, 4096 // many)

            def by_numpy(asked: NDArray[np.float64] = asked, repeat: int = repeat) -> None:
                for _ in range(repeat):
                    here.odds(asked)

            def by_onnx(asked: NDArray[np.float64] = asked, repeat: int = repeat) -> None:
                for _ in range(repeat):
                    there.run(None, {"rows": asked})

            mine, its = (many * repeat / seconds for seconds in timed((by_numpy, by_onnx)))
            table.append(Figure(f"{name}: rows per second, {many} at once", f"{mine:,.0f}", "", f"{its:,.0f}"))
        apart = np.abs(here.odds(asked) - there.run(None, {"rows": asked})[0][:, 0] - raw["base"]).max()
        table.append(Figure(f"{name}: greatest difference of log-odds", f"{apart:.1e}"))
    return table


if __name__ == "__main__":
    print("measured: here; baseline: ONNX Runtime", file=sys.stderr)
    show(rows())
