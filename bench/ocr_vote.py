"""Fit the weights of the vote on half of the pages and measure them on the other half.

A conditional logit: of the candidates for every piece on which the engines part, the one that leaves the fewest errors
in its line should be the likeliest.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bench.ocr import truth
from bench.table import Figure, shared, show
from corpus import language
from ocr import clean, ingest, lines, vote
from ocr.engines import rapid, tesseract
from ocr.lattice import Sign

SETS = ("ehri", "typescript")
"""Folders of scans that are learned from."""
RIDGE = 0.002
"""How much large weights cost."""
STEPS = 3000
"""Steps of the descent."""
ALIKE = 60
"""How alike, in percent, a line and its truth must be to learn from it."""


class Case(NamedTuple):
    """One piece: the evidence for every candidate, and the errors each leaves in its line."""

    evidence: NDArray[np.float64]
    wrong: NDArray[np.float64]


def cases(scan: Path, known: language.Language) -> list[Case]:
    level = clean.prepare(next(ingest.pages(scan)).load(), "level")
    boxes = lines.find(level)
    if not boxes:
        return []
    stack = lines.stacked(clean.go_on(level, "level", "flat"), boxes)
    read = tesseract.read_lines(stack.picture, clean.DPI, 120)
    seen = stack.unstacked(word for line in read for word in line.words)
    expected = truth(scan)
    found = []
    for box, words in zip(boxes, seen, strict=True):
        lattice = rapid.recognise(level, box)
        signs = [Sign(sign.text.translate(vote._STRAIGHT), sign.p, sign.step) for sign in lattice.best()]
        mine = "".join(sign.text for sign in signs)
        right = max(expected, key=lambda line, mine=mine: fuzz.ratio(line, mine), default="")
        if not words or fuzz.ratio(right, mine) < ALIKE:
            continue
        for piece in vote._pieces(signs, mine, words):
            texts = vote._candidates(piece, lattice, both=True)
            if len(texts) > 1:
                whole = [vote._placed(piece, text, mine) for text in texts]
                ink = lattice.agreement(whole)
                wrong = np.array([Levenshtein.distance(line, right) for line in whole], dtype=np.float64)
                evidence = vote._evidence(piece, texts, ink - ink[0], mine, True, known)
                found.append(Case(evidence, wrong - wrong.min()))
    return found


def fit(learned: list[Case]) -> NDArray[np.float64]:
    useful = [case for case in learned if case.wrong.any()]
    weights = np.zeros(len(vote.WEIGHTS))
    for step in range(STEPS):
        slope = -2 * RIDGE * weights
        for case in useful:
            scores = case.evidence @ weights
            odds = np.exp(scores - scores.max())
            best = odds * (case.wrong == 0)
            pull = best / max(best.sum(), 1e-300) - odds / odds.sum()
            slope += case.evidence.T @ pull / len(useful)
        weights += slope * (0.2 if step < STEPS // 2 else 0.05)
    return weights


def lost(judged: list[Case], weights: NDArray[np.float64]) -> int:
    """Return the errors that the best candidate would not have made."""
    return int(sum(case.wrong[(case.evidence @ weights).argmax()] for case in judged))


def rows() -> list[Figure]:
    known = language.load()
    scans = [scan for name in SETS for scan in sorted((shared() / "scans" / name).glob("*.jpg"))]
    half = [[case for scan in scans[side::2] for case in cases(scan, known)] for side in (0, 1)]
    shipped = np.array(list(vote.WEIGHTS.values()))
    table = []
    for learned, judged in (half, half[::-1]):
        weights = fit(learned)
        said = ", ".join(f"{name} {value:.2f}" for name, value in zip(vote.WEIGHTS, weights, strict=True))
        figure = f"{lost(judged, weights)} errors more than the best candidates ({said})"
        first = int(sum(case.wrong[0] for case in judged))
        beside = f"{first} by the recogniser alone; {lost(judged, shipped)} with the weights shipped"
        table.append(Figure(f"vote, fitted on the other half, {len(judged)} pieces", figure, "", beside))
    return table


if __name__ == "__main__":
    show(rows())
