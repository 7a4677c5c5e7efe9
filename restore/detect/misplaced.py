"""Passages and pages at the wrong place: an address that interrupts a sentence, two pages exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Finding

from ..document import Document


def detect(document: Document) -> Iterator[Finding]:
    """Point at what stands at the wrong place."""
    yield from document.passages.interposed
    yield from document.passages.exchanged
