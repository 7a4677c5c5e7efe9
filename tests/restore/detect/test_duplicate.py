"""Doubled passages: faults are told apart from repetitions, and the better copy is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.records import Kind
from restore.detect.duplicate import detect
from restore.document import Document

Make = Callable[[str], Document]
PASSAGE = "He gave three", "I asked him"


def passage(letter: str) -> str:
    return letter[letter.index(PASSAGE[0]) : letter.index(PASSAGE[1]) - 2]


def badly_read(text: str) -> str:
    return (
        text.replace("timber", "tirnbcr")
        .replace("machinery", "mackinerv")
        .replace("galleries", "gallcnies")
        .replace("skilled", "skilleb")
        .replace("wages", "wagcs")
        .replace("reasons", "reosoms")
    )


def faults(make: Make, text: str) -> list[str]:
    return [f.sic for f in detect(make(text)) if f.kind is Kind.DUPLICATE]


def test_a_badly_read_copy_goes_and_is_corrected_by_the_good_one(make: Make, letter: str) -> None:
    copy = badly_read(passage(letter))
    found = list(detect(make(f"{letter}\n\n{copy}")))
    assert [f.sic for f in found if f.kind is Kind.DUPLICATE] == [copy]
    assert {(f.sic, f.readings[0].text) for f in found if f.kind is Kind.MISREAD} >= {("tirnbcr", "timber")}
    fault = next(f for f in found if f.kind is Kind.DUPLICATE)
    assert fault.readings[0].text == "" and fault.partner == (letter.index(PASSAGE[0]), letter.index(PASSAGE[1]) - 2)


def test_the_first_one_goes_when_it_is_the_badly_read_one(make: Make, letter: str) -> None:
    copy = badly_read(passage(letter))
    assert faults(make, f"{copy}\n\n{letter}") == [copy]


def test_a_copy_that_breaks_off_goes(make: Make, letter: str) -> None:
    whole = passage(letter)
    cut = whole[: whole.index("in summer")].strip()
    text = letter.replace(whole, f"{cut}\n\n{whole}")
    assert faults(make, text) == [cut]


def test_an_exact_copy_at_the_end_goes(make: Make, letter: str) -> None:
    assert faults(make, f"{letter}\n\n{passage(letter)}") == [passage(letter)]


def test_the_good_copy_corrects_the_one_that_stays(make: Make, letter: str) -> None:
    text = letter.replace("galleries", "gallcnies") + "\n\n" + passage(letter)
    found = list(detect(make(text)))
    assert [(f.sic, f.readings[0].text) for f in found if f.kind is not Kind.DUPLICATE] == [("gallcnies", "galleries")]


REPETITIONS = {
    "to a second addressee": "{letter}\n\nThe Minister to the Secretary of State\n\nLondon, May 3, 1943.\n\n{body}",
    "quoted": "{letter}\n\nOn this the Secretary remarked as follows:\n\n“{body}”\n\nNothing more was said of it.",
    "under its own heading": "{letter}\n\nEnclosure\n\nLondon, 3 May 1943\n\n{body}\n\nB. Ames",
}


def test_a_heading_of_like_words_is_no_copy_that_breaks_off(make: Make, letter: str) -> None:
    title = "Supplementary Agreement for the Mines Between the Governments of the United States of America and of Cuba"
    opening = (
        "The Governments of the United States of America and of the Republic of Cuba concluded on September 7, 1942,"
    )
    assert (
        faults(make, f"{letter}\n\n{title}\n\n{opening} an Agreement for the Mines, of which Article IV provides.")
        == []
    )


@pytest.mark.parametrize("shape", REPETITIONS.values(), ids=REPETITIONS.keys())
def test_a_repetition_is_never_proposed_for_deletion(make: Make, letter: str, shape: str) -> None:
    text = shape.format(letter=letter, body=passage(letter))
    found = list(detect(make(text)))
    assert all(f.kind is Kind.REPEAT and not f.readings for f in found)


@pytest.mark.parametrize("text", ["", "\x00", "x" * 10_000, "-\n" * 2000, "ha " * 3000])
def test_nothing_is_found_in_nothing(make: Make, text: str) -> None:
    assert faults(make, text) == []


def test_a_clean_letter_is_left_alone(make: Make, letter: str) -> None:
    assert list(detect(make(letter))) == []


def paged(letter: str, *order: int) -> tuple[str, list[str]]:
    """Set the paragraphs of a letter as numbered pages, in an order."""
    pages = letter.split("\n\n")[1:6]
    return "\n\n".join(f"-{number}-\n\n{pages[number - 1]}" for number in order), pages


@pytest.mark.parametrize(("order", "second"), [((1, 4, 2, 3, 4, 5), False), ((1, 2, 3, 4, 2, 5), True)])
def test_a_page_that_stands_elsewhere_a_second_time_goes(
    make: Make, letter: str, order: tuple[int, ...], second: bool
) -> None:
    text, pages = paged(letter, *order)
    page = pages[3 if order[1] == 4 else 1]
    (found,) = (f for f in detect(make(text)) if f.kind is Kind.DUPLICATE)
    start = text.rindex(page) if second else text.index(page)
    assert found.start == start and found.sic.rstrip("-0123456789\n") == page


def test_a_page_repeated_under_another_number_stays(make: Make, letter: str) -> None:
    text, pages = paged(letter, 1, 2, 3, 4, 5)
    found = detect(make(f"{text}\n\n-6-\n\nHe had said this before:\n\n{pages[1]}\n\nSo it was."))
    assert [f.kind for f in found] == [Kind.REPEAT]
