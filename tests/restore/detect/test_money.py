"""Sums of money whose sign is misread, and other figures that are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect import money
from restore.document import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "sic", "reading"),
    [
        ("He was fined \ufffd20 and costs, and left the court.", "\ufffd", "£"),
        ("She had lent him 2001. on his note of hand.", "1", "l"),
        ("They claimed 1,0001. and interest for the year.", "1", "l"),
    ],
)
def test_the_sign_of_a_sum_is_found(make: Make, text: str, sic: str, reading: str) -> None:
    (finding,) = money.detect(make(text))
    assert (finding.sic, finding.readings[0].text) == (sic, reading)


@pytest.mark.parametrize(
    "text",
    [
        "He was fined £20 and costs, and left the court.",
        "The caf\ufffd was closed on Sunday. \ufffd",
        "He came in 1871. it was said that he was ill.",
        "It stands on page 21. of the first volume.",
        "There were 201. Nobody else came.",
        "31. the members then withdrew.",
    ],
)
def test_other_figures_are_left_alone(make: Make, text: str) -> None:
    assert not list(money.detect(make(text)))
