"""The clean texts that the shipped language is learned from, book by book."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from itertools import islice

from bench.table import shared
from corpus.language.learn import Book

TRUST = {"eltec_novels": 0.5, "fiction_1900_1930": 0.5}
"""Novels have dialect: a word has to stand in twice as many."""


def english() -> Iterator[tuple[str, Book]]:
    """Yield each book of shared/lang/english with its group; the list of books says how many paragraphs each has."""
    folder = shared() / "lang" / "english"
    with (folder / "BOOKS.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for group in dict.fromkeys(row["group"] for row in rows):
        with gzip.open(folder / f"{group}.txt.gz", "rt", encoding="utf-8") as text:
            paragraphs = (line.rstrip("\n") for line in text if line.strip())
            for row in rows:
                if row["group"] == group:
                    body = "\n\n".join(islice(paragraphs, int(row["paragraphs"])))
                    yield group, Book(row["title"], body, TRUST.get(group, 1.0))


def frus() -> Iterator[tuple[str, Book]]:
    """Yield each volume of shared/lang/frus."""
    for path in sorted((shared() / "lang" / "frus").glob("*.txt.gz")):
        yield "frus", Book(path.name.removesuffix(".txt.gz"), gzip.decompress(path.read_bytes()).decode("utf-8"))


def books() -> Iterator[tuple[str, Book]]:
    """Yield all of them."""
    yield from english()
    yield from frus()
