"""Where every text, list and model that ships is from; ``python -m docs.sources`` renews the digests and the page.

``SOURCES`` is written by hand; ``docs/sources.tsv`` and ``docs/sources.md`` are made of it and of the files. A test
fails where a data file is not listed, or is no longer the one that was listed.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("sources.tsv")
PAGE = Path(__file__).with_name("sources.md")
PLACES: tuple[str, ...] = (
    "corpus/language/data",
    "corpus/names/data",
    "corpus/names/period.csv",
    "corpus/samples",
    "restore/edition/assets",
    "restore/punctuation/data",
    "restore/words/data",
    "scans",
    "tests/data",
)
"""Files and folders that hold data."""
NO_DATA: tuple[str, ...] = ("*.py", "*.pyc", "*/README.md")
"""What stands beside data and is none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where some files are from.

    Attributes:
        files: patterns of paths, with ``*`` for anything.
        title: what it is.
        origin: who made it, of what.
        licence: on what terms it may be passed on.
        date: of the files as they ship.
    """

    files: tuple[str, ...]
    title: str
    origin: str
    licence: str
    date: str


class Listed(NamedTuple):
    """A line of the table: a file and its source."""

    path: str
    title: str
    origin: str
    licence: str
    date: str
    sha256: str


OWN = "MIT, as the project"
DERIVED = "MIT, as the project; attribution to ELTeC (CC BY 4.0), see NOTICE"
BOOKS = (
    "386 English books and speeches 1755–1950 (87 of them encodings of ELTeC, CC BY 4.0; the rest in the public domain)"
    " and 30 volumes of Foreign Relations of the United States (public domain)"
)
NEWSPAPERS = "159 articles of the Sydney Morning Herald 1843–1954 as read and as corrected (overproof)"
PLANTED = "48 documents of Foreign Relations of the United States with planted faults"

SOURCES: tuple[Origin, ...] = (
    Origin(
        ("corpus/language/data/*",),
        "The language that ships: counts of words, pairs and triples",
        f"made by bench/train/language.py of {BOOKS}",
        DERIVED,
        "2026-11-22",
    ),
    Origin(
        ("corpus/names/data/*",),
        "The authority of names that ships",
        "made by bench/train/names.py of the persons, terms and indexes of Foreign Relations of the United States, of"
        " Principal Officers and Chiefs of Mission (Department of State, public domain), of period.csv, and of words"
        " that stand with a capital in the books of the language",
        DERIVED,
        "2026-11-22",
    ),
    Origin(
        ("corpus/names/period.csv",),
        "People, places, ships, operations and treaties of 1890–1960 with their period forms",
        "written for this project",
        OWN,
        "2026-11-22",
    ),
    Origin(
        ("restore/words/data/channel.json",),
        "Costs of what reading does to letters",
        f"made by bench/train/channel.py of {NEWSPAPERS}",
        OWN,
        "2026-11-27",
    ),
    Origin(
        ("restore/words/data/*",),
        "Weights and trees that judge misread words",
        f"made by bench/train/words.py of {NEWSPAPERS}; of {PLANTED}; and of synthetic documents out of the books of"
        " the language",
        DERIVED,
        "2026-11-27",
    ),
    Origin(
        ("restore/punctuation/data/*",),
        "Habits and trees of the marks at word ends",
        f"made by bench/train/punctuation.py of {NEWSPAPERS}; and the books of the language",
        DERIVED,
        "2026-11-27",
    ),
    Origin(
        ("restore/edition/assets/*",),
        "Style sheets, scripts and the template of the edition",
        "written for this project",
        OWN,
        "2026-11-22",
    ),
    Origin(
        ("corpus/samples/halifax.txt", "tests/data/halifax_restored.txt"),
        "Lord Halifax to Sumner Welles, 23 December 1941",
        "OCR of a typescript, and the same restored by reading; a public record",
        "public record; the restoration MIT",
        "2026-11-22",
    ),
    Origin(
        ("corpus/samples/harriman.txt",),
        "Cable, Summary of Averell Harriman Meeting with T. V. Soong, 5 July 1945",
        "W. A. Harriman Papers, Library of Congress, as shown by the Wilson Center Digital Archive",
        "a work of the US Government, public domain; the archive asks to be cited as the file does",
        "2026-11-22",
    ),
    Origin(
        ("corpus/samples/works17.txt",),
        "J. V. Stalin, Works, volume 17: War Telegrams",
        "Red Star Press, London 1986; scanned and transcribed by The Socialist Truth in Cyprus",
        "telegrams of heads of government; the terms of the edition are not known",
        "2026-11-22",
    ),
    Origin(
        ("corpus/samples/correspondence.txt",),
        "Correspondence of J. V. Stalin with Winston S. Churchill and Clement R. Attlee, 1941–1945",
        "Progress Publishers, Moscow; transcribed for the web",
        "messages of heads of government; the terms of the edition are not known",
        "2026-11-22",
    ),
    Origin(
        ("corpus/samples/beijing.txt",),
        "Ciphered telegram to the Soviet ambassador in Beijing, 7 December 1950",
        "translated and transcribed for the web; where is not known",
        "a document of state; the terms of the translation are not known",
        "2026-11-22",
    ),
    Origin(
        ("scans/halifax/*",),
        "Lord Halifax to Sumner Welles, typed anew: three pages and a bad carbon of the last paragraph",
        "made by scans/typewrite.py with the face GNUTypewriter (OFL 1.1); the letter is a public record",
        OWN,
        "2026-11-22",
    ),
    Origin(
        ("scans/ehri/*",),
        "Two typewritten pages of 1938, with their transcription in ALTO: EHRI-BF-19380509b, pages 1 and 4",
        "European Holocaust Research Infrastructure (EHRI), online edition BeGrenzte Flucht",
        "CC BY 4.0",
        "2026-11-22",
    ),
    Origin(
        ("tests/data/golden/*",),
        "Short texts with faults, and what is found in them and in the samples",
        "written for this project; made by tests/restore/test_golden.py --renew",
        OWN,
        "2026-11-27",
    ),
    Origin(
        ("tests/data/tei_all.rng.gz",),
        "TEI P5 4.0.0, schema tei_all in RELAX NG",
        "Text Encoding Initiative Consortium",
        "CC BY 3.0 or BSD-2-Clause, at choice",
        "2020-02-25",
    ),
    Origin(
        ("tests/data/alto-4-4.xsd",),
        "ALTO 4.4, XML Schema",
        "ALTO Editorial Board, Library of Congress",
        "CC BY-SA 4.0; all rights waived by the board",
        "2026-11-22",
    ),
    Origin(
        ("tests/data/page-2019-07-15.xsd",),
        "PAGE content 2019-07-15, XML Schema",
        "PRImA Research Lab, University of Salford",
        "published for use by all; the file names no licence",
        "2019-07-15",
    ),
    Origin(
        ("tests/data/xlink.xsd",),
        "XLink schema of METS, version 2",
        "Library of Congress",
        "a work of the US Government, public domain",
        "2004-11-15",
    ),
)
"""The first source whose pattern a file has is its own."""

HEAD = """# Where every text, list and model is from

