"""What may stand at a place: the right word is offered, whatever else costs little."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.document import Document

Make = Callable[[str], Document]


def offered(document: Document, sic: str) -> set[str]:
    return {option.text for suspect in document.words.suspects if suspect.sic == sic for option in suspect.options[1:]}


@pytest.mark.parametrize(
    ("sic", "truth", "sentence"),
    [
        # a blank put in makes two words of each: cheap, and wrong
        ("Androws", "Andrews", "The letter was read by Mr. Androws to the whole committee."),
        ("plainlift", "plaintiff", "The judge gave a verdict for the plainlift with costs."),
        # the letter that would tell the case is misread
        ("lhc", "The", "He closed the book. lhc members then went home."),
        ("lhc", "the", "He gave lhc book to his brother in the town."),
        # two words that a hyphen joins, and each is garbled
        ("Goorgo-atiect", "George-street", "The shop stands in Goorgo-atiect near the bridge."),
        # a mark for a blank
        ("to'blast", "to blast", "They began to'blast the rock behind the station."),
        ("solving'tbe", "solving the", "He spoke of solving'tbe question of the mines."),
        # no blank between a word and a number
        ("February28", "February 28", "The bill was sent back on February28 with a letter."),
        # the apostrophe lost, the blank there
        ("Amy s", "Amy's", "The parcel was found in Amy s room after the fire."),
        # a speck between the halves of a word, and one before a word
        ("subse- c quent", "subsequent", "He was arrested on a subse- c quent occasion in the town."),
        ("B which", "which", "The ship B which came in on Tuesday was lost."),
        ("Austialla s", "Australia's", "They saw the ships that carried Austialla s flag into the bay."),
        ("1 oreign", "Foreign", "A letter from the 1 oreign Secretary was read to the members."),
        # a blank lost, and what was read for it
        ("the.morning", "the morning", "They rose early in the.morning and left the town."),
        ("ofjewellery", "of jewellery", "A box ofjewellery was found in the house."),
        # what looks like the pronoun, where none can stand
        ("I schooner", "schooner", "Tbe wreck of the I schooner was fonnd near the bay."),
        # what the reading shows of its own spelling stays
        ("equalisinf", "equalising", "The board proposed equalisinf the rates of the parishes."),
    ],
)
def test_the_right_reading_is_offered(make: Make, sic: str, truth: str, sentence: str) -> None:
    assert truth in offered(make(sentence), sic)


@pytest.mark.parametrize("word", ["they'll", "o'clock", "I've", "13th"])
def test_a_short_form_is_not_two_words(make: Make, word: str) -> None:
    document = make(f"The members said that {word} would be a good hour to meet again.")
    assert not any(" " in text for text in offered(document, word))


def test_what_is_forgotten_is_priced_anew(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The judge gave a verdict for the plainlift with costs."
    first = offered(make(text), "plainlift")
    monkeypatch.setattr("restore.words.options.PRICED", 0)
    assert offered(make(text), "plainlift") == first


def test_the_pronoun_of_a_clean_text_is_no_speck(make: Make) -> None:
    assert not offered(make("The wreck of the I schooner was found near the bay."), "I schooner")


@pytest.mark.parametrize("size", ["4to", "8vo", "12mo", "16mo"])
def test_sizes_of_books_are_left_alone(make: Make, size: str) -> None:
    assert not offered(make(f"The work was printed in two volumes, {size}, with many plates."), size)


def test_pieces_of_a_garbled_word_are_no_places_of_their_own(make: Make) -> None:
    document = make("The report of the Comspl@te was read to the whole committee.")
    assert not any(suspect.sic == "te" for suspect in document.words.suspects)
