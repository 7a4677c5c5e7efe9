"""What the header and the body of a TEI file share: ids given, who decided, pages, and characters that came up."""

from __future__ import annotations

from lxml import etree

from corpus.records import Page
from corpus.xml import FORBIDDEN

from ...facsimile import scanned
from ...pieces import Note, Piece
from ...record import Part, Record
from .xml import append, sub


class Context:
    """Remembers which ids are given, which odd characters came, and which faults of reading stand outside the text.

    Attributes:
        inline: whether the faults of reading stand in the text too.
        people: the id of everybody who decided.
        surfaces: the id of the facsimile of each scanned page, by the siglum and what the page is called.
        scans: the pages as read from scans, by that id.
        wits: the id of each witness, by its siglum.
        odd: characters that XML cannot hold.
        external: faults of reading for the apparatus outside the text.
    """

    def __init__(self, record: Record, inline: bool) -> None:
        self.inline = inline
        self.people = {name: f"resp-{number}" for number, name in enumerate(record.hands, 1)}
        self.surfaces: dict[tuple[str, str], str] = {}
        self.scans: dict[str, Page] = {}
        spans = ((part.witness, span) for part in record.parts for span in part.witness.pages)
        for number, (witness, span) in enumerate(spans, 1):
            page = scanned(record.pages, witness, span)
            if page is not None:
                self.surfaces[witness.siglum, span.page] = f"surface-{number}"
                self.scans[f"surface-{number}"] = page
        self.wits = {part.witness.siglum: f"wit-{part.slug}" for part in record.parts}
        for number, parallel in enumerate(record.parallels, 1):
            self.wits.setdefault(parallel.siglum, f"wit-parallel-{number}")
        self.odd: set[str] = set()
        self.external: list[tuple[Note, Piece, Part]] = []
        self._ids: set[str] = set()

    def note_external(self, note: Note, piece: Piece, part: Part) -> None:
        """Keep a fault of reading for the apparatus outside the text."""
        self.external.append((note, piece, part))

    def id(self, wanted: str) -> str:
        """Return an id that nothing has yet, the wanted one if it is free."""
        name, number = wanted, 2
        while name in self._ids:
            name, number = f"{wanted}-{number}", number + 1
        self._ids.add(name)
        return name

    def surface(self, siglum: str, page: str) -> str:
        """Return the reference to a page's facsimile, empty where it has none."""
        return f"#{self.surfaces[siglum, page]}" if (siglum, page) in self.surfaces else ""

    def resp(self, name: str) -> str:
        """Return the reference to somebody who decided."""
        return f"#{self.people[name]}"

    def wit(self, siglum: str) -> str:
        """Return the reference to a witness, empty where it is not known."""
        return f"#{self.wits[siglum]}" if siglum in self.wits else ""

    def put(self, parent: etree._Element, text: str, *, lines: bool = True) -> None:
        """Append text: line ends get an ``lb`` after them, characters that XML cannot hold become ``g``."""
        at = 0
        for match in FORBIDDEN.finditer(text):
            self._lines(parent, text[at : match.start()], lines)
            self.odd.add(match.group())
            sub(parent, "g", ref=f"#{glyph(match.group())}")
            at = match.end()
        self._lines(parent, text[at:], lines)

    def _lines(self, parent: etree._Element, text: str, lines: bool) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                append(parent, "\n")
                if lines:
                    sub(parent, "lb")
            append(parent, line)


def glyph(character: str) -> str:
    """Return the id of a character that XML cannot hold."""
    return f"char-{ord(character):04X}"
