"""The vote: what both engines read is kept, where they part ink and language decide, nothing is lost."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import language
from corpus.records import Box
from ocr.engines import InkWord
from ocr.lattice import Lattice
from ocr.vote import doubtful, vote

SIGNS = ("", *"abcdefghijklmnopqrstuvwxyzSTM .,-'0123456789", '"')
INDEX = {sign: number for number, sign in enumerate(SIGNS)}
ENGLISH = language.load()


def seen(text: str, doubts: dict[int, tuple[str, float]] | None = None) -> Lattice:
    """Make the lattice of a line: blank, character, blank…; at some places another character is possible."""
    steps = np.full((2 * len(text) + 1, len(SIGNS)), 1e-6, np.float32)
    steps[::2, 0] = 0.99
    for at, sign in enumerate(text):
        steps[2 * at + 1, INDEX[sign]] = 0.97
        if doubts and at in doubts:
            other, p = doubts[at]
            steps[2 * at + 1, INDEX[sign]] = 1 - p
            steps[2 * at + 1, INDEX[other]] = p
    steps /= steps.sum(axis=1, keepdims=True)
    return Lattice(steps, SIGNS, Box(0, 0, 10 * len(text), 20))


def words(text: str, sure: float = 0.9) -> list[InkWord]:
    out, at = [], 0
    for part in text.split():
        out.append(InkWord(part, Box(at * 10, 0, (at + len(part)) * 10, 20), sure, (sure,) * len(part)))
        at += len(part) + 1
    return out


def test_what_both_read_alike_stays_however_odd() -> None:
    line = vote(seen("the persection of the sotret"), words("the persection of the sotret"), ENGLISH)
    assert line is not None
    assert line.text == "the persection of the sotret"
    assert all(word.confidence > 0.9 and not word.alternatives for word in line.words)


def test_language_decides_where_the_ink_is_undecided_and_the_loser_stays() -> None:
    line = vote(seen("the secretery of state", {10: ("a", 0.45)}), words("the secretary of state"), ENGLISH)
    assert line is not None
    assert line.text == "the secretary of state"
    (other,) = line.words[1].alternatives[:1]
    assert (other.text, other.reading) == ("secretery", "RapidOCR")


def test_clear_ink_beats_language() -> None:
    line = vote(seen("they infomed the minister"), words("they informed the minister", 0.4), ENGLISH)
    assert line is not None
    assert line.words[1].text == "infomed"


def test_a_lost_space_is_found_again() -> None:
    lattice = seen("names of the", {5: (" ", 0.5)})
    line = vote(lattice, words("names of the"), ENGLISH)
    assert line is not None
    assert [word.text for word in line.words] == ["names", "of", "the"]
    assert line.words[1].box == Box(60, 0, 80, 20)


def test_one_engine_alone_is_taken_as_it_is() -> None:
    only = vote(None, words("a letter"), ENGLISH)
    assert only is not None
    assert only.text == "a letter"
    other = vote(seen("a letter"), [], ENGLISH)
    assert other is not None
    assert other.text == "a letter"
    assert vote(None, [], ENGLISH) is None


@settings(max_examples=60, deadline=None)
@given(
    mine=st.text("abc e.", min_size=1, max_size=14),
    theirs=st.text("abc e.", min_size=0, max_size=14),
    sure=st.floats(0, 1),
)
def test_any_two_readings_give_a_line_with_sound_numbers(mine: str, theirs: str, sure: float) -> None:
    line = vote(seen(mine), words(theirs, sure), ENGLISH)
    if line is None:
        assert not mine.split() or not theirs.split()
    else:
        assert all(0 <= word.confidence <= 1 and word.text.strip() for word in line.words)


def test_agreement_is_a_probability_and_prefers_what_was_seen() -> None:
    lattice = seen("taste")
    right, wrong, empty = lattice.agreement(["taste", "tests", ""])
    assert 0 >= right > wrong
    assert right > empty
    assert lattice.agreement(["té"])[0] < -10


def test_only_a_line_without_any_doubt_is_read_once() -> None:
    assert not doubtful(words("the honor to report", 0.99), ENGLISH)
    assert doubtful(words("the honor to report", 0.9), ENGLISH)
    assert doubtful(words("the honor to rcport", 0.99), ENGLISH)
    assert doubtful(words("the hon0r to report", 0.99), ENGLISH)
    assert doubtful([], ENGLISH)
