"""The app: wires the session to the screens, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.filter import LineFilter, NoColor

from corpus.errors import CorrigendaError
from corpus.records import Reading, Verdict
from corpus.store import Entry

from .config import THEMES as THEME_NAMES
from .config import Config
from .diff import Role
from .keys import Where
from .paint import THEMES
from .screens.ask import Read
from .screens.help import help_rows
from .screens.page import Page
from .screens.queue import QueueScreen
from .screens.review import ReviewScreen
from .session import Filter, Order, ReviewSession

SCREENS: dict[Where, type[Page]] = {
    Where.QUEUE: QueueScreen,
    Where.REVIEW: ReviewScreen,
}
"""Every screen by where it is."""
POLL = 1.0
"""Seconds between looks at the log for another review's decisions."""


class ReviewApp(App[None]):
    """The review of one edition.

    Attributes:
        session: the state.
        config: what the user prefers.
        mode: how a change is shown.
        message: the last thing to tell, and its role.
        title_text: what is reviewed.
    """

    TITLE = "Corrigenda"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: ReviewSession, config: Config, name: str = "") -> None:
        super().__init__()
        self.session = session
        self.config = config
        self.mode = config.mode
        self.message: tuple[str, Role] = ("", Role.DIM)
        self.title_text = name
        self._pages: dict[Where, Page] = {}
        self._no_colour = NoColor()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = config.theme

    def get_line_filters(self) -> list[LineFilter]:
        """Leave out every colour where the theme has none."""
        filters = list(super().get_line_filters())
        return [*filters, self._no_colour] if self.native_ansi_color else filters

    def on_mount(self) -> None:
        """Begin with the review; look out for another one on the same folder."""
        self.show_screen(Where.REVIEW)
        self.set_interval(POLL, self._poll)

    # What screens ask for

    def say(self, text: str, role: Role = Role.DIM) -> None:
        """Tell something in the message row, at the next update."""
        self.message = (text, role)

    def attempt(self, do: Callable[[], Any]) -> bool:
        """Do something that writes; where it fails say why, and change nothing."""
        try:
            do()
        except (CorrigendaError, ValueError) as error:
            self.say(f"not done: {error}", Role.BAD)
            return False
        return True

    def page(self, where: Where) -> Page:
        """Give a screen, made when it is first asked for."""
        if where not in self._pages:
            self._pages[where] = SCREENS[where]()
        return self._pages[where]

    def show_screen(self, where: Where) -> None:
        """Go to a screen."""
        page = self.page(where)
        if self.screen is not page:
            if isinstance(self.screen, Page):
                self.switch_screen(page)
            else:
                self.push_screen(page)

    def show_alike(self, entry: Entry, verdict: Verdict, reading: Reading | None) -> None:
        """Show all places alike before deciding on them."""

    def arrange(self, chosen: Filter | None, order: Order | None, told: str) -> None:
        """Filter or sort the queue."""
        self.session.arrange(chosen, order)
        self.say(f"{told}: {len(self.session.queue)} shown")
        self._update()

    def act(self, action: str) -> None:
        """Carry out an action that is the same on every screen."""
        method: Callable[[], None] | None = getattr(self, f"do_{action}", None)
        if method is not None:
            method()

    def _update(self) -> None:
        if isinstance(self.screen, Page):
            self.screen.update()

    def _poll(self) -> None:
        """Take in what another review decided."""
        try:
            others = self.session.refresh()
        except CorrigendaError as error:
            self.say(str(error), Role.BAD)
            others = 1
        if others:
            self.say(f"{others} decisions came from another review")
            self._update()

    # Actions that are the same everywhere

    def do_undo(self) -> None:
        """Take back the last action."""
        self._back_and_forth(self.session.undo, "undone", "there is nothing to undo")

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._back_and_forth(self.session.redo, "done again", "there is nothing to do again")

    def _back_and_forth(self, do: Callable[[], int], told: str, otherwise: str) -> None:
        done: list[int] = []
        if self.attempt(lambda: done.append(do())):
            count = done[0]
            many = f" ({count} decisions)" if count > 1 else ""
            self.say(f"{told}{many}" if count else otherwise, Role.GOOD if count else Role.DIM)
        self._update()

    def do_back(self) -> None:
        """Go back to the review."""
        self.show_screen(Where.REVIEW)

    def do_theme(self) -> None:
        """Take the next theme."""
        self.theme = THEME_NAMES[(THEME_NAMES.index(self.theme) + 1) % len(THEME_NAMES)]
        self.say(f"theme: {self.theme}")
        self._update()

    def do_help(self) -> None:
        """Show what the keys do on this screen."""
        if isinstance(self.screen, Page):
            where = self.screen.where
            self.push_screen(Read(f"Keys · {where}", help_rows(self.config.keys, where)))

    def do_palette(self) -> None:
        """Find a command by its name."""
        self.action_command_palette()

    def do_quit(self) -> None:
        """Quit."""
        self.exit()


def _go(where: Where) -> Callable[[ReviewApp], None]:
    def do(self: ReviewApp) -> None:
        self.show_screen(where)

    do.__doc__ = f"Go to {where}."
    return do


for _where in Where:
    setattr(ReviewApp, f"do_show_{_where}", _go(_where))
