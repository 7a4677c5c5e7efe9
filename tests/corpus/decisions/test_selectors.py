"""A place is found again after the text changed, or it is said to be gone; it is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions.selectors import locate, select

TEXT = (
    "Preparations were being made to replace the Russian troops now being moved from the Far East, but the necessary "
    "arrangements would not be completed for about four months. M. Stalin had gone on to say that he thought that from "
    "the point of view of Russian opinion it would be much better if Japan were left to attack the U.S.S.R."
)


def where(text, part, start=0):
    at = text.index(part, start)
    return select(text, at, at + len(part))


@given(st.text(min_size=1), st.data())
def test_in_the_same_text_a_place_is_where_it_was(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert locate(text, select(text, start, end)) == (start, end)


MOVED = {
    "text put in before": ("troops", lambda t: "A new first sentence. " + t),
    "text taken out before": ("troops", lambda t: t[20:]),
    "lines broken anew": ("four months", lambda t: t.replace(" the ", "\nthe ").replace("four\nmonths", "four months")),
    "neighbours corrected": ("attack", lambda t: t.replace("Japan", "Jaqan").replace("U.S.S.R", "U.S.G.R")),
    "the same word elsewhere": ("Russian", lambda t: "Russian frontiers, and more. " + t),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_place_is_found_again(name):
    quote, change = MOVED[name]
    text = change(TEXT)
    found = locate(text, where(TEXT, quote))
    assert found is not None
    assert text[found[0] : found[1]] == quote
    before = TEXT[: TEXT.index(quote)].split()[-1]
    assert text[: found[0]].split()[-1][:3] == before[:3]


GONE = {
    "the quotation is changed": ("Stalin", lambda t: t.replace("Stalin", "Stelin")),
    "the whole text is another": (
        "Stalin",
        lambda _: "The Turkish Ambassador called; M. Stalin was not named.",
    ),
    "the passage stands twice now": ("months", lambda t: t[50:] + t[50:]),
}


@pytest.mark.parametrize("name", GONE)
def test_what_is_gone_or_doubtful_is_not_guessed(name):
    quote, change = GONE[name]
    selector = where(TEXT, quote)
    assert locate(change(TEXT), selector) is None


@given(st.text("ab ", min_size=1, max_size=60), st.text("ab ", max_size=60), st.data())
def test_what_is_found_reads_as_quoted(text, other, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = locate(other, select(text, start, end))
    assert found is None or other[found[0] : found[1]] == text[start:end]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 99)])
def test_a_place_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="no such place"):
        select("short", *span)
