"""What transcribers say with their signs is no fault: no finding touches a sign, and none comes of one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kinds import Trait, having
from corpus.transcriptions.signs import marks, without
from restore.detect import detect
from restore.document import Document

Make = Callable[[str], Document]

FORMS = (
    *("_{}_", "~~{}~~", "<del>{}</del>", "<u>{}</u>", "<s>{}</s>", "<ins>{}</ins>", "^{}^", "\\{}/", "__{}__", "+{}+"),
    *(
        "[{}]",
        "[{}?]",
        "[?{}]",
        "{}[?]",
        "[struck out: {}]",
        "[inserted: {}]",
        "⟨{}⟩",
        "{{{}}}",
        "<hi rend='b'>{}</hi>",
    ),
    *("[illegible] {}", "[torn] {}", "{} [...]", "{} [two words lost]", "{} <gap/>", "[fol. 2v] {}", "[12r] {}"),
)


@pytest.mark.parametrize("form", FORMS)
def test_no_finding_comes_of_a_sign(make: Make, letter: str, form: str) -> None:
    plain = {finding.sic for finding in detect(make(letter))}
    signed = letter.replace("director", form.format("director")).replace("recruits", form.format("recruits"))
    assert signed != letter
    assert {finding.sic for finding in detect(make(signed))} <= plain


@pytest.mark.parametrize("torn", ["trea[sury]", "Mond[ay]", "the Colv[...] family", "[re]cruits"])
def test_a_word_parted_by_a_sign_is_left_alone(make: Make, letter: str, torn: str) -> None:
    signed = letter.replace("the factories", torn)
    assert list(detect(make(signed))) == []


@pytest.mark.parametrize(
    ("text", "sic"),
    [
        ("the _goveniment_ of the day", "goveniment"),
        ("the [goveniment?] of the day", "goveniment"),
        ("the goveniment[?] of the day", "goveniment"),
        ("the goveniment was _very much_ pleased", "goveniment"),
        ("**The** government was _very much_ pleased", "**"),
        ("the <b>government</b> was _very much_ pleased", "<b>"),
        ("the government was ( _very much_ pleased", "("),
    ],
)
def test_faults_beside_signs_are_found(make: Make, text: str, sic: str) -> None:
    assert sic in [finding.sic for finding in detect(make(text))]


PIECES = st.sampled_from(
    ["[", "]", "_", "~~", "^", "<del>", "</del>", "[?]", "[...]", "<", ">", "word", " ", "\n", "+"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_signs_lie_in_the_text_and_no_finding_cuts_one(make: Make, text: str) -> None:
    signs = marks(text)
    assert all(0 <= start < end <= len(text) for start, end in signs) and signs == sorted(signs)
    assert len(without(text)) == len(text)
    for finding in detect(make(text)):
        assert finding.kind in having(Trait.PASSAGE) or not any(s < finding.end and finding.start < e for s, e in signs)
