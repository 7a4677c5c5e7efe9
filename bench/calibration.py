"""Whether p means what it says: of all readings with p about 0.9, are nine in ten right?

Measured on documents that the model has not seen: the newspapers, and texts with misread words put in, by folds. Prints
the reliability, band by band, and the Brier score.
"""

from __future__ import annotations

import itertools

import numpy as np

from bench.train.words import FOLDS, OUTSIDE, everything, parted, train
from restore.words.decision import decide
from restore.words.knowledge import shipped

from .table import Figure, show

BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
"""Borders between the bands of stated probability."""


def unseen(folds: int = FOLDS) -> tuple[np.ndarray, np.ndarray]:
    """Return the probabilities of all readings, and whether each is right."""
    known = shipped()
    labelled = everything(known)
    chances, right = [], []
    for fold in range(folds):
        model = train([one for one in labelled if parted(one.name) != fold]).model
        for one in labelled:
            if parted(one.name) == fold:
                decide(one.document.words.surroundings, one.suspects, model)
                for suspect, number in zip(one.suspects, one.labels, strict=True):
                    if number != OUTSIDE:
                        chances.append(suspect.p)
                        right.append(number == suspect.rival)
    return np.array(chances), np.array(right)


def rows() -> list[Figure]:
    chances, right = unseen()
    table = []
    for low, high in itertools.pairwise(BANDS):
        here = (chances >= low) & ((chances < high) | (high == 1.0))
        if here.any():
            said, found = chances[here].mean(), right[here].mean()
            table.append(Figure(f"p from {low} to {high}", f"{found:.4f} of {here.sum()}", f"{said:.4f}"))
    brier = float(((chances - right) ** 2).mean())
    base = float(right.mean())
    return [*table, Figure("Brier score", f"{brier:.4f}", "", f"{base * (1 - base):.4f}, the share alone")]


if __name__ == "__main__":
    show(rows())
