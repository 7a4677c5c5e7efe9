"""Letters and the ridges they stand on: the ink smeared along the lines (after Bukhari, Shafait and Breuel 2009)."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

ACROSS = 4
"""Columns of the picture that are smeared as one: along the line little changes."""
LONG = 2.5
"""How long a ridge is at least, in x-heights."""


class Pieces(NamedTuple):
    """The connected pieces of ink.

    Attributes:
        stats: box and area of every piece, as OpenCV tells them.
        middles: x and y of every piece.
        letter: which of them are as large as a letter; the first is the paper.
        typed: 1 where ink of letters is, else 0; as large as the picture.
    """

    stats: NDArray[np.int32]
    middles: NDArray[np.float64]
    letter: NDArray[np.bool_]
    typed: NDArray[np.float32]


def pieces(mask: NDArray[np.uint8], unit: float) -> Pieces:
    """Find the pieces of ink, and which are letters where small ones are ``unit`` pixels tall.

    Drawings, rules, large stamps and specks are not.
    """
    _, labels, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    wide, tall, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    letter = (tall >= 0.35 * unit) | ((wide >= 0.35 * unit) & (wide <= 1.5 * unit))  # a hyphen is not tall
    letter &= (tall <= 3.2 * unit) & (wide <= 14 * unit) & (area >= 0.06 * unit * unit)
    letter &= (tall < 1.8 * unit) | (area < 0.6 * wide * tall)  # punch holes and blots are tall and solid
    letter[0] = False
    typed = np.take(letter.astype(np.float32), np.asarray(labels, np.int32))
    return Pieces(np.asarray(stats, np.int32), np.asarray(middles, np.float64), letter, typed)


def traced(typed: NDArray[np.float32], unit: float, free: NDArray[np.bool_] | None = None) -> NDArray[np.int32]:
    """Number the ridges: a picture of the rows and every ACROSS-th column, 0 where there is none.

    Args:
        typed: where ink of letters is.
        unit: the height of small letters, in pixels.
        free: where no ridge may run.
    """
    narrow = cv2.resize(typed, (-(-typed.shape[1] // ACROSS), typed.shape[0]), interpolation=cv2.INTER_AREA)
    smeared = cv2.GaussianBlur(narrow, (0, 0), sigmaX=2.0 * unit / ACROSS, sigmaY=0.35 * unit)
    crest = (smeared >= np.roll(smeared, 1, 0)) & (smeared > np.roll(smeared, -1, 0)) & (smeared > 0.05)
    if free is not None:
        crest &= ~free[:, ::ACROSS]
    thick = cv2.dilate(crest.astype(np.uint8), np.ones((3, 1), np.uint8))
    _, labels, extent, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    long = extent[:, cv2.CC_STAT_WIDTH] * ACROSS >= LONG * unit
    long[0] = False
    ridges = np.asarray(labels, np.int32)
    return np.where(np.take(long, ridges), ridges, 0)
