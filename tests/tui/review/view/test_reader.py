"""Reading the text under a cursor, and beginning a finding where nothing points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Kind, Verdict, Witness
from corpus.store import Store
from restore.edition import open_record
from restore.edition.formats.tei import serialize
from restore.edition.proof import prove
from tui.review.app import ReviewApp
from tui.review.config import Config
from tui.review.state.filter import State
from tui.review.state.session import ReviewSession
from tui.review.view.reader import TextReader, likely_kind


class Shown:
    """Stands for a session of which only the text counts."""

    def __init__(self, text):
        self.witnesses = {"w": Witness("w", "w.txt", text)}

    def touching(self, *_):
        return []


def reader(text):
    out = TextReader(Shown(text), "w")
    out.go(0)
    return out


def word(found):
    return found.text[slice(*found.word)]


def test_it_goes_from_word_to_word_and_selects():
    found = reader("  One two\n\nthree ")
    assert word(found) == "One"
    assert found.step(1)
    assert found.select()
    assert found.step(1)
    assert word(found) == "three"
    assert not found.step(1)
    assert found.text[slice(*found.selected)] == "two\n\nthree"
    assert found.step(-1)
    assert found.step(-1)
    assert found.text[slice(*found.selected)] == "One two"
    assert not found.select()
    assert not found.step(-1)


def test_it_finds_words_whatever_the_case_and_the_line_ends():
    found = reader("The envoy went. The\nEnvoy came back.")
    assert found.find("the envoy")
    assert found.selected == (16, 25)
    assert found.find("the envoy")
    assert found.selected == (0, 9)
    assert not found.find("minister")
    assert not found.find(" ")


@given(st.text(alphabet="ab \n\r\t‏\x1b界é", max_size=120), st.integers(3, 30))
def test_rows_hold_the_cursor_wherever_it_is(text, width):
    found = reader(text)
    for _ in range(30):
        rows, here = found.rows(width, 5)
        if text.strip():
            assert rows[here].start <= found.word[0] <= rows[here].end
        found.row_step(1, width, 5)


def test_rows_down_go_through_the_whole_text_and_back():
    text = "\n\n".join(" ".join(f"w{n}x{m}" for m in range(40)) for n in range(60))
    found, seen = reader(text), 0
    for _ in range(1000):
        before = found.word
        found.row_step(1, 40, 10)
        seen += found.word != before
        assert found.word[0] >= before[0]
    assert word(found).startswith("w59")
    for _ in range(1000):
        found.row_step(-1, 40, 10)
    assert found.word[0] < 40


@pytest.mark.parametrize(
    ("sic", "text", "kind"),
    [
        ("Seviet", "Soviet", Kind.MISREAD),
        ("theSoviet", "the Soviet", Kind.JOINED),
        ("bus-\niness", "business", Kind.SPLIT),
        ("to day", "today", Kind.SPACE),
        ("end\n\nof", "end of", Kind.PARAGRAPH),
        ("end, of", "end of", Kind.PUNCT),
        ("-2-", "", Kind.FURNITURE),
        ("so many words " * 5, "", Kind.DUPLICATE),
        ("on the nettor", "at the attack", Kind.GARBLE),
        ("", "the ", Kind.OMISSION),
    ],
)
def test_the_likeliest_kind_is_offered_first(sic, text, kind):
    assert likely_kind(sic, text) is kind


def app(session):
    return ReviewApp(session, Config(by="anna"), name="letter")


async def write(session, *keys, size=(80, 24)):
    running = app(session)
    async with running.run_test(size=size) as pilot:
        await pilot.press("E")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return running.message[0]


FIND = ["/", *"his guest", "enter"]


async def test_a_finding_of_ones_own_is_written_with_the_keyboard_alone(session, edition):
    told = await write(session, *FIND, "e", *["backspace"] * 15, *"their guests.", "enter", "enter", *"plural", "enter")
    assert told.startswith("taken: “his guest.” → “their guests.”")
    (event,) = session.store.decisions()
    assert (event.kind, event.verdict, event.by, event.why) == (Kind.MISREAD, Verdict.ACCEPT, "anna", "plural")
    with Store.open(edition) as store:
        record = open_record(store)
        tei = serialize(record)
        assert all(proof.holds for proof in prove(record, tei))
        assert b'<sic>his guest.</sic><corr type="misread" resp="#resp-1" cert="high" evidence="conjecture">' in tei
    assert ReviewSession(session.store, "anna").undo() == 1


async def test_words_are_supplied_and_left_out(session):
    await write(session, *FIND, "i", *"an honoured", "enter", "enter")
    await write(session, *["/", *"-2-", "enter"], "e", *["backspace"] * 3, "enter", "enter", "enter")
    supplied, left_out = sorted(session.store.decisions(), key=lambda e: e.kind == Kind.FURNITURE)
    assert (supplied.text, supplied.kind, supplied.selector.exact) == ("an honoured ", Kind.OMISSION, "")
    assert (left_out.text, left_out.kind, left_out.selector.exact) == ("", Kind.FURNITURE, "-2-")
    assert len(session.entries) == 12


async def test_thinking_better_of_it_changes_nothing(session):
    for keys in (
        ["e", "escape"],
        ["e", "x", "enter", "escape"],
        ["e", "x", "enter", "enter", "escape"],
        ["e", "enter"],
    ):
        await write(session, *FIND, *keys)
    assert not session.store.decisions()


async def test_what_is_decided_is_not_overlapped(session):
    session.accept(session.queue[0])
    told = await write(session, "<", "e", *"x", "enter", "enter", "enter")
    assert "is decided here already" in told
    assert len(session.store.decisions()) == 1


async def test_it_opens_the_finding_under_the_cursor(session):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "E", "up", "enter")
        await pilot.pause()
        assert running.screen.where == "text"
        await pilot.press("/", *"goverment", "enter", "enter")
        await pilot.pause()
        assert running.screen.where == "review"
        assert session.sic(session.current) == "Goverment"


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (200, 60)])
async def test_any_terminal_will_do(session, size):
    await write(session, "v", "right", "down", "pagedown", "end", "home", "pageup", "up", "left", "escape", size=size)
    assert session.state(session.current) is State.WAITING
