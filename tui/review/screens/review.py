"""The review: one finding in its context, its ranked readings with their evidence, one key to decide."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from corpus.figures import percent
from corpus.kinds import DELETE, row_of
from corpus.records import Basis, Reading, Verdict
from corpus.store import Entry

from ..keys import Where
from ..state.diff import Styled, Tone
from ..state.filter import State
from ..view import scan
from ..view.fold import Row, hang, one_line, plain, shown
from ..view.other import others
from ..view.paint import title
from ..view.place import CONTEXT, Mode, change_row, page_name, rows
from ..widgets.basic import Listing, TextPane
from ..widgets.scan_pane import ScanPane
from .deciding import Deciding
from .page import LOW
from .queue import queue_row

EVEN = 0.5
"""A reading less probable than this is shown as doubtful."""
ROOMY = 30
"""From so many rows on the other copies are shown unasked."""
BASIS: dict[Basis, str] = {
    Basis.COPY: "another copy",
    Basis.INK: "the same ink",
    Basis.PARALLEL: "parallel text",
    Basis.NAME: "name",
    Basis.LANGUAGE: "language",
    Basis.RULE: "rule",
    Basis.EDITOR: "editor",
}
"""What a reading rests on, in words."""
STATES: dict[State, tuple[str, Tone]] = {
    State.WAITING: ("waits", Tone.DIM),
    State.ACCEPTED: ("✓ taken", Tone.GOOD),
    State.REJECTED: ("✗ left", Tone.BAD),
    State.COVERED: ("⊂ settled with the passage around it", Tone.DIM),
}
"""How a state is shown: by sign and text."""


class ReviewScreen(Deciding):
    """One finding at a time."""

    where = Where.REVIEW
    AUTO_FOCUS = "#readings"
    DEFAULT_CSS = """
    ReviewScreen #side { display: none; width: 36; }
    ReviewScreen.wide #side { display: block; }
    ReviewScreen #place { height: 1fr; min-height: 3; }
    ReviewScreen #readings { height: auto; max-height: 45%; }
    ReviewScreen.low .frame { border: none; padding: 0; }
    ReviewScreen.low #readings { max-height: 3; }
    ReviewScreen #other { height: auto; max-height: 30%; }
    ReviewScreen #column { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.context = 0
        """Steps of context beyond what fills the pane."""
        self.number = 0
        """Of the marked reading."""
        self._shown = ""
        self.scan = True
        self.other: bool | None = None
        """Whether the other copies are shown; None: where there is room."""

    def body(self) -> Iterable[Widget]:
        """The queue at the side where there is room, the scan, the place, the other copy, the readings."""
        side = Listing(self._side_row, id="side", classes="frame")
        place = TextPane(id="place", classes="frame")
        other = TextPane(id="other", signs=False, classes="frame")
        readings = TextPane(id="readings", signs=False, classes="frame")
        side.border_title = title("Queue")
        readings.border_title = title("Readings")
        yield Horizontal(side, Vertical(ScanPane(id="scan"), place, other, readings, id="column"))

    def marked(self) -> Reading | None:
        """The reading that is marked."""
        readings = self._readings()
        return readings[min(self.number, len(readings) - 1)] if readings else None

    def _readings(self) -> tuple[Reading, ...]:
        return () if self.entry is None else self.session.emendation(self.entry).readings

    def moved(self) -> None:
        """Start with the first reading and the usual context."""
        self.number, self.context = 0, 0
        self.update()

    def show(self) -> None:
        """Show the current finding."""
        session, entry = self.session, self.entry
        side = self.query_one("#side", Listing)
        side.show(len(session.queue), session.at)
        side.border_subtitle = title(f"{session.at + 1} of {len(session.queue)}" if session.queue else "empty")
        place, readings = self.query_one("#place", TextPane), self.query_one("#readings", TextPane)
        if entry is None:
            place.border_title = title("Nothing to review")
            text = "Nothing was found." if not session.entries else "Nothing matches: f or / shows something else."
            place.show([Row((Styled(text),))], keep=0)
            readings.show([])
            return
        if not place.size.width:
            return
        if self._shown != entry.key:
            self._shown, self.number = entry.key, 0
        standing, state = session.standing(entry), session.state(entry)
        where = [row_of(entry.kind).name, f"line {session.line(entry)}", page_name(session, entry)]
        if len(session.witnesses) > 1:
            where.insert(0, session.witnesses[entry.witness].title)
        place.border_title = title(" · ".join(filter(None, where)))
        told = STATES[state][0]
        by = f" by {standing.decision.by}" if standing.decision else ""
        doubt = " · ? doubtful" if standing.doubtful else ""
        place.border_subtitle = title(f"{session.at + 1} of {len(session.queue)} · {told}{by}{doubt}")
        width = max(20, place.size.width)
        found = rows(session, entry, self._text(), context=self._reach(), mode=self.review.mode, width=width)
        place.show(found, keep=change_row(found))
        self._show_other(entry)
        self.query_one(ScanPane).show(self._scan_place(entry))
        readings.show(self._reading_rows(max(20, readings.size.width)), keep=0)

    def _fills(self) -> int:
        """Return the step of context that about fills the pane."""
        size = self.query_one("#place").size
        columns = size.width // (2 if self.review.mode is Mode.SIDE else 1)
        return max(0, sum(2.5 * step <= columns * size.height for step in CONTEXT) - 1)

    def _reach(self) -> int:
        return CONTEXT[max(0, min(self._fills() + self.context, len(CONTEXT) - 1))]

    def _wider(self, by: int) -> int:
        """Return 1 if there is a step that way, else 0."""
        return int(0 <= self._fills() + self.context + by < len(CONTEXT))

    def _show_other(self, entry: Entry) -> None:
        """Show the other copies of the place, if there are any and there is room."""
        pane = self.query_one("#other", TextPane)
        wanted = self.other if self.other is not None else self.size.height >= ROOMY
        found = others(self.session, entry) if wanted else []
        pane.display = bool(found)
        if found:
            pane.border_title = title("The other copy" if len(found) == 1 else "The other copies")
            width = max(20, self.query_one("#readings").size.width)
            pane.show(
                [row for o in found for row in hang([Styled(f"{o.label}: ", Tone.DIM), *shown(o.pieces)], width, 2)]
            )

    def _scan_place(self, entry: Entry) -> scan.Place | None:
        return scan.place(self.session.store, entry) if self.scan and self.size.height >= LOW else None

    def _text(self) -> str | None:
        """The text to show: what was decided, else the marked reading."""
        entry = self.entry
        if entry is None:
            return None
        standing = self.session.standing(entry)
        if standing.decision is not None and standing.decision.verdict is Verdict.ACCEPT:
            return standing.decision.text
        reading = self.marked()
        return None if reading is None else reading.text

    def _reading_rows(self, width: int) -> list[Row]:
        entry = self.entry
        if entry is None:
            return []
        emendation = self.session.emendation(entry)
        out: list[Row] = []
        for number, reading in enumerate(emendation.readings[:9]):
            mark = "▸" if number == min(self.number, len(emendation.readings) - 1) else " "
            text = one_line(reading.text, max(12, width // 3)) if reading.text else f"({DELETE})"
            if not reading.text and emendation.finding.move_to is not None:
                text = "(moves)"
            head = [Styled(f"{mark}{number + 1} ", Tone.KEY), Styled(text, Tone.STRONG)]
            why = reading.evidence or emendation.finding.reason
            tail = [
                Styled(f"  {percent(reading.p):>4} ", Tone.SAME if reading.p >= EVEN else Tone.DOUBT),
                Styled(_gauge(reading.p), Tone.BAR),
            ]
            told = "" if reading.basis is Basis.COPY and "copy" in why else f"{BASIS[reading.basis]}: "
            tail += [Styled(f"  {told}", Tone.DIM), plain(why, Tone.SAME)]
            out += hang([*head, *tail], width, 3)
        if not emendation.readings:
            out.append(Row((Styled("nothing is proposed: e lets you write a reading", Tone.DIM),)))
        reason = emendation.finding.reason
        if reason and not any(reason.startswith(reading.evidence or reason) for reading in emendation.readings):
            out += hang([Styled("why here: ", Tone.DIM), plain(reason)], width, 3)
        comment = self.session.standing(entry).comment
        if comment:
            out += hang([Styled("comment: ", Tone.DIM), plain(comment)], width, 3)
        return out

    def _side_row(self, number: int, width: int) -> list[Styled]:
        return queue_row(self.session, self.session.queue[number], width, brief=True)

    # Keys of this screen alone

    def do_down(self) -> None:
        """Mark the next reading."""
        self._mark(1)

    def do_up(self) -> None:
        """Mark the reading above."""
        self._mark(-1)

    def _mark(self, by: int) -> None:
        if isinstance(self.focused, TextPane) and self.focused.id == "place":
            self.focused.scroll_rows(by)
            return
        if isinstance(self.focused, Listing):
            self.session.step(by, undecided=False)
            self.moved()
            return
        self.number = max(0, min(self.number + by, len(self._readings()) - 1))
        self.update()

    def do_reading(self, number: int) -> None:
        """Take a reading by its number."""
        if number < len(self._readings()):
            self.number = number
            self.do_accept()

    def do_split(self) -> None:
        """Ask about each changed word alone."""
        if self.entry is not None:
            made = self.session.split(self.entry)
            self.review.say(f"in {made} parts" if made else "it is one change: there is nothing to split")
        self.moved()

    def do_other(self) -> None:
        """Show or hide the other copies."""
        shown_now = self.query_one("#other").display
        self.other = not shown_now
        self.update()
        if self.other and not self.query_one("#other").display:
            self.review.say("there is no other witness of this place")
            self.update()

    def do_scan(self) -> None:
        """Show or hide the line on the scan."""
        self.scan = not self.scan
        entry = self.entry
        if self.scan and not ScanPane.available():
            self.review.say("the scan pane needs an extra: pip install 'corrigenda[scan]'", Tone.DOUBT)
        elif entry is not None and scan.place(self.session.store, entry) is None:
            self.review.say("there is no scan of this place")
        self.update()

    def do_open_page(self) -> None:
        """Open the page in the system's viewer."""
        found = None if self.entry is None else scan.place(self.session.store, self.entry)
        self.review.say("there is no scan of this place" if found is None else scan.open_page(found))
        self.update()

    def do_more(self) -> None:
        """More context."""
        self.context += self._wider(1)
        self.update()

    def do_less(self) -> None:
        """Less context."""
        self.context -= self._wider(-1)
        self.update()

    def do_mode(self) -> None:
        """Show the change in another way."""
        modes = list(Mode)
        self.review.mode = modes[(modes.index(self.review.mode) + 1) % len(modes)]
        self.review.say(f"view: {self.review.mode}")
        self.update()

    def on_listing_clicked(self, event: Listing.Clicked) -> None:
        """Go to a finding with the mouse."""
        self.session.go(event.number)
        self.moved()


def _gauge(p: float, width: int = 8) -> str:
    """Return a probability as a bar of eighths."""
    eighths = round(p * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")).ljust(width)
