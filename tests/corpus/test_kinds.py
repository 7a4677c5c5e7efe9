"""Every kind of finding has one complete row: what people read of it, and what follows from it."""

from __future__ import annotations

import pytest

from corpus.kinds import KINDS, Trait, having, row_of
from corpus.records import Kind

COLUMN = 11
"""Letters of the widest label that a list of the review shows."""


def test_each_kind_has_a_row_and_there_are_no_others() -> None:
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_row_is_complete_and_fits_its_column(kind: Kind) -> None:
    row = row_of(kind.value)
    assert row.name and row.several and 0 < len(row.label) <= COLUMN


def test_words_are_told_apart() -> None:
    for said in ("name", "label", "several"):
        words = [getattr(row, said) for row in KINDS.values()]
        assert len(set(words)) == len(words), said


@pytest.mark.parametrize("trait", [trait for trait in Trait if trait], ids=lambda trait: trait.name)
def test_each_trait_tells_some_kinds_from_others(trait: Trait) -> None:
    assert having(trait) and having(trait) < set(Kind)


def test_what_goes_whole_is_no_word_and_what_teaches_is_one() -> None:
    assert not having(Trait.STRUCTURE) & having(Trait.WORD)
    assert having(Trait.TEACHES) <= having(Trait.WORD) <= having(Trait.GUARDED)
    assert having(Trait.PASSAGE) <= having(Trait.CONTAINER)
