"""Names are linked where it is sure who is meant, and nowhere else."""

from pathlib import Path

import pytest

from corpus.names import load
from corpus.records import Kind, Witness
from corpus.xml import parse_bytes
from restore.edition.formats.tei import serialize
from restore.edition.mentions import mentions
from restore.edition.record import compile_record
from tests.restore.edition.letters import accept, check

LINKED = {
    "In 1941 Mr. Eden met M. Stalin in Moscow.": ["Eden, Anthony", "Stalin, Joseph", "Moscow"],
    "I told Ambassador Winant so in 1941.": ["Winant, John Gilbert"],
}
LEFT = [
    "In July and in May 1941 we went on.",
    "The French and the English troops. Secondly, no.",
    "PERSONAL AND SECRET. Thank you. You know.",
    "Mr. Qwertz of Blorbo spoke.",
    "Mr. Q. Eden spoke in 1941.",
]


@pytest.mark.parametrize("text", LINKED)
def test_who_is_meant(text):
    found = mentions(text, load())
    assert [m.name for m in found] == LINKED[text]
    assert all(text[m.start : m.end].split()[-1].casefold() in m.name.casefold() for m in found)


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_name_is_left_alone(text):
    assert mentions(text, load()) == ()


def test_a_name_with_a_correction_inside_and_one_that_moved():
    text = "In 1941 Joseph Stslin wrote to Mr. Eden.\n\nSumner Welles, Washington\n\nYours"
    events = [
        accept(text, "Stslin", "Stalin", Kind.NAME),
        accept(text, "Sumner Welles", kind=Kind.MISPLACED, before="Yours"),
    ]
    made = compile_record("x", Path("x"), [Witness("A", "A", text)], {}, events, authority=load())
    check(made)
    names = {"".join(e.itertext()) for e in parse_bytes(serialize(made)).iter("{*}persName") if e.get("ref")}
    assert any("Stslin" in name for name in names) and "Eden" in str(names)
