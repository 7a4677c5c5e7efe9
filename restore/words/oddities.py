"""Places that are odd, by their words alone, before anything is looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

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
    whole = knowledge.whole
    skip = -1
    shapes = [knowledge.shape(chunk) for _, chunk in chunks]
    loose = [_loose(chunk, shape) for (_, chunk), shape in zip(chunks, shapes, strict=True)]
    for number, ((at, chunk), shape) in enumerate(zip(chunks, shapes, strict=True)):
        end = at + len(chunk)
        after = chunks[number + 1] if number + 1 < len(chunks) else (len(text), "")
        if chunk[-1] in "-¬" and shape.parts and "\n" in text[end : after[0]] and after[1][:1].islower():
            # a word broken at the end of the line: its halves are not words, and need not be
            a = chunk[shape.parts[-1][0] : shape.parts[-1][1]]
            tail = shapes[number + 1]
            b = after[1][tail.parts[0][0] : tail.parts[0][1]] if tail.parts else ""
            joined = a + b
            single = len(shape.parts) == 1 and len(tail.parts) == 1
            if whole(joined) or not b:
                skip = number + 1
                if len(shape.parts) == 1:
                    continue
            elif single and (shape.odd or tail.odd):
                start = at + shape.start
                units.append(Unit(start, after[0] + tail.end, joined, "broken", (), len(a)))
                skip = number + 1
                continue
        if shape.parts and after[1] and shape.end == len(chunk):
            half, rest = shape.parts[-1][0], shapes[number + 1].parts
            a, b = chunk[half:], after[1][: rest[0][1]] if rest and not rest[0][0] else ""
            if len(a) + len(b) >= BROKEN and a.isalpha() and b.isalpha() and b.islower() and whole(a + b):
                halves |= {at + half, after[0]}
        if number != skip and shape.odd and shape.parts and at + shape.parts[-1][0] not in halves:
            start, stop = shape.start, shape.end
            if shape.odd in ("word", "marks", "digits", "beside"):
                for _ in range(2):
                    if start and chunk[start - 1] in ODD_MARKS:
                        start -= 1
                    if stop < len(chunk) and chunk[stop] in ODD_MARKS:
                        stop += 1
            core = (shape.start - start, shape.end - start)
            parts = tuple((a - start, b - start) for a, b in shape.parts)
            read = chunk[start:stop]
            if len(read) <= LONGEST * 2:
                units.append(Unit(at + start, at + stop, read, shape.odd, (core, *parts)))
        for size in range(2, TOGETHER + 1):
            last = number + size - 1
            if last == len(chunks) or text[end : chunks[last][0]] != " ":
                break
            if loose[number] or loose[last] or (size == 2 and chunk[-1] in "-." and after[1][:1].islower()):
                unit = _together(chunks[number : last + 1], shapes[number : last + 1], knowledge)
                if unit:
                    units.append(unit)
            end = chunks[last][0] + len(chunks[last][1])
    return units, halves


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
    ids = np.concatenate([[EDGE, EDGE], stream.ids, [EDGE, EDGE]]).astype(np.int32)
    if len(stream.ids) == 0:
        return []
    logp = knowledge.language.logp(np.lib.stride_tricks.sliding_window_view(ids, 3))
    size = len(stream.ids)
    here, one, two = logp[:size], logp[1 : size + 1], logp[2 : size + 2]
    unlikely = (stream.ids >= CLASSES) & (here < UNSEEN) & (here + one + two < UNSEEN_ROUND)
    found = []
    for number in np.flatnonzero(unlikely).tolist():
        start, end = int(stream.starts[number]), int(stream.ends[number])
        if start in taken or (start and text[start - 1] in "'’") or end - start > LONGEST:
            continue
        if end - start == 1 and text[start].isupper():
            continue
        word = text[start:end]
        if any(mark in word[:-2] for mark in APOSTROPHES):
            # ne'er, o'er, 'tis: rare, and written so on purpose
            continue
        if knowledge.language.count(word) < RARE:
            found.append(Unit(start, end, word, "rare"))
        elif knowledge.undone(word.casefold()):
            found.append(Unit(start, end, word, ""))
    # a speck, or the rule between columns, that looks like the pronoun: with the word beside it
    lone = (stream.ids == knowledge.id("I")) & (np.minimum(here, one) < UNSEEN) & (here + one + two < UNSEEN_ROUND)
    speckled = np.count_nonzero(stream.ids == UNKNOWN) > SPECKLED * size
    for start in stream.starts[lone].tolist() if speckled else ():
        match = BEFORE_WORD.match(text, start) or AFTER_WORD.search(text, max(0, start - LONGEST), start + 1)
        if match and match.span() not in spans:
            found.append(Unit(match.start(), match.end(), match.group(), "pair"))
    # a capital inside a sentence on a word that has none
    starts = stream.starts.tolist()
    for number in np.flatnonzero(stream.ids >= CLASSES).tolist():
        start = starts[number]
        if text[start] in "IJ" and number and stream.ids[number - 1] != EDGE and start not in taken:
            word = text[start : int(stream.ends[number])]
            if len(word) > 1 and word[1:].islower() and knowledge.form(word.casefold()).cased < 0.5:
                found.append(Unit(start, start + len(word), word, ""))
    return list({(unit.start, unit.end): unit for unit in found}.values())
