"""Error of the reading on real pages damaged on purpose, beside Tesseract alone and the pages as they are.

``python -m bench.ocr_damage [EVERY]`` damages every EVERY-th page of each set (every fifth by default).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from bench.ocr import ASKED, by_quality, by_tesseract, errors, folded, truth
from bench.table import Figure, shared, show
from ocr import ingest
from ocr.ingest import Gray
from ocr.read import Quality

Damage = Callable[[Gray, Gray], Gray]
"""From a page, and another page of the set, to the damaged page."""
SEED = 7
"""The damages are the same in every run of one seed."""


def bent(depth: float) -> Damage:
    """Bend the page as beside the spine of an opened book: lines fall by a part of the width, more at the foot."""

    def bend(page: Gray, other: Gray) -> Gray:
        tall, wide = page.shape
        x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(tall, dtype=np.float32))
        along, down = x / wide, y / tall
        fall = depth * wide * (0.6 + 0.8 * down) * along**4
        return cv2.remap(page, x, y + fall - fall.mean(), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)

    return bend


def through(part: float) -> Damage:
    """Let the other side of the sheet shine through: mirrored, blurred, and so much fainter."""

    def shine(page: Gray, other: Gray) -> Gray:
        tall, wide = page.shape
        back = cv2.GaussianBlur(cv2.resize(other[:, ::-1], (wide, tall)), (0, 0), wide / 1200)
        light = 1 - part * (1 - back / max(1.0, float(np.median(back))))
        return (page * np.minimum(light, 1)).clip(0, 255).astype(np.uint8)

    return shine


def turned(degrees: float) -> Damage:
    """Turn the page, quarters exactly."""

    def turn(page: Gray, other: Gray) -> Gray:
        if degrees % 90 == 0:
            return np.ascontiguousarray(np.rot90(page, int(degrees // 90)))
        tall, wide = page.shape
        how = cv2.getRotationMatrix2D((wide / 2, tall / 2), degrees, 1.0)
        return cv2.warpAffine(page, how, (wide, tall), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)

    return turn


def blurred(page: Gray, other: Gray) -> Gray:
    """Out of focus."""
    return cv2.GaussianBlur(page, (0, 0), page.shape[1] / 1100)


def small(page: Gray, other: Gray) -> Gray:
    """Scanned at so few dots that small letters are seven pixels tall."""
    shrunk = 850 / max(page.shape)
    return cv2.resize(page, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA) if shrunk < 1 else page


def noisy(page: Gray, other: Gray) -> Gray:
    """Grain, and specks of dust."""
    chance = np.random.default_rng(SEED)
    grain = page + chance.normal(0, 18, page.shape)
    grain[chance.random(page.shape) < 0.003] = 0
    return grain.clip(0, 255).astype(np.uint8)


def uneven(page: Gray, other: Gray) -> Gray:
    """Lit from one corner, with the shadow of a fold."""
    tall, wide = page.shape
    x, y = np.meshgrid(np.linspace(0, 1, wide), np.linspace(0, 1, tall))
    light = 1 - 0.55 * (0.6 * x + 0.4 * y) - 0.25 * np.exp(-(((y - 0.5) / 0.02) ** 2))
    return (page * light).clip(0, 255).astype(np.uint8)


def framed(page: Gray, other: Gray) -> Gray:
    """On the black bed of a scanner."""
    edge = page.shape[1] // 12
    return cv2.copyMakeBorder(page, edge, edge, edge, edge // 3, cv2.BORDER_CONSTANT, value=8)


def packed(page: Gray, other: Gray) -> Gray:
    """JPEG of quality 30."""
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, 30])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def whole(page: Gray, other: Gray) -> Gray:
    """As it is."""
    return page


DAMAGES: dict[str, Damage] = {
    "as it is": whole,
    "bent by 4 %": bent(0.04),
    "bent by 8 %": bent(0.08),
    "show-through 10 %": through(0.10),
    "show-through 20 %": through(0.20),
    "show-through 30 %": through(0.30),
    "blurred": blurred,
    "low resolution": small,
    "noisy": noisy,
    "uneven light": uneven,
    "turned 2.5°": turned(2.5),
    "turned −4°": turned(-4),
    "turned 90°": turned(90),
    "turned 180°": turned(180),
    "turned 270°": turned(270),
    "black frame": framed,
    "JPEG 30": packed,
}


def rows(every: int = 5, kinds: tuple[str, ...] = tuple(DAMAGES)) -> list[Figure]:
    table = []
    for name in ASKED:
        scans = sorted((shared() / "scans" / name).glob("*.jpg"))
        pages = [next(ingest.pages(scan)).load() for scan in scans]
        for kind in kinds:
            with tempfile.TemporaryDirectory() as folder:
                files = []
                for number in range(0, len(scans), every):
                    files.append(Path(folder, f"{scans[number].stem}.png"))
                    cv2.imwrite(str(files[-1]), DAMAGES[kind](pages[number], pages[(number + 1) % len(pages)]))
                read = {"ours": by_quality(files, Quality.STANDARD), "alone": by_tesseract(files)}
            rates = {}
            for reader, texts in read.items():
                counts = [errors(truth(scan), folded(texts[scan.stem])) for scan in scans[::every]]
                rates[reader] = sum(c[0] for c in counts) / sum(c[1] for c in counts)
            pages_read = f"{name}, {len(files)} pages, {kind}"
            table.append(Figure(pages_read, f"{rates['ours']:.4f}", "no worse than alone", f"{rates['alone']:.4f}"))
    return table


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
