"""DOCX: Word's own styles and real footnotes.

python-docx writes the document; it knows no footnotes, so their part is made here (ECMA-376, 17.11).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from corpus.errors import EngineError
from corpus.xml import FORBIDDEN

from ..blocks import Block
from ..escape import shown
from ..pieces import Note
from ..prose import Run, runs, told
from ..record import Part, Record
from ..roles import BlockRole

if TYPE_CHECKING:
    from docx.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write(record: Record, folder: Path) -> list[Path]:
    """Write edition.docx.

    Raises:
        EngineError: python-docx is not installed.
    """
    try:
        import docx
        from docx.enum.text import WD_BREAK
    except ImportError:
        raise EngineError("DOCX needs python-docx", remedy="pip install 'corrigenda[docx]'") from None
    path = folder / "edition.docx"
    document = docx.Document()
    _styles(document)
    core = document.core_properties
    core.title, core.author, core.comments = (
        _clean(record.title),
        "",
        "Computed by Corrigenda from sources and decisions",
    )
    core.created = core.modified = datetime.datetime.fromisoformat(record.date or "2000-01-01T00:00:00+00:00")
    footnotes = _Footnotes()
    for number, part in enumerate(record.parts):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_heading(_clean(part.title), level=1)
        called: set[int] = set()
        for block in part.blocks:
            if block.role is not BlockRole.GAP:
                _block(document, part, block, called, footnotes)
    footnotes.attach(document)
    document.save(str(path))
    return [path]


def _styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    for level in (1, 2, 3, 4):
        heading: Any = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.color.rgb = "Georgia", RGBColor(0x22, 0x20, 0x1C)
        fonts = heading.element.rPr.rFonts
        for name in [n for n in fonts.attrib if n.endswith("Theme")]:
            del fonts.attrib[name]
    text: Any = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size = normal, Pt(9)
    text.paragraph_format.space_after = Pt(2)
    call: Any = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    call.font.superscript = True


def _block(document: Document, part: Part, block: Block, called: set[int], footnotes: _Footnotes) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    found = runs(part, block, called)
    if not found:
        return
    if block.role is BlockRole.HEADING:
        paragraph: Any = document.add_heading(level=min(4, max(2, block.level)))
    else:
        paragraph = document.add_paragraph(style="Quote" if block.role is BlockRole.QUOTE else None)
    if block.role is BlockRole.DATELINE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif block.role in (BlockRole.CLOSE, BlockRole.SIGNED):
        paragraph.paragraph_format.left_indent = Cm(7.5)
    for run in found:
        _run(paragraph, run, footnotes)


def _run(paragraph: Any, run: Run, footnotes: _Footnotes) -> None:
    for number, line in enumerate(_clean(run.text).split("\n")):
        if number:
            paragraph.add_run().add_break()
        if line:
            paragraph.add_run(line)
    if run.notes:
        call = paragraph.add_run()
        call.style = "footnote reference"
        reference = etree.SubElement(call._r, f"{{{W}}}footnoteReference")
        reference.set(f"{{{W}}}id", str(footnotes.add(run.notes)))


class _Footnotes:
    """The part of the package that holds the footnotes."""

    def __init__(self) -> None:
        self._root = etree.Element(f"{{{W}}}footnotes", nsmap={"w": W})
        self._next = 1
        for id_, kind in ((-1, "separator"), (0, "continuationSeparator")):
            footnote = self._element(self._root, "footnote", type=kind, id=str(id_))
            self._element(self._element(self._element(footnote, "p"), "r"), kind)

    def _element(self, parent: etree._Element, name: str, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{W}}}{name}", {f"{{{W}}}{k}": v for k, v in attributes.items()})

    def add(self, notes: Sequence[Note]) -> int:
        """Add a footnote and give its number in the package."""
        number, self._next = self._next, self._next + 1
        footnote = self._element(self._root, "footnote", id=str(number))
        paragraph = self._element(footnote, "p")
        self._element(self._element(paragraph, "pPr"), "pStyle", val="footnotetext")
        mark = self._element(paragraph, "r")
        self._element(self._element(mark, "rPr"), "rStyle", val="footnotereference")
        self._element(mark, "footnoteRef")
        text = self._element(self._element(paragraph, "r"), "t")
        text.text = " " + _clean(told(notes))
        text.set(SPACE, "preserve")
        return number

    def attach(self, document: Document) -> None:
        """Put the part into the package."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part as PackagePart

        if self._next == 1:
            return
        blob = etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
        package = document.part.package
        part = PackagePart(PackURI("/word/footnotes.xml"), CONTENT, blob, package)
        document.part.relate_to(part, RELATION)


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", shown(text)).replace("\r", "")
