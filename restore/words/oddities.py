"""Places that are odd, by their words alone, before anything is looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import CLASSES, EDGE, UNKNOWN
from corpus.tokens import APOSTROPHES

from ..text import Text
from ..text.spans import Span
from .knowledge import Knowledge
from .offers import LONGEST, SPECK, joined_up
from .shapes import STRANGE, Shape
from .suspect import Unit

if TYPE_CHECKING:
    from corpus.language.text import Stream

CHUNK = re.compile(r"\S+")
UNSEEN = -8.0
"""A known word is looked at where its log-probability in context is below this, in nats."""
UNSEEN_ROUND = -20.0
"""A known word is looked at where its log-probability and those of the next two words sum to less than this, in
nats."""
RARE = 150
"""A known word that stood less often in the texts learned from is compared with the whole vocabulary."""
ODD_MARKS = STRANGE | frozenset("'!)?£;:(\"")
"""Marks beside a word that may be letters misread."""
FRAGMENT = 1000
"""A known word that stood less often in the texts learned from may be half a word where a hyphen says so."""
BROKEN = 6
"""Letters from which two chunks that are one known word together are its halves."""
STOP = re.compile(r"(?:[.,;:!?…]|\.{2,})[\"'”’)\]]*")
"""A mark that ends a sentence or a part of one, set off by a blank: it is no speck."""
BEFORE_WORD = re.compile(r"I [^\W\d_]+")
"""What looks like the pronoun, with the word after it."""
AFTER_WORD = re.compile(r"\b[^\W\d_]+ I$")
"""What looks like the pronoun at the end of a line, with the word before it."""
SPECKLED = 0.03
"""The share of unknown words from which a page may have such specks: in clean texts it is less."""
TOGETHER = 4
"""Chunks that may be one word."""


def odd_units(source: Text, stream: Stream, unreadable: Sequence[Span], knowledge: Knowledge) -> list[Unit]:
    """Return the places of a text that are odd, by their words alone; in text order.

    Args:
        source: the text.
        stream: the text as the language model sees it.
        unreadable: where hardly anything is a word, and nothing is looked up.
        knowledge: what is known of words.
    """
    text = source.plain
    chunks = [(m.start(), m.group()) for m in CHUNK.finditer(text)]
    units, halves = _units(text, chunks, knowledge)
    taken = {unit.start + a for unit in units if unit.odd != "pair" for a, _ in unit.parts}
    single = {unit.start for unit in units if unit.odd != "pair"}
    units += _unlikely(text, stream, halves | taken | single, {(unit.start, unit.end) for unit in units}, knowledge)
    # a mark right after a transcriber's sign only seems to stand alone
    units = [unit for unit in units if unit.odd != "pair" or not _beside_sign(unit, text, source.string)]
    units.sort(key=lambda unit: (unit.start, unit.end))
    for span in unreadable:
        low, high = (bisect_left(units, at, key=lambda unit: unit.start) for at in (span.start, span.end))
        del units[low:high]
    return units


def _units(text: str, chunks: list[tuple[int, str]], knowledge: Knowledge) -> tuple[list[Unit], set[int]]:
    """Find what is odd: chunk by chunk, and pairs of chunks that may be one word.

    Also returns where the halves of broken words start, which are no places of their own.
    """
    halves: set[int] = set()
    units: list[Unit] = []
    skip = -1
    shapes = [knowledge.shape(chunk) for _, chunk in chunks]
    loose = [_loose(chunk, shape) for (_, chunk), shape in zip(chunks, shapes, strict=True)]
    for number, ((at, chunk), shape) in enumerate(zip(chunks, shapes, strict=True)):
        after = chunks[number + 1] if number + 1 < len(chunks) else (len(text), "")
        tail = shapes[number + 1] if number + 1 < len(chunks) else None
        if tail and chunk[-1] in "-¬" and shape.parts and "\n" in text[at + len(chunk) : after[0]]:
            # a word broken at the end of the line: its halves are not words, and need not be
            broken = _broken(chunk, shape, after[1], tail, knowledge) if after[1][:1].islower() else None
            if broken is not None:
                skip = number + 1
                if broken.joined:
                    start, end = at + shape.start, after[0] + tail.end
                    units.append(Unit(start, end, broken.joined, "broken", (), broken.cut))
                if broken.joined or len(shape.parts) == 1:
                    continue
        if tail and shape.parts and shape.end == len(chunk) and _halves(chunk, shape, after[1], tail, knowledge):
            halves |= {at + shape.parts[-1][0], after[0]}
        if number != skip and shape.odd and shape.parts and at + shape.parts[-1][0] not in halves:
            units += _odd_chunk(at, chunk, shape)
        units += _odd_rows(text, chunks, shapes, loose, number, knowledge)
    return units, halves


class _Broken(NamedTuple):
    """A word broken at the end of a line: its halves together and where the line ends in it, if it is garbled."""

    joined: str = ""
    cut: int = 0


def _broken(chunk: str, shape: Shape, after: str, tail: Shape, knowledge: Knowledge) -> _Broken | None:
    """Return what two chunks with a hyphen and a line's end between are, if they are a broken word."""
    first = chunk[shape.parts[-1][0] : shape.parts[-1][1]]
    second = after[tail.parts[0][0] : tail.parts[0][1]] if tail.parts else ""
    if knowledge.whole(first + second) or not second:
        return _Broken()
    single = len(shape.parts) == 1 and len(tail.parts) == 1
    return _Broken(first + second, len(first)) if single and (shape.odd or tail.odd) else None


