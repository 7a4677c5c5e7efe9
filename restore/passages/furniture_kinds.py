"""What a page carries beside its text, by kind; what shows it, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Basis, Finding, Kind, Reading


class FurnitureKind(StrEnum):
    """What a page carries beside its text."""

    PAGE_NUMBER = "page number"
    CATCHWORD = "catchword"
    TURN_OVER = "direction to turn over"
    RUNNING_HEAD = "running head"
    REGISTRY_NUMBER = "registry number"
    DOCKET = "docket"
    INITIALS = "initials"
    STAMP = "stamp"
    CREDIT = "credit"
    STRAY_LINE = "stray line"


class FurnitureSign(StrEnum):
    """What shows that a line is furniture; the value names it in the table of wordings."""

    NUMBERED = "numbered"
    NUMBER_INSIDE = "number inside a sentence"
    NUMBER_AT_EDGE = "number at the edge of a page"
    NUMBER_COUNTS_ON = "number that counts on"
    CATCHWORD_TAKEN_UP = "catchword taken up"
    CATCHWORD_BEFORE_NUMBER = "catchword before a number"
    TURN_OVER = "turn over"
    REPEATED_AT_EDGES = "repeated at edges"
    REGISTERED = "registered"
    BESIDE_REGISTRY = "beside a registry number"
    REGISTRY_AT_TURN = "registry number at a turn"
    REGISTRY_MARK_INSIDE = "registry mark inside a sentence"
    DOCKET = "docket"
    DRAFTER_AND_TYPIST = "drafter and typist"
    DRAFTER_OR_TYPIST = "drafter or typist"
    STAMP_AT_TURN = "stamp at a turn"
    STAMP_READ_AS_TEXT = "stamp read as text"
    STAMP_INSIDE = "stamp inside a sentence"
    STRAY = "stray"
    CREDITED = "credited"


SIGNS: dict[FurnitureSign, tuple[FurnitureKind, str]] = {
    FurnitureSign.NUMBERED: (FurnitureKind.PAGE_NUMBER, "page number"),
    FurnitureSign.NUMBER_INSIDE: (FurnitureKind.PAGE_NUMBER, "page number inside a sentence"),
    FurnitureSign.NUMBER_AT_EDGE: (FurnitureKind.PAGE_NUMBER, "page number at the edge of a page"),
    FurnitureSign.NUMBER_COUNTS_ON: (
        FurnitureKind.PAGE_NUMBER,
        "page number: counts on from page to page, here {value}",
    ),
    FurnitureSign.CATCHWORD_TAKEN_UP: (FurnitureKind.CATCHWORD, "catchword: the next page begins with it"),
    FurnitureSign.CATCHWORD_BEFORE_NUMBER: (FurnitureKind.CATCHWORD, "catchword: before a page number"),
    FurnitureSign.TURN_OVER: (FurnitureKind.TURN_OVER, "direction to turn over"),
    FurnitureSign.REPEATED_AT_EDGES: (FurnitureKind.RUNNING_HEAD, "running head: stands so at the edge of other pages"),
    FurnitureSign.REGISTERED: (FurnitureKind.REGISTRY_NUMBER, "registry number"),
    FurnitureSign.BESIDE_REGISTRY: (FurnitureKind.REGISTRY_NUMBER, "registry number beside another"),
    FurnitureSign.REGISTRY_AT_TURN: (FurnitureKind.REGISTRY_NUMBER, "registry number where a page turns"),
    FurnitureSign.REGISTRY_MARK_INSIDE: (FurnitureKind.STAMP, "a registry mark inside a sentence"),
    FurnitureSign.DOCKET: (FurnitureKind.DOCKET, "docket: a file title with its registry number"),
    FurnitureSign.DRAFTER_AND_TYPIST: (FurnitureKind.INITIALS, "initials of drafter and typist"),
    FurnitureSign.DRAFTER_OR_TYPIST: (FurnitureKind.INITIALS, "initials of drafter or typist"),
    FurnitureSign.STAMP_AT_TURN: (FurnitureKind.STAMP, "a stamp where a page turns"),
    FurnitureSign.STAMP_READ_AS_TEXT: (FurnitureKind.STAMP, "a stamp or a mark by hand, read as text"),
    FurnitureSign.STAMP_INSIDE: (
        FurnitureKind.STAMP,
        "a stamp or a registrar's mark: it stands in the middle of a sentence",
    ),
    FurnitureSign.STRAY: (FurnitureKind.STRAY_LINE, "no words of the text: it stands in the middle of a sentence"),
    FurnitureSign.CREDITED: (FurnitureKind.CREDIT, "the credit of a transcriber or a web address"),
}
"""The kind that each sign shows, and its wording for people; no rule reads the wording."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of furniture: what it is, and the finding that points at it."""

    kind: FurnitureKind
    finding: Finding

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.finding.start

    @property
    def end(self) -> int:
        """Offset after its last one."""
        return self.finding.end

    @property
    def span(self) -> tuple[int, int]:
        """Both."""
        return self.finding.span

    @property
    def sic(self) -> str:
        """What stands there."""
        return self.finding.sic


def furniture_of(text: str, start: int, end: int, p: float, sign: FurnitureSign, value: int = 0) -> Furniture:
    """Return a piece of furniture.

    Args:
        text: of the document.
        start: offset of the piece.
        end: offset after it.
        p: how surely it is one.
        sign: what shows it.
        value: of the number that counts on.
    """
    kind, wording = SIGNS[sign]
    what = wording.format(value=value)
    reading = Reading("", p, Basis.RULE, what)
    return Furniture(kind, Finding(start, end, Kind.FURNITURE, text[start:end], p, what, (reading,)))
