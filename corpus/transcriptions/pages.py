"""Page formats: one file of hOCR, ALTO or PAGE, or a ZIP of them as Transkribus and eScriptorium export."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from corpus.archive import unpack
from corpus.errors import SourceError
from corpus.formats import read as read_page
from corpus.records import Page, Witness

from . import ZIP
from .builder import Transcription

WANTED = re.compile(r"\.(?:xml|hocr|html?)$", re.IGNORECASE)
BESIDE = re.compile(r"(?:^|/)(?:mets|metadata|doc)\.xml$", re.IGNORECASE)
"""Files of an export that are no pages."""


def read(path: Path, raw: bytes, digest: str, siglum: str) -> Transcription:
    """Read the pages, in the order of their names."""
    if not raw.startswith(ZIP):
        pages = [_named(read_page(raw, path), path.stem, digest, 1)]
    else:
        files = unpack(path, lambda name: bool(WANTED.search(name)) and not BESIDE.search(name))
        chosen = _one_kind(sorted(files, key=_natural))
        pages = []
        for name in chosen:
            if any(mark in files[name][:16_384] for mark in (b"PcGts", b"alto", b"ocr")):
                page = read_page(files[name], f"{path}: {name}")
                pages.append(_named(page, Path(name).stem, digest, len(pages) + 1))
        if not pages:
            raise SourceError("holds no pages in PAGE, ALTO or hOCR", where=path, remedy="export it with one of them")
    return Transcription(Witness.of_pages(siglum, path.name, tuple(pages)), tuple(pages))


def _named(page: Page, name: str, digest: str, number: int) -> Page:
    return replace(page, name=name, source=digest, number=number)


def _one_kind(names: list[str]) -> list[str]:
    """Of an export that holds every page in several formats, keep one: PAGE before ALTO before the rest."""
    for folder in ("page", "alto"):
        chosen = [name for name in names if re.search(rf"(?:^|/){folder}/", name, re.IGNORECASE)]
        if chosen:
            return chosen
    return names


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part.casefold()) for part in re.split(r"(\d+)", name)]
