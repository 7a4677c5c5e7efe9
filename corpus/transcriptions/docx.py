"""DOCX: paragraphs, line and page breaks; notes, underlined and struck-out words become remarks.

What was deleted under tracked changes is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.archive import unpack
from corpus.errors import SourceError
from corpus.xml import local, parse_bytes

from .builder import Builder, Transcription

MAIN = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(path: Path, raw: bytes, digest: str, siglum: str) -> Transcription:
    """Read the text of a Word document."""
    del raw
    files = unpack(path, lambda name: name in (MAIN, *NOTES))
    if MAIN not in files:
        raise SourceError("is no Word document", where=path, remedy="save it as DOCX again")
    body = parse_bytes(files[MAIN], f"{path}: {MAIN}")
    notes = {name: parse_bytes(files[name], f"{path}: {name}") for name in NOTES if name in files}
    builder = Builder()
    builder.page("1")
    for paragraph in body.iter("{*}p"):
        builder.gap("\n\n")
        start = builder.at
        for element in paragraph.iter():
            _take(builder, element, notes)
        style = next((_value(e, "val") for e in paragraph.iterfind("{*}pPr/{*}pStyle")), "")
        if style.casefold().startswith(("heading", "title")):
            builder.remark(start, "heading", style[-1] if style[-1].isdigit() else "1")
    return builder.transcription(siglum, path.name, digest, "Word document")


def _take(builder: Builder, element: etree._Element, notes: dict[str, etree._Element]) -> None:
    """Take what an element of a paragraph is: words, a blank, a break, a note's call."""
    name = local(element)
    if name == "t":
        before = builder.at
        builder.text(element.text or "")
        for kind, value in _styles(element):
            builder.remark(before, kind, value)
    elif name == "tab":
        builder.text("\t")
    elif name == "lastRenderedPageBreak" or (name in ("br", "cr") and _value(element, "type") == "page"):
        builder.page(str(builder.pages + 1))
    elif name in ("br", "cr"):
        builder.gap("\n")
    elif name in ("footnoteReference", "endnoteReference"):
        builder.remark(builder.at, "note", _note(notes, element))


def _value(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if etree.QName(k).localname == name), "")


STYLES = {
    "strike": ("deletion", ""),
    "dstrike": ("deletion", ""),
    "u": ("highlight", "underlined"),
    "i": ("highlight", "italic"),
    "b": ("highlight", "bold"),
}
"""What the properties of a run say of its words."""


def _styles(text: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what the run of a text says of it."""
    run = text.getparent()
    for element in run.iterfind("{*}rPr/*") if run is not None else ():
        if local(element) in STYLES and _value(element, "val") not in ("0", "false", "none"):
            yield STYLES[local(element)]


def _note(notes: dict[str, etree._Element], reference: etree._Element) -> str:
    root = notes.get(NOTES[0] if local(reference) == "footnoteReference" else NOTES[1])
    wanted = _value(reference, "id")
    for note in root if root is not None else ():
        if _value(note, "id") == wanted:
            return "".join(t.text or "" for t in note.iter("{*}t")).strip()
    return ""
