"""What every screen has: the bar at the top, the message and the keys at the bottom, and how a key finds its method."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from ...screen import visible
from ..keys import Key, Where, footer, is_sequence, printed, table
from ..state.diff import Styled, Tone
from ..view.fold import cells
from ..widgets.basic import Bar, Listing, TextPane, keys_row

if TYPE_CHECKING:
    from ..state.session import ReviewSession
    from .desk import Desk

TITLES: dict[Where, str] = {
    Where.QUEUE: "Queue",
    Where.REVIEW: "Review",
    Where.TEXT: "Text",
    Where.ALIKE: "Concordance",
    Where.PASSAGES: "Passages",
    Where.NAMES: "Names",
    Where.LOG: "Log",
    Where.EXPORT: "Export",
}
WIDE = 100
"""From so many columns on a second pane stands beside the first."""
BAR = 60
"""From so many columns on the progress is drawn as a bar."""
LOW = 16
"""Below so many rows the frames are left out."""


class ReviewPage(Screen[None]):
    """A screen of the review; a key's action NAME calls the method ``do_NAME`` here, else of the app."""

    where: ClassVar[Where]
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ReviewPage { layout: vertical; background: $background; color: $foreground; }
    ReviewPage #top { background: $panel; }
    ReviewPage #keys { background: $panel; }
    ReviewPage .frame { border: round $edge; border-title-color: $key; border-subtitle-color: $quiet; padding: 0 1; }
    ReviewPage .frame:focus { border: round $key; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pending = ""

    # What a screen says of itself

    def body(self) -> Iterable[Widget]:
        """Return the widgets between the bars."""
        raise NotImplementedError

    def show(self) -> None:
        """Bring the widgets up to date with the session."""
        raise NotImplementedError

    # The frame

    @property
    def review(self) -> Desk:
        """What the app offers to its screens."""
        return cast("Desk", self.app)

    @property
    def session(self) -> ReviewSession:
        """The state."""
        return self.review.session

    def compose(self) -> ComposeResult:
        """Put the bars around the body."""
        yield Bar(id="top")
        yield from self.body()
        yield Bar(id="message")
        yield Bar(id="keys")

    def on_mount(self) -> None:
        """Show."""
        self.update()

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        self.update()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew once the widgets know their sizes."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.set_class(event.size.height < LOW, "low")
        self.call_after_refresh(self.update)

    def update(self) -> None:
        """Bring all of it up to date."""
        if not self.is_mounted or not self.query("#top"):
            return
        self.query_one("#top", Bar).show(*self._top())
        message, role = self.review.message
        self.query_one("#message", Bar).show([Styled(f" {visible(message)}".replace("\n", " "), role)])
        pairs = [(printed(key.keys[0]), key.label) for key in footer(self.review.config.keys, self.where) if key.keys]
        self.query_one("#keys", Bar).show(keys_row(pairs, self.size.width))
        self.show()

    def _top(self) -> tuple[list[Styled], list[Styled]]:
        session = self.session
        total = len(session.entries)
        waiting = session.waiting
        done = total - waiting
        filled = round(12 * done / total) if total else 12
        name = [Styled(" Corrigenda ", Tone.TITLE), Styled(f" {self.review.title_text} ", Tone.STRONG)]
        here = Styled(f"· {TITLES[self.where]} ", Tone.DIM)
        tabs = [Styled(f" {told} ", Tone.CURSOR if where is self.where else Tone.DIM) for where, told in TITLES.items()]
        wide = self.size.width >= BAR
        right = [Styled("▰" * filled, Tone.GOOD), Styled("▱" * (12 - filled), Tone.DIM)] if wide else []
        right.append(Styled(f" {done}/{total} decided" if wide else f"{done}/{total}", Tone.SAME))
        if session.doubtful:
            right.append(Styled(f" · {session.doubtful} ?", Tone.DOUBT))
        right.append(Styled(" "))
        fits = cells([*name, *tabs, *right]) <= self.size.width
        return [*name, *(tabs if fits else [here])], right

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Find what a key does."""
        if isinstance(self.focused, Input):
            return
        name = event.character if event.character and event.is_printable and event.character != " " else event.key
        found, waits = self._find(self._pending + name)
        if found is None and not waits and self._pending:
            found, waits = self._find(name)
            self._pending = ""
        if waits and found is None:
            self._pending += name
            event.stop()
            return
        self._pending = ""
        if found is None:
            return
        event.stop()
        event.prevent_default()
        self.act(found, name)

    def _find(self, name: str) -> tuple[Key | None, bool]:
        known = table(self.review.config.keys, self.where)
        return known.get(name), any(is_sequence(other) and other[0] == name for other in known)

    def act(self, key: Key, name: str = "") -> None:
        """Carry out an action."""
        method: Callable[[], None] | None = getattr(self, f"do_{key.action}", None)
        if key.action == "reading":
            self.do_reading(key.keys.index(name) if name in key.keys else 0)
        elif method is not None:
            method()
        else:
            self.review.act(key.action)

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Go to the screen, or do what the key does, that was clicked."""
        for where, told in TITLES.items():
            if event.bar.id == "top" and event.text == told:
                self.review.act(f"show_{where}")
        for key in footer(self.review.config.keys, self.where):
            if event.bar.id == "keys" and key.keys and event.text in (printed(key.keys[0]), key.label):
                self.act(key)

    def do_reading(self, number: int) -> None:
        """Take the reading with a number, where there are readings."""

    def do_pane(self) -> None:
        """Go to the next pane."""
        panes = [w for w in self.query("*") if isinstance(w, (TextPane, Listing)) and w.display and w.can_focus]
        if panes:
            at = panes.index(self.focused) + 1 if self.focused in panes else 0
            self.set_focus(panes[at % len(panes)])

    def pane(self) -> TextPane | Listing | None:
        """Return the pane that scrolls."""
        if isinstance(self.focused, (TextPane, Listing)):
            return self.focused
        return next(iter(self.query(TextPane)), None)

    def do_page_down(self) -> None:
        """Scroll a page."""
        pane = self.pane()
        if isinstance(pane, TextPane):
            pane.scroll_rows(max(1, pane.size.height - 2))

    def do_page_up(self) -> None:
        """Scroll a page."""
        pane = self.pane()
        if isinstance(pane, TextPane):
            pane.scroll_rows(-max(1, pane.size.height - 2))
