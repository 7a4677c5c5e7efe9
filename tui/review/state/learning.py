"""Learning as one goes: what the editor decides about a confusion moves the readings that wait with the same one.

For every confusion (``e→o``) the editor's decisions are compared with what the probabilities had promised; the
difference, as a log odds ratio with one added to each count, moves the others. A decision that was expected moves
little, a surprise much. The counts are sums, so the order of decisions does not matter and undo subtracts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Decisions on one confusion: how many, how many accepted, how many were expected to be."""

    decided: int = 0
    accepted: int = 0
    expected: float = 0.0

    @property
    def shift(self) -> float:
        """How far the log odds of the others move."""
        yes = math.log((self.accepted + 1) / (self.expected + 1))
        no = math.log((self.decided - self.accepted + 1) / (self.decided - self.expected + 1))
        return yes - no


@dataclass
class Learning:
    """The tallies of a review."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def count(self, confusion: str, p: float, *, accepted: bool, by: int = 1) -> None:
        """Count a decision on a reading of probability p, or take it back (``by=-1``)."""
        if confusion:
            tally = self.tallies.setdefault(confusion, Tally())
            tally.decided += by
            tally.accepted += by * accepted
            tally.expected += by * p

    def p(self, confusion: str, p: float) -> float:
        """Return the probability of a reading in the light of what was decided."""
        tally = self.tallies.get(confusion)
        if tally is None or not tally.decided or not 0.0 < p < 1.0:
            return p
        return 1.0 / (1.0 + math.exp(-(math.log(p / (1.0 - p)) + tally.shift)))
