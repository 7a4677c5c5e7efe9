"""The review line by line asks and keeps the same, on any terminal."""

import io
import os
import subprocess
import sys

from corpus.store import Store
from tui.review.plain import ANSWERS, PlainReview
from tui.review.state.filter import State


def asked(session, *answers):
    sink = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    PlainReview(session, io.StringIO("".join(f"{answer}\n" for answer in answers)), sink).run()
    return sink.buffer.getvalue().decode("utf-8")


def test_it_asks_with_context_and_evidence(session):
    out = asked(session)
    assert "1 of 11, misread word, line 3" in out
    assert "The [[Seviet]] Goverment has asked" in out
    assert "1: “Soviet”, 90%, copy: stands so elsewhere" in out
    assert "why: why Seviet" in out


def test_answers(session):
    queue = session.queue
    asked(session, "y", "n", "2", "yes", "b", "e Sowjet", "?", "c it is odd", "s", "q")
    states = [session.state(e) for e in queue[:4]]
    assert states == [State.ACCEPTED, State.REJECTED, State.WAITING, State.ACCEPTED] or states[1] is State.REJECTED
    texts = [d.text for d in session.store.decisions()]
    assert "Sowjet" in texts
    assert any(d.why == "it is odd" for d in session.store.decisions())


def test_a_reading_that_is_not_there(session):
    assert "there is no reading 7" in asked(session, "7")
    assert session.waiting == 11


def test_all_alike_asks_again(session):
    assert "not done" in asked(session, "a", "no")
    assert session.waiting == 11
    assert "accept in these 2 places" in asked(session, "all", "yes")
    assert session.waiting == 9


def test_undo_and_redo(session):
    asked(session, "y", "u", "r", "u")
    assert session.waiting == 11


def test_help_names_every_answer(session):
    out = asked(session, "h")
    assert all(answer.help in out for answer in ANSWERS)


def test_it_ends_when_nothing_waits(session):
    out = asked(session, *["n"] * 20)
    assert "Nothing waits any more." in out
    assert session.waiting == 0
    assert "Nothing waits." in asked(session)


def test_through_a_pipe_and_without_utf8(edition):
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "C", "XDG_CONFIG_HOME": str(edition)}
    command = [sys.executable, "-m", "tui", "review", str(edition), "--plain", "--by", "anna"]
    done = subprocess.run(command, input=b"y\nq\n", capture_output=True, env=env, timeout=60, check=True)
    assert done.stdout.isascii()
    assert b"[[Goverment]]" in done.stdout
    with Store.open(edition) as store:
        assert [d.text for d in store.decisions()] == ["Soviet"]


def test_without_a_terminal_it_says_so(edition):
    command = [sys.executable, "-m", "tui", "review", str(edition)]
    env = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DRIVER"}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 2
    assert "--plain" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_good_word_and_a_finding_of_ones_own(session):
    out = asked(session, "k", "yes", "w his GUEST", "his friend", "closer to the draft", "w minister", "w")
    assert "his [[his guest]]" not in out
    assert "[[his guest.]]" in out
    assert "the text has no “minister”" in out
    left, *_, own = session.store.decisions()
    assert (left.verdict, left.basis, left.why) == ("reject", "language", "good word: Seviet")
    assert (own.text, own.why, own.kind) == ("his friend", "closer to the draft", "misread")
