"""Stops and marks that cannot be right, and a sign that the text's encoding lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect import punct
from restore.document import Document

Make = Callable[[str], Document]


def test_a_sign_lost_before_a_figure_is_that_of_the_pound(make: Make) -> None:
    (finding,) = punct.detect(make("He was fined \ufffd20 and costs, and left the court."))
    assert (finding.sic, finding.readings[0].text) == ("\ufffd", "£")


@pytest.mark.parametrize(
    "text",
    ["He was fined £20 and costs, and left the court.", "The caf\ufffd was closed on Sunday. \ufffd"],
    ids=["a sign", "a letter lost elsewhere"],
)
def test_other_texts_are_left_alone(make: Make, text: str) -> None:
    assert not list(punct.detect(make(text)))
