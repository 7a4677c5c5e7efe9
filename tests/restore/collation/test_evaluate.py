"""Evaluation: the figures anybody can count by hand, whatever the length and the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.collation.evaluate import NORMALISATIONS, changes, confusions, evaluate, graphemes, normalise


def test_a_text_is_its_own_truth():
    found = evaluate("My dear Welles,", "My dear Welles,")
    assert found.characters.errors == found.words.errors == found.bag.errors == 0
    assert found.characters.of == 15 and found.words.of == 3


def test_errors_are_counted():
    found = evaluate("a Soviet note on Japan", "a Seviet note Japan on x")
    assert found.words.errors == 4 - 1 or found.words.errors == 3
    assert found.bag.errors == 2
    assert found.order.errors == found.words.errors - 2
    assert ("o", "e", 1) in found.confusions


def test_graphemes_are_what_a_reader_counts():
    assert graphemes("e\u0301a") == ["e\u0301", "a"]
    assert len(graphemes("👩\u200d👧é")) == 2
    found = evaluate("cafe\u0301", "cafe", ())
    assert (found.characters.of, found.graphemes.of, found.graphemes.errors) == (5, 4, 1)


CASES = {
    "nfc": ("e\u0301", "é"),
    "space": ("a \n\n b", "a b"),
    "quotes": ("“a”—‘b’", "\"a\"-'b'"),
    "ligatures": ("oﬃce ſo", "office so"),
    "hyphens": ("bus-\niness", "business"),
    "case": ("TOP Secret", "top secret"),
    "punct": ("a, b. (c)", "a b c"),
    "accents": ("é", "e"),
}


def test_every_normalisation_is_tested():
    assert set(CASES) == set(NORMALISATIONS)


@pytest.mark.parametrize("name", CASES)
def test_normalisations_do_what_they_say(name):
    before, after = CASES[name]
    assert normalise(before, [name]) == after
    assert normalise(before, []) == before
    with pytest.raises(KeyError):
        normalise(before, ["magic"])


def test_broken_words_are_joined_before_white_space_goes():
    assert normalise("bus-\niness", ["space", "hyphens"]) == "business"


def test_reading_order_is_told_apart():
    one = " ".join(f"word{n}" for n in range(40))
    two = " ".join(f"other{n}" for n in range(40))
    found = evaluate(f"{one} {two}", f"{two} {one}")
    assert found.words.share > 0.5 and found.bag.errors == 0
    assert found.order.errors == found.words.errors
    assert found.reordered.errors <= 2 < found.characters.errors


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_changes_lead_from_the_truth_to_the_text(truth, text):
    out, at = "", 0
    for start, end, other_start, other_end in changes(truth, text):
        out += truth[at:start] + text[other_start:other_end]
        at = end
    assert out + truth[at:] == text


def test_long_texts_stay_aligned():
    truth = " ".join(f"the {n}th word of a long text" for n in range(3000))
    text = truth.replace("long", "lone").replace("500th", "")
    found = list(changes(truth, text))
    assert len(found) >= 3000
    assert max(max(b - a, d - c) for a, b, c, d in found) < 12
    assert confusions(truth, text)[0] == ("g", "e", 3000)


def test_nothing_against_something():
    assert evaluate("", "").characters.share == 0
    assert evaluate("", "x").characters.share == 1
    assert evaluate("x", "").characters.share == 1
