"""Pages as files: the XML formats that OCR programs and libraries exchange, one module each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from corpus.errors import SourceError
from corpus.records import Page

from . import alto, hocr, page
from .follow import follow


class PageFormat(NamedTuple):
    """One format: how it is told, written and read."""

    told: Callable[[bytes], bool]
    """Whether the first bytes of a file look like it."""
    write: Callable[[Page], bytes]
    read: Callable[[bytes, object], Page]
    suffix: str


FORMATS: dict[str, PageFormat] = {
    "alto": PageFormat(lambda head: b"<alto" in head or b":alto" in head, alto.write, alto.read, ".xml"),
    "page": PageFormat(lambda head: b"PcGts" in head, page.write, page.read, ".page.xml"),
    "hocr": PageFormat(lambda head: b"ocr_page" in head or b"ocr-system" in head, hocr.write, hocr.read, ".hocr"),
}

__all__ = ["FORMATS", "PageFormat", "follow", "read"]


def read(raw: bytes, where: object = None) -> Page:
    """Read a page in whichever of the formats it is.

    Raises:
        SourceError: it is none of them, not well-formed, or hostile.
    """
    head = raw[:8192]
    for kind in FORMATS.values():
        if kind.told(head):
            return kind.read(raw, where)
    raise SourceError("is not hOCR, ALTO or PAGE", where=where, remedy="export it from the OCR program in one of these")
