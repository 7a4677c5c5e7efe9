"""The review under the hand: each key does what the table says, on a terminal of any size."""

import pytest

from corpus.store import FILE, Store
from restore.edition.establish import establish
from tui.review.app import SCREENS, ReviewApp
from tui.review.config import Config
from tui.review.keys import KEYS, Where, rebound
from tui.review.state.filter import State
from tui.review.state.session import ReviewSession
from tui.review.widgets.basic import InputLine


def app(session, **more):
    return ReviewApp(session, Config(by="anna", **more), name="letter")


def screen_text(running):
    """Return what stands on the screen, row by row."""
    strips = running.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def pressed(session, *keys, size=(80, 24)):
    running = app(session)
    async with running.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return screen_text(running)


async def test_it_shows_the_change_in_its_context_with_the_evidence(session):
    shown = await pressed(session)
    assert "- The Seviet Goverment has asked about the Seviet reply." in shown
    assert "+ The Soviet Goverment has asked about the Seviet reply." in shown
    assert "that the attack [sic] was over" in shown
    assert "another copy: stands so elsewhere" in shown
    assert "misread word · line 3" in shown
    assert "0/11 decided" in shown


async def test_accept_reject_and_undo(session):
    first, second = session.queue[:2]
    shown = await pressed(session, "y", "n")
    assert session.state(first) is State.ACCEPTED
    assert session.state(second) is State.REJECTED
    assert session.at == 2
    assert "2/11 decided" in shown
    shown = await pressed(session, "u", "u")
    assert session.waiting == 11
    assert "undone" in shown
    await pressed(session, "U")
    assert session.state(first) is State.ACCEPTED


async def test_a_number_takes_that_reading(session):
    await pressed(session, "2")
    assert session.standing(session.queue[0]).decision.text == "Severed"
    await pressed(session, "9")
    assert session.state(session.queue[1]) is State.WAITING


async def test_down_marks_the_next_reading(session):
    await pressed(session, "down", "y")
    assert session.standing(session.queue[0]).decision.text == "Severed"


async def test_edit_in_place(session):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        line = running.screen.query_one(InputLine)
        assert line.value == "Soviet"
        await pilot.press("s")
        await pilot.pause()
        assert "│ Soviets " in screen_text(running)
        await pilot.press("enter")
        await pilot.pause()
        assert session.standing(session.queue[0]).decision.text == "Soviets"
        await pilot.press("e", "escape")
        assert session.state(session.queue[1]) is State.WAITING


async def test_moving(session):
    await pressed(session, "j", "j", "k")
    assert session.at == 1
    await pressed(session, "y", "K", "K")
    assert session.at == 0
    await pressed(session, "j")
    assert session.at == 2
    await pressed(session, "[", "c")
    assert session.at == 1
    await pressed(session, "home", "]", "c")
    assert session.at == 1
    await pressed(session, "end")
    assert session.at == 10


async def test_quit_keeps_everything(session):
    await pressed(session, "y", "q")
    assert len(session.store.decisions()) == 1


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (20, 5), (200, 60)])
async def test_any_terminal_will_do(session, size):
    shown = await pressed(session, "j", "m", "m", "}", "?", size=size)
    assert shown.strip()


def test_every_key_has_somebody_who_answers_it():
    for key in KEYS:
        for where in key.where:
            assert hasattr(SCREENS[where], f"do_{key.action}") or hasattr(ReviewApp, f"do_{key.action}"), key


async def test_the_help_is_made_from_the_keys(session):
    shown = await pressed(session, "?", size=(100, 80))
    for key in KEYS:
        if Where.REVIEW in key.where:
            assert key.help in shown


async def test_rebound_keys_count_and_the_old_ones_do_not(session):
    keys = rebound(KEYS, {"accept": ["Y", "]y"]})
    running = app(session, keys=keys)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        assert session.waiting == 11
        await pilot.press("Y", "]", "y")
        assert session.waiting == 9


async def test_doubt_comment_and_split(session):
    await pressed(session, "space", "c", "o", "h", "enter")
    assert session.standing(session.queue[0]).doubtful
    assert session.standing(session.queue[0]).comment == "oh"
    shown = await pressed(session, "end", "s")
    assert "in 2 parts" in shown
    assert session.sic(session.queue[-1]) == "dawm"


