"""Weighing the options: a document's own confusions, and what its editors corrected, count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from restore.document import Document
from restore.weigh import FEATURES

Make = Callable[[str], Document]
HABIT = FEATURES.index("habit")
FAULTY = "He said that the hqat of the summer was over, and that the rain would come."
MENDED = (("thqy", "they"), ("wqre", "were"), ("shq", "she"), ("rqport", "report"), ("lqtter", "letter"))


def habit(document: Document, sic: str, text: str) -> float:
    suspect = next(s for s in document.suspects if s.sic == sic)
    return float(suspect.features[[o.text for o in suspect.options].index(text), HABIT])


def test_what_editors_corrected_makes_the_same_confusion_cheaper(make: Make) -> None:
    plain = make(FAULTY)
    taught = replace(plain, corrections=MENDED)
    assert habit(plain, "hqat", "heat") == 0.0
    assert habit(taught, "hqat", "heat") > 0.1
    (before,), (after,) = ([s for s in d.suspects if s.sic == "hqat"] for d in (plain, taught))
    heat = [o.text for o in before.options].index("heat")
    assert after.scores[heat] > before.scores[heat]


def test_a_few_corrections_teach_nothing(make: Make) -> None:
    assert habit(replace(make(FAULTY), corrections=MENDED[:2]), "hqat", "heat") == 0.0


def test_corrections_change_nothing_that_is_right(make: Make, letter: str) -> None:
    taught = replace(make(letter), corrections=MENDED)
    assert all(suspect.p < 0.3 for suspect in taught.suspects)
