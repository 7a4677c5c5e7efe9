"""The proof: witness and edition taken back from the TEI, by reading it only, without the code that wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from corpus.xml import local, parse_bytes

from .record import Record

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NEVER = frozenset({"note", "facsimile"})
LEFT_OUT = "left-out"
"""The type of a ``del`` that only tells what is struck out in the document: neither text has it."""
WITNESS_HAS = frozenset({"sic", "surplus", "fw", "rdg"})
EDITION_HAS = frozenset({"corr", "supplied", "lem"})


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether what the TEI says is what the edition rests on; offsets of the first difference, None for none.

    Attributes:
        siglum: of the witness.
        witness: where the witness taken from the TEI differs.
        edition: where the edition taken from the TEI differs.
    """

    siglum: str
    witness: int | None
    edition: int | None

    @property
    def holds(self) -> bool:
        """Whether both are the same to the byte."""
        return self.witness is None and self.edition is None


def prove(record: Record, tei: bytes) -> tuple[Proof, ...]:
    """Take witness and edition of every document from the TEI and compare."""
    root = parse_bytes(tei, "edition.xml")
    witnesses, editions = extract(root, witness=True), extract(root, witness=False)
    return tuple(
        Proof(
            part.witness.siglum,
            difference(witnesses.get(part.slug, ""), part.witness.text),
            difference(editions.get(part.slug, ""), part.edition.text),
        )
        for part in record.parts
    )


def extract(root: etree._Element, *, witness: bool) -> dict[str, str]:
    """Return the text of every document in a TEI file by its xml:id: the witness's, or the edited one."""
    readings: dict[str, etree._Element] = {}
    for app in root.iterfind(".//{*}standOff/{*}listApp/{*}app"):
        reading = app.find("{*}rdg")
        if reading is not None:
            readings[app.get("from", "")] = reading
    left_out = EDITION_HAS if witness else WITNESS_HAS

    def text(element: etree._Element) -> str:
        name = local(element)
        if not name or name in NEVER or name in left_out or element.get("type") == LEFT_OUT:
            return ""
        if name == "g":
            return chr(int(element.get("ref", "").rpartition("-")[2], 16))
        external = readings.get(f"#{element.get(XML_ID)}") if witness else None
        content = element if external is None else external
        return (content.text or "") + "".join(text(child) + (child.tail or "") for child in content)

    return {str(part.get(XML_ID)): text(part) for part in root.iterfind(".//{*}body/{*}div[@type='document']")}


def difference(one: str, other: str) -> int | None:
    """Return the offset of the first difference, None where there is none."""
    if one == other:
        return None
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
