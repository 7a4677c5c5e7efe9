"""The one record that every writer prints: documents of blocks of pieces, each piece with its source and its note.

A piece says what stands in the edition and what stands in the witness. Reading the pieces' ``text`` in order gives the
edition, reading their ``source`` in order (of those that did not come from elsewhere) gives the witness, to the byte;
that is the reason why the diplomatic view, the emended view and the apparatus cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.decisions.log import by_witness, in_force
from corpus.decisions.selectors import locate
from corpus.file_names import distinct, file_name
from corpus.records import Decision, Emendation, Kind, Page, Source, Verdict, Witness

from .blocks import Block, blocks, width
from .establish import Edition, View, edited, establish
from .facsimile import ImageOf, from_sources
from .mentions import Mention, mentions
from .pieces import Note, Piece, laid, named, notes, queried, remarked

if TYPE_CHECKING:
    from corpus.names import Authority

SLUG = 80
"""A document's name in anchors and links is made of at most this many letters of its siglum."""


@dataclass(frozen=True)
class Part:
    """One document of the edition.

    Attributes:
        slug: its name in anchors and links: ASCII, a letter first, unique in the edition.
        file: its name in file names, as near to the siglum as may be; unique in the edition.
        edition: as established.
        pieces: in the edition's order.
        blocks: the same pieces, in paragraphs.
        notes: the apparatus, by number.
        waiting: findings with readings that nobody decided on, in text order.
        width: of a full line in code points; 0 where a line is a paragraph.
        mentions: the names in the edited text that are linked to the authority, in order.
    """

    slug: str
    file: str
    edition: Edition
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    waiting: tuple[Emendation, ...]
    width: int = 0
    mentions: tuple[Mention, ...] = ()

    @property
    def witness(self) -> Witness:
        """The base text."""
        return self.edition.witness

    @property
    def title(self) -> str:
        """What a person calls it."""
        return self.witness.title

    def hard(self, before: str, after: str) -> bool:
        """Whether a line end between two lines was meant, and is not only where the line was full."""
        first = after.split(maxsplit=1)
        return not self.width or len(before) + 1 + len(first[0] if first else "") < 0.8 * self.width


@dataclass(frozen=True)
class Record:
    """An edition ready to be printed.

    Attributes:
        title: of the edition.
        folder: of the edition; its sources lie in ``sources``.
        parts: the documents, in order.
        sources: the files it was made from.
        pages: as read from scans, by name.
        events: the whole log.
        emendations: every finding with its readings, by siglum.
        image: gives the image of a page, where there is one.
        parallels: other texts that readings were taken from.
    """

    title: str
    folder: Path
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    events: tuple[Decision, ...] = ()
    emendations: Mapping[str, Sequence[Emendation]] = field(default_factory=dict)
    image: ImageOf = lambda page: None
    parallels: tuple[Witness, ...] = ()

    @cached_property
    def date(self) -> str:
        """When the last decision was made, ISO 8601; empty when none was (the same log gives the same edition)."""
        return max((event.at for event in self.events), default="")

    @cached_property
    def hands(self) -> tuple[str, ...]:
        """Everybody who decided something that is in the edition, in order of name."""
        return tuple(sorted({note.decision.by for part in self.parts for note in part.notes}))

    def source(self, digest: str) -> Source | None:
        """Return a source by its digest."""
        return next((source for source in self.sources if source.digest == digest), None)


def compile_record(
    title: str,
    folder: Path,
    witnesses: Sequence[Witness],
    emendations: Mapping[str, Sequence[Emendation]],
    events: Iterable[Decision],
    pages: Sequence[Page] = (),
    sources: Sequence[Source] = (),
    *,
    authority: Authority | None = None,
    image: ImageOf | None = None,
    view: View = edited,
    parallels: Sequence[Witness] = (),
) -> Record:
    """Lay an edition out for printing.

    Args:
        title: of the edition.
        folder: where its sources are kept.
        witnesses: the documents, in order.
        emendations: every finding with its readings, by siglum.
        events: the whole log.
        pages: as read from scans.
        sources: the files it all came from.
        authority: to link names to; none are linked without.
        image: gives page images; without it those that lie in the folder are used.
        view: what of the decisions counts.
        parallels: other texts that readings were taken from.
    """
    log = tuple(events)
    logs = by_witness(log)
    slugs: set[str] = set()
    files: set[str] = set()
    parts = []
    for witness in witnesses:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", witness.siglum).strip("-.")[:SLUG] or "text"
        slug = distinct(plain if plain[0].isalpha() else f"w{plain}", slugs)
        file = distinct(file_name(witness.siglum), files)
        own = logs[witness.siglum]
        edition = establish(witness, own, view)
        found = mentions(edition.text, authority) if authority else ()
        parts.append(_part(slug, file, edition, emendations.get(witness.siglum, ()), own, found))
    return Record(
        title,
        folder,
        tuple(parts),
        tuple(sources),
        {page.name: page for page in pages},
        log,
        dict(emendations),
        image or from_sources(folder, {source.digest: source for source in sources}),
        tuple(parallels),
    )


def _part(
    slug: str,
    file: str,
    edition: Edition,
    emendations: Sequence[Emendation],
    log: Sequence[Decision],
    found: Sequence[Mention],
) -> Part:
    waiting = undecided(edition.witness, emendations, log)
    asked = queried(laid(edition, notes(slug, edition)), waiting)
    pieces = tuple(named(remarked(asked, edition.witness.remarks), found))
    shown = sorted({n.number: n for p in pieces for n in (p.note, p.moved) if n}.values(), key=lambda n: n.number)
    return Part(
        slug, file, edition, pieces, blocks(slug, pieces), tuple(shown), waiting, width(edition.text), tuple(found)
    )


def undecided(witness: Witness, emendations: Iterable[Emendation], log: Iterable[Decision]) -> tuple[Emendation, ...]:
    """Return the findings that nobody decided on, in text order; a legitimate repetition asks for no decision."""
    settled: set[tuple[int, int]] = set()
    for decision in in_force(event for event in log if event.witness == witness.siglum):
        if decision.verdict in (Verdict.ACCEPT, Verdict.REJECT):
            place = locate(witness.text, decision.selector)
            if place:
                settled.add(place)
    return tuple(e for e in emendations if e.finding.kind is not Kind.REPEAT and e.finding.span not in settled)
