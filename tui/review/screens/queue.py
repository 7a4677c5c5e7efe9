"""The queue: all findings in rows, with what is proposed and how sure; counts, filters, search, sorting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from corpus.figures import percent
from corpus.kinds import row_of

from ..keys import Where
from ..state.diff import Styled, Tone
from ..state.filter import ANY, Order, State
from ..view.fold import both, cells, one_line, pad
from ..view.paint import title
from ..view.place import page_name
from ..widgets.basic import Listing
from .deciding import Deciding

if TYPE_CHECKING:
    from corpus.store import Entry

    from ..state.session import ReviewSession

SIGNS: dict[State, tuple[str, Tone]] = {
    State.WAITING: ("·", Tone.DIM),
    State.ACCEPTED: ("✓", Tone.GOOD),
    State.REJECTED: ("✗", Tone.BAD),
    State.COVERED: ("⊂", Tone.DIM),
}
"""A sign for each state, so that none is told by colour alone."""


def queue_row(session: ReviewSession, entry: Entry, width: int, *, brief: bool = False) -> list[Styled]:
    """Return a finding as a row of a list."""
    sign, role = SIGNS[session.state(entry)]
    standing = session.standing(entry)
    mark = Styled("?" if standing.doubtful else " ", Tone.DOUBT)
    p = session.p(entry)
    head = [Styled(sign, role), mark]
    if not brief:
        place = page_name(session, entry) or f"line {session.line(entry)}"
        head += [*pad([Styled(row_of(entry.kind).label)], 12), *pad([Styled(place, Tone.DIM)], 11)]
    tail = [Styled(f"{percent(p):>4}" if entry.p else "    ", Tone.DIM)]
    room = max(4, width - cells(head) - 6)
    decision = standing.decision
    best = session.emendation(entry).best
    text = decision.text if decision and decision.verdict.value == "accept" else (best.text if best else None)
    sic = session.sic(entry)
    if sic.isspace():
        whole = session.witnesses[entry.witness].text
        before, after = whole[max(0, entry.start - room) : entry.start], whole[entry.stop : entry.stop + room]
        gap = [Styled(one_line(sic, 8), Tone.GONE)]
        gap += [Styled("→", Tone.DIM), Styled(one_line(text, 8), Tone.NEW)] if text else []
        side = max(0, (room - cells(gap)) // 2)
        left, right = one_line(before, room)[-side:] if side else "", one_line(after, room)[:side]
        body = [Styled(left, Tone.DIM), *gap, Styled(right, Tone.DIM)]
    elif text is None:
        body = [Styled(one_line(sic, room))]
    elif not text:
        moves = session.emendation(entry).finding.move_to is not None
        body = [Styled(one_line(sic, max(4, room - 3)), Tone.GONE), Styled(" ↷" if moves else " ⌫", Tone.DIM)]
    else:
        half = max(2, (room - 3) // 2)
        one, other = both(sic, text, half)
        body = [Styled(one, Tone.GONE), Styled(" → ", Tone.DIM), Styled(other, Tone.NEW)]
    return [*head, *pad(body, max(1, width - cells(head) - 5)), Styled(" "), *tail]


class QueueScreen(Deciding):
    """All findings."""

    where = Where.QUEUE
    DEFAULT_CSS = "QueueScreen.low .frame { border: none; padding: 0; }"

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield Listing(self._row, id="queue", classes="frame")

    def _row(self, number: int, width: int) -> list[Styled]:
        return queue_row(self.session, self.session.queue[number], width)

    def show(self) -> None:
        """Show the queue."""
        session = self.session
        listing = self.query_one("#queue", Listing)
        chosen = session.filter
        shown = [*chosen.states, *chosen.kinds, *(["doubtful"] if chosen.doubtful else [])]
        low, high = chosen.p
        shown += [f"{low:.0%} to {high:.0%}"] if chosen.p != ANY else []
        shown += ["one page"] if chosen.span else []
        shown += [f"“{one_line(chosen.text, 20)}”"] if chosen.text else []
        listing.border_title = title(f"{', '.join(shown) or 'everything'} · by {session.order}")
        listing.border_subtitle = title(f"{session.at + 1} of {len(session.queue)}" if session.queue else "empty")
        listing.show(len(session.queue), session.at)

    def do_down(self) -> None:
        """Go down a row."""
        self.do_next_any()

    def do_up(self) -> None:
        """Go up a row."""
        self.do_previous_any()

    def do_page_down(self) -> None:
        """Go down a page."""
        self.session.go(self.session.at + self.query_one(Listing).size.height)
        self.moved()

    def do_page_up(self) -> None:
        """Go up a page."""
        self.session.go(self.session.at - self.query_one(Listing).size.height)
        self.moved()

    def do_open(self) -> None:
        """Open the finding in the review."""
        self.review.show_screen(Where.REVIEW)

    def do_sort(self) -> None:
        """Sort by the next order."""
        orders = list(Order)
        order = orders[(orders.index(self.session.order) + 1) % len(orders)]
        self.review.arrange(None, order, f"by {order}")

    def on_listing_clicked(self, event: Listing.Clicked) -> None:
        """Go to a row with the mouse; a second time opens it."""
        again = event.number == self.session.at
        self.session.go(event.number)
        self.do_open() if again else self.moved()
