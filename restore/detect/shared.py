"""Passages that stand in another document of the edition too: found for all documents at once, told here for each."""

from __future__ import annotations

from corpus.records import Finding

from ..document import Document


def detect(document: Document) -> tuple[Finding, ...]:
    """Return what the comparison of the documents found for this one."""
    return document.shared
