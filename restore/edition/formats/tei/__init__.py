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

from pathlib import Path

from lxml import etree

from corpus import __version__
from corpus.records import RULE, Witness
from corpus.sources import kept_path

from ...mentions import ELEMENTS
from ...record import Record
from ...wording import describe, rationale
from .body import Body
from .context import Context, glyph
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
    """Builds the tree: the body first, for the header tells what came up in it."""

    def __init__(self, record: Record, inline: bool) -> None:
        self._record = record
        self._context = Context(record, inline)

    def root(self) -> etree._Element:
        """Return the whole as an element."""
        root = etree.Element(tag("TEI"), nsmap={None: TEI})  # type: ignore[dict-item]  # the stubs forbid None
        body = etree.Element(tag("body"))
        for part in self._record.parts:
            body.append(Body(self._context, part).element())
        header = self._header()
        root.append(header)
        self._facsimile(root)
        self._names(root)
        text = sub(root, "text")
        text.set(f"{{{XML}}}space", "preserve")
        text.append(body)
        self._apparatus(root)
        return root

    # Header

    def _header(self) -> etree._Element:
        record = self._record
        header = etree.Element(tag("teiHeader"))
        file = sub(header, "fileDesc")
        title = sub(file, "titleStmt")
        sub(title, "title", record.title)
        for name, key in self._context.people.items():
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
                self._witness(others, parallel, self._context.wits[parallel.siglum])

    def _witness(self, parent: etree._Element, described: Witness, key: str) -> None:
        witness = sub(parent, "witness")
        witness.set(ID, self._context.id(key))
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
        where = "internal" if self._context.inline else "external"
        sub(
            encoding,
            "variantEncoding",
            method="parallel-segmentation" if self._context.inline else "double-end-point",
            location=where,
        )
        if self._context.odd:
            declarations = sub(encoding, "charDecl")
            for character in sorted(self._context.odd):
                char = sub(declarations, "char")
                char.set(ID, glyph(character))
                sub(char, "mapping", f"U+{ord(character):04X}", type="codepoint")

    def _revisions(self, header: etree._Element) -> None:
        shown = {note.decision.id: note for part in self._record.parts for note in part.notes}
        if not shown:
            return
        changes = sub(sub(header, "revisionDesc"), "listChange")
        for note in shown.values():
            decision = note.decision
            change = sub(changes, "change", when=_when(decision.at), who=self._context.resp(decision.by))
            change.set(ID, f"d-{note.id}")
            change.set("target", f"#{note.id}")
            sub(change, "label", str(decision.kind))
            append(change, clean(f" {describe(note)}: {rationale(note)}"))

    # Around the text

    def _facsimile(self, root: etree._Element) -> None:
        if not self._context.scans:
            return
        facsimile = sub(root, "facsimile")
        for key, page in self._context.scans.items():
            surface = sub(facsimile, "surface", ulx="0", uly="0", lrx=str(page.width), lry=str(page.height))
            surface.set(ID, key)
            source = self._record.source(page.source)
            if source:
                sub(surface, "label", page.name)
                url = kept_path(Path(".."), source.digest, source.name).as_posix()
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
                entry.set(ID, self._context.id(mention.id))
                sub(entry, element, mention.name)
                if mention.note:
                    sub(entry, "note", mention.note)

    def _apparatus(self, root: etree._Element) -> None:
        if not self._context.external:
            return
        listed = sub(etree.SubElement(root, tag("standOff")), "listApp", type="reading")
        for note, piece, part in self._context.external:
            app = sub(listed, "app", type=str(note.decision.kind), change=f"#d-{note.id}")
            app.set("from", f"#{note.id}")
            app.set("to", f"#{note.id}")
            decision = note.decision
            cert = "low" if decision.doubtful else "high"
            lemma = sub(app, "lem", resp=self._context.resp(decision.by), cert=cert, cause=str(decision.basis))
            self._context.put(lemma, piece.text)
            self._context.put(sub(app, "rdg", wit=f"#wit-{part.slug}"), piece.source)
        # The standOff goes before the text, where a reader of the file looks for what belongs to it.
        text = root.find(tag("text"))
        if text is not None:
            text.addprevious(root[-1])


def _when(at: str) -> str:
    """Return a time as TEI has it (no microseconds needed)."""
    return at[:19] + ("Z" if at.endswith("+00:00") else "")
