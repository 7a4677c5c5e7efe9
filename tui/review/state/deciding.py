"""Decisions of an editor as events for the log; nothing here writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.decisions.log import new_id, now
from corpus.decisions.selectors import select
from corpus.records import Decision, Finding, Kind, Reading, Verdict, Witness

from .log_state import Standing


@dataclass(frozen=True, slots=True)
class Subject:
    """Who decides, and on what.

    Attributes:
        by: who signs.
        witness: the text.
        start: of the place.
        end: after it.
        kind: of the finding there.
    """

    by: str
    witness: Witness
    start: int
    end: int
    kind: Kind

    def event(self, verdict: Verdict) -> Decision:
        """Return an event, now, that says no more than its place and verdict."""
        place = select(self.witness.text, self.start, self.end)
        return Decision(new_id(), self.witness.siglum, place, self.kind, verdict, self.by, now())


def decided(
    subject: Subject, standing: Standing, finding: Finding, verdict: Verdict, reading: Reading, group: str
) -> Decision:
    """Return the decision on a finding.

    Args:
        subject: who decides, and on what.
        standing: what stood there so far: its comment and its mark go on.
        finding: what was found there.
        verdict: taken or left.
        reading: what is taken; empty where the text stands.
        group: of decisions that are one action.
    """
    move_to = finding.move_to if verdict is Verdict.ACCEPT and not reading.text else None
    evidence = reading.evidence or (finding.reason if verdict is Verdict.ACCEPT else "")
    return replace(
        subject.event(verdict),
        text=reading.text,
        basis=reading.basis,
        why="; ".join(filter(None, (standing.comment, evidence))),
        doubtful=standing.doubtful,
        move_to=None if move_to is None else select(subject.witness.text, move_to, move_to),
        group=group,
        follows=reading.siglum,
    )


def emended(subject: Subject, reading: Reading) -> Decision:
    """Return the decision that takes a reading at a place that the program did not find."""
    return replace(
        subject.event(Verdict.ACCEPT),
        text=reading.text,
        basis=reading.basis,
        why=reading.evidence,
        follows=reading.siglum,
    )


def annotated(subject: Subject, standing: Standing, doubtful: bool, comment: str) -> list[Decision]:
    """Return a note; on a decided place the decision again, so that the mark is on it too."""
    note = replace(subject.event(Verdict.NOTE), why=comment, doubtful=doubtful, group=new_id())
    again = standing.decision
    if again is None or again.doubtful == doubtful:
        return [note]
    return [
        note,
        replace(again, id=new_id(), by=subject.by, at=now(), doubtful=doubtful, undoes="", group=note.group),
    ]


def taken_back(by: str, events: Iterable[Decision]) -> list[Decision]:
    """Return the events that take others back, all with one undo of their own."""
    group = new_id()
    return [
        Decision(new_id(), e.witness, e.selector, e.kind, Verdict.UNDO, by, now(), undoes=e.id, group=group)
        for e in events
    ]
