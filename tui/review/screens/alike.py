"""The concordance: all places that ask the same, each in its context; take in, leave out, decide once."""

from __future__ import annotations

from corpus.records import Verdict

from ..keys import Where
from ..state.diff import Styled, Tone
from ..view.bulk import Bulk, concordance_row
from ..view.paint import title
from ..widgets.basic import Listing
from .lists import ListPage


class AlikeScreen(ListPage):
    """All places alike, before one decision for them."""

    where = Where.ALIKE

    def __init__(self) -> None:
        super().__init__()
        self.bulk = Bulk((), Verdict.ACCEPT)

    def count(self) -> int:
        """How many places."""
        return len(self.bulk.entries)

    def show(self) -> None:
        """Show the places."""
        super().show()
        listing = self.query_one(Listing)
        taken = len(self.bulk.taken)
        listing.border_title = title(self.bulk.told(self.session) if self.count() else "nothing is alike here")
        listing.border_subtitle = title(f"{taken} of {self.count()} places · nothing is decided yet")

    def _row(self, number: int, width: int) -> list[Styled]:
        entry = self.bulk.entries[number]
        inside = entry.key not in self.bulk.out
        line = f"{self.session.line(entry):>5} "
        text = None if self.bulk.verdict is Verdict.REJECT or not self.bulk.reading else self.bulk.reading.text
        head = [Styled("[x] " if inside else "[ ] ", Tone.GOOD if inside else Tone.DIM), Styled(line, Tone.DIM)]
        return [*head, *concordance_row(self.session, entry, text, width - 10)]

    def do_toggle(self) -> None:
        """Take the row in, or leave it out."""
        if self.count():
            self.bulk.toggle(self.bulk.entries[self.cursor])
            self.cursor += 1
            self.update()

    def do_toggle_all(self) -> None:
        """Take all in, or none."""
        self.bulk.toggle_all()
        self.update()

    def do_take(self) -> None:
        """Decide."""
        if not self.bulk.taken:
            self.review.say("no row is marked: space takes one in, esc goes back", Tone.DOUBT)
            self.update()
            return
        told, done = self.bulk.told(self.session), len(self.bulk.taken)
        if self.review.attempt(lambda: self.bulk.decide(self.session)):
            many = f"in {done} places · u takes all back" if done > 1 else "in one place"
            self.review.say(f"{told} {many}", Tone.GOOD)
            self.session.advance()
            self.bulk = Bulk((), Verdict.ACCEPT)
            self.review.show_screen(Where.REVIEW)
        else:
            self.update()
