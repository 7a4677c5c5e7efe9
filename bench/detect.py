"""The detectors on the planted documents, on documents planted here, and on the keys of the seeds.

The yardstick is ``shared/tools/score_spans.py``; speed is processor time of the whole pipeline on one core.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.train.misreadings import overproof
from corpus.records import Witness
from restore.document import Document
from restore.emend import emend, emended
from restore.words.knowledge import shipped

from .plants import MOVES, PlantedSheet, documents
from .table import Figure, shared, show

KEYS = {
    "Halifax": ("key_halifax.jsonl", "000_84bba44a35d272b3.txt", 0),
    "Works 17, first half": ("key_works17_first_half.jsonl", "001_a850671e6f376447.txt", 191_272),
    "Harriman": ("key_harriman.jsonl", "004_bf7882e8a4dd9ff4.txt", 0),
}
ASKED = {
    "duplicate": 0.97,
    "furniture": 0.97,
    "split": 0.98,
    "paragraph": 0.95,
    "misplaced": 0.9,
    "misread": 0.9,
    "name": 0.9,
}
"""The share that is to be right, of the findings of each kind."""
HELD_OUT = slice(20, 30)
"""The volumes of which no threshold was chosen."""


def scorer() -> ModuleType:
    """Load the yardstick."""
    path = shared() / "tools" / "score_spans.py"
    spec = importlib.util.spec_from_file_location("score_spans", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document(text: str, name: str = "a text") -> Document:
    """Make a text ready."""
    return Document(Witness("A", name, text), shipped())


def found(name: str, text: str) -> list[dict[str, Any]]:
    """Run the whole pipeline on a text."""
    return [
        {
            "file": name,
            "start": e.finding.start,
            "end": e.finding.end,
            "kind": str(e.finding.kind),
            "readings": [{"text": reading.text, "p": reading.p} for reading in e.readings],
            "auto": e.auto,
        }
        for e in emend(document(text, name))
    ]


def measured(name: str, key: list[dict[str, Any]], texts: dict[str, str], end: int = 0) -> Iterable[Figure]:
    """Score the pipeline against a key: one row a kind, and one for all."""
    score = scorer()
    score.TEXT.update(texts)
    begun = time.process_time()
    findings = [f for file, text in texts.items() for f in found(file, text)]
    spent = time.process_time() - begun
    words = sum(len(text.split()) for text in texts.values())
    traps = score.rows(shared() / "gold" / "nondefects_dev.jsonl")
    result = score.score(key, [f for f in findings if not end or f["start"] < end], traps)
    for kind, figures in result["kinds"].items():
        figure = f"found {figures['found']}, right {figures['right']} of {figures['n']}"
        yield Figure(f"{name}: {kind}", figure, str(ASKED.get(kind, "")))
    yield Figure(
        f"{name}: all",
        f"found {result['found']}, right {result['right']}, precision {result['precision']}, "
        f"unseen {result['auto_right']} right, {result['auto_wrong']} wrong, traps {result['nondefects_changed']}",
        "precision 0.9",
    )
    yield Figure(f"{name}: speed", f"{words / max(spent, 1e-9):,.0f} words a second", "20,000")


def speed(name: str, texts: dict[str, str]) -> Figure:
    """Measure how many words a second are read, each text a document."""
    begun = time.process_time()
    for _ in emended(document(text, file) for file, text in texts.items()):
        pass
    words = sum(len(text.split()) for text in texts.values())
    return Figure(f"{name}: speed", f"{words / (time.process_time() - begun):,.0f} words a second", "4,000")


def rows() -> list[Figure]:
    """Measure everything."""
    found("warm-up", "The first text loads the models.")
    planted = shared() / "bench" / "planted"
    truth = [json.loads(line) for line in (planted / "truth.jsonl").read_text("utf-8").splitlines()]
    result = list(measured("planted", truth, {path.name: _read(path) for path in sorted(planted.glob("*.txt"))}))
    result.append(speed("newspapers", {sample.name: sample.read for sample in overproof()[::13]}))
    sheets = list(documents(120, 11, HELD_OUT))
    result += measured("planted here", *_key(sheets))
    for kind in MOVES:
        moves = list(documents(150, 12, HELD_OUT, kinds=(kind,)))
        result += [r for r in measured(f"page {kind}", *_key(moves)) if r.promise.endswith(("misplaced", "duplicate"))]
    for name, (key, seed, end) in KEYS.items():
        rows_of_key = [json.loads(line) for line in (shared() / "gold" / key).read_text("utf-8").splitlines()]
        result += measured(name, rows_of_key, {seed: _read(shared() / "seeds" / seed)}, end)
    return result


def _key(sheets: list[PlantedSheet]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    return [row for sheet in sheets for row in sheet.rows], {sheet.name: sheet.text for sheet in sheets}


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()


if __name__ == "__main__":
    show(rows())
