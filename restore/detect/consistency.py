"""What one document writes in two ways, and which of them is the odd one; dates that cannot be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document

TITLE = re.compile(r"(?<!\w)(Mr|Mrs|Messrs|Dr|Mme|Mlle|St)(\.?)(?= [A-Z])")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_NAMES = "|".join(month.capitalize() for month in MONTHS)
DATE = re.compile(rf"\b(?:({MONTH_NAMES}) (\d{{1,2}})|(\d{{1,2}}) ({MONTH_NAMES}))(?:,? (\d{{4}}))?\b")
USUAL, SHARE = 30, 10
"""How often a form stands, and how many times as often as the other one, before the other one is odd."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at odd forms and impossible dates."""
    yield from _titles(document)
    yield from _dates(document)


def _titles(document: Document) -> Iterator[Finding]:
    """Titles with a stop in a document that writes them without one, and the other way round."""
    matches = list(TITLE.finditer(document.text))
    counts = Counter(match.group() for match in matches)
    for match in matches:
        title, stop = match.groups()
        other = title if stop else f"{title}."
        if counts[other] >= USUAL and counts[other] >= SHARE * counts[match.group()]:
            evidence = (
                f"“{other}” {counts[other]} times in this document, “{match.group()}” {counts[match.group()]} times"
            )
            reading = Reading(other, 0.75, Basis.RULE, evidence)
            reason = "not as this document writes it elsewhere"
            yield Finding(*match.span(), Kind.PUNCT, match.group(), 0.7, reason, (reading,))


def _dates(document: Document) -> Iterator[Finding]:
    """Days that their month does not have."""
    for match in DATE.finditer(document.text):
        month, day = (match[1] or match[4]).lower(), int(match[2] or match[3])
        year = int(match[5]) if match[5] else 2000
        if 1 <= year <= 9999 and not 1 <= day <= monthrange(year, MONTHS.index(month) + 1)[1] and day < 100:
            start, end = match.span(2) if match[2] else match.span(3)
            reason = f"{month.capitalize()} has no day {day}"
            yield Finding(start, end, Kind.MISREAD, document.text[start:end], 0.8, reason)
