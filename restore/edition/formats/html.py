"""A page to read: one static folder, nothing fetched from outside, readable without scripts.

``index.html`` lists the documents and searches all of them; each document has a page with three views (edited, with
apparatus, as in the source), its apparatus with evidence and scan crops, and the facsimile beside the text.

Longer than other modules: the page to read is one template, top to bottom.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from corpus import __version__
from corpus.figures import percent
from corpus.file_names import file_name
from corpus.kinds import DELETE, KINDS
from corpus.records import Box, Emendation

from .. import facsimile
from ..blocks import Block
from ..escape import asset, esc, shown
from ..mentions import Mention
from ..pieces import Note, Piece
from ..prose import Bit, Lines
from ..record import Part, Record
from ..roles import BlockRole
from ..wording import BASES, describe, short

MARGIN = 24
"""Pixels of scan shown around a word."""
TAGS = {BlockRole.HEADING: "h2", BlockRole.QUOTE: "blockquote"}
REMARKS = {
    "unclear": 'span class="unclear" title="hard to read"',
    "gap": 'span class="gap" title="not transcribed"',
    "deletion": 's title="struck out"',
    "highlight": "u",
    "addition": 'span title="added"',
}
"""How what a transcription says of its words looks on the page."""
VIEWS = (("edited", "Edited"), ("apparatus", "With apparatus"), ("source", "As in the source"))


def write(record: Record, folder: Path) -> list[Path]:
    """Write the folder ``html``."""
    top = folder / "html"
    top.mkdir(exist_ok=True)
    out = [top / "edition.css", top / "reader.js", top / "search.js", top / "index.html"]
    out[0].write_text(asset("base.css") + asset("reader.css"), encoding="utf-8")
    out[1].write_text(asset("reader.js"), encoding="utf-8")
    out[2].write_text(_search_data(record), encoding="utf-8")
    out[3].write_text(_index(record), encoding="utf-8")
    if any(part.mentions for part in record.parts):
        out.append(top / "names.html")
        out[-1].write_text(_names(record), encoding="utf-8")
    for number, part in enumerate(record.parts):
        images = _images(record, part, top)
        path = top / f"{part.slug}.html"
        path.write_text(_PageToRead(record, number, images).page(), encoding="utf-8")
        out += [path, *(top / image for image in images.values())]
    return out


def _images(record: Record, part: Part, top: Path) -> dict[str, str]:
    """Write the page images of a document; give their files by page."""
    out = {}
    for span in part.witness.pages:
        page = facsimile.scanned(record.pages, part.witness, span)
        if page is None:
            continue
        name = f"facsimile/{file_name(span.page, '.jpg')}"
        if not facsimile.is_there(top / name, page):
            image = record.image(page)
            if image is None:
                continue
            (top / "facsimile").mkdir(exist_ok=True)
            facsimile.save(image, top / name)
        out[span.page] = name
    return out


def _shell(title: str, body: str, *, script: str = "", head: str = "") -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en" data-view="apparatus">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="Corrigenda {esc(__version__)}">\n<title>{esc(title)}</title>\n'
        f'<link rel="stylesheet" href="edition.css">\n{head}</head>\n<body>\n{body}{script}</body>\n</html>\n'
    )


# The list of documents, the index of names, the data of the search


def _index(record: Record) -> str:
    items = "".join(
        f'<li><a href="{esc(part.slug)}.html">{esc(part.title)}</a><p class="small">{_counted(part)}</p></li>\n'
        for part in record.parts
    )
    names = '<p><a href="names.html">Index of names</a></p>\n' if any(p.mentions for p in record.parts) else ""
    sources = "".join(f"<li>{esc(s.name)}<br><code>{esc(s.digest)}</code></li>\n" for s in record.sources)
    named = "".join(f"<li><b>{esc(p.siglum)}</b> {esc(p.title)}</li>\n" for p in record.parallels)
    told = "Other texts that readings were taken from"
    others = f'<details><summary>{told}</summary><ul class="small">{named}</ul></details>\n' if named else ""
    body = (
        f'<main class="plain"><h1>{esc(record.title)}</h1>\n'
        '<p class="small">Computed from the sources and the log of decisions; every change shows its evidence.</p>\n'
        '<p><label class="hidden" for="search">Search all documents</label>'
        '<input class="find" id="search" type="search" placeholder="Search all documents" autocomplete="off"></p>\n'
        '<div aria-live="polite"><p class="small" id="count"></p><ol class="hits" id="hits"></ol></div>\n'
        f'<ol class="docs">{items}</ol>\n{names}'
        f'<details><summary>Sources and their SHA-256</summary><ul class="small">{sources}</ul></details>\n{others}'
        f'<p class="small">Made with Corrigenda {esc(__version__)}.</p></main>\n'
    )
    return _shell(record.title, body, script=f"<script>{asset('index.js')}</script>\n")


def _counted(part: Part) -> str:
    words = len(part.edition.text.split())
    parts = [f"{words:,} words", f"{len(part.notes):,} changes", f"{len(part.waiting):,} open questions"]
    if part.witness.pages:
        parts.insert(0, f"{len(part.witness.pages)} pages")
    return " · ".join(parts)


def _search_data(record: Record) -> str:
    rows = [
        [number, block.anchor, " ".join(block.text.split())]
        for number, part in enumerate(record.parts)
        for block in part.blocks
        if block.role is not BlockRole.GAP and block.text.strip()
    ]
    documents = [[part.slug, part.title] for part in record.parts]
    data = json.dumps({"documents": documents, "blocks": rows}, ensure_ascii=False, separators=(",", ":"))
    return f"const EDITION = {shown(data)};\n"


def _names(record: Record) -> str:
    entries: dict[tuple[str, str], list[tuple[Part, Block, Mention]]] = {}
    for part in record.parts:
        for block in part.blocks:
            for mention in dict.fromkeys(piece.name for piece in block.pieces if piece.name):
                entries.setdefault((mention.name, mention.id), []).append((part, block, mention))
    items = ""
    for (name, id_), places in sorted(entries.items(), key=lambda item: item[0][0].casefold()):
        shown_once = dict.fromkeys((part.slug, block.anchor) for part, block, _ in places)
        links = ", ".join(
            f'<a href="{esc(slug)}.html#{esc(anchor)}">{n}</a>' for n, (slug, anchor) in enumerate(shown_once, 1)
        )
        note = f'<p class="small">{esc(places[0][2].note)}</p>' if places[0][2].note else ""
        items += f'<li id="{esc(id_)}"><b>{esc(name)}</b> {links}{note}</li>\n'
    body = (
        f'<main class="plain"><p><a href="index.html">{esc(record.title)}</a></p><h1>Index of names</h1>\n'
        f'<ul class="names">{items}</ul></main>\n'
    )
    return _shell(f"Names: {record.title}", body)


# A document


class _PageToRead:
    """Writes the page of one document."""

    def __init__(self, record: Record, number: int, images: dict[str, str]) -> None:
        self._record = record
        self._number = number
        self._part = record.parts[number]
        self._images = images
        self._coming = list(self._part.witness.pages)
        self._ids: set[str] = set()
        self._moved: set[str] = set()

    def page(self) -> str:
        part = self._part
        text = "".join(self._block(block) for block in part.blocks if block.role is not BlockRole.GAP)
        text += "".join(self._break() for _ in list(self._coming))
        body = (
            '<a class="skip" href="#text">Skip to the text</a>\n'
            f"{self._bar()}"
            f'<div class="desk"><main id="text" tabindex="-1"><h1>{esc(part.title)}</h1>\n'
            f'<p class="meta small">{_counted(part)}{self._beside()}</p>\n<article>{text}</article></main>\n'
            f"{self._facsimile()}{self._side()}</div>\n"
            '<p class="hidden" id="said" role="status"></p>\n'
        )
        return _shell(f"{part.title}: {self._record.title}", body, script='<script src="reader.js"></script>\n')

    def _bar(self) -> str:
        views = "".join(
            f'<label><input type="radio" name="view" value="{value}"{" checked" if value == "apparatus" else ""}>'
            f"{label}</label>"
            for value, label in VIEWS
        )
        scan = '<button id="ink" aria-pressed="false" aria-keyshortcuts="f">Scan</button>' if self._images else ""
        return (
            f'<header class="bar"><a class="home" href="index.html">{esc(self._record.title)}</a>'
            f'<fieldset><legend class="hidden">View</legend>{views}</fieldset>{scan}<span class="grow"></span>'
            '<span class="small" id="count" aria-hidden="true"></span>'
            '<label class="hidden" for="search">Search this text</label>'
            '<input type="search" id="search" placeholder="Search ( / )" autocomplete="off" aria-keyshortcuts="/">'
            "</header>\n"
        )

    def _beside(self) -> str:
        parts = self._record.parts
        links = []
        if self._number:
            links.append(f'<a rel="prev" href="{esc(parts[self._number - 1].slug)}.html">previous</a>')
        if self._number + 1 < len(parts):
            links.append(f'<a rel="next" href="{esc(parts[self._number + 1].slug)}.html">next</a>')
        return " · " + " · ".join(links) if links else ""

    # Text

    def _block(self, block: Block) -> str:
        if not any(piece.text.strip() or (piece.source.strip() and not piece.moved) for piece in block.pieces):
            return ""
        tag = TAGS.get(block.role, "p")
        if block.role is BlockRole.HEADING:
            tag = f"h{min(4, max(2, block.level + (1 if block.level == 1 else 0)))}"
        inner = "".join(self._inline(block))
        anchor = f'<a class="anchor" href="#{esc(block.anchor)}" aria-label="Link to this paragraph">¶</a>'
        return f'<{tag} id="{esc(block.anchor)}" class="b {block.role}">{anchor}{inner}</{tag}>\n'

    def _inline(self, block: Block) -> Iterator[str]:
        lines = Lines(self._part, block)
        for moved, group in groupby(block.pieces, key=lambda piece: piece.moved):
            inner = "".join(self._named(list(group), lines))
            if moved is None:
                yield inner
            elif inner:
                anchor = self._id(moved.id)
                call = (
                    f'<sup><a href="#n-{esc(moved.id)}" role="doc-noteref" aria-label="moved, note {moved.number}">'
                    f"{moved.number}</a></sup>"
                )
                yield f'<span class="moved" id="{esc(anchor)}">{inner}{"" if moved.id in self._moved else call}</span>'
                self._moved.add(moved.id)

    def _named(self, pieces: Sequence[Piece], lines: Lines) -> Iterator[str]:
        for name, group in groupby(pieces, key=lambda piece: piece.name):
            inner = "".join(self._piece(piece, lines) for piece in group)
            plain = "<a " not in inner
            if name and plain:
                yield f'<a class="name" href="names.html#{esc(name.id)}" title="{esc(name.title)}">{inner}</a>'
            else:
                yield inner

    def _piece(self, piece: Piece, lines: Lines) -> str:
        breaks = ""
        if piece.moved is None:
            while self._coming and piece.end > piece.start >= self._coming[0].start:
                breaks += self._break()
        text = "".join(_bit(what, bit) for what, bit in lines.bits(piece.text))
        for remark in reversed(piece.remarks):
            element = REMARKS.get(remark.kind)
            if element and remark.value in ("bold", "italic"):
                element = "strong" if remark.value == "bold" else "em"
            text = f"<{element}>{text}</{element.partition(' ')[0]}>" if element else text
        if piece.text == piece.source:
            if piece.query:
                key = f"{self._part.slug}-q-{piece.query.finding.start}"
                if key in self._ids:
                    return f'{breaks}<span class="asked">{text}</span>' if text.strip() else breaks + text
                return (
                    f'{breaks}<a class="q" id="{self._id(key)}" href="#n-{key}" role="doc-noteref" '
                    f'title="{esc(piece.query.finding.reason)}">{text}</a>'
                )
            return breaks + text
        old = f'<del class="rdg">{_broken(piece.source)}</del>' if piece.source and piece.moved is None else ""
        new = f'<ins class="lem new">{text}</ins>' if piece.text else ""
        note = piece.note
        if note is None or (not piece.source.strip() and not piece.text.strip() and note.moves):
            return f"{breaks}{old}{new}"
        anchor = self._id(note.id)
        label = f"change {note.number}"
        return (
            f'{breaks}<a class="c" id="{esc(anchor)}" href="#n-{esc(note.id)}" role="doc-noteref">{old}{new}'
            f'<sup><span class="hidden">{label}</span><span aria-hidden="true">{note.number}</span></sup></a>'
        )

    def _id(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._ids:
            name, number = f"{wanted}-{number}", number + 1
        self._ids.add(name)
        return name

    def _break(self) -> str:
        page = self._coming.pop(0).page
        number = len(self._part.witness.pages) - len(self._coming)
        data = f' data-page="{esc(page)}" href="{esc(self._images[page])}"' if page in self._images else ""
        tag = "a" if data else "span"
        return (
            f'<{tag} class="pb" id="{self._part.slug}-page-{number}" role="doc-pagebreak" '
            f'aria-label="page {number}, {esc(page)}"{data}>p. {number}</{tag}>'
        )

    # Beside the text

    def _side(self) -> str:
        part = self._part
        notes = "".join(self._entry(note) for note in part.notes)
        asked = (piece.query for block in part.blocks for piece in block.pieces if piece.query)
        questions = "".join(map(self._question, dict.fromkeys(asked)))
        out = '<aside class="side" aria-label="Apparatus">'
        if notes:
            out += f'<section role="doc-endnotes"><h2>Apparatus</h2><ol class="entries">{notes}</ol></section>'
        if questions:
            out += f'<section class="questions"><h2>Open questions</h2><ol class="entries">{questions}</ol></section>'
        if not notes and not questions:
            out += '<p class="small">Nothing was changed: this is the source, byte for byte.</p>'
        return out + "</aside>\n"

    def _entry(self, note: Note) -> str:
        decision = note.decision
        if note.moves:
            told = f"“{esc(short(note.sic))}” stands elsewhere in the source"
        elif note.sic and not (note.sic + note.text).strip():
            told = esc(describe(note))
        elif not note.text.strip():
            told = f'<span class="gone">{esc(short(note.sic))}</span>, left out'
        elif not note.sic:
            told = f'<span class="come">{esc(short(note.text))}</span>, not in the source'
        else:
            told = f"{esc(short(note.text))}] <span class=gone>{esc(short(note.sic))}</span>"
        basis = "" if decision.basis.value == "rule" else f" · {esc(BASES[decision.basis])}"
        doubt = " · doubtful" if decision.doubtful else ""
        return (
            f'<li class="e" id="n-{esc(note.id)}"{self._ink(note.inks)}>'
            f'<a class="num" href="#{esc(note.id)}" role="doc-backlink" aria-label="back to change {note.number}">'
            f"{note.number}</a>{told}"
            f'<p class="small">{esc(KINDS[decision.kind].name)}: {esc(decision.why or BASES[decision.basis])}{basis} · '
            f"{esc(decision.by)}, {esc(decision.at[:10])}{doubt}</p>{self._crops(note.inks)}"
            '<button class="shut" aria-label="close">×</button></li>\n'
        )

    def _question(self, emendation: Emendation) -> str:
        finding = emendation.finding
        key = f"{self._part.slug}-q-{finding.start}"
        readings = "".join(
            f"<li>{esc(short(r.text)) if r.text else DELETE} <span class=small>{percent(r.p)}, {esc(r.evidence)}"
            "</span></li>"
            for r in emendation.readings[:3]
        )
        return (
            f'<li class="e" id="n-{key}"><a class="num" href="#{key}" role="doc-backlink" aria-label="back">?</a>'
            f'{esc(short(finding.sic))}<p class="small">{esc(KINDS[finding.kind].name)}: {esc(finding.reason)}</p>'
            f'<ul>{readings}</ul><button class="shut" aria-label="close">×</button></li>\n'
        )

    def _ink(self, inks: Sequence[tuple[str, Box]]) -> str:
        if not inks or inks[0][0] not in self._images:
            return ""
        page, box = inks[0]
        spot = json.dumps([page, [box.left, box.top, box.right, box.bottom]])
        return f' data-ink="{esc(spot)}"'

    def _crops(self, inks: Iterable[tuple[str, Box]]) -> str:
        out = ""
        for page_name, box in list(inks)[:4]:
            if page_name not in self._images:
                continue
            page = self._record.pages[page_name]
            left, top = max(0, box.left - 3 * MARGIN), max(0, box.top - MARGIN)
            right, bottom = min(page.width, box.right + 3 * MARGIN), min(page.height, box.bottom + MARGIN)
            out += (
                f'<svg class="crop" viewBox="{left} {top} {right - left} {bottom - top}" role="img" '
                f'aria-label="scan of this place"><image data-href="{esc(self._images[page_name])}" '
                f'width="{page.width}" height="{page.height}"/></svg>'
            )
        return out

    def _facsimile(self) -> str:
        if not self._images:
            return ""
        pages = [
            {
                "name": name,
                "file": file,
                "width": self._record.pages[name].width,
                "height": self._record.pages[name].height,
            }
            for name, file in self._images.items()
        ]
        data = json.dumps(pages, ensure_ascii=False).replace("</", "<\\/")
        buttons = "".join(
            f'<button data-do="{do}" aria-label="{label}">{sign}</button>'
            for do, label, sign in (
                ("prev", "previous page", "‹"),
                ("next", "next page", "›"),
                ("in", "zoom in", "+"),
                ("out", "zoom out", "−"),
                ("fit", "whole page", "□"),
            )
        )
        return (
            f'<section class="ink" aria-label="Facsimile"><header>{buttons}<span class="title small"></span></header>'
            '<div class="view" tabindex="0" role="group" aria-label="Scan: arrows move it, plus and minus zoom">'
            f'<img alt=""><div class="spot" hidden></div></div>'
            f'<script type="application/json" id="pages">{data}</script></section>\n'
        )


def _bit(what: Bit, text: str) -> str:
    """Return a bit as HTML: meant line ends break the line, the others only in the view of the source."""
    if what is Bit.HARD:
        return "<br>"
    if what is Bit.SOFT:
        return '<br class="s"> '
    return f'<span class="mk">{esc(text)}</span>' if what is Bit.MARK else esc(text)


def _broken(text: str) -> str:
    return esc(text).replace("\n", "<br>")
