"""What every format to read shares: line ends that were meant, text with its note calls, the words of a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby, pairwise

from .blocks import Block
from .pieces import Note
from .record import Part
from .roles import MARK, BlockRole
from .wording import describe, rationale


class Bit(Enum):
    """What a bit of a block's text is."""

    TEXT = "text"
    HARD = "hard"
    """A line end that was meant."""
    SOFT = "soft"
    """A line end because the line was full: read as a space."""
    MARK = "mark"
    """The markup that makes a heading or a quotation."""


SHOWN = {Bit.HARD: "\n", Bit.SOFT: " ", Bit.MARK: ""}
"""What is printed for a bit that is not text."""


class Lines:
    """Cuts the text of a block, given to it in pieces and in order, into bits."""

    def __init__(self, part: Part, block: Block) -> None:
        lines = block.text.split("\n")
        self._hard = [part.hard(before.strip(), after.strip()) for before, after in pairwise(lines)]
        self._mark = ""
        if block.role is BlockRole.HEADING:
            match = MARK.match(block.text.lstrip())
            self._mark = match[1] + " " if match else ""
        elif block.role is BlockRole.QUOTE:
            self._mark = "> "

    def bits(self, text: str) -> Iterator[tuple[Bit, str]]:
        """Yield the bits of the next piece of text."""
        lead = len(text) - len(text.lstrip())
        if self._mark and text.startswith(self._mark, lead):
            yield Bit.MARK, text[: lead + len(self._mark)]
            text, self._mark = text[lead + len(self._mark) :], ""
        for number, line in enumerate(text.split("\n")):
            if number:
                hard = bool(self._hard) and self._hard.pop(0)
                yield (Bit.HARD if hard else Bit.SOFT), "\n"
            if line:
                yield Bit.TEXT, line


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph to print.

    Attributes:
        text: with meant line ends only; none at all for a mere note call.
        notes: what the one call after the text leads to.
    """

    text: str
    notes: tuple[Note, ...] = ()


def runs(part: Part, block: Block, called: set[int]) -> list[Run]:
    """Return a block as runs, its edges stripped; each note is called once (``called`` remembers), neighbours together.

    What moved has its call at its end in its new place.
    """
    lines = Lines(part, block)
    out: list[Run] = []

    def call(note: Note | None) -> None:
        if note and note.number not in called:
            called.add(note.number)
            last = out.pop() if out else Run("")
            out.append(Run(last.text, (*last.notes, note)))

    for moved, group in groupby(block.pieces, key=lambda piece: piece.moved):
        for piece in group:
            text = "".join(
                {Bit.TEXT: bit, Bit.HARD: "\n", Bit.SOFT: " ", Bit.MARK: ""}[what]
                for what, bit in lines.bits(piece.text)
            )
            if text:
                same = bool(out) and not out[-1].notes
                out.append(Run((out.pop().text if same else "") + text))
            if piece.note and not piece.note.moves:
                call(piece.note)
        call(moved)
    return _stripped(out)


def _stripped(out: list[Run]) -> list[Run]:
    first = next((n for n, run in enumerate(out) if run.text.strip()), None)
    if first is not None:
        last = max(n for n, run in enumerate(out) if run.text.strip())
        out[first] = replace(out[first], text=out[first].text.lstrip())
        out[last] = replace(out[last], text=out[last].text.rstrip())
    return [run for run in out if run.text or run.notes]


def told(notes: Sequence[Note]) -> str:
    """Return the words of a call's notes: what was changed, on what evidence, by whom."""
    return " ".join(f"{describe(note)}: {rationale(note)}." for note in notes)
