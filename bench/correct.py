"""How many errors are removed: letters and words of a text, before and after.

The newspaper articles and the documents with planted faults are measured by a model that is trained without a fifth of
them, in turn; BLN600 and ICDAR 2017 are never trained on, and are measured by what ships.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from corpus.records import Witness
from restore.document import Document
from restore.suspects import Knowledge, Suspect, find, reading
from restore.weigh import Model, chosen, judge, shipped

from .pairs import Sample, bln600, icdar2017, overproof
from .table import Row, show
from .train_rank import FOLDS, Labelled, everything, parted, shared_knowledge, train

Corrector = Callable[[str], str]


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
        """Give the rates."""
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


LIKELY = 0.4
"""The least probability at which a reading is applied for the fewest wrong words: a wrong reading for a wrong word
costs nothing."""


def corrected(document: Document, known: Knowledge, suspects: list[Suspect], least: float = LIKELY) -> str:
    """Give a text with the likely readings applied."""
    text, parts, at = document.text, [], 0
    for suspect in chosen(suspects, lambda s: s.p, least):
        option = suspect.options[suspect.rival]
        parts += [text[at : suspect.start], reading(suspect, option, known.channel)]
        at = suspect.end
    return "".join([*parts, text[at:]])


def models(labelled: list[Labelled]) -> Iterator[tuple[Model, list[Labelled]]]:
    """Train without each fold in turn, and give the fold."""
    for fold in range(FOLDS):
        model = train([one for one in labelled if parted(one.name) != fold]).model
        yield model, [one for one in labelled if parted(one.name) == fold]


def folded_newspapers(known: Knowledge) -> list[tuple[Sample, str]]:
    """Give the newspaper articles, each corrected by a model that has not seen it."""
    samples = {sample.name: sample for sample in overproof()}
    labelled = everything(known)
    done = []
    for model, fold in models(labelled):
        for one in fold:
            if one.name in samples:
                judge(one.document, one.suspects, known, model)
                done.append((samples[one.name], corrected(one.document, known, one.suspects)))
    return done


def by_shipped(samples: Iterable[Sample], known: Knowledge) -> list[tuple[Sample, str]]:
    """Give documents as what ships corrects them."""
    done = []
    for sample in samples:
        document = Document(Witness("A", sample.name, sample.read), known.language, known.names)
        suspects = find(document, known)
        judge(document, suspects, known, shipped())
        done.append((sample, corrected(document, known, suspects)))
    return done


def rows() -> list[Row]:
    known = shared_knowledge()
    papers = folded_newspapers(known)
    peer = measure((sample, sample.peer) for sample, _ in papers)
    return [
        Row("newspapers, likely", str(measure(papers)), "below the peer", f"OverProof: {peer}"),
        Row("ICDAR 2017, HIPE metric, likely", str(measure(by_shipped(icdar2017(), known), hipe)), "-50%; 85% better"),
        Row("BLN600, likely", str(measure(by_shipped(bln600(), known))), "CER -25%, WER -50%"),
    ]


if __name__ == "__main__":
    show(rows())
