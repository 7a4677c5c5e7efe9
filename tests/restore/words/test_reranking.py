"""The second look at the likeliest options, and what a document teaches of itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from restore.document import Document
from restore.words.error_profile import error_profile
from restore.words.reranking import comparisons, share

Make = Callable[[str], Document]
FAULTY = "Ho said thot tho report was wrong, and thot he would write to his brothor in tho toun next weck."


def test_what_the_options_have_together_stays(make: Make) -> None:
    document = make(FAULTY)
    suspects = list(document.words.suspects)
    found = comparisons(document.words.surroundings, suspects)
    before = [float(np.exp(suspect.scores).sum()) for suspect in suspects]
    kept = [float(suspect.scores[0]) for suspect in suspects]
    share(suspects, found, np.linspace(-3.0, 3.0, len(found.place)))
    assert [float(np.exp(suspect.scores).sum()) for suspect in suspects] == pytest.approx(before)
    assert [float(suspect.scores[0]) for suspect in suspects] == kept


def test_only_readings_that_come_near_each_other_are_compared(make: Make) -> None:
    document = make(FAULTY)
    found = comparisons(document.words.surroundings, list(document.words.suspects))
    places, counts = np.unique(found.place, return_counts=True)
    assert len(places)
    assert counts.min() > 1
    assert 0 not in found.option


def test_a_text_without_doubtful_words_has_no_choices(make: Make, letter: str) -> None:
    document = make(letter.split("\n\n")[1])
    suspects = [suspect for suspect in document.words.suspects if not suspect.known]
    assert not len(comparisons(document.words.surroundings, suspects).place)


@pytest.mark.parametrize(("text", "letters"), [("»hile thou«and »ith «ilver hou»e", True), ("»went *his ^has", False)])
def test_strange_marks_are_letters_where_words_lack_them(make: Make, text: str, letters: bool) -> None:
    document = make(f"The man {text} and came back to the house on the next day.")
    learned = error_profile(document.words.surroundings, document.words.suspects)
    assert (learned.marks > 0.5) is letters
