"""Sources: what a file is, its digest, its text. A source is read, never written."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from .errors import SourceError
from .file_names import suffix_of
from .records import Source

MAGIC: dict[bytes, str] = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"II+\x00": "BigTIFF",
    b"MM\x00+": "BigTIFF",
    b"\x00\x00\x00\x0cjP  ": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"%PDF-": "PDF",
    b"GIF8": "GIF",
    b"BM": "BMP",
}
"""What a scan begins with, and what it then is (WebP apart: RIFF….WEBP)."""
SCAN_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".jp2", ".j2k", ".webp", ".pdf", ".bmp", ".gif", ".pbm", ".pgm", ".ppm"}
)
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".clean", ".ocr"})
TRANSCRIPTION_SUFFIXES = frozenset({".xml", ".hocr", ".docx", ".zip"})
"""Where the bytes tell that it is a transcription."""
NO_TEXT: dict[bytes, tuple[str, str]] = {
    b"{\\rtf": ("is an RTF document", "save it as DOCX or as plain text"),
    b"\xd0\xcf\x11\xe0": ("is a Word document of the old kind", "save it as DOCX or as plain text"),
    b"PK\x03\x04": ("is a ZIP archive or an office document", "unpack it; of documents DOCX is read"),
    b"\x7fELF": ("is a program", "name a text, a transcription or a scan"),
    b"SQLite format 3": ("is a database", "name the edition folder it lies in"),
}
"""What a file begins with that is taken for a text and is none, what it is, and the remedy."""
BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
PIECE = 2**20
"""Bytes that are copied at a time."""
TEXT_LIMIT = 256 * 2**20
"""A text larger than this many bytes is refused."""


def media(path: Path) -> str:
    """Tell whether a file is a ``scan`` or a ``text``, from its first bytes, else from its name.

    Raises:
        SourceError: it is missing, a folder, a pipe, a device, empty or unreadable.
    """
    try:
        if path.is_dir():
            raise SourceError(
                "is a folder in which no file looks like a scan or a text", where=path, remedy="name the files in it"
            )
        if not path.is_file() and path.exists():
            raise SourceError(
                "is a pipe or a device, which can be read only once",
                where=path,
                remedy="save what it gives to a file, and name that",
            )
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise SourceError("there is no such file", where=path, remedy="check the path") from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=path, remedy="check the permissions") from None
    if not head:
        raise SourceError("is empty", where=path, remedy="fetch or scan it again")
    if any(head.startswith(magic) for magic in MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "scan"
    return "scan" if path.suffix.lower() in SCAN_SUFFIXES else "text"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kept_path(folder: Path, digest: str, name: str) -> Path:
    """Return where an edition folder keeps the copy of a source, by its digest and the name of its file."""
    return folder / "sources" / f"{digest[:16]}{suffix_of(name)}"


def copied(path: Path, to: Path) -> Source:
    """Copy a file and describe the copy: whatever becomes of the file, the copy is what was there.

    Raises:
        SourceError: it is missing, empty or unreadable.
        OSError: the copy cannot be written.
    """
    media(path)
    try:
        file = path.open("rb")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=path, remedy="check the permissions") from None
    with file, to.open("xb") as copy:
        shutil.copyfileobj(file, copy, PIECE)
    try:
        return replace(source(to), name=path.name)
    except SourceError as error:
        to.unlink()
        raise SourceError(error.what, where=path, remedy=error.remedy) from None


def source(path: Path) -> Source:
    """Describe a file.

    Raises:
        SourceError: it is missing, empty or unreadable.
    """
    kind = media(path)
    return Source(digest(path), path.name, kind, path.stat().st_size)


def read_text(path: Path) -> str:
    """Read a text as it stands: UTF-8 (or UTF-16 and UTF-32 with their mark), newlines untouched.

    Raises:
        SourceError: it is missing, empty, too large, or no text in these encodings.
    """
    if media(path) == "scan":
        raise SourceError("is a scan, not a text", where=path, remedy="corrigenda ocr reads scans")
    if path.stat().st_size > TEXT_LIMIT:
        raise SourceError("is larger than 256 MiB", where=path, remedy="split it")
    raw = path.read_bytes()
    for mark, (what, remedy) in NO_TEXT.items():
        if raw.startswith(mark):
            raise SourceError(what, where=path, remedy=remedy)
    encoding = next((name for mark, name in BOMS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if _binary(raw):
            raise SourceError(
                "holds binary data, no text", where=path, remedy="name a text, a transcription or a scan"
            ) from None
        raise SourceError(
            f"is not {encoding.upper()} text (byte {error.start} of {len(raw)})",
            where=path,
            remedy=f"convert it, for example: iconv -f {_guess(raw)} -t UTF-8",
        ) from None
    if "\x00" in text:
        at = text.index("\x00")
        raise SourceError(
            f"holds NUL characters (the first at {at}): it is binary data or UTF-16 without its mark",
            where=path,
            remedy="convert it to UTF-8",
        )
    if not text.strip():
        raise SourceError("holds only white space", where=path, remedy="fetch or scan it again")
    return text


def _binary(raw: bytes) -> bool:
    """Whether a file is of no encoding at all: many bytes at its beginning are control characters."""
    head = raw[:4096]
    return sum(byte < 32 and byte not in b"\t\n\x0b\f\r\x1b" for byte in head) > len(head) / 50


def _guess(raw: bytes) -> str:
    """Name the likeliest 8-bit encoding: Windows-1252 uses 0x80-0x9f for quotes and dashes, Latin-1 does not."""
    return "WINDOWS-1252" if any(0x80 <= byte <= 0x9F for byte in raw) else "ISO-8859-1"
