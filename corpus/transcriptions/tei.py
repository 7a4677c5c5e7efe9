"""TEI: the text as the witness has it; what editors say of it becomes remarks.

Of ``choice`` the ``sic``, ``orig`` or ``abbr`` is read, of ``app`` the lemma; corrections stay as remarks.
White space is only what XML needs, unless the file says ``xml:space="preserve"``.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from corpus.errors import SourceError
from corpus.xml import local, parse_bytes

from .builder import Builder, Transcription
from .signs import SIGNS

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLOCKS = frozenset(
    (
        *("p", "ab", "head", "opener", "closer", "dateline", "salute", "signed", "postscript", "address", "trailer"),
        *("div", "div1", "div2", "div3", "lg", "list", "item", "quote", "sp", "speech", "table", "row"),
        *("argument", "epigraph", "byline", "titlePage", "front", "body", "back"),
    )
)
LINES = frozenset(("lb", "l", "addrLine", "cell"))
SILENT = frozenset(("note", "teiHeader", "facsimile", "figDesc", "noteGrp", "standOff"))
THEIRS = frozenset(("corr", "reg", "expan", "rdg"))
"""What an editor put beside what the witness has."""
SAID = {"unclear": "unclear", "hi": "highlight", "add": "addition", "del": "deletion"}
"""Elements that say something of words that are in the text."""
IN_TEXT = "in-text"
"""The type of a ``del`` whose words are part of the text as transcribed; those of any other are not."""


def read(path: Path, raw: bytes, digest: str, siglum: str) -> Transcription:
    """Read the text of a TEI file."""
    root = parse_bytes(raw, path)
    texts = [e for e in root.iter("{*}text") if not any(True for _ in e.iterancestors("{*}text"))]
    if not texts:
        raise SourceError("is TEI without a text", where=path, remedy="name the file that holds the text")
    builder = Builder()
    for text in texts:
        _walk(text, builder, keep=text.get(SPACE) == "preserve")
    return builder.transcription(siglum, path.name, digest, "TEI")


def _walk(element: etree._Element, builder: Builder, *, keep: bool) -> None:
    name = local(element)
    keep = {"preserve": True, "default": False}.get(element.get(SPACE, ""), keep)
    start = builder.at
    if name in SILENT or name in THEIRS or (name == "surplus" and not keep):
        builder.remark(start, {"corr": "correction", "rdg": "reading"}.get(name, name), _all(element))
    elif name == "del" and element.get("type") != IN_TEXT:
        builder.remark(start, "deletion", _all(element))
    elif name == "gap":
        sign = _all(element).strip()
        if SIGNS["gap"].fullmatch(sign):
            builder.text(sign)
        builder.remark(start, "gap", element.get("reason", ""))
    elif name == "pb":
        if not keep:
            builder.gap("\n")
        builder.page(element.get("n") or element.get("facs") or str(builder.pages + 1))
    elif name == "g":
        builder.text(_glyph(element))
    elif name:
        _content(element, name, builder, keep=keep)


def _content(element: etree._Element, name: str, builder: Builder, *, keep: bool) -> None:
    """Take what is in an element, and what the element says of it."""
    gap = "" if keep else "\n\n" if name in BLOCKS else "\n" if name in LINES else ""
    if gap:
        builder.gap(gap)
    start = builder.at
    _text(builder, element.text, keep)
    for child in element:
        _walk(child, builder, keep=keep)
        _text(builder, child.tail, keep)
    if name == "head":
        builder.remark(start, "heading", "1")
    elif name in SAID and builder.at > start:
        builder.remark(start, SAID[name], element.get("rend", "") if name == "hi" else "")
    if not keep and name in BLOCKS:
        builder.gap("\n\n")


def _text(builder: Builder, text: str | None, keep: bool) -> None:
    if text:
        (builder.text if keep else builder.words)(text)


def _all(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _glyph(element: etree._Element) -> str:
    """Return the character that a ``g`` stands for: its text, or the code point its reference names."""
    reference = element.get("ref", "").rpartition("-")[2]
    if element.text:
        return element.text
    try:
        return chr(int(reference, 16))
    except ValueError:
        return "\ufffd"
