"""Find the lines of type on a level picture: where the ink runs along in letter-sized pieces.

Ridges of the ink smeared along the line (after Bukhari, Shafait and Breuel 2009), and every letter-sized piece of ink
given to the ridge it stands on. Drawings, rules, large stamps and specks are not letter-sized and fall out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.records import Box

from . import ridges
from .clean import WORKING, X_HEIGHT, Picture, ink_mask, quieted
from .engines.base import InkWord, around
from .ingest import Gray
from .layout import ordered

CROSSED = 0.01
"""The share of inked rows that may have ink in the strip between two columns."""
REACH = 1.1
"""How far letters reach above and below the middle of small letters, in x-heights."""

INTO = 0.25
"""How far lines may reach into each other, in x-heights, before they are parted."""
POINT = 0.6
"""How far beyond the last letter a line reaches, in x-heights: a full stop is too small to be told from a speck."""
EDGE = 2
"""Pixels kept around a line that is cut out."""
SPACE = 5
"""Pixels between lines that are set one under another."""
BORDER = 20
"""Pixels around them."""


def find(picture: Picture) -> list[Box]:
    """Return the boxes of the lines in reading order, in pixels of the picture, not of the page.

    Args:
        picture: brought to X_HEIGHT, flattened and level, not yet stretched.
    """
    scale = WORKING / X_HEIGHT
    small = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes = _ridges(quieted(np.asarray(small, dtype=np.uint8)), WORKING)
    tall, wide = picture.pixels.shape
    grown = [
        Box(
            max(0, int(box.left / scale - POINT * X_HEIGHT)),
            int(box.top / scale),
            min(wide, int(np.ceil(box.right / scale + POINT * X_HEIGHT))),
            min(tall, int(np.ceil(box.bottom / scale))),
        )
        for box in boxes
    ]
    return ordered(_parted(sorted(grown, key=lambda box: (box.top + box.bottom, box.left)), X_HEIGHT))


def _ridges(pixels: Gray, unit: float) -> list[Box]:
    """Find lines on a small picture whose x-height is ``unit``."""
    stats, middles, letter, typed = ridges.pieces(ink_mask(pixels), unit)
    gutters = _gutters(typed > 0, unit)
    ridge = ridges.traced(typed, unit, gutters)
    wide, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    reach = max(2, round(0.9 * unit))
    pieces = np.flatnonzero(letter)
    if not pieces.size:
        return []
    # For every piece the rows around its middle, in its own column: which ridge is nearest there?
    x, y = middles[pieces].astype(np.int64).T
    beside = np.clip(y[:, None] + np.arange(-reach, reach + 1), 0, ridge.shape[0] - 1)
    near = ridge[beside, x[:, None] // ridges.ACROSS]
    distance = np.where(near > 0, np.abs(np.arange(-reach, reach + 1)), reach + 1)
    nearest = distance.argmin(axis=1)
    rows = np.arange(len(pieces))
    keys, levels = near[rows, nearest], beside[rows, nearest]
    left, above = stats[pieces, cv2.CC_STAT_LEFT], stats[pieces, cv2.CC_STAT_TOP]
    # What reaches beyond ascenders and descenders is a pen stroke or another line that touches this one.
    lower = np.minimum(above + tall[pieces], np.round(levels + REACH * unit).astype(np.int64))
    upper = np.minimum(np.maximum(above, np.round(levels - REACH * unit).astype(np.int64)), lower)
    size = int(ridge.max()) + 1
    sides = [np.full(size, ridge.size), np.full(size, ridge.size), np.zeros(size, np.int64), np.zeros(size, np.int64)]
    edges = (left, upper, left + wide[pieces], lower)
    for side, edge, reach_out in zip(sides, edges, (np.minimum, np.minimum, np.maximum, np.maximum), strict=True):
        reach_out.at(side, keys, edge)
    held = [key for key in np.unique(keys).tolist() if key]
    return _joined([Box(*(int(side[key]) for side in sides)) for key in held], unit, gutters)


def _gutters(ink: NDArray[np.bool_], unit: float) -> NDArray[np.bool_]:
    """Mark the free strips between columns of type: at least as wide as a letter, and free most of the way down."""
    free = np.zeros(ink.shape, bool)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) < 20 * unit:
        return free
    part = ink[rows].astype(np.float32).mean(axis=0)
    width = max(3, round(unit))
    crossed = cv2.blur(part[None, :], (width, 1))[0]
    third = (columns[-1] - columns[0]) // 4
    strip = crossed < CROSSED
    strip[: columns[0] + third] = strip[columns[-1] - third :] = False
    if not strip.any():
        return free
    # Headings run across: the strip is free only where no ink stands in it or beside it.
    near = cv2.blur(ink.astype(np.float32), (width, 2 * width)) > 0
    free[:, strip] = ~near[:, strip]
    return free


def _joined(boxes: Sequence[Box], unit: float, gutters: NDArray[np.bool_]) -> list[Box]:
    """Join pieces of one line that a faint stretch or a wide space broke, but not columns."""
    lines: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.left):
        for number, line in enumerate(lines):
            shared = min(box.bottom, line.bottom) - max(box.top, line.top)
            level = shared > 0.6 * min(box.height, line.height)
            between = gutters[(box.top + box.bottom) // 2, line.right : box.left]
            if level and -2 * unit < box.left - line.right < 6 * unit and not between.any():
                lines[number] = line.union(box)
                break
        else:
            lines.append(box)
    return [box for box in lines if box.width >= 0.8 * unit and box.height >= 0.5 * unit]


def _parted(boxes: Sequence[Box], unit: float) -> list[Box]:
    """Part lines that reach into each other (a tick or a flourish made one too tall) halfway between them."""
    parted = list(boxes)
    for upper in range(len(parted)):
        for lower in range(upper + 1, len(parted)):
            a, b = parted[upper], parted[lower]
            if b.top - a.bottom > unit:
                continue
            beside = min(a.right, b.right) - max(a.left, b.left)
            apart = (b.top + b.bottom - a.top - a.bottom) / 2.0
            into = a.bottom - b.top
            if beside > 2 * unit and into > INTO * unit and apart > 0.8 * unit:
                edge = (a.bottom + b.top) // 2
                if a.top < edge < b.bottom:
                    parted[upper] = Box(a.left, a.top, a.right, edge)
                    parted[lower] = Box(b.left, edge, b.right, b.bottom)
    return parted


@dataclass(frozen=True, slots=True)
class Stack:
    """The lines of a page one under another, whatever their layout was: what an engine cannot misunderstand.

    Attributes:
        picture: all lines from a common left edge, and nothing else.
        rows: for every line its top in the stack, and how far right and down it stood on the page.
        scale: of the stack, across and down; the rows are told at full size.
    """

    picture: Picture
    rows: tuple[tuple[int, int, int], ...]
    scale: tuple[float, float] = (1.0, 1.0)

    def unstacked(self, words: Iterable[InkWord]) -> list[list[InkWord]]:
        """Return the words of every line, from left to right, back in their places."""
        held: list[list[InkWord]] = [[] for _ in self.rows]
        tops = [top for top, *_ in self.rows]
        for word in words:
            left, far = (side / self.scale[0] for side in (word.box.left, word.box.right))
            top, bottom = (side / self.scale[1] for side in (word.box.top, word.box.bottom))
            number = bisect_right(tops, (top + bottom) / 2.0) - 1
            if number >= 0:
                _, right, down = self.rows[number]
                box = around(left + right, top + down, far + right, bottom + down)
                held[number].append(replace(word, box=box))
        return [sorted(line, key=lambda word: word.box.left) for line in held]


def stacked(picture: Picture, boxes: Sequence[Box], scale: tuple[float, float] = (1.0, 1.0)) -> Stack:
    """Cut out lines and set them one under another, at another scale across and down if asked."""
    wide = max(box.width for box in boxes) + 2 * (EDGE + BORDER)
    tall = sum(box.height + 2 * EDGE + SPACE for box in boxes) + 2 * BORDER
    paper = np.full((tall, wide), 255, np.uint8)
    rows, y = [], BORDER
    for box in boxes:
        top, left = max(0, box.top - EDGE), max(0, box.left - EDGE)
        cut = picture.pixels[top : box.bottom + EDGE, left : box.right + EDGE]
        paper[y : y + cut.shape[0], BORDER : BORDER + cut.shape[1]] = cut
        rows.append((y, left - BORDER, top - y))
        y += cut.shape[0] + SPACE
    if scale != (1.0, 1.0):
        small = cv2.resize(paper, None, fx=scale[0], fy=scale[1], interpolation=cv2.INTER_AREA)
        paper = np.asarray(small, dtype=np.uint8)
    return Stack(Picture(paper), tuple(rows), scale)
