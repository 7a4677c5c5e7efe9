"""Words left out that another edition has: a gap, an eye that skipped; what editions have of their own is let be."""

import pytest

from corpus.records import Basis, Kind, Witness
from restore.detect.omission import detect
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule
from restore.words.knowledge import shipped

WHOLE = """The Ambassador called on me this afternoon and said that his Government had decided to send the committee
to the frontier before the end of the month. He hoped that the committee would meet ours there.

He added that the question of the coal would be settled by the two ministers when they met in the spring, and that
nothing should be said about it in the newspapers until the papers had been signed by both of them."""


def document(ours, theirs=WHOLE):
    return Document(Witness("A", "A", ours), shipped(), parallels=(Witness("B", "the book", theirs),))


@pytest.mark.parametrize(
    ("left_out", "sign", "sic"),
    [
        ("decided to send", ". . .", ". . ."),
        ("settled by the two ministers", "…", "…"),
        ("two", "____", "____"),
        ("said about it in", "***", "***"),
        ("\nto the frontier before the end of the month. He hoped that the committee", "", "committee"),
        (
            "that the question of the coal would be settled by the two ministers when they met in the spring, and ",
            "",
            "that",
        ),
    ],
)
def test_what_is_missing_is_found_and_offered(left_out, sign, sic):
    made = document(WHOLE.replace(left_out, sign, 1))
    (found,) = detect(made)
    assert (found.kind, found.sic) == (Kind.OMISSION, sic)
    (reading,) = found.readings
    whole = " ".join(WHOLE.split())
    assert " ".join(reading.text.split()) in whole
    assert reading.basis is Basis.PARALLEL and "the book" in reading.evidence
    mended = made.text.string[: found.start] + reading.text + made.text.string[found.end :]
    assert mended.split() == WHOLE.split()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("his Government had decided", "his own Government had decided"),
        ("before the end of the month", "well before the end of that long month"),
        ("when they met in the spring, and", "when they met in the spring of that year, and"),
        ("decided to send", ". . . decided to send"),
        ("signed by both of them.", "signed by both of them. He then left for the frontier with his family."),
    ],
)
def test_what_an_edition_has_of_its_own_is_let_be(ours, theirs):
    assert not list(detect(document(WHOLE, WHOLE.replace(ours, theirs))))
    assert not list(detect(document(WHOLE.replace("two ministers", "ministers"))))


def test_nothing_is_filled_unseen():
    made = document(WHOLE.replace("decided to send", "…"))
    (found,) = (e for e in emend(made, Rule.LIKELY) if e.finding.kind is Kind.OMISSION)
    assert found.best and found.best.text == "decided to send" and not found.auto
