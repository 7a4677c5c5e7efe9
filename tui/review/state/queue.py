"""The queue of a review: which entries are shown, in which order, and which one is the current one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection

from corpus.store import Entry

from .filter import ANY, Filter, Order, State, within
from .log_state import Standing


class Queue(ABC):
    """The entries shown, in order, and the place among them.

    Attributes:
        entries: all of them, in text order.
        queue: the entries shown, in order.
        at: the current entry's number in the queue.
        filter: what the queue shows.
        order: how it is sorted.
    """

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.queue: list[Entry] = list(entries)
        self.at = 0
        self.filter = Filter()
        self.order = Order.TEXT

    # What the queue asks of the session

    @abstractmethod
    def state(self, entry: Entry) -> State:
        """Return what became of an entry."""

    @abstractmethod
    def standing(self, entry: Entry) -> Standing:
        """Return what stands for an entry."""

    @abstractmethod
    def p(self, entry: Entry) -> float:
        """Return the probability of an entry's first reading."""

    @abstractmethod
    def sic(self, entry: Entry) -> str:
        """Return the text that stands at an entry's place."""

    @abstractmethod
    def holding(self, text: str) -> Collection[str]:
        """Return the keys of the entries whose readings or reasons hold a text."""

    @abstractmethod
    def settled_with(self) -> Callable[[Entry], int]:
        """Return a function that says how many findings one decision on an entry can settle."""

    # Moving

    @property
    def current(self) -> Entry | None:
        """The entry the editor is at."""
        return self.queue[self.at] if 0 <= self.at < len(self.queue) else None

    def go(self, number: int) -> None:
        """Go to an entry of the queue by its number; outside the queue: to its nearest end."""
        self.at = max(0, min(number, len(self.queue) - 1))

    def go_to(self, entry: Entry) -> bool:
        """Go to an entry if the queue shows it."""
        number = next((n for n, e in enumerate(self.queue) if e.key == entry.key), None)
        if number is None:
            return False
        self.at = number
        return True

    def step(self, by: int, *, undecided: bool = True) -> bool:
        """Go to the next (1) or previous (-1) entry, only to one that waits if asked; False where there is none."""
        at = self.at + by
        while 0 <= at < len(self.queue):
            if not undecided or self.state(self.queue[at]) is State.WAITING:
                self.at = at
                return True
            at += by
        return False

    def advance(self) -> bool:
        """Go on to what waits: after the current entry, else from the start; False where nothing waits."""
        if self.step(1):
            return True
        at = next((n for n, e in enumerate(self.queue) if self.state(e) is State.WAITING), None)
        if at is None:
            return False
        self.at = at
        return True

    def arrange(self, filter: Filter | None = None, order: Order | None = None) -> None:  # noqa: A002
        """Filter and sort the queue.

        The current entry stays current if it is still shown; another order begins at its first that waits.
        """
        self.filter = self.filter if filter is None else filter
        anew = order not in (None, self.order)
        self.order = self.order if order is None else order
        self.queue, here = self.arranged(), self.current
        self.at = 0
        if anew or here is None or not self.go_to(here):
            self.at = -1
            if not self.advance():
                self.at = 0

    def arranged(self) -> list[Entry]:
        """Return the queue as filter and order ask for it now."""
        chosen = self.filter
        words = chosen.text.casefold()
        hits = self.holding(chosen.text) if words else frozenset[str]()
        shown = [
            entry
            for entry in self.entries
            if (not chosen.kinds or entry.kind in chosen.kinds)
            and (not chosen.states or self.state(entry) in chosen.states)
            and (not chosen.doubtful or self.standing(entry).doubtful)
            and (chosen.p == ANY or chosen.p[0] <= self.p(entry) <= chosen.p[1])
            and (chosen.span is None or within(entry, chosen.span))
            and (not words or entry.key in hits or words in self.sic(entry).casefold())
        ]
        return self._sorted(shown)

    def _sorted(self, entries: list[Entry]) -> list[Entry]:
        if self.order is Order.GAIN:
            settled = self.settled_with()
            return sorted(entries, key=lambda e: -self.p(e) * settled(e))
        if self.order is Order.SURE:
            return sorted(entries, key=lambda e: -self.p(e))
        if self.order is Order.DOUBT:
            return sorted(entries, key=self.p)
        return sorted(entries, key=lambda e: e.kind) if self.order is Order.KIND else entries

    def rank_again(self) -> None:
        """Sort what is still to come by what was learned meanwhile; what was passed stays where it is."""
        if self.order in (Order.GAIN, Order.SURE, Order.DOUBT):
            self.queue[self.at + 1 :] = self._sorted(self.queue[self.at + 1 :])
