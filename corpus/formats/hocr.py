"""hOCR 1.2: OCR in HTML, what Tesseract and most open programs write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.records import Alternative, Box, Line, Page, Role, Word
from corpus.xml import parse_bytes

from . import common

NS = "http://www.w3.org/1999/xhtml"
_BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_QUOTED = re.compile(r'\b(image|x_source|x_how)\s+"((?:[^"\\]|\\.)*)"')
_NUMBER = re.compile(r"\b(ppageno|scan_res|x_wconf|x_role|x_conf)\s+([\w.]+)")
_LINES = ("ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat")


def write(page: Page) -> bytes:
    """Return a page as hOCR: ocr_par for every paragraph, what lost the vote as alternatives of the word."""
    root = etree.Element(f"{{{NS}}}html", nsmap={None: NS})  # type: ignore[dict-item]
    head = _sub(root, "head")
    _sub(head, "title").text = common.storable(page.name)
    _sub(head, "meta", name="ocr-system", content="Corrigenda")
    _sub(head, "meta", name="ocr-capabilities", content="ocr_page ocr_par ocr_line ocrx_word ocrp_wconf")
    title = (
        f"image {_quoted(page.name)}; {_place(Box(0, 0, page.width, page.height))}; ppageno {page.number - 1}; "
        f"scan_res {page.dpi} {page.dpi}; x_source {_quoted(page.source)}; x_how {_quoted(page.provenance)}"
    )
    sheet = _sub(_sub(root, "body"), "div", id="page_1", title=title)
    sheet.set("class", "ocr_page")
    for number, lines in enumerate(common.paragraphs(page), 1):
        block = _sub(sheet, "p", id=f"par_{number}", title=_place(common.around(lines)))
        block.set("class", "ocr_par" if number > 1 or lines[0].starts_paragraph else "ocr_carea")
        for row, line in enumerate(lines, 1):
            _write_line(block, f"{number}_{row}", line)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_line(block: etree._Element, name: str, line: Line) -> None:
    role = "" if line.role is Role.TEXT else f"; x_role {line.role.value}"
    element = _sub(block, "span", id=f"line_{name}", title=_place(line.box) + role)
    element.set("class", "ocr_line")
    for number, word in enumerate(line.words, 1):
        title = f"{_place(word.box)}; x_wconf {100 * word.confidence:.2f}"
        held = _sub(element, "span", id=f"word_{name}_{number}", title=title)
        held.set("class", "ocrx_word")
        held.tail = " "
        if not word.alternatives:
            held.text = common.storable(word.text)
            continue
        choice = _sub(held, "span")
        choice.set("class", "alternatives")
        first = _sub(choice, "ins")
        first.set("class", "alt")
        first.text = common.storable(word.text)
        for other in word.alternatives:
            lost = _sub(choice, "del", title=common.storable(common.scored(other.reading, other.confidence)))
            lost.set("class", "alt")
            lost.text = common.storable(other.text)


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NS}}}{tag}", attributes)


def _place(box: Box) -> str:
    return f"bbox {box.left} {box.top} {box.right} {box.bottom}"


def _quoted(text: str) -> str:
    escaped = common.storable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def read(raw: bytes, where: object = None) -> Page:
    """Read the first page of hOCR, whether it is XHTML or loose HTML.

    Raises:
        SourceError: it is empty, or hostile.
    """
    root = parse_bytes(raw, where, html=not raw.lstrip().startswith(b"<?xml"))
    sheet = next(_of_class(root, "ocr_page"), root)
    lines: list[Line] = []
    paragraph: etree._Element | None = None
    for element in _of_class(sheet, *_LINES):
        block = next((above for above in element.iterancestors() if _class(above) in ("ocr_par", "ocr_carea")), None)
        starts = block is not paragraph and (bool(lines) or (block is not None and _class(block) == "ocr_par"))
        numbers = _numbers(element)
        line = common.line(list(_words(element)), _box(element), numbers.get("x_role", ""), starts)
        if line:
            lines.append(line)
            paragraph = block
    title, numbers = str(sheet.get("title") or ""), _numbers(sheet)
    quoted = {key: re.sub(r"\\(.)", r"\1", value) for key, value in _QUOTED.findall(title)}
    box = _box(sheet) or Box(0, 0, 0, 0)
    return common.page(
        quoted.get("image", ""),
        quoted.get("x_source", ""),
        common.whole(numbers.get("ppageno")) + 1,
        (box.right, box.bottom),
        lines,
        common.whole(numbers.get("scan_res")),
        quoted.get("x_how", ""),
    )


def _words(line: etree._Element) -> Iterator[Word]:
    found = list(_of_class(line, "ocrx_word", "ocr_word"))
    whole = _box(line) or Box(0, 0, 0, 0)
    for element in found or [line]:
        chosen = next((e for e in element.iter("{*}ins", "ins") if _class(e) == "alt"), element)
        percent = common.part(_numbers(element).get("x_wconf", 100), 1.0, of=100.0)
        others = []
        for lost in element.iter("{*}del", "del"):
            witness, p = common.unscored(str(lost.get("title") or ""))
            if _text(lost):
                others.append(Alternative(_text(lost), p, witness))
        yield from common.words(_text(chosen), _box(element) or whole, percent, tuple(others))


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _of_class(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if isinstance(element.tag, str) and _class(element) in names)


def _class(element: etree._Element) -> str:
    return next(iter(str(element.get("class") or "").split()), "")


def _numbers(element: etree._Element) -> dict[str, str]:
    return dict(_NUMBER.findall(str(element.get("title") or "")))


def _box(element: etree._Element) -> Box | None:
    match = _BOX.search(str(element.get("title") or ""))
    if not match:
        return None
    left, top, right, bottom = (max(0, min(10**7, int(number))) for number in match.groups())
    return Box(left, top, max(left, right), max(top, bottom))
