"""Tokens cover all that is not white space, and their words are what an editor calls a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.tokens import tokenize, words


@given(st.text())
def test_tokens_cover_the_text_in_order(text):
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("don’t ask O'Malley", ["don’t", "ask", "O'Malley"]),
        ("the U.S.S.R. – 28th/29th", ["the", "U", "S", "S", "R", "28th", "29th"]),
        ("communiqué", ["communiqué"]),
        ("communique\u0301s", ["communique\u0301s"]),
        ("to-day", ["to", "day"]),
        ("'quoted'", ["quoted"]),
        ("_emphasis_", ["emphasis"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words(text, wanted):
    assert [word.text for word in words(text)] == wanted
