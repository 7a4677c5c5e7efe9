"""The record types that pass between the rooms: frozen, checked when made, picklable, and plain data in JSON.

Offsets are code points into the text of a witness, end exclusive. Boxes are pixels of the page image, right and
bottom exclusive. Probabilities and confidences are from 0 to 1.

Longer than other modules: the records hold each other, and whoever reads one wants to see the rest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of finding."""

    MISREAD = "misread"
    NAME = "name"
    GARBLE = "garble"
    SPLIT = "split"
    JOINED = "joined"
    SPACE = "space"
    PUNCT = "punct"
    PARAGRAPH = "paragraph"
    DUPLICATE = "duplicate"
    MISPLACED = "misplaced"
    FURNITURE = "furniture"
    MARKER = "marker"
    MARKUP = "markup"
    OMISSION = "omission"
    REPEAT = "repeat"


class Basis(StrEnum):
    """What a reading rests on, strongest first."""

    COPY = "copy"
    INK = "ink"
    PARALLEL = "parallel"
    NAME = "name"
    LANGUAGE = "language"
    RULE = "rule"
    EDITOR = "editor"

    @property
    def independent(self) -> bool:
        """Whether the reading stands in another witness, and is not only plausible."""
        return self in (Basis.COPY, Basis.INK, Basis.PARALLEL)


