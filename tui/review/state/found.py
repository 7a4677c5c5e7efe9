"""What a review has found, and what became of each finding: looking, without changing anything."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property

from corpus.decisions.confusions import confusion
from corpus.records import Emendation, Finding, Kind, Verdict, Witness
from corpus.store import Entry, Store

from .entries import inside, touching
from .filter import State
from .learning import Learning
from .log_state import NOTHING, Standing
from .queue import Queue

CACHED = 512
"""At most this many emendations are kept in memory."""


class Found(Queue):
    """The findings of an edition, with what stands for each.

    Attributes:
        store: of the edition.
        witnesses: by siglum, without their ink.
        counts: findings by kind and state.
        learning: what the decisions teach of probabilities.
    """

    def __init__(self, store: Store) -> None:
        super().__init__([entry for entry in store.index() if entry.kind != Kind.REPEAT])
        self.store = store
        self.witnesses: dict[str, Witness] = {w.siglum: w for w in store.witnesses(ink=False)}
        self.counts: Counter[tuple[str, State]] = Counter((entry.kind, State.WAITING) for entry in self.entries)
        self.learning = Learning()
        self._groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.alike:
                self._groups.setdefault(entry.alike, []).append(entry)
        self._doubled: dict[str, list[tuple[Entry, tuple[int, int]]]] = {}
        self._lines: dict[str, list[int]] = {}
        self._standing: dict[str, Standing] = {}
        self._covered: Counter[str] = Counter()
        self._emendations: OrderedDict[str, Emendation] = OrderedDict()
        self._made: dict[str, Emendation] = {}
        self._number: dict[str, int] = {}

    @property
    def waiting(self) -> int:
        """How many findings wait."""
        return sum(n for (_, state), n in self.counts.items() if state is State.WAITING)

    @property
    def doubtful(self) -> int:
        """How many findings are marked for a second look."""
        return sum(standing.doubtful for standing in self._standing.values())

    def emendation(self, entry: Entry) -> Emendation:
        """Return the finding of an entry with its readings, in the order that the editor's decisions suggest.

        A finding that a new run took out of the store is given without readings.
        """
        known = self._made.get(entry.key) or self._emendations.get(entry.key)
        if known is None:
            known = self.store.emendation(entry.witness, entry.key) or self._bare(entry)
            self._emendations[entry.key] = known
            if len(self._emendations) > CACHED:
                self._emendations.popitem(last=False)
        sic = known.finding.sic
        learned = [replace(r, p=self.learning.p(confusion(sic, r.text), r.p)) for r in known.readings]
        return replace(known, readings=tuple(sorted(learned, key=lambda r: -r.p)), auto=False)

    def _bare(self, entry: Entry) -> Emendation:
        sic = self.sic(entry)
        return Emendation(Finding(entry.start, entry.stop, Kind(entry.kind), sic, 0.0, "no longer in the store"))

    def sic(self, entry: Entry) -> str:
        """Return the text that stands at an entry's place."""
        return self.witnesses[entry.witness].text[entry.start : entry.stop]

    def p(self, entry: Entry) -> float:
        """Return the probability of an entry's first reading, in the light of the decisions."""
        return self.learning.p(entry.confusion, entry.p)

    def standing(self, entry: Entry) -> Standing:
        """Return what stands for an entry."""
        return self._standing.get(entry.key, NOTHING)

    def state(self, entry: Entry) -> State:
        """Return what became of an entry."""
        return self._state(entry, self.standing(entry))

    def _state(self, entry: Entry, standing: Standing) -> State:
        if standing.decision is not None:
            return State.ACCEPTED if standing.decision.verdict is Verdict.ACCEPT else State.REJECTED
        return State.COVERED if self._covered.get(entry.key) else State.WAITING

    def alike(self, entry: Entry) -> list[Entry]:
        """Return the entries that ask the same and wait, the entry itself first."""
        others = [e for e in self._groups.get(entry.alike, ()) if e.key != entry.key]
        return [entry, *(e for e in others if self.state(e) is State.WAITING)]

    def same_text(self, entry: Entry) -> list[Entry]:
        """Return the entries that wait at the same text, whatever is proposed for them; the entry itself first."""
        sic = self.sic(entry)
        length = entry.stop - entry.start
        others = [e for e in self.entries if e.stop - e.start == length and e.key != entry.key and self.sic(e) == sic]
        return [entry, *(e for e in others if self.state(e) is State.WAITING)]

    def doubled(self, witness: str) -> list[tuple[Entry, tuple[int, int]]]:
        """Return the doubled passages of a witness, each with start and end of its better copy."""
        if witness not in self._doubled:
            passages = [e for e in self.entries if e.kind == Kind.DUPLICATE and e.witness == witness]
            pairs = [(e, self.emendation(e).finding.partner) for e in passages]
            self._doubled[witness] = [(e, partner) for e, partner in pairs if partner is not None]
        return self._doubled[witness]

    @cached_property
    def parallels(self) -> tuple[Witness, ...]:
        """The other texts that readings are taken from."""
        return self.store.parallels()

    def line(self, entry: Entry) -> int:
        """Return the line of its witness an entry begins on, from 1."""
        if entry.witness not in self._lines:
            text = self.witnesses[entry.witness].text
            self._lines[entry.witness] = [match.start() for match in re.finditer("\n", text)]
        return bisect_left(self._lines[entry.witness], entry.start) + 1

    def near(self, witness: str, start: int, end: int) -> list[Entry]:
        """Return the entries that lie in a stretch of a witness, in text order."""
        return inside(self.entries, witness, start, end)

    def touching(self, witness: str, start: int, end: int) -> list[Entry]:
        """Return the entries that have something of a stretch of a witness, in text order."""
        return touching(self.entries, witness, start, end)

    def touched(self, entry: Entry) -> int:
        """Return how many waiting entries share the confusion of an entry, alike or not."""
        if not entry.confusion:
            return 0
        if not self._number:
            self._number = Counter(e.confusion for e in self.entries if e.confusion)
        tally = self.learning.tallies.get(entry.confusion)
        return max(0, self._number.get(entry.confusion, 0) - (tally.decided if tally else 0))

    def _waits(self, entry: Entry) -> bool:
        return self.state(entry) is State.WAITING

    def holding(self, text: str) -> Collection[str]:
        """Return the keys of the entries whose readings or reasons hold a text."""
        return self.store.find(text)

    def settled_with(self) -> Callable[[Entry], int]:
        """Return a function that says how many findings a decision settles: those alike, and those inside a passage."""
        size = {name: sum(map(self._waits, group)) for name, group in self._groups.items()}
        return lambda entry: max(1, size.get(entry.alike, 1)) + self._inside(entry)

    def _inside(self, entry: Entry) -> int:
        """Return how many findings are settled with an entry because they lie in it."""
        if entry.kind != Kind.DUPLICATE:
            return 0
        return sum(map(self._waits, self.near(entry.witness, entry.start, entry.stop))) - self._waits(entry)
