"""The edition is computed: nothing in, nothing changed; any order, one outcome; undone, the bytes are back."""

import random
from dataclasses import replace

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
    to = text.index(before) if isinstance(before, str) else before
    target = None if to is None else select(text, to, to)
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
    for seed in range(5):
        random.Random(seed).shuffle(decisions)
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
    assert all(segment.text or segment.decision or segment.gap for segment in first.segments)


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


# -- which gap is left where something goes


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (" ", " ", " "),
        (" ", "   ", "   "),
        ("\n", " ", "\n"),
        (" ", "\n", "\n"),
        ("\n\n", "\n", "\n\n"),
        ("\n", "\n\n", "\n\n"),
        ("\n\n", "     ", "\n\n"),
        ("", " ", " "),
        ("\n", "", "\n"),
        ("", "", ""),
    ],
)
def test_where_a_passage_goes_the_stronger_gap_is_left(before, after, left):
    text = f"One.{before}-2-{after}Two."
    edition = establish(witness(text), [accept(text, "-2-", "", Kind.FURNITURE)])
    assert edition.text == f"One.{left}Two."
    for kept in (before, after):
        gone = f"One.{before}-2-{after}STAMP{kept}Two."
        decisions = [accept(gone, "-2-", "", Kind.FURNITURE), accept(gone, "STAMP", "", Kind.FURNITURE)]
        assert establish(witness(gone), decisions).text == f"One.{left}Two."


PAGE = "of the\n\n-2-\n\nRussian"


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [(" ", None, " "), (None, " ", " "), ("", None, ""), (None, "", ""), (" ", "\n", " "), ("\n", " ", " ")],
)
def test_a_decision_on_a_gap_overrules_and_of_two_the_weaker(first, second, left):
    decisions = [accept(PAGE, "-2-", "", Kind.FURNITURE)]
    decisions += [accept(PAGE, "\n\n", first, Kind.PARAGRAPH)] if first is not None else []
    decisions += [accept(PAGE, "\n\n", second, Kind.PARAGRAPH, start=11)] if second is not None else []
    assert establish(witness(PAGE), decisions).text == f"of the{left}Russian"


@pytest.mark.parametrize(
    ("text", "gone", "wanted"),
    [
        ("Yours-3-\n", "-3-\n", "Yours\n"),
        ("Yours\n\n-3-", "-3-", "Yours"),
        ("\n\nLCRFT\nMy dear", "LCRFT", "My dear"),
        ("LCRFT", "LCRFT", ""),
    ],
)
def test_the_first_line_has_no_gap_before_it_and_the_last_the_end_it_had(text, gone, wanted):
    assert establish(witness(text), [accept(text, gone, "", Kind.FURNITURE)]).text == wanted


def laid_out(text, *decisions):
    """Return the pieces that are not plain text: what stands there, from where, and whether it is a gap."""
    segments = establish(witness(text), decisions).segments
    return [(s.text, s.start, s.end, s.gap) for s in segments if s.decision is not None or s.gap]


def test_a_gap_is_a_gap_and_stands_where_white_space_stood():
    went = ("", 4, 7, False)
    text = "One.-2-\n\nTwo."
    assert laid_out(text, accept(text, "-2-", "", Kind.FURNITURE)) == [went, ("\n\n", 7, 9, True)]
    text = "One -2-\n\nTwo."
    assert laid_out(text, accept(text, "-2-", "", Kind.FURNITURE)) == [("\n\n", 3, 4, True), went, ("", 7, 9, True)]
    decisions = [accept(text, "-2-", "", Kind.FURNITURE), accept(text, "\n\n", " ", Kind.PARAGRAPH)]
    assert laid_out(text, *decisions) == [(" ", 3, 4, True), went, ("", 7, 9, False)]
    text = "One  -2-"
    decisions = [accept(text, "-2-", "", Kind.FURNITURE), accept(text, "  ", "", Kind.SPACE)]
    assert laid_out(text, *decisions) == [("", 3, 5, False), ("", 5, 8, False)]
    text = "One\n\n-2-\n"
    decisions = [accept(text, "-2-", "", Kind.FURNITURE), accept(text, "\n\n", "", Kind.PARAGRAPH)]
    assert laid_out(text, *decisions) == [("\n", 3, 5, False), ("", 5, 8, False), ("", 8, 9, True)]


# -- what is moved