async def test_all_alike_shows_them_first_and_is_one_undo(session):
    shown = await pressed(session, "a")
    assert "“Seviet” → “Soviet”" in shown
    assert "2 of 2 places · nothing is decided yet" in shown
    assert session.waiting == 11
    await pressed(session, "a", "space", "escape")
    assert session.waiting == 11
    shown = await pressed(session, "a", "y")
    assert session.waiting == 9
    assert "in 2 places · u takes all back" in shown
    await pressed(session, "u")
    assert session.waiting == 11


async def test_a_row_left_out_is_left_alone(session):
    await pressed(session, "a", "down", "space", "y")
    assert session.state(session.queue[0]) is State.ACCEPTED
    assert session.state(session.queue[2]) is State.WAITING


async def test_none_alike(session):
    await pressed(session, "d", "t", "t", "y")
    assert session.state(session.queue[2]) is State.REJECTED


async def test_a_name_that_is_right_is_left_and_remembered(session, edition):
    at = next(n for n, e in enumerate(session.queue) if session.sic(e) == "Sumners")
    session.go(at)
    await pressed(session, "A")
    assert session.state(session.queue[at]) is State.REJECTED
    assert session.names() == ["Sumners"]
    await pressed(session, "q")
    assert "Sumners" in (edition / "names.csv").read_text()
    await pressed(session, "u")
    assert session.names() == []


async def test_a_good_word_is_left_in_all_places_after_a_look(session):
    shown = await pressed(session, "B", "y")
    assert session.state(session.queue[0]) is session.state(session.queue[2]) is State.REJECTED
    assert "in 2 places" in shown


async def test_the_queue_filters_sorts_and_searches(session):
    shown = await pressed(session, "Q")
    assert "everything · by text" in shown
    assert "Goverment → Government" in shown
    shown = await pressed(session, "Q", "o")
    assert "by gain" in shown
    shown = await pressed(session, "Q", "/", *"catchword", "enter")
    assert [session.sic(e) for e in session.queue] == ["Geneva/"]
    await pressed(session, "/", *["backspace"] * 9, "enter")
    assert len(session.queue) == 11
    await pressed(session, "Q", "f", "down", "down", "enter")
    assert len(session.queue) < 11


async def test_go_to_a_line_and_a_finding(session):
    await pressed(session, "g", "6", "enter")
    assert session.sic(session.current) == "-2-"
    await pressed(session, "g", "#", "2", "enter")
    assert session.at == 1
    shown = await pressed(session, "g", "x", "enter")
    assert "there is nothing at “x”" in shown


async def test_a_doubled_passage_is_collated_and_merged(session):
    running = app(session)
    async with running.run_test(size=(100, 30)) as pilot:
        await pilot.press("P", "down", "space")
        await pilot.pause()
        shown = screen_text(running)
        assert "doubled passage · line 14" in shown
        assert "began" in shown
        text = session.witnesses["letter"].text
        assert (
            "attack on the town was began at dawn"
            in establish(session.witnesses["letter"], session.store.decisions()).text
        )
        await pilot.press("space")
        assert establish(session.witnesses["letter"], session.store.decisions()).text == text
        await pilot.press("y")
        assert "nettor" not in establish(session.witnesses["letter"], session.store.decisions()).text
        await pilot.press("u", "n")
        assert session.counts["duplicate", State.REJECTED] == 1


async def test_the_log_tells_and_takes_back(session):
    await pressed(session, "y", "n")
    shown = await pressed(session, "L")
    assert "anna" in shown
    assert "“Seviet” → “Soviet”" in shown
    assert "“Goverment” left" in shown
    shown = await pressed(session, "L", "down", "x")
    assert session.state(session.queue[0]) is State.WAITING
    assert session.state(session.queue[1]) is State.REJECTED
    assert "(taken back)" in shown
    await pressed(session, "L", "end", "enter")
    assert session.at == 0


