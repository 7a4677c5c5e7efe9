"""Aligned pairs of what was read and what stands there, from every set of test data, in one form."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bench.table import shared

SPACE = re.compile(r"\s+")
"""White space of any length."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document as it was read, and the truth.

    Attributes:
        name: unique within the set.
        read: the text with faults.
        truth: the text without.
        peer: another system's correction, where there is one.
    """

    name: str
    read: str
    truth: str
    peer: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch of a reading between two blanks that both texts share.

    Attributes:
        start: offset in the reading.
        end: offset after it.
        read: what stands there.
        truth: what should.
    """

    start: int
    end: int
    read: str
    truth: str


def overproof() -> list[Sample]:
    """Return the newspaper articles from Sydney, 1843 to 1954, with OverProof's output."""
    path = shared() / "bench" / "overproof_smh.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Sample(r["id"], r["ocr"], r["gt"], r["overproof"]) for r in rows]


def bln600() -> list[Sample]:
    """Return the 19th-century newspapers of BLN600; one row a sentence, joined to articles. For measuring only."""
    raw = gzip.decompress((shared() / "bench" / "bln600_train.csv.gz").read_bytes()).decode("utf-8")
    articles: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(raw)):
        articles.setdefault(row["Sample ID"], []).append((row["OCR Text"], row["Ground Truth"]))
    return [
        Sample(name, "\n".join(a for a, _ in rows), "\n".join(b for _, b in rows)) for name, rows in articles.items()
    ]


def icdar2017() -> list[Sample]:
    """Return the English documents of ICDAR 2017's evaluation set, unaligned stretches cut; for measuring.

    ``@`` pads either side; ``#`` stands where there is no truth.
    """
    raw = gzip.decompress((shared() / "bench" / "icdar2017_evaluation.jsonl.gz").read_bytes()).decode("utf-8")
    samples = []
    for row in map(json.loads, raw.splitlines()):
        kept = [(a, b) for a, b in zip(row["ocr_aligned"], row["gt_aligned"], strict=False) if b != "#"]
        samples.append(
            Sample(
                row["id"],
                "".join(a for a, _ in kept).replace("@", ""),
                "".join(b for _, b in kept).replace("@", ""),
            )
        )
    return samples


def planted() -> list[tuple[str, str, list[dict[str, object]]]]:
    """Return name, text and the rows of the key for each document with planted faults."""
    folder = shared() / "bench" / "planted"
    key: dict[str, list[dict[str, object]]] = {}
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        key.setdefault(row["file"], []).append(row)
    return [
        (path.name, path.read_bytes().decode("utf-8"), key.get(path.name, [])) for path in sorted(folder.glob("*.txt"))
    ]


def pairs(read: str, truth: str) -> list[Pair]:
    """Cut two texts at every blank they share, so that lost and added blanks stay inside a pair."""
    cuts = [(0, 0)]
    for block in Levenshtein.opcodes(read, truth):
        if block.tag != "equal":
            continue
        shift = block.dest_start - block.src_start
        for match in SPACE.finditer(read, block.src_start, block.src_end):
            cuts.append((match.start(), match.start() + shift))
            cuts.append((match.end(), match.end() + shift))
    cuts.append((len(read), len(truth)))
    found = []
    for (a, b), (c, d) in itertools.pairwise(cuts):
        if read[a:c].strip() or truth[b:d].strip():
            lead = len(read[a:c]) - len(read[a:c].lstrip())
            text = read[a:c].strip()
            found.append(Pair(a + lead, a + lead + len(text), text, " ".join(truth[b:d].split())))
    return found
