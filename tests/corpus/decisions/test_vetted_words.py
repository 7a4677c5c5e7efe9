"""What an editor marked as right is left alone, and nothing else is."""

import pytest

from corpus.decisions.selectors import select
from corpus.decisions.vetted_words import VettedWords
from corpus.records import Basis, Decision, Kind, Verdict


def decision(word, basis=Basis.LANGUAGE, verdict=Verdict.REJECT, kind=Kind.MISREAD):
    return Decision("1", "w", select(word, 0, len(word)), kind, verdict, "anna", "2026-01-01", basis=basis)


@pytest.mark.parametrize(
    ("marked", "asked"),
    [("compleat", "compleat"), ("compleat", "Compleat"), ("compleat", "COMPLEAT"), ("“compleat”", "compleat,")],
)
def test_a_word_that_is_right_is_right_everywhere(marked, asked):
    assert VettedWords.of([decision(marked)]).stands(Kind.MISREAD, asked)


@pytest.mark.parametrize(
    ("marked", "kind", "asked"),
    [
        (decision("compleat"), Kind.MISREAD, "compleatly"),
        (decision("Ciamo"), Kind.MISREAD, "ciamo"),
        (decision("compleat"), Kind.FURNITURE, "compleat"),
        (decision("compleat"), Kind.PUNCT, "compleat"),
        (decision("compleat", basis=Basis.EDITOR), Kind.MISREAD, "compleat"),
        (decision("compleat", verdict=Verdict.ACCEPT), Kind.MISREAD, "compleat"),
        (decision("12", kind=Kind.FURNITURE), Kind.MISREAD, "12"),
        (decision("..."), Kind.MISREAD, "..."),
    ],
)
def test_no_more_than_the_word_is_left_alone(marked, kind, asked):
    assert not VettedWords.of([marked]).stands(kind, asked)
