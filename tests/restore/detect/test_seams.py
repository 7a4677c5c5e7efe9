"""Broken sentences and words, and what stands in the middle of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Finding
from restore.detect import misplaced, paragraph, split
from restore.document import Document

Make = Callable[[str], Document]
BEFORE = "The committee met twice this week and heard the director of the mines, who explained at some length why the"
AFTER = "output of the northern pits had fallen since the spring, and what might be done about it before the winter."


def shown(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.sic, f.readings[0].text) for f in findings]


BREAKS = [
    f"{BEFORE}\n\n{AFTER}",
    f"{BEFORE} eight or ten\n\n{AFTER}",
    "It was said more than once by the men who were present that Mr.\n\nCorbett of the Foreign Office knew of it.",
    f"{BEFORE} pits,\n\nwhich {AFTER}",
]
WHOLE = [
    f"{AFTER}\n\n{BEFORE} output fell.",
    "The reasons were three:\n\n(a) the want of timber for the pits;\n\n(b) the age of the engines; and\n\n(c) pay.",
    "The Director of Mines\n\nto the Secretary of State\n\nLondon, May 3, 1943.",
    f"My dear Minister,\n\n{AFTER.capitalize()}",
    f"{AFTER}\n\n2.\n\n{AFTER.capitalize()}",
    f"{AFTER}\n\n{AFTER.capitalize()}",
    "",
]


@pytest.mark.parametrize("text", BREAKS)
def test_a_break_inside_a_sentence_is_found(make: Make, text: str) -> None:
    assert shown(list(paragraph.detect(make(text)))) == [("\n\n", " ")]


@pytest.mark.parametrize("text", WHOLE)
def test_a_true_paragraph_stays(make: Make, text: str) -> None:
    assert list(paragraph.detect(make(text))) == []


def test_closing_and_signature_are_two_lines(make: Make) -> None:
    text = f"{AFTER}\n\nYours very sincerely, (SGD) CORBETT"
    assert shown(list(paragraph.detect(make(text)))) == [(" ", "\n\n")]


BROKEN = [
    ("from the view of the bus-\n\niness in the north", ("bus-\n\niness", "business")),
    ("the Govern-\nment has not yet answered", ("Govern-\nment", "Government")),
    ("near Stratford-\n\nUpon the river", ("Stratford-\n\nUpon", "Stratford-Upon")),
    ("they sent a mes- sage to us", ("mes- sage", "message")),
    ("the co-operation was good, and co-\noperation it stayed", ("co-\noperation", "co-operation")),
    ("the rep-\n\nrepresentatives came", ("rep-\n\nrepresentatives", "representatives")),
    ("today " * 9 + "was to-day over", ("to-day", "today")),
    (f"{BEFORE} north-\n\n-2-\n\nern pits had failed to work.", ("north-\n\n-2-\n\nern", "northern")),
]
SOUND = [
    "the pre- and post-war years",
    "to-day and to-morrow",
    "a well-known man",
    "three -\n\nfour, five -- six",
    "he said -\nand left",
    "the Anglo-American staff",
    "",
    "-\n-\n-\n",
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_broken_word_is_found_and_mended(make: Make, text: str, expected: tuple[str, str]) -> None:
    assert shown(list(split.detect(make(text)))) == [expected]


@pytest.mark.parametrize("text", SOUND)
def test_a_hyphen_that_belongs_stays(make: Make, text: str) -> None:
    assert list(split.detect(make(text))) == []


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_word_broken_anywhere_is_mended(make: Make, letter: str, data: st.DataObject) -> None:
    words = [w for w in ("committee", "explained", "machinery", "factories", "condition", "impression") if w in letter]
    word = data.draw(st.sampled_from(words))
    cut = data.draw(st.integers(2, len(word) - 2))
    gap = data.draw(st.sampled_from(["\n", "\n\n", "\n\n-3-\n\n"]))
    text = letter.replace(word, f"{word[:cut]}-{gap}{word[cut:]}", 1)
    assert [r for _, r in shown(list(split.detect(make(text))))] == [word]


ADDRESS = "The Honourable James Ames, Under Secretary of State for Mines, London, S.W."


def test_an_address_in_the_middle_of_a_sentence_moves_behind_the_signature(make: Make) -> None:
    tail = "\n\nYours sincerely,\n\nA. Corbett\n\nP.S. More soon."
    document = make(f"{BEFORE}\n\n{ADDRESS}\n\n{AFTER}{tail}")
    (found,) = misplaced.detect(document)
    assert found.sic == ADDRESS
    assert document.text[: found.move_to].endswith("A. Corbett")
    assert shown(list(paragraph.detect(document))) == [("\n\n", " ")]


SET_OUT = ADDRESS.replace(", ", ",\n", 1).replace(", London", ",\n\nLondon")


@pytest.mark.parametrize("address", [ADDRESS, SET_OUT])
def test_an_address_goes_whole_however_it_is_set(make: Make, address: str) -> None:
    (found,) = misplaced.detect(make(f"{BEFORE}\n\n{address}\n\n{AFTER}\n\nYours sincerely,\n\nA. Corbett"))
    assert found.sic == address


def test_an_address_at_the_head_stays(make: Make, letter: str) -> None:
    assert list(misplaced.detect(make(f"{ADDRESS}\n\n{letter}"))) == []


def test_exchanged_pages_name_each_other(make: Make, letter: str) -> None:
    parts = letter.split("\n\n")
    pages = [
        " ".join(parts[1:2]),
        parts[2] + " And he went on, when asked, to speak of the",
        "fourth. " + parts[3],
        parts[4],
    ]
    text = f"{pages[0]}\n\n-2-\n\n{pages[1]}\n\n-3-\n\n{pages[2]}\n\n-4-\n\n{pages[3]}"
    assert list(misplaced.detect(make(text))) == []
    wrong = f"{pages[0]}\n\n-3-\n\n{pages[2]}\n\n-2-\n\n{pages[1]}\n\n-4-\n\n{pages[3]}"
    one, other = misplaced.detect(make(wrong))
    assert (one.sic, other.sic) == (pages[2], pages[1])
    assert one.partner == other.span and other.partner == one.span
    assert one.move_to == other.start and other.move_to == one.start


@pytest.mark.parametrize("text", ["", "\x00" * 100, "a\n\n" * 2000, "\n" * 5000, "the\n\n" * 500])
def test_hostile_text_is_no_exchange(make: Make, text: str) -> None:
    assert list(misplaced.detect(make(text))) == []


def test_a_date_run_on_to_a_paragraph_gets_its_own(make: Make) -> None:
    dates = "\n\n".join(f"{AFTER}\n\nMay {day}, 1943" for day in range(1, 6))
    found = shown(list(paragraph.detect(make(f"{dates}\n\n{AFTER}\nMay 7, 1943"))))
    assert found == [("\n", "\n\n")]


def test_a_heading_in_pieces_is_put_together_as_elsewhere(make: Make) -> None:
    heading = "PERSONAL MESSAGE FROM THE PREMIER\nTO THE PRIME MINISTER, MR. CORBETT"
    whole = "\n\n".join(f"{heading}\n\n{AFTER}" for _ in range(8))
    broken = heading.replace("\n", "\n\n")
    assert shown(list(paragraph.detect(make(f"{whole}\n\n{broken}\n\n{AFTER}")))) == [("\n\n", "\n")]
