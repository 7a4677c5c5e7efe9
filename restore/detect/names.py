"""Names that are nearly somebody's: a known surname with a given name that the person does not bear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.names.garble import ENDING
from corpus.names.index import TITLES, plain
from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from .examples import Fires, Leaves

CAPITAL = r"[^\W\d_a-z][^\W\d_]+"
FULL = re.compile(rf"({CAPITAL})((?: [^\W\d_]\.)* {CAPITAL})")
"""A given name, initials if any, and a surname."""
TITLE = re.compile(r"\b(?:Mr|Mrs|Messrs|Dr|Prof|Gen|Col|Maj|Capt|Lt|Adm|Hon|Rev|St|M|Mme)\.$")
AROUND = 80
"""Code points before and after a name in which title and office are looked for."""
LAST = "".join(ENDING) + "»0123456789"
"""Marks and figures that a name may end with where its last letter is misread."""
MARKED = re.compile(
    rf"(?<![\w{re.escape(LAST)}])(?:[A-Z][^\W\d_]+[{re.escape(LAST)}](?![\w{re.escape(LAST)}])|[A-Z\d]*[A-Z]\d[A-Z]+(?!\w))"
)
"""A word with a capital that ends with one; a word in capitals with a figure in it."""
SHORTEST = 3
"""Letters that such a word has at least, and one more."""
LIKELY = 0.5
"""A name is pointed at from this p on where a detector of words doubts what stands there."""
SURELY = 0.8
"""A name is pointed at from this p on where no detector of words doubts what stands there."""
NO_WORD = 0.97
"""How surely a word is wrong that has marks in it and is none without them."""
SURE = 0.9
"""The p of a look-up from which it is told."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at garbled words that are likely listed names, and at given names that do not go with the surname."""
    yield from _garbled(document)
    yield from _given(document)


def _garbled(document: Document) -> Iterator[Finding]:
    """Point at words that nobody knows and that are likelier a listed name misread than a name of their own."""
    for suspect in document.words.suspects:
        odd = not (suspect.known or suspect.pair or suspect.break_at >= 0 or suspect.mends)
        if odd and (suspect.sic[:1].isdigit() or any(map(str.isupper, suspect.sic[:2]))):
            yield from _likely(document, suspect.start, suspect.end, LIKELY, suspect.doubt)
    for match in MARKED.finditer(document.text.plain):
        stem = match.group().rstrip(LAST)
        known = document.knowledge.names.knows(stem) or document.knowledge.language.known(stem)
        if not known and len(stem) > SHORTEST:
            yield from _likely(document, *match.span(), SURELY, NO_WORD)


def _likely(document: Document, start: int, end: int, least: float, doubt: float) -> Iterator[Finding]:
    """Point at a place if a name is likely enough there."""
    name = next(iter(document.words.listed_names[start, end]), None)
    if name is not None and name.p >= least:
        score = max(name.p, doubt)
        yield Finding(start, end, Kind.NAME, document.text.string[start:end], score, "nearly a listed name")


def _given(document: Document) -> Iterator[Finding]:
    """Point at given names that are one misreading away from the one that goes with the surname."""
    text, names = document.text.string, document.knowledge.names
    for match in FULL.finditer(text):
        given, surname = match[1], match[2].split()[-1]
        if (
            plain(given) in TITLES
            or names.knows(given)
            or not names.knows(surname)
            or not _asked(document, match.start())
        ):
            continue
        before, after = text[max(0, match.start() - AROUND) : match.start()], text[match.end() : match.end() + AROUND]
        best = next(iter(names.lookup(match.group(), before, after)), None)
        if best is None or best.p < SURE or not best.form.endswith(match[2]) or best.form == match.group():
            continue
        form = best.form[: -len(match[2])]
        if form.count(" ") or form.casefold() == given.casefold():
            continue
        reading = Reading(form, min(best.p, 0.97), Basis.NAME, best.evidence)
        yield Finding(match.start(1), match.end(1), Kind.NAME, given, 0.9, "nearly a listed name", (reading,))


def _asked(document: Document, start: int) -> bool:
    """Whether the capital means a name: not that of a sentence's or a paragraph's first word."""
    head = document.text.string[max(0, start - AROUND) : start]
    before = head.rstrip()
    if not before or "\n\n" in head[len(before) :]:
        return False
    return before[-1] not in '.?!:"”“' or TITLE.search(before) is not None


EXAMPLES = (
    Fires("The letter was sent to Mr. Surnner Welles, Under Secretary of State.", "Surnner"),
    Leaves("I spoke to Mr. Wrenholt of the matter.", "a name that nobody has listed"),
)
