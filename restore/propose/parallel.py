"""Evidence ``parallel``: how another edition of the same text reads the place."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from corpus.kinds import Trait, having
from corpus.records import Basis, Finding, Kind, Reading
from corpus.tokens import letters, words

from ..collation.house_style import house
from ..document import Document

SURE = 0.97
UNLIKE = 40
"""Of 100: readings less alike than this are another wording, not another reading."""


def propose(document: Document, finding: Finding) -> Iterator[Reading]:
    """Offer the words of every other edition that stand at this place."""
    if finding.kind not in having(Trait.BY_PARALLEL):
        return
    for collation in document.collations:
        place = collation.counterpart(finding.start, finding.end)
        if place is None:
            continue
        text = _within(finding.sic, " ".join(collation.other.text[slice(*place)].split()))
        alike = fuzz.ratio(_letters(finding.sic), _letters(text))
        if not text.strip() or _rightful(document, finding, text, alike):
            continue
        p = SURE * (0.8 + 0.2 * alike / 100)
        if any(c.isdigit() for c in finding.sic + text):
            p = min(p, 0.6)
        evidence = f"{collation.other.title}, {collation.places.told(*place)}"
        yield Reading(text, round(p, 4), Basis.PARALLEL, evidence, collation.other.siglum)


def _rightful(document: Document, finding: Finding, text: str, alike: float) -> bool:
    """Whether the other edition proves nothing: both may be right (wording, spelling, hyphen), or theirs is wrong."""
    sic = finding.sic
    if _letters(sic) != _letters(text):
        return finding.kind is not Kind.GARBLE and (house(sic) == house(text) or alike < UNLIKE)
    ours, theirs = words(sic), words(text)
    if len(theirs) > len(ours):
        return all(document.knowledge.language.known(token.text) for token in ours)
    broken = finding.kind in (Kind.SPLIT, Kind.SPACE) and len(theirs) < len(ours)
    return not broken or not all(document.knowledge.language.known(token.text) for token in theirs)


def _letters(text: str) -> str:
    return letters(text).casefold()


def _within(sic: str, text: str) -> str:
    """Return the reading the marks that stand around the words in the finding: only words were aligned."""
    core = sic.strip()
    first = next((n for n, c in enumerate(core) if c.isalnum()), 0)
    last = next((n for n, c in enumerate(reversed(core)) if c.isalnum()), 0)
    return core[:first] + text + (core[len(core) - last :] if last else "")
