"""The one record that every writer prints: documents of blocks of pieces, each piece with its source and its note.

A piece says what stands in the edition and what stands in the witness. Reading the pieces' ``text`` in order gives the
edition, reading their ``source`` in order (of those that did not come from elsewhere) gives the witness, to the byte;
that is the reason why the diplomatic view, the emended view and the apparatus cannot disagree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.log import by_witness, in_force
from corpus.records import Box, Decision, Emendation, Ink, Kind, Page, Remark, Source, Verdict, Witness
from corpus.selectors import locate

from ..document import BREAK
from ..establish import Edition, Segment, View, edited, establish
from .facsimile import ImageOf, from_sources
from .names import Mention, mentions
from .roles import Role, roles

if TYPE_CHECKING:
    from corpus.names import Authority

OPEN = frozenset({Kind.MISREAD, Kind.NAME, Kind.GARBLE, Kind.SPLIT, Kind.JOINED, Kind.PUNCT, Kind.FURNITURE})
"""Kinds whose undecided findings are marked in the text as questions."""


SHOWN = frozenset({"gap", "unclear", "deletion", "highlight", "addition", "note"})
"""Remarks of a transcription that the edition prints."""


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the apparatus: one decision carried out.

    Attributes:
        number: in its document, from 1, in the edition's order.
        id: permanent, usable as an anchor and an xml:id.
        decision: that was carried out.
        start: of its place in the witness.
        end: of its place in the witness.
        sic: what stands in the witness.
        text: what stands in the edition; empty for what went.
        inks: pages and boxes of the place, one a line of the scan, none for a text.
    """

    number: int
    id: str
    decision: Decision
    start: int
    end: int
    sic: str
    text: str
    inks: tuple[tuple[str, Box], ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the passage stands elsewhere in the edition."""
        return self.decision.move_to is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the edition and of the witness.

    Attributes:
        text: as it stands in the edition; empty for what went.
        source: as it stands in the witness; empty for what was supplied.
        start: of the source in the witness.
        end: of the source in the witness.
        note: the entry that tells why they differ.
        moved: the entry that tells why it stands here; its source then stands elsewhere in the witness.
        query: an undecided finding on this stretch.
        name: the name that this stretch is, or is part of.
        remarks: what the transcription says of this stretch, what is around another first.
    """

    text: str
    source: str
    start: int
    end: int
    note: Note | None = None
    moved: Note | None = None
    query: Emendation | None = None
    name: Mention | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def literal(self) -> bool:
        """Whether edition and witness have the same here, in the same place."""
        return self.text == self.source and self.moved is None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or letter part, or the white space between two of them.

    Attributes:
        role: what it is; ``GAP`` for white space that both the edition and the witness have.
        pieces: in the edition's order.
        anchor: permanent, of its place in the witness; empty for a gap.
        level: of a heading, from 1.
    """

    role: Role
    pieces: tuple[Piece, ...]
    anchor: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """As it stands in the edition."""
        return "".join(piece.text for piece in self.pieces)


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
        """Give a source by its digest."""
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
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", witness.siglum).strip("-.") or "text"
        slug = _distinct_name(plain if plain[0].isalpha() else f"w{plain}", slugs)
        file = _distinct_name(re.sub(r"[^\w.-]+", "-", witness.siglum).strip("-.")[:80] or "text", files)
        own = logs[witness.siglum]
        edition = establish(witness, own, view)
        named = mentions(edition.text, authority) if authority else ()
        parts.append(_part(slug, file, edition, emendations.get(witness.siglum, ()), own, named))
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


def _distinct_name(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name.casefold())
    return name


def _part(
    slug: str,
    file: str,
    edition: Edition,
    emendations: Sequence[Emendation],
    log: Sequence[Decision],
    named: Sequence[Mention],
) -> Part:
    waiting = undecided(edition.witness, emendations, log)
    queried = _queried(_laid(edition, _notes(slug, edition)), waiting)
    pieces = tuple(_named(_remarked(queried, edition.witness.remarks), named))
    blocks = _blocks(slug, pieces)
    notes = sorted({n.number: n for p in pieces for n in (p.note, p.moved) if n}.values(), key=lambda n: n.number)
    return Part(slug, file, edition, pieces, blocks, tuple(notes), waiting, _width(edition.text), tuple(named))


def undecided(witness: Witness, emendations: Iterable[Emendation], log: Iterable[Decision]) -> tuple[Emendation, ...]:
    """Give the findings that nobody decided on, in text order; a legitimate repetition asks for no decision."""
    settled: set[tuple[int, int]] = set()
    for decision in in_force(event for event in log if event.witness == witness.siglum):
        if decision.verdict in (Verdict.ACCEPT, Verdict.REJECT):
            place = locate(witness.text, decision.selector)
            if place:
                settled.add(place)
    return tuple(e for e in emendations if e.finding.kind is not Kind.REPEAT and e.finding.span not in settled)


def _notes(slug: str, edition: Edition) -> dict[str, Note]:
    """Give the note of every decision that is seen in the edition, by the decision's id."""
    moves = {decision.id: (start, end) for start, end, decision in edition.moves}
    places: dict[str, tuple[int, int]] = {}
    decisions: dict[str, Decision] = {}
    texts: dict[str, str] = {}
    for segment in edition.segments:
        for decision in (segment.moved, segment.decision):
            if decision is None or decision.id in decisions:
                continue
            decisions[decision.id] = decision
            start, end = moves.get(decision.id, (segment.start, segment.end))
            places[decision.id] = (start, end)
            texts[decision.id] = edition.slice(start, end) if decision.id in moves else decision.text
    notes = {}
    for number, (name, decision) in enumerate(decisions.items(), 1):
        start, end = places[name]
        sic = edition.witness.text[start:end]
        anchor = f"{slug}-c-{re.sub(r'[^A-Za-z0-9_-]', '', name)[:12]}"
        inks = boxes(edition.witness, start, end)
        notes[name] = Note(number, anchor, decision, start, end, sic, texts[name], inks)
    return notes


def boxes(witness: Witness, start: int, end: int) -> tuple[tuple[str, Box], ...]:
    """Give pages and boxes of a stretch of a witness, those of words on one line of the scan joined."""
    out: list[tuple[str, Box]] = []
    first = max(0, bisect_right(witness.ink, start, key=_start) - 1)
    for ink in witness.ink[first : bisect_left(witness.ink, end, key=_start)]:
        if ink.end <= start:
            continue
        page, box = out[-1] if out else ("", ink.box)
        level = min(box.bottom, ink.box.bottom) - max(box.top, ink.box.top)
        if page == ink.page and 2 * level > min(box.height, ink.box.height) and ink.box.left >= box.left:
            out[-1] = (page, box.union(ink.box))
        else:
            out.append((ink.page, ink.box))
    return tuple(out)


def _start(ink: Ink) -> int:
    return ink.start


def _laid(edition: Edition, notes: Mapping[str, Note]) -> Iterator[Piece]:
    """Lay out the segments, and what moved away at its old place."""
    text = edition.witness.text
    at = 0

    def of(decision: Decision | None) -> Note | None:
        return notes[decision.id] if decision else None

    def away(start: int, end: int) -> Iterator[Piece]:
        for low, high, decision in edition.moves:
            if start <= low and high <= end and start < high:
                yield Piece("", text[low:high], low, high, notes.get(decision.id))
                start = high

    for segment in edition.segments:
        if segment.moved is None:
            yield from away(at, segment.start)
            at = max(at, segment.end)
        elif not segment.text and segment.start == segment.end:
            continue
        if segment.text or segment.end > segment.start:
            yield _piece(segment, text, of(segment.decision), of(segment.moved))
    yield from away(at, len(text))


def _piece(segment: Segment, text: str, note: Note | None, moved: Note | None) -> Piece:
    own = None if moved is note else note
    return Piece(segment.text, text[segment.start : segment.end], segment.start, segment.end, own, moved)


def _queried(pieces: Iterable[Piece], waiting: Sequence[Emendation]) -> Iterator[Piece]:
    """Cut literal pieces where undecided findings stand."""
    open_ = sorted((e for e in waiting if e.finding.kind in OPEN and e.readings), key=lambda e: e.finding.span)
    starts = [e.finding.start for e in open_]
    for piece in pieces:
        if piece.text != piece.source or not piece.text:
            yield piece
            continue
        at = piece.start
        for emendation in open_[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]:
            low, high = emendation.finding.span
            if low < at or high > piece.end:
                continue
            if low > at:
                yield _cut(piece, at, low)
            yield replace(_cut(piece, low, high), query=emendation)
            at = high
        if at < piece.end:
            yield _cut(piece, at, piece.end)


def _remarked(pieces: Iterable[Piece], remarks: Sequence[Remark]) -> Iterator[Piece]:
    """Cut literal pieces where the transcription's remarks begin and end; a change keeps those that are around it."""
    shown = [remark for remark in remarks if remark.kind in SHOWN]
    starts = [remark.start for remark in shown]
    reach = list(accumulate((remark.end for remark in shown), max))
    for piece in pieces:
        near = shown[bisect_left(reach, piece.start) : bisect_right(starts, piece.end)]
        if not near or not piece.text:
            yield piece
            continue
        if piece.text != piece.source:
            kept = (r for r in near if r.kind != "gap" and r.start <= piece.start < piece.end <= r.end)
            yield replace(piece, remarks=tuple(kept))
            continue
        edges = {edge for r in near for edge in (r.start, r.end) if piece.start < edge < piece.end}
        for low, high in pairwise(sorted({piece.start, piece.end, *edges})):
            over = tuple(r for r in near if r.start <= low and high <= r.end)
            yield replace(_cut(piece, low, high), remarks=over)


def _named(pieces: Iterable[Piece], named: Sequence[Mention]) -> Iterator[Piece]:
    """Cut literal pieces where names begin and end; a name that begins or ends inside a change is not marked."""
    at = 0
    coming = list(reversed(named))
    for piece in pieces:
        stop = at + len(piece.text)
        while coming and coming[-1].end <= at:
            coming.pop()
        if not piece.text or piece.text != piece.source:
            begun = coming and coming[-1].start + (not piece.text) <= at
            yield replace(piece, name=coming[-1]) if begun and stop <= coming[-1].end else piece
            at = stop
            continue
        done = at
        while coming and coming[-1].start < stop:
            mention = coming[-1]
            low, high = max(done, mention.start), min(stop, mention.end)
            if low > done:
                yield _cut(piece, piece.start + done - at, piece.start + low - at)
            yield replace(_cut(piece, piece.start + low - at, piece.start + high - at), name=mention)
            done = high
            if mention.end > stop:
                break
            coming.pop()
        if done < stop:
            yield _cut(piece, piece.start + done - at, piece.start + stop - at)
        at = stop


def _cut(piece: Piece, start: int, end: int) -> Piece:
    part = piece.source[start - piece.start : end - piece.start]
    return replace(piece, text=part, source=part, start=start, end=end)


def _blocks(slug: str, pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Put pieces into paragraphs at the empty lines of the edition; what went stands in the block that follows."""
    groups: list[tuple[bool, list[Piece]]] = []
    body: list[Piece] = []

    def close() -> None:
        if body:
            groups.append((False, list(body)))
            body.clear()

    for piece in _at_breaks(pieces):
        if not BREAK.fullmatch(piece.text):
            body.append(piece)
        elif piece.literal and piece.query is None:
            close()
            groups.append((True, [piece]))
        else:
            body.append(piece)
            close()
    close()
    texts = ["".join(piece.text for piece in group).strip() for gap, group in groups if not gap]
    found = iter(roles(texts, [_markup(group) for gap, group in groups if not gap]))
    out: list[Block] = []
    for gap, group in groups:
        if gap:
            out.append(Block(Role.GAP, tuple(group)))
            continue
        role, level = next(found)
        out.append(Block(role, tuple(group), f"{slug}-{min(piece.start for piece in group)}", level))
    return _distinct(out)


def _distinct(blocks: Sequence[Block]) -> tuple[Block, ...]:
    taken: set[str] = set()
    out = []
    for block in blocks:
        anchor, number = block.anchor, 2
        while anchor and anchor in taken:
            anchor, number = f"{block.anchor}-{number}", number + 1
        taken.add(anchor)
        out.append(replace(block, anchor=anchor))
    return tuple(out)


def _at_breaks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Cut pieces at the empty lines inside them; white space at the edges of a literal piece joins the break."""
    for piece in pieces:
        cuts = [0, *(edge for m in BREAK.finditer(piece.text) for edge in m.span()), len(piece.text)]
        same = piece.text == piece.source
        first = True
        for low, high in pairwise(cuts):
            if high > low:
                part = piece.text[low:high]
                if same:
                    yield replace(piece, text=part, source=part, start=piece.start + low, end=piece.start + high)
                else:
                    # A reading of several paragraphs: its source stands with the first of them.
                    source, end = (piece.source, piece.end) if first else ("", piece.start)
                    yield replace(piece, text=part, source=source, end=end)
                first = False
        if first:
            yield piece


def _markup(group: Sequence[Piece]) -> str:
    """Give the markup that went at the beginning of a block: it tells a heading."""
    out = ""
    for piece in group:
        if piece.note and piece.note.decision.kind is Kind.MARKUP and not piece.text:
            out += piece.source
        elif piece.text.strip():
            break
    return out.strip()


def _width(text: str) -> int:
    """Give the length of a full line, or 0 for a text whose lines are paragraphs."""
    lines = [line for block in BREAK.split(text) for line in block.strip().split("\n")[:-1]]
    paragraphs = [block for block in BREAK.split(text) if block.strip()]
    if len(lines) < len(paragraphs):
        return 0
    lengths = sorted(len(line.strip()) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
