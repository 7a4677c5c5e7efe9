"""Joining evidence, and the rule: what is applied unseen, and what waits for the editor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Basis, Finding, Kind, Reading
from restore.document import Document
from restore.emend import emend, emended
from restore.emend.rank import joined
from restore.emend.rule import Rule, applies, guarded

Make = Callable[[str], Document]


def finding(text: str, sic: str, kind: Kind = Kind.MISREAD, score: float = 0.95) -> Finding:
    start = text.index(sic)
    return Finding(start, start + len(sic), kind, sic, score, "a test")


TEXT = "He wrote that the Embassy would send the papers in May, but said “it was not wise” to wait for Mr. Hull's note."
OFFERS = st.lists(
    st.builds(
        Reading,
        st.sampled_from(["attack", "better", "attach", "nettor"]),
        st.floats(0, 1),
        st.sampled_from([Basis.COPY, Basis.INK, Basis.LANGUAGE]),
    ),
    max_size=6,
)


def test_one_witness_keeps_its_probability() -> None:
    (reading,) = joined(finding("nettor", "nettor"), [Reading("attack", 0.97, Basis.COPY)])
    assert reading.p == pytest.approx(0.97)


def test_witnesses_that_agree_are_surer_than_each() -> None:
    offers = [Reading("attack", 0.9, Basis.COPY, "a copy"), Reading("attack", 0.8, Basis.LANGUAGE, "the words around")]
    (reading,) = joined(finding("nettor", "nettor"), offers)
    assert reading.p == pytest.approx(0.98)
    assert reading.basis is Basis.COPY
    assert reading.evidence == "a copy; the words around"


def test_a_witness_beats_what_is_only_plausible() -> None:
    offers = [Reading("better", 0.79, Basis.LANGUAGE), Reading("attack", 0.97, Basis.COPY)]
    first, second = joined(finding("nettor", "nettor"), offers)
    assert (first.text, second.text) == ("attack", "better")
    assert first.p < 0.97


def test_what_is_hardly_ever_right_is_not_proposed() -> None:
    weak = Reading("Goroshenko", 0.01, Basis.LANGUAGE)
    assert joined(finding("Timoshenko", "Timoshenko"), [weak]) == ()
    assert len(joined(finding("Timoshenko", "Timoshenko"), [weak, Reading("Timoshenka", 0.4, Basis.INK)])) == 2


@given(OFFERS)
def test_probabilities_are_shared(offers: list[Reading]) -> None:
    readings = joined(finding("nettor", "nettor"), offers)
    assert sum(r.p for r in readings) <= 1.0 + 1e-6
    assert [r.p for r in readings] == sorted((r.p for r in readings), reverse=True)
    assert all(r.text != "nettor" for r in readings)


@pytest.mark.parametrize(
    ("sic", "corr", "kind", "held"),
    [
        ("send", "lend", Kind.MISREAD, False),
        ("papers", "paper", Kind.MISREAD, False),
        ("Embassy", "Embargo", Kind.MISREAD, True),
        ("May", "1941", Kind.MISREAD, True),
        ("Hull", "Hill", Kind.NAME, True),
        ("wise", "wife", Kind.MISREAD, True),
        ("would", "would not", Kind.JOINED, True),
    ],
)
def test_names_numbers_negations_and_quotations_need_a_witness(
    make: Make, sic: str, corr: str, kind: Kind, held: bool
) -> None:
    document, place = make(TEXT), finding(TEXT, sic, kind)
    reading = Reading(corr, 0.999, Basis.LANGUAGE)
    assert guarded(document, place, reading) is held
    assert applies(document, place, reading, Rule.CERTAIN) is not held
    assert applies(document, place, Reading(corr, 0.999, Basis.COPY), Rule.CERTAIN)


def test_likely_needs_a_reading_likelier_than_what_stands(make: Make) -> None:
    document, reading = make(TEXT), Reading("lend", 0.45, Basis.LANGUAGE)
    assert applies(document, finding(TEXT, "send", score=0.9), reading, Rule.LIKELY)
    assert not applies(document, finding(TEXT, "send", score=0.5), reading, Rule.LIKELY)


@pytest.mark.parametrize(("p", "applied"), [(0.85, False), (0.93, True)])
def test_likely_moves_only_what_is_nearly_sure_to_be_misplaced(make: Make, p: float, applied: bool) -> None:
    place = finding(TEXT, "the Embassy", Kind.MISPLACED)
    assert applies(make(TEXT), place, Reading("", p, Basis.RULE), Rule.LIKELY) is applied


def test_nothing_is_applied_where_nothing_is_asked(make: Make) -> None:
    assert not any(e.auto for e in emend(make("The dircctor of the mines explained it."), Rule.NONE))


def test_a_name_found_whole_and_by_its_part_is_told_of_once(make: Make) -> None:
    text = "I wrote to Summer Welles, the Under Secretary of State of the United States, about it in 1941."
    (found,) = (e for e in emend(make(text), Rule.NONE) if e.finding.sic == "Summer")
    assert found.best is not None
    assert found.best.text == "Sumner"
    assert found.best.evidence.count("listed name") == 1


def test_half_of_a_garbled_word_is_better_than_none(make: Make) -> None:
    document = make(TEXT.replace("papers", "papcrs"))
    (suspect,) = (s for s in document.words.suspects if s.sic == "papcrs")
    reading = Reading(suspect.options[suspect.rival].text, 0.31, Basis.LANGUAGE)
    for gain, applied in ((0.9, True), (0.2, False)):
        suspect.gain, suspect.p = gain, 0.31
        assert applies(document, finding(document.text.string, "papcrs"), reading, Rule.LIKELY) is applied


@pytest.mark.parametrize(
    "text",
    [
        "The Ambassador said that his Government had . . . the committee before the end of the month.",
        "The afternoon was over. It would . . . be idle to pretend that the impression here is not a painful one.",
        "It would be … when they met in the spring. The papers were signed . Nothing was said about it .",
        'He wrote : "the question would be settled ... in the spring ." and left . . .',
        "We have received your letter of the 12th . It gave us pleasure ; we hope to see you soon .",
    ],
)
def test_stops_set_off_by_a_blank_are_no_specks(make: Make, text: str) -> None:
    assert not any(
        e.auto and e.best and len(e.best.text.split()) < len(e.finding.sic.split())
        for e in emend(make(text), Rule.LIKELY)
    )


def test_a_speck_beside_a_word_is_one(make: Make) -> None:
    text = "The committee met twice this week ~ and heard the director of the mines ' again."
    assert [e.finding.sic for e in emend(make(text), Rule.LIKELY) if e.best and not set("~'") & set(e.best.text)]


@pytest.mark.parametrize("name", ["David Tilson", "Gen. McGehee", "Marten Heuven"])
def test_rare_names_that_are_listed_stand(make: Make, name: str) -> None:
    text = f"I spoke to {name} this morning about the note, and he said that he would not sign the agreement."
    assert not [e for e in emend(make(text), Rule.LIKELY) if e.auto]


def test_a_formula_repeated_with_another_name_is_no_evidence(make: Make) -> None:
    formula = "The proposal was brought forward by General {} at the second meeting"
    text = f"{formula.format('McGehee')}. Nothing came of it. {formula.format('Weismann')}, which he left."
    assert not [e for e in emend(make(text), Rule.LIKELY) if any(r.basis is Basis.COPY for r in e.readings)]


def test_documents_read_together_are_read_as_each_by_itself(make: Make) -> None:
    texts = [
        "Ho said thot tho report was wrong.",
        "",
        "He would write to his brothor in tho toun.",
        "All is well here.",
    ]
    together = list(emended(map(make, texts)))
    assert together == [emend(make(text)) for text in texts]
    assert len(together[0]) > 1
