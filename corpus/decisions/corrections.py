"""What the editors of an edition corrected: how it stood and how it reads. Its confusions are learned from that."""

from __future__ import annotations

from collections.abc import Iterable

from ..kinds import Trait, having
from ..records import Decision, Verdict


def corrections(standing: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """Return how it stood and how it reads for each word that an editor corrected, of decisions in force, once each.

    What the program applied by itself teaches it nothing.
    """
    return tuple(
        dict.fromkeys(
            (decision.selector.exact, decision.text)
            for decision in standing
            if decision.verdict is Verdict.ACCEPT
            and decision.kind in having(Trait.TEACHES)
            and decision.text
            and not decision.by_rule
        )
    )
