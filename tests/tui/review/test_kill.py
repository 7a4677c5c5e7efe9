"""``kill -9`` at any moment loses no decision that the screen had shown as taken.

The real command runs in a terminal of its own, keys come fast, and it is killed at a random moment. How often is told
by CORRIGENDA_KILLS (100 for a thorough run).
"""

import contextlib
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from corpus.decisions.log import in_force
from corpus.records import Basis, Emendation, Finding, Kind, Reading, Witness
from corpus.store import Store

KILLS = int(os.environ.get("CORRIGENDA_KILLS", "2"))
FINDINGS = 2000
SHOWN = re.compile(rb"(\d+)/\d+ decided")
ROOT = Path(__file__).parents[3]


def edition(folder):
    text = "".join(f"the Seviet {n} reply\n" for n in range(FINDINGS))
    places = [match.start() for match in re.finditer("Seviet", text)]
    found = [
        Emendation(Finding(at, at + 6, Kind.MISREAD, "Seviet", 0.9, ""), (Reading("Soviet", 0.9, Basis.COPY),))
        for at in places
    ]
    with Store.create(folder) as store:
        store.keep_witness(Witness("A", "a", text), found, "test")


def decided(folder):
    with Store.open(folder) as store:
        return len(in_force(store.decisions()))


def killed(folder, chance):
    """Start the review, press keys as fast as it goes, kill it once it has shown a decision; give the counts shown."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("TEXTUAL_DRIVER", "NO_COLOR")}
    env |= {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", "XDG_CONFIG_HOME": str(folder)}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT), env.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "tui", "review", str(folder), "--by", "anna"]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True)
    os.close(slave)
    screen = b""
    end = None
    try:
        limit = time.monotonic() + 60
        while time.monotonic() < limit and (end is None or time.monotonic() < end):
            ready, writable, _ = select.select([master], [master], [], 0.01)
            if ready:
                screen += os.read(master, 65536)
            shown = set(SHOWN.findall(screen))
            if end is None and len(shown) > 1:
                end = time.monotonic() + chance.uniform(0.0, 1.5)
            if shown and writable and chance.random() < 0.5:
                os.write(master, chance.choice([b"y", b"y", b"n", b"j"]))
        process.send_signal(signal.SIGKILL)
        with contextlib.suppress(OSError):
            while select.select([master], [], [], 0.05)[0]:
                screen += os.read(master, 65536)
    finally:
        process.kill()
        process.wait()
        os.close(master)
    return [int(count) for count in SHOWN.findall(screen)]


@pytest.mark.timeout(120 * KILLS)
def test_no_decision_that_was_shown_is_lost(tmp_path):
    folder = tmp_path / "edition"
    edition(folder)
    chance = random.Random(7)
    before = 0
    for _ in range(KILLS):
        shown = killed(folder, chance)
        assert shown, "the review never showed its first screen"
        assert shown[0] == before, "it did not go on where it was killed"
        before = decided(folder)
        assert before >= max(shown)
    assert before > 0
