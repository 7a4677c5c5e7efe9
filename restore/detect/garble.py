"""Stretches that are no language: several words in a row that are none and that nothing is likely for.

A stretch of foreign names, of another language or of cipher groups is not one: its words are spelt as words are, or
all alike.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from corpus.records import Finding, Kind

from ..document import Document
from ..words.shapes import STRANGE
from ..words.suspect import Suspect
from .examples import Fires, Leaves

LEAST = 2
"""Words in a row."""
ODD = 4.6
"""Bits per letter from which a word is spelt as none is."""
SURE = 0.7
"""How likely wrong each word must be."""
LOST = 0.99
"""How likely wrong a stretch is in which hardly anything is a word."""
UNSOLVED = 0.5
"""A word with a reading at least this likely is misread, not garbled."""


def detect(document: Document) -> Iterator[Finding]:
    """Yield the stretches of words in a row that are no words."""
    for span in document.words.unreadable:
        yield from _noise(document, span.start, span.end)
    run: list[Suspect] = []
    for suspect in [*document.words.suspects, None]:
        if suspect is not None and (suspect.pair or suspect.known):
            continue
        bad = suspect is not None and suspect.doubt >= SURE and suspect.p < UNSOLVED
        if run and (suspect is None or not bad or document.text.string[run[-1].end : suspect.start].strip(" ,.;:'\"-")):
            yield from _stretch(document, run)
            run = []
        if bad and suspect is not None:
            run.append(suspect)


def _noise(document: Document, start: int, end: int) -> Iterator[Finding]:
    """Yield a stretch where hardly anything is a word, if it is not another language."""
    first, last = np.searchsorted(document.words.stream.starts, [start, end]).tolist()
    numbers = range(first, last)
    here = (
        document.text.string[int(document.words.stream.starts[n]) : int(document.words.stream.ends[n])] for n in numbers
    )
    unknown = [word for word in here if not document.knowledge.language.id(word)]
    if unknown and np.median(document.knowledge.language.oddities(unknown)) > ODD:
        yield Finding(start, end, Kind.GARBLE, document.text.string[start:end], LOST, "hardly a word in it is one")


def _stretch(document: Document, run: list[Suspect]) -> Iterator[Finding]:
    if len(run) < LEAST or all(suspect.sic.isupper() and suspect.sic.isalpha() for suspect in run):
        return
    odd = [
        document.knowledge.language.oddity("".join(c for c in suspect.sic if c.isalpha()) or "x") > ODD
        or bool(STRANGE.intersection(suspect.sic))
        or (any(c.isalpha() for c in suspect.sic) and any(c.isdigit() for c in suspect.sic))
        for suspect in run
    ]
    if sum(odd) * 2 < len(run):
        return
    start, end = run[0].start, run[-1].end
    score = sum(suspect.doubt for suspect in run) / len(run)
    yield Finding(
        start, end, Kind.GARBLE, document.text.string[start:end], score, f"{len(run)} words in a row that are none"
    )


EXAMPLES = (
    Fires(
        (
            "He said that ~x;q# vV¦.;' ^xw{i }|zl! kk:j~ qz*t were the reasons why the committee met again in "
            "the spring."
        ),
        "vV¦.;' ^xw",
    ),
    Leaves(
        "He said that Wojciechowski, Krzyżanowski and Szczepański had gone home again in the spring.", "foreign names"
    ),
)
