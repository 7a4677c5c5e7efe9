"""The marks between words, and which of them are likelier wrong than right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..document import Document
    from .marks import Mark


@dataclass(frozen=True)
class Punctuation:
    """The marks between the words of a document."""

    document: Document

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks at word ends that are likelier wrong than right."""
        from .marks import marks, shipped

        return tuple(marks(self.document, shipped()))
