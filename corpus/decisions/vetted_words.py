"""The words that the editors of an edition marked as right: said once in the log, and not asked about again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..kinds import Trait, having
from ..records import Basis, Decision, Kind, Verdict

EDGES = re.compile(r"^[\W_]+|[\W_]+$")
"""Marks before and after a word or name."""


@dataclass(frozen=True)
class VettedWords:
    """Words and names that are right in an edition, as they stand there."""

    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, standing: Iterable[Decision]) -> VettedWords:
        """Take them from decisions in force: what was left alone because it is a word, or a name."""
        return cls(frozenset(map(bare, filter(right, standing))) - {""})

    def stands(self, kind: Kind | str, sic: str) -> bool:
        """Whether what a finding of a kind doubts was marked right; small letters also stand as capitals."""
        return bool(self.words) and kind in having(Trait.VETTABLE) and EDGES.sub("", sic) in self._forms

    @cached_property
    def _forms(self) -> frozenset[str]:
        capitals = {form for word in self.words for form in (word.upper(), word[:1].upper() + word[1:])}
        return self.words | capitals


def right(decision: Decision) -> bool:
    """Whether a decision says that a word or name is right, and not only that the text stands here."""
    marked = decision.basis in (Basis.LANGUAGE, Basis.NAME) and decision.kind in having(Trait.VETTABLE)
    return marked and decision.verdict is Verdict.REJECT


def bare(decision: Decision) -> str:
    """Return what a decision speaks of without the marks around it."""
    return EDGES.sub("", decision.selector.exact)
