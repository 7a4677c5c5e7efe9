"""The names: look one up, take it as the reading, add one; those that the editors added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from corpus.errors import CorrigendaError
from corpus.figures import percent
from corpus.records import Basis, Reading

from ..keys import Where
from ..state.diff import Styled, Tone
from ..view.fold import Row, cells, hang, one_line, pad, plain
from ..view.paint import title
from ..widgets.basic import Listing, TextPane
from .ask import Ask
from .lists import ListPage

if TYPE_CHECKING:
    from corpus.names import Match


class NamesScreen(ListPage):
    """What the name authority knows."""

    where = Where.NAMES
    below = "why"
    DEFAULT_CSS = "NamesScreen #why { height: 6; } NamesScreen.low #why { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.asked = ""
        self.matches: list[Match] = []
        self.state = ""

    def count(self) -> int:
        """How many matches."""
        return len(self.matches)

    def show(self) -> None:
        """Show the matches."""
        super().show()
        listing, why = self.query_one("#list", Listing), self.query_one("#why", TextPane)
        asked = f"“{one_line(self.asked, 40)}”" if self.asked else "/ looks a name up"
        listing.border_title = title(f"Names · {asked}")
        listing.border_subtitle = title(self.state)
        width = max(20, why.size.width)
        rows: list[Row] = []
        if self.matches:
            match = self.matches[self.cursor]
            known = "; ".join(filter(None, (match.entry.note, ", ".join(match.entry.variants))))
            rows += hang([Styled(f"{match.entry.kind}: ", Tone.DIM), plain(known or match.entry.name)], width, 2)
            rows += hang([Styled("fits: ", Tone.DIM), plain(match.evidence)], width, 2)
        added = self.session.names()
        if added:
            rows += hang([Styled("added in this edition: ", Tone.DIM), plain(", ".join(added))], width, 2)
        why.show(rows, keep=0)

    def _row(self, number: int, width: int) -> list[Styled]:
        match = self.matches[number]
        head = [
            *pad([plain(one_line(match.form, 26), Tone.STRONG)], 28),
            *pad([Styled(match.entry.kind, Tone.DIM)], 13),
        ]
        tail = [Styled(f" {percent(match.p):>4}", Tone.DIM)]
        return [*head, *pad([plain(one_line(match.entry.name, 60))], max(1, width - cells(head) - 5)), *tail]

    def do_look_up(self) -> None:
        """Ask for a name."""

        def asked(line: str | None) -> None:
            if line:
                self.look_up(line)

        self.app.push_screen(Ask("Look up", self.asked, "a name, garbled or not"), asked)

    def look_up(self, name: str) -> None:
        """Look a name up, with what stands around the current finding."""
        self.asked, self.matches, self.cursor = name, [], 0
        self.state = "looking …"
        self.update()
        entry = self.session.current
        before = after = ""
        if entry is not None and self.session.sic(entry) == name:
            text = self.session.witnesses[entry.witness].text
            before, after = text[max(0, entry.start - 90) : entry.start], text[entry.stop : entry.stop + 90]
        self._search(name, before, after)

    @work(thread=True, exclusive=True, group="names")
    def _search(self, name: str, before: str, after: str) -> None:
        """Search in a thread: the authority takes a moment to load."""
        try:
            matches = self.review.authority().lookup(name, before, after)
            state = f"{len(matches)} found" if matches else "not found: a adds it"
        except CorrigendaError as error:
            matches, state = [], str(error)
        self.app.call_from_thread(self._found, name, matches, state)

    def _found(self, name: str, matches: list[Match], state: str) -> None:
        if name == self.asked:
            self.matches, self.state = matches, state
            if self.is_current:
                self.update()

    def do_take_name(self) -> None:
        """Take the name under the cursor as the reading of the current finding."""
        entry = self.session.current
        if not self.matches or entry is None:
            return
        match = self.matches[self.cursor]
        reading = Reading(match.form, match.p, Basis.NAME, match.evidence)
        sic = one_line(self.session.sic(entry), 30)
        if self.review.attempt(lambda: self.session.accept(entry, reading)):
            self.review.say(f"taken: “{sic}” → “{one_line(match.form, 30)}”", Tone.GOOD)
            self.session.advance()
            self.review.show_screen(Where.REVIEW)
        else:
            self.update()

    def do_add(self) -> None:
        """Add the name that was looked up to the edition's list."""
        if self.asked and self.review.attempt(lambda: self.review.add_names([self.asked])):
            self.review.say(f"“{one_line(self.asked, 40)}” is in the edition's names", Tone.GOOD)
        self.update()
