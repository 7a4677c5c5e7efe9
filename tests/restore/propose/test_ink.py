"""Other readings of the same ink are offered where they differ inside the finding only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.records import Alternative, Basis, Box, Finding, Ink, Kind, Witness
from restore.document import Document
from restore.propose.ink import propose
from restore.words.knowledge import shipped

TEXT = "to replace the nettor, and"


def document(*others: str) -> Document:
    row = Ink(15, 22, "p1", Box(0, 0, 9, 9), 0.5, tuple(Alternative(o, 0.9, "second engine") for o in others))
    witness = replace(Witness("A", "a", TEXT), ink=(Ink(0, 2, "p1", Box(0, 0, 1, 1), 0.9), row))
    return Document(witness, shipped())


PLACE = Finding(15, 21, Kind.MISREAD, "nettor", 0.9, "a test")


def test_offers_the_other_reading_without_the_comma() -> None:
    (reading,) = propose(document("attack,"), PLACE)
    assert (reading.text, reading.basis) == ("attack", Basis.INK)


@pytest.mark.parametrize("other", ["attack", "nettor,", ","])
def test_offers_nothing_that_does_not_fit(other: str) -> None:
    assert not list(propose(document(other), PLACE))


def test_no_ink_no_reading() -> None:
    assert not list(propose(Document(Witness("A", "a", TEXT), shipped()), PLACE))
