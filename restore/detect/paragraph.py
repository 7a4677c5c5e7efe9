"""False breaks inside a sentence, and breaks that are missing before a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..seams import Seam, cut, gap

COURTESY = "yours|very|sincerely|faithfully|respectfully|cordially|affectionately|believe me|with"
SIGNED = r"\(s(?:g|igne)d\)|\[?s(?:g|igne)d\]?:?|/s/"
CLOSING = re.compile(
    rf"(?im)^[ \t>*]*((?:{COURTESY})\b[^\n.]{{0,50}},)([ \t]+)((?:{SIGNED})?[ \t]*(?:[A-Z][\w.'’-]*[ \t]*){{1,4}})$"
)


def detect(document: Document) -> Iterator[Finding]:
    """Point at every paragraph break that cuts a sentence in two, and at closings run together with the signature."""
    for seam in document.seams:
        yield from _cut(document, seam)
    for match in CLOSING.finditer(document.text):
        if match[3].split()[0] not in ("I", "We"):
            start, end = match.span(2)
            evidence = "the closing and the signature are lines of their own"
            yield _finding(document, start, end, "\n\n", 0.8, "closing and signature run together", evidence)


def _finding(document: Document, start: int, end: int, text: str, p: float, reason: str, evidence: str) -> Finding:
    reading = Reading(text, p, Basis.RULE, evidence)
    return Finding(start, end, Kind.PARAGRAPH, document.text[start:end], p, reason, (reading,))


def _cut(document: Document, seam: Seam) -> Iterator[Finding]:
    """Point at the break before a seam, unless furniture stands before it and takes the break with it."""
    text = document.text
    p = cut(text, seam)
    start = seam.start - len(gap(text, seam.start))
    if not p or any(f.end == start for f in document.furniture_before(seam.start)):
        return
    before = " ".join(text[max(0, seam.end - 60) : seam.end].split()[-3:])
    after = " ".join(text[seam.start : seam.start + 60].split()[:3])
    evidence = f"the sentence goes on: “{before} {after}”"
    yield _finding(document, start, seam.start, " ", p, "a break inside a sentence", evidence)
