"""Passages and pages at the wrong place: an address that interrupts a sentence, two pages exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Finding

from ..document import Document
from .examples import Fires, Leaves


def detect(document: Document) -> Iterator[Finding]:
    """Point at what stands at the wrong place."""
    yield from document.passages.interposed
    yield from document.passages.exchanged


EXAMPLES = (
    Fires(
        (
            "The committee which met in the capital on the ninth heard the director of the\n\nThe Right "
            "Honourable\nSumner Welles,\nUnder Secretary of State,\nWashington, D.C.\n\nmines, who explained "
            "at some length why the output had fallen."
        ),
        "The Right Honourable\nSumner Welles,\nUnder Secretary of State,\nWashington, D.C.",
    ),
    Leaves(
        ("Yours sincerely,\n\nHalifax\n\nThe Honourable Sumner Welles,\nUnder Secretary of State,\nWashington, D.C."),
        "an address under a letter",
    ),
)
