"""Note calls that were misread, cut short or run into a word are found; figures and calls that are right stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Finding, Kind
from restore.detect.note_calls import detect
from tests.restore.stand_ins import Language, document

KNOWN = Language(dict.fromkeys(("treaty", "house", "coal", "peace", "and"), 1))
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def found(text: str) -> list[Finding]:
    return list(detect(document(text, KNOWN)))


def raised(*values: int) -> str:
    return " ".join(f"word{str(value).translate(RAISED)}" for value in values)


# -- a caret


@pytest.mark.parametrize("mark", ["^1", "^12", "^123", "^{7}", "^{12}", "^*", "^{**}", "^a"])
def test_a_caret_is_a_figure_misread(mark: str) -> None:
    (one,) = found(f"the treaty{mark}, and")
    assert (one.start, one.sic, one.kind, one.score) == (10, mark, Kind.MARKER, 0.9)
    assert [(reading.text, reading.p) for reading in one.readings] == [("", 0.9)]


@pytest.mark.parametrize(
    "text", ["the treaty ^1 was", "the treaty^1234 was", "the treaty^ was", "the treaty^-1", "^1 a"]
)
def test_other_carets_stand(text: str) -> None:
    assert found(text) == []


# -- cut short


@pytest.mark.parametrize(
    ("calls", "short"),
    [((12, 1, 14), 1), ((12, 1, 21), 1), ((12, 1, 200), 1), ((8, 1, 11), 1), ((134, 13, 136), 13), ((998, 9, 1500), 9)],
)
def test_a_call_that_lost_a_figure_is_found(calls: tuple[int, int, int], short: int) -> None:
    text = raised(*calls)
    (one,) = found(text)
    assert (one.sic, one.kind, one.score) == (str(short).translate(RAISED), Kind.MARKER, 0.6)
    assert one.start == text.index(" ") + 5
    assert [(reading.text, reading.p) for reading in one.readings] == [("", 0.6)]


@pytest.mark.parametrize(
    "calls",
    [
        (12, 13, 14),
        (12, 1, 13),
        (12, 1, 2),
        (12, 1, 12),
        (12, 3, 14),
        (12, 12, 130),
        (1, 2, 3),
        (999, 1, 1500),
        (12, 1),
        (12, 130, 14),
        (7,),
        (),
    ],
)
def test_calls_that_may_be_right_stand(calls: tuple[int, ...]) -> None:
    assert found(raised(*calls)) == []


@given(st.integers(1, 900), st.integers(1, 12))
def test_calls_that_go_up_one_by_one_or_begin_anew_stand(first: int, times: int) -> None:
    rising = range(first, first + times)
    assert found(raised(*rising)) == []
    assert found(raised(*range(1, times), *range(1, times))) == []


# -- run into a word


def run_in(*values: int) -> str:
    return " ".join(f"treaty{value}" for value in values)


@pytest.mark.parametrize(
    ("values", "called"),
    [
        ((1, 2), (1, 2)),
        ((1, 2, 9), (1, 2)),
        ((9, 1, 2), (1, 2)),
        ((4, 9, 10, 30), (9, 10)),
        ((98, 99), (98, 99)),
        ((1, 2, 3, 4), (1, 2, 3, 4)),
    ],
)
def test_figures_on_words_that_count_on_are_calls(values: tuple[int, ...], called: tuple[int, ...]) -> None:
    findings = found(run_in(*values))
    assert [one.sic for one in findings] == [str(value) for value in called]
    assert [(one.kind, one.score) for one in findings] == [(Kind.MARKER, 0.85)] * len(called)
    assert [[(r.text, r.p) for r in one.readings] for one in findings] == [
        [(str(value).translate(RAISED), 0.85)] for value in called
    ]
    assert all(run_in(*values)[one.start : one.end] == one.sic for one in findings)


@pytest.mark.parametrize("values", [(1,), (1, 3), (1, 1), (1, 5, 2), (5, 1, 9, 2), (2, 9, 5, 1), (99, 100), (0, 1)])
def test_figures_that_do_not_count_on_stand(values: tuple[int, ...]) -> None:
    assert found(run_in(*values)) == []


@pytest.mark.parametrize(
    "text",
    [
        "treaty.1 And the house.2",
        "treaty,”1 and house2.",
        'treaty."1 And coal;2',
        "treaty1) and house2: and",
        "peace1\nand2",
    ],
)
def test_marks_may_stand_between(text: str) -> None:
    assert [(one.sic, one.start) for one in found(text)] == [(n, text.index(n)) for n in "12"]


@pytest.mark.parametrize(
    "text",
    [
        "xyzzy1 and xyzzy2",
        "treaty1 and xyzzy2",
        "Treaty1 and House2",
        "treaty 1 and house 2",
        "mm1 and mm2",
        "class-treaty1 and class-house2",
        "treaty1a and house2b",
        "treaty1/4 and house2/4",
    ],
)
def test_other_figures_stand(text: str) -> None:
    assert found(text) == []


def test_an_unknown_word_between_does_not_part_two_calls() -> None:
    assert [one.sic for one in found("treaty1 xyzzy7 house2")] == ["1", "2"]
