"""The user's own lists of names: CSV, and TEI listPerson, listPlace and the like."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import OutputError, SourceError
from corpus.xml import local, parse_bytes

from .index import KINDS, NameEntry

FIELDS = ("kind", "name", "variants", "note", "since", "until", "id")
BETWEEN = ";"
"""Between variants."""
TEI = "http://www.tei-c.org/ns/1.0"
SHOWN = 5
"""Faults of a list that are named in one message."""
LIMIT = 20_000_000
"""Bytes of a list, at most."""
NAMED = {
    "person": "persName", "place": "placeName", "org": "orgName", "event": "label", "object": "objectName",
    "nym": "form",
}  # fmt: skip
"""What has the name in each element of a TEI list."""


def own_list() -> Path:
    """Return the user's own list, for all editions."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "corrigenda" / "names.csv"


def edition_list(edition: Path) -> Path:
    """Return the list of an edition."""
    return edition / "names.csv"


def lists(edition: Path | None = None) -> list[Path]:
    """Return the lists there are: the edition's before the user's."""
    paths = [edition_list(edition)] if edition else []
    return [path for path in [*paths, own_list()] if path.is_file()]


def read(path: Path) -> list[NameEntry]:
    """Read a list, CSV or TEI by its content.

    Raises:
        SourceError: it is missing, too big, no UTF-8, or no such list, or has rows that make no sense.
    """
    found, faults = usable(path)
    if faults:
        more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise SourceError("; ".join(faults[:SHOWN]) + more, where=path, remedy="mend or delete these lines")
    return found


def usable(path: Path) -> tuple[list[NameEntry], list[str]]:
    """Read what makes sense of a list, CSV or TEI by its content; give with it what is wrong with the other rows.

    Raises:
        SourceError: it is missing, too big, no UTF-8, or no such list.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=path, remedy="check the path") from error
    if len(raw) > LIMIT:
        raise SourceError("is too big for a list of names", where=path, remedy="split it")
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return from_tei(raw, path), []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", where=path, remedy="save it as CSV in UTF-8") from error
    return from_csv(text, path)


def add(path: Path, entries: Iterable[NameEntry]) -> int:
    """Add entries to a CSV list, made if need be; one that is there already gets the new variants and what it lacks.

    Returns how many are new. The file is written whole and then takes the old one's place, so that none is ever half.

    Raises:
        SourceError: the list that is there cannot be read.
        OutputError: it cannot be written.
    """
    have = {(entry.kind, entry.name): entry for entry in (read(path) if path.is_file() else [])}
    before = len(have)
    ids = {entry.id for entry in have.values()}
    for entry in entries:
        key = (entry.kind, entry.name)
        old = have.get(key)
        if old is not None:
            have[key] = replace(
                old,
                variants=tuple(dict.fromkeys(old.variants + entry.variants)),
                note=entry.note or old.note,
                since=entry.since or old.since,
                until=entry.until or old.until,
            )
            continue
        free = entry.id if entry.id not in ids else next(n for k in count(1) if (n := f"own-{k}") not in ids)
        ids.add(free)
        have[key] = replace(entry, id=free)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(to_csv(have.values()), "utf-8", newline="")
        half.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=path, remedy="check the permissions") from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return len(have) - before


def from_csv(text: str, where: object = None) -> tuple[list[NameEntry], list[str]]:
    """Read a CSV list: a heading with ``name`` in it, then one entry per row; only the name is needed.

    Returns the entries, and of each row that makes no sense the line and what is wrong.

    Raises:
        SourceError: it is no CSV, or has no heading.
    """
    if "\0" in text:
        raise SourceError("has NUL bytes in it", where=where, remedy="save it as CSV in UTF-8")
    start = text[:2000].split("\n", 1)[0]
    mark = max(",;\t", key=start.count)
    found: list[NameEntry] = []
    faults: list[str] = []
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        heading = [(field or "").strip().casefold() for field in table.fieldnames or ()]
        table.fieldnames = heading
        if "name" not in heading:
            raise SourceError(
                "has no column `name`", where=where, remedy=f"the first line is to be: {','.join(FIELDS)}"
            )
        for row in table:
            cells = {key: (value or "").strip() for key, value in row.items() if key and not isinstance(value, list)}
            fault = _fault(cells)
            if fault:
                faults.append(f"line {table.line_num}: {fault}")
            elif cells.get("name"):
                found.append(_of_cells(cells, len(found) + 1))
    except csv.Error as error:
        raise SourceError(f"is no CSV: {error}", where=where, remedy="save it as CSV in UTF-8") from error
    return found, faults


def _fault(cells: dict[str, str]) -> str:
    """Say what is wrong with a row; nothing if it makes sense, or has nothing in it."""
    if not cells.get("name"):
        return "no name" if any(cells.values()) else ""
    kind = cells.get("kind", "").casefold()
    if kind and kind not in KINDS:
        return f"unknown kind {kind!r}, not one of {', '.join(KINDS)}"
    for field in ("since", "until"):
        year = cells.get(field, "")
        if year and not re.fullmatch(r"\d{1,4}", year):
            return f"{field} is no year: {year!r}"
    since, until = (int(cells.get(field) or 0) for field in ("since", "until"))
    return f"until {until} is before since {since}" if until and until < since else ""


def _of_cells(cells: dict[str, str], number: int) -> NameEntry:
    kind = cells.get("kind", "").casefold() or "person"
    years = [int(cells.get(field) or 0) for field in ("since", "until")]
    variants = tuple(v for part in cells.get("variants", "").split(BETWEEN) if (v := part.strip()))
    key = cells.get("id") or f"own-{number}"
    return NameEntry(key, kind, _tidy(cells["name"]), tuple(map(_tidy, variants)), _tidy(cells.get("note", "")), *years)


def _tidy(text: str) -> str:
    """Fold white space, and drop what no name has: control characters."""
    return "".join(c for c in re.sub(r"\s+", " ", text) if c.isprintable()).strip()


def to_csv(entries: Iterable[NameEntry]) -> str:
    """Write a CSV list."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(FIELDS)
    for entry in entries:
        variants = f"{BETWEEN} ".join(entry.variants)
        table.writerow([entry.kind, entry.name, variants, entry.note, entry.since or "", entry.until or "", entry.id])
    return out.getvalue()