Made by `python -m docs.sources` of the table in [sources.py](sources.py); the digest of every file (SHA-256) stands in
[sources.tsv](sources.tsv). A test fails where a data file is not listed or has changed. What has to be said to whoever
gets a copy stands in [NOTICE](../NOTICE).

| files | what | origin | licence | date |
|---|---|---|---|---|
"""


def files() -> Iterator[str]:
    """Yield the paths of all data files below the root."""
    for place in PLACES:
        start = ROOT / place
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and not any(fnmatch(name, pattern) for pattern in NO_DATA):
                yield name


def source(path: str) -> Origin:
    """Return where a file is from.

    Raises:
        LookupError: it is not listed.
    """
    for one in SOURCES:
        if any(fnmatch(path, pattern) for pattern in one.files):
            return one
    raise LookupError(f"{path} is data, and docs/sources.py does not say where it is from")


def rows() -> list[Listed]:
    """Return a line for every data file, with its digest as it is now."""
    return [
        Listed(
            path, one.title, one.origin, one.licence, one.date, hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
        )
        for path in files()
        for one in [source(path)]
    ]


def listed() -> list[Listed]:
    """Return the lines of the table as it was last renewed."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Listed(*line) for line in csv.reader(file, delimiter="\t")][1:]


def page() -> str:
    """Return the page."""
    return HEAD + "".join(map(_line, SOURCES))


def _line(one: Origin) -> str:
    patterns = ", ".join(f"`{pattern}`" for pattern in one.files)
    return f"| {patterns} | {one.title} | {one.origin} | {one.licence} | {one.date} |\n"


def renew() -> None:
    """Write the table and the page."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([Listed._fields, *rows()])
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    renew()
