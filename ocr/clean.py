"""Clean-up of page images: pure steps in a visible table, and the recipes made of them.

A step takes a picture and gives a picture; one that moves pixels also keeps the way back, so that every box is told
in the pixels of the page as it was scanned. No recipe is applied because it is thought good: ``ocr.read`` chooses by
what the reading scores.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.records import Box

from . import ridges, sheet
from .ingest import Gray
from .sheet import Sheet

X_HEIGHT = 16.0
"""The height of small letters, in pixels, that pages are brought to: both engines read it as well as any larger one
(``python -m bench.ocr``), and sooner."""
WORKING = 10.0
"""The x-height, in pixels, that lines are searched at: enough to tell letters from specks, and quick."""
PAPER = 450.0
"""Pixels along the longer side at which the paper behind the letters is measured."""
SAMPLED = 500_000
"""Pixels of a page that are enough to measure its greys."""
MEASURED = 1_200_000
"""Pixels of a page that are enough to measure its letters."""
DPI = 300
"""Dots an inch that ordinary type has at that x-height: what an engine is told when the page says nothing."""
GRAIN = 16.0
"""How many times the paper's grain ink must at least be apart from it, so that grain is not blown up to ink."""
ABOVE_GRAIN = 5.0
"""How many times its grain ink is darker than the paper at least,"""
CONTRAST = 0.35
"""and how dark it is at least, as a part of the contrast between ink and paper."""
FINE = 0.5
"""The part of the grain that must change from pixel to pixel for the page to be smoothed."""
DARK = 0.5
"""How dark a pixel of this side's ink is at least, as a part of the contrast between ink and paper."""
OTHERWISE = 0.02
"""The part of the ink that must come or go for it to matter."""
BED = 0.25
"""How bright the bed of a scanner is at most, as a part of the paper."""
FRAME = 0.01
"""The part of the picture that such a bed covers at least, or else it is left."""
EDGE = 3
"""How many pixels the grey edge of a letter reaches, at X_HEIGHT."""
BENT = 0.4
"""How far a line must leave its level, in x-heights, for the page to be unbent."""
MAX_SKEW = 8.0
"""Degrees to either side that are searched."""


def _unmoved() -> NDArray[np.float64]:
    return np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on its way to the engine.

    Attributes:
        pixels: grey values.
        back: the 2×3 affine matrix from these pixels, before they were unbent, to those of the page.
        sheet: how these pixels were unbent, if they were; the last of all movements.
    """

    pixels: Gray
    back: NDArray[np.float64] = field(default_factory=_unmoved)
    sheet: Sheet | None = None

    def home(self, box: Box) -> Box:
        """Return a box of this picture in the pixels of the page."""
        across, down = (box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0
        if self.sheet:
            down += float(self.sheet.fall(np.array(across), np.array(down)))
        middle = self.back @ np.array([across, down, 1.0])
        # The middle moves and the sides are scaled: a box does not grow with the angle of the page.
        scale = float(np.sqrt(abs(np.linalg.det(self.back[:, :2])))) / 2.0
        wide, tall = box.width * scale, box.height * scale
        if abs(self.back[0, 1]) > abs(self.back[0, 0]):  # a quarter turn
            wide, tall = tall, wide
        x, y = max(0, round(middle[0] - wide)), max(0, round(middle[1] - tall))
        return Box(x, y, max(x, round(middle[0] + wide)), max(y, round(middle[1] + tall)))


Step = Callable[[Picture], Picture]


def _joined(back: NDArray[np.float64], forth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the way back after one more movement."""
    last = np.array([[0.0, 0.0, 1.0]])
    return np.asarray((np.vstack([back, last]) @ np.vstack([cv2.invertAffineTransform(forth), last]))[:2])


