"""The paragraphs, headings and parts of a letter that the pieces of a document make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.records import Kind

from ..text.spans import BREAK
from .pieces import Piece
from .roles import BlockRole, roles


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or letter part, or the white space between two of them.

    Attributes:
        role: what it is; ``GAP`` for white space that both the edition and the witness have.
        pieces: in the edition's order.
        anchor: permanent, of its place in the witness; empty for a gap.
        level: of a heading, from 1.
    """

    role: BlockRole
    pieces: tuple[Piece, ...]
    anchor: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """As it stands in the edition."""
        return "".join(piece.text for piece in self.pieces)


def blocks(slug: str, pieces: Sequence[Piece]) -> tuple[Block, ...]:
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
            out.append(Block(BlockRole.GAP, tuple(group)))
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
    """Return the markup that went at the beginning of a block: it tells a heading."""
    out = ""
    for piece in group:
        if piece.note and piece.note.decision.kind is Kind.MARKUP and not piece.text:
            out += piece.source
        elif piece.text.strip():
            break
    return out.strip()


def width(text: str) -> int:
    """Return the length of a full line, or 0 for a text whose lines are paragraphs."""
    lines = [line for block in BREAK.split(text) for line in block.strip().split("\n")[:-1]]
    paragraphs = [block for block in BREAK.split(text) if block.strip()]
    if len(lines) < len(paragraphs):
        return 0
    lengths = sorted(len(line.strip()) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
