"""How each role looks, with colours and without; the only place where text becomes something Textual draws.

Text goes in as plain text with a style beside it, never through markup, and every control character as a symbol.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.theme import Theme

from ...screen import visible
from ..state.diff import Styled, Tone
from .fold import Row
from .place import gutter

STYLES: dict[Tone, tuple[str, str]] = {
    Tone.SAME: ("", ""),
    Tone.GONE: ("$gone", "strike"),
    Tone.GONE_LETTERS: ("bold $gone on $gone-back", "bold strike"),
    Tone.NEW: ("$new", "underline"),
    Tone.NEW_LETTERS: ("bold $new on $new-back", "bold underline"),
    Tone.SIGN: ("$quiet", "dim"),
    Tone.MINUS: ("$gone", "bold"),
    Tone.PLUS: ("$new", "bold"),
    Tone.DIM: ("$quiet", "dim"),
    Tone.WAITING: ("underline", "italic"),
    Tone.DONE: ("$done", ""),
    Tone.KEY: ("bold $key", "bold"),
    Tone.TITLE: ("bold $key", "bold"),
    Tone.STRONG: ("bold", "bold"),
    Tone.BAR: ("$key", ""),
    Tone.GOOD: ("$new", "bold"),
    Tone.DOUBT: ("bold $doubt", "bold"),
    Tone.BAD: ("bold $gone", "bold reverse"),
    Tone.CURSOR: ("$text on $cursor", "reverse"),
}
"""Each role in colour and without."""

THEMES: dict[str, Theme] = {
    "dark": Theme(
        name="dark",
        primary="#7aa2f7",
        foreground="#d5d9e3",
        background="#15171e",
        surface="#15171e",
        panel="#1f2330",
        success="#9ece6a",
        error="#f7768e",
        warning="#e0af68",
        accent="#7aa2f7",
        dark=True,
        variables={
            "gone": "#f7768e",
            "gone-back": "#45222c",
            "new": "#9ece6a",
            "new-back": "#28391f",
            "done": "#8fb573",
            "quiet": "#737a91",
            "key": "#7aa2f7",
            "doubt": "#e0af68",
            "cursor": "#2b3350",
            "edge": "#3b4261",
        },
    ),
    "light": Theme(
        name="light",
        primary="#2a5db0",
        foreground="#22242a",
        background="#fbf9f4",
        surface="#fbf9f4",
        panel="#efebe1",
        success="#2e6b26",
        error="#a3271f",
        warning="#8a5a00",
        accent="#2a5db0",
        dark=False,
        variables={
            "gone": "#a3271f",
            "gone-back": "#f6d8d3",
            "new": "#2e6b26",
            "new-back": "#d8ecd0",
            "done": "#3d6b35",
            "quiet": "#6d6a63",
            "key": "#2a5db0",
            "doubt": "#8a5a00",
            "cursor": "#dbe4f5",
            "edge": "#c9c3b4",
        },
    ),
    "mono": Theme(
        name="mono",
        primary="#ffffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        success="#ffffff",
        error="#ffffff",
        warning="#ffffff",
        accent="#ffffff",
        dark=True,
        variables=dict.fromkeys(
            ("gone", "gone-back", "new", "new-back", "done", "quiet", "key", "doubt", "cursor", "edge"), "#ffffff"
        ),
    ),
}

"""The themes by name; ``mono`` is drawn without its colours, by ``Colourless``."""


class Colourless(LineFilter):
    """Leaves bold, underline, strike and reverse, and no colour at all."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the colours out."""
        del background
        return [Segment(s.text, s.style.without_color if s.style else None, s.control) for s in segments]


def content(pieces: Iterable[Styled], *, colour: bool, ground: str = "") -> Content:
    """Return pieces as Textual draws them.

    Args:
        pieces: in order; their text is made visible here once more, whatever was done before.
        colour: whether the theme has colours.
        ground: the style under all of it.
    """
    made = Content.assemble(*((visible(piece.text), STYLES[piece.role][0 if colour else 1]) for piece in pieces))
    return made.stylize_before(ground) if ground else made


def drawn(rows: Iterable[Row], *, colour: bool) -> Content:
    """Return rows with their signs."""
    return Content("\n").join([content(gutter(row), colour=colour) for row in rows])


def title(text: str) -> Content:
    """Return a frame's title as Textual takes it without looking for markup in it."""
    return Content(visible(text).replace("\n", " "))
