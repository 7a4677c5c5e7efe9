"""The export: the edition as it stands now, in the formats that are marked, written in the background."""

from __future__ import annotations

from textual import work
from textual.worker import get_current_worker

from corpus.errors import CorrigendaError

from ..keys import Where
from ..state.diff import Styled, Tone
from ..view.fold import Row, hang, pad, plain
from ..view.paint import title
from ..widgets.basic import Listing, TextPane
from .lists import ListPage


class ExportScreen(ListPage):
    """The formats."""

    where = Where.EXPORT
    below = "state"
    DEFAULT_CSS = "ExportScreen #list { height: 1fr; } ExportScreen #state { height: 1fr; }"

    def __init__(self) -> None:
        from restore.edition import DEFAULT, all_formats

        super().__init__()
        self.formats = list(all_formats().items())
        self.chosen = set(DEFAULT)
        self.written: list[str] = []

    def count(self) -> int:
        """How many formats."""
        return len(self.formats)

    def show(self) -> None:
        """Show the formats and where the edition stands."""
        super().show()
        self.query_one("#list", Listing).border_title = title("Formats")
        session, state = self.session, self.query_one("#state", TextPane)
        state.border_title = title("The edition")
        width = max(20, state.size.width)
        rows = [
            Row((Styled(f"{session.waiting} findings wait; they stay as the witness has them.", Tone.SAME),)),
            Row((Styled(f"{session.doubtful} are marked doubtful.", Tone.SAME),)),
        ]
        if session.orphans:
            rows.append(
                Row((Styled(f"{len(session.orphans)} decisions have lost their place: L lists them.", Tone.BAD),))
            )
        rows += hang([Styled("It goes to ", Tone.DIM), plain(str(session.store.folder / "edition"))], width, 2)
        rows += [Row(())] if self.written else []
        rows += [row for path in self.written for row in hang([Styled("✓ ", Tone.GOOD), plain(path)], width, 2)]
        state.show(rows, keep=0)

    def _row(self, number: int, width: int) -> list[Styled]:
        name, told = self.formats[number]
        mark = Styled("[x] ", Tone.GOOD) if name in self.chosen else Styled("[ ] ", Tone.DIM)
        return [mark, *pad([Styled(name, Tone.STRONG)], 12), Styled(told)]

    def do_mark(self) -> None:
        """Take the format in, or leave it out."""
        self.chosen ^= {self.formats[self.cursor][0]}
        self.update()

    def do_write(self) -> None:
        """Write."""
        if not self.chosen:
            self.review.say("no format is marked: space takes one in", Tone.DOUBT)
            self.update()
            return
        self.review.say("writing …")
        self.update()
        self._write([name for name, _ in self.formats if name in self.chosen])

    @work(thread=True, exclusive=True, group="export")
    def _write(self, formats: list[str]) -> None:
        """Write in a thread, with a store of its own."""
        from ..export import export

        worker = get_current_worker()
        try:
            written = [str(path) for path in export(self.session.store.folder, formats)]
            message, role = f"{len(written)} files written", Tone.GOOD
        except CorrigendaError as error:
            written, message, role = [], f"not written: {error}", Tone.BAD
        if not worker.is_cancelled:
            self.app.call_from_thread(self._done, written, message, role)

    def _done(self, written: list[str], message: str, role: Tone) -> None:
        self.written = written
        self.review.say(message, role)
        if self.is_current:
            self.update()
