"""The log of decisions: events in, the decisions in force out."""

from __future__ import annotations

import datetime
import getpass
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..records import Decision, Verdict


def new_id() -> str:
    """Return a name for an event that nobody else gives."""
    return uuid.uuid4().hex


def now() -> str:
    """Return the time in UTC, to the microsecond, so that events sort by it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def editor() -> str:
    """Return the name decisions are signed with when nobody said another."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "editor"


def in_force(events: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the accepting and rejecting decisions that stand: not undone, and the last one for their place.

    The order of the events does not matter: they are sorted by their time and id. Undoing an undo redoes.
    """
    ordered = sorted({event.id: event for event in events}.values(), key=lambda event: (event.at, event.id))
    undone: set[str] = set()
    for event in reversed(ordered):
        if event.verdict is Verdict.UNDO and event.id not in undone:
            undone.add(event.undoes)
    last: dict[tuple[str, str, str, str, int], Decision] = {}
    for event in ordered:
        if event.id in undone or event.verdict in (Verdict.UNDO, Verdict.NOTE):
            continue
        place = event.selector
        last[(event.witness, place.exact, place.prefix, place.suffix, place.start)] = event
    return tuple(sorted(last.values(), key=lambda event: (event.witness, event.selector.start, event.id)))


def by_witness(events: Iterable[Decision]) -> Mapping[str, list[Decision]]:
    """Sort the log by witness; a witness without events has an empty one."""
    logs: defaultdict[str, list[Decision]] = defaultdict(list)
    for event in events:
        logs[event.witness].append(event)
    return logs
