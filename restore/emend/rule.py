"""The auto-accept rule: which first readings are applied unseen."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.kinds import Trait, having
from corpus.records import Basis, Finding, Kind, Reading
from corpus.tokens import WORD, letters

from ..document import Document
from ..words.foreign import in_english
from ..words.names import like_a_name

if TYPE_CHECKING:
    from ..words.suspect import Suspect


class Rule(StrEnum):
    """What is applied unseen."""

    NONE = "none"
    CERTAIN = "certain"
    LIKELY = "likely"
    ALL = "all"


THRESHOLD = {Rule.NONE: 2.0, Rule.CERTAIN: 0.995, Rule.LIKELY: 0.5, Rule.ALL: 0.0}
"""The lowest p at which the first reading is applied unseen."""
MOVING = 0.9
"""The p from which ``likely`` moves a passage: a page moved wrongly harms more than one left where it stands."""
NAMED = 0.7
"""``likely`` changes a listed name without a witness from this p on: rare names are right more often than not."""
NAMED_IN_CLEAN = 0.8
"""In a clean text ``likely`` changes a listed name, and what looks like a name, from this p on."""
CLEAN = 0.01
"""A text is clean where less than this share of its words is misread."""
HALF_RIGHT = 0.3
"""A reading less likely than this is not applied even for what is certainly wrong."""
MOSTLY = 0.9
"""The share of its occurrences that stand with a capital, from which a word is a name."""
NEGATIONS = frozenset(
    ("no", "not", "nor", "neither", "never", "none", "nothing", "nobody", "nowhere", "without", "cannot", "hardly")
)


def applies(document: Document, finding: Finding, reading: Reading, rule: Rule) -> bool:
    """Return whether a rule applies a reading unseen.

    ``likely`` does where the reading is likelier right than the text as it stands, or is expected to mend more errors
    than it makes: half of a garbled word is better than none; a listed name stands unless the reading is much likelier.
    ``certain`` does where p, which at that height is a lower bound, meets the promise, and nothing is touched that asks
    for a witness.
    """
    if finding.kind is Kind.REPEAT:
        return False
    if rule is Rule.LIKELY and (finding.kind in having(Trait.WORD) or finding.kind is Kind.SPACE):
        suspect = document.words.suspect_at.get(finding.span)
        weighed = suspect is not None and reading.basis in (Basis.NAME, Basis.LANGUAGE)
        if suspect is not None and weighed and (finding.kind in having(Trait.WORD) or _halves(suspect)):
            # where names are spelt as one likes, or inflected, none is nearly a listed one
            settled = not document.words.old_spelling and in_english(document.words.foreign, finding.start)
            named = reading.basis is Basis.NAME and reading.p >= NAMED and settled
            return (suspect.mends or named) and reading.p >= _least(document, suspect)
        if finding.kind in having(Trait.WORD):
            return reading.p > max(HALF_RIGHT, 1.0 - finding.score)
    if reading.p < THRESHOLD[rule] or (rule is Rule.LIKELY and finding.kind is Kind.MISPLACED and reading.p < MOVING):
        return False
    return rule is not Rule.CERTAIN or reading.basis.independent or not guarded(document, finding, reading)


def _halves(suspect: Suspect) -> bool:
    """Whether a place is a word with a blank in it, not a word with a mark beside it."""
    return suspect.pair and all(WORD.search(piece) for piece in suspect.sic.split())


def _least(document: Document, suspect: Suspect) -> float:
    """Return the least p at which a place is changed unseen without a witness, for it may be a name that is right."""
    clean = document.words.share_misread < CLEAN
    listed = suspect.sic[:1].isupper() and document.knowledge.names.knows(suspect.sic)
    if listed or (
        clean and not suspect.known and not suspect.pair and like_a_name(document.knowledge.language, suspect.sic)
    ):
        return NAMED_IN_CLEAN if clean else NAMED
    return 0.0


def guarded(document: Document, finding: Finding, reading: Reading) -> bool:
    """Whether a reading of a word touches what only a witness may change: names, numbers, negations, quotations."""
    mended = finding.kind is Kind.SPLIT and letters(finding.sic) != letters(reading.text)
    if finding.kind not in having(Trait.GUARDED) and not mended:
        return False
    both = f"{finding.sic} {reading.text}"
    found = [m.group() for m in WORD.finditer(both)]
    return (
        any(c.isdigit() for c in both)
        or any(word.casefold() in NEGATIONS or word.casefold().endswith("n't") for word in found)
        or finding.kind is Kind.NAME
        or any(word[:1].isupper() and _named(document, word) for word in found)
        or document.text.quoted(finding.start)
    )


def _named(document: Document, word: str) -> bool:
    """Whether a word with a capital is a name, as far as one can say."""
    language = document.knowledge.language
    return language.cased(word) > MOSTLY or (not language.known(word) and document.knowledge.names.knows(word))
