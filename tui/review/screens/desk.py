"""What a screen needs of the app that shows it: the app offers it, and no screen knows the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..state.diff import Tone

if TYPE_CHECKING:
    from corpus.names import Authority
    from corpus.records import Reading, Verdict
    from corpus.store import Entry

    from ..config import Config
    from ..keys import Where
    from ..state.filter import Filter, Order
    from ..state.session import ReviewSession
    from ..view.bulk import Bulk
    from ..view.place import Mode


class Desk(Protocol):
    """The desk that screens lie on.

    Attributes:
        session: the state of the review.
        config: what the user prefers.
        mode: how a change is shown.
        message: the last thing to tell, and its role.
        title_text: what is reviewed.
        last: the decision made last by a single key: where, what, and the reading.
    """

    session: ReviewSession
    config: Config
    mode: Mode
    message: tuple[str, Tone]
    title_text: str
    last: tuple[Entry, Verdict, Reading | None] | None

    def say(self, text: str, role: Tone = Tone.DIM) -> None:
        """Tell something in the message row, at the next update."""

    def attempt(self, do: Callable[[], Any]) -> bool:
        """Do something that writes; where it fails say why, and change nothing."""

    def show_screen(self, where: Where) -> None:
        """Go to a screen."""

    def show_bulk(self, bulk: Bulk) -> None:
        """Show all places of a bulk decision before it is made."""

    def arrange(self, chosen: Filter | None, order: Order | None, told: str) -> None:
        """Filter or sort the queue."""

    def rank_again(self) -> None:
        """Sort what is to come by what was learned."""

    def act(self, action: str) -> None:
        """Carry out an action that is the same on every screen."""

    def authority(self) -> Authority:
        """Return the names known."""

    def add_names(self, names: Sequence[str]) -> None:
        """Add names to the edition's own list."""
