"""Words that another edition of the same text has otherwise, where ours looks wrong.

Editions differ rightly: translators, periods and houses have their own words and spellings. A difference is pointed at
only inside a passage that is else the same, and only where our word is none, or this very text prefers the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from corpus.figures import times
from corpus.records import Finding, Kind
from corpus.tokens import words

from ..collation.collate import Change, Variant
from ..collation.house_style import house
from ..document import Document
from .examples import Fires, Leaves

SAME = 0.9
"""Share of words alike in a passage that is the same version of the text."""
FAR = 3
"""Letters in which a misread word differs, at most."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at the words that differ and look wrong."""
    seen: set[tuple[int, int]] = set()
    for collation in document.collations:
        for variant in collation.of_same_version(SAME):
            where = f"{collation.other.title} ({collation.places.at(variant.other_start)})"
            found = _fault(document, variant, where)
            if found and found.span not in seen:
                seen.add(found.span)
                yield found


def _fault(document: Document, variant: Variant, where: str) -> Finding | None:
    ours, theirs = variant.text, " ".join(variant.other.split())
    if "\n" in ours or not ours or not theirs or any(c.isdigit() for c in ours + theirs):
        return None
    mine, yours = words(ours), words(theirs)
    known = document.knowledge.language.known
    if variant.change is Change.SPACING:
        good = all(known(token.text) or document.knowledge.names.knows(token.text) for token in yours)
        bad = not all(known(token.text) or document.knowledge.names.knows(token.text) for token in mine)
        if bad and (good or len(yours) > len(mine)):
            kind = Kind.JOINED if len(yours) > len(mine) else Kind.SPACE
            return Finding(
                variant.start, variant.end, kind, ours, 0.9, f"{where} has “{theirs}”, and “{ours}” is no word"
            )
        return None
    if variant.change is not Change.SPELLING or len(mine) != 1 or len(yours) != 1 or house(ours) == house(theirs):
        return None
    far = OSA.distance(ours.casefold(), theirs.casefold())
    if len(ours) < 4 or far > min(FAR, len(ours) // 2):
        return None
    if document.knowledge.names.knows(ours):
        return None
    if not known(ours) and known(theirs):
        return Finding(
            variant.start, variant.end, Kind.MISREAD, ours, 0.8, f"no such word; {where} has “{theirs}” here"
        )
    usage = document.text.usage
    here, there = usage[ours.casefold()], usage[theirs.casefold()]
    if known(theirs) and here <= 1 <= there:
        reason = f"{where} has “{theirs}” here, which stands {times(there)} elsewhere in this document"
        return Finding(variant.start, variant.end, Kind.MISREAD, ours, 0.5, reason)
    return None


EXAMPLES = (
    Fires(
        (
            "The Ambassador called on me this afternoon and said that his Government had decided to send the "
            "committee to the frontler before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
        "frontler",
        beside=(
            "The Ambassador called on me this afternoon and said that his Government had decided to send the "
            "committee to the frontier before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
    ),
    Leaves(
        (
            "The Ambassador visited me this afternoon and said that his Government had decided to send the "
            "committee to the frontier before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
        "another wording",
        beside=(
            "The Ambassador called on me this afternoon and said that his Government had decided to send the "
            "committee to the frontier before the end of the month. He hoped that the committee would meet "
            "ours there."
        ),
    ),
)
