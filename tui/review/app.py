"""The app: wires the session to the screens, nothing else."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.filter import LineFilter
from textual.timer import Timer

from corpus.errors import CorrigendaError
from corpus.records import Reading, Verdict
from corpus.store import Entry

from .config import THEMES as THEME_NAMES
from .config import Config
from .keys import Where
from .palette import KeyCommands
from .screens.alike import AlikeScreen
from .screens.ask import Read
from .screens.export import ExportScreen
from .screens.help import help_rows
from .screens.log import LogScreen
from .screens.names import NamesScreen
from .screens.page import ReviewPage
from .screens.passages import PassagesScreen
from .screens.queue import QueueScreen
from .screens.review import ReviewScreen
from .screens.text import TextScreen
from .state.diff import Tone
from .state.filter import Filter, Order
from .state.session import ReviewSession
from .view.bulk import Bulk
from .view.fold import one_line
from .view.paint import THEMES, Colourless

if TYPE_CHECKING:
    from corpus.names import Authority

SCREENS: dict[Where, type[ReviewPage]] = {
    Where.QUEUE: QueueScreen,
    Where.REVIEW: ReviewScreen,
    Where.TEXT: TextScreen,
    Where.ALIKE: AlikeScreen,
    Where.PASSAGES: PassagesScreen,
    Where.NAMES: NamesScreen,
    Where.LOG: LogScreen,
    Where.EXPORT: ExportScreen,
}
"""Every screen by where it is."""
GARBAGE = 20_000
"""New objects before the garbage collector looks at them: a key makes some thousand that are gone at once."""
QUICK = 3000
"""A queue of so many is sorted between two keys."""
PAUSE = 1.5
"""Seconds without a decision after which a longer one is."""
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
        last: the decision made last by a single key: where, what, and the reading.
    """

    TITLE = "Corrigenda"
    COMMANDS: ClassVar[set[Any]] = {KeyCommands}

    def __init__(self, session: ReviewSession, config: Config, name: str = "") -> None:
        super().__init__()
        self.session = session
        self.config = config
        self.mode = config.mode
        self.message: tuple[str, Tone] = ("", Tone.DIM)
        self.title_text = name
        self.last: tuple[Entry, Verdict, Reading | None] | None = None
        self._ranking: Timer | None = None
        self._pages: dict[Where, ReviewPage] = {}
        self._colourless = Colourless()
        self._authority: Authority | None = None
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = config.theme

    def get_line_filters(self) -> list[LineFilter]:
        """Leave out every colour where the theme has none."""
        filters = list(super().get_line_filters())
        return [*filters, self._colourless] if self.theme == "mono" else filters

    def on_mount(self) -> None:
        """Begin with the review; look out for another one on the same folder.

        What is loaded by now stays: the garbage collector need not go through 100,000 entries between two keys.
        """
        gc.freeze()
        gc.set_threshold(GARBAGE)
        self.show_screen(Where.REVIEW)
        self.set_interval(POLL, self._poll)

    # What screens ask for

    def say(self, text: str, role: Tone = Tone.DIM) -> None:
        """Tell something in the message row, at the next update."""
        self.message = (text, role)

    def attempt(self, do: Callable[[], Any]) -> bool:
        """Do something that writes; where it fails say why, and change nothing."""
        try:
            do()
        except (CorrigendaError, ValueError) as error:
            self.say(f"not done: {error}", Tone.BAD)
            return False
        return True

    def page(self, where: Where) -> ReviewPage:
        """Return a screen, made when it is first asked for and installed, so that it outlives being left."""
        if where not in self._pages:
            self._pages[where] = SCREENS[where]()
            self.install_screen(self._pages[where], where)
        return self._pages[where]

    def show_screen(self, where: Where) -> None:
        """Go to a screen."""
        page = self.page(where)
        if self.screen is not page:
            if isinstance(self.screen, ReviewPage):
                self.switch_screen(page)
            else:
                self.push_screen(page)

    def show_bulk(self, bulk: Bulk) -> None:
        """Show all places of a bulk decision before it is made."""
        page = self.page(Where.ALIKE)
        if isinstance(page, AlikeScreen):
            page.bulk, page.cursor = bulk, 0
        self.show_screen(Where.ALIKE)

    def arrange(self, chosen: Filter | None, order: Order | None, told: str) -> None:
        """Filter or sort the queue."""
        self.session.arrange(chosen, order)
        self.say(f"{told}: {len(self.session.queue)} shown")
        self._update()

    def rank_again(self) -> None:
        """Sort what is to come by what was learned: at once, or in the next pause where that takes long."""
        if self._ranking is not None:
            self._ranking.stop()
        if len(self.session.queue) <= QUICK:
            self.session.rank_again()
        else:
            self._ranking = self.set_timer(PAUSE, self._ranked)

    def _ranked(self) -> None:
        self.session.rank_again()
        self._update()

    def act(self, action: str) -> None:
        """Carry out an action that is the same on every screen."""
        method: Callable[[], None] | None = getattr(self, f"do_{action}", None)
        if method is not None:
            method()

    def _update(self) -> None:
        if isinstance(self.screen, ReviewPage):
            self.screen.update()

    def _poll(self) -> None:
        """Take in what another review decided."""
        try:
            others = self.session.refresh()
        except CorrigendaError as error:
            self.say(str(error), Tone.BAD)
            others = 1
        if others:
            self.say("another review decided: " + (f"{others} events came" if others > 1 else "one event came"))
            self._update()

    # Names

    def authority(self) -> Authority:
        """Return the names known, loaded when first asked for."""
        from corpus.names import lists, load

        if self._authority is None:
            self._authority = load(lists.lists(self.session.store.folder))
        return self._authority

    def add_names(self, names: Sequence[str]) -> None:
        """Add names to the edition's own list."""
        from corpus.names import NameEntry as Name
        from corpus.names import lists

        entries = [Name(id="", kind="person", name=name) for name in names]
        lists.add(lists.edition_list(self.session.store.folder), entries)
        self._authority = None

    def keep_names(self) -> None:
        """Put the names the editors marked into the edition's own list."""
        names = self.session.names()
        if names:
            self.attempt(lambda: self.add_names(names))

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
            count, entry = done[0], self.session.current
            where = "" if entry is None else f": “{one_line(self.session.sic(entry), 30)}”"
            many = f" and {count - 1} more" if count > 1 else ""
            self.say(f"{told}{where}{many}" if count else otherwise, Tone.GOOD if count else Tone.DIM)
        self._update()

    def do_show_queue(self) -> None:
        """Go to the queue."""
        self.show_screen(Where.QUEUE)

    def do_show_review(self) -> None:
        """Go to the review."""
        self.show_screen(Where.REVIEW)

    def do_show_text(self) -> None:
        """Read the text, from the current finding on."""
        page = self.page(Where.TEXT)
        if isinstance(page, TextScreen):
            page.open_current()
        self.show_screen(Where.TEXT)

    def do_show_alike(self) -> None:
        """Go to the places alike."""
        entry = self.session.current
        best = None if entry is None else self.session.emendation(entry).best
        if entry is not None:
            verdict = Verdict.REJECT if best is None else Verdict.ACCEPT
            self.show_bulk(Bulk(self.session.alike(entry), verdict, best))

    def do_show_passages(self) -> None:
        """Go to the doubled and misplaced passages."""
        page = self.page(Where.PASSAGES)
        if isinstance(page, PassagesScreen):
            page.open_current()
        self.show_screen(Where.PASSAGES)

    def do_show_names(self) -> None:
        """Go to the names, with what stands at the current finding."""
        self.show_screen(Where.NAMES)
        page, entry = self.page(Where.NAMES), self.session.current
        if isinstance(page, NamesScreen) and entry is not None and entry.stop - entry.start <= 60:
            page.look_up(self.session.sic(entry))

    def do_show_log(self) -> None:
        """Go to the log."""
        self.show_screen(Where.LOG)

    def do_show_export(self) -> None:
        """Go to the export."""
        self.show_screen(Where.EXPORT)

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
        if isinstance(self.screen, ReviewPage):
            where = self.screen.where
            self.push_screen(Read(f"Keys · {where}", help_rows(self.config.keys, where)))

    def do_palette(self) -> None:
        """Find a command by its name."""
        self.action_command_palette()

    def do_quit(self) -> None:
        """Quit; the names that were marked go into the edition's list."""
        self.keep_names()
        self.exit()
