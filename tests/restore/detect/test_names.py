"""Given names one misreading away from the listed one are pointed at; other people's names are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect import names
from restore.document import Document

Make = Callable[[str], Document]

FAULTS = [
    ("He had spoken with Mr. Cordeli Hull, the Secretary of State, on Friday.", "Cordeli", "Cordell"),
    ("I called on Mr. Deam Acheson, Under Secretary of State, this morning.", "Deam", "Dean"),
    ("The note was handed to Ernost Bevin, the Foreign Secretary.", "Ernost", "Ernest"),
]
RIGHT = [
    "I called on Mr. Dean Acheson, Under Secretary of State, this morning.",
    "The Counselor, Mr. George Atcheson, spoke of Mr. Acheson.",
    "While Secretary Hull spoke, the Under Secretary waited.",
    "He spent the summer Hull had planned for him in the country.",
    "A certain Wenceslas Hull, a grocer of this town, has written to the Embassy.",
    "",
    "Hull",
    "Xq Zw Rt Pl",
]


@pytest.mark.parametrize(("text", "sic", "reading"), FAULTS)
def test_a_garbled_given_name_gets_the_listed_one(make: Make, text: str, sic: str, reading: str) -> None:
    (found,) = names.detect(make(text))
    assert (found.sic, found.readings[0].text) == (sic, reading)
    assert text[found.start : found.end] == sic


@pytest.mark.parametrize("text", RIGHT)
def test_names_that_are_right_stay(make: Make, text: str) -> None:
    assert list(names.detect(make(text))) == []