ARRIVALS = {
    "at the very beginning": ("one two", [("two", "", "one")], "two one"),
    "after a first mark": ("(one two", [("two", "", "one")], "( two one"),
    "at the very end": ("one two three", [("one", "", 13)], "two three one"),
    "right after a word": ("one two three four", [("four", "", " three")], "one two four three"),
    "right after a word that is corrected": (
        "one two three four",
        [("two", "TWO", None), ("four", "", " three")],
        "one TWO four three",
    ),
    "right before a word that is corrected": (
        "one two three four",
        [("two", "TWO", None), ("four", "", "two")],
        "one four TWO three",
    ),
    "into what goes": ("aa bb cc dd ee", [("bb cc", "", None), ("ee", "", "cc")], "aa ee dd"),
    "right after what moves itself": ("aa bb cc dd", [("bb", "", "aa"), ("dd", "", " cc")], "bb aa dd cc"),
    "the last and the first exchanged": ("aa bb cc", [("cc", "", "aa"), ("aa", "", 8)], "cc bb aa"),
    "from between brackets": ("one (two)", [("two", "", "one")], "two one ()"),
    "of a line between lines": ("a\nb\n\nc", [("c", "", "b")], "a\nc\n\nb"),
    "with a correction at its start": (
        "Dear\n\nSummer Welles\n\nYours",
        [("Summer Welles", "", "Dear"), ("Summer", "Sumner", None)],
        "Sumner Welles\n\nDear\n\nYours",
    ),
    "with a correction at its end": (
        "Dear\n\nSumner Weller\n\nYours",
        [("Sumner Weller", "", "Dear"), ("Weller", "Welles", None)],
        "Sumner Welles\n\nDear\n\nYours",
    ),
    "before what goes, with a weaker gap": (
        "a zz b\n\nSTAMP\n\ny",
        [("zz", "", "STAMP"), ("STAMP", "", None)],
        "a b\n\nzz\n\ny",
    ),
    "before what goes, with a stronger gap": (
        "x STAMP y\n\nzz\n\nb",
        [("zz", "", "STAMP"), ("STAMP", "", None)],
        "x zz\n\ny\n\nb",
    ),
    "to where it stands": ("one two three", [("two", "", "two")], "one two three"),
    "to right after where it stands": ("one two three", [("two", "", " three")], "one two three"),
    "with white space of its own": ("one two\n\nthree four", [("\n\nthree", "", " two")], "one \n\nthree two four"),
    "inside of what moves itself: where that stood": (
        "one two three four five",
        [("two three four", "", "one"), ("four", "", "three")],
        "two three one four five",
    ),
}


@pytest.mark.parametrize("name", ARRIVALS)
def test_what_is_moved_arrives_whole_and_set_off(name):
    text, edits, wanted = ARRIVALS[name]
    decisions = [accept(text, sic, reading, Kind.MISREAD, to) for sic, reading, to in edits]
    edition = establish(witness(text), decisions)
    assert (edition.text, edition.clashes, edition.orphans) == (wanted, (), ())
    assert establish(witness(text), decisions[::-1]).text == wanted


def test_what_was_moved_says_so_and_so_do_its_gaps():
    text = "one two three four"
    two, four = accept(text, "two", "TWO"), accept(text, "four", "", Kind.MISPLACED, "two")
    edition = establish(witness(text), [two, four])
    assert [(s.text, s.gap) for s in edition.segments if s.moved is four] == [("four", False), (" ", True)]
    assert all(s.moved is None for s in edition.segments if s.moved is not four)
    assert edition.moves == ((14, 18, four),)
    text = "one two,three four"
    four = accept(text, "four", "", Kind.MISPLACED, "three")
    edition = establish(witness(text), [four])
    assert edition.text == "one two, four three"
    assert [(s.text, s.gap) for s in edition.segments if s.moved is four] == [(" ", True), ("four", False), (" ", True)]


def test_white_space_that_is_moved_is_no_gap():
    text = "one two\n\nthree four"
    move = accept(text, "\n\nthree", "", Kind.MISPLACED, " two")
    edition = establish(witness(text), [move])
    assert [(s.text, s.gap) for s in edition.segments if s.moved] == [(" ", True), ("\n\n", False), ("three", False)]


def test_gaps_of_what_was_moved_stay_gaps_beside_what_went():
    text = "x STAMP y\n\nzz\n\nb"
    decisions = [accept(text, "zz", "", Kind.MISPLACED, "STAMP"), accept(text, "STAMP", "", Kind.FURNITURE)]
    edition = establish(witness(text), decisions)
    assert [(s.text, s.gap) for s in edition.segments if s.moved] == [("zz", False), ("\n\n", True)]


# -- what clashes, what is an orphan, what is not spoken of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Seviet note", "Soviet paper"), ("Seviet", "Soviet")),
        (("Seviet note", "Soviet paper"), ("note", "paper")),
        (("Seviet note", ""), ("note of", "paper of")),
        (("Seviet note", "Soviet paper"), ("note of", "")),
        (("Seviet note", "Soviet paper"), ("note of", "paper of")),
    ],
)
def test_what_another_decision_leaves_no_room_for_clashes(first, second):
    text = "A Seviet note of May."
    one, other = accept(text, *first), accept(text, *second)
    for decisions in ([one, other], [other, one]):
        edition = establish(witness(text), decisions)
        assert edition.clashes == (other,)
        assert edition.text == establish(witness(text), [one]).text


@pytest.mark.parametrize("inner", ["Seviet", "note", "viet", "Sevie", "te"])
def test_what_goes_has_room_for_others_inside(inner):
    text = "A Seviet note of May."
    edition = establish(witness(text), [accept(text, "Seviet note", ""), accept(text, inner, "x")])
    assert (edition.text, edition.clashes) == ("A of May.", ())


