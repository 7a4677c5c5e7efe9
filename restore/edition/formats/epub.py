"""EPUB 3: one file, a chapter a document, the apparatus as notes that reading systems open in place."""

from __future__ import annotations

import uuid
import zipfile
from pathlib import Path

from ..blocks import Block
from ..escape import asset, esc
from ..prose import Run, runs, told
from ..record import Part, Record
from ..roles import BlockRole

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the same edition gives the same bytes."""
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def write(record: Record, folder: Path) -> list[Path]:
    """Write edition.epub."""
    path = folder / "edition.epub"
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(record),
        "EPUB/nav.xhtml": _nav(record),
        "EPUB/style.css": asset("epub.css"),
        **{f"EPUB/{part.slug}.xhtml": _chapter(part) for part in record.parts},
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", EPOCH), "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return [path]


def _package(record: Record) -> str:
    digests = "".join(digest for part in record.parts for digest in part.witness.sources) or record.title
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"corrigenda:{digests}")
    when = (record.date[:19] or "1980-01-01T00:00:00") + "Z"
    items = "".join(
        f'<item id="d{n}" href="{part.slug}.xhtml" media-type="application/xhtml+xml"/>\n'
        for n, part in enumerate(record.parts)
    )
    spine = "".join(f'<itemref idref="d{n}"/>' for n in range(len(record.parts)))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{name}</dc:identifier>
<dc:title>{esc(record.title)}</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">{when}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text with notes; nothing depends on pictures.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}</manifest>
<spine>{spine}</spine>
</package>
"""


def _page(title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        'lang="en" xml:lang="en">\n'
        f'<head><title>{esc(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )


def _nav(record: Record) -> str:
    items = "".join(f'<li><a href="{part.slug}.xhtml">{esc(part.title)}</a></li>\n' for part in record.parts)
    title = esc(record.title)
    return _page(record.title, f'<nav epub:type="toc"><h1>{title}</h1>\n<ol>{items}</ol></nav>\n')


def _chapter(part: Part) -> str:
    called: set[int] = set()
    notes: list[str] = []
    blocks = "".join(_block(part, block, called, notes) for block in part.blocks if block.role is not BlockRole.GAP)
    entries = "".join(
        f'<aside epub:type="footnote" role="doc-footnote" id="n{n}"><p><a href="#c{n}">{n}</a> {esc(text)}</p>'
        "</aside>\n"
        for n, text in enumerate(notes, 1)
    )
    apparatus = f"<section><h2>Apparatus</h2>\n{entries}</section>\n" if notes else ""
    return _page(part.title, f"<h1>{esc(part.title)}</h1>\n{blocks}{apparatus}")


def _block(part: Part, block: Block, called: set[int], notes: list[str]) -> str:
    text = "".join(_run(run, notes) for run in runs(part, block, called))
    if not text:
        return ""
    if block.role is BlockRole.HEADING:
        level = min(4, max(2, block.level))
        return f'<h{level} id="{block.anchor}">{text}</h{level}>\n'
    if block.role is BlockRole.QUOTE:
        return f'<blockquote id="{block.anchor}"><p>{text}</p></blockquote>\n'
    return f'<p id="{block.anchor}" class="{block.role}">{text}</p>\n'


def _run(run: Run, notes: list[str]) -> str:
    text = esc(run.text).replace("\n", "<br/>")
    if not run.notes:
        return text
    notes.append(told(run.notes))
    n = len(notes)
    return f'{text}<a epub:type="noteref" role="doc-noteref" id="c{n}" href="#n{n}">{n}</a>'
