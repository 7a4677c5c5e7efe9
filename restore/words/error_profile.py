"""What a document teaches of its own reading: the letters it has often wrong, by what is read beyond doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from rapidfuzz.distance import Levenshtein

from .shapes import STRANGE
from .surroundings import Surroundings
from .suspect import Suspect

SURE = -0.3
"""The log-probability from which a reading is taken for right when the document's confusions are counted."""
AROUND = ".,;:'\"()!?"
"""Marks that stand beside words anywhere."""

Step = tuple[str, str]


@dataclass(frozen=True)
class ErrorProfile:
    """What is read beyond doubt, each kind of word once, or was corrected.

    Attributes:
        errors: how often each letter was read as another; truth and reading.
        forms: how often each folded word stands where something else was read.
        marks: the share of words with strange marks of which the marks are letters, not specks.
    """

    errors: Counter[Step]
    forms: Counter[str]
    marks: float

    def habit(self, steps: Sequence[Step], own: bool) -> list[float]:
        """Say how usual errors are in the document, less the place's own."""
        return [log1p(max(0, self.errors[step] - own)) for step in steps]

    def gathered(self, form: str, own: bool) -> float:
        """Say how often a folded word was misread in the document, less the place's own."""
        return log1p(max(0, self.forms[form] - own)) if form else 0.0


def error_profile(around: Surroundings, suspects: Sequence[Suspect]) -> ErrorProfile:
    """Return what the places of a document, as they are read at present, and its editors tell of its errors."""
    told = {suspect.sic: suspect.options[suspect.rival] for suspect in suspects if tells(suspect)}
    tally = Counter(step for sic, option in told.items() for step in errors(sic, option.text))
    tally.update(step for sic, truth in around.corrections for step in errors(sic, truth))
    letters = marked = 0
    for sic in {suspect.sic for suspect in suspects if not suspect.pair and STRANGE.intersection(suspect.sic)}:
        core = "".join(c for c in sic if c not in STRANGE).strip(AROUND)
        marked += 1
        letters += not core or not around.knowledge.language.known(core)
    return ErrorProfile(tally, Counter(option.form for option in told.values()), (letters + 1.0) / (marked + 2.0))


def tells(suspect: Suspect) -> bool:
    """Whether the likeliest reading of a place is sure enough to learn the document's confusions from."""
    return not suspect.known and not suspect.pair and bool(suspect.scores[suspect.rival] > SURE)


def errors(sic: str, truth: str) -> list[Step]:
    """Return the letters in which a reading and its truth differ: truth and reading."""
    return [
        (truth[op.src_pos] if op.tag != "insert" else "", sic[op.dest_pos] if op.tag != "delete" else "")
        for op in Levenshtein.editops(truth, sic)
    ]
