"""Note calls: misread, cut short, or run into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from .examples import Fires, Leaves

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CALL = re.compile(f"[{RAISED}]+")
CARET = re.compile(r"(?<=\S)\^\{?[\w*]{1,3}\}?(?!\w)")
RUN_IN = re.compile(r"(?<![^\W\d_]-)(?<![\w.])[a-z]{3,}(?P<quote>[.,;]?[\"”']?)(?P<call>[1-9]\d?)(?=[\s.,;:)]|$)")
VALUE = str.maketrans(RAISED, "0123456789")


def detect(document: Document) -> Iterator[Finding]:
    """Point at note calls that are wrong."""
    text = document.text.string
    for match in CARET.finditer(text):
        yield _finding(match.start(), match.group(), 0.9, "a caret with a mark: a note figure misread", "drop the mark")
    yield from _cut_short(text)
    yield from _run_in(document)


def _finding(start: int, sic: str, p: float, reason: str, evidence: str, text: str = "") -> Finding:
    reading = Reading(text, p, Basis.RULE, evidence)
    return Finding(start, start + len(sic), Kind.MARKER, sic, p, reason, (reading,))


def _cut_short(text: str) -> Iterator[Finding]:
    """Yield calls smaller than their neighbours that are the beginning of a number between them."""
    calls = [(match.start(), match.group(), int(match.group().translate(VALUE))) for match in CALL.finditer(text)]
    for (_, _, before), (start, sic, value), (_, _, after) in zip(calls, calls[1:], calls[2:], strict=False):
        if value < before < after and any(str(n).startswith(str(value)) for n in range(before + 1, min(after, 1000))):
            reason = f"note call {value} between {before} and {after}: a figure is wanting"
            yield _finding(start, sic, 0.6, reason, "drop what cannot be restored")


def _run_in(document: Document) -> Iterator[Finding]:
    """Yield figures that hang on a word, where they go up through the text one by one."""
    calls = [
        match for match in RUN_IN.finditer(document.text.string) if document.knowledge.language.known(_word(match))
    ]
    for place, match in enumerate(calls):
        value = int(match["call"])
        beside = [int(other["call"]) for other in calls[max(0, place - 1) : place + 2] if other is not match]
        if any(abs(value - other) == 1 for other in beside):
            raised = match["call"].translate({digit: form for form, digit in VALUE.items()})
            reason = "a note call run into the text"
            yield _finding(
                match.start("call"), match["call"], 0.85, reason, "the calls before and after count on", raised
            )


def _word(match: re.Match[str]) -> str:
    return match.group()[: match.start("quote") - match.start()]


EXAMPLES = (
    Fires("The report1 was read, the treaty2 was signed, and the ships3 went home.", "1"),
    Leaves("The group of 4 men met in room b12.", "figures that are no calls"),
)
