"""How many errors are removed: letters and words of a text, before and after.

As ``run --accept likely`` corrects them, with all detectors. The newspaper articles are measured by a model that is
trained without a part of them, in turn; BLN600 and ICDAR 2017 are never trained on, and are measured by what ships.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bench.train.misreadings import Sample, bln600, icdar2017, overproof
from bench.train.words import FOLDS, everything, parted, train
from corpus.records import Witness
from restore.document import Document
from restore.edition.establish import diplomatic, establish
from restore.emend import emend
from restore.emend.rule import Rule
from restore.words.decision import WordModel, judged_suspects
from restore.words.knowledge import Knowledge, shipped
from tui.job.ruling import accepted

from .table import Figure, show


@dataclass(frozen=True, slots=True)
class Score:
    """Errors before and after, and how many documents got better.

    Attributes:
        letters: of the truth.
        words: of the truth.
        before: wrong letters and words in the reading.
        after: wrong letters and words once corrected.
        better: documents with fewer wrong letters, less those with more.
        documents: all.
    """

    letters: int
    words: int
    before: tuple[int, int]
    after: tuple[int, int]
    better: int
    documents: int

    def __str__(self) -> str:
        """Return the rates."""
        (a, b), (c, d) = self.before, self.after
        return (
            f"CER {a / self.letters:.4f} -> {c / self.letters:.4f} ({c / a - 1:+.1%}), "
            f"WER {b / self.words:.4f} -> {d / self.words:.4f} ({d / b - 1:+.1%}), "
            f"better on {self.better / self.documents:.0%}"
        )


def folded(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def hipe(text: str) -> str:
    """Normalise as HIPE-OCRepair 2026 does."""
    text = text.lower()
    for a, b in (("ß", "ss"), ("ꝛ", "r"), ("œ", "oe"), ("æ", "ae"), ("—\n", ""), ("¬\n", "")):
        text = text.replace(a, b)
    return " ".join(re.sub(r"[^\w]+", " ", text).replace("_", " ").split())


def measure(samples: Iterable[tuple[Sample, str]], normal: Callable[[str], str] = folded) -> Score:
    """Compare texts before and after with their truth."""
    letters = words = better = documents = 0
    before, after = [0, 0], [0, 0]
    for sample, corrected in samples:
        truth, read, new = normal(sample.truth), normal(sample.read), normal(corrected)
        letters += len(truth)
        words += len(truth.split())
        errors = [Levenshtein.distance(truth, text) for text in (read, new)]
        before[0] += errors[0]
        after[0] += errors[1]
        before[1] += Levenshtein.distance(truth.split(), read.split())
        after[1] += Levenshtein.distance(truth.split(), new.split())
        better += (errors[1] < errors[0]) - (errors[1] > errors[0])
        documents += 1
    return Score(letters, words, (before[0], before[1]), (after[0], after[1]), better, documents)


def written(document: Document) -> str:
    """Return a text as ``run --accept likely`` writes its page."""
    witness = document.witness
    decisions = [accepted(witness, one, "rule:likely", "") for one in emend(document, Rule.LIKELY) if one.auto]
    return establish(witness, decisions, view=diplomatic).text


def corrected(sample: Sample, known: Knowledge, model: WordModel | None = None) -> tuple[Sample, str]:
    """Return a sample and its text corrected, judged by a model, or by what ships."""
    document = Document(Witness("A", sample.name, sample.read), known)
    vars(document.words)["suspects"] = tuple(judged_suspects(document.words.surroundings, document.words.units, model))
    return sample, written(document)


def folded_newspapers(known: Knowledge) -> list[tuple[Sample, str]]:
    """Return the newspaper articles, each corrected by a model that has not seen it."""
    labelled = everything(known)
    done = []
    for fold in range(FOLDS):
        model = train([one for one in labelled if parted(one.name) != fold]).model
        done += [corrected(sample, known, model) for sample in overproof() if parted(sample.name) == fold]
    return done


def rows() -> list[Figure]:
    known = shipped()
    papers = folded_newspapers(known)
    peer = measure((sample, sample.peer) for sample, _ in papers)
    return [
        Figure("newspapers, likely", str(measure(papers)), "below the peer", f"OverProof: {peer}"),
        Figure(
            "ICDAR 2017, HIPE metric, likely",
            str(measure([corrected(s, known) for s in icdar2017()], hipe)),
            "-50%; 85% better",
        ),
        Figure("BLN600, likely", str(measure([corrected(s, known) for s in bln600()])), "CER -25%, WER -50%"),
    ]


if __name__ == "__main__":
    show(rows())
