"""Existing transcriptions come in as witnesses: one module per format, in a visible table.

What a format holds beside the text (headings, notes, page breaks, corrections by others) is kept as remarks on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from corpus.errors import SourceError
from corpus.records import Witness
from corpus.sources import read_text

from .builder import Transcription
from .signs import remarks

ZIP = b"PK\x03\x04"


class TranscriptionFormat(NamedTuple):
    """How a format is told from its name and first bytes, and the module that reads it."""

    told: Callable[[Path, bytes], bool]
    module: str
    what: str


FORMATS: dict[str, TranscriptionFormat] = {
    "docx": TranscriptionFormat(
        lambda p, head: head.startswith(ZIP) and p.suffix.lower() == ".docx", "docx", "Word document"
    ),
    "export": TranscriptionFormat(
        lambda p, head: head.startswith(ZIP), "pages", "ZIP of PAGE or ALTO (Transkribus, eScriptorium)"
    ),
    "pages": TranscriptionFormat(
        lambda p, head: any(mark in head for mark in (b"PcGts", b"<alto", b":alto", b"ocr_page", b"ocr-system")),
        "pages",
        "PAGE, ALTO or hOCR",
    ),
    "tei": TranscriptionFormat(
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
    if not path.is_file():
        # to open a pipe would wait for whoever writes to it
        return None
    try:
        with path.open("rb") as file:
            head = file.read(16_384)
    except OSError:
        return None
    head = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    return next((name for name, kind in FORMATS.items() if kind.told(path, head)), None)
