"""The review under the hand: each key does what the table says, on a terminal of any size."""

import pytest

from tui.review.app import ReviewApp
from tui.review.config import Config
from tui.review.session import State
from tui.review.widgets import Line


def app(session, **more):
    return ReviewApp(session, Config(by="anna", **more), name="letter")


def screen_text(running):
    """Give what stands on the screen, row by row."""
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
    assert "misread · line 3" in shown
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
        line = running.screen.query_one(Line)
        assert line.value == "Soviet"
        await pilot.press("s", "enter")
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
