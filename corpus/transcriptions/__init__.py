"""Existing transcriptions come in as witnesses: one module a format, in a visible table.

What a format holds beside the text (headings, notes, page breaks, corrections by others) is kept as remarks on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from corpus.errors import SourceError
from corpus.records import Page, PageSpan, Remark, Witness
from corpus.sources import read_text

from .signs import remarks

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Transcription:
    """A transcription as it came.

    Attributes:
        witness: its text, with pages, what it says of its text, and words' boxes where it has them.
        pages: of formats that hold the layout.
    """

    witness: Witness
    pages: tuple[Page, ...] = ()


class Format(NamedTuple):
    """How a format is told from its name and first bytes, and the module that reads it."""

    told: Callable[[Path, bytes], bool]
    module: str
    what: str


FORMATS: dict[str, Format] = {
    "docx": Format(lambda p, head: head.startswith(ZIP) and p.suffix.lower() == ".docx", "docx", "Word document"),
    "export": Format(lambda p, head: head.startswith(ZIP), "pages", "ZIP of PAGE or ALTO (Transkribus, eScriptorium)"),
    "pages": Format(
        lambda p, head: any(mark in head for mark in (b"PcGts", b"<alto", b":alto", b"ocr_page", b"ocr-system")),
        "pages",
        "PAGE, ALTO or hOCR",
    ),
    "tei": Format(
        lambda p, head: b"www.tei-c.org/ns" in head or b"<TEI" in head or b"<teiCorpus" in head, "tei", "TEI"
    ),
}
"""Every format that is not plain text (Markdown is plain text: its markup is a detector's business)."""


def read(path: Path, siglum: str = "") -> Transcription:
    """Read a transcription in whichever format it is; what is none of them is plain text.

    Raises:
        SourceError: it is missing, empty, damaged, hostile or in an encoding of its own.
    """
    name = siglum or path.stem
    kind = format_of(path)
    if kind is None:
        text = read_text(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return Transcription(Witness(name, path.name, text, (digest,), remarks=tuple(remarks(text))))
    from importlib import import_module

    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    found: Transcription = import_module(f".{FORMATS[kind].module}", __package__).read(path, raw, digest, name)
    if not found.witness.text.strip():
        raise SourceError(f"holds no text ({FORMATS[kind].what})", where=path, remedy="export it with its text")
    return found


def format_of(path: Path) -> str | None:
    """Tell the format of a transcription; None for plain text and for what cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(16_384)
    except OSError:
        return None
    head = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    return next((name for name, kind in FORMATS.items() if kind.told(path, head)), None)


class Builder:
    """Puts a text together, with pages and remarks on it; used by formats that mark up running text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._pages: list[tuple[int, str]] = []
        self._remarks: list[Remark] = []

    @property
    def at(self) -> int:
        """Where the next text will stand."""
        return self._at

    def text(self, text: str) -> None:
        """Add text."""
        self._parts.append(text)
        self._at += len(text)

    def words(self, text: str) -> None:
        """Add text whose white space means no more than that there is some; none at the start of a line."""
        flat = " ".join(text.split())
        if text[:1].isspace() and self._at and not self._ends_blank():
            self.text(" ")
        if flat:
            self.text(flat)
            if text[-1:].isspace():
                self.text(" ")

    def _ends_blank(self) -> bool:
        last = next((part for part in reversed(self._parts) if part), "")
        return last[-1:].isspace()

    def gap(self, gap: str) -> None:
        """Make the white space at the end at least a line end or an empty line."""
        while self._parts and not self._parts[-1].strip(" "):
            self._at -= len(self._parts.pop())
        if self._parts:
            stripped = self._parts[-1].rstrip(" ")
            self._at -= len(self._parts[-1]) - len(stripped)
            self._parts[-1] = stripped
        have = "".join(self._parts[-3:])
        have = have[len(have.rstrip("\n")) :]
        if self._at and len(gap) > len(have):
            self.text("\n" * (len(gap) - len(have)))

    def page(self, name: str) -> None:
        """Begin a page here."""
        self._pages.append((self._at, name))

    def remark(self, start: int, kind: str, value: str = "") -> None:
        """Say something of what stands from an offset to here."""
        self._remarks.append(Remark(min(start, self._at), self._at, kind, value))

    def transcription(self, siglum: str, title: str, digest: str, provenance: str) -> Transcription:
        """Return what was put together."""
        whole = "".join(self._parts)
        text = whole.rstrip() + ("\n" if whole.strip() else "")
        starts = [min(at, len(text)) for at, _ in self._pages]
        spans = tuple(
            PageSpan(start, end, name)
            for start, end, (_, name) in zip(starts, [*starts, len(text)][1:], self._pages, strict=True)
        )
        said = [replace(r, start=min(r.start, len(text)), end=min(r.end, len(text))) for r in self._remarks]
        said = _joined(sorted(said, key=lambda remark: (remark.start, -remark.end)))
        return Transcription(Witness(siglum, title, text, (digest,), spans, (), provenance, tuple(said)))


def _joined(said: Iterable[Remark]) -> list[Remark]:
    """Make one of remarks that say the same of words one after the other, as runs of one style do."""
    out: list[Remark] = []
    last: dict[tuple[str, str], int] = {}
    for remark in said:
        at = last.get((remark.kind, remark.value))
        if at is not None and out[at].start < out[at].end == remark.start < remark.end and remark.kind != "heading":
            out[at] = replace(out[at], end=remark.end)
        else:
            last[remark.kind, remark.value] = len(out)
            out.append(remark)
    return out