def from_tei(raw: bytes, where: object = None) -> list[NameEntry]:
    """Read the persons, places, organisations and the like of a TEI document.

    Raises:
        SourceError: it is no well-formed XML, or has no such list.
    """
    root = parse_bytes(raw, where)
    found: list[NameEntry] = []
    for node in root.iter(*(f"{{{TEI}}}{name}" for name in NAMED), *NAMED):
        tag = etree.QName(node).localname
        names = list(dict.fromkeys(filter(None, (_name(n) for n in node if local(n) == NAMED[tag]))))
        if not names:
            continue
        note = _tidy(" ".join(_text(n) for n in node if local(n) in ("note", "occupation", "state")))
        since, until = (_year(node, name) for name in ("birth", "death"))
        kind = {"person": "person", "place": "place"}.get(tag) or (node.get("type") or "")
        key = node.get("{http://www.w3.org/XML/1998/namespace}id") or f"own-{len(found) + 1}"
        kind = kind if kind in KINDS else "term"
        found.append(NameEntry(key, kind, names[0], tuple(names[1:]), note, since, until))
    if not found:
        raise SourceError("has no list of names", where=where, remedy="give TEI with listPerson, listPlace or listOrg")
    return found


def _text(node: etree._Element) -> str:
    return "".join(str(piece) for piece in node.itertext())


def _name(node: etree._Element) -> str:
    """Return a name; surname and forename become ``Surname, Forename``."""
    family = " ".join(_tidy(_text(n)) for n in node if local(n) == "surname")
    given = " ".join(_tidy(_text(n)) for n in node if local(n) == "forename")
    return f"{family}, {given}" if family and given else _tidy(_text(node))


def _year(node: etree._Element, name: str) -> int:
    for child in node:
        if local(child) == name:
            year = re.search(r"\d{4}", child.get("when") or _text(child))
            return int(year.group()) if year else 0
    return 0


_PREFIX: Any = {None: TEI}  # the stubs forbid what lxml asks for


LISTED = (("person", "listPerson", "person"), ("place", "listPlace", "place"), ("", "listObject", "object"))
"""Kind of entry (empty for all others), and the elements of its list and of the entry."""


def to_tei(entries: Iterable[NameEntry]) -> str:
    """Write the entries as a TEI document with listPerson, listPlace and, for all others, listObject."""
    root = etree.Element(f"{{{TEI}}}standOff", nsmap=_PREFIX)
    whole = list(entries)
    for wanted, outer, inner in LISTED:
        rows = [e for e in whole if e.kind == wanted or (not wanted and e.kind not in ("person", "place"))]
        if rows:
            box = etree.SubElement(root, f"{{{TEI}}}{outer}")
            for entry in rows:
                _put(etree.SubElement(box, f"{{{TEI}}}{inner}"), entry, NAMED[inner], typed=not wanted)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _put(node: etree._Element, entry: NameEntry, named: str, *, typed: bool) -> None:
    """Put an entry into its element: id, forms of the name, years of life, note."""
    if re.fullmatch(r"[A-Za-z_][\w.-]*", entry.id, re.ASCII):
        node.set("{http://www.w3.org/XML/1998/namespace}id", entry.id)
    if typed:
        node.set("type", entry.kind)
    for form in (entry.name, *entry.variants):
        name = etree.SubElement(node, f"{{{TEI}}}{named}")
        family, comma, given = form.partition(", ")
        if comma and entry.kind == "person":
            etree.SubElement(name, f"{{{TEI}}}surname").text = family
            etree.SubElement(name, f"{{{TEI}}}forename").text = given
        else:
            name.text = form
    for tag, year in (("birth", entry.since), ("death", entry.until)):
        if year and entry.kind == "person":
            etree.SubElement(node, f"{{{TEI}}}{tag}").set("when", f"{year:04d}")
    if entry.note:
        etree.SubElement(node, f"{{{TEI}}}note").text = entry.note
