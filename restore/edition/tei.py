"""TEI P5: the record as XML, from which both the witness and the edition can be taken back to the byte.

What stands in the text is the text: nothing is indented, and every white space character is the witness's or the
edition's. Where the two differ, an element says which is which:

======================  =====================================================================
``fw``                  page numbers, running heads, catchwords: the witness has them
``surplus``             what the page repeats, stray markup, note calls: the witness has it
``supplied``            what the witness lacks
``app`` (``transposition``)  a passage that moves: ``rdg`` at its old place, ``lem`` at its new one
``app``                 another witness has the reading of ``lem``
``choice/sic/corr``     no witness has the reading: a conjecture, or a rule's
======================  =====================================================================

Faults of reading a scan are no slips of its author: they stand in ``standOff/listApp`` as an external apparatus, and
the text has only ``seg`` there; ``inline`` prints them in the text too. Characters that XML cannot hold
are ``g`` elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from lxml import etree

from corpus import __version__
from corpus.records import Basis, Kind, Remark, Witness
from corpus.xml import FORBIDDEN

from ..establish import DIPLOMATIC
from .facsimile import kept
from .names import ELEMENTS, Mention
from .record import SHOWN, Block, Note, Part, Piece, Record
from .roles import Role
from .words import describe, rationale

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
OPENERS = (Role.DATELINE, Role.SALUTE)
CLOSERS = (Role.CLOSE, Role.SIGNED, Role.DATELINE)
IN_TEXT, LEFT_OUT = "in-text", "left-out"
"""Types of ``del``: struck-out words that the transcription has in its text, and that it only tells of."""
SURPLUS = {Kind.DUPLICATE: "repeated", Kind.MARKUP: "markup", Kind.MARKER: "note-call"}
EVIDENCE = {Basis.EDITOR: "conjecture", Basis.NAME: "external"}
"""What a conjecture rests on, in TEI's words; everything else is internal evidence."""
ELEMENT = {
    Role.HEADING: "head",
    Role.DATELINE: "dateline",
    Role.SALUTE: "salute",
    Role.CLOSE: "salute",
    Role.SIGNED: "signed",
}


def write(record: Record, folder: Path, *, inline: bool = False) -> list[Path]:
    """Write the edition as one TEI file."""
    path = folder / "edition.xml"
    path.write_bytes(serialize(record, inline=inline))
    return [path]


def serialize(record: Record, *, inline: bool = False) -> bytes:
    """Give the edition as TEI in UTF-8; ``inline`` puts the faults of reading into the text as well."""
    tree = etree.ElementTree(_Writer(record, inline).root())
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True)


def _tag(name: str) -> str:
    return f"{{{TEI}}}{name}"


def _sub(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _tag(name), {k: _clean(v) for k, v in attributes.items() if v})
    if text:
        element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)


