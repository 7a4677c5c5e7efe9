"""The state of a review, apart from any widget: the queue, what is decided, undo and redo, learning.

Every change goes through the store: an event is on the disk before the state shows it. The state is then brought up to
date from the log, by one path for one's own events and for those of another review on the same folder.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from corpus.decisions.confusions import confusion
from corpus.decisions.log import new_id, now
from corpus.decisions.selectors import locate, select
from corpus.decisions.vetted_words import VettedWords, bare
from corpus.kinds import Trait, having
from corpus.records import Basis, Decision, Emendation, Finding, Kind, Reading, Verdict, Witness
from corpus.store import Entry, Store

from .diff import parts
from .entries import by_place, exactly, inside, touching
from .filter import ANY, Filter, Order, State, within
from .history import History
from .learning import Learning
from .log_state import NOTHING, LogState, Place, Standing
from .made import OWN, own, split

CACHED = 512
"""Emendations kept in memory."""


class ReviewSession:
    """A review of one edition folder by one editor.

    Attributes:
        by: who signs the decisions.
        witnesses: by siglum, without their ink.
        queue: the entries shown, in order.
        at: the current entry's number in the queue.
        counts: findings by kind and state.
        filter: what the queue shows.
        order: how it is sorted.
        orphans: decisions in force whose place is not there any more, or was never found by the program.
    """

    def __init__(self, store: Store, by: str) -> None:
        self.store = store
        self.by = by
        self.witnesses: dict[str, Witness] = {w.siglum: w for w in store.witnesses(ink=False)}
        self.entries: list[Entry] = [entry for entry in store.index() if entry.kind != Kind.REPEAT]
        self.filter = Filter()
        self.order = Order.TEXT
        self.queue: list[Entry] = list(self.entries)
        self.at = 0
        self.counts: Counter[tuple[str, State]] = Counter((entry.kind, State.WAITING) for entry in self.entries)
        self.learning = Learning()
        self.history = History()
        self.log = LogState()
        self.orphans: dict[Place, Decision] = {}
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
        self._seen = 0
        self._own: set[str] = set()
        self._number: dict[str, int] = {}
        self.refresh(first=True)
        self._leave_good_words()
        self._resume()

    # Looking

    @property
    def current(self) -> Entry | None:
        """The entry the editor is at."""
        return self.queue[self.at] if 0 <= self.at < len(self.queue) else None

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

    def names(self) -> list[str]:
        """Return the names the editors added: what stands in the log as left because it is a name."""
        left = [d for d in self._decisions() if d.verdict is Verdict.REJECT and d.basis is Basis.NAME]
        return sorted(set(map(bare, left)) - {""})

    def _decisions(self) -> Iterator[Decision]:
        """Return the decisions in force."""
        return (standing.decision for standing in self._standing.values() if standing.decision is not None)

    def _leave_good_words(self) -> None:
        """Take out of the queue what waits where an editor marked the word as right."""
        good = VettedWords.of(self._decisions())
        if not good.words:
            return
        asked = [e for e in self.entries if not (self._waits(e) and good.stands(e.kind, self.sic(e)))]
        self.counts.subtract(Counter((e.kind, State.WAITING) for e in set(self.entries).difference(asked)))
        self.entries, self.queue = asked, list(asked)

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

    # Moving

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
        hits = self.store.find(chosen.text) if words else frozenset[str]()
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
            size = {name: sum(map(self._waits, group)) for name, group in self._groups.items()}
            return sorted(entries, key=lambda e: -self.p(e) * (max(1, size.get(e.alike, 1)) + self._inside(e)))
        if self.order is Order.SURE:
            return sorted(entries, key=lambda e: -self.p(e))
        if self.order is Order.DOUBT:
            return sorted(entries, key=self.p)
        return sorted(entries, key=lambda e: e.kind) if self.order is Order.KIND else entries

    def _waits(self, entry: Entry) -> bool:
        return self.state(entry) is State.WAITING

    def _inside(self, entry: Entry) -> int:
        """Return how many findings are settled with an entry because they lie in it."""
        if entry.kind != Kind.DUPLICATE:
            return 0
        return sum(map(self._waits, self.near(entry.witness, entry.start, entry.stop))) - self._waits(entry)

    def rank_again(self) -> None:
        """Sort what is still to come by what was learned meanwhile; what was passed stays where it is."""
        if self.order in (Order.GAIN, Order.SURE, Order.DOUBT):
            self.queue[self.at + 1 :] = self._sorted(self.queue[self.at + 1 :])

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
            around = other.start <= start and end <= other.stop and Kind(other.kind) in having(Trait.SIDE_BY_SIDE)
            if self.state(other) is State.ACCEPTED and not around:
                raise ValueError(f"“{self.sic(other)}” is decided here already; take that back first")
        self._write(
            [
                replace(
                    self._event(witness, start, end, kind, Verdict.ACCEPT),
                    text=reading.text,
                    basis=reading.basis,
                    why=reading.evidence,
                    follows=reading.siglum,
                )
            ]
        )

    def mark(self, entry: Entry) -> bool:
        """Set or take away the doubtful mark; give whether it is set now."""
        doubtful = not self.standing(entry).doubtful
        self._annotate(entry, doubtful, "")
        return doubtful

    def comment(self, entry: Entry, text: str) -> None:
        """Say something about an entry without deciding."""
        self._annotate(entry, self.standing(entry).doubtful, text)

    def _annotate(self, entry: Entry, doubtful: bool, comment: str) -> None:
        """Write a note; on a decided entry the decision again, so that the mark is on it too."""
        standing = self.standing(entry)
        note = replace(self._event_at(entry, Verdict.NOTE), why=comment, doubtful=doubtful, group=new_id())
        events = [note]
        if standing.decision is not None and standing.decision.doubtful != doubtful:
            events.append(
                replace(
                    standing.decision, id=new_id(), by=self.by, at=now(), doubtful=doubtful, undoes="", group=note.group
                )
            )
        self._write(events)

    def _decide(self, entries: Sequence[Entry], verdict: Verdict, reading: Reading) -> int:
        group = new_id() if len(entries) > 1 else ""
        events = []
        for entry in entries:
            standing = self.standing(entry)
            finding = self.emendation(entry).finding
            move_to = finding.move_to if verdict is Verdict.ACCEPT and not reading.text else None
            evidence = reading.evidence or (finding.reason if verdict is Verdict.ACCEPT else "")
            events.append(
                replace(
                    self._event_at(entry, verdict),
                    text=reading.text,
                    basis=reading.basis,
                    why="; ".join(filter(None, (standing.comment, evidence))),
                    doubtful=standing.doubtful,
                    move_to=None if move_to is None else select(self._text(entry), move_to, move_to),
                    group=group,
                    follows=reading.siglum,
                )
            )
        self._write(events)
        return len(events)

    def _text(self, entry: Entry) -> str:
        return self.witnesses[entry.witness].text

    def _event_at(self, entry: Entry, verdict: Verdict) -> Decision:
        return self._event(entry.witness, entry.start, entry.stop, Kind(entry.kind), verdict)

    def _event(self, witness: str, start: int, end: int, kind: Kind, verdict: Verdict) -> Decision:
        """Return an event of this editor, now, that says no more than its place and verdict."""
        place = select(self.witnesses[witness].text, start, end)
        return Decision(new_id(), witness, place, kind, verdict, self.by, now())

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
        group = new_id()
        self._write(
            [
                Decision(
                    new_id(), e.witness, e.selector, e.kind, Verdict.UNDO, self.by, now(), undoes=e.id, group=group
                )
                for e in events
            ]
        )
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
            around = (
                entry.start <= outer.start
                and outer.stop <= entry.stop
                and Kind(entry.kind) in having(Trait.SIDE_BY_SIDE)
            )
            if entry.key == outer.key or around:
                continue
            standing = self.standing(entry)
            self._count(entry, self._state(entry, standing), -1)
            self._covered[entry.key] += by
            self._count(entry, self._state(entry, standing), 1)


def _covers(decision: Decision | None) -> bool:
    """Whether a decision leaves nothing to decide inside its place."""
    return decision is not None and decision.verdict is Verdict.ACCEPT and decision.move_to is None
