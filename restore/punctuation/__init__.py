"""The marks between words, and which of them are likelier wrong than right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..words import Words
from .marks import Mark, marks, shipped


@dataclass(frozen=True)
class Punctuation:
    """The marks between the words of a text, as these are read."""

    words: Words

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks at word ends that are likelier wrong than right."""
        return tuple(marks(self.words, shipped()))
