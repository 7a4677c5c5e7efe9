"""The pane with the scan: Kitty graphics or Sixel where the terminal has them, else half blocks; an extra.

The library asks the terminal what it can do when it is imported, so ``prepare`` must run before the app does.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any

from textual import work
from textual.containers import Container
from textual.widget import Widget

from corpus.errors import SourceError

from ..view.paint import title
from ..view.scan import Place, crop

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT = 6
"""Rows of the picture."""
CELL = 0.5
"""Width of a cell by its height."""


def prepare() -> None:
    """Let the library ask the terminal what it can do, if it is installed."""
    if ScanPane.available():
        importlib.import_module("textual_image.widget")


class ScanPane(Container):
    """Shows the line of the current finding on its page; takes no room where there is none."""

    DEFAULT_CSS = f"""
    ScanPane {{ height: {HEIGHT + 2}; border: round $edge; border-title-color: $key; display: none; padding: 0 1; }}
    ScanPane > * {{ width: auto; height: {HEIGHT}; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._place: Place | None = None
        self._picture: Widget | None = None

    @staticmethod
    def available() -> bool:
        """Whether the extra is installed."""
        return importlib.util.find_spec("textual_image") is not None

    def show(self, place: Place | None) -> None:
        """Show a place, or nothing."""
        if place == self._place:
            return
        self._place = place
        self.display = place is not None and self.available()
        if place is not None and self.display:
            self.border_title = title(f"Scan · {place.page.name}")
            column = self.parent.size.width if isinstance(self.parent, Widget) else self.app.size.width
            self._cut(place, max(10, column - 4) * CELL / HEIGHT)

    @work(thread=True, exclusive=True, group="scan")
    def _cut(self, place: Place, aspect: float) -> None:
        """Cut the line out in a thread: a page takes a moment to decode."""
        try:
            image: Image | None = crop(place, aspect)
        except SourceError:
            image = None
        self.app.call_from_thread(self._show, place, image)

    def _show(self, place: Place, image: Any) -> None:
        if place != self._place or not self.is_mounted:
            return
        if image is None:
            self.display = False
            return
        if self._picture is None:
            from textual_image.widget import Image as Picture

            self._picture = Picture()
            self.mount(self._picture)
        self._picture.image = image  # type: ignore[attr-defined]
