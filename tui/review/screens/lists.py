"""What the screens that are lists have in common: a cursor that moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from ..state.diff import Styled
from ..widgets.basic import Listing, TextPane
from .page import ReviewPage


class ListPage(ReviewPage):
    """A screen with one list; ``count`` says how long it is, ``_row`` what its rows are.

    Attributes:
        below: the id of a sheet under the list, none when empty.
    """

    below: ClassVar[str] = ""

    DEFAULT_CSS = "ListPage.low .frame { border: none; padding: 0; }"
    AUTO_FOCUS = "#list"

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0

    def body(self) -> Iterable[Widget]:
        """The list, and the sheet below it if there is one."""
        yield Listing(self._row, id="list", classes="frame")
        if self.below:
            yield TextPane(id=self.below, signs=False, classes="frame")

    def _row(self, number: int, width: int) -> Sequence[Styled]:
        """Return a row by its number."""
        raise NotImplementedError

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the list."""
        self.cursor = max(0, min(self.cursor, self.count() - 1))
        self.query_one("#list", Listing).show(self.count(), self.cursor)

    def _move(self, to: int) -> None:
        self.cursor = max(0, min(to, self.count() - 1))
        self.update()

    def do_down(self) -> None:
        """Go down a row."""
        self._move(self.cursor + 1)

    def do_up(self) -> None:
        """Go up a row."""
        self._move(self.cursor - 1)

    def do_page_down(self) -> None:
        """Go down a page."""
        self._move(self.cursor + self.query_one("#list", Listing).size.height)

    def do_page_up(self) -> None:
        """Go up a page."""
        self._move(self.cursor - self.query_one("#list", Listing).size.height)

    def do_first(self) -> None:
        """Go to the first row."""
        self._move(0)

    def do_last(self) -> None:
        """Go to the last row."""
        self._move(self.count() - 1)

    def on_listing_clicked(self, event: Listing.Clicked) -> None:
        """Go to a row with the mouse."""
        self._move(event.number)
