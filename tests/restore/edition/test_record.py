"""One record: every piece knows what the edition has and what the witness has, and the TEI gives both back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Basis, Box, Emendation, Finding, Ink, Kind, PageSpan, Reading, Witness
from corpus.xml import parse_bytes
from restore.edition.formats.tei import serialize
from restore.edition.proof import extract
from restore.edition.record import compile_record
from restore.edition.roles import BlockRole
from tests.restore.edition.letters import EDITED, LETTER, accept, check, decision, letter_events, record


def test_a_letter_is_laid_out():
    made = record(Witness("A", "A letter", LETTER), letter_events())
    (part,) = made.parts
    assert part.edition.text == EDITED
    check(made)
    roles = [block.role for block in part.blocks if block.role is not BlockRole.GAP]
    assert roles == [
        BlockRole.DATELINE,
        BlockRole.SALUTE,
        BlockRole.PARAGRAPH,
        BlockRole.CLOSE,
        BlockRole.SIGNED,
        BlockRole.PARAGRAPH,
        BlockRole.POSTSCRIPT,
    ]
    assert [note.number for note in part.notes] == list(range(1, len(part.notes) + 1))
    assert len({block.anchor for block in part.blocks if block.anchor}) == len(roles)


def test_a_decision_that_makes_no_difference_is_no_note():
    made = record(Witness("A", "A letter", LETTER), [accept(LETTER, "Seviet", "Soviet", siglum="B")])
    assert made.parts[0].notes == ()
    check(made)


def test_faults_of_reading_stand_outside_the_text_and_the_proof_holds():
    text = "A Seviet\nnote."
    ink = tuple(
        Ink(text.index(w), text.index(w) + len(w), "p1", Box(10 * n, 0, 10 * n + 9, 9), 0.9)
        for n, w in enumerate(text.split())
    )
    witness = Witness("A", "A note", text, pages=(PageSpan(0, len(text), "p1"),), ink=ink)
    made = record(witness, [accept(text, "Seviet", "Soviet", basis=Basis.INK)])
    check(made)
    root = parse_bytes(serialize(made))
    assert root.findtext(".//{*}standOff//{*}rdg") == "Seviet"
    assert root.findtext(".//{*}seg") == "Soviet"
    assert root.find(".//{*}pb") is not None
    assert made.parts[0].notes[0].inks == (("p1", Box(10, 0, 19, 9)),)
    assert parse_bytes(serialize(made, inline=True)).find(".//{*}standOff") is None


def test_questions_are_marked_and_change_nothing():
    finding = Finding(2, 8, Kind.MISREAD, "Seviet", 0.9, "no such word")
    question = Emendation(finding, (Reading("Soviet", 0.9, Basis.LANGUAGE),))
    made = record(Witness("A", "A note", "A Seviet note."), [], [question])
    check(made)
    assert made.parts[0].waiting == (question,)
    assert [p.text for p in made.parts[0].pieces if p.query] == ["Seviet"]
    assert parse_bytes(serialize(made)).findtext(".//{*}unclear") == "Seviet"


ODD = {
    "form feed": "One.\n\n\x0c-2-\n\nTwo.\n",
    "control characters": "a\x00b\x07c \x1b[31m",
    "carriage returns": "One.\r\n\r\nTwo\rthree.\r\n",
    "markup": "<p>a & b</p> ]]> <!-- c -->",
    "white space before and after": "\n\n  One.  \n\n\n",
    "nothing but white space": " \n\n ",
    "nothing": "",
    "noncharacters": "a\ufffe\uffffb",
    "combining and astral": "e\u0301 𐍈 👍",
    "one line": "word " * 50,
}


@pytest.mark.parametrize("name", ODD)
def test_any_text_comes_back_to_the_byte(name):
    check(record(Witness("A", "odd", ODD[name]), []))


words = st.lists(st.text("abP.\x0c", min_size=1, max_size=4), min_size=3, max_size=10)


@settings(max_examples=150, deadline=None)
@given(words, st.data())
def test_whatever_is_decided_both_texts_come_back(parts, data):
    text = "".join(part + data.draw(st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n"])) for part in parts)
    events = []
    for _ in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        if start == end:
            kind, to = Kind.OMISSION, None
        else:
            kind = data.draw(st.sampled_from(list(Kind)))
            to = data.draw(st.one_of(st.none(), st.integers(0, len(text))))
        reading = data.draw(st.sampled_from(["", "x", "yy zz", "one\n\ntwo", " ", "\n\n"]))
        basis = data.draw(st.sampled_from(list(Basis)))
        events.append(decision(text, start, end, reading, kind, to, basis))
    check(record(Witness("A", "made up", text), events))


def test_two_documents_and_sigla_that_are_no_names():
    one, two = Witness("1 a/b", "one", "Text one."), Witness("1 a b", "two", "Text two.")
    made = compile_record("x", Path("x"), [one, two], {}, [])
    assert [part.slug for part in made.parts] == ["w1-a-b", "w1-a-b-2"]
    texts = extract(parse_bytes(serialize(made)), witness=True)
    assert texts == {"w1-a-b": "Text one.", "w1-a-b-2": "Text two."}
