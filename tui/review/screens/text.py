"""The text: read it whole, and begin a finding of one's own wherever something is wrong that nothing points at."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from corpus.kinds import DELETE, KINDS, row_of
from corpus.records import Basis, Kind, Reading
from corpus.store import Entry
from restore.text.places import line_of

from ..editing import from_line, to_line
from ..keys import Where
from ..state.diff import Styled, Tone
from ..state.filter import State
from ..view.fold import Row, hang, one_line
from ..view.paint import title
from ..view.reader import TextReader, likely_kind
from ..widgets.basic import TextPane
from .ask import Ask, Choose
from .page import ReviewPage
from .review import STATES


class TextScreen(ReviewPage):
    """The text of one witness."""

    where = Where.TEXT
    AUTO_FOCUS = "#text"
    DEFAULT_CSS = """
    TextScreen #text { height: 1fr; }
    TextScreen #why { height: 5; }
    TextScreen.low .frame { border: none; padding: 0; }
    TextScreen.low #why { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._reader: TextReader | None = None
        self._looked = ""

    def body(self) -> Iterable[Widget]:
        """The text, and what is known of the word under the cursor."""
        yield TextPane(id="text", signs=False, classes="frame")
        yield TextPane(id="why", signs=False, classes="frame")

    @property
    def reader(self) -> TextReader:
        """The cursor; at the first word of the first witness before it was set."""
        if self._reader is None:
            self._reader = TextReader(self.session, next(iter(self.session.witnesses)))
            self._reader.go(0)
        return self._reader

    def open_current(self) -> None:
        """Begin at the finding the review is at."""
        entry = self.session.current
        if entry is not None:
            self._reader = TextReader(self.session, entry.witness)
            self._reader.go(entry.start)

    def show(self) -> None:
        """Show the text around the cursor."""
        pane, why = self.query_one("#text", TextPane), self.query_one("#why", TextPane)
        if not self.session.witnesses or not pane.size.width:
            return
        reader = self.reader
        rows, here = reader.rows(max(10, pane.size.width), max(3, pane.size.height))
        pane.show(rows, keep=here)
        witness = self.session.witnesses[reader.witness]
        line = line_of(witness.text, reader.word[0])
        page = next((s.page for s in witness.pages if s.start <= reader.word[0] < s.end), "")
        pane.border_title = title(" · ".join(filter(None, (witness.title, page, f"line {line}"))))
        words = len(witness.text[slice(*reader.selected)].split())
        pane.border_subtitle = title(f"{words} words selected" if words > 1 else "")
        why.show(self._told(max(20, why.size.width)), keep=0)

    def _told(self, width: int) -> list[Row]:
        entry = self._entry()
        if entry is None:
            return hang(
                [
                    Styled("Nothing points here. ", Tone.SAME),
                    Styled("e writes a reading; v selects more words.", Tone.DIM),
                ],
                width,
                2,
            )
        session = self.session
        best, decision = session.emendation(entry).best, session.standing(entry).decision
        text = decision.text if decision else best.text if best else None
        head = [Styled(f"{row_of(entry.kind).name}: ", Tone.DIM), Styled(one_line(session.sic(entry), 40), Tone.GONE)]
        if text is not None and session.state(entry) is not State.REJECTED:
            head += [Styled(" → ", Tone.DIM), Styled(one_line(text, 40) if text else f"({DELETE})", Tone.NEW)]
        head.append(Styled(f"  {STATES[session.state(entry)][0]} · ⏎ opens it", Tone.DIM))
        return hang(head, width, 2)

    def _entry(self) -> Entry | None:
        """The finding under the cursor, the smallest of several."""
        found = self.session.touching(self.reader.witness, *self.reader.word)
        return min(found, key=lambda entry: entry.stop - entry.start, default=None)

    # Moving

    def do_word_on(self) -> None:
        """Go to the next word."""
        self.reader.step(1)
        self.update()

    def do_word_back(self) -> None:
        """Go to the word before."""
        self.reader.step(-1)
        self.update()

    def do_select_on(self) -> None:
        """Select the next word too."""
        self.reader.anchor = self.reader.anchor or self.reader.word
        self.do_word_on()

    def do_select_back(self) -> None:
        """Select the word before too."""
        self.reader.anchor = self.reader.anchor or self.reader.word
        self.do_word_back()

    def do_select(self) -> None:
        """Begin to select, or end it."""
        going = self.reader.select()
        self.review.say("selecting: arrows take more words in, e writes a reading, v ends" if going else "")
        self.update()

    def _rows(self, by: int) -> None:
        size = self.query_one("#text").size
        self.reader.row_step(by, max(10, size.width), max(3, size.height))
        self.update()

    def do_down(self) -> None:
        """Go down a row."""
        self._rows(1)

    def do_up(self) -> None:
        """Go up a row."""
        self._rows(-1)

    def do_page_down(self) -> None:
        """Go down a page."""
        self._rows(max(1, self.query_one("#text").size.height - 2))

    def do_page_up(self) -> None:
        """Go up a page."""
        self._rows(-max(1, self.query_one("#text").size.height - 2))

    def do_first(self) -> None:
        """Go to the first word."""
        self.reader.go(0)
        self.update()

    def do_last(self) -> None:
        """Go to the last word."""
        self.reader.go(len(self.reader.text))
        self.update()

    def do_find(self) -> None:
        """Ask for words to go to."""

        def looked(line: str | None) -> None:
            if line:
                self._looked = line
                self.do_find_next()

        self.app.push_screen(Ask("Find in the text", self._looked, "⏎ find · esc back"), looked)

    def do_find_next(self) -> None:
        """Go to where the words stand next."""
        found = self.reader.find(self._looked)
        self.review.say("" if found else f"the text has no “{one_line(self._looked, 40)}”", Tone.DOUBT)
        self.update()

    def do_back(self) -> None:
        """Let go of the selection; without one, go back to the review."""
        if self.reader.anchor is None:
            self.review.show_screen(Where.REVIEW)
        else:
            self.reader.anchor = None
            self.update()

    def do_open(self) -> None:
        """Open the finding under the cursor in the review."""
        entry = self._entry()
        if entry is not None and self.session.go_to(entry):
            self.review.show_screen(Where.REVIEW)
            return
        self.review.say(
            "nothing points here: e writes a reading" if entry is None else "f in the queue shows everything"
        )
        self.update()

    # A finding of one's own

    def do_write_reading(self) -> None:
        """Ask for the reading of what is selected."""
        start, end = self.reader.selected
        sic = self.reader.text[start:end]

        def taken(line: str | None) -> None:
            if line is None:
                return
            text = from_line(line, sic)
            if text == sic:
                self.review.say("that is what stands there: nothing is changed")
                self.update()
            else:
                self._ask_kind(start, end, text)

        if sic:
            self.app.push_screen(Ask("Your reading", to_line(sic), "⏎ goes on · esc back · empty: it goes"), taken)

    def do_supply(self) -> None:
        """Ask for words that are left out before the cursor."""
        start = self.reader.word[0]

        def taken(line: str | None) -> None:
            if line and line.strip():
                self._ask_kind(start, start, from_line(line).strip() + " ")

        self.app.push_screen(Ask("Supply before the cursor", "", "⏎ goes on · esc back"), taken)

    def _ask_kind(self, start: int, end: int, text: str) -> None:
        """Ask what kind of fault it is, the likeliest marked, and then for a note."""
        likely = likely_kind(self.reader.text[start:end], text)
        kinds = [kind for kind in Kind if KINDS[kind].mark and (kind is Kind.OMISSION) == (start == end)]

        def noted(kind: Kind, note: str | None) -> None:
            if note is not None:
                self._decide(start, end, text, kind, note.strip())

        def chosen(name: str | None) -> None:
            if name is not None:
                kind = Kind(name)
                self.app.push_screen(
                    Ask("Why", "", "⏎ decide · esc back · may be empty"), lambda note: noted(kind, note)
                )

        if len(kinds) == 1:
            chosen(kinds[0])
        else:
            choices = [(kind.value, KINDS[kind].mark) for kind in kinds]
            self.app.push_screen(Choose("What is wrong here", choices, kinds.index(likely)), chosen)

    def _decide(self, start: int, end: int, text: str, kind: Kind, note: str) -> None:
        reading = Reading(text, 1.0, Basis.EDITOR, note or "the editor's reading")
        sic = one_line(self.reader.text[start:end], 30)
        if self.review.attempt(lambda: self.session.emend(self.reader.witness, start, end, reading, kind)):
            told = f"“{sic}” → “{one_line(text, 30)}”" if sic and text else f"“{sic or one_line(text, 40)}”"
            self.review.say(f"{'taken' if text and sic else 'supplied' if text else 'goes'}: {told} · u takes it back")
            self.reader.anchor = None
        self.update()
