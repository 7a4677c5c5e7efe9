"""Decisions carried to another base: a new scan, a better OCR, another transcription of the same document.

A decision goes over where its quotation stands in the new text, letter for letter and with the same surroundings (lines
may end elsewhere); the others are orphans, told with their old context. Nothing is re-attached by guessing.
"""

from __future__ import annotations

import re
import uuid
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.decisions.log import in_force
from corpus.decisions.selectors import locate, select
from corpus.records import Decision, Selector, Verdict, Witness

RUN = re.compile(r"(\s+)|\S+")


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the decisions in force.

    Attributes:
        decisions: for the new witness; the same ones, however often this is done.
        orphans: whose place is not in the new text.
        settled: that the new text has as decided already.
    """

    decisions: tuple[Decision, ...]
    orphans: tuple[Decision, ...]
    settled: tuple[Decision, ...]


def carry(events: Iterable[Decision], old: str, new: Witness) -> Carried:
    """Carry the decisions in force on a witness to another one."""
    carried: list[Decision] = []
    orphans: list[Decision] = []
    settled: list[Decision] = []
    flow = _Flow(new.text)
    for decision in in_force(event for event in events if event.witness == old):
        place = flow.locate(decision.selector)
        target = None if decision.move_to is None else flow.locate(decision.move_to)
        if place is None or (decision.move_to is not None and target is None):
            (settled if _has(flow, decision) else orphans).append(decision)
            continue
        carried.append(
            replace(
                decision,
                id=uuid.uuid5(uuid.NAMESPACE_OID, f"{decision.id} {new.siglum}").hex,
                witness=new.siglum,
                selector=select(new.text, *place),
                move_to=None if target is None else select(new.text, *target),
                group="",
            )
        )
    return Carried(tuple(carried), tuple(orphans), tuple(settled))


def _has(flow: _Flow, decision: Decision) -> bool:
    """Whether the text has the accepted reading where the quotation stood."""
    if decision.verdict is not Verdict.ACCEPT or decision.move_to is not None:
        return False
    place = decision.selector
    return flow.locate(replace(place, exact=decision.text, end=place.start + len(decision.text))) is not None


class _Flow:
    """A text in which places are found though its lines end elsewhere."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offsets = [m.start() + n for m in RUN.finditer(text) for n in range(1 if m[1] else len(m[0]))]
        self._flat = "".join(" " if m[1] else m[0] for m in RUN.finditer(text))

    def locate(self, selector: Selector) -> tuple[int, int] | None:
        """Find a place as it stands, else with all white space taken as one space."""
        place = locate(self._text, selector)
        if place is not None or (selector.exact and not selector.exact.strip()):
            return place
        exact, prefix, suffix = (RUN.sub(_space, part) for part in (selector.exact, selector.prefix, selector.suffix))
        start = bisect_left(self._offsets, selector.start)
        found = locate(self._flat, Selector(start, start + len(exact), exact, prefix, suffix))
        if found is None:
            return None
        start = self._offsets[found[0]] if found[0] < len(self._offsets) else len(self._text)
        return (start, self._offsets[found[1] - 1] + 1) if found[1] > found[0] else (start, start)


def _space(match: re.Match[str]) -> str:
    return " " if match[1] else match[0]
