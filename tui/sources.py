"""What the user named on the command line: files, folders and patterns, in order, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import SourceError
from corpus.file_names import distinct
from corpus.records import Failure
from corpus.sources import SCAN_SUFFIXES, TEXT_SUFFIXES, TRANSCRIPTION_SUFFIXES, media
from corpus.tasks.pool import failure

NUMBERED = re.compile(r"[-_ .]*(?:p|pp|page|pg|f|fol|leaf|img|seite)?[-_ .]*\d+[a-z]?$", re.IGNORECASE)
"""What tells the pages of one document apart at the end of a file's name."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: a text, or the scans of one document in page order."""

    title: str
    media: str
    paths: tuple[Path, ...]


def expand(named: Iterable[str]) -> Iterator[Path]:
    """Yield the files that the user named; of a folder its scans, or its texts where it holds none, sorted.

    A folder that holds neither, and a pattern that nothing fits, are given as they are: whoever opens them says so.
    """
    for name in named:
        path = Path(name)
        if path.is_dir():
            files = sorted(path.rglob("*"), key=natural)
            scans = [file for file in files if file.suffix.lower() in SCAN_SUFFIXES]
            yield from scans or [file for file in files if is_text(file)] or [path]
        elif any(mark in name for mark in "*?[") and not path.exists():
            found = (p for p in Path(path.anchor or ".").glob(_relative(path)) if p.is_file())
            yield from sorted(found, key=natural) or [path]
        else:
            yield path


def is_text(path: Path) -> bool:
    """Whether a file of a folder is a text, or a transcription in another format; other XML is not."""
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        return True
    if suffix not in TRANSCRIPTION_SUFFIXES or not path.is_file():
        return False
    from corpus.transcriptions import format_of

    return format_of(path) is not None


def _relative(path: Path) -> str:
    return str(path.relative_to(path.anchor)) if path.anchor else str(path)


def natural(path: Path) -> tuple[object, ...]:
    """Return the key by which page 2 comes before page 10."""
    parts = re.split(r"(\d+)", str(path).casefold())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def jobs(named: Iterable[str], *, each: bool = False) -> tuple[list[Job], list[Failure]]:
    """Sort what the user named into documents, and what cannot be used into failures.

    Scans in one folder whose names differ only by a page number at the end are one document; with ``each`` every
    file is one of its own.
    """
    found: dict[tuple[Path, str], list[Path]] = {}
    order: list[Job | tuple[Path, str]] = []
    failures: list[Failure] = []
    for path in dict.fromkeys(expand(named)):
        try:
            kind = media(path)
        except SourceError as error:
            failures.append(failure(path.name, error))
            continue
        if kind == "text" and not _manifest(path):
            order.append(Job(path.stem, "text", (path,)))
            continue
        key = (path.parent, path.stem if each else NUMBERED.sub("", path.stem) or path.stem)
        if key not in found:
            order.append(key)
        found.setdefault(key, []).append(path)
    done = [e if isinstance(e, Job) else Job(e[1], "scan", tuple(found[e])) for e in order]
    return _distinct(done), failures


def _manifest(path: Path) -> bool:
    """Whether a JSON or XML file lists page images (IIIF, METS)."""
    if path.suffix.lower() not in (".json", ".xml", ".mets"):
        return False
    from ocr.ingest import is_scan

    return is_scan(path)


def _distinct(done: list[Job]) -> list[Job]:
    """Return every document a title of its own."""
    taken: set[str] = set()
    return [replace(job, title=distinct(job.title, taken)) for job in done]
