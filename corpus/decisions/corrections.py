"""What the editors of an edition corrected: how it stood and how it reads. Its confusions are learned from that."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Decision, Kind, Verdict

KINDS = frozenset({Kind.MISREAD, Kind.NAME})
"""Kinds of finding where letters were read for others."""


def corrections(standing: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """Return how it stood and how it reads for each word that an editor corrected, of decisions in force, once each.

    What the program applied by itself teaches it nothing.
    """
    return tuple(
        dict.fromkeys(
            (decision.selector.exact, decision.text)
            for decision in standing
            if decision.verdict is Verdict.ACCEPT and decision.kind in KINDS and decision.text and not decision.by_rule
        )
    )
