"""Judging the options: what editors corrected counts for the same confusion elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from restore.document import Document

Make = Callable[[str], Document]
FAULTY = "He said that the hqat of the summer was over, and that the rain would come."
MENDED = (("thqy", "they"), ("wqre", "were"), ("shq", "she"), ("rqport", "report"), ("lqtter", "letter"))


def likely(document: Document, sic: str) -> tuple[str, float]:
    suspect = next(s for s in document.words.suspects if s.sic == sic)
    return suspect.options[suspect.rival].text, suspect.p


def test_what_editors_corrected_makes_the_same_confusion_likelier(make: Make) -> None:
    plain = make(FAULTY)
    (text, before), (again, after) = likely(plain, "hqat"), likely(replace(plain, corrections=MENDED), "hqat")
    assert text == again == "heat"
    assert after > before + 0.1


def test_other_corrections_say_nothing_of_it(make: Make) -> None:
    plain = make(FAULTY)
    taught = replace(plain, corrections=(("tbey", "they"), ("wbich", "which"), ("tbat", "that")))
    assert likely(taught, "hqat") == likely(plain, "hqat")


def test_corrections_change_nothing_that_is_right(make: Make, letter: str) -> None:
    taught = replace(make(letter), corrections=MENDED)
    assert all(suspect.p < 0.3 for suspect in taught.words.suspects)
