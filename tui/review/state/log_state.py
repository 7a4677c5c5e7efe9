"""What the log says of every place, kept up to date event by event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.records import Decision, Verdict

Place = tuple[str, int, int]
"""Siglum, start and end as they were when the decision was made."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for a place.

    Attributes:
        decision: the one in force, if there is one.
        doubtful: the mark for a second look.
        comment: the editor's latest.
    """

    decision: Decision | None = None
    doubtful: bool = False
    comment: str = ""


NOTHING = Standing()


@dataclass
class LogState:
    """The events by place; by the rules of ``corpus.decisions.log.in_force``, without starting over each time."""

    events: dict[str, Decision] = field(default_factory=dict)
    _places: dict[Place, list[Decision]] = field(default_factory=dict)
    _undoers: dict[str, list[str]] = field(default_factory=dict)

    def take(self, events: Iterable[Decision]) -> set[Place]:
        """Take in events and give the places they touch."""
        touched: set[Place] = set()
        for event in events:
            if event.id in self.events:
                continue
            self.events[event.id] = event
            if event.verdict is Verdict.UNDO:
                self._undoers.setdefault(event.undoes, []).append(event.id)
                target = self._target(event)
                if target is not None:
                    touched.add(place_of(target))
            else:
                self._places.setdefault(place_of(event), []).append(event)
                touched.add(place_of(event))
        return touched

    def stands(self, event_id: str) -> bool:
        """Whether an event is not taken back (taking back the taking back lets it stand again)."""
        return not any(self.stands(undoer) for undoer in self._undoers.get(event_id, ()))

    def standing(self, place: Place) -> Standing:
        """Return what stands for a place."""
        decision: Decision | None = None
        doubtful, comment = False, ""
        for event in sorted(self._places.get(place, ()), key=lambda event: (event.at, event.id)):
            if not self.stands(event.id):
                continue
            doubtful = event.doubtful
            if event.verdict is Verdict.NOTE:
                comment = event.why or comment
            else:
                decision = event
        return Standing(decision, doubtful, comment)

    def at(self, place: Place) -> list[Decision]:
        """Return all events of a place, taken back or not."""
        return self._places.get(place, [])

    def _target(self, event: Decision | None) -> Decision | None:
        """Follow undo events to the decision at their end."""
        seen = 0
        while event is not None and event.verdict is Verdict.UNDO and seen <= len(self.events):
            event = self.events.get(event.undoes)
            seen += 1
        return event


def place_of(event: Decision) -> Place:
    """Return the place of an event."""
    return event.witness, event.selector.start, event.selector.end
