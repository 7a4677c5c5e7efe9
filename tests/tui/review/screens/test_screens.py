"""What the screens look like: stored as text, with what is bold, struck or underlined marked where there is no colour.

``CORRIGENDA_SCREENS=write pytest tests/tui/review/screens`` stores them anew; look at the difference in git.
"""

import os
from pathlib import Path

import pytest

from tui.review.app import ReviewApp
from tui.review.config import Config

STORED = Path(__file__).with_name("stored")
CASES = {
    "review-80x24": ((80, 24), "", "dark"),
    "review-120x40": ((120, 40), "y n space j", "dark"),
    "review-side-120x40": ((120, 40), "m", "light"),
    "review-inline-80x24": ((80, 24), "m m", "light"),
    "review-40x10": ((40, 10), "", "dark"),
    "review-mono-80x24": ((80, 24), "y", "mono"),
    "queue-80x24": ((80, 24), "y n space Q", "dark"),
    "concordance-80x24": ((80, 24), "a down space", "dark"),
    "passages-120x40": ((120, 40), "P down space", "dark"),
    "names-80x24": ((80, 24), "N", "dark"),
    "help-80x24": ((80, 24), "?", "dark"),
}
MARKS = {"bold": "*", "strike": "~", "underline": "_", "reverse": "#", "dim": ".", "italic": "/"}


@pytest.mark.parametrize("name", CASES)
async def test_the_screen_is_as_it_was(session, name, monkeypatch):
    monkeypatch.setattr("tui.review.screens.names.NamesScreen.look_up", lambda self, name: None)
    size, keys, theme = CASES[name]
    app = ReviewApp(session, Config(by="anna", theme=theme), name="letter")
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        rows = [drawn(strip, marked=theme == "mono") for strip in app.screen._compositor.render_strips()]
        picture = app.export_screenshot()
    shown = "\n".join(row.rstrip() for row in rows) + "\n"
    assert picture.startswith("<svg")
    path = STORED / f"{name}.txt"
    if os.environ.get("CORRIGENDA_SCREENS") == "write":
        STORED.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def drawn(strip, *, marked):
    """Return a row as text; each stretch with attributes between their marks, if asked."""
    out = ""
    for segment in strip:
        marks = "".join(m for name, m in MARKS.items() if marked and segment.style and getattr(segment.style, name))
        out += f"{marks}{segment.text}{marks[::-1]}" if segment.text.strip() else segment.text
    return out
