"""ALTO 4.4 (Library of Congress): what OCR programs and libraries exchange."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.records import Alternative, Box, Line, Page, Role, Word
from corpus.xml import parse_bytes

from . import common

NS = "http://www.loc.gov/standards/alto/ns-v4#"
OPENS = "paragraph-start"
"""The tag of a first block that is not the rest of a paragraph of the page before."""
_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write(page: Page) -> bytes:
    """Return a page as ALTO: a block for every paragraph, a tag for every role, what lost the vote as ALTERNATIVE."""
    root = etree.Element(f"{{{NS}}}alto", nsmap={None: NS, "xsi": _XSI})  # type: ignore[dict-item]
    root.set(f"{{{_XSI}}}schemaLocation", f"{NS} {_SCHEMA}")
    about = _sub(root, "Description")
    _sub(about, "MeasurementUnit").text = "pixel"
    image = _sub(about, "sourceImageInformation")
    _sub(image, "fileName").text = common.storable(page.name)
    if page.source:
        _sub(image, "fileIdentifier").text = page.source
    step = _sub(about, "Processing", ID="ocr")
    _sub(step, "processingStepDescription").text = common.storable(page.provenance)
    _sub(step, "processingStepSettings").text = f"dpi={page.dpi}"
    roles = sorted({line.role.value for line in page.lines if line.role is not Role.TEXT})
    opens = bool(page.lines) and page.lines[0].starts_paragraph
    if roles or opens:
        tags = _sub(root, "Tags")
        for role in roles:
            _sub(tags, "LayoutTag", ID=f"role-{role}", LABEL=role)
        if opens:
            _sub(tags, "StructureTag", ID=OPENS, LABEL="a paragraph starts with this page")
    layout = _sub(root, "Layout")
    sheet = _sub(
        layout, "Page", ID="page", PHYSICAL_IMG_NR=str(page.number), WIDTH=str(page.width), HEIGHT=str(page.height)
    )
    space = _sub(sheet, "PrintSpace", **_place(Box(0, 0, page.width, page.height)))
    for number, lines in enumerate(common.paragraphs(page), 1):
        block = _sub(space, "TextBlock", ID=f"block-{number}", **_place(common.around(lines)))
        if number == 1 and opens:
            block.set("TAGREFS", OPENS)
        for row, line in enumerate(lines, 1):
            _write_line(block, f"line-{number}-{row}", line)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_line(block: etree._Element, name: str, line: Line) -> None:
    element = _sub(block, "TextLine", ID=name, **_place(line.box))
    if line.role is not Role.TEXT:
        element.set("TAGREFS", f"role-{line.role.value}")
    for number, word in enumerate(line.words):
        if number:
            _sub(element, "SP")
        string = _sub(
            element, "String", CONTENT=common.storable(word.text), WC=f"{word.confidence:.4f}", **_place(word.box)
        )
        for other in word.alternatives:
            label = common.storable(common.scored(other.reading, other.confidence))
            _sub(string, "ALTERNATIVE", PURPOSE=label).text = common.storable(other.text)


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NS}}}{tag}", attributes)


def _place(box: Box) -> dict[str, str]:
    return {"HPOS": str(box.left), "VPOS": str(box.top), "WIDTH": str(box.width), "HEIGHT": str(box.height)}


def read(raw: bytes, where: object = None) -> Page:
    """Read a page of ALTO, of any version.

    Raises:
        SourceError: it is not well-formed, or hostile.
    """
    root = parse_bytes(raw, where)
    sheet = next(root.iter("{*}Page"), root)
    labels = {
        str(tag.get("ID")): str(tag.get("LABEL") or "")
        for tags in root.iter("{*}Tags")
        for tag in tags
        if tag.get("ID")
    }
    lines: list[Line] = []
    for number, block in enumerate(sheet.iter("{*}TextBlock")):
        first = bool(number) or block.get("TAGREFS") == OPENS
        for element in block.iter("{*}TextLine"):
            role = next((labels[tag] for tag in str(element.get("TAGREFS") or "").split() if labels.get(tag)), "")
            line = common.line(list(_words(element)), _box(element), role, first)
            if line:
                lines.append(line)
                first = False
    settings = _text(root, "processingStepSettings")
    return common.page(
        _text(root, "fileName"),
        _text(root, "fileIdentifier"),
        common.whole(sheet.get("PHYSICAL_IMG_NR"), 1),
        (common.whole(sheet.get("WIDTH")), common.whole(sheet.get("HEIGHT"))),
        lines,
        common.whole(settings.partition("dpi=")[2]),
        _text(root, "processingStepDescription"),
    )


def _words(line: etree._Element) -> Iterator[Word]:
    whole = _box(line) or Box(0, 0, 0, 0)
    strings = list(line.iterchildren("{*}String"))
    for element in line.iterchildren("{*}String", "{*}HYP"):
        text = str(element.get("CONTENT") or "")
        others = []
        for other in element.iterchildren("{*}ALTERNATIVE"):
            witness, confidence = common.unscored(str(other.get("PURPOSE") or ""))
            if (other.text or "").strip():
                others.append(Alternative(str(other.text), confidence, witness))
        box = _box(element) or (whole if len(strings) == 1 else Box(whole.left, whole.top, whole.left, whole.bottom))
        yield from common.words(text, box, common.part(element.get("WC")), tuple(others))


def _box(element: etree._Element) -> Box | None:
    if element.get("HPOS") is None or element.get("WIDTH") is None:
        return None
    left, top = common.whole(element.get("HPOS")), common.whole(element.get("VPOS"))
    return Box(left, top, left + common.whole(element.get("WIDTH")), top + common.whole(element.get("HEIGHT")))


def _text(root: etree._Element, tag: str) -> str:
    return next((str(element.text or "") for element in root.iter(f"{{*}}{tag}")), "")
