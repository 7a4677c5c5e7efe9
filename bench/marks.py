"""Marks at word ends: how many are mended, how many spoilt, and what that does to whole texts.

Newspapers are measured by models that have not seen the article; BLN600 and ICDAR 2017 are never trained on. The same
corrections of words stand in both figures, so that the difference is that of the marks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from bench.train.misreadings import Sample, bln600, overproof
from bench.train.punctuation import UNSURE, Habits, LabelledGaps, of_newspapers, pieces, synthetic, train
from bench.train.texts import frus
from bench.train.words import FOLDS, parted
from corpus.records import Witness
from restore.detect import punctuation as detector
from restore.document import Document
from restore.punctuation.gaps import HEAD
from restore.punctuation.marks import Mark, PunctuationModel, marks, shipped
from restore.words.decision import DATA
from restore.words.knowledge import Knowledge
from restore.words.knowledge import shipped as shipped_knowledge

from .correct import measure, written
from .table import Figure, shared, show

Judge = Callable[[Document], Sequence[Mark]]


def mended(sample: Sample, known: Knowledge, judge: Judge) -> str:
    """Return a text with all likely corrections of what is misread, its marks judged by a model."""
    document = Document(Witness("A", sample.name, sample.read), known)
    vars(document.punctuation)["marks"] = tuple(judge(document))
    return written(document)


def none(document: Document) -> tuple[Mark, ...]:
    """Doubt no mark."""
    return ()


def by_shipped(document: Document) -> list[Mark]:
    """Return the marks as what ships judges them."""
    return marks(document.words, shipped())


def counted(labelled: Iterable[LabelledGaps], model: PunctuationModel) -> tuple[int, int, int]:
    """Return how many readings with p of a half or more are right and wrong, and how many right ones there are."""
    right = wrong = there = 0
    for one in labelled:
        best: dict[tuple[int, bool], tuple[float, int]] = {}
        for p, gap, option, goal in zip(
            model.trees.chance(one.rows), one.gap_options.gap, one.gap_options.option, one.right, strict=True
        ):
            key = int(gap), int(option) == HEAD
            if goal != UNSURE:
                there += int(goal)
                best[key] = max(best.get(key, (0.0, 0)), (float(p), int(goal)))
        right += sum(goal for p, goal in best.values() if p >= 0.5)
        wrong += sum(1 - goal for p, goal in best.values() if p >= 0.5)
    return right, wrong, there


def newspapers(known: Knowledge) -> Iterator[Figure]:
    """Measure the newspapers, each by a model that has not seen its fold."""
    rules = json.loads((DATA / "marks.json").read_text("utf-8"))["habits"]
    table = Habits.of(rules)
    samples = {sample.name: sample for sample in overproof()}
    labelled = of_newspapers(samples.values(), known, table)
    made = synthetic(pieces(700, 1), known, table)
    counts = np.zeros(3, dtype=int)
    before, after = [], []
    for fold in range(FOLDS):
        unseen = [one for one in labelled if parted(one.name) == fold]
        seen = [one for one in labelled if parted(one.name) != fold]
        model = PunctuationModel.of(train(seen, [one for one in made if parted(one.name) != fold], rules))
        counts += counted(unseen, model)
        for one in unseen:
            sample = samples[one.name]
            before.append((sample, mended(sample, known, none)))
            after.append((sample, mended(sample, known, lambda document, model=model: marks(document.words, model))))
    right, wrong, there = counts
    yield Figure("newspapers, marks", f"{right} right, {wrong} wrong of {there}", "", "0 right, 0 wrong")
    yield Figure("newspapers, likely", str(measure(after)), "", f"without: {measure(before)}")


def others(known: Knowledge, step: int = 12) -> Iterator[Figure]:
    """Measure BLN600 by what ships."""
    samples = bln600()[::step]
    after = measure((s, mended(s, known, by_shipped)) for s in samples)
    before = measure((s, mended(s, known, none)) for s in samples)
    yield Figure(f"BLN600, every {step}th, likely", str(after), "", f"without: {before}")


def clean(known: Knowledge) -> Iterator[Figure]:
    """Count what is said of clean texts."""
    folder = shared() / "bench" / "planted"
    texts = {
        "planted documents without faults": [path.read_text("utf-8") for path in sorted(folder.glob("*.clean"))],
        "FRUS": [book.text[200_000:230_000] for _, book in frus()],
        "other clean texts": [text for _, text in pieces(2_000, 1)],
        "seeds": [path.read_text("utf-8") for path in sorted((shared() / "seeds").glob("*.txt"))],
    }
    for name, row in texts.items():
        found = 0
        for text in row:
            document = Document(Witness("A", name, text), known)
            found += len(list(detector.detect(document)))
        words = sum(len(text.split()) for text in row)
        yield Figure(f"{name}: marks shown", f"{10_000 * found / words:.1f} in 10,000 of {words:,} words", "0")


def rows() -> list[Figure]:
    known = shipped_knowledge()
    return [*clean(known), *others(known), *newspapers(known)]


if __name__ == "__main__":
    show(rows())
