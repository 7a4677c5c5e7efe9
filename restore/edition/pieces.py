"""The pieces of a document: what stands in the edition, what stands in the witness, and the note that tells why.

Laid out in the edition's order, then cut where questions, remarks of the transcription and names begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.kinds import Trait, having
from corpus.records import Box, Decision, Emendation, Ink, Remark, Witness

from .establish import Edition, Segment
from .mentions import Mention

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
        inks: pages and boxes of the place, one per line of the scan, none for a text.
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


def notes(slug: str, edition: Edition) -> dict[str, Note]:
    """Return the note of every decision that is seen in the edition, by the decision's id."""
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
    made = {}
    for number, (name, decision) in enumerate(decisions.items(), 1):
        start, end = places[name]
        sic = edition.witness.text[start:end]
        anchor = f"{slug}-c-{re.sub(r'[^A-Za-z0-9_-]', '', name)[:12]}"
        inks = boxes(edition.witness, start, end)
        made[name] = Note(number, anchor, decision, start, end, sic, texts[name], inks)
    return made


def boxes(witness: Witness, start: int, end: int) -> tuple[tuple[str, Box], ...]:
    """Return pages and boxes of a stretch of a witness, those of words on one line of the scan joined."""
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


def laid(edition: Edition, notes: Mapping[str, Note]) -> Iterator[Piece]:
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


def queried(pieces: Iterable[Piece], waiting: Sequence[Emendation]) -> Iterator[Piece]:
    """Cut literal pieces where undecided findings stand."""
    open_ = sorted(
        (e for e in waiting if e.finding.kind in having(Trait.QUERY) and e.readings), key=lambda e: e.finding.span
    )
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


def remarked(pieces: Iterable[Piece], remarks: Sequence[Remark]) -> Iterator[Piece]:
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


def named(pieces: Iterable[Piece], names: Sequence[Mention]) -> Iterator[Piece]:
    """Cut literal pieces where names begin and end; a name that begins or ends inside a change is not marked."""
    at = 0
    coming = list(reversed(names))
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
