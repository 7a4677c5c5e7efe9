"""Words that are missing and that another edition of the same text has: at a gap, or where the eye skipped.

A printer or typist whose eye goes from a word to the same word further on leaves out what stands between (West,
Textual Criticism and Editorial Technique, 1973, I.2: saut du même au même). Any other words that only the other
edition has may be its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading
from corpus.tokens import Token, words

from ..collation.collate import Change, Collation, Variant
from ..document import Document
from .examples import Fires, Leaves

SAME = 0.85
"""Share of words alike in a passage that is the same version of the text, less what is left out."""
GAP = re.compile(r"\s*(?P<sign>(?:\.\s?){2,}\.|…|_{2,}|—{2,}|-{3,}|\*(?:\s?\*)+)")
"""What stands for words that could not be read, or that were left out on purpose."""
SKIPPED = 4
"""Words that the eye skips at least."""
REACH = 60
"""Code points in which the word before a place is looked for."""
P = 0.45
"""How surely the words belong there: the editor decides, for a gap may be the author's own."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at gaps that another edition fills, and at words that a copyist's eye skipped."""
    seen: set[tuple[int, int]] = set()
    for collation in document.collations:
        for variant in collation.of_same_version(SAME):
            if variant.change is not Change.ADDITION:
                continue
            found = _gap(document.text.string, variant, collation) or _skipped(document.text.string, variant, collation)
            if found and found.span not in seen:
                seen.add(found.span)
                yield found


def _gap(text: str, variant: Variant, collation: Collation) -> Finding | None:
    """Point at a sign that stands for words."""
    sign = GAP.match(text, variant.start)
    if sign is None:
        return None
    other = " ".join(variant.other.split())
    return _finding(*sign.span("sign"), text, "a gap", other, variant, collation)


def _skipped(text: str, variant: Variant, collation: Collation) -> Finding | None:
    """Point at the word after which words were left out, where these end with that word, or begin with the next."""
    left = words(text, max(0, variant.start - REACH), variant.start)
    right = next(iter(words(text, variant.end, variant.end + REACH)), None)
    lost = words(variant.other)
    if not left or right is None or len(lost) < SKIPPED:
        return None
    if not (_same(left[-1], lost[-1]) or _same(right, lost[0])):
        return None
    twice = lost[-1] if _same(left[-1], lost[-1]) else lost[0]
    before = left[-1]
    reading = f"{before.text} {' '.join(variant.other.split())}"
    reason = f"words left out, where the eye went from “{twice.text}” to “{twice.text}”"
    return _finding(before.start, before.end, text, reason, reading, variant, collation)


def _same(one: Token, other: Token) -> bool:
    return one.text.casefold() == other.text.casefold()


def _finding(
    start: int, end: int, text: str, reason: str, reading: str, variant: Variant, collation: Collation
) -> Finding:
    other = collation.other
    evidence = f"{other.title}, {collation.places.told(variant.other_start, variant.other_end)}"
    offered = Reading(reading, P, Basis.PARALLEL, evidence, other.siglum)
    return Finding(
        start, end, Kind.OMISSION, text[start:end], 0.8, f"{reason}; {other.title} has words here", (offered,)
    )


EXAMPLES = (
    Fires(
        (
            "The Ambassador called on me this afternoon and said that his Government had . . . the committee "
            "to the frontier before the end of the month. He hoped that the committee would meet ours there."
        ),
        ". . .",
        beside=(
            "The Ambassador called on me this afternoon and said that his Government had decided to send the "
            "committee to the frontier before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
    ),
    Leaves(
        (
            "The Ambassador called on me this afternoon and said that his Government had decided to send the "
            "committee to the frontier before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
        "nothing is missing",
        beside=(
            "The Ambassador called on me this afternoon and said that his Government had decided to send the "
            "committee to the frontier before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
    ),
)
