"""Fit the weights of names: ``python -m bench.train.name_weights`` prints them for restore/words/names.py.

On the half of the names that is not measured on, garbled and right in sentences, and on the words with a capital of
every second newspaper article that nobody knows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.name_plants import pages
from bench.names import FITTED, plants
from bench.train.misreadings import overproof, pairs
from bench.train.words import bare
from corpus.names.index import plain
from corpus.records import Witness
from restore.document import Document
from restore.words.knowledge import Knowledge, shipped
from restore.words.names import POSSESSIVE, WEIGHTS, weighed

SIZE = 300
WEIGHT = {"garbled": 1.0, "right": 2.0, "newspaper": 3.0}
"""What a name counts: most names are right, and most garbled words with a capital are none."""
BY_HAND = ("often", "here")


def examples(knowledge: Knowledge) -> Iterator[tuple[str, dict[str, float], bool]]:
    """Yield of each unknown word: where it is from, what speaks for the likeliest name, and whether that is right."""
    for text, placed in pages(plants(knowledge, FITTED, SIZE), random.Random(17)):
        document = Document(Witness("A", "x", text), knowledge)
        for at, plant in placed:
            truth = plant.truth[plant.start : len(plant.truth) - (len(plant.read) - plant.end)]
            kind = "right" if plant.read == plant.truth else "garbled"
            yield from _likeliest(document, at + plant.start, at + plant.end, truth, kind)
    for sample in overproof()[1::2]:
        document = Document(Witness("A", "x", sample.read), knowledge)
        for pair in pairs(sample.read, sample.truth):
            word = re.search(r"[^\W\d_]\S*\w", pair.read)
            if word and word.group()[0].isupper():
                at = pair.start + word.start()
                yield from _likeliest(document, at, at + len(word.group()), pair.truth, "newspaper")


def _likeliest(
    document: Document, start: int, end: int, truth: str, kind: str
) -> Iterator[tuple[str, dict[str, float], bool]]:
    word = document.text.string[start:end]
    if document.knowledge.names.knows(word) or document.knowledge.language.known(word):
        return
    best = max(weighed(document.words.surroundings, start, end), key=lambda row: row[2]["found"], default=None)
    if best is not None:
        yield kind, best[2], _plain(best[0]) == _plain(truth)


def _plain(text: str) -> str:
    return POSSESSIVE.sub("", plain(bare(text)))


def main() -> None:
    """Print the weights and the bias."""
    found = list(examples(shipped()))
    columns = [name for name in WEIGHTS if name not in BY_HAND]
    table = np.array([[row[name] for name in columns] for _, row, _ in found])
    goal = np.array([right for _, _, right in found])
    weight = np.array([WEIGHT[kind] for kind, _, _ in found])
    model = LogisticRegression(C=100.0, max_iter=5000).fit(table, goal, sample_weight=weight)
    for name, value in zip(columns, model.coef_[0].tolist(), strict=True):
        print(f"{name:10s}{value:8.3f}")
    print(f"bias      {float(model.intercept_[0]):8.2f}")
    print(
        f"{len(goal)} words, {int(goal.sum())} of them listed names; {np.mean(model.predict(table) == goal):.1%} right"
    )


if __name__ == "__main__":
    main()
