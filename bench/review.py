"""The review with 100,000 proposals: how soon the first screen stands, how soon a key is answered, how much memory.

Times are processor time of the review's own process, which another busy process does not change. The app runs without
a terminal; what a terminal adds is writing a few kilobytes.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .table import Figure, show

PROPOSALS = 100_000
"""How many wait in the queue."""
KEYS = ["j", "y", "n", "space", "u", "k", "J", "y", "2", "m", "}", "{", "y", "w", "Q", "down", "y", "j", "R", "U"]
"""Pressed in turn, over and over."""
ROUNDS = 15
"""So often each key is pressed."""


def edition(folder: Path, proposals: int = PROPOSALS) -> None:
    """Make an edition of one long text with so many proposals."""
    from corpus.records import Basis, Emendation, Finding, Kind, Reading, Witness
    from corpus.store import Store

    words = ["government", "telegram", "minister", "frontier", "question", "december", "russian", "message"]
    parts: list[str] = []
    found: list[Emendation] = []
    at = 0
    for number in range(proposals):
        right = words[number % len(words)]
        spot = 1 + number % (len(right) - 1)
        wrong = right[:spot] + "ecox"[number % 4] + right[spot + 1 :]
        lead = "the reply of the last conversation upon the "
        start = at + len(lead)
        readings = (
            Reading(right, 0.5 + number % 50 / 100, Basis.LANGUAGE, "a word of the period"),
            Reading(right.upper(), 0.01, Basis.LANGUAGE, "a guess"),
        )
        kind = list(Kind)[number % 3]
        finding = Finding(start, start + len(wrong), kind, wrong, 0.9, "not in the vocabulary")
        found.append(Emendation(finding, readings))
        piece = lead + wrong + (".\n\n" if number % 12 == 11 else " ")
        parts.append(piece)
        at += len(piece)
    with Store.create(folder) as store:
        store.keep_witness(Witness("long", "long.txt", "".join(parts)), found, "bench")


async def drive(folder: Path) -> dict[str, object]:
    """Review the edition without a terminal, and measure."""
    from corpus.store import Store
    from tui.review.app import ReviewApp
    from tui.review.config import Config
    from tui.review.state.session import ReviewSession

    with Store.open(folder) as store:
        app = ReviewApp(ReviewSession(store, "bench"), Config(by="bench"), "bench")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            app.screen._compositor.render_strips()
            first = time.process_time()
            took: list[tuple[float, str]] = []
            for _ in range(ROUNDS):
                for key in KEYS:
                    before = time.process_time()
                    await pilot.press(key)
                    await pilot.pause()
                    app.screen._compositor.render_strips()
                    took.append((time.process_time() - before, key))
    return {"first": first, "took": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def rows() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        edition(Path(folder))
        command = [sys.executable, "-m", "bench.review", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ, timeout=600)
    figures = json.loads(done.stdout.splitlines()[-1])
    took = sorted(figures["took"])
    middle, late, last = took[len(took) // 2], took[len(took) * 95 // 100], took[-1]
    keys = f"{late[0] * 1000:.0f} ms (median {middle[0] * 1000:.0f}, slowest {last[0] * 1000:.0f}: {last[1]})"
    return [
        Figure(
            f"review, {PROPOSALS:,} proposals: first screen, interpreter and all", f"{figures['first']:.2f} s", "1 s"
        ),
        Figure(f"review, {PROPOSALS:,} proposals: a key answered, 95th percentile of {len(took)}", keys, "50 ms"),
        Figure(f"review, {PROPOSALS:,} proposals: memory", f"{figures['memory']:.0f} MiB", "300 MB"),
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asyncio.run(drive(Path(sys.argv[1])))))
    else:
        show(rows())
