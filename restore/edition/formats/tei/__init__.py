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

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from corpus import __version__
from corpus.records import RULE, Page, Witness
from corpus.xml import FORBIDDEN

from ...facsimile import kept
from ...mentions import ELEMENTS
from ...pieces import Note, Piece
from ...record import Part, Record
from ...wording import describe, rationale
from .body import Body
from .xml import ID, TEI, XML, append, clean, sub, tag


def write(record: Record, folder: Path, *, inline: bool = False) -> list[Path]:
    """Write the edition as one TEI file."""
    path = folder / "edition.xml"
    path.write_bytes(serialize(record, inline=inline))
    return [path]


def serialize(record: Record, *, inline: bool = False) -> bytes:
    """Return the edition as TEI in UTF-8; ``inline`` puts the faults of reading into the text as well."""
    tree = etree.ElementTree(Writer(record, inline).root())
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True)


class Writer:
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
        """Return the whole as an element."""
        root = etree.Element(tag("TEI"), nsmap={None: TEI})  # type: ignore[dict-item]  # the stubs forbid None
        body = etree.Element(tag("body"))
        for part in self._record.parts:
            body.append(Body(self, part).element())
        header = self._header()
        root.append(header)
        self._facsimile(root)
        self._names(root)
        text = sub(root, "text")
        text.set(f"{{{XML}}}space", "preserve")
        text.append(body)
        self._apparatus(root)
        return root

    # What the body's writer asks for

    @property
    def inline(self) -> bool:
        """Whether the faults of reading stand in the text too."""
        return self._inline

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages as read from scans, by name."""
        return self._record.pages

    def note_external(self, note: Note, piece: Piece, part: Part) -> None:
        """Keep a fault of reading for the apparatus outside the text."""
        self._external.append((note, piece, part))

    def id(self, wanted: str) -> str:
        """Return an id that nothing has yet, the wanted one if it is free."""
        name, number = wanted, 2
        while name in self._ids:
            name, number = f"{wanted}-{number}", number + 1
        self._ids.add(name)
        return name

    def surface(self, page: str) -> str:
        """Return the id of a page's facsimile."""
        return self._surfaces[page]

    def resp(self, name: str) -> str:
        """Return the reference to somebody who decided."""
        return f"#{self._people[name]}"

    def wit(self, siglum: str) -> str:
        """Return the reference to a witness, empty where it is not known."""
        return f"#{self._wits[siglum]}" if siglum in self._wits else ""

    def put(self, parent: etree._Element, text: str, *, lines: bool = True) -> None:
        """Append text: line ends get an ``lb`` after them, characters that XML cannot hold become ``g``."""
        at = 0
        for match in FORBIDDEN.finditer(text):
            self._lines(parent, text[at : match.start()], lines)
            self._odd.add(match.group())
            sub(parent, "g", ref=f"#{_glyph(match.group())}")
            at = match.end()
        self._lines(parent, text[at:], lines)

    def _lines(self, parent: etree._Element, text: str, lines: bool) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                append(parent, "\n")
                if lines:
                    sub(parent, "lb")
            append(parent, line)

    # Header

    def _header(self) -> etree._Element:
        record = self._record
        header = etree.Element(tag("teiHeader"))
        file = sub(header, "fileDesc")
        title = sub(file, "titleStmt")
        sub(title, "title", record.title)
        for name, key in self._people.items():
            statement = sub(title, "respStmt")
            statement.set(ID, key)
            sub(statement, "resp", "rule that accepted readings" if name.startswith(RULE) else "editor")
            sub(statement, "name", name)
        publication = sub(file, "publicationStmt")
        sub(publication, "p", "Not published: the edition as computed from the decision log.")
        self._sources(file)
        self._encoding(header)
        self._revisions(header)
        return header

    def _sources(self, file: etree._Element) -> None:
        description = sub(file, "sourceDesc")
        witnesses = sub(description, "listWit")
        for part in self._record.parts:
            self._witness(witnesses, part.witness, f"wit-{part.slug}")
        if self._record.parallels:
            others = sub(witnesses, "listWit")
            sub(others, "head", "Other texts that readings were taken from")
            for parallel in self._record.parallels:
                self._witness(others, parallel, self._wits[parallel.siglum])

    def _witness(self, parent: etree._Element, described: Witness, key: str) -> None:
        witness = sub(parent, "witness")
        witness.set(ID, self.id(key))
        sub(witness, "abbr", described.siglum, type="siglum")
        append(witness, " ")
        sub(witness, "title", described.title)
        for digest in described.sources:
            source = self._record.source(digest)
            append(witness, clean(f" {source.name} ") if source else " ")
            sub(witness, "idno", digest, type="sha256")
        if described.provenance:
            append(witness, " ")
            sub(witness, "note", described.provenance, type="provenance")

    def _encoding(self, header: etree._Element) -> None:
        encoding = sub(header, "encodingDesc")
        application = sub(sub(encoding, "appInfo"), "application", ident="corrigenda", version=__version__)
        sub(application, "label", "Corrigenda")
        declaration = sub(encoding, "editorialDecl")
        sub(
            sub(declaration, "correction", status="high", method="markup"),
            "p",
            "Nothing is changed silently. Taking sic, surplus, fw and the readings of the base witness (rdg) gives the "
            "witness; taking corr, supplied and lem gives the edition; both to the byte. Every change points with "
            "@change to the decision it rests on.",
        )
        sub(
            sub(declaration, "normalization", method="markup"),
            "p",
            "None. Period spelling, punctuation and the author's usage stand as they are.",
        )
        sub(
            sub(declaration, "hyphenation", eol="some"),
            "p",
            "Words that a line or page end broke are joined where a decision says so.",
        )
        where = "internal" if self._inline else "external"
        sub(
            encoding,
            "variantEncoding",
            method="parallel-segmentation" if self._inline else "double-end-point",
            location=where,
        )
        if self._odd:
            declarations = sub(encoding, "charDecl")
            for character in sorted(self._odd):
                char = sub(declarations, "char")
                char.set(ID, _glyph(character))
                sub(char, "mapping", f"U+{ord(character):04X}", type="codepoint")

    def _revisions(self, header: etree._Element) -> None:
        shown = {note.decision.id: note for part in self._record.parts for note in part.notes}
        if not shown:
            return
        changes = sub(sub(header, "revisionDesc"), "listChange")
        for note in shown.values():
            decision = note.decision
            change = sub(changes, "change", when=_when(decision.at), who=self.resp(decision.by))
            change.set(ID, f"d-{note.id}")
            change.set("target", f"#{note.id}")
            sub(change, "label", str(decision.kind))
            append(change, clean(f" {describe(note)}: {rationale(note)}"))

    # Around the text

    def _facsimile(self, root: etree._Element) -> None:
        pages = [self._record.pages[name] for name in self._surfaces if name in self._record.pages]
        if not pages:
            return
        facsimile = sub(root, "facsimile")
        for page in pages:
            surface = sub(facsimile, "surface", ulx="0", uly="0", lrx=str(page.width), lry=str(page.height))
            surface.set(ID, self._surfaces[page.name])
            source = self._record.source(page.source)
            if source:
                sub(surface, "label", page.name)
                url = kept(Path(".."), source).as_posix()
                sub(surface, "graphic", url=url, width=f"{page.width}px", height=f"{page.height}px")

    def _names(self, root: etree._Element) -> None:
        """List who and what the names are linked to."""
        known = {m.id: m for part in self._record.parts for m in part.mentions if m.kind in ELEMENTS}
        if not known:
            return
        stand_off = sub(root, "standOff")
        for kind, element in ELEMENTS.items():
            listed = [m for m in sorted(known.values(), key=lambda m: m.name) if m.kind == kind]
            if not listed:
                continue
            holder = sub(stand_off, f"list{kind.title()}")
            for mention in listed:
                entry = sub(holder, kind)
                entry.set(ID, self.id(mention.id))
                sub(entry, element, mention.name)
                if mention.note:
                    sub(entry, "note", mention.note)

    def _apparatus(self, root: etree._Element) -> None:
        if not self._external:
            return
        listed = sub(etree.SubElement(root, tag("standOff")), "listApp", type="reading")
        for note, piece, part in self._external:
            app = sub(listed, "app", type=str(note.decision.kind), change=f"#d-{note.id}")
            app.set("from", f"#{note.id}")
            app.set("to", f"#{note.id}")
            decision = note.decision
            cert = "low" if decision.doubtful else "high"
            lemma = sub(app, "lem", resp=self.resp(decision.by), cert=cert, cause=str(decision.basis))
            self.put(lemma, piece.text)
            self.put(sub(app, "rdg", wit=f"#wit-{part.slug}"), piece.source)
        # The standOff goes before the text, where a reader of the file looks for what belongs to it.
        text = root.find(tag("text"))
        if text is not None:
            text.addprevious(root[-1])


def _glyph(character: str) -> str:
    return f"char-{ord(character):04X}"


def _when(at: str) -> str:
    """Return a time as TEI has it (no microseconds needed)."""
    return at[:19] + ("Z" if at.endswith("+00:00") else "")
