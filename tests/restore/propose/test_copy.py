"""The other copy as a witness: it is asked where it differs, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.records import Basis, Finding, Kind
from restore.document import Document
from restore.propose.copy import propose

Make = Callable[[str], Document]
PASSAGE = (
    "He gave three reasons. The first was the want of timber for the galleries, which used to come down the river in "
    "summer and now has to be carried by rail. The second was the age of the machinery."
)


def finding(text: str, sic: str, kind: Kind = Kind.MISREAD) -> Finding:
    start = text.index(sic)
    return Finding(start, start + len(sic), kind, sic, 0.9, "unknown word")


@pytest.mark.parametrize(
    ("wrong", "right"), [("tirnber", "timber"), ("gal1eries", "galleries"), ("carrled", "carried")]
)
def test_the_other_copy_has_the_word(make: Make, wrong: str, right: str) -> None:
    text = f"{PASSAGE.replace(right, wrong)}\n\nThe committee met twice.\n\n{PASSAGE}"
    (reading,) = propose(make(text), finding(text, wrong))
    assert (reading.text, reading.basis) == (right, Basis.COPY)


@pytest.mark.parametrize("text", [PASSAGE, f"{PASSAGE}\n\nThe committee met twice.\n\n{PASSAGE}"])
def test_nothing_is_offered_without_a_difference(make: Make, text: str) -> None:
    assert list(propose(make(text), finding(text, "timber"))) == []


def test_structure_is_not_asked(make: Make) -> None:
    text = f"{PASSAGE.replace('timber', 'tirnber')}\n\nThe committee met twice.\n\n{PASSAGE}"
    assert list(propose(make(text), finding(text, "tirnber", Kind.FURNITURE))) == []
