"""Copies: what stands twice is found whatever was done to it; what does not stand twice is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.passages.alignment import find_copies, word_edits
from restore.passages.chains import SHORTEST


def garbled(text: str, share: float, seed: int) -> str:
    """Swap, drop and add letters."""
    chance = random.Random(seed)
    out = []
    for letter in text:
        roll = chance.random()
        if not letter.isalnum() or roll > share:
            out.append(letter)
        elif roll > 0.2 * share:
            out.append(chance.choice("eocailtnuhrmsvyd"))
        elif roll > 0.1 * share:
            out.append(letter + chance.choice("il.,"))
    return "".join(out)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3])
@pytest.mark.parametrize("seed", range(6))
def test_a_second_copy_is_found_however_badly_read(letter: str, share: float, seed: int) -> None:
    start, end = letter.index("He gave three"), letter.index("I asked him") - 2
    passage = letter[start:end]
    text = f"{letter}\n\n{garbled(passage, share, seed)}"
    copies = find_copies(text)
    assert len(copies) == 1
    found = copies[0]
    assert abs(found.start - start) <= 3 and abs(found.end - end) <= 3
    assert abs(found.copy_start - len(letter) - 2) <= 3 and abs(found.copy_end - len(text)) <= 3


@pytest.mark.parametrize("place", [0, 1, 2, 4, 5])
@pytest.mark.parametrize("seed", range(4))
def test_a_copy_reaches_to_its_paragraphs_edges_and_no_further(letter: str, place: int, seed: int) -> None:
    paragraphs = letter.split("\n\n")
    passage = next(p for p in paragraphs if p.startswith("The treasury"))
    bad = f"{garbled(passage[:40], 0.5, seed)}{garbled(passage[40:], 0.25, seed)}"
    text = "\n\n".join([*paragraphs[:place], bad, *paragraphs[place:]])
    (copy,) = find_copies(text)
    spans = {text[copy.start : copy.end], text[copy.copy_start : copy.copy_end]}
    assert spans == {bad, passage}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_an_exact_copy_is_found_wherever_it_stands(letter: str, data: st.DataObject) -> None:
    paragraphs = letter.split("\n\n")
    chosen = data.draw(st.sampled_from([p for p in paragraphs if len(p) > 150]))
    place = data.draw(st.integers(0, len(paragraphs)))
    text = "\n\n".join([*paragraphs[:place], chosen, *paragraphs[place:]])
    copies = find_copies(text)
    assert len(copies) == 1
    assert text[copies[0].copy_start : copies[0].copy_end] == chosen
    assert copies[0].likeness > 0.98 and not copies[0].edits


def test_a_copy_with_a_line_left_out_is_one_copy(letter: str) -> None:
    start, end = letter.index("He gave three"), letter.index("The treasury") - 2
    left_out = "The second was the age of the machinery. "
    text = f"{letter}\n\n{letter[start:end].replace(left_out, '')}"
    copies = find_copies(text)
    assert [(c.start, c.end) for c in copies] == [(start, end)]
    assert [text[e.start : e.end] + " " for e in copies[0].edits] == [left_out]


def test_three_copies_are_two_pairs(letter: str) -> None:
    passage = letter[letter.index("He gave three") : letter.index("I asked him") - 2]
    copies = find_copies(f"{letter}\n\n{passage}\n\nAnd so on and so forth.\n\n{passage}")
    assert len(copies) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "\n\n\n",
        "\x00" * 5000,
        "." * 5000,
        "a" * 200_000,
        "ab" * 50_000,
        "one two three four five six seven. " * 3,
        "\ud800" * 300,
        " ".join(str(n) for n in range(3000)),
    ],
    ids=["empty", "letter", "breaks", "nul", "dots", "one letter", "two letters", "refrain", "surrogates", "numbers"],
)
def test_hostile_text_gives_no_copy_and_no_error(text: str) -> None:
    assert not find_copies(text)


def test_a_letter_has_no_copies(letter: str) -> None:
    assert find_copies(letter) == ()


def test_short_phrases_are_no_copies() -> None:
    phrase = "the Government of the United States"
    assert len(phrase) < SHORTEST
    assert not find_copies(
        f"It was {phrase} which asked. Nobody else did, nor would any of them, and {phrase} knew it."
    )


def test_edits_pair_off_words_that_differ() -> None:
    text = "the quick brown fox jumps\n\nthe quiek brovvn fox leaps"
    half = text.index("\n\n")
    base, copy = (0, half), (half + 2, len(text))
    pairs = [(n, half + 2 + n) for n in range(7)]
    edits = list(word_edits(text, base, copy, [*pairs, (16, half + 2 + 17)]))
    assert [(text[e.start : e.end], text[e.copy_start : e.copy_end]) for e in edits] == [
        ("quick", "quiek"),
        ("brown", "brovvn"),
        ("jumps", "leaps"),
    ]


@pytest.mark.parametrize("period", [80, 300])
def test_a_table_is_no_copy(period: int) -> None:
    chance = random.Random(period)
    line = "".join(chance.choice("etaoinshrdlu ") for _ in range(period))
    assert not find_copies(f"{line}\n" * 200)
