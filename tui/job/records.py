"""What a run is asked for, what it has to do, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.records import Failure, Kind, Witness
from corpus.store import Store
from corpus.transcriptions import read as read_transcription

from ..knowledge_paths import KnowledgePaths

if TYPE_CHECKING:
    from restore.emend.rule import Rule

Tick = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user asked for."""

    rule: Rule
    quality: str
    workers: int
    formats: tuple[str, ...]
    knowledge: KnowledgePaths = field(default_factory=KnowledgePaths)
    cluster: str = ""
    """Address of a Dask scheduler; the work is done there instead of in a pool of processes here."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to look through: from pages in the store, or from a text. Its witness is made when it is needed.

    Attributes:
        title: of the document, and its siglum.
        pages: names of its pages in the store.
        path: of the edition's copy of its text, where it has no pages.
        name: of the file that is a copy of.
        digest: of that text's file.
    """

    title: str
    pages: tuple[str, ...] = ()
    path: Path | None = None
    name: str = ""
    digest: str = ""

    def witness(self, store: Store) -> Witness:
        """Make the witness."""
        if self.path is None:
            pages = tuple(page for page in map(store.page, self.pages) if page is not None)
            return Witness.of_pages(self.title, self.title, pages)
        return replace(read_transcription(self.path, self.title).witness, title=self.name)


@dataclass
class Outcome:
    """What a run did, for the summary."""

    pages: int = 0
    documents: int = 0
    words: int = 0
    kept: int = 0
    """Documents that were done before."""
    engine: str = ""
    failures: list[Failure] = field(default_factory=list)
    found: Counter[Kind] = field(default_factory=Counter)
    applied: Counter[Kind] = field(default_factory=Counter)
    waiting: Counter[Kind] = field(default_factory=Counter)
    repeats: int = 0
    written: list[Path] = field(default_factory=list)