def bed_off(picture: Picture) -> Picture:
    """Lay paper where a dark bed, or the fold of a book, surrounds it: broad, dark, at the edge."""
    pixels = picture.pixels
    small = _shrunk(pixels)
    dark = (small < BED * np.quantile(small, 0.75)).astype(np.uint8)
    broad = cv2.morphologyEx(np.pad(dark, 5, mode="edge"), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(broad, connectivity=8)
    inside = np.ones(labels.shape, bool)
    inside[1:-1, 1:-1] = False
    held = np.setdiff1d(np.unique(labels[inside]), [0])
    held = held[stats[held, cv2.CC_STAT_AREA] > FRAME * small.size]
    if not held.size:
        return picture
    bed = cv2.dilate(np.isin(labels, held).astype(np.uint8), np.ones((7, 7), np.uint8))[5:-5, 5:-5]
    if bed.all():
        return picture
    page = 1.0 - bed.astype(np.float32)
    # The paper goes on as it is near by (a normalised convolution, Knutsson and Westin 1993).
    weight, light = (cv2.GaussianBlur(part, (0, 0), PAPER / 30) for part in (page, page * small))
    paper = np.where(weight > 1e-3, light / np.maximum(weight, 1e-3), np.median(small[bed == 0]))
    tall, wide = pixels.shape
    covered = cv2.resize(bed, (wide, tall), interpolation=cv2.INTER_NEAREST) > 0
    laid = cv2.resize(paper.astype(np.float32), (wide, tall), interpolation=cv2.INTER_LINEAR)
    # What is all bed is cut off: so much even paper would hide how much grain the page has.
    rows, columns = (np.flatnonzero(~covered.all(axis=axis)) for axis in (1, 0))
    top, left = int(rows[0]), int(columns[0])
    cut = np.where(covered, laid, pixels)[top : rows[-1] + 1, left : columns[-1] + 1].astype(np.uint8)
    return Picture(cut, _joined(picture.back, np.array([[1.0, 0.0, -left], [0.0, 1.0, -top]])))


def _shrunk(pixels: Gray) -> Gray:
    """Return a page at the size at which its paper is measured."""
    height, width = pixels.shape
    scale = max(1.0, max(height, width) / PAPER)
    size = max(1, round(width / scale)), max(1, round(height / scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def flatten(picture: Picture) -> Picture:
    """Divide by the paper, as it shines around and behind the letters: uneven light, stains, shadows of the fold."""
    pixels = picture.pixels
    height, width = pixels.shape
    closed = cv2.morphologyEx(_shrunk(pixels), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    # Without its letters the paper is smooth, and measured at half the size as well.
    half = cv2.resize(closed, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.medianBlur(half, 5), (0, 0), 2)
    full = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(pixels, np.maximum(full, 1), scale=255)
    return replace(picture, pixels=np.asarray(even, dtype=np.uint8))


def stretch(picture: Picture) -> Picture:
    """Spread the grey values from the ink to the paper, but no further than the paper's grain allows."""
    ink, paper, grain = tones(picture.pixels)
    low = min(ink, paper - GRAIN * grain)
    if paper - low < 8:
        return picture
    table = ((np.arange(256) - low) / (paper - low) * 255.0).clip(0, 255).astype(np.uint8)
    return replace(picture, pixels=np.asarray(cv2.LUT(picture.pixels, table), dtype=np.uint8))


def despeckle(picture: Picture) -> Picture:
    """Take the median of every 3×3 pixels: dust and grain."""
    return replace(picture, pixels=np.asarray(cv2.medianBlur(picture.pixels, 3), dtype=np.uint8))


def deskew(picture: Picture) -> Picture:
    """Turn the page so that its lines run level, if they do not."""
    angle = skew(picture.pixels)
    if abs(angle) < 0.1:
        return picture
    height, width = picture.pixels.shape
    forth = np.asarray(cv2.getRotationMatrix2D((width / 2.0, height / 2.0), angle, 1.0), dtype=np.float64)
    pixels = cv2.warpAffine(
        picture.pixels, forth, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return Picture(np.asarray(pixels, dtype=np.uint8), _joined(picture.back, forth))


def scale(picture: Picture) -> Picture:
    """Bring the type to the height that engines read best, up or down."""
    height = x_height(picture.pixels)
    factor = min(4.0, X_HEIGHT / height) if height else 1.0
    if 0.9 < factor < 1.1:
        return picture
    tall, wide = (round(side * factor) for side in picture.pixels.shape)
    forth = np.array([[factor, 0.0, (factor - 1) / 2], [0.0, factor, (factor - 1) / 2]])
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    pixels = cv2.resize(picture.pixels, (wide, tall), interpolation=how)
    return Picture(np.asarray(pixels, dtype=np.uint8), _joined(picture.back, forth))


def one_side(picture: Picture) -> Picture:
    """Take off what shines through from the other side of the sheet: what is faint and not beside dark ink.

    The picture must be at X_HEIGHT and flattened. Faint type goes as well: only the reading can say which it was.
    """
    ink, paper, _ = tones(picture.pixels)
    dark = (picture.pixels < paper - DARK * (paper - ink)).astype(np.uint8)
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * EDGE + 1, 2 * EDGE + 1))
    near = cv2.dilate(dark, around) > 0
    return replace(picture, pixels=np.where(near, picture.pixels, np.maximum(picture.pixels, round(paper))))


def unbend(picture: Picture) -> Picture:
    """Level the lines of a page that lay curved, if it did; the picture must be at X_HEIGHT, flattened and deskewed."""
    shrunk = WORKING / X_HEIGHT
    small = cv2.resize(picture.pixels, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    ridge = ridges.traced(ridges.pieces(ink_mask(np.asarray(small, dtype=np.uint8)), WORKING).typed, WORKING)
    found = sheet.fitted(ridge, WORKING)
    if found is None:
        return picture
    tall, wide = picture.pixels.shape
    bent = Sheet(found.weights / shrunk, wide, tall)
    y, x = np.mgrid[0:tall:8, 0:wide:8].astype(np.float64)
    fall = bent.fall(x, y)
    lines = cv2.resize((ridge > 0).astype(np.uint8), fall.shape[::-1], interpolation=cv2.INTER_AREA) > 0
    if np.quantile(np.abs(fall[lines]), 0.95) < BENT * X_HEIGHT:
        return picture
    full = cv2.resize(fall.astype(np.float32), (wide, tall), interpolation=cv2.INTER_LINEAR)
    columns, rows = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(tall, dtype=np.float32))
    pixels = cv2.remap(picture.pixels, columns, rows + full, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Picture(np.asarray(pixels, dtype=np.uint8), picture.back, bent)


def binarise(picture: Picture) -> Picture:
    """Make ink black and paper white by the mean and the spread around each pixel (Sauvola and Pietikäinen 2000)."""
    pixels = picture.pixels.astype(np.float32)
    size = (int(max(25, (x_height(picture.pixels) or X_HEIGHT) * 2.0)) // 2) * 2 + 1
    mean = cv2.boxFilter(pixels, -1, (size, size), borderType=cv2.BORDER_REPLICATE)
    square = cv2.boxFilter(pixels * pixels, -1, (size, size), borderType=cv2.BORDER_REPLICATE)
    spread = np.sqrt(np.maximum(square - mean * mean, 0))
    limit = mean * (1 + 0.2 * (spread / 128.0 - 1))
    return replace(picture, pixels=np.where(pixels > limit, 255, 0).astype(np.uint8))


def tones(pixels: Gray) -> tuple[float, float, float]:
    """Measure the grey of the ink, the grey of the paper, and the paper's grain (a robust standard deviation)."""
    stride = max(1, round((pixels.size / SAMPLED) ** 0.5))
    sample = np.ascontiguousarray(pixels[::stride, ::stride])
    counts = cv2.calcHist([sample], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    paper = _quantile(counts, 0.5)
    # The deviations from the paper: what is lighter is folded over what is darker.
    folded = np.zeros(256, np.int64)
    np.add.at(folded, np.abs(np.arange(256) - paper), counts)
    grain = _quantile(folded, 0.5) * 1.4826 + 1.0
    dark = counts[: max(0, int(np.ceil(paper - 6.0 * grain)))]
    ink = float(_quantile(dark, 0.25)) if dark.sum() > 100 else paper - GRAIN * grain
    return ink, float(paper), grain


def _quantile(counts: NDArray[np.int64], part: float) -> int:
    """Return the grey value below which a part of the pixels lies."""
    sums = counts.cumsum()
    return int(np.searchsorted(sums, part * sums[-1]))


def ink_mask(pixels: Gray) -> NDArray[np.uint8]:
    """Return ink as 255 and paper as 0 on a flattened page: darker than paper by a third of the ink's own contrast."""
    ink, paper, grain = tones(pixels)
    limit = paper - max(ABOVE_GRAIN * grain, (paper - ink) * CONTRAST)
    return np.where(pixels < limit, 255, 0).astype(np.uint8)


def quieted(pixels: Gray) -> Gray:
    """Smooth a page of so much grain that faint type would be lost among it; the letters must be WORKING tall."""
    ink, paper, grain = tones(pixels)
    if ABOVE_GRAIN * grain <= (paper - ink) * CONTRAST:
        return pixels
    # What shines through or lies as a stain counts as grain too, but does not change from pixel to pixel.
    apart = cv2.absdiff(pixels, cv2.medianBlur(pixels, 5))[pixels > paper - 3 * grain]
    if 1.25 * float(apart.mean()) < FINE * grain:
        return pixels
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), 0.15 * WORKING), dtype=np.uint8)


def skew(pixels: Gray) -> float:
    """Return the angle in degrees, counter-clockwise, that levels the lines: where the rows' ink varies most.

    Args:
        pixels: of a flattened page.
    """
    scale = min(1.0, 1000.0 / max(pixels.shape))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = ink_mask(np.asarray(small, dtype=np.uint8))
    coarse = np.asarray(cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    best = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 1.0), key=lambda angle: _sharpness(coarse, float(angle)))
    for step, reach in ((0.25, 3), (0.05, 3)):
        best = max(best + np.arange(-reach, reach + 1) * step, key=lambda angle: _sharpness(ink, float(angle)))
    return float(best) if _sharpness(ink, float(best)) > _sharpness(ink, 0.0) * 1.02 else 0.0


def _sharpness(ink: NDArray[np.uint8], angle: float) -> float:
    """Return how much the ink varies from row to row when the page is turned."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2.0, height / 2.0), float(angle), 1.0)
    level = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST)
    rows = cv2.reduce(level, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F)
    return float(np.square(np.diff(rows[:, 0])).sum())


def x_height(pixels: Gray) -> float:
    """Return the height of small letters in pixels, from the heights of connected ink; 0 where there is none."""
    shrunk = min(1.0, (MEASURED / pixels.size) ** 0.5)
    if shrunk < 0.9:
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA), dtype=np.uint8
        )
    else:
        shrunk = 1.0
    mask = ink_mask(flatten(Picture(pixels)).pixels)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    areas = stats[1:, cv2.CC_STAT_AREA]
    # A letter fills part of its box: specks are solid, rules and edges are long.
    fit = (
        (heights >= 5)
        & (heights <= 120)
        & (widths >= 3)
        & (widths <= 2 * heights + 10)
        & (areas < heights * widths * 0.88)
    )
    if fit.sum() < 5:
        return 0.0
    # Weighed by their ink, so that grain, however much of it, does not outweigh the letters.
    counts = np.bincount(heights[fit], weights=areas[fit], minlength=124)
    smooth = np.convolve(counts, [0.25, 0.5, 1.0, 0.5, 0.25], mode="same")
    return float(smooth.argmax() / shrunk)


def turned(picture: Picture, quarters: int) -> Picture:
    """Turn a picture by quarters, counter-clockwise, keeping the way back."""
    pixels = picture.pixels
    back = picture.back
    for _ in range(quarters % 4):
        width = pixels.shape[1]
        pixels = np.ascontiguousarray(np.rot90(pixels))
        # Pixel (x, y) of the turned picture was pixel (width - y, x) before.
        back = (np.vstack([back, [0, 0, 1]]) @ np.array([[0.0, -1.0, width], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]))[:2]
    return Picture(pixels, back)


STEPS: dict[str, Step] = {
    "bed off": bed_off,
    "scale": scale,
    "flatten": flatten,
    "stretch": stretch,
    "despeckle": despeckle,
    "deskew": deskew,
    "unbend": unbend,
    "one side": one_side,
    "binarise": binarise,
}

RECIPES: dict[str, tuple[str, ...]] = {
    "as scanned": (),
    "level": ("bed off", "scale", "flatten", "deskew"),
    "flat": ("bed off", "scale", "flatten", "deskew", "stretch"),
    "specks off": ("bed off", "scale", "flatten", "deskew", "despeckle"),
    "specks off, flat": ("bed off", "scale", "flatten", "deskew", "despeckle", "stretch"),
    "two-tone": ("bed off", "scale", "flatten", "deskew", "stretch", "binarise"),
    "one side": ("bed off", "scale", "flatten", "deskew", "one side"),
    "one side, flat": ("bed off", "scale", "flatten", "deskew", "one side", "stretch"),
    "unbent": ("bed off", "scale", "flatten", "deskew", "unbend"),
    "unbent, flat": ("bed off", "scale", "flatten", "deskew", "unbend", "stretch"),
}
"""What an engine may be given; every name stands in the provenance of the page."""


def stretched(level: Picture, recipe: str) -> Picture:
    """Apply what a recipe has from the stretching of the greys on: nothing there moves a pixel."""
    steps = RECIPES[recipe]
    for step in steps[steps.index("stretch") :]:
        level = STEPS[step](level)
    return level


def changed(before: Picture, after: Picture) -> bool:
    """Whether a step did more than touch up: the page was unbent, or a part of its ink came or went."""
    if after.sheet is not before.sheet:
        return True
    ink, left = (int(np.count_nonzero(ink_mask(picture.pixels))) for picture in (before, after))
    return abs(left - ink) > ink * OTHERWISE


def prepare(pixels: Gray, recipe: str) -> Picture:
    """Apply a recipe by its name."""
    return go_on(Picture(pixels), "as scanned", recipe)


def go_on(picture: Picture, done: str, recipe: str) -> Picture:
    """Apply what a recipe has beyond one that was applied already and that it starts with."""
    for step in RECIPES[recipe][len(RECIPES[done]) :]:
        picture = STEPS[step](picture)
    return picture
