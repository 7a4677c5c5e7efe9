"""Undo and redo, read off the log: so they reach back across restarts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.records import Decision, Verdict


@dataclass(frozen=True, slots=True)
class Action:
    """What an editor did with one key: one event, or all the events of a bulk action."""

    name: str
    events: tuple[Decision, ...]


@dataclass
class History:
    """The actions of one editor: those that can be undone, and those that can be done again."""

    done: list[Action] = field(default_factory=list)
    undone: list[tuple[Action, Action]] = field(default_factory=list)
    """Each with the action that took it back."""

    def take(self, events: Iterable[Decision]) -> None:
        """Take in events in the order of the log."""
        for action in _actions(events):
            first = action.events[0]
            if first.verdict is not Verdict.UNDO:
                self.done.append(action)
                self.undone.clear()
                continue
            targets = {event.undoes for event in action.events}
            if not self._redone(targets):
                self._taken_back(action, targets)

    def _redone(self, targets: set[str]) -> bool:
        for at in range(len(self.undone) - 1, -1, -1):
            action, undo = self.undone[at]
            if any(event.id in targets for event in undo.events):
                del self.undone[at]
                self.done.append(action)
                return True
        return False

    def _taken_back(self, undo: Action, targets: set[str]) -> None:
        for at in range(len(self.done) - 1, -1, -1):
            action = self.done[at]
            if any(event.id in targets for event in action.events):
                del self.done[at]
                self.undone.append((action, undo))
                return


def _actions(events: Iterable[Decision]) -> list[Action]:
    """Put events of one group together; groups keep the order of their first event."""
    groups: dict[str, list[Decision]] = {}
    for event in events:
        groups.setdefault(event.group or event.id, []).append(event)
    return [Action(name, tuple(group)) for name, group in groups.items()]