def _halves(chunk: str, shape: Shape, after: str, tail: Shape, knowledge: Knowledge) -> bool:
    """Whether the last word of a chunk and the first one of the next are the halves of one known word."""
    first = chunk[shape.parts[-1][0] :]
    second = after[: tail.parts[0][1]] if tail.parts and not tail.parts[0][0] else ""
    letters = first.isalpha() and second.isalpha() and second.islower()
    return letters and len(first) + len(second) >= BROKEN and knowledge.whole(first + second)


def _odd_chunk(at: int, chunk: str, shape: Shape) -> Iterator[Unit]:
    """Yield an odd chunk as a place, with the marks beside it that may be letters."""
    start, stop = shape.start, shape.end
    if shape.odd in ("word", "marks", "digits", "beside"):
        for _ in range(2):
            start -= bool(start and chunk[start - 1] in ODD_MARKS)
            stop += bool(stop < len(chunk) and chunk[stop] in ODD_MARKS)
    core = (shape.start - start, shape.end - start)
    parts = tuple((a - start, b - start) for a, b in shape.parts)
    if stop - start <= LONGEST * 2:
        yield Unit(at + start, at + stop, chunk[start:stop], shape.odd, (core, *parts))


def _odd_rows(
    text: str,
    chunks: Sequence[tuple[int, str]],
    shapes: Sequence[Shape],
    loose: Sequence[bool],
    number: int,
    knowledge: Knowledge,
) -> Iterator[Unit]:
    """Yield the rows of chunks from one on, with single blanks between, that may be one word."""
    at, chunk = chunks[number]
    end = at + len(chunk)
    for last in range(number + 1, min(number + TOGETHER, len(chunks))):
        if text[end : chunks[last][0]] != " ":
            return
        broken = last == number + 1 and chunk[-1] in "-." and chunks[last][1][:1].islower()
        if loose[number] or loose[last] or broken:
            unit = _together(chunks[number : last + 1], shapes[number : last + 1], knowledge)
            if unit:
                yield unit
        end = chunks[last][0] + len(chunks[last][1])


def _beside_sign(unit: Unit, plain: str, text: str) -> bool:
    """Whether a sign that was left out stands right before or after a place."""
    return any(plain[at : at + 1] != text[at : at + 1] for at in (max(0, unit.start - 1), unit.end))


def _loose(chunk: str, shape: Shape) -> bool:
    """Whether a chunk is hardly a word by itself."""
    return bool(shape.odd) or not shape.parts or (len(chunk) == 1 and chunk.isalpha() and chunk not in "aAIO")


def _together(chunks: Sequence[tuple[int, str]], shapes: Sequence[Shape], knowledge: Knowledge) -> Unit | None:
    """Return chunks that follow each other as one place where they may be one word, or but one of them is a word."""
    (start, head), (end, tail) = chunks[0], chunks[-1]
    pieces = [chunk for _, chunk in chunks]
    pieces[0], pieces[-1] = head[shapes[0].start :], tail[: shapes[-1].end]
    if sum(map(len, pieces)) > LONGEST or not any(shape.parts for shape in shapes):
        return None
    loose = [_loose(piece, shape) for piece, shape in zip(pieces, shapes, strict=True)]
    figure = pieces[0].isdigit() and not (pieces[0] == "1" and loose[1] and pieces[1].islower())
    if figure or pieces[-1].isdigit():
        return None
    if len(chunks) == 2:
        if any(len(piece) == 1 and piece.isupper() for piece in pieces) and not any(map(str.islower, pieces)):
            return None
        whole = knowledge.whole(joined_up(pieces))
        broken = pieces[0][-1] in "-." and pieces[1][:1].islower()
        halves = (
            broken and pieces[0][-1] == "-" and min(knowledge.form(joined_up([p])).times for p in pieces) < FRAGMENT
        )
        if not any(loose) and not (halves or (whole and broken)):
            return None
        # a fragment is short, or both are no words, or together they are one
        if not (all(loose) or halves or whole) and min(map(len, pieces)) > SPECK:
            return None
    elif loose.count(False) > 1 or (
        sum(1 for piece in pieces if len(piece) > SPECK) > 1 and not _parted(pieces, loose)
    ):
        return None
    for piece, shape in zip(pieces, shapes, strict=True):
        if not shape.parts and (len(piece) > SPECK or piece in '-–—&+£$"“”([)]' or STOP.fullmatch(piece)):
            return None
    return Unit(start + shapes[0].start, end + shapes[-1].end, " ".join(pieces), "pair")


