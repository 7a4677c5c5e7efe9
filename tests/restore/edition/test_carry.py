"""Decisions carried to another base: those that still apply, those not needed, and orphans; never by guessing."""

from corpus.records import Kind, Witness
from restore.edition.carry import carry
from restore.edition.establish import establish
from tests.restore.edition.letters import EDITED, LETTER, accept, letter_events

RAW = "A Seviet note on the Fer East came in this morning from the Embassy.\n\nLCRFT\n\nYours very sincerely,"
AGAIN = "A Seviet note on the\nFer East came in this\nmorning from the Embassy.\n\nYours very sincerely,"


def test_lines_may_end_elsewhere():
    events = [
        accept(RAW, "Seviet", "Soviet"),
        accept(RAW, "Fer East", "Far East"),
        accept(RAW, "LCRFT", kind=Kind.FURNITURE),
        accept("Another letter altogether, with an Ebassy in it", "Ebassy", "Embassy"),
    ]
    new = Witness("B", "read again", AGAIN.replace("Fer East", "Fer\nEast"))
    found = carry(events, "A", new)
    assert {d.selector.exact for d in found.decisions} == {"Seviet", "Fer\nEast"}
    assert [d.selector.exact for d in found.settled] == ["LCRFT"]
    assert [d.selector.exact for d in found.orphans] == ["Ebassy"]
    assert "A Soviet note on the\nFar East came" in establish(new, found.decisions).text


def test_what_is_read_rightly_now_needs_no_decision():
    events = [accept(RAW, "Seviet", "Soviet")]
    found = carry(events, "A", Witness("B", "B", AGAIN.replace("Seviet", "Soviet")))
    assert (found.decisions, found.orphans, found.settled) == ((), (), tuple(events))


def test_the_same_text_gives_the_same_edition_however_often():
    events = letter_events()
    new = Witness("B", "B", LETTER)
    once, twice = carry(events, "A", new), carry(events, "A", new)
    assert once == twice and not once.orphans
    assert establish(new, [*once.decisions, *twice.decisions]).text == EDITED


def test_a_place_that_could_be_two_is_an_orphan():
    text = "the Seviet note and the Seviet note"
    events = [accept("X the Seviet note", "Seviet", "Soviet")]
    assert carry(events, "A", Witness("B", "B", text)).orphans == tuple(events)
