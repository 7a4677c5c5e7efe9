"""The passages: a doubled one with its better copy, a misplaced one with its seams; keep, merge, or let both stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget

from corpus.records import Basis, Kind, Reading, Verdict
from corpus.store import Entry

from ..keys import Where
from ..state.diff import Styled, Tone
from ..view.fold import Row, one_line, pad, plain
from ..view.paint import title
from ..view.passages import CopyVariant, collation, exchanged, merge, passages, seams, takes_other, told, variants
from ..widgets.basic import Listing, TextPane
from .lists import ListPage
from .review import STATES


class PassagesScreen(ListPage):
    """One passage at a time."""

    where = Where.PASSAGES
    DEFAULT_CSS = """
    PassagesScreen #copies { height: 2fr; }
    PassagesScreen #list { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self._passages: list[Entry] = []
        self._variants: list[CopyVariant] = []
        self._key = ""

    def body(self) -> Iterable[Widget]:
        """The copies, and the list of where they differ."""
        yield TextPane(id="copies", classes="frame")
        yield from super().body()

    @property
    def entry(self) -> Entry | None:
        """The passage shown."""
        return self._passages[self.number] if self._passages else None

    def count(self) -> int:
        """How many differences."""
        return len(self._variants)

    def open_current(self) -> None:
        """Begin with the passage the review is at, if it is at one."""
        current = self.session.current
        at = next((n for n, e in enumerate(passages(self.session)) if current and e.key == current.key), None)
        self.number = self.number if at is None else at

    def show(self) -> None:
        """Show the passage."""
        self._passages = passages(self.session)
        self.number = max(0, min(self.number, len(self._passages) - 1))
        copies, listing = self.query_one("#copies", TextPane), self.query_one("#list", Listing)
        entry = self.entry
        listing.display = False
        if entry is None:
            copies.border_title = title("Passages")
            copies.show([Row((Styled("No doubled or misplaced passages were found."),))], keep=0)
            return
        finding = self.session.emendation(entry).finding
        place = f"line {self.session.line(entry)}"
        copies.border_title = title(f"{told(finding)} · {place} · {self.number + 1} of {len(self._passages)}")
        copies.border_subtitle = title(STATES[self.session.state(entry)][0])
        width = max(20, copies.size.width)
        doubled = finding.kind is Kind.DUPLICATE
        self._variants = variants(self.session, entry)
        found = collation(self.session, entry, width) if doubled else seams(self.session, entry, width)
        copies.show(found, keep=0 if self._key != entry.key else None)
        self._key = entry.key
        listing.display = bool(self._variants)
        listing.border_title = title("where they differ: the reading that is kept, and the other")
        super().show()

    def _row(self, number: int, width: int) -> list[Styled]:
        variant, entry = self._variants[number], self.entry
        other = entry is not None and takes_other(self.session, entry, variant)
        half = max(4, (width - 9) // 2)
        kept = [Styled("  " if other else "▸ ", Tone.KEY), plain(one_line(variant.kept, half - 2))]
        alternative = [
            Styled("▸ " if other else "  ", Tone.KEY),
            plain(one_line(variant.other, half - 2) or "(nothing)"),
        ]
        return [*pad(kept, half), Styled(" │ ", Tone.DIM), *pad(alternative, half)]

    def do_keep_first(self) -> None:
        """Let the other copy go, or the passage move."""
        entry = self.entry
        if entry is None:
            return
        session = self.session
        best = session.emendation(entry).best or Reading("", 0.5, Basis.EDITOR)
        self._decide(lambda: session.accept(entry, best, others=exchanged(session, entry)), Verdict.ACCEPT)

    def do_legitimate(self) -> None:
        """Let both stand."""
        entry = self.entry
        if entry is not None:
            others = exchanged(self.session, entry)
            why = "a legitimate repetition" if entry.kind == Kind.DUPLICATE else "it stands where it belongs"
            self._decide(lambda: self.session.reject(entry, others=others, why=why), Verdict.REJECT)

    def _decide(self, decide: Callable[[], int], verdict: Verdict) -> None:
        if self.review.attempt(decide):
            moved = self.entry is not None and self.entry.kind == Kind.MISPLACED
            taken = "moved" if moved else "the better copy stays, the other goes"
            self.review.say(taken if verdict is Verdict.ACCEPT else "both stand", Tone.GOOD)
        self.update()

    def do_merge(self) -> None:
        """Take the other reading at the row, or the first again."""
        entry = self.entry
        if entry is None or not self._variants:
            return
        variant = self._variants[self.cursor]
        now: list[bool] = []
        if self.review.attempt(lambda: now.append(merge(self.session, entry, variant))):
            text = variant.other if now[0] else variant.kept
            self.review.say(f"stands now: “{one_line(text, 40)}”", Tone.GOOD)
        self.update()

    def do_next_passage(self) -> None:
        """Go to the next passage."""
        self.number += 1
        self.cursor = 0
        self.update()

    def do_previous_passage(self) -> None:
        """Go to the previous passage."""
        self.number -= 1
        self.cursor = 0
        self.update()

    def _move(self, to: int) -> None:
        """Move the cursor over the differences; where there are none, scroll."""
        if self._variants:
            super()._move(to)
        else:
            self.query_one("#copies", TextPane).scroll_rows(to - self.cursor)

    def do_page_down(self) -> None:
        """Scroll the copies."""
        self.query_one("#copies", TextPane).scroll_rows(8)

    def do_page_up(self) -> None:
        """Scroll the copies."""
        self.query_one("#copies", TextPane).scroll_rows(-8)

    def do_open(self) -> None:
        """Open the passage in the review."""
        if self.entry is not None and self.session.go_to(self.entry):
            self.review.show_screen(Where.REVIEW)
