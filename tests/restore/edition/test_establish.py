"""The edition is computed: nothing in, nothing changed; any order, one outcome; undone, the bytes are back."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions.log import new_id, now
from corpus.decisions.selectors import select
from corpus.records import Decision, Kind, Verdict, Witness
from restore.edition.establish import diplomatic, establish


def witness(text):
    return Witness("A", "a letter", text)


def accept(text, sic, reading, kind=Kind.MISREAD, before=None, start=None):
    at = text.index(sic) if start is None else start
    target = None if before is None else select(text, text.index(before), text.index(before))
    return Decision(
        id=new_id(),
        witness="A",
        selector=select(text, at, at + len(sic)),
        kind=kind,
        verdict=Verdict.ACCEPT,
        text=reading,
        by="anna",
        at=now(),
        move_to=target,
    )


@given(st.text())
def test_no_decisions_give_the_witness(text):
    edition = establish(witness(text), ())
    assert edition.text == text


CASES = {
    "a word": ("A Seviet note.", [("Seviet", "Soviet", Kind.MISREAD, None)], "A Soviet note."),
    "a page number between paragraphs": (
        "One.\n\n-2-\n\nTwo.\n",
        [("-2-", "", Kind.FURNITURE, None)],
        "One.\n\nTwo.\n",
    ),
    "a page break inside a sentence": (
        "of the Russian/\n\n-2-\n\nRussian frontiers.",
        [
            ("Russian/", "", Kind.FURNITURE, None),
            ("-2-", "", Kind.FURNITURE, None),
            ("\n\n", " ", Kind.PARAGRAPH, None),
        ],
        "of the Russian frontiers.",
    ),
    "a page number that takes the break with it": (
        "of the\n\nRussian/\n\n-2-\n\nRussian frontiers.",
        [("Russian/", "", Kind.FURNITURE, None), ("-2-\n\n", " ", Kind.FURNITURE, None)],
        "of the Russian frontiers.",
    ),
    "a stamp inside a line": ("Mr. Eden . /8 stated", [(". /8", "", Kind.FURNITURE, None)], "Mr. Eden stated"),
    "a stamp at a line end": ("it is\nNo. 7\nnot so", [("No. 7", "", Kind.FURNITURE, None)], "it is\nnot so"),
    "the first line": ("LCRFT\n\nMy dear", [("LCRFT", "", Kind.FURNITURE, None)], "My dear"),
    "the last line": ("Yours\n\n-3-\n", [("-3-", "", Kind.FURNITURE, None)], "Yours\n"),
    "a lost space put in": ("KishinevLvov", [("KishinevLvov", "Kishinev-Lvov", Kind.JOINED, None)], "Kishinev-Lvov"),
    "a space taken out": ("mes sage", [(" ", "", Kind.SPACE, None)], "message"),
    "an address moved out": (
        "the text\n\nThe Hon. Welles\n\ngoes on.\n\nYours\n\nP.S. Note",
        [("The Hon. Welles", "", Kind.MISPLACED, "P.S."), ("\n\n", " ", Kind.PARAGRAPH, None)],
        "the text goes on.\n\nYours\n\nThe Hon. Welles\n\nP.S. Note",
    ),
    "an emendation inside what moves": (
        "Summer Welles\n\nMy dear",
        [("Summer Welles", "", Kind.MISPLACED, "My dear"), ("Summer", "Sumner", Kind.NAME, None)],
        "Sumner Welles\n\nMy dear",
    ),
    "an emendation inside what goes": (
        "Soviet. Seviet.",
        [(" Seviet.", "", Kind.DUPLICATE, None), ("Seviet", "Soviet", Kind.MISREAD, None)],
        "Soviet.",
    ),
    "two pages exchanged": (
        "begin\n\nthird page\n\nsecond page\n\nend",
        [("third page", "", Kind.MISPLACED, "second page"), ("second page", "", Kind.MISPLACED, "third page")],
        "begin\n\nsecond page\n\nthird page\n\nend",
    ),
    "brackets stay": ("a [sic] b", [("a", "A", Kind.MISREAD, None)], "A [sic] b"),
}


@pytest.mark.parametrize("name", CASES)
def test_decisions_are_carried_out(name):
    text, edits, wanted = CASES[name]
    decisions = [accept(text, sic, reading, kind, before) for sic, reading, kind, before in edits]
    for _ in range(5):
        random.shuffle(decisions)
        assert establish(witness(text), decisions).text == wanted


@pytest.mark.parametrize("name", CASES)
def test_undoing_everything_gives_the_bytes_back(name):
    text, edits, _ = CASES[name]
    decisions = [accept(text, sic, reading, kind, before) for sic, reading, kind, before in edits]
    undos = [Decision(new_id(), "A", d.selector, d.kind, Verdict.UNDO, "anna", now(), undoes=d.id) for d in decisions]
    assert establish(witness(text), decisions + undos).text == text


words = st.lists(st.text("abc", min_size=1, max_size=4), min_size=4, max_size=12)


@given(words, st.randoms(use_true_random=False), st.data())
def test_any_order_one_outcome_and_nothing_lost(parts, rng, data):
    gaps = [data.draw(st.sampled_from([" ", "\n", "\n\n"])) for _ in parts]
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    decisions = []
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        to = data.draw(st.one_of(st.none(), st.integers(0, len(text))))
        decisions.append(
            Decision(
                new_id(),
                "A",
                select(text, start, end),
                Kind.MISREAD,
                Verdict.ACCEPT,
                "anna",
                now(),
                text=data.draw(st.sampled_from(["", "x", "yy zz"])),
                move_to=None if to is None else select(text, to, to),
            )
        )
    first = establish(witness(text), decisions)
    rng.shuffle(decisions)
    assert establish(witness(text), decisions).text == first.text
    covered = sorted((s.start, s.end) for s in first.segments if s.end > s.start)
    spread = [n for start, end in covered for n in range(start, end)]
    assert sorted(set(spread)) == list(range(len(text)))


def test_views_leave_out_what_they_do_not_show():
    text = "One Seviet.\n\n-2-\n\nTwo."
    decisions = [accept(text, "Seviet", "Soviet"), accept(text, "-2-", "", Kind.FURNITURE)]
    edition = establish(witness(text), decisions, view=diplomatic)
    assert edition.text == "One Soviet.\n\n-2-\n\nTwo."
    assert edition.slice(0, 11) == "One Soviet."


def test_the_diplomatic_view_keeps_the_line_and_the_hyphen_of_a_broken_word():
    text = "It is true of some congrega\ntions here, and of their minis-\nters."
    split = Kind.SPLIT
    decisions = [
        accept(text, "congrega\ntions", "congregations", split),
        accept(text, "minis-\nters", "ministers", split),
    ]
    assert establish(witness(text), decisions).text == "It is true of some congregations here, and of their ministers."
    shown = establish(witness(text), decisions, view=diplomatic).text
    assert shown == "It is true of some congrega-\ntions here, and of their minis-\nters."


def test_a_place_that_is_gone_makes_an_orphan():
    decision = accept("The Seviet note on Japan.", "Seviet", "Soviet")
    edition = establish(witness("Something else entirely."), [decision])
    assert edition.text == "Something else entirely."
    assert edition.orphans == (decision,)


@pytest.mark.parametrize(
    ("reading", "before", "wanted"),
    [
        ("reply", None, "The (late)reply(again) came at dawn."),
        ("", None, "The (late)(again) came at dawn."),
        ("", "at", "The (late)(again) came answer at dawn."),
    ],
)
def test_what_is_supplied_at_the_edge_of_another_place_stands_once_and_outside_it(reading, before, wanted):
    text = "The answer came at dawn."
    place = accept(text, "answer", reading, Kind.MISPLACED if before else Kind.MISREAD, before)
    edge = accept(text, "", "(late)", Kind.OMISSION, start=4)
    other_edge = accept(text, "", "(again)", Kind.OMISSION, start=10)
    edition = establish(witness(text), [place, edge, other_edge])
    assert not edition.clashes
    assert edition.text == wanted
