"""Make page images of a typed letter: a typewriter face, an uneven ribbon, a worn sheet.

Used once to make the sample scans; run it again with::

    apt-get install fonts-gnutypewriter
    python scans/typewrite.py scans/halifax/typed.txt scans/halifax/halifax --worn 4

Pages are parted by form feeds. The same seed gives the same pages. Every letter is struck by itself: with its own
place, slant and weight, as the type bars of a machine are never quite in line; the ink is then pressed into a paper
with grain, folds and a cast of light, and the sheet is laid on the glass a little askew. A worn page is a carbon copy
of a carbon copy: ink runs, thin strokes break, and the ground is grey.
"""

from __future__ import annotations

import argparse
import zlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/gnutypewriter/GNUTypewriter.ttf")
DPI = 150
SIZE = (int(8.27 * DPI), int(11.69 * DPI))
PITCH = DPI / 10.2
"""Pixels a character: ten and a bit to the inch, a pica machine."""
LEADING = DPI / 5.6
MARGIN = (int(0.72 * DPI), int(0.9 * DPI))

Grey = NDArray[np.float32]


@dataclass(frozen=True)
class Wear:
    """How worn a page is; lengths in pixels, shares from 0 to 1."""

    jitter: float
    slant: float
    spread: float
    breaks: float
    blur: float
    ground: float
    grain: float
    skew: float
    quality: int


GOOD = Wear(0.5, 0.6, 0.10, 0.0, 0.55, 0.06, 2.2, 0.35, 40)
CARBON = Wear(1.1, 1.4, 0.55, 0.42, 1.25, 0.28, 5.0, 1.1, 36)


def struck(text: str, wear: Wear, rng: np.random.Generator) -> Grey:
    """Give the ink of a page, 0 none to 1 full, shape of the sheet (rows, columns)."""
    font = ImageFont.truetype(str(FONT), int(DPI / 6.6))
    ink = np.zeros((SIZE[1], SIZE[0]), np.float32)
    ribbon = smooth(rng, ink.shape, 90)
    for row, line in enumerate(text.split("\n")):
        for column, letter in enumerate(line):
            if letter == " ":
                continue
            x = MARGIN[0] + column * PITCH + rng.normal(0, wear.jitter * 0.6)
            y = MARGIN[1] + row * LEADING + rng.normal(0, wear.jitter)
            glyph = Image.new("L", (int(PITCH * 2.4), int(LEADING * 1.7)))
            ImageDraw.Draw(glyph).text((PITCH * 0.6, LEADING * 0.2), letter, fill=255, font=font)
            tile = np.asarray(glyph.rotate(rng.normal(0, wear.slant), Image.Resampling.BILINEAR), np.float32) / 255
            top, left = int(y), int(x - PITCH * 0.5)
            window = ink[top : top + tile.shape[0], left : left + tile.shape[1]]
            weight = np.clip(rng.normal(0.86, 0.09), 0.45, 1.0)
            np.maximum(window, tile[: window.shape[0], : window.shape[1]] * weight, out=window)
    return np.clip(ink * (0.82 + 0.3 * ribbon), 0, 1).astype(np.float32)


def smooth(rng: np.random.Generator, shape: tuple[int, int], scale: int) -> Grey:
    """Give soft noise of mean 0 and about unit size, varying over ``scale`` pixels."""
    small = rng.normal(0, 1, (shape[0] // scale + 3, shape[1] // scale + 3)).astype(np.float32)
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def worn(ink: Grey, wear: Wear, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Give the scanned page in grey levels."""
    shape = (ink.shape[0], ink.shape[1])
    if wear.spread > 0.3:
        run = cv2.dilate(ink, np.ones((2, 2), np.uint8))
        ink = (ink + (run - ink) * np.clip(wear.spread + 0.3 * smooth(rng, shape, 40), 0, 1)).astype(np.float32)
    gone = np.clip(smooth(rng, shape, 4) * 0.5 + smooth(rng, shape, 60) * 0.5 - 1.05 + wear.breaks * 1.6, 0, 1)
    ink = cv2.GaussianBlur((ink * (1 - gone)).astype(np.float32), (0, 0), wear.blur).astype(np.float32)
    paper = 236 - 90 * wear.ground + 5 * smooth(rng, shape, 220) + 30 * wear.ground * smooth(rng, shape, 130)
    for fold in (shape[0] // 3, 2 * shape[0] // 3):
        rows = np.abs(np.arange(shape[0]) - fold - rng.normal(0, 6))
        paper -= (9 * np.exp(-rows / 2.2))[:, None]
    page = paper - ink * (paper - 42 - 60 * wear.ground) + rng.normal(0, wear.grain, shape)
    turn = cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), rng.normal(0, wear.skew), 1.0)
    page = cv2.warpAffine(page.astype(np.float32), turn, (shape[1], shape[0]), borderMode=cv2.BORDER_REPLICATE)
    return np.clip(page, 0, 255).astype(np.uint8)


def main() -> None:
    """Make the pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path, help="pages parted by form feeds")
    parser.add_argument("name", help="the pages are written to NAME-1.jpg and so on")
    parser.add_argument("--worn", type=int, nargs="*", default=[], help="numbers of the pages that are bad carbons")
    args = parser.parse_args()
    for number, text in enumerate(args.text.read_text(encoding="utf-8").split("\f"), 1):
        rng = np.random.default_rng(zlib.crc32(text.encode()))
        wear = CARBON if number in args.worn else GOOD
        page = worn(struck(text, wear, rng), wear, rng)
        Image.fromarray(page).save(f"{args.name}-{number}.jpg", quality=wear.quality, dpi=(DPI, DPI), optimize=True)


if __name__ == "__main__":
    main()
