"""Marks at word ends that are lost, mistaken for others or not there, as :mod:`restore.punctuation.marks` weighs them.

A finding spans the marks, or the white space where they are lost, so that the words beside keep findings of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from corpus.language.text import ABBREVIATIONS
from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..punctuation.marks import Mark
from ..words.suspect import only_marks
from .examples import Fires, Leaves

DEGREES = re.compile(r"\d ?[°′″']")


def detect(document: Document) -> Iterator[Finding]:
    """Yield the marks that are likelier wrong than right; words broken without a hyphen are for ``split``."""
    read = [suspect for suspect in document.words.suspects if suspect.mends and not only_marks(suspect)]
    starts = [suspect.start for suspect in read]
    for mark in document.punctuation.marks:
        place = bisect_right(starts, mark.start) - 1
        if place >= 0 and mark.end <= read[place].end:
            # what is read there goes for the mark too
            continue
        if not mark.breaks_word and not DEGREES.match(document.text.string, mark.start - 1):
            sic = document.text.string[mark.start : mark.end]
            why = reason(document, mark)
            reading = Reading(mark.text, mark.p, Basis.LANGUAGE, why)
            yield Finding(mark.start, mark.end, Kind.PUNCT, sic, mark.p, why, (reading,))


def reason(document: Document, mark: Mark) -> str:
    """Say why a mark is doubted."""
    capital = document.text.string[mark.second[0]].isupper()
    if mark.tail is None:
        return f"a stray mark before “{mark.after}”"
    if mark.tail == mark.stands:
        return "a blank before a mark"
    if mark.tail == "":
        goes_on = mark.stands == "." and not capital
        return "a stop where the sentence goes on" if goes_on else f"a stray mark after “{mark.before}”"
    if mark.tail == ",":
        if mark.stands == ".":
            return "a stop where the sentence goes on: rather a comma"
        return f"a comma usually stands between words like “{mark.before}” and “{mark.after}”"
    if mark.before.casefold() in ABBREVIATIONS:
        return f"“{mark.before}” is short for a word and has a stop"
    if capital:
        return "a sentence seems to end here: the next word begins with a capital"
    return "a sentence seems to end here"


EXAMPLES = (
    Fires(
        (
            "The man was lookiug for his mothcr on the quay when tbe ship came in. He liad lost her in the "
            "crowd, and nobody couid tell him wliere she was The captain said that he had not seen her since "
            "the evening , and that she would be found. It was promised to send him to tbe station in the "
            "morning, where he migbt wait for her."
        ),
        " , ",
    ),
    Leaves("The Right Honourable\nThe Earl of Halifax\nBritish Embassy\nWashington D. C.", "lines of an address"),
)
