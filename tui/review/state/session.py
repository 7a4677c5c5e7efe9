"""The state of a review, apart from any widget: what is found, what is decided, undo and redo, learning.

Every change goes through the store: an event is on the disk before the state shows it. The state is then brought up to
date from the log, by one path for one's own events and for those of another review on the same folder.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.decisions.confusions import confusion
from corpus.decisions.log import new_id
from corpus.decisions.selectors import locate
from corpus.decisions.vetted_words import VettedWords, bare
from corpus.kinds import Trait, having
from corpus.records import Basis, Decision, Kind, Reading, Verdict
from corpus.store import Entry, Store

from .deciding import Subject, annotated, decided, emended, taken_back
from .diff import parts
from .entries import by_place, exactly, touching
from .filter import Order, State
from .found import Found
from .history import History
from .log_state import NOTHING, LogState, Place
from .made import OWN, own, split


class ReviewSession(Found):
    """A review of one edition folder by one editor.

    Attributes:
        by: who signs the decisions.
        orphans: decisions in force whose place is not there any more, or was never found by the program.
    """

    def __init__(self, store: Store, by: str) -> None:
        super().__init__(store)
        self.by = by
        self.history = History()
        self.log = LogState()
        self.orphans: dict[Place, Decision] = {}
        self._seen = 0
        self._own: set[str] = set()
        self.refresh(first=True)
        self._leave_vetted_words()
        self._resume()

    def names(self) -> list[str]:
        """Return the names the editors added: what stands in the log as left because it is a name."""
        left = [d for d in self._decisions() if d.verdict is Verdict.REJECT and d.basis is Basis.NAME]
        return sorted(set(map(bare, left)) - {""})

    def _decisions(self) -> Iterator[Decision]:
        """Return the decisions in force."""
        return (standing.decision for standing in self._standing.values() if standing.decision is not None)

    def _leave_vetted_words(self) -> None:
        """Take out of the queue what waits where an editor marked the word as right."""
        vetted = VettedWords.of(self._decisions())
        if not vetted.words:
            return
        asked = [e for e in self.entries if not (self._waits(e) and vetted.stands(e.kind, self.sic(e)))]
        self.counts.subtract(Counter((e.kind, State.WAITING) for e in set(self.entries).difference(asked)))
        self.entries, self.queue = asked, list(asked)

    # Going through the queue

    def _resume(self) -> None:
        """Go to where the last session of this editor ended: the first that waits after the last decision."""
        if self.history.done:
            last = self.history.done[-1].events[-1]
            at = bisect_left(self.queue, (last.witness, last.selector.start), key=by_place)
            self.at = min(at, max(0, len(self.queue) - 1))
            if self.current is not None and self.state(self.current) is State.WAITING:
                return
        elif self.current is None or self.state(self.current) is State.WAITING:
            return
        self.advance()

    # Deciding

    def accept(self, entry: Entry, reading: Reading | None = None, *, others: Iterable[Entry] = ()) -> int:
        """Accept a reading (the first one if none is named) for an entry and others alike; give how many.

        Raises:
            ValueError: there is no reading to accept.
            StoreError: it could not be written; nothing changed then.
        """
        chosen = reading or self.emendation(entry).best
        if chosen is None:
            raise ValueError("nothing is proposed here; e lets you write a reading")
        return self._decide([entry, *others], Verdict.ACCEPT, chosen)

    def edit(self, entry: Entry, text: str) -> int:
        """Accept the editor's own reading."""
        known = next((r for r in self.emendation(entry).readings if r.text == text), None)
        own = Reading(text, 1.0, Basis.EDITOR, "the editor's reading")
        return self._decide([entry], Verdict.ACCEPT, known or own)

    def reject(self, entry: Entry, *, others: Iterable[Entry] = (), why: str = "", basis: Basis = Basis.EDITOR) -> int:
        """Let the text stand at an entry and at others alike; give how many."""
        stands = Reading("", 0.0, basis, why)
        return self._decide([entry, *others], Verdict.REJECT, stands)

    def emend(self, witness: str, start: int, end: int, reading: Reading, kind: Kind = Kind.MISREAD) -> None:
        """Accept a reading for a place that the program did not find.

        Raises:
            ValueError: a decided place overlaps with it.
            StoreError: it could not be written; nothing changed then.
        """
        known = self.entry_at(witness, start, end)
        if known is not None:
            self.accept(known, reading)
            return
        for other in self.touching(witness, start, end):
            if self.state(other) is State.ACCEPTED and not _passage_around(other, start, end):
                raise ValueError(f"“{self.sic(other)}” is decided here already; take that back first")
        self._write([emended(Subject(self.by, self.witnesses[witness], start, end, kind), reading)])

    def mark(self, entry: Entry) -> bool:
        """Set or take away the doubtful mark; give whether it is set now."""
        doubtful = not self.standing(entry).doubtful
        self._annotate(entry, doubtful, "")
        return doubtful

    def comment(self, entry: Entry, text: str) -> None:
        """Say something about an entry without deciding."""
        self._annotate(entry, self.standing(entry).doubtful, text)

    def _annotate(self, entry: Entry, doubtful: bool, comment: str) -> None:
        self._write(annotated(self._subject(entry), self.standing(entry), doubtful, comment))

    def _decide(self, entries: Sequence[Entry], verdict: Verdict, reading: Reading) -> int:
        group = new_id() if len(entries) > 1 else ""
        events = []
        for entry in entries:
            finding = self.emendation(entry).finding
            events.append(decided(self._subject(entry), self.standing(entry), finding, verdict, reading, group))
        self._write(events)
        return len(events)

    def _subject(self, entry: Entry) -> Subject:
        return Subject(self.by, self.witnesses[entry.witness], entry.start, entry.stop, Kind(entry.kind))

    # Undo and redo

    def undo(self) -> int:
        """Take back the last action; give how many decisions that were, 0 if there is nothing to undo."""
        if not self.history.done:
            return 0
        return self.take_back(self.history.done[-1].events)

    def redo(self) -> int:
        """Do again what was undone last; give how many decisions that were."""
        if not self.history.undone:
            return 0
        return self.take_back(self.history.undone[-1][1].events)

    def take_back(self, events: Sequence[Decision]) -> int:
        """Take events back, all with one undo of their own."""
        self._write(taken_back(self.by, events))
        if not (self.current and by_place(self.current) == (events[0].witness, events[0].selector.start)):
            entry = self.entry_of(events[0])
            if entry is not None:
                self.go_to(entry)
        return len(events)

    # Splitting

    def split(self, entry: Entry) -> int:
        """Ask about each changed word of the first reading alone; give into how many, 0 if it is one change."""
        emendation = self.emendation(entry)
        best = emendation.best
        if best is None or not best.text or self.state(entry) is not State.WAITING:
            return 0
        made = split(entry, emendation.finding, best)
        if len(made) < 2:
            return 0
        self._made.update((part.key, emended) for part, emended in made)
        for entries in (self.entries, self.queue):
            at = next((n for n, e in enumerate(entries) if e.key == entry.key), None)
            if at is not None:
                entries[at : at + 1] = [part for part, _ in made]
        self.counts[entry.kind, State.WAITING] += len(made) - 1
        return len(made)

    # The log

    def refresh(self, *, first: bool = False) -> int:
        """Bring the state up to date with the log; give how many events were not one's own."""
        new = self.store.events(self._seen)
        if not new:
            return 0
        self._seen = new[-1][0]
        events = [event for _, event in new]
        own = [e for e in events if (first and e.by == self.by) or e.id in self._own]
        self.history.take(own)
        for place in self.log.take(events):
            self._settle(place)
        return len(events) - len(own)

    def _write(self, events: Sequence[Decision]) -> None:
        self.store.decide(events)
        self._own.update(event.id for event in events)
        self.refresh()

    def _settle(self, place: Place) -> None:
        """Bring the entry of a place up to date with what stands there."""
        standing = self.log.standing(place)
        event = standing.decision or next(iter(self.log.at(place)), None)
        if event is None:
            return
        entry = self.entry_of(event)
        if entry is None and standing.decision is not None:
            entry = self._own_place(standing.decision)
        if entry is None:
            if standing.decision is not None:
                self.orphans[place] = standing.decision
            else:
                self.orphans.pop(place, None)
            return
        before = self.standing(entry)
        self._count(entry, self._state(entry, before), -1)
        self._learn(entry, before.decision, -1)
        if standing == NOTHING:
            self._standing.pop(entry.key, None)
        else:
            self._standing[entry.key] = standing
        self._learn(entry, standing.decision, 1)
        self._count(entry, self._state(entry, standing), 1)
        if _covers(before.decision) != _covers(standing.decision):
            self._cover(entry, 1 if _covers(standing.decision) else -1)
        if standing.decision is None and entry.key.startswith(OWN):
            self._forget(entry)

    def entry_of(self, event: Decision) -> Entry | None:
        """Return the entry of an event's place, None where the place is not there any more."""
        witness = self.witnesses.get(event.witness)
        span = None if witness is None else locate(witness.text, event.selector)
        if span is None:
            return None
        return self.entry_at(event.witness, *span) or self._part_of_a_whole(event.witness, *span)

    def _own_place(self, event: Decision) -> Entry | None:
        """Make a finding of a place that an editor found, or left, and that no detector points at."""
        witness = self.witnesses.get(event.witness)
        span = None if witness is None else locate(witness.text, event.selector)
        if span is None or event.move_to is not None:
            return None
        entry, emendation = own(event, span)
        self._made[entry.key] = emendation
        for entries in (self.entries, self.queue):
            sorted_ = entries is self.entries or self.order is Order.TEXT
            at = bisect_left(entries, by_place(entry), key=by_place) if sorted_ else len(entries)
            entries.insert(at, entry)
            if entries is self.queue and at <= self.at and len(entries) > 1:
                self.at += 1
        self.counts[entry.kind, State.WAITING] += 1
        return entry

    def _forget(self, entry: Entry) -> None:
        """Take a place out again that only an editor found, once that is taken back."""
        here = self.current
        self.entries.remove(entry)
        if entry in self.queue:
            self.queue.remove(entry)
        if here is None or here == entry or not self.go_to(here):
            self.go(self.at)
        self.counts[entry.kind, State.WAITING] -= 1

    def entry_at(self, witness: str, start: int, end: int) -> Entry | None:
        """Return the entry of exactly this place."""
        return exactly(self.entries, witness, start, end)

    def _part_of_a_whole(self, witness: str, start: int, end: int) -> Entry | None:
        """Split the finding around a place again if the place is one of its parts."""
        for around in touching(self.entries, witness, start, end):
            if around.start <= start and around.stop >= end and self.state(around) is State.WAITING:
                best = self.emendation(around).best
                offsets = [(a, b) for a, b, _ in parts(self.sic(around), best.text)] if best else []
                if (start - around.start, end - around.start) in offsets and self.split(around):
                    return self.entry_at(witness, start, end)
        return None

    def _count(self, entry: Entry, state: State, by: int) -> None:
        self.counts[entry.kind, state] += by

    def _learn(self, entry: Entry, decision: Decision | None, by: int) -> None:
        if decision is None or decision.by_rule:
            return
        sic = decision.selector.exact
        taken = confusion(sic, decision.text) if decision.verdict is Verdict.ACCEPT else ""
        self.learning.count(entry.confusion, entry.p, accepted=bool(taken) and taken == entry.confusion, by=by)

    def _cover(self, outer: Entry, by: int) -> None:
        for entry in self.touching(outer.witness, outer.start, outer.stop):
            if entry.key == outer.key or _passage_around(entry, outer.start, outer.stop):
                continue
            standing = self.standing(entry)
            self._count(entry, self._state(entry, standing), -1)
            self._covered[entry.key] += by
            self._count(entry, self._state(entry, standing), 1)


def _covers(decision: Decision | None) -> bool:
    """Whether a decision leaves nothing to decide inside its place."""
    return decision is not None and decision.verdict is Verdict.ACCEPT and decision.move_to is None


def _passage_around(entry: Entry, start: int, end: int) -> bool:
    """Whether an entry is a passage, looked at beside another, that holds a stretch: a decision inside leaves it be."""
    return entry.start <= start and end <= entry.stop and Kind(entry.kind) in having(Trait.SIDE_BY_SIDE)
