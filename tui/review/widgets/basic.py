"""The few widgets of the review: a sheet of rows, a list of any length, a line to write in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from ...screen import visible
from ..state.diff import Styled, Tone
from ..view.fold import Row, cells, pad
from ..view.paint import content, drawn


def has_colour(widget: Widget) -> bool:
    """Whether the theme in force has colours."""
    return widget.app.theme != "mono"


class TextPane(Widget, can_focus=True):
    """Rows that were laid out already; scrolls by itself when they are more than fit."""

    DEFAULT_CSS = "TextPane { height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str = "", signs: bool = True) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self._signs = signs
        self.top = 0

    def show(self, rows: Sequence[Row], *, keep: int | None = None) -> None:
        """Show rows; scrolled so that the row ``keep`` is in view, a third from the top."""
        if len(rows) != self.size.height and self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)
        self._rows = rows
        if keep is not None:
            room = max(1, self.size.height)
            self.top = max(0, min(keep - room // 3, len(rows) - room)) if len(rows) > room else 0
        self.scroll_rows(0)
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height wanted where the style leaves it open: a line a row."""
        return max(1, len(self._rows))

    def scroll_rows(self, by: int) -> None:
        """Scroll by rows."""
        self.top = max(0, min(self.top + by, len(self._rows) - max(1, self.size.height)))
        self.refresh()

    def render(self) -> Content:
        """Draw the rows in view."""
        rows = self._rows[self.top : self.top + max(1, self.size.height)]
        if self._signs:
            return drawn(rows, colour=has_colour(self))
        return Content("\n").join([content(row.pieces, colour=has_colour(self)) for row in rows])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self.scroll_rows(-3)


MARGIN = 3
"""Rows kept in view before and after the cursor of a list."""
RowMaker = Callable[[int, int], Sequence[Styled]]
"""The pieces of a row by its number and the width there is."""


class Listing(Widget, can_focus=True):
    """A list of any length of which only the rows in view are made."""

    DEFAULT_CSS = "Listing { height: 1fr; }"

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, listing: Listing, number: int) -> None:
            self.listing = listing
            self.number = number
            super().__init__()

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    def __init__(self, make: RowMaker, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._make = make
        self.count = 0
        self.cursor = 0
        self.top = 0

    def show(self, count: int, cursor: int) -> None:
        """Show so many rows, with the cursor on one of them, in view."""
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        room = self.size.height
        if not room:
            return
        margin = min(MARGIN, room // 4)
        if not self.top <= self.cursor < self.top + room:
            self.top = self.cursor - room // 2
        self.top = min(max(self.top, self.cursor + margin + 1 - room), self.cursor - margin)
        self.top = max(0, min(self.top, count - room))
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.show(self.count, self.cursor)

    def render(self) -> Content:
        """Draw the rows in view."""
        width = max(1, self.size.width)
        colour = has_colour(self)
        lines = []
        for number in range(self.top, min(self.count, self.top + max(1, self.size.height))):
            pieces = pad(list(self._make(number, width)), width)
            here = number == self.cursor
            ground = ("on $cursor" if colour else "reverse") if here else ""
            lines.append(content(pieces, colour=colour, ground=ground))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        offset = event.get_content_offset(self)
        number = self.count if offset is None else self.top + offset.y
        if number < self.count:
            self.post_message(self.Clicked(self, number))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll, the cursor stays."""
        event.stop()
        self.top = max(0, min(self.top + 3, self.count - max(1, self.size.height)))
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll, the cursor stays."""
        event.stop()
        self.top = max(0, self.top - 3)
        self.refresh()


class InputLine(Input):
    """A line to write in; what comes in by pasting or otherwise is made visible before it is kept."""

    def validate_value(self, value: str) -> str:
        """Let no control character in."""
        return visible(value).replace("\n", "⏎")


class Bar(Widget):
    """One row of pieces, cropped to the width."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: Sequence[Styled] = ()
        self._right: Sequence[Styled] = ()

    class Clicked(Message):
        """The text of a piece was clicked."""

        def __init__(self, bar: Bar, text: str) -> None:
            self.bar = bar
            self.text = text
            super().__init__()

    def on_click(self, event: events.Click) -> None:
        """Tell which piece was clicked."""
        at = 0
        for piece in self._left:
            at += cells([piece])
            if event.x < at:
                self.post_message(self.Clicked(self, piece.text.strip()))
                return

    def show(self, left: Sequence[Styled], right: Sequence[Styled] = ()) -> None:
        """Show pieces at the left, and at the right where there is room."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        """Draw."""
        width = max(1, self.size.width)
        room = width - cells(self._right)
        if self._right and cells(self._left) < room:
            pieces = [*pad(self._left, room), *self._right]
        else:
            pieces = pad(self._left, width)
        return content(pieces, colour=has_colour(self))


def keys_row(pairs: Sequence[tuple[str, str]], width: int) -> list[Styled]:
    """Return as many keys with their labels as fit, the last one (the help) always."""
    *others, last = pairs
    out: list[Styled] = []
    used = _room(last)
    for pair in others:
        used += _room(pair)
        if used > width:
            break
        out += _key(pair)
    return [*out, *_key(last)]


def _room(pair: tuple[str, str]) -> int:
    return len(pair[0]) + len(pair[1]) + 3


def _key(pair: tuple[str, str]) -> list[Styled]:
    return [Styled(f" {pair[0]}", Tone.KEY), Styled(f" {pair[1]} ", Tone.DIM)]