@pytest.mark.parametrize("readings", [("", "Soviet"), ("Soviet", "")])
def test_of_two_decisions_on_one_place_the_earlier_stands(readings):
    text = "A Seviet note of May."
    one = accept(text, "Seviet", readings[0])
    other = accept("In a Seviet note of May.", "Seviet", readings[1])
    edition = establish(witness(text), [other, one])
    assert edition.clashes == (other,)
    assert edition.text == establish(witness(text), [one]).text


@pytest.mark.parametrize("to", [3, 7])
def test_nothing_is_moved_into_itself(to):
    text = "A Seviet note of May."
    move = accept(text, "Seviet", "", Kind.MISPLACED, to)
    edition = establish(witness(text), [move])
    assert (edition.text, edition.clashes, edition.moves) == (text, (move,), ())


def test_before_one_letter_that_is_corrected_there_is_room():
    text = "A 0 b"
    edition = establish(witness(text), [accept(text, "0", "O"), accept(text, "", "(x)", Kind.OMISSION, start=2)])
    assert (edition.text, edition.clashes) == ("A (x)O b", ())


def test_at_both_ends_of_the_text_there_is_room():
    text = "one two"
    decisions = [accept(text, "", "(", Kind.OMISSION, start=0), accept(text, "", ")", Kind.OMISSION, start=7)]
    assert establish(witness(text), decisions).text == "(one two)"


def test_a_move_whose_target_is_gone_is_an_orphan():
    text = "The Hon. Welles stands here.\n\nThe letter goes on for a while.\n\nP.S. This was the end of it."
    move = accept(text, "The Hon. Welles", "", Kind.MISPLACED, "P.S.")
    new = text[: text.index("P.S.") - 10]
    edition = establish(witness(new), [move])
    assert (edition.text, edition.orphans, edition.moves) == (new, (move,), ())


def test_decisions_on_another_witness_and_those_to_leave_a_place_alone_change_nothing():
    text = "A Seviet note."
    other = replace(accept(text, "Seviet", "Soviet"), witness="B")
    alone = replace(accept(text, "Seviet", "Soviet"), verdict=Verdict.REJECT)
    for decision in (other, alone):
        edition = establish(witness(text), [decision])
        assert (edition.text, edition.orphans, edition.clashes) == (text, (), ())


# -- views and slices


@pytest.mark.parametrize("kind", Kind)
def test_the_diplomatic_view_shows_what_the_ink_reads_and_nothing_else(kind):
    ink = {Kind.MISREAD, Kind.NAME, Kind.GARBLE, Kind.JOINED, Kind.SPACE, Kind.PUNCT}
    text = "A Seviet note."
    shown = establish(witness(text), [accept(text, "Seviet", "Soviet", kind)], view=diplomatic).text
    assert shown == ("A Soviet note." if kind in ink else text)


@pytest.mark.parametrize(
    ("sic", "reading", "kind", "shown"),
    [
        ("congrega- tions", "congregations", Kind.SPLIT, "congregations"),
        ("congrega- tions", "congregations", Kind.PARAGRAPH, "congrega- tions"),
        ("congrega\ntions", "congregations", Kind.PARAGRAPH, "congrega\ntions"),
        ("congrega\ntions", "congregation", Kind.SPLIT, "congrega\ntions"),
        ("congrega.\ntions", "congregations", Kind.SPLIT, "congrega-\ntions"),
        ("to\nday", "to-day", Kind.SPLIT, "to-\nday"),
    ],
)
def test_of_a_broken_word_the_diplomatic_view_shows_the_hyphen(sic, reading, kind, shown):
    text = f"of some {sic} here"
    edition = establish(witness(text), [accept(text, sic, reading, kind)], view=diplomatic)
    assert edition.text == f"of some {shown} here"


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (0, 14, "A Sovietic note."[:16]),
        (0, 8, "A Sovietic"),
        (2, 8, "Sovietic"),
        (2, 5, "Sovietic"),
        (0, 2, "A "),
        (3, 14, " note."),
        (8, 14, " note."),
        (9, 12, "not"),
        (5, 5, ""),
    ],
)
def test_a_slice_has_the_text_of_a_stretch_and_readings_that_begin_in_it(start, end, wanted):
    text = "A Seviet note."
    assert establish(witness(text), [accept(text, "Seviet", "Sovietic")]).slice(start, end) == wanted


@pytest.mark.parametrize(("start", "end", "wanted"), [(0, 5, "aa b"), (0, 3, "aa "), (3, 5, "b"), (2, 4, " [x]b")])
def test_what_is_supplied_is_in_the_slices_around_it(start, end, wanted):
    text = "aa bcc"
    edition = establish(witness(text), [accept(text, "", "[x]", Kind.OMISSION, start=3)])
    assert edition.slice(start, end).replace("c", "") == wanted.replace("aa b", "aa [x]b")


def test_a_slice_across_a_gap_has_it_whole():
    text = "One.\n-2-\n\nTwo."
    edition = establish(witness(text), [accept(text, "-2-", "", Kind.FURNITURE)])
    assert edition.slice(0, len(text)) == "One.\n\nTwo."
    assert edition.slice(2, 6) == "e.\n\n"
