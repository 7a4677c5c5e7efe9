"""Find the lines of type on a level picture: where the ink runs along in letter-sized pieces.

Ridges of the ink smeared along the line (after Bukhari, Shafait and Breuel 2009), and every letter-sized piece of ink
given to the ridge it stands on. Drawings, rules, large stamps and specks are not letter-sized and fall out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from corpus.records import Box

from .clean import Picture, tones, x_height
from .engines import InkWord
from .ingest import Gray

WORKING = 10.0
"""The x-height, in pixels, that lines are searched at: enough to tell letters from specks, and quick."""

REACH = 1.4
"""How far letters reach above and below the middle of small letters, in x-heights."""

POINT = 0.6
"""How far beyond the last letter a line reaches, in x-heights: a full stop is too small to be told from a speck."""
EDGE = 6
"""Pixels kept around a line when all else is made white."""


def find(picture: Picture) -> list[Box]:
    """Give the boxes of the lines from top to bottom, in pixels of the picture, not of the page.

    Args:
        picture: flattened and level, not yet stretched.
    """
    height = x_height(picture.pixels)
    if not height:
        return []
    scale = min(1.0, WORKING / height)
    small = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    boxes = _ridges(np.asarray(small, dtype=np.uint8), height * scale)
    tall, wide = picture.pixels.shape
    grown = [
        Box(
            max(0, int(box.left / scale - POINT * height)),
            int(box.top / scale),
            min(wide, int(np.ceil(box.right / scale + POINT * height))),
            min(tall, int(np.ceil(box.bottom / scale))),
        )
        for box in boxes
    ]
    return sorted(grown, key=lambda box: (box.top + box.bottom, box.left))


def _ridges(pixels: Gray, unit: float) -> list[Box]:
    """Find lines on a small picture whose x-height is ``unit``."""
    ink, paper, grain = tones(pixels)
    mask = (pixels < paper - max(5.0 * grain, (paper - ink) * 0.35)).astype(np.uint8)
    _, labels, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    wide, tall, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    letter = (tall >= 0.35 * unit) | ((wide >= 0.35 * unit) & (wide <= 1.5 * unit))  # a hyphen is not tall
    letter &= (tall <= 3.2 * unit) & (wide <= 14 * unit) & (area >= 0.06 * unit * unit)
    letter &= (tall < 1.8 * unit) | (area < 0.6 * wide * tall)  # punch holes and blots are tall and solid
    letter[0] = False
    smeared = cv2.GaussianBlur(letter[labels].astype(np.float32), (0, 0), sigmaX=2.0 * unit, sigmaY=0.35 * unit)
    crest = (smeared >= np.roll(smeared, 1, 0)) & (smeared > np.roll(smeared, -1, 0)) & (smeared > 0.05)
    ridges = cv2.dilate(crest.astype(np.uint8), np.ones((3, 3), np.uint8))
    _, ridge, extent, _ = cv2.connectedComponentsWithStats(ridges, connectivity=8)
    long = extent[:, cv2.CC_STAT_WIDTH] >= 2.5 * unit
    long[0] = False
    ridge = np.where(long[ridge], ridge, 0)
    found: dict[int, Box] = {}
    reach = max(2, round(0.9 * unit))
    for index in np.flatnonzero(letter):
        x, y = int(middles[index][0]), int(middles[index][1])
        top = max(0, y - reach)
        column = ridge[top : y + reach + 1, x]
        near = np.flatnonzero(column)
        if near.size:
            nearest = int(near[np.abs(near - (y - top)).argmin()])
            key, level = int(column[nearest]), top + nearest
            left, above = int(stats[index, cv2.CC_STAT_LEFT]), int(stats[index, cv2.CC_STAT_TOP])
            # What reaches beyond ascenders and descenders is a pen stroke or another line that touches this one.
            upper, lower = (
                max(above, round(level - REACH * unit)),
                min(above + int(tall[index]), round(level + REACH * unit)),
            )
            box = Box(left, min(upper, lower), left + int(wide[index]), lower)
            found[key] = found[key].union(box) if key in found else box
    return _joined(list(found.values()), unit)


def _joined(boxes: Sequence[Box], unit: float) -> list[Box]:
    """Join pieces of one line that a faint stretch or a wide space broke."""
    lines: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.left):
        for number, line in enumerate(lines):
            shared = min(box.bottom, line.bottom) - max(box.top, line.top)
            level = shared > 0.6 * min(box.height, line.height)
            if level and -2 * unit < box.left - line.right < 6 * unit:
                lines[number] = line.union(box)
                break
        else:
            lines.append(box)
    return [box for box in lines if box.width >= 0.8 * unit and box.height >= 0.5 * unit]


def only(picture: Picture, boxes: Sequence[Box]) -> Picture:
    """Give the picture with nothing but its lines: white paper everywhere else."""
    paper = np.full_like(picture.pixels, 255)
    for box in boxes:
        place = np.s_[max(0, box.top - EDGE) : box.bottom + EDGE, max(0, box.left - EDGE) : box.right + EDGE]
        paper[place] = picture.pixels[place]
    return Picture(paper, picture.back)


def sorted_in(boxes: Sequence[Box], words: Iterable[InkWord]) -> list[list[InkWord]]:
    """Give the words of every line, from left to right; a word belongs to the line whose middle is nearest."""
    held: list[list[InkWord]] = [[] for _ in boxes]
    for word in words:
        x, y = (word.box.left + word.box.right) / 2.0, (word.box.top + word.box.bottom) / 2.0
        near = [
            (abs(y - (box.top + box.bottom) / 2.0) / max(1, box.height), number)
            for number, box in enumerate(boxes)
            if box.left - box.height <= x <= box.right + box.height
        ]
        distance, number = min(near, default=(1.0, 0))
        if distance < 0.7:
            held[number].append(word)
    return [sorted(line, key=lambda word: word.box.left) for line in held]
