"""Emendations to decisions: what the rule allows is applied unseen, each as an event that can be taken back."""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Iterable

from corpus.decisions.log import by_witness, in_force, new_id, now
from corpus.decisions.selectors import select
from corpus.records import RULE, Decision, Emendation, Finding, Kind, Verdict, Witness
from corpus.store import Store

from .records import Outcome, Settings

LOG = logging.getLogger(__name__)


def apply_rule(store: Store, settings: Settings, outcome: Outcome) -> None:
    """Append what the rule accepts, take back what it does not accept any more; editors' decisions stay."""
    signed, group = f"{RULE}{settings.rule}", new_id()
    logs = by_witness(store.decisions())
    for siglum in store.sigla():
        witness = store.witness(siglum)
        standing = {(d.selector.start, d.selector.end): d for d in in_force(logs[siglum])}
        theirs = _EditedPlaces(place for place, d in standing.items() if d.verdict is Verdict.ACCEPT and not d.by_rule)
        mine = {place: d for place, d in standing.items() if d.by_rule}
        events: list[Decision] = []
        for emendation in store.emendations(siglum):
            place = emendation.finding.span
            old, ours = standing.get(place), mine.pop(place, None)
            _count(outcome, emendation.finding, emendation.auto if old is None or ours is not None else None)
            if not emendation.auto or emendation.best is None or theirs.clash(emendation):
                if ours is not None:
                    events.append(_taken_back(ours, signed, group))
            elif old is None or (ours is not None and ours.text != emendation.best.text):
                events.append(accepted(witness, emendation, signed, group))
        events += [_taken_back(gone, signed, group) for gone in mine.values()]
        if events:
            store.decide(events)
        LOG.debug("%s: %d decisions written for the rule %s", witness.title, len(events), settings.rule)
    applied, waiting = outcome.applied.total(), outcome.waiting.total()
    LOG.info("the rule %s applied %d readings; %d findings wait", settings.rule, applied, waiting)


class _EditedPlaces:
    """Places that editors changed; what is applied unseen must leave them as they are."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._places = sorted(places)
        self._longest = max((end - start for start, end in self._places), default=0)

    def clash(self, emendation: Emendation) -> bool:
        """Whether a change would overlap with one of them; it may lie in a passage that goes or moves."""
        start, end = emendation.finding.span
        whole = emendation.finding.move_to is not None or not (emendation.best and emendation.best.text)
        for low, high in self._places[bisect_left(self._places, (start - self._longest, 0)) :]:
            if low >= end:
                return False
            inside = whole and start <= low and high <= end
            if high > start and not inside:
                return True
        return False


def accepted(witness: Witness, emendation: Emendation, by: str, group: str = "") -> Decision:
    """Return the event that accepts the first reading of an emendation.

    Raises:
        ValueError: it has none.
    """
    finding, best = emendation.finding, emendation.best
    if best is None:
        raise ValueError("there is no reading to accept")
    return Decision(
        id=new_id(),
        witness=witness.siglum,
        selector=select(witness.text, finding.start, finding.end),
        kind=finding.kind,
        verdict=Verdict.ACCEPT,
        by=by,
        at=now(),
        text=best.text,
        basis=best.basis,
        why=best.evidence or finding.reason,
        move_to=None if finding.move_to is None else select(witness.text, finding.move_to, finding.move_to),
        group=group,
        follows=best.siglum,
    )


def _taken_back(old: Decision, by: str, group: str) -> Decision:
    return Decision(new_id(), old.witness, old.selector, old.kind, Verdict.UNDO, by, now(), undoes=old.id, group=group)


def _count(outcome: Outcome, finding: Finding, auto: bool | None) -> None:
    """Count a finding: applied (True), waiting (False), or decided by an editor before (None)."""
    if finding.kind is Kind.REPEAT:
        outcome.repeats += 1
        return
    outcome.found[finding.kind] += 1
    if auto:
        outcome.applied[finding.kind] += 1
    elif auto is False:
        outcome.waiting[finding.kind] += 1
