"""XML from outside, read with caution: no entities, nothing fetched, no bombs; and the characters XML can hold."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from .errors import SourceError

LIMIT = 64 * 2**20
"""A file larger than this many bytes is refused."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, form feeds among them."""


def parse(path: Path, *, html: bool = False) -> etree._Element:
    """Read an XML file and give its root.

    Raises:
        SourceError: it is missing, too large, not well-formed, or declares entities.
    """
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise SourceError(f"is {size >> 20} MiB of XML, more than {LIMIT >> 20}", where=path, remedy="split it")
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", where=path, remedy="check path and permissions"
        ) from None
    return parse_bytes(raw, path, html=html)


def parse_bytes(raw: bytes, where: object = None, *, html: bool = False) -> etree._Element:
    """Read XML (or HTML) from bytes and give its root.

    Raises:
        SourceError: it is too large, not well-formed, or declares entities.
    """
    if len(raw) > LIMIT:
        raise SourceError(f"is {len(raw) >> 20} MiB of XML, more than {LIMIT >> 20}", where=where, remedy="split it")
    if not raw.strip():
        raise SourceError("is empty", where=where, remedy="fetch or export it again")
    parser: etree.HTMLParser | etree.XMLParser = (
        etree.HTMLParser(no_network=True)
        if html
        else etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise SourceError(
            f"is not well-formed XML at line {line}, column {column}: {error.msg}",
            where=where,
            remedy="mend it there, or export it again",
        ) from None
    except ValueError as error:
        raise SourceError(f"cannot be read as XML: {error}", where=where, remedy="export it again") from None
    if root is None:
        raise SourceError("holds no elements", where=where, remedy="export it again")
    declared = root.getroottree().docinfo.internalDTD
    names = [] if declared is None or html else [entity.name for entity in declared.entities()]  # type: ignore[union-attr]
    if names:
        raise SourceError(
            f"declares entities of its own ({', '.join(map(str, names[:3]))}), which can hide files and bombs",
            where=where,
            remedy="replace them by the characters they stand for, and take the declarations out",
        )
    return root


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
