"""A name that the document spells otherwise everywhere else: Litvinoff twenty times, Litvinofi once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from corpus.figures import times
from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from .examples import Fires, Leaves

WORD = re.compile(r"(?<![\w.'’-])[^\W\d_a-z][^\W\d_]{4,}(?![\w-])")
OFTEN = 4
"""The usual spelling stands at least this often."""
SHARE = 4
"""The usual spelling stands at least this many times as often as the odd one."""
LONG = 8
"""In names of at least this many letters two letters may differ."""
SAME = 2
"""The first letters, this many, do not differ."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at unlisted names that are a letter or two away from one that stands much more often."""
    language, names = document.knowledge.language, document.knowledge.names
    matches = list(WORD.finditer(document.text.string))
    counts = Counter(match.group() for match in matches)
    usual: dict[str, list[str]] = {}
    for form, n in counts.items():
        if n >= OFTEN and form.istitle() and (language.cased(form) > 0.95 or not language.known(form)):
            usual.setdefault(form[:SAME], []).append(form)
    odd = {
        form: near
        for form, n in counts.items()
        if n * SHARE <= max(counts.values()) and form.istitle() and not names.knows(form) and not language.known(form)
        if (near := _near(form, usual.get(form[:SAME], []))) and counts[near] >= SHARE * n
    }
    for match in matches:
        near = odd.get(match.group(), "")
        if near:
            often, seldom = times(counts[near]), times(counts[match.group()])
            reason = f"“{near}” {often} in this document, “{match.group()}” {seldom}"
            reading = Reading(near, 0.8, Basis.NAME, reason)
            yield Finding(*match.span(), Kind.NAME, match.group(), 0.7, "spelled otherwise elsewhere", (reading,))


def _near(form: str, usual: list[str]) -> str:
    """Return the one usual spelling that is a letter or two away, and no inflected or derived form."""
    most = 2 if len(form) >= LONG else 1
    found = extract(form, usual, scorer=OSA.distance, score_cutoff=most, limit=3)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]) or found[0][1] == 0:
        return ""
    near: str = found[0][0]
    return "" if _derived(form, near) else near


def _derived(one: str, other: str) -> bool:
    """Whether one is the other with an ending put on or taken off."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) or (len(one) != len(other) and longer.startswith(shorter[:-1]))


EXAMPLES = (
    Fires(
        (
            "Mr. Zdanovsky spoke. Mr. Zdanovsky spoke. Mr. Zdanovsky spoke. Mr. Zdanovsky spoke. Mr. Zdanovsky "
            "spoke. Mr. Zdanovsky spoke. Mr. Zdanovsky spoke. Mr. Zdanovsky spoke. Mr. Zdanovskv left."
        ),
        "Zdanovskv",
    ),
    Leaves(
        (
            "Mr. Johnson spoke. Mr. Johnson spoke. Mr. Johnson spoke. Mr. Johnson spoke. Mr. Johnson spoke. "
            "Mr. Johnson spoke. Mr. Johnson spoke. Mr. Johnson spoke. Mr. Johnston left."
        ),
        "two listed names",
    ),
)
