"""Text is shown as it is, and the terminal never obeys it: not the text, not the evidence, not a name."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions.log import new_id, now
from corpus.decisions.selectors import select
from corpus.records import Basis, Decision, Emendation, Finding, Kind, Reading, Verdict, Witness
from corpus.store import Store
from tui.review.app import ReviewApp
from tui.review.config import Config
from tui.review.editing import from_line, to_line
from tui.review.plain import PlainReview
from tui.review.state.diff import Styled, Tone, before_after, inline, parts
from tui.review.state.session import ReviewSession
from tui.review.view.fold import both, cells, crop, fold, hang, pad, shown
from tui.screen import visible

CLIPBOARD = "\x1b]52;c;ZXZpbA==\x07"
EVIL = (
    f"{CLIPBOARD}\x1b[2J\x9b31m\x9d0;title\x9c[bold]x[/] [/ [@click=app.quit]"
    "\u202etxt\u2066\x00\x7f\r\b\tcafe\u0301 日本 שלום"
)
FORBIDDEN = {*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def safe(text):
    return not FORBIDDEN & {ord(char) for char in text}


@pytest.fixture
def hostile(tmp_path):
    """Return a session on an edition in which everything that can hold text is hostile."""
    text = f"{EVIL}\n\nSeviet {EVIL} Seviet\n\n{EVIL} copy\n"
    at, again = text.index("Seviet"), text.rindex("Seviet")
    readings = (Reading(f"Soviet{EVIL}", 0.9, Basis.COPY, EVIL), Reading("", 0.05, Basis.RULE, EVIL))
    passage = text.index(EVIL, again)
    found = [
        Emendation(Finding(at, at + 6, Kind.MISREAD, "Seviet", 0.9, EVIL), readings),
        Emendation(Finding(at + 7, at + 7 + len(EVIL), Kind.GARBLE, EVIL, 0.9, EVIL), readings),
        Emendation(Finding(again, again + 6, Kind.NAME, "Seviet", 0.9, EVIL)),
        Emendation(
            Finding(passage, passage + len(EVIL), Kind.DUPLICATE, EVIL, 0.9, EVIL, partner=(0, len(EVIL))),
            (Reading("", 0.9, Basis.COPY, EVIL),),
        ),
        Emendation(
            Finding(passage + len(EVIL) + 1, len(text) - 1, Kind.MISPLACED, "copy", 0.9, EVIL, move_to=0),
            (Reading("", 0.9, Basis.RULE, EVIL),),
        ),
    ]
    with Store.create(tmp_path / "edition") as store:
        store.keep_witness(Witness(f"A{EVIL}", EVIL, text), found, "test")
        store.keep_witness(Witness("B", EVIL, text), found, "test")
        event = Decision(
            new_id(), f"A{EVIL}", select(text, at, at + 6), Kind.MISREAD, Verdict.NOTE, f"bert{EVIL}", now(), why=EVIL
        )
        store.decide([event])
        yield ReviewSession(store, f"anna{EVIL}")


async def test_no_screen_lets_a_control_through(hostile):
    running = ReviewApp(hostile, Config(by="anna"), name=EVIL)
    async with running.run_test(size=(100, 30)) as pilot:
        for keys in ("", "m", "m", "}", "w", "y", "u", "y", "n", "e", "!", "escape", "c", "escape", "a", "escape", "?",
                     "escape", "Q", "f", "escape", "R", "C", "P", "J", "L", "X", "N", "escape", "/", "x", "escape", "j",
                     "j", "j", "y", "P", "J", "L", "down", "Q", "T", "R"):  # fmt: skip
            if keys:
                await pilot.press(keys)
            await pilot.pause()
            for strip in running.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.control is None
                    assert safe(segment.text), (keys, segment.text)


async def test_what_is_pasted_is_made_visible(hostile):
    running = ReviewApp(hostile, Config(by="anna"))
    async with running.run_test(size=(100, 30)) as pilot:
        await pilot.press("c")
        line = running.screen.focused
        line.value = f"pasted {EVIL}"
        await pilot.pause()
        assert safe(line.value)


async def test_brackets_are_shown_and_not_read_as_markup(hostile):
    running = ReviewApp(hostile, Config(by="anna"))
    async with running.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        rows = ["".join(segment.text for segment in strip) for strip in running.screen._compositor.render_strips()]
        assert any("[bold]x[/] [/ [@click=app.quit]" in row for row in rows)


def test_the_plain_review_is_safe_too(hostile):
    sink = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    answers = "y\nu\ne x\nb\na\nyes\nm\nc why\n?\nb\nn\nh\nq\n"
    PlainReview(hostile, io.StringIO(answers), sink).run()
    out = sink.buffer.getvalue().decode("utf-8")
    assert safe(out.replace("\n", ""))
    assert "␛]52;c;" in out


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.sampled_from([EVIL, "bus-\n\niness", "  "])


@given(TEXT, TEXT)
def test_a_diff_is_both_texts_and_nothing_else(sic, text):
    before, after = before_after(sic, text)
    assert "".join(p.text for p in before) == sic
    assert "".join(p.text for p in after) == text
    both = [p for p in inline(sic, text) if p.role is not Tone.SIGN]
    assert "".join(p.text for p in both if p.role not in (Tone.NEW, Tone.NEW_LETTERS)) == sic
    assert "".join(p.text for p in both if p.role not in (Tone.GONE, Tone.GONE_LETTERS)) == text


@given(TEXT, TEXT)
def test_parts_together_are_the_whole_change(sic, text):
    out, at = "", 0
    for start, end, new in parts(sic, text):
        out += sic[at:start] + new
        at = end
    if at:
        assert out + sic[at:] == text


@given(TEXT, st.integers(1, 40))
def test_folded_rows_fit_and_lose_nothing(text, width):
    pieces = shown([Styled(text), Styled(text, Tone.NEW)])
    rows = fold(pieces, width)
    for row in rows:
        assert safe(row.text)
        assert cells(row.pieces) <= max(width, 2)
    joined = "".join("".join(row.text.split()) for row in rows)
    assert joined == "".join("".join(p.text for p in pieces).split())
    assert all(cells(row.pieces) <= max(width, 2) + 3 for row in hang(pieces, width, 3))
    assert cells(crop(pieces, width)) <= width
    assert cells(pad(shown([Styled(text.replace("\n", ""))]), width)) <= width


@given(TEXT, TEXT, st.integers(2, 30))
def test_two_texts_for_a_list_fit_and_are_safe(one, other, limit):
    for cut in both(one, other, limit):
        assert safe(cut)
        assert len(cut) <= limit


def test_two_long_texts_show_where_they_differ():
    assert both("Stalingrad and beyond", "Stalingrad und beyond", 10) == ("…rad and …", "…rad und …")
    assert both("Seviet", "Soviet", 10) == ("Seviet", "Soviet")
    assert both('" ', '"', 10) == ('"␣', '"')


@given(TEXT)
def test_a_line_to_edit_is_safe_and_comes_back(text):
    line = to_line(text)
    assert safe(line)
    if not any(visible(char) != char or char == "⏎" or unicodedata.category(char) == "So" for char in text):
        assert from_line(line, text) == text


def test_symbols_of_controls_come_back_as_they_were():
    assert from_line(to_line(EVIL), EVIL) == EVIL
    assert from_line(to_line("bus-\n\niness"), "bus-\n\niness") == "bus-\n\niness"
    assert from_line("a⏎b") == "a\nb"
    assert from_line("␛ typed") == "␛ typed"
