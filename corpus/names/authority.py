"""Names that are right as they stand, and the look-up of garbled ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place, office or term.

    Attributes:
        id: stable, usable as an xml:id.
        kind: ``person``, ``place``, ``office``, ``ship``, ``operation``, ``treaty``, ``abbreviation`` or ``term``.
        name: the usual form.
        variants: other forms that are right.
        note: dates, offices, what tells one from another.
    """

    id: str
    kind: str
    name: str
    variants: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a look-up found: the entry, the form of its name that fits, how sure, and why in words."""

    entry: Entry
    form: str
    p: float
    evidence: str


class Authority:
    """All the names known; loaded once, shared by all."""

    def knows(self, word: str) -> bool:
        """Whether a single word is a name, or part of one, in a form that is right as it stands."""
        del word
        return False

    def lookup(self, name: str, before: str = "", after: str = "", year: int | None = None) -> list[Match]:
        """Look up a name, perhaps garbled, with the text around it; best match first, exact ones included."""
        del name, before, after, year
        return []


def load(paths: Iterable[Path] = ()) -> Authority:
    """Load what ships, and the user's own lists."""
    del paths
    return Authority()
