"""Entries that are not in the store: the parts of a finding, and places that only an editor found."""

from __future__ import annotations

from dataclasses import replace

from corpus.decisions.confusions import confusion
from corpus.records import Decision, Emendation, Finding, Reading, Verdict
from corpus.store import Entry

from .diff import parts

OWN = "own/"
"""Before the key of a place that only an editor found."""


def split(entry: Entry, finding: Finding, best: Reading) -> list[tuple[Entry, Emendation]]:
    """Return an entry for each word that a reading changes."""
    made = []
    for number, (low, high, text) in enumerate(parts(finding.sic, best.text), 1):
        start, end, sic = entry.start + low, entry.start + high, finding.sic[low:high]
        part = Finding(start, end, finding.kind, sic, 1.0, finding.reason)
        key = f"{entry.key}/{number}"
        made.append(
            (
                Entry(entry.witness, start, end, entry.kind, best.p, "", confusion(sic, text), key),
                Emendation(part, (replace(best, text=text),)),
            )
        )
    return made


def own(event: Decision, span: tuple[int, int]) -> tuple[Entry, Emendation]:
    """Return the entry of a place that an editor found, or left, and that no detector points at."""
    sic, found = event.selector.exact, event.verdict is Verdict.ACCEPT
    finding = Finding(*span, event.kind, sic, 1.0, f"{'found' if found else 'left'} by {event.by}")
    readings = (Reading(event.text, 1.0, event.basis, event.why),) if found and event.text != sic else ()
    key = f"{OWN}{event.witness}/{span[0]}/{span[1]}"
    entry = Entry(event.witness, *span, event.kind.value, 1.0, "", confusion(sic, event.text), key)
    return entry, Emendation(finding, readings)
