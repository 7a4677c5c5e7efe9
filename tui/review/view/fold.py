"""Text in rows of a given width: whole words, right to the cell, nothing that a terminal would obey."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len, get_character_cell_size

from ...screen import BLANK, visible
from ..state.diff import CHANGED, Pieces, Styled, Tone

CHUNK = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen.

    Attributes:
        pieces: in order, safe for the terminal.
        start: offset of the row in the text that was folded, as shown.
        end: offset of its end, exclusive.
        sign: ``-``, ``+`` or a space.
    """

    pieces: tuple[Styled, ...]
    start: int = 0
    end: int = 0
    sign: str = " "

    @property
    def text(self) -> str:
        """The row without roles."""
        return "".join(piece.text for piece in self.pieces)


def shown(pieces: Iterable[Styled]) -> list[Styled]:
    """Return pieces as the terminal may have them: controls as symbols, changed white space made visible."""
    out = []
    for piece in pieces:
        text = piece.text.replace("\r\n", "\n")
        if piece.role in CHANGED:
            text = text.translate(BLANK) if text.isspace() else text.replace("\n", "⏎")
        out.append(Styled(visible(text), piece.role))
    return out


def fold(pieces: Pieces, width: int) -> list[Row]:
    """Lay pieces out in rows: a line end begins a new one, long lines break between words.

    The pieces must have gone through :func:`shown`.
    """
    width = max(1, width)
    text = "".join(piece.text for piece in pieces)
    rows: list[Row] = []
    start = at = used = 0
    for match in CHUNK.finditer(text):
        chunk = match.group()
        if chunk == "\n":
            rows.append(_row(pieces, start, match.start(), match.end()))
            start, used = match.end(), 0
            at = start
            continue
        size = cell_len(chunk)
        if used + size <= width:
            used += size
            at = match.end()
            continue
        if chunk.isspace():
            rows.append(_row(pieces, start, match.start(), match.end()))
            start, used = match.end(), 0
            at = start
            continue
        if used:
            rows.append(_row(pieces, start, at, at))
            start, used = at, 0
        for offset in _breaks(chunk, width):
            rows.append(_row(pieces, start, match.start() + offset, match.start() + offset))
            start = match.start() + offset
        used = cell_len(text[start : match.end()])
        at = match.end()
    if start < len(text) or not rows:
        rows.append(_row(pieces, start, len(text), len(text)))
    return rows


def hang(pieces: Pieces, width: int, indent: int) -> list[Row]:
    """Lay pieces out in rows of which all but the first are indented."""
    first, *rest = fold(pieces, width)
    if not rest:
        return [first]
    below = fold(cut(pieces, first.end, size(pieces)), max(1, width - indent))
    return [first, *(Row((Styled(" " * indent), *row.pieces)) for row in below)]


def _breaks(chunk: str, width: int) -> list[int]:
    """Return the offsets at which a word longer than a row breaks; marks stay with the letter they stand on."""
    found: list[int] = []
    used = 0
    for offset, char in enumerate(chunk):
        size = get_character_cell_size(char)
        if used + size > width and size:
            found.append(offset)
            used = 0
        used += size
    return found


def _row(pieces: Pieces, start: int, stop: int, end: int) -> Row:
    return Row(tuple(cut(pieces, start, stop)), start, end)


def cut(pieces: Pieces, start: int, stop: int) -> list[Styled]:
    """Return the pieces between two offsets of their joined text."""
    out: list[Styled] = []
    at = 0
    for piece in pieces:
        low, high = max(start - at, 0), min(stop - at, len(piece.text))
        if low < high:
            out.append(Styled(piece.text[low:high], piece.role))
        at += len(piece.text)
        if at >= stop:
            break
    return out


def size(pieces: Pieces) -> int:
    """Return the length of the joined text in code points."""
    return sum(len(piece.text) for piece in pieces)


def cells(pieces: Pieces) -> int:
    """Return how many cells the pieces take in one row."""
    return sum(cell_len(piece.text) for piece in pieces)


def crop(pieces: Iterable[Styled], width: int) -> list[Styled]:
    """Return what fits in a row, with an ellipsis where something is left out."""
    out: list[Styled] = []
    left = width
    for piece in pieces:
        taken = cell_len(piece.text)
        if taken <= left:
            out.append(piece)
            left -= taken
            continue
        kept = ""
        for char in piece.text:
            if cell_len(kept + char) > left - 1:
                break
            kept += char
        if left > 0:
            out.append(Styled(kept + "…", piece.role))
        return out
    return out


def pad(pieces: Pieces, width: int) -> list[Styled]:
    """Return pieces cropped or filled with spaces to exactly the width."""
    fitting = crop(pieces, width)
    return [*fitting, Styled(" " * max(0, width - cells(fitting)))]


def one_line(text: str, limit: int) -> str:
    """Return text in one line for a list: white space as single spaces, the middle left out where it is long."""
    flat = " ".join(text.split()) if text.strip() else text.translate(BLANK)
    flat = visible(flat)
    return flat if len(flat) <= limit else f"{flat[: limit * 2 // 3]}…{flat[-(limit - limit * 2 // 3 - 1) :]}"


def both(one: str, other: str, limit: int) -> tuple[str, str]:
    """Return two texts in one line each for a list, long ones cut so that the place where they differ is seen."""
    first, second = one_line(one, 10**6), one_line(other, 10**6)
    if first == second:
        # they differ in white space alone
        first, second = visible(one.translate(BLANK)), visible(other.translate(BLANK))
    if len(first) <= limit and len(second) <= limit:
        return first, second
    differ = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return _window(first, differ, limit), _window(second, differ, limit)


def _window(text: str, at: int, limit: int) -> str:
    start = max(0, min(at - limit // 2, len(text) - limit))
    cut = text[start : start + limit]
    if start and len(cut) > 1:
        cut = "…" + cut[1:]
    return cut[:-1] + "…" if start + limit < len(text) and len(cut) > 1 else cut


def plain(text: str, role: Tone = Tone.SAME) -> Styled:
    """Return text that may come from anywhere as a piece in one line, safe for the terminal."""
    return Styled(visible(text).replace("\n", "⏎"), role)
