"""Small windows over a screen: a line to write, a choice to make, rows to read."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from ..state.diff import Styled, Tone
from ..view.fold import Row, one_line
from ..view.paint import title
from ..widgets.basic import Bar, InputLine, Listing, TextPane

FRAME = """
    %(name)s { align: center bottom; background: $background 60%%; }
    %(name)s > Vertical {
        height: auto; max-height: 100%%; max-width: 110; width: 100%%;
        border: round $key; border-title-color: $key; border-subtitle-color: $quiet;
        background: $background; padding: 0 1;
    }
"""


class Ask(ModalScreen[str | None]):
    """Asks for a line; gives it, or None if the editor thought better of it."""

    DEFAULT_CSS = (
        FRAME % {"name": "Ask"}
        + "Ask InputLine, Ask InputLine:focus { border: none; height: 1; padding: 0; background: $panel; }"
    )

    def __init__(self, title: str, value: str = "", hint: str = "⏎ keep · esc back") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """One line in a frame."""
        with Vertical() as frame:
            frame.border_title = title(self._title)
            frame.border_subtitle = title(self._hint)
            yield InputLine(value=self._value, select_on_focus=False)

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(InputLine).focus()

    def on_input_submitted(self, event: InputLine.Submitted) -> None:
        """Return the line."""
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)


class Choose(ModalScreen[str | None]):
    """Asks for one of several; gives its name, or None."""

    DEFAULT_CSS = FRAME % {"name": "Choose"} + "Choose Listing { height: auto; }"

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], at: int = 0) -> None:
        super().__init__()
        self._title, self._choices, self._at = title, choices, at

    def compose(self) -> ComposeResult:
        """A list in a frame."""
        with Vertical() as frame:
            frame.border_title = title(self._title)
            frame.border_subtitle = "⏎ choose · esc back"
            yield Listing(self._row)

    def on_mount(self) -> None:
        """Show the choices."""
        listing = self.query_one(Listing)
        listing.styles.height = len(self._choices)
        listing.styles.max_height = max(1, self.app.size.height - 4)
        listing.focus()
        listing.show(len(self._choices), self._at)

    def _row(self, number: int, width: int) -> list[Styled]:
        name, label = self._choices[number]
        del name
        key = "123456789"[number] if number < 9 else " "
        return [Styled(f"{key} ", Tone.KEY), Styled(one_line(label, width))]

    def on_key(self, event: events.Key) -> None:
        """Move, choose, go back."""
        listing = self.query_one(Listing)
        event.stop()
        if event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key == "enter":
            self.dismiss(self._choices[listing.cursor][0])
        elif event.key in ("down", "j"):
            listing.show(listing.count, listing.cursor + 1)
        elif event.key in ("up", "k"):
            listing.show(listing.count, listing.cursor - 1)
        elif event.key in "123456789" and int(event.key) <= len(self._choices):
            self.dismiss(self._choices[int(event.key) - 1][0])

    def on_listing_clicked(self, event: Listing.Clicked) -> None:
        """Choose with the mouse."""
        self.dismiss(self._choices[event.number][0])


class Read(ModalScreen[None]):
    """Shows rows to read; any key but those that scroll goes back."""

    DEFAULT_CSS = (
        FRAME % {"name": "Read"}
        + """
    Read { align: center middle; }
    Read > Vertical { height: 90%; }
    Read Bar { color: $quiet; }
    """
    )

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._title, self._rows = title, rows

    def compose(self) -> ComposeResult:
        """A sheet in a frame."""
        with Vertical() as frame:
            frame.border_title = title(self._title)
            yield TextPane(signs=False)
            yield Bar()

    def on_mount(self) -> None:
        """Show the rows."""
        self.query_one(TextPane).focus()
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        sheet = self.query_one(TextPane)
        sheet.show(self._rows, keep=0)
        more = len(self._rows) > sheet.size.height
        self.query_one(Bar).show([Styled("↓ ↑ scroll · esc back" if more else "esc back", Tone.DIM)])

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        sheet = self.query_one(TextPane)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 10, "space": 10, "pageup": -10}
        if event.key in steps:
            sheet.scroll_rows(steps[event.key])
        else:
            self.dismiss(None)
