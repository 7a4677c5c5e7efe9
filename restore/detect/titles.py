"""What one document writes in two ways, and which of them is the odd one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.figures import times
from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from .examples import Fires, Leaves

TITLE = re.compile(r"(?<!\w)(Mr|Mrs|Messrs|Dr|Mme|Mlle|St)(\.?)(?= [A-Z])")
USUAL = 30
"""A form is the usual one where it stands at least this often."""
SHARE = 10
"""The other form is odd where the usual one stands at least this many times as often."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at odd forms."""
    yield from _titles(document)


def _titles(document: Document) -> Iterator[Finding]:
    """Titles with a stop in a document that writes them without one, and the other way round."""
    matches = list(TITLE.finditer(document.text.string))
    counts = Counter(match.group() for match in matches)
    for match in matches:
        title, stop = match.groups()
        other = title if stop else f"{title}."
        if counts[other] >= USUAL and counts[other] >= SHARE * counts[match.group()]:
            evidence = (
                f"“{other}” {times(counts[other])} in this document, “{match.group()}” {times(counts[match.group()])}"
            )
            reading = Reading(other, 0.75, Basis.RULE, evidence)
            reason = "not as this document writes it elsewhere"
            yield Finding(*match.span(), Kind.PUNCT, match.group(), 0.7, reason, (reading,))


EXAMPLES = (
    Fires(
        (
            "Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. "
            "Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill "
            "met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met "
            "Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. "
            "Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr. Hill met Mr. Wood. Mr Reed left."
        ),
        "Mr",
    ),
    Leaves("Mr Hill met Mr. Wood.", "no form is the usual one"),
)