def _parted(pieces: Sequence[str], loose: Sequence[bool]) -> bool:
    """Whether chunks may be the halves of a word with a speck between them."""
    return len(pieces) == 3 and len(pieces[1]) < SPECK and (all(loose) or pieces[0][-1] in "-¬")


def _unlikely(
    text: str, stream: Stream, taken: set[int], spans: set[tuple[int, int]], knowledge: Knowledge
) -> list[Unit]:
    """Find known words that are so unlikely where they stand that they may be other words misread, or specks."""
    if len(stream.ids) == 0:
        return []
    ids = np.concatenate([[EDGE, EDGE], stream.ids, [EDGE, EDGE]]).astype(np.int32)
    logp = knowledge.language.logp(np.lib.stride_tricks.sliding_window_view(ids, 3))
    size = len(stream.ids)
    here, one, two = logp[:size], logp[1 : size + 1], logp[2 : size + 2]
    round_ = here + one + two < UNSEEN_ROUND
    unlikely = (stream.ids >= CLASSES) & (here < UNSEEN) & round_
    lone = (stream.ids == knowledge.id("I")) & (np.minimum(here, one) < UNSEEN) & round_
    found = [
        *_out_of_place(text, stream, np.flatnonzero(unlikely), taken, knowledge),
        *_pronouns(text, stream, lone, spans),
        *_capitals(text, stream, taken, knowledge),
    ]
    return list({(unit.start, unit.end): unit for unit in found}.values())


def _out_of_place(
    text: str, stream: Stream, numbers: NDArray[np.int64], taken: set[int], knowledge: Knowledge
) -> Iterator[Unit]:
    """Yield the known words of these numbers that are rare, or that a frequent confusion makes of another word."""
    for number in numbers.tolist():
        start, end = int(stream.starts[number]), int(stream.ends[number])
        word = text[start:end]
        if start in taken or (start and text[start - 1] in "'’") or len(word) > LONGEST:
            continue
        if len(word) == 1 and word.isupper():
            continue
        if any(mark in word[:-2] for mark in APOSTROPHES):
            # ne'er, o'er, 'tis: rare, and written so on purpose
            continue
        if knowledge.language.count(word) < RARE:
            yield Unit(start, end, word, "rare")
        elif knowledge.undone(word.casefold()):
            yield Unit(start, end, word, "")


def _pronouns(text: str, stream: Stream, lone: NDArray[np.bool_], spans: Container[tuple[int, int]]) -> Iterator[Unit]:
    """Yield what looks like the pronoun and may be a speck, or the rule between columns, with the word beside it."""
    if np.count_nonzero(stream.ids == UNKNOWN) <= SPECKLED * len(stream.ids):
        return
    for start in stream.starts[lone].tolist():
        match = BEFORE_WORD.match(text, start) or AFTER_WORD.search(text, max(0, start - LONGEST), start + 1)
        if match and match.span() not in spans:
            yield Unit(match.start(), match.end(), match.group(), "pair")


def _capitals(text: str, stream: Stream, taken: Container[int], knowledge: Knowledge) -> Iterator[Unit]:
    """Yield words with a capital I or J inside a sentence that usually have none: it may be another letter."""
    starts = stream.starts.tolist()
    for number in np.flatnonzero(stream.ids >= CLASSES).tolist():
        start = starts[number]
        if text[start] in "IJ" and number and stream.ids[number - 1] != EDGE and start not in taken:
            word = text[start : int(stream.ends[number])]
            if len(word) > 1 and word[1:].islower() and knowledge.form(word.casefold()).cased < 0.5:
                yield Unit(start, start + len(word), word, "")
