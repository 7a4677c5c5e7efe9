"""Read pages: one page is one pure task; a batch runs the same task in a pool of processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

import cv2

from corpus import pool
from corpus.errors import CorrigendaError, EngineError
from corpus.records import Failure, Line, Page, Word

from . import clean, engines, ingest, layout
from .clean import Picture
from .engines import Engine, InkLine, InkWord
from .ingest import Gray, PageImage

PAGE_LIMIT = 180.0
"""Seconds a page may take; a page of dense type takes about three."""


class Quality(StrEnum):
    """How much time a page is worth."""

    FAST = "fast"
    STANDARD = "standard"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Draft:
    """One reading of a page: by which engine, of which recipe's picture."""

    engine: str
    recipe: str
    lines: tuple[InkLine, ...]

    @property
    def score(self) -> float:
        """How much text was read how surely: the sum over letters of confidence, less doubtful ones."""
        return sum(len(word.text) * (word.confidence - 0.5) for line in self.lines for word in line.words)

    @property
    def sure(self) -> float:
        """The mean confidence of a letter; 0 on an empty page."""
        letters = sum(len(word.text) for line in self.lines for word in line.words)
        total = sum(len(word.text) * word.confidence for line in self.lines for word in line.words)
        return total / letters if letters else 0.0


SURE = 0.93
"""Mean confidence from which a quick reading is taken as it is."""

CLEANUPS: dict[Quality, tuple[str, ...]] = {
    Quality.FAST: ("as scanned",),
    Quality.STANDARD: ("as scanned",),
    Quality.BEST: ("as scanned", "flat, specks off", "two-tone"),
}
"""The recipes tried where the flattened page reads badly."""


def read_page(
    page: PageImage, quality: Quality = Quality.STANDARD, limit: float = PAGE_LIMIT, steps: Path | None = None
) -> Page:
    """Read one page.

    Args:
        page: which.
        quality: how much time it is worth.
        limit: seconds for one engine run.
        steps: a folder for the pictures of every step of every recipe tried.

    Raises:
        SourceError: the page cannot be decoded.
        EngineError: no engine could read it.
    """
    pixels = page.load()
    engine = _engine()
    drafts = [_draft(engine, pixels, "flat", page.dpi, limit)]
    if drafts[0].sure < SURE:
        drafts.extend(_draft(engine, pixels, recipe, page.dpi, limit) for recipe in CLEANUPS[quality])
    best = max(drafts, key=lambda draft: draft.score)
    if steps:
        show_steps(pixels, [draft.recipe for draft in drafts], steps / page.name)
    height, width = pixels.shape
    status = engine.probe()
    lines = layout.paragraphs([_line(line) for line in best.lines])
    provenance = f"{status.name} {status.version}, {best.recipe}"
    return Page(page.name, page.source, page.number, width, height, lines, page.dpi, provenance)


def read_scans(
    paths: Iterable[Path | str],
    quality: Quality = Quality.STANDARD,
    workers: int = 2,
    limit: float = PAGE_LIMIT,
    steps: Path | None = None,
) -> Iterator[Page | Failure]:
    """Read the pages of many scans: images, PDFs, folders, glob patterns, manifests. As ``read_images`` otherwise."""
    yield from read_images(listed(paths), quality, workers, limit, steps)


def read_images(
    images: Iterable[PageImage | Failure],
    quality: Quality = Quality.STANDARD,
    workers: int = 2,
    limit: float = PAGE_LIMIT,
    steps: Path | None = None,
) -> Iterator[Page | Failure]:
    """Read pages, in order, in a pool of processes; a page that fails is a value with its reason.

    Args:
        images: as listed; a Failure among them is passed on.
        quality: how much time a page is worth.
        workers: how many processes.
        limit: seconds a page may take.
        steps: a folder for the pictures of every step, or None.
    """
    task = partial(read_page, quality=quality, limit=limit, steps=steps)
    yield from pool.run(task, images, workers=workers, limit=limit * 1.5, name=_name)


def listed(paths: Iterable[Path | str]) -> Iterator[PageImage | Failure]:
    """Give the pages of many scans; a source that cannot be listed is a Failure in its place."""
    for path in paths:
        try:
            yield from ingest.pages(path)
        except CorrigendaError as error:
            yield pool.failure(Path(path).stem, error)


def _name(page: PageImage | Failure) -> str:
    return page.name


def _engine() -> Engine:
    """Give the best engine that is there.

    Raises:
        EngineError: there is none.
    """
    for engine in engines.ENGINES:
        if engine.probe().ready:
            return engine
    raise EngineError("no OCR engine is installed", remedy=engines.tesseract.REMEDY)


def _draft(engine: Engine, pixels: Gray, recipe: str, dpi: int, limit: float) -> Draft:
    picture = clean.prepare(pixels, recipe)
    return Draft(engine.name, recipe, tuple(engine.read(picture, dpi, limit)))


def _line(line: InkLine) -> Line:
    return Line(tuple(_word(word) for word in line.words), line.box)


def _word(word: InkWord) -> Word:
    return Word(word.text, word.box, word.confidence)


def show_steps(pixels: Gray, recipes: Sequence[str], folder: Path) -> None:
    """Write the picture after every step of every recipe, as RECIPE-N-STEP.png."""
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / "page.png"), pixels)
    for recipe in recipes:
        picture = Picture(pixels)
        for number, step in enumerate(clean.RECIPES[recipe], 1):
            picture = clean.STEPS[step](picture)
            cv2.imwrite(
                str(folder / f"{recipe.replace(', ', '-').replace(' ', '-')}-{number}-{step}.png"), picture.pixels
            )
