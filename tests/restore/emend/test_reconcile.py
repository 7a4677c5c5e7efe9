"""Which of two findings that clash stays, what may stand inside another, and that nothing else is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Basis, Finding, Kind, Reading
from restore.emend.reconcile import reconcile

TEXT = "abcdefghij" * 200
CONTAINERS = [Kind.DUPLICATE, Kind.MISPLACED, Kind.REPEAT, Kind.GARBLE]
WORDS = [Kind.MISREAD, Kind.NAME, Kind.JOINED, Kind.PUNCT]
STRUCTURE = [Kind.FURNITURE, Kind.PARAGRAPH, Kind.MARKUP, Kind.MARKER]


def found(
    start: int, end: int, kind: Kind, score: float = 0.6, basis: Basis | None = None, sic: str | None = None
) -> Finding:
    readings = () if basis is None else (Reading("x", 0.5, basis),)
    return Finding(start, end, kind, TEXT[start:end] if sic is None else sic, score, "a test", readings)


def broken(start: int, end: int, score: float = 0.6) -> Finding:
    return found(start, end, Kind.SPLIT, score, sic="\n".join((TEXT[start : start + 2], TEXT[start + 3 : end])))


def stays(one: Finding, other: Finding) -> None:
    """Of two findings the first one stays, in whatever order they come."""
    assert reconcile([one, other]) == [one]
    assert reconcile([other, one]) == [one]


def both_stay(one: Finding, other: Finding) -> None:
    wanted = sorted([one, other], key=lambda finding: (finding.start, -finding.end))
    assert reconcile([one, other]) == wanted
    assert reconcile([other, one]) == wanted


# -- what clashes


@pytest.mark.parametrize("kind", Kind)
def test_neighbours_stay(kind: Kind) -> None:
    both_stay(found(10, 20, kind), found(20, 30, kind))
    both_stay(found(10, 20, kind), found(21, 30, kind))


@pytest.mark.parametrize("inner", [(10, 14), (12, 14), (16, 20), (10, 19), (11, 20)])
@pytest.mark.parametrize("kind", CONTAINERS)
def test_a_container_holds_what_stands_inside(kind: Kind, inner: tuple[int, int]) -> None:
    both_stay(found(10, 20, kind, 0.1), found(*inner, Kind.MISREAD, 0.9, Basis.COPY))
    both_stay(found(10, 20, kind), found(*inner, kind))


@pytest.mark.parametrize("kind", CONTAINERS)
def test_a_container_holds_nothing_as_large_as_itself_or_that_sticks_out(kind: Kind) -> None:
    stays(found(10, 20, kind, 0.1), found(10, 20, Kind.MISREAD, 0.9, Basis.COPY))
    stays(found(10, 20, kind, 0.1), found(8, 12, Kind.MISREAD, 0.9, Basis.COPY))
    stays(found(10, 20, kind, 0.1), found(18, 22, Kind.MISREAD, 0.9, Basis.COPY))
    stays(found(10, 20, kind, 0.1), found(8, 22, Kind.MISREAD, 0.9, Basis.COPY))
    stays(found(10, 20, kind, 0.1), found(10, 21, Kind.MISREAD, 0.9, Basis.COPY))
    stays(found(10, 20, kind, 0.1), found(9, 20, Kind.MISREAD, 0.9, Basis.COPY))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in CONTAINERS])
def test_nothing_else_holds_anything(kind: Kind) -> None:
    stays(found(10, 20, kind, 0.9), found(12, 14, Kind.SPACE, 0.3))


# -- which one stays


@pytest.mark.parametrize("kind", CONTAINERS)
def test_a_word_broken_at_a_line_end_comes_first(kind: Kind) -> None:
    stays(broken(10, 20, 0.1), found(15, 25, kind, 0.9))
    stays(broken(10, 20, 0.1), found(12, 14, Kind.MISREAD, 0.9, Basis.COPY))
    stays(found(15, 25, kind, 0.1), found(10, 20, Kind.SPLIT, 0.9))
    both_stay(found(10, 30, kind), broken(15, 25))


def test_a_line_end_inside_says_nothing_of_other_kinds() -> None:
    over_two_lines = replace(broken(15, 25, 0.9), kind=Kind.MISREAD)
    stays(found(10, 20, Kind.DUPLICATE, 0.1), over_two_lines)
    stays(found(10, 20, Kind.FURNITURE, 0.5), over_two_lines)


@pytest.mark.parametrize("kind", CONTAINERS)
@pytest.mark.parametrize("structure", STRUCTURE)
def test_containers_come_before_structure(kind: Kind, structure: Kind) -> None:
    stays(found(15, 25, kind, 0.1), found(10, 20, structure, 0.9))


@pytest.mark.parametrize("structure", STRUCTURE)
def test_structure_that_is_likely_comes_before_words_that_a_witness_corrects(structure: Kind) -> None:
    word = found(12, 14, Kind.MISREAD, 0.4, Basis.COPY)
    stays(found(10, 20, structure, 0.5), word)
    stays(word, found(10, 20, structure, 0.49))
    stays(found(10, 20, structure, 0.49), found(12, 14, Kind.MISREAD, 0.48, Basis.NAME))


@pytest.mark.parametrize("kind", [*WORDS, Kind.SPLIT, Kind.SPACE, Kind.OMISSION])
def test_no_word_comes_before_structure(kind: Kind) -> None:
    stays(found(10, 20, Kind.FURNITURE, 0.5), found(15, 25, kind, 0.9, Basis.COPY))


@pytest.mark.parametrize("basis", Basis)
def test_words_that_a_witness_corrects_come_before_surer_ones(basis: Basis) -> None:
    corrected, surer = found(15, 25, Kind.MISREAD, 0.2, basis), found(10, 20, Kind.NAME, 0.9, Basis.LANGUAGE)
    if basis in (Basis.COPY, Basis.INK, Basis.PARALLEL):
        stays(corrected, surer)
    else:
        stays(surer, corrected)


def test_one_reading_of_a_witness_is_enough() -> None:
    readings = (Reading("x", 0.5, Basis.LANGUAGE), Reading("y", 0.4, Basis.INK))
    corrected = Finding(15, 25, Kind.SPACE, TEXT[15:25], 0.2, "a test", readings)
    stays(corrected, found(10, 20, Kind.SPACE, 0.9))


def test_the_surer_the_earlier_the_longer() -> None:
    stays(found(15, 25, Kind.SPACE, 0.7), found(10, 20, Kind.SPACE, 0.6))
    stays(found(10, 20, Kind.SPACE), found(15, 25, Kind.SPACE))
    stays(found(10, 20, Kind.SPACE), found(10, 15, Kind.SPACE))
    stays(found(10, 20, Kind.SPACE, 0.8), found(10, 20, Kind.SPLIT, 0.7))
    stays(found(10, 20, Kind.SPACE), found(10, 20, Kind.SPLIT))
    stays(found(15, 25, Kind.MARKUP, 0.7), found(10, 20, Kind.MARKER, 0.6))


@pytest.mark.parametrize("kind", CONTAINERS)
def test_of_containers_the_earlier_however_sure(kind: Kind) -> None:
    stays(found(10, 20, kind, 0.1), found(15, 25, kind, 0.9))
    stays(broken(10, 20, 0.1), broken(15, 25, 0.9))


# -- words at one place


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("other", WORDS)
def test_findings_of_one_word_become_the_surer_one_with_the_readings_of_both(kind: Kind, other: Kind) -> None:
    one, two = found(10, 20, kind, 0.6, Basis.NAME), found(10, 20, other, 0.7, Basis.COPY)
    (kept,) = reconcile([one, two])
    assert (kept.kind, kept.score) == (other, 0.7)
    assert kept.readings == one.readings + two.readings


def test_the_readings_of_a_word_decide_together_what_comes_first() -> None:
    surer = found(15, 25, Kind.SPACE, 0.9)
    one, two = found(10, 20, Kind.NAME, 0.6), found(10, 20, Kind.MISREAD, 0.5, Basis.COPY)
    (kept,) = reconcile([surer, one, two])
    assert (kept.kind, kept.readings) == (Kind.NAME, two.readings)


def test_equally_sure_findings_of_one_word_are_one_of_the_same_kind_in_any_order() -> None:
    orders = permutations([found(10, 20, kind) for kind in WORDS])
    assert {kept.kind for order in orders for kept in reconcile(order)} == {max(WORDS)}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in WORDS])
def test_other_findings_of_one_place_are_not_joined(kind: Kind) -> None:
    one, two = found(10, 20, kind, 0.6, Basis.COPY), found(10, 20, kind, 0.7, Basis.COPY)
    (kept,) = reconcile([one, two])
    assert len(kept.readings) == 1


# -- far apart, and long


def test_long_findings_meet_at_their_ends() -> None:
    for at in (0, 255, 256, 257, 511, 512, 700, 1023, 1024, 1990):
        stays(found(0, 2_000, Kind.FURNITURE, 0.9), found(at, at + 3, Kind.MISREAD))
        both_stay(found(0, 2_000, Kind.DUPLICATE), found(at, at + 3, Kind.MISREAD))


def test_neighbours_meet_at_every_offset() -> None:
    for at in range(240, 280):
        both_stay(found(at, at + 4, Kind.SPACE), found(at + 4, at + 8, Kind.SPACE))
        stays(found(at, at + 4, Kind.SPACE), found(at + 3, at + 8, Kind.SPACE))


@pytest.mark.parametrize("at", [255, 256, 257, 512])
def test_an_omission_is_a_place_between_letters(at: int) -> None:
    omission = found(at, at, Kind.OMISSION, 0.9)
    stays(omission, found(at - 3, at + 3, Kind.MISREAD, 0.6))
    both_stay(omission, found(at - 3, at + 3, Kind.DUPLICATE, 0.6))
    both_stay(omission, found(at, at + 3, Kind.MISREAD, 0.6))
    both_stay(omission, found(at - 3, at, Kind.MISREAD, 0.6))


# -- whatever comes


def places(found_: list[Finding]) -> list[tuple[int, int, Kind, float]]:
    return [(finding.start, finding.end, finding.kind, finding.score) for finding in found_]


FINDINGS = st.lists(
    st.builds(
        lambda start, length, kind, score, basis: found(start, start + length, kind, score, basis),
        st.integers(240, 280),
        st.integers(1, 20),
        st.sampled_from(Kind),
        st.sampled_from([0.2, 0.5, 0.7, 0.9]),
        st.sampled_from([None, Basis.COPY, Basis.LANGUAGE]),
    ),
    max_size=12,
)


@given(FINDINGS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_places_apart_or_inside_a_container(findings: list[Finding], chance) -> None:
    kept = reconcile(findings)
    for number, one in enumerate(kept):
        for other in kept[number + 1 :]:
            apart = one.end <= other.start
            assert apart or (one.kind in CONTAINERS and other.end <= one.end and one.span != other.span)
    assert reconcile(kept) == kept
    assert bool(kept) == bool(findings)
    if len({finding.span for finding in findings}) == len(findings):
        chance.shuffle(findings)
        assert places(reconcile(findings)) == places(kept)
