"""A garbled word with a capital is read as the listed name it is likeliest to be; names that nobody lists stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Basis, Kind
from restore.detect import names
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule
from restore.words.names import SUREST, like_a_name, named

Make = Callable[[str], Document]

GARBLED = [
    ("I spoke to Mr. Stettinjus this morning about the note.", "Stettinjus", "Stettinius"),
    ("The note was handed to Ernest Bovin, the Foreign Secretary.", "Bovin", "Bevin"),
    ("He said that V@ndenberg had refused to sign the agreement.", "V@ndenberg", "Vandenberg"),
    ("The steamer Lexinqton sailed at noon.", "Lexinqton", "Lexington"),
    ("The offices of Stettinjus's friends are closed.", "Stettinjus's", "Stettinius's"),
    ("STATEMENT OF GENERAL EISENHOWEP BEFORE THE COMMITTEE", "EISENHOWEP", "EISENHOWER"),
]
RIGHT = [
    "I spoke to Mr. Wrenholt this morning about the note.",
    "He said that Kalandrino had refused to sign the agreement.",
    "After lunch Mr. Isbell asked whether the Government would agree.",
    "The Legation at Helgoland reports that the frontier has been closed.",
    "Mr. M'Carthy has written to the Embassy.",
    "The Quislings were seen at the station.",
]


@pytest.mark.parametrize(("text", "sic", "right"), GARBLED)
def test_a_garbled_name_is_read_as_the_listed_one(make: Make, text: str, sic: str, right: str) -> None:
    start = text.index(sic)
    found = named(make(text).words.surroundings, start, start + len(sic))
    assert found[0].text == right
    assert 0.5 < found[0].p <= SUREST


@pytest.mark.parametrize("text", RIGHT)
def test_a_name_that_is_right_is_not_changed_unseen(make: Make, text: str) -> None:
    assert not any(e.auto for e in emend(make(text), Rule.LIKELY))


def test_what_names_cannot_be_is_not_looked_up(make: Make) -> None:
    text = "The Gov—ernment, Gen erals and 1-45 (x)"
    document = make(text)
    assert all(not named(document.words.surroundings, a, b) for a, b in ((4, 14), (16, 27), (32, 36), (37, 40)))


def test_a_reading_of_a_broken_word_has_no_break(make: Make) -> None:
    document = make("He said that Stetti-\nnjus had refused to sign the agreement.")
    (found,) = (e for e in emend(document, Rule.LIKELY) if e.finding.kind is Kind.SPLIT)
    assert found.readings[0].text == "Stettinius"
    assert found.readings[0].basis is Basis.NAME
    assert not any(e.auto for e in emend(document, Rule.CERTAIN))


def test_a_name_of_the_document_is_offered(make: Make) -> None:
    text = (
        "I spoke to Mr. Wrenholt. He said that Wrenholt had refused. The reply which Mr. Wrcnholt gave was not clear."
    )
    (found,) = (e for e in emend(make(text), Rule.LIKELY) if e.finding.sic == "Wrcnholt")
    assert found.readings[0].text == "Wrenholt"
    assert "stands so twice in this document" in found.readings[0].evidence


def test_a_name_of_the_users_own_is_no_misreading(make: Make) -> None:
    document = make("I spoke to Mr. Wrenholt. I spoke to Mr. Wrenholt again.")
    assert like_a_name(document.knowledge.language, "Wrenholt")
    assert not like_a_name(document.knowledge.language, "Wrcnhxlt")


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_any_place_can_be_asked_for(make: Make, text: str, one: int, other: int) -> None:
    start, end = sorted((one, other))
    assert all(0 <= found.p <= SUREST for found in named(make(f"Mr. {text} said").words.surroundings, start, end))


@pytest.mark.parametrize(
    ("text", "sic"),
    [
        ("He said that Stettiniu« had refused to sign the agreement.", "Stettiniu«"),
        ("THE SECRETARY OF STATE TO MR. M0LOTOV", "M0LOTOV"),
    ],
)
def test_marks_and_figures_may_be_letters_of_a_name(make: Make, text: str, sic: str) -> None:
    (found,) = names.detect(make(text))
    assert (found.sic, found.kind) == (sic, Kind.NAME)


@pytest.mark.parametrize(
    "text",
    [
        "He sailed in the Bismarck* on Monday.",
        "The «Bismarck» was sunk.",
        "Form A4B and B52 were sent with U235.",
        "Mr. Molotov1 refused.",
    ],
)
def test_marks_beside_a_name_are_none_of_its_letters(make: Make, text: str) -> None:
    assert list(names.detect(make(text))) == []
