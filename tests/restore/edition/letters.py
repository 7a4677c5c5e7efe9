"""A letter with one fault of most kinds, its decisions, and what should come of it."""

from pathlib import Path

from corpus.decisions.log import new_id
from corpus.decisions.selectors import select
from corpus.records import Basis, Decision, Kind, Verdict
from restore.edition.formats.tei import serialize
from restore.edition.proof import prove
from restore.edition.record import compile_record

LETTER = """December 23rd, 1941.

My dear Welles,

LCRFT

You will remember that the restoration of the Russian/

The Honourable Summer Welles, Washington.

Russian pre-war frontiers was a Seviet wish.

Yours very sincerely,

(SGD) HALIFAX

P.S. Tell nobody, tell nobody.
"""
EDITED = """December 23rd, 1941.

My dear Welles,

You will remember that the restoration of the Russian pre-war frontiers was a Soviet wish.

Yours very sincerely,

(SGD) HALIFAX

The Honourable Sumner Welles, Washington.

P.S. Tell nobody.
"""


def decision(text, start, end, reading="", kind=Kind.MISREAD, to=None, basis=Basis.EDITOR, siglum="A", at="2026-01-01"):
    return Decision(
        new_id(),
        siglum,
        select(text, start, end),
        kind,
        Verdict.ACCEPT,
        "anna",
        f"{at}T00:00:00.000000+00:00",
        text=reading,
        basis=basis,
        why="because",
        move_to=None if to is None else select(text, to, to),
    )


def accept(text, sic, reading="", kind=Kind.MISREAD, before=None, **more):
    at = text.index(sic)
    return decision(text, at, at + len(sic), reading, kind, None if before is None else text.index(before), **more)


def letter_events(text=LETTER):
    address = text.index("\n\nRussian")
    return [
        accept(text, "LCRFT", kind=Kind.FURNITURE),
        accept(text, "Russian/", kind=Kind.FURNITURE),
        accept(text, "The Honourable Summer Welles, Washington.", kind=Kind.MISPLACED, before="P.S."),
        accept(text, "Summer", "Sumner", Kind.NAME, basis=Basis.NAME),
        decision(text, address, address + 2, " ", Kind.PARAGRAPH),
        accept(text, "Seviet", "Soviet", basis=Basis.COPY),
        accept(text, ", tell nobody", kind=Kind.DUPLICATE),
    ]


def record(witness, events, emendations=()):
    return compile_record("An edition", Path("x"), [witness], {witness.siglum: list(emendations)}, events)


def check(made):
    """Both projections of the pieces, and both of the TEI, are the witness and the edition."""
    (part,) = made.parts
    assert "".join(p.text for p in part.pieces) == part.edition.text
    assert "".join(p.source for p in part.pieces if p.moved is None) == part.witness.text
    assert "".join(b.text for b in part.blocks) == part.edition.text
    for proof in prove(made, serialize(made)) + prove(made, serialize(made, inline=True)):
        assert proof.holds, proof
