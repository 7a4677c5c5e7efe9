"""A small edition to review: every kind of question the review asks, in a letter made up for it."""

import pytest

from corpus.records import Basis, Emendation, Finding, Kind, Reading, Witness
from corpus.store import Store
from tui.review.state.session import ReviewSession

LETTER = """Dear Sir,

The Seviet Goverment has asked about the Seviet reply. I told him
that the attack [sic] was over, to day at least.

-2-

The Sevlet envoy was then at Geneva/

Geneva, with Mr. Sumners as his guest.

The attack on the town was begun at dawn and the enemies fled.

The nettor on the town was began at dawm and the enemies fled.
"""
COPY = "The nettor on the town was began at dawm and the enemies fled."


def found(sic, kind, readings=(), nth=0, **more):
    at = -1
    for _ in range(nth + 1):
        at = LETTER.index(sic, at + 1)
    ranked = tuple(Reading(text, p, basis, why) for text, p, basis, why in readings)
    return Emendation(Finding(at, at + len(sic), kind, sic, 0.9, f"why {sic}", **more), ranked)


def emendations():
    clean = LETTER.index("The attack on the town")
    soviet = ("Soviet", 0.9, Basis.COPY, "stands so elsewhere")
    return [
        found("Seviet", Kind.MISREAD, [soviet, ("Severed", 0.05, Basis.LANGUAGE, "a word")]),
        found("Goverment", Kind.MISREAD, [("Government", 0.8, Basis.LANGUAGE, "a word")]),
        found("Seviet", Kind.MISREAD, [soviet], nth=1),
        found("to day", Kind.SPACE, [("to-day", 0.5, Basis.RULE, "hyphenated elsewhere")]),
        found("-2-", Kind.FURNITURE, [("", 0.99, Basis.RULE, "page number in sequence")]),
        found("Sevlet", Kind.MISREAD, [("Soviet", 0.6, Basis.LANGUAGE, "a word")]),
        found("Geneva/", Kind.FURNITURE, [("", 0.95, Basis.RULE, "catchword")]),
        found("Sumners", Kind.NAME),
        found(
            COPY,
            Kind.DUPLICATE,
            [("", 0.97, Basis.COPY, "stands better above")],
            partner=(clean, clean + len("The attack on the town was begun at dawn and the enemies fled.")),
        ),
        found("nettor", Kind.MISREAD, [("attack", 0.99, Basis.COPY, "the other copy")]),
        found("began at dawm", Kind.GARBLE, [("begun at dawn", 0.98, Basis.COPY, "the other copy")]),
    ]


@pytest.fixture
def edition(tmp_path):
    """Return the folder of the edition."""
    folder = tmp_path / "letter.edition"
    with Store.create(folder) as store:
        store.keep_witness(Witness("letter", "letter.txt", LETTER), emendations(), "test")
    return folder


@pytest.fixture
def store(edition):
    """Return the store, open."""
    with Store.open(edition) as opened:
        yield opened


@pytest.fixture
def session(store):
    """Return a session of the editor anna."""
    return ReviewSession(store, "anna")
