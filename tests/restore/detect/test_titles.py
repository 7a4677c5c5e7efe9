"""A title is odd only where the document writes it the other way thirty times, and ten times as often."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Finding, Kind
from restore.detect.titles import detect
from tests.restore.stand_ins import document

TITLES = ["Mr", "Mrs", "Messrs", "Dr", "Mme", "Mlle", "St"]


def found(*parts: tuple[str, int]) -> list[Finding]:
    return list(detect(document(" ".join(f"{form} Hull came." for form, times in parts for _ in range(times)))))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("stop", [True, False])
def test_a_form_against_the_habit_is_found(title: str, stop: bool) -> None:
    usual, odd = (f"{title}.", title) if stop else (title, f"{title}.")
    (one,) = found((usual, 30), (odd, 1))
    assert (one.sic, one.kind, one.score, one.start) == (odd, Kind.PUNCT, 0.7, len(f"{usual} Hull came. ") * 30)
    assert [(reading.text, reading.p) for reading in one.readings] == [(usual, 0.75)]
    assert "30 times" in one.readings[0].evidence and "once" in one.readings[0].evidence


@pytest.mark.parametrize(
    ("usual", "odd", "wanted"),
    [(30, 1, 1), (29, 1, 0), (30, 3, 3), (30, 4, 0), (39, 4, 0), (40, 4, 4), (41, 4, 4), (5, 5, 0)],
)
def test_how_often_a_form_is_usual(usual: int, odd: int, wanted: int) -> None:
    assert [one.sic for one in found(("Mr.", usual), ("Mr", odd))] == ["Mr"] * wanted


@pytest.mark.parametrize("text", ["Mr hull", "HMr Hull", "Mr, Hull", "Mister Hull", "Mr  Hull", "Mrs Hull", "mr Hull"])
def test_what_is_no_title_or_another_one_stands(text: str) -> None:
    assert not list(detect(document("Mr. Hull came. " * 40 + text)))


def test_a_document_of_one_habit_has_nothing_odd() -> None:
    assert found(("Mr.", 60), ("Dr", 60)) == []


@given(st.integers(0, 60), st.integers(0, 60))
def test_never_both_forms_are_odd(with_stop: int, without: int) -> None:
    assert len({one.sic for one in found(("Dr.", with_stop), ("Dr", without))}) <= 1
