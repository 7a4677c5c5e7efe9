"""PAGE XML 2019-07-15 (PRImA): what Transkribus, eScriptorium and OCR-D exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.records import Alternative, Box, Line, Page, Role, Word
from corpus.xml import parse_bytes

from . import common

NS = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
UNDATED = "1970-01-01T00:00:00"
"""What stands for the date of making, which the schema wants: the same page gives the same bytes."""
_ROLE = re.compile(r"role\s*\{\s*type:([^;}]+)")
_NUMBER = re.compile(r"number:(\d+)")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")


def write(page: Page) -> bytes:
    """Return a page as PAGE XML: a region for every paragraph, what lost the vote as further TextEquiv."""
    root = etree.Element(f"{{{NS}}}PcGts", nsmap={None: NS})  # type: ignore[dict-item]
    about = _sub(root, "Metadata")
    if page.source:
        about.set("externalRef", page.source)
    _sub(about, "Creator").text = "Corrigenda"
    _sub(about, "Created").text = UNDATED
    _sub(about, "LastChange").text = UNDATED
    if page.provenance:
        _sub(about, "Comments").text = common.storable(page.provenance)
    sheet = _sub(
        root,
        "Page",
        imageFilename=common.storable(page.name),
        imageWidth=str(page.width),
        imageHeight=str(page.height),
        custom=f"page {{number:{page.number};}}",
    )
    if page.dpi:
        sheet.set("imageXResolution", str(page.dpi))
        sheet.set("imageYResolution", str(page.dpi))
        sheet.set("imageResolutionUnit", "PPI")
    for number, lines in enumerate(common.paragraphs(page), 1):
        region = _sub(sheet, "TextRegion", id=f"region-{number}", type="paragraph")
        if number == 1 and not lines[0].starts_paragraph:
            region.set("type", "other")
        _coords(region, common.around(lines))
        for row, line in enumerate(lines, 1):
            _write_line(region, f"line-{number}-{row}", line)
        _sub(_sub(region, "TextEquiv"), "Unicode").text = common.storable("\n".join(line.text for line in lines))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_line(region: etree._Element, name: str, line: Line) -> None:
    element = _sub(region, "TextLine", id=name)
    if line.role is not Role.TEXT:
        element.set("custom", f"role {{type:{line.role.value};}}")
    _coords(element, line.box)
    for number, word in enumerate(line.words, 1):
        held = _sub(element, "Word", id=f"{name}-{number}")
        _coords(held, word.box)
        _equivalent(held, word.text, word.confidence, 0)
        for index, other in enumerate(word.alternatives, 1):
            _equivalent(held, other.text, other.confidence, index).set("comments", common.storable(other.reading))
    _sub(_sub(element, "TextEquiv"), "Unicode").text = common.storable(line.text)


def _equivalent(word: etree._Element, text: str, confidence: float, index: int) -> etree._Element:
    element = _sub(word, "TextEquiv", index=str(index), conf=f"{confidence:.4f}")
    _sub(element, "Unicode").text = common.storable(text)
    return element


def _coords(element: etree._Element, box: Box) -> None:
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    _sub(element, "Coords", points=" ".join(f"{x},{y}" for x, y in corners))


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NS}}}{tag}", attributes)


def read(raw: bytes, where: object = None) -> Page:
    """Read a page of PAGE XML, of any version, in the reading order it declares.

    Raises:
        SourceError: it is not well-formed, or hostile.
    """
    root = parse_bytes(raw, where)
    sheet = next(root.iter("{*}Page"), root)
    about = next(root.iter("{*}Metadata"), None)
    lines: list[Line] = []
    for number, region in enumerate(_regions(sheet)):
        first = bool(number) or region.get("type") == "paragraph"
        for element in region.iterchildren("{*}TextLine"):
            role = _ROLE.search(str(element.get("custom") or ""))
            found = list(_words(element))
            line = common.line(found, _box(element), role.group(1).strip() if role else "", first)
            if line:
                lines.append(line)
                first = False
    number_ = _NUMBER.search(str(sheet.get("custom") or ""))
    return common.page(
        str(sheet.get("imageFilename") or ""),
        str(about.get("externalRef") or "") if about is not None else "",
        int(number_.group(1)) if number_ else 1,
        (common.whole(sheet.get("imageWidth")), common.whole(sheet.get("imageHeight"))),
        lines,
        common.whole(sheet.get("imageXResolution")),
        next((str(element.text or "") for element in root.iter("{*}Comments")), ""),
    )


def _regions(sheet: etree._Element) -> list[etree._Element]:
    regions = list(sheet.iter("{*}TextRegion"))
    order = [str(ref.get("regionRef")) for ref in sheet.iter("{*}RegionRefIndexed", "{*}RegionRef")]
    place = {name: number for number, name in enumerate(order)}
    return sorted(regions, key=lambda region: place.get(str(region.get("id")), len(place)))


def _words(line: etree._Element) -> Iterator[Word]:
    around = _box(line) or Box(0, 0, 0, 0)
    held = list(line.iterchildren("{*}Word"))
    for element in held or [line]:
        found = sorted(element.iterchildren("{*}TextEquiv"), key=lambda e: common.whole(e.get("index")))
        texts = [(_unicode(equivalent), common.part(equivalent.get("conf")), equivalent) for equivalent in found]
        if texts:
            text, confidence, _ = texts[0]
            others = tuple(
                Alternative(other, p, str(e.get("comments") or "")) for other, p, e in texts[1:] if other.strip()
            )
            yield from common.words(text, _box(element) or around, confidence, others)


def _unicode(equivalent: etree._Element) -> str:
    return next((str(element.text or "") for element in equivalent.iterchildren("{*}Unicode")), "")


def _box(element: etree._Element) -> Box | None:
    coords = next(iter(element.iterchildren("{*}Coords")), None)
    if coords is None:
        return None
    # Before 2013 the points were elements of their own.
    flat = str(coords.get("points") or " ".join(f"{p.get('x')},{p.get('y')}" for p in coords.iterchildren("{*}Point")))
    points = [(common.whole(x), common.whole(y)) for x, y in _POINT.findall(flat)]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