async def test_the_export_writes_what_is_marked(session, edition):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("y", "X", "y")
        await running.workers.wait_for_complete()
        await pilot.pause()
        assert "written" in screen_text(running)
    assert any("The Soviet Goverment" in p.read_text() for p in (edition / "edition").rglob("*.txt"))


async def test_names_are_looked_up_and_added(session, edition):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("N", "/", *["backspace"] * 30, *"Qwertzu", "enter")
        await running.workers.wait_for_complete()
        await pilot.press("a")
        await pilot.pause()
        assert "Qwertzu" in screen_text(running)
    assert "Qwertzu" in (edition / "names.csv").read_text()


async def test_a_write_that_fails_is_said_and_nothing_shows_as_taken(session, edition):
    (edition / FILE).rename(edition / "away")
    shown = await pressed(session, "y", size=(160, 24))
    assert "not done" in shown
    assert "gone" in shown
    assert session.waiting == 11


async def test_the_other_review_is_seen(session, edition):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        with Store.open(edition) as store:
            other = ReviewSession(store, "bert")
            other.accept(other.current)
        running._poll()
        await pilot.pause()
        shown = screen_text(running)
        assert "another review decided: one event came" in shown
        assert "by bert" in shown


async def test_resizing_in_mid_action_loses_nothing(session):
    running = app(session)
    async with running.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        await pilot.resize_terminal(40, 10)
        await pilot.press("!", "enter")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert session.standing(session.queue[0]).decision.text == "Soviet!"


async def test_themes(session):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        for name in ("light", "mono", "dark"):
            await pilot.press("T")
            assert running.theme == name


async def test_without_colour_no_colour_is_drawn(session):
    running = app(session, theme="mono")
    async with running.run_test(size=(120, 40)) as pilot:
        await pilot.press("y", "space", "Q", "R")
        await pilot.pause()
        for strip in running.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                assert style is None or style.color is None or style.color.is_default, segment
                assert style is None or style.bgcolor is None or style.bgcolor.is_default, segment


async def test_the_last_decision_is_done_again_wherever_the_same_is_asked(session):
    assert "nothing was decided yet" in await pressed(session, ".")
    shown = await pressed(session, "y", ".")
    assert "1 of 1 places · nothing is decided yet" in shown
    await pressed(session, "u", "home", "y", ".", "y")
    assert session.waiting == 9
    shown = await pressed(session, "y", ".")
    assert "nothing alike waits" in shown


async def test_the_palette_finds_what_a_key_does(session):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"accept the marked")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        assert session.state(session.queue[0]) is State.ACCEPTED


async def test_the_mouse_clicks_keys_tabs_and_rows(session):
    running = app(session)
    async with running.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click("#keys", offset=(1, 0))
        assert session.state(session.queue[0]) is State.ACCEPTED
        await pilot.click("#side", offset=(4, 5))
        assert session.at == 4
        row = screen_text(running).splitlines()[0]
        await pilot.click("#top", offset=(row.index("Log") + 1, 0))
        await pilot.pause()
        assert "1 events" in screen_text(running)


async def test_the_queue_is_cut_to_a_band_of_certainty(session):
    shown = await pressed(session, "Q", "f", *["down"] * 2, "enter")
    assert "95% to 100%" in shown
    assert all(session.p(entry) >= 0.95 for entry in session.queue)


ROUND = [
    *zip("QREPNLXC", ("queue", "review", "text", "passages", "names", "log", "export", "alike"), strict=True),
    ("R", "review"),
]


async def test_every_screen_can_be_left_and_come_back_to(session):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            for key, where in ROUND:
                await pilot.press(key)
                await running.workers.wait_for_complete()
                await pilot.pause()
                assert running.screen.where == where
                assert running.screen.is_running
        before = session.waiting
        await pilot.press("y", "Q", "y", "R", "y")
        assert session.waiting == before - 3


async def test_a_resize_on_another_screen_is_seen_when_one_comes_back(session):
    running = app(session)
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press("Q")
        await pilot.resize_terminal(120, 40)
        await pilot.press("R")
        await pilot.pause()
        await pilot.pause()
        assert max(len(row) for row in screen_text(running).splitlines()) > 100
        assert "Queue ─" in screen_text(running)