class Role(StrEnum):
    """What a line on a page is."""

    TEXT = "text"
    HEADING = "heading"
    ADDRESS = "address"
    MARGIN = "margin"
    HEADER = "header"
    FOOTER = "footer"
    STAMP = "stamp"
    HAND = "hand"


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page image, in pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        """Check the order of the edges."""
        if self.left > self.right or self.top > self.bottom:
            raise ValueError(f"box is inside out: {self}")

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    def union(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same ink, by a named reading (engine and recipe)."""

    text: str
    confidence: float
    reading: str

    def __post_init__(self) -> None:
        """Check the confidence."""
        _require(0.0 <= self.confidence <= 1.0, f"confidence outside 0..1: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, with the readings that lost the vote."""

    text: str
    box: Box
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()

    def __post_init__(self) -> None:
        """Check the text and the confidence."""
        _require(bool(self.text) and not self.text.isspace(), "a word needs text")
        _require(0.0 <= self.confidence <= 1.0, f"confidence outside 0..1: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, in reading order."""

    words: tuple[Word, ...]
    box: Box
    role: Role = Role.TEXT
    starts_paragraph: bool = False

    def __post_init__(self) -> None:
        """Check that there is something on the line."""
        _require(bool(self.words), "a line needs words")

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """One page image as it was read.

    Attributes:
        name: the page's name, from the source's file name and the page number within it.
        source: the digest of the source file.
        number: the page's number within its source, from 1.
        width: of the image in pixels, after EXIF rotation.
        height: of the image in pixels.
        lines: in reading order.
        dpi: dots per inch, 0 when unknown.
        provenance: engine, version, recipe: how the reading was made.
    """

    name: str
    source: str
    number: int
    width: int
    height: int
    lines: tuple[Line, ...]
    dpi: int = 0
    provenance: str = ""

    def __post_init__(self) -> None:
        """Check the numbers."""
        _require(self.number >= 1, f"page numbers start at 1: {self.number}")
        _require(self.width > 0 and self.height > 0, f"page without size: {self.width}×{self.height}")

    @property
    def typed(self) -> tuple[Line, ...]:
        """The lines of the text itself: stamps and handwriting are kept on the page, but apart."""
        return tuple(line for line in self.lines if line.role not in (Role.STAMP, Role.HAND))

    @property
    def text(self) -> str:
        """The typed lines, with an empty line before each paragraph but the first."""
        parts: list[str] = []
        for line in self.typed:
            if parts:
                parts.append("\n\n" if line.starts_paragraph else "\n")
            parts.append(line.text)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came in; never altered.

    Attributes:
        digest: SHA-256 of the bytes, hexadecimal.
        name: the file's name without its folder.
        media: ``text`` or ``scan``.
        size: in bytes.
    """

    digest: str
    name: str
    media: str
    size: int

    def __post_init__(self) -> None:
        """Check digest and media."""
        _require(len(self.digest) == 64, "a digest is 64 hexadecimal digits")
        _require(self.media in ("text", "scan"), f"unknown media: {self.media}")


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Where a page stands in the text of a witness."""

    start: int
    end: int
    page: str

    def __post_init__(self) -> None:
        """Check the order."""
        _require(0 <= self.start <= self.end, f"span inside out: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Ink:
    """What is known of a stretch of text from the scan: its box, the confidence and the other readings."""

    start: int
    end: int
    page: str
    box: Box
    confidence: float
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a transcription says of a stretch of its text; ``start`` equals ``end`` where it says it of a place.

    Attributes:
        start: offset in the text.
        end: offset in the text.
        kind: ``heading``, ``note``, ``correction``, ``gap``, ``unclear``, ``deletion``, ``highlight``, ``addition`` …
        value: what it says: a heading's level, a note's text, the corrected reading, why there is a gap, what is
            struck out and not in the text, how something is highlighted.
    """

    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A text, with the way back to the ink.

    Attributes:
        siglum: the witness's short name in the apparatus; unique in an edition.
        title: what a person calls it: the file's name, or the pages' common name.
        text: as decoded; newlines untouched.
        sources: digests of the files it came from.
        pages: where each page stands, when the text came from scans; in text order.
        ink: one row per word read from a scan, in text order; empty for a text.
        provenance: how the text came about.
        remarks: what the transcription says of its text, in text order, what is around another first.
    """

    siglum: str
    title: str
    text: str
    sources: tuple[str, ...] = ()
    pages: tuple[PageSpan, ...] = ()
    ink: tuple[Ink, ...] = ()
    provenance: str = ""
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        """Check the siglum and the page spans."""
        _require(bool(self.siglum), "a witness needs a siglum")
        _require(all(span.end <= len(self.text) for span in self.pages), "a page reaches beyond the text")

    @classmethod
    def of_pages(cls, siglum: str, title: str, pages: tuple[Page, ...]) -> Witness:
        """Join pages to one text: an empty line between pages, every word with its way back to the ink."""
        parts: list[str] = []
        spans: list[PageSpan] = []
        ink: list[Ink] = []
        offset = 0
        for page in pages:
            if parts:
                parts.append("\n\n")
                offset += 2
            start = offset
            for number, line in enumerate(page.typed):
                if number:
                    gap = "\n\n" if line.starts_paragraph else "\n"
                    parts.append(gap)
                    offset += len(gap)
                for position, word in enumerate(line.words):
                    if position:
                        parts.append(" ")
                        offset += 1
                    end = offset + len(word.text)
                    ink.append(Ink(offset, end, page.name, word.box, word.confidence, word.alternatives))
                    parts.append(word.text)
                    offset = end
            spans.append(PageSpan(start, offset, page.name))
        return cls(
            siglum,
            title,
            "".join(parts),
            tuple(dict.fromkeys(page.source for page in pages)),
            tuple(spans),
            tuple(ink),
            "; ".join(dict.fromkeys(page.provenance for page in pages if page.provenance)),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A proposed text for a place.

    Attributes:
        text: what should stand there; empty means delete.
        p: the probability that it is right; calibrated once ranked.
        basis: what it rests on.
        evidence: the reason, in words an editor understands.
        witness: siglum or place of the witness that has it, when one has.
    """

    text: str
    p: float
    basis: Basis
    evidence: str = ""
    witness: str = ""

    def __post_init__(self) -> None:
        """Check the probability."""
        _require(0.0 <= self.p <= 1.0, f"probability outside 0..1: {self.p}")

    @property
    def siglum(self) -> str:
        """The siglum of the other text that has it, empty where none does (a copy stands in the text itself)."""
        return self.witness if self.basis is Basis.PARALLEL else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where something is wrong, as a detector points at it.

    Attributes:
        start: offset of the first code point.
        end: offset after the last one.
        kind: of fault.
        sic: the text that stands there.
        score: how sure the detector is that something is wrong.
        reason: what an editor is told: which rule, and why here.
        readings: what follows from the fault itself (a page number goes, a broken word is joined); proposers add to it.
        move_to: for ``misplaced``: the offset where the passage belongs.
        partner: for doubled and exchanged passages: start and end of the other one.
    """

    start: int
    end: int
    kind: Kind
    sic: str
    score: float
    reason: str
    readings: tuple[Reading, ...] = ()
    move_to: int | None = None
    partner: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Check span and score."""
        _require(0 <= self.start <= self.end, f"span inside out: {self.start}..{self.end}")
        _require(len(self.sic) == self.end - self.start, "sic is not as long as its span")
        _require(0.0 <= self.score <= 1.0, f"score outside 0..1: {self.score}")
        _require(self.start < self.end or self.kind is Kind.OMISSION, "only an omission may be empty")

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Emendation:
    """A finding with its ranked readings, and whether the rule in force applies the first one unseen."""

    finding: Finding
    readings: tuple[Reading, ...] = ()
    auto: bool = False

    def __post_init__(self) -> None:
        """Check ranking and rule."""
        _require(
            all(a.p >= b.p for a, b in zip(self.readings, self.readings[1:], strict=False)), "readings are not ranked"
        )
        _require(not self.auto or bool(self.readings), "nothing to apply unseen")

    @property
    def best(self) -> Reading | None:
        """The first reading, if there is one."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True, slots=True)
class Selector:
    """A place in a text that can be found again after the text changed.

    W3C Web Annotation: TextPositionSelector (start, end) with TextQuoteSelector (exact, prefix, suffix).
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    def __post_init__(self) -> None:
        """Check the span."""
        _require(0 <= self.start <= self.end, f"span inside out: {self.start}..{self.end}")


class Verdict(StrEnum):
    """What an editor, or the rule, says of a finding."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"
    """Takes back the event named in ``undoes``."""
    NOTE = "note"
    """Says something (a comment, a doubtful mark) without deciding."""


RULE = "rule:"
"""What the decisions of the auto-accept rule are signed with, before its level."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One event in the log; never altered, only followed by another.

    Attributes:
        id: unique, given by who makes it (``new_id``).
        witness: the siglum.
        selector: the place, so that the decision survives a new reading of the scan.
        kind: of the finding decided on.
        verdict: accept, reject, undo or note.
        text: the reading accepted (the editor's own, or one of the proposals); empty means delete.
        basis: what the accepted reading rests on.
        by: who decided; for the auto-accept rule its name after :data:`RULE`.
        at: when, ISO 8601 in UTC.
        why: the evidence accepted, or the editor's comment.
        doubtful: the editor's mark for a second look.
        move_to: for an accepted move: the place before which the passage goes.
        undoes: for an undo: the id of the event taken back.
        group: the same for all events of one bulk action, so that one undo takes all back.
        follows: the siglum of the other witness whose reading was accepted, where one has it.
    """

    id: str
    witness: str
    selector: Selector
    kind: Kind
    verdict: Verdict
    by: str
    at: str
    text: str = ""
    basis: Basis = Basis.EDITOR
    why: str = ""
    doubtful: bool = False
    move_to: Selector | None = None
    undoes: str = ""
    group: str = ""
    follows: str = ""

    def __post_init__(self) -> None:
        """Check that an undo says what it takes back."""
        _require(bool(self.id) and bool(self.by), "a decision needs an id and somebody who made it")
        _require((self.verdict is Verdict.UNDO) == bool(self.undoes), "an undo names the event it takes back")

    @property
    def by_rule(self) -> bool:
        """Whether the auto-accept rule made it, and no editor."""
        return self.by.startswith(RULE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or text that could not be done, as a value: the run goes on without it."""

    name: str
    reason: str
    remedy: str = ""
    code: int = field(default=3)


def finding_key(witness: str, finding: Finding) -> str:
    """Return a short stable name for a finding: the same for the same place, text and kind in the same witness."""
    raw = f"{witness}\x00{finding.start}\x00{finding.end}\x00{finding.kind}\x00{finding.sic}"
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]
