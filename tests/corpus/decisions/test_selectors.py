"""A place is found again after the text changed, or it is said to be gone; it is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions.selectors import locate, select

TEXT = (
    "Preparations were being made to replace the Russian troops now being moved from the Far East, but the necessary "
    "arrangements would not be completed for about four months. M. Stalin had gone on to say that he thought that from "
    "the point of view of Russian opinion it would be much better if Japan were left to attack the U.S.S.R."
)


def where(text, part, start=0):
    at = text.index(part, start)
    return select(text, at, at + len(part))


@given(st.text(min_size=1), st.data())
def test_in_the_same_text_a_place_is_where_it_was(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert locate(text, select(text, start, end)) == (start, end)


MOVED = {
    "text put in before": ("troops", lambda t: "A new first sentence. " + t),
    "text taken out before": ("troops", lambda t: t[20:]),
    "lines broken anew": ("four months", lambda t: t.replace(" the ", "\nthe ").replace("four\nmonths", "four months")),
    "neighbours corrected": ("attack", lambda t: t.replace("Japan", "Jaqan").replace("U.S.S.R", "U.S.G.R")),
    "the same word elsewhere": ("Russian", lambda t: "Russian frontiers, and more. " + t),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_place_is_found_again(name):
    quote, change = MOVED[name]
    text = change(TEXT)
    found = locate(text, where(TEXT, quote))
    assert found is not None
    assert text[found[0] : found[1]] == quote
    before = TEXT[: TEXT.index(quote)].split()[-1]
    assert text[: found[0]].split()[-1][:3] == before[:3]


GONE = {
    "the quotation is changed": ("Stalin", lambda t: t.replace("Stalin", "Stelin")),
    "the whole text is another": (
        "Stalin",
        lambda _: "The Turkish Ambassador called; M. Stalin was not named.",
    ),
    "the passage stands twice now": ("months", lambda t: t[50:] + t[50:]),
}


@pytest.mark.parametrize("name", GONE)
def test_what_is_gone_or_doubtful_is_not_guessed(name):
    quote, change = GONE[name]
    selector = where(TEXT, quote)
    assert locate(change(TEXT), selector) is None


@given(st.text("ab ", min_size=1, max_size=60), st.text("ab ", max_size=60), st.data())
def test_what_is_found_reads_as_quoted(text, other, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = locate(other, select(text, start, end))
    assert found is None or other[found[0] : found[1]] == text[start:end]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 99), (0, 6), (6, 6)])
def test_a_place_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="no such place"):
        select("short", *span)


@pytest.mark.parametrize("span", [(0, 0), (0, 5), (5, 5), (2, 2), (1, 3)])
def test_any_place_in_the_text_may_be_said(span):
    selector = select("short", *span)
    assert (selector.start, selector.end) == span
    assert selector.prefix + selector.exact + selector.suffix == "short"


def test_as_much_of_the_surroundings_is_kept_as_is_needed():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 100)))
    selector = select(text, 40, 50)
    assert (selector.prefix, selector.exact, selector.suffix) == (text[8:40], text[40:50], text[50:82])


# -- how alike the surroundings have to be: of 64 code points, so many are others now

BEFORE, AFTER = "abcdefghijklmnopqrstuvwxyz012345", "ABCDEFGHIJKLMNOPQRSTUVWXYZ678901"
PLACE = select(f"{BEFORE}*{AFTER}", 32, 33)


def surroundings(lost_before, lost_after=0):
    """Return the place with so many code points before it and after it changed."""
    return "." * lost_before + BEFORE[lost_before:] + "*" + AFTER[: 32 - lost_after] + "." * lost_after


@pytest.mark.parametrize("lead", ["", "Something new. "])
@pytest.mark.parametrize(("before", "after"), [(0, 0), (16, 0), (0, 16), (8, 8)])
def test_three_quarters_of_the_surroundings_are_enough(lead, before, after):
    text = lead + surroundings(before, after) + " and so on"
    at = text.index("*")
    assert locate(text, PLACE) == (at, at + 1)


@pytest.mark.parametrize("lead", ["", "Something new. "])
@pytest.mark.parametrize(("before", "after"), [(17, 0), (0, 17), (9, 8), (8, 9), (32, 32)])
def test_less_of_the_surroundings_is_not(lead, before, after):
    assert locate(lead + surroundings(before, after) + " and so on", PLACE) is None


@pytest.mark.parametrize("first", [0, 3, 9])
def test_a_place_is_taken_that_is_clearly_more_alike_than_the_next(first):
    better, worse = surroundings(first), surroundings(first + 7)
    for text in (f"- {better} - {worse}", f"- {worse} - {better}"):
        at = text.index(better) + 32
        assert locate(text, PLACE) == (at, at + 1)


@pytest.mark.parametrize("first", [0, 3, 9])
@pytest.mark.parametrize("more", [0, 1, 6])
def test_two_places_that_are_nearly_as_alike_are_left_to_the_editor(first, more):
    better, worse = surroundings(first), surroundings(first + more)
    assert locate(f"- {better} - {worse}", PLACE) is None
    assert locate(f"- {worse} - {better}", PLACE) is None


def test_the_clearly_most_alike_of_many_is_taken():
    text = " - ".join(map(surroundings, (16, 12, 2, 14)))
    at = text.index(surroundings(2)) + 32
    assert locate(text, PLACE) == (at, at + 1)


def test_what_stands_where_it_stood_is_taken_though_it_stands_elsewhere_too():
    text = surroundings(0) + " - " + surroundings(0)
    assert locate(text, PLACE) == (32, 33)
    assert locate(text, select(text, 67 + 32, 67 + 33)) == (67 + 32, 67 + 33)


def test_the_old_offset_alone_says_nothing():
    text = surroundings(20) + " - " + surroundings(0)
    at = text.rindex("*")
    assert locate(text, PLACE) == (at, at + 1)
    assert locate(surroundings(20), PLACE) is None


def test_what_was_the_whole_text_has_no_surroundings():
    whole = select("all of it", 0, 9)
    assert locate("now all of it is a part", whole) == (4, 13)
    assert locate("all of it, all of it", whole) == (0, 9)
    assert locate("twice: all of it, all of it", whole) is None
    assert locate("not a word", whole) is None


def test_a_quotation_that_overlaps_itself_stands_twice():
    assert locate("xaaa", select("aa", 0, 2)) is None


# -- a place between letters

BETWEEN = select(f"{BEFORE}{AFTER}", 32, 32)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (f"{BEFORE}{AFTER}", 32),
        (f"new {BEFORE}{AFTER}", 36),
        (f"new {BEFORE}{AFTER[:20]}", 36),
        (f"new {BEFORE[12:]}{AFTER}", 24),
        (f"{BEFORE[:31]}{AFTER[:31]}", None),
        (f"{BEFORE}, {AFTER}", None),
        (f"x{BEFORE}{AFTER} {BEFORE}{AFTER}", None),
    ],
)
def test_a_place_between_letters_is_found_by_what_stands_beside(text, at):
    assert locate(text, BETWEEN) == (None if at is None else (at, at))


@pytest.mark.parametrize(
    ("old", "at", "new", "found"),
    [
        (BEFORE, 0, BEFORE, 0),
        (BEFORE, 0, f"new {BEFORE}", 4),
        (BEFORE, 0, BEFORE[:30], 0),
        (BEFORE, 32, f"new {BEFORE}", 36),
        (BEFORE, 32, BEFORE[2:], 30),
        (BEFORE, 32, AFTER, None),
        (BEFORE, 0, AFTER, None),
    ],
)
def test_the_ends_of_a_text_are_places_too(old, at, new, found):
    assert locate(new, select(old, at, at)) == (None if found is None else (found, found))
