"""False breaks inside a sentence, and breaks that are missing before a signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from corpus.figures import times
from corpus.records import Basis, Finding, Kind, Reading
from corpus.tokens import WORD

from ..document import Document
from ..passages.pieces import space_before
from .examples import Fires, Leaves

COURTESY = "yours|very|sincerely|faithfully|respectfully|cordially|affectionately|believe me|with"
SIGNED = r"\(s(?:g|igne)d\)|\[?s(?:g|igne)d\]?:?|/s/"
NAME = r"(?-i:(?:[A-Z][\w.'’-]*[ \t]*){1,4})"
CLOSING = re.compile(rf"(?im)^[ \t>*]*((?:{COURTESY})\b[^\n.]{{0,50}},)([ \t]+)((?:{SIGNED})?[ \t]*{NAME})$")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE_LINE = re.compile(rf"(?:(?:{MONTHS}) \d{{1,2}}|\d{{1,2}} (?:{MONTHS})),? \d{{4}}\.?")
HABIT = 3
"""How often a document does it one way before the other way is odd."""
TOGETHER = 8
"""How many times as often lines stand together as apart before apart is odd."""
LINE = 80
"""Code points of the longest line of a heading."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at every paragraph break that cuts a sentence in two, and at closings run together with the signature."""
    for number in range(len(document.passages.seams)):
        yield from _cut(document, number)
    yield from _before_dates(document)
    yield from _shattered(document)
    for match in CLOSING.finditer(document.text.string):
        if match[3].split()[0] not in ("I", "We"):
            start, end = match.span(2)
            evidence = "the closing and the signature are lines of their own"
            yield _finding(document, start, end, "\n\n", 0.8, "closing and signature run together", evidence)


def _before_dates(document: Document) -> Iterator[Finding]:
    """Point at date lines that hang on a paragraph, where the document gives them a paragraph of their own."""
    text = document.text.string
    own = sum(DATE_LINE.fullmatch(span.text_of(text)) is not None for span in document.text.paragraphs)
    if own < HABIT:
        return
    for one, other in pairwise(document.text.lines):
        between = text[one.end : other.start]
        if between == "\n" and text[one.end - 1] in '.?!"”' and DATE_LINE.fullmatch(other.text_of(text).strip()):
            evidence = f"{own} dates stand in a paragraph of their own"
            yield _finding(document, one.end, other.start, "\n\n", 0.85, "a date run on to a paragraph", evidence)


def _shattered(document: Document) -> Iterator[Finding]:
    """Point at headings in pieces, where the document has the same lines together elsewhere."""
    text = document.text.string
    whole: Counter[tuple[str, str]] = Counter()
    for span in document.text.paragraphs:
        lines = span.text_of(text).split("\n")
        if len(lines) > 1 and len(lines[0]) <= LINE:
            whole.update(pairwise(map(_heading, lines)))
    apart: Counter[tuple[str, str]] = Counter()
    pairs = []
    for one, other in pairwise(document.text.paragraphs):
        if max(one.end - one.start, other.end - other.start) <= 3 * LINE:
            before, after = one.text_of(text).split("\n")[-1], other.text_of(text).split("\n")[0]
            pair = _heading(before), _heading(after)
            apart[pair] += 1
            pairs.append((one, other, pair))
    for one, other, pair in pairs:
        if (
            all(pair)
            and whole[pair] >= max(HABIT, TOGETHER * apart[pair])
            and text[one.end : other.start].count("\n") == 2
        ):
            evidence = f"lines like these stand together {times(whole[pair])} in this document"
            yield _finding(document, one.end, other.start, "\n", 0.85, "a heading in pieces", evidence)


def _heading(line: str) -> str:
    """Return what a line of a heading is compared by: its first words, where it is in capitals."""
    words = WORD.findall(line)
    if len(words) < 2 or sum(word.isupper() for word in words) < 0.6 * len(words):
        return ""
    return " ".join(words[:3])


def _finding(document: Document, start: int, end: int, text: str, p: float, reason: str, evidence: str) -> Finding:
    reading = Reading(text, p, Basis.RULE, evidence)
    return Finding(start, end, Kind.PARAGRAPH, document.text.string[start:end], p, reason, (reading,))


def _cut(document: Document, number: int) -> Iterator[Finding]:
    """Point at the break before a seam, unless furniture stands before it and takes the break with it."""
    text = document.text.string
    seam = document.passages.seams[number]
    p = document.passages.cuts[number]
    start = seam.start - len(space_before(text, seam.start))
    if not p or any(f.end == start for f in document.passages.furniture_before(seam.start)):
        return
    before = " ".join(text[max(0, seam.end - 60) : seam.end].split()[-3:])
    after = " ".join(text[seam.start : seam.start + 60].split()[:3])
    evidence = f"the sentence goes on: “{before} {after}”"
    yield _finding(document, start, seam.start, " ", p, "a break inside a sentence", evidence)


EXAMPLES = (
    Fires(
        (
            "The second reason was the age of the machinery, which had been bought in the\n\nyear of the great "
            "strike and was never renewed."
        ),
        "\n\n",
    ),
    Leaves(
        "The second reason was the age of the machinery.\n\nThe third was the loss of men.", "both sentences are whole"
    ),
)
