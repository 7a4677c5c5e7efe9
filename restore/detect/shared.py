"""Passages that stand in another document of the edition too: found for all documents at once, told here for each."""

from __future__ import annotations

from corpus.records import Finding

from ..document import Document
from .examples import Fires, Leaves


def detect(document: Document) -> tuple[Finding, ...]:
    """Return what the comparison of the documents found for this one."""
    return document.shared


EXAMPLES = (
    Fires(
        (
            "The committee met again on the ninth and heard the director of the mines, who explained at some "
            "length why the output of the northern pits had fallen since the spring, and why the recruits were "
            "wanted there before the harvest."
        ),
        (
            "The committee met again on the ninth and heard the director of the mines, who explained at some "
            "length why the output of the northern pits had fallen since the spring, and why the recruits were "
            "wanted there before the harvest."
        ),
        beside=(
            "I went to the mines in March and saw the engines.\n\nThe committee met again on the ninth and "
            "heard the director of the mines, who explained at some length why the output of the northern pits "
            "had fallen since the spring, and why the recruits were wanted there before the harvest."
        ),
    ),
    Leaves(
        "The committee met again on the ninth.",
        "a short formula that many letters have",
        beside="The committee met again on the ninth.",
    ),
)
