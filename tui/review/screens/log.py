"""The log: who decided what, when and why, the latest first; undo from there."""

from __future__ import annotations

from corpus.kinds import row_of
from corpus.records import Decision, Verdict

from ..keys import Where
from ..state.diff import Styled, Tone
from ..view.fold import Row, cells, hang, one_line, pad, plain
from ..view.paint import title
from ..widgets.basic import Listing, TextPane
from .lists import ListPage

SIGNS: dict[Verdict, tuple[str, Tone]] = {
    Verdict.ACCEPT: ("✓", Tone.GOOD),
    Verdict.REJECT: ("✗", Tone.BAD),
    Verdict.UNDO: ("↶", Tone.DOUBT),
    Verdict.NOTE: ("✎", Tone.DIM),
}
"""A sign for each verdict."""


class LogScreen(ListPage):
    """All events."""

    where = Where.LOG
    below = "why"
    DEFAULT_CSS = "LogScreen #why { height: 5; } LogScreen.low #why { display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Decision] = []

    def count(self) -> int:
        """How many events."""
        return len(self.events)

    def show(self) -> None:
        """Show the events."""
        self.events = list(reversed(self.session.log.events.values()))
        super().show()
        listing = self.query_one("#list", Listing)
        orphans = len(self.session.orphans)
        listing.border_title = title(f"{len(self.events)} events, the latest first")
        listing.border_subtitle = title(f"{orphans} whose place is not found any more" if orphans else "")
        why = self.query_one("#why", TextPane)
        why.show(self._told(max(20, why.size.width)) if self.events else [], keep=0)

    def _row(self, number: int, width: int) -> list[Styled]:
        event = self.events[number]
        sign, role = SIGNS[event.verdict]
        head = [
            Styled(f"{sign} ", role),
            Styled(f"{event.at[:10]} {event.at[11:16]} ", Tone.DIM),
            *pad([plain(one_line(event.by, 12))], 13),
            *pad([Styled(row_of(event.kind).label)], 12),
        ]
        taken_back = event.verdict is not Verdict.UNDO and not self.session.log.stands(event.id)
        room = max(4, width - cells(head))
        told = one_line(self._what(event), room - 12)
        tail = [Styled(" (taken back)", Tone.DIM)] if taken_back else []
        doubt = [Styled("? ", Tone.DOUBT)] if event.doubtful else []
        return [*head, *doubt, Styled(told, Tone.DIM if taken_back else Tone.SAME), *tail]

    def _what(self, event: Decision) -> str:
        sic = one_line(event.selector.exact, 40)
        if event.verdict is Verdict.UNDO:
            target = self.session.log.events.get(event.undoes)
            return f"takes back: {self._what(target)}" if target else f"takes back {event.undoes[:8]}"
        if event.verdict is Verdict.NOTE:
            return f"“{sic}”: {event.why or ('doubtful' if event.doubtful else 'no longer doubtful')}"
        if event.verdict is Verdict.REJECT:
            return f"“{sic}” left"
        if event.move_to is not None:
            return f"“{sic}” moved"
        return f"“{sic}” → “{one_line(event.text, 40)}”" if event.text else f"“{sic}” goes"

    def _told(self, width: int) -> list[Row]:
        event = self.events[self.cursor]
        bulk = sum(e.group == event.group for e in self.events) if event.group else 1
        rows = hang([Styled(f"{event.basis}: ", Tone.DIM), plain(event.why or "nothing was said")], width, 2)
        if bulk > 1:
            rows.append(Row((Styled(f"one of {bulk} in one action", Tone.DIM),)))
        return rows

    def do_open(self) -> None:
        """Go to the place of the event."""
        if self.events:
            event = self.events[self.cursor]
            entry = self.session.entry_of(event)
            if entry is not None and self.session.go_to(entry):
                self.review.show_screen(Where.REVIEW)
                return
            self.review.say("its place is not in the queue: f shows everything", Tone.DOUBT)
            self.update()

    def do_take_back(self) -> None:
        """Take back the event under the cursor, with all of its action."""
        if not self.events:
            return
        event = self.events[self.cursor]
        action = [e for e in self.events if e.group == event.group] if event.group else [event]
        standing = [e for e in action if self.session.log.stands(e.id)]
        if not standing:
            self.review.say("it is taken back already: take back the ↶ above it to have it again", Tone.DOUBT)
        elif self.review.attempt(lambda: self.session.take_back(standing)):
            self.review.say(f"taken back ({len(standing)})", Tone.GOOD)
        self.update()