class _Writer:
    """Builds the tree; remembers which ids are given, which odd characters came and which pages are still to come."""

    def __init__(self, record: Record, inline: bool) -> None:
        self._record = record
        self._inline = inline
        self._ids: set[str] = set()
        self._odd: set[str] = set()
        self._external: list[tuple[Note, Piece, Part]] = []
        self._people = {name: f"resp-{number}" for number, name in enumerate(record.hands, 1)}
        self._surfaces = {
            page: f"surface-{number}"
            for number, page in enumerate((s.page for part in record.parts for s in part.witness.pages), 1)
        }

        self._wits = {part.witness.siglum: f"wit-{part.slug}" for part in record.parts}
        for number, parallel in enumerate(record.parallels, 1):
            self._wits.setdefault(parallel.siglum, f"wit-parallel-{number}")

    def root(self) -> etree._Element:
        root = etree.Element(_tag("TEI"), nsmap={None: TEI})  # type: ignore[dict-item]  # the stubs forbid None
        body = etree.Element(_tag("body"))
        for part in self._record.parts:
            body.append(_Body(self, part).element())
        header = self._header()
        root.append(header)
        self._facsimile(root)
        self._names(root)
        text = _sub(root, "text")
        text.set(f"{{{XML}}}space", "preserve")
        text.append(body)
        self._apparatus(root)
        return root

    # What the body's writer asks for

    @property
    def inline(self) -> bool:
        return self._inline

    def note_external(self, note: Note, piece: Piece, part: Part) -> None:
        self._external.append((note, piece, part))

    def id(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._ids:
            name, number = f"{wanted}-{number}", number + 1
        self._ids.add(name)
        return name

    def surface(self, page: str) -> str:
        return self._surfaces[page]

    def resp(self, name: str) -> str:
        return f"#{self._people[name]}"

    def wit(self, siglum: str) -> str:
        """Give the reference to a witness, empty where it is not known."""
        return f"#{self._wits[siglum]}" if siglum in self._wits else ""

    def put(self, parent: etree._Element, text: str, *, lines: bool = True) -> None:
        """Append text: line ends get an ``lb`` after them, characters that XML cannot hold become ``g``."""
        at = 0
        for match in FORBIDDEN.finditer(text):
            self._lines(parent, text[at : match.start()], lines)
            self._odd.add(match.group())
            _sub(parent, "g", ref=f"#{_glyph(match.group())}")
            at = match.end()
        self._lines(parent, text[at:], lines)

    def _lines(self, parent: etree._Element, text: str, lines: bool) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                _append(parent, "\n")
                if lines:
                    _sub(parent, "lb")
            _append(parent, line)

    # Header

    def _header(self) -> etree._Element:
        record = self._record
        header = etree.Element(_tag("teiHeader"))
        file = _sub(header, "fileDesc")
        title = _sub(file, "titleStmt")
        _sub(title, "title", record.title)
        for name, key in self._people.items():
            statement = _sub(title, "respStmt")
            statement.set(ID, key)
            _sub(statement, "resp", "rule that accepted readings" if name.startswith("rule:") else "editor")
            _sub(statement, "name", name)
        publication = _sub(file, "publicationStmt")
        _sub(publication, "p", "Not published: the edition as computed from the decision log.")
        self._sources(file)
        self._encoding(header)
        self._revisions(header)
        return header

    def _sources(self, file: etree._Element) -> None:
        description = _sub(file, "sourceDesc")
        witnesses = _sub(description, "listWit")
        for part in self._record.parts:
            self._witness(witnesses, part.witness, f"wit-{part.slug}")
        if self._record.parallels:
            others = _sub(witnesses, "listWit")
            _sub(others, "head", "Other texts that readings were taken from")
            for parallel in self._record.parallels:
                self._witness(others, parallel, self._wits[parallel.siglum])

    def _witness(self, parent: etree._Element, described: Witness, key: str) -> None:
        witness = _sub(parent, "witness")
        witness.set(ID, self.id(key))
        _sub(witness, "abbr", described.siglum, type="siglum")
        _append(witness, " ")
        _sub(witness, "title", described.title)
        for digest in described.sources:
            source = self._record.source(digest)
            _append(witness, _clean(f" {source.name} ") if source else " ")
            _sub(witness, "idno", digest, type="sha256")
        if described.provenance:
            _append(witness, " ")
            _sub(witness, "note", described.provenance, type="provenance")

    def _encoding(self, header: etree._Element) -> None:
        encoding = _sub(header, "encodingDesc")
        application = _sub(_sub(encoding, "appInfo"), "application", ident="corrigenda", version=__version__)
        _sub(application, "label", "Corrigenda")
        declaration = _sub(encoding, "editorialDecl")
        _sub(
            _sub(declaration, "correction", status="high", method="markup"),
            "p",
            "Nothing is changed silently. Taking sic, surplus, fw and the readings of the base witness (rdg) gives the "
            "witness; taking corr, supplied and lem gives the edition; both to the byte. Every change points with "
            "@change to the decision it rests on.",
        )
        _sub(
            _sub(declaration, "normalization", method="markup"),
            "p",
            "None. Period spelling, punctuation and the author's usage stand as they are.",
        )
        _sub(
            _sub(declaration, "hyphenation", eol="some"),
            "p",
            "Words that a line or page end broke are joined where a decision says so.",
        )
        where = "internal" if self._inline else "external"
        _sub(
            encoding,
            "variantEncoding",
            method="parallel-segmentation" if self._inline else "double-end-point",
            location=where,
        )
        if self._odd:
            declarations = _sub(encoding, "charDecl")
            for character in sorted(self._odd):
                char = _sub(declarations, "char")
                char.set(ID, _glyph(character))
                _sub(char, "mapping", f"U+{ord(character):04X}", type="codepoint")

    def _revisions(self, header: etree._Element) -> None:
        shown = {note.decision.id: note for part in self._record.parts for note in part.notes}
        if not shown:
            return
        changes = _sub(_sub(header, "revisionDesc"), "listChange")
        for note in shown.values():
            decision = note.decision
            change = _sub(changes, "change", when=_when(decision.at), who=self.resp(decision.by))
            change.set(ID, f"d-{note.id}")
            change.set("target", f"#{note.id}")
            _sub(change, "label", str(decision.kind))
            _append(change, _clean(f" {describe(note)}: {rationale(note)}"))

    # Around the text

    def _facsimile(self, root: etree._Element) -> None:
        pages = [self._record.pages[name] for name in self._surfaces if name in self._record.pages]
        if not pages:
            return
        facsimile = _sub(root, "facsimile")
        for page in pages:
            surface = _sub(facsimile, "surface", ulx="0", uly="0", lrx=str(page.width), lry=str(page.height))
            surface.set(ID, self._surfaces[page.name])
            source = self._record.source(page.source)
            if source:
                _sub(surface, "label", page.name)
                url = kept(Path(".."), source).as_posix()
                _sub(surface, "graphic", url=url, width=f"{page.width}px", height=f"{page.height}px")

    def _names(self, root: etree._Element) -> None:
        """List who and what the names are linked to."""
        known = {m.id: m for part in self._record.parts for m in part.mentions if m.kind in ELEMENTS}
        if not known:
            return
        stand_off = _sub(root, "standOff")
        for kind, element in ELEMENTS.items():
            listed = [m for m in sorted(known.values(), key=lambda m: m.name) if m.kind == kind]
            if not listed:
                continue
            holder = _sub(stand_off, f"list{kind.title()}")
            for mention in listed:
                entry = _sub(holder, kind)
                entry.set(ID, self.id(mention.id))
                _sub(entry, element, mention.name)
                if mention.note:
                    _sub(entry, "note", mention.note)

    def _apparatus(self, root: etree._Element) -> None:
        if not self._external:
            return
        listed = _sub(etree.SubElement(root, _tag("standOff")), "listApp", type="reading")
        for note, piece, part in self._external:
            app = _sub(listed, "app", type=str(note.decision.kind), change=f"#d-{note.id}")
            app.set("from", f"#{note.id}")
            app.set("to", f"#{note.id}")
            decision = note.decision
            cert = "low" if decision.doubtful else "high"
            lemma = _sub(app, "lem", resp=self.resp(decision.by), cert=cert, cause=str(decision.basis))
            self.put(lemma, piece.text)
            self.put(_sub(app, "rdg", wit=f"#wit-{part.slug}"), piece.source)
        # The standOff goes before the text, where a reader of the file looks for what belongs to it.
        text = root.find(_tag("text"))
        if text is not None:
            text.addprevious(root[-1])


def _glyph(character: str) -> str:
    return f"char-{ord(character):04X}"


def _append(parent: etree._Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _when(at: str) -> str:
    """Give a time as TEI has it (no microseconds needed)."""
    return at[:19] + ("Z" if at.endswith("+00:00") else "")


class _Body:
    """The text of one document."""

    def __init__(self, writer: _Writer, part: Part) -> None:
        self._writer = writer
        self._part = part
        self._wit = f"#wit-{part.slug}"
        self._coming = list(part.witness.pages)
        self._said = [r for r in part.witness.remarks if r.start == r.end and r.kind in SHOWN]

    def element(self) -> etree._Element:
        """Give the document as a ``div``: sections at headings, openers and closers where TEI allows them."""
        division = etree.Element(_tag("div"), {"type": "document", "n": _clean(self._part.witness.siglum)})
        division.set(ID, self._writer.id(self._part.slug))
        current = division
        for section in _sections(self._part.blocks):
            if section and section[0].role is Role.HEADING and len(current):
                current = _sub(division, "div", type="section")
            self._section(current, section)
        if not len(division):
            _sub(division, "p")
        for page in self._coming:
            self._break(division[-1] if len(division) else division, page.page)
        self._points(division[-1], len(self._part.witness.text))
        return division

    def _section(self, division: etree._Element, blocks: Sequence[Block]) -> None:
        solid = [n for n, block in enumerate(blocks) if block.role is not Role.GAP]
        first = next((n for n in solid if blocks[n].role not in (*OPENERS, Role.HEADING)), len(blocks))
        last = len(blocks)
        for n in reversed(solid):
            if blocks[n].role not in (*CLOSERS, Role.POSTSCRIPT) or n < first:
                break
            last = n
        if all(n < first or n >= last for n in solid):
            last = len(blocks)  # TEI wants text before a closer
        wrapper: etree._Element | None = None
        seen_head = False
        for n, block in enumerate(blocks):
            if block.role is Role.GAP:
                self._gap(division, wrapper, block)
                continue
            name, around = ELEMENT.get(block.role, "p"), ""
            if block.role is Role.HEADING and not seen_head and n == solid[0]:
                seen_head = True
            elif block.role in OPENERS and n < first:
                around = "opener"
            elif block.role in CLOSERS and n >= last and not _after_postscript(blocks, n, last):
                around = "closer"
            elif block.role is Role.POSTSCRIPT and n >= last:
                around = "postscript"
                name = "p"
            elif name != "p":
                name = "ab"
            if around:
                same = wrapper is not None and wrapper.tag == _tag(around) and around != "postscript"
                wrapper = wrapper if same else _sub(division, around)
                target = _sub(wrapper, name)  # type: ignore[arg-type]  # around is set, so there is a wrapper
            else:
                wrapper = None
                target = _sub(division, name)
            if name == "ab":
                target.set("type", str(block.role))
            target.set(ID, self._writer.id(block.anchor))
            self._pieces(target, block.pieces)

    def _gap(self, division: etree._Element, wrapper: etree._Element | None, block: Block) -> None:
        """Put white space between blocks; where TEI allows none or not these characters, inside the block before."""
        text = block.text
        holder = division
        if wrapper is not None and wrapper.tag != _tag("postscript"):
            holder = wrapper
        if FORBIDDEN.search(text):
            if not len(division):
                holder = _sub(division, "ab")
            else:
                holder = division[-1]
                while len(holder) and holder[-1].tag in (_tag("p"), _tag("ab"), _tag("salute"), _tag("signed")):
                    holder = holder[-1]
        self._writer.put(holder, text, lines=False)

    def _pieces(self, parent: etree._Element, pieces: Sequence[Piece]) -> None:
        for moved, group in groupby(pieces, key=lambda piece: piece.moved):
            if moved is None:
                self._named(parent, _joined(group))
            else:
                app = self._marked(parent, "app", moved, type="transposition", corresp=f"#{moved.id}-from")
                self._named(_sub(app, "lem"), group)
                _sub(app, "rdg", wit=self._wit)

    def _named(self, parent: etree._Element, pieces: Iterable[Piece]) -> None:
        for name, group in groupby(pieces, key=lambda piece: piece.name):
            holder = self._name(parent, name) if name else parent
            for said, run in groupby(group, key=_remarks):
                inner: etree._Element | None = None
                for piece in run:
                    if piece.moved is None:
                        self._pages(holder if inner is None else inner, piece)
                        self._points(holder if inner is None else inner, piece.start)
                    inner = self._wrapped(holder, said) if inner is None else inner
                    self._piece(inner, piece)
                if piece.moved is None:
                    self._points(holder, piece.end)

    def _wrapped(self, parent: etree._Element, said: Sequence[Remark]) -> etree._Element:
        """Put the elements around a stretch that its remarks ask for; give the innermost."""
        for remark in said:
            if remark.kind == "gap":
                parent = _sub(_sub(parent, "gap", reason=remark.value or "unknown"), "desc")
            elif remark.kind == "highlight":
                parent = _sub(parent, "hi", rend=remark.value)
            else:
                name, kind = {"unclear": ("unclear", ""), "addition": ("add", "")}.get(remark.kind, ("del", IN_TEXT))
                parent = _sub(parent, name, type=kind)
        return parent

    def _points(self, parent: etree._Element, offset: int) -> None:
        """Put what the transcription says of places, up to an offset in the witness."""
        while self._said and self._said[0].start <= offset:
            remark = self._said.pop(0)
            if remark.kind == "gap":
                _sub(parent, "gap", reason=remark.value or "unknown")
            elif remark.kind == "note":
                _sub(parent, "note", remark.value, type="transcription")
            elif remark.kind == "deletion":
                _sub(parent, "del", remark.value, type=LEFT_OUT)

    def _name(self, parent: etree._Element, name: Mention) -> etree._Element:
        if name.kind in ELEMENTS:
            return _sub(parent, ELEMENTS[name.kind], ref=f"#{name.id}")
        return _sub(parent, "name", type=name.kind)

    def _pages(self, parent: etree._Element, piece: Piece) -> None:
        while self._coming and piece.end > piece.start >= self._coming[0].start:
            self._break(parent, self._coming.pop(0).page)

    def _break(self, parent: etree._Element, page: str) -> None:
        facs = f"#{self._writer.surface(page)}" if page in self._writer._record.pages else ""
        _sub(parent, "pb", n=page, facs=facs)

    def _marked(self, parent: etree._Element, name: str, note: Note, **attributes: str) -> etree._Element:
        element = _sub(parent, name, **attributes)
        element.set(ID, self._writer.id(note.id))
        element.set("change", f"#d-{note.id}")
        return element

    def _piece(self, parent: etree._Element, piece: Piece) -> None:
        put = self._writer.put
        note = piece.note
        if piece.text == piece.source:
            if piece.query is not None:
                kind = str(piece.query.finding.kind)
                put(_sub(parent, "unclear", reason=kind, cert="low"), piece.text)
            else:
                put(parent, piece.text)
            return
        if note is None or (note.moves and piece.text):
            self._space(parent, piece)
            return
        decision = note.decision
        resp = self._writer.resp(decision.by)
        cert = "low" if decision.doubtful else "high"
        if note.moves:
            app = _sub(parent, "app", type="transposition", corresp=f"#{note.id}", change=f"#d-{note.id}")
            app.set(ID, self._writer.id(f"{note.id}-from"))
            _sub(app, "lem")
            put(_sub(app, "rdg", wit=self._wit), piece.source)
        elif not piece.text:
            if decision.kind is Kind.FURNITURE:
                put(self._marked(parent, "fw", note, type="furniture", resp=resp, cert=cert), piece.source)
            else:
                reason = SURPLUS.get(decision.kind, str(decision.kind))
                put(self._marked(parent, "surplus", note, reason=reason, resp=resp, cert=cert), piece.source)
        elif not piece.source:
            put(self._marked(parent, "supplied", note, reason="omitted", resp=resp, cert=cert), piece.text)
        elif piece.moved is None and self._from_ink(note) and not self._writer.inline:
            put(self._marked(parent, "seg", note, type="emended"), piece.text)
            self._writer.note_external(note, piece, self._part)
        elif decision.basis.independent:
            app = self._marked(parent, "app", note, type=str(decision.kind))
            wit = self._writer.wit(decision.follows)
            put(_sub(app, "lem", wit=wit, resp=resp, cert=cert, cause=str(decision.basis)), piece.text)
            put(_sub(app, "rdg", wit=self._wit), piece.source)
        else:
            choice = self._marked(parent, "choice", note)
            put(_sub(choice, "sic"), piece.source)
            evidence = EVIDENCE.get(decision.basis, "internal")
            corr = _sub(choice, "corr", type=str(decision.kind), resp=resp, cert=cert, evidence=evidence)
            put(corr, piece.text)

    def _from_ink(self, note: Note) -> bool:
        return bool(note.inks) and note.decision.kind in DIPLOMATIC and note.decision.basis is not Basis.PARALLEL

    def _space(self, parent: etree._Element, piece: Piece) -> None:
        """White space that closed up beside something that went."""
        if not piece.text:
            self._writer.put(_sub(parent, "surplus", reason="space"), piece.source)
        else:
            app = _sub(parent, "app", type="space")
            self._writer.put(_sub(app, "lem"), piece.text)
            self._writer.put(_sub(app, "rdg", wit=self._wit), piece.source)


def _remarks(piece: Piece) -> tuple[Remark, ...]:
    """Give the remarks on a stretch; a gap holds its sign only, and what is doubted is none."""
    gap = next((n for n, remark in enumerate(piece.remarks) if remark.kind == "gap"), len(piece.remarks))
    return piece.remarks[: gap + 1 if piece.query is None else gap]


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut the blocks before every heading that follows something else."""
    out: list[list[Block]] = [[]]
    for block in blocks:
        if block.role is Role.HEADING and any(b.role is not Role.GAP for b in out[-1]):
            out.append([])
        out[-1].append(block)
    return out


def _after_postscript(blocks: Sequence[Block], n: int, last: int) -> bool:
    return any(block.role is Role.POSTSCRIPT for block in blocks[last:n])


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Put the white space that only the witness has to the passage beside it that went."""
    out: list[Piece] = []
    for piece in pieces:
        gone = not piece.text and piece.source
        last = out[-1] if out else None
        if gone and last and not last.text and last.source and last.end == piece.start:
            if piece.note is None or piece.note is last.note:
                out[-1] = _merge(last, piece, last.note)
                continue
            if last.note is None:
                out[-1] = _merge(last, piece, piece.note)
                continue
        out.append(piece)
    return out


def _merge(one: Piece, other: Piece, note: Note | None) -> Piece:
    return Piece("", one.source + other.source, one.start, other.end, note, one.moved)
