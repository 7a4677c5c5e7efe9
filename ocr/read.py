"""Read pages: one page is one pure task; a batch runs the same task in a pool of processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from pathlib import Path

import cv2

from corpus import language
from corpus.errors import CorrigendaError
from corpus.records import Box, Failure, Line, Page
from corpus.tasks import pool

from . import clean, engines, ingest, layout, lines
from .clean import Picture
from .engines import InkWord, Readers, Status
from .ingest import PageImage
from .lattice import Lattice
from .vote import alone, doubtful, vote

PAGE_LIMIT = 180.0
"""Seconds a page may take; a page of dense type takes about three."""
FAST_SCALE = (0.8, 0.875)
"""How much narrower and lower the lines are set for a fast reading: an eighth sooner, and hardly worse.

The time goes by how long the lines are for their height; typewriters set letters wide apart."""
POOR = 0.75
"""Median confidence of a letter below which a page is also read as it was scanned."""
CLEAR = 0.85
"""Confidence that the surest tenth of the letters reach on any page that is not turned or upside down."""
FIRM = 0.93
"""Confidence that three quarters of the letters exceed, or else the page is asked what ails it."""
MADE_FIRM = 0.9
"""Confidence that three quarters of the letters must then exceed for the reading to count, whatever it scores."""
MENDED = {"one side": 1.2, "unbent": 1.2, "specks off": 1.05}
"""The recipes that are tried on such a page, each where it changes something, and how many times the score of the
unmended page the reading must reach to count though it is less firm: much, where a recipe may take faint type away."""
TOLD = ("unbent",)
"""Those of them that are tried on firm pages as well, unless it is to be fast: the lines themselves tell of a bend."""
GLIMPSED = 5
"""Of how many lines one is read first for a fast reading, to see whether a mended page is read more firmly."""


class Quality(StrEnum):
    """How much time a page is worth."""

    FAST = "fast"
    """The first engine alone, on the lines of the cleaned page."""
    STANDARD = "standard"
    """A second engine reads every line that leaves a doubt, and the two vote."""
    BEST = "best"
    """Both engines read every line, of every recipe, and the best page is taken."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One reading of a page.

    Attributes:
        recipe: of the picture that was read.
        picture: that the boxes of the lines refer to.
        lines: as found and voted.
    """

    recipe: str
    picture: Picture
    lines: tuple[Line, ...]

    @property
    def score(self) -> float:
        """How much was read how surely: letters by the square of their confidence, so that noise adds little."""
        return sum(len(word.text) * word.confidence**2 for line in self.lines for word in line.words)

    def sure(self, part: float = 0.5) -> float:
        """Return the confidence that a part of the letters does not exceed; 0 on an empty page.

        Not their mean, so that a stamp does not make a page poor.
        """
        letters = sorted(word.confidence for line in self.lines for word in line.words for _ in word.text)
        return letters[int(part * len(letters))] if letters else 0.0


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
    readers = engines.chosen({status.name for status in _ready()})
    lying = Picture(pixels)
    level = clean.go_on(lying, "as scanned", "level")
    drafts = [_cleaned(level, "flat", quality, readers, limit)]
    # Of a turned page the vote is sure of many a short word: there only the median tells.
    if drafts[0].sure() < POOR and (quality is not Quality.FAST or drafts[0].sure(0.9) < CLEAR):
        drafts.extend(_as_scanned(lying, page.dpi, readers, limit))
        if quarters := _quarters(lying, readers):
            lying = clean.turned(lying, quarters)
            level = clean.go_on(lying, "as scanned", "level")
            drafts.append(_cleaned(level, "flat", quality, readers, limit))
    flat = drafts[-1] if lying.pixels is not pixels else drafts[0]
    if quality is Quality.BEST:
        drafts.append(_cleaned(level, "two-tone", quality, readers, limit))
    ails = quality is Quality.BEST or flat.sure(0.25) < (POOR if quality is Quality.FAST else FIRM)
    if ails or quality is not Quality.FAST:
        drafts.extend(_mended(level, flat, MENDED if ails else TOLD, quality, readers, limit))
    best = max(drafts, key=lambda draft: draft.score)
    if steps:
        show_steps(lying, [draft.recipe for draft in drafts], steps / page.name)
    height, width = pixels.shape
    typed = layout.structured([_home(line, best.picture) for line in best.lines])
    provenance = f"{', '.join(f'{s.name} {s.version}' for s in _ready())}; {best.recipe}; {quality}"
    return Page(page.name, page.source, page.number, width, height, typed, page.dpi, provenance)


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
    """Yield the pages of many scans; a source that cannot be listed is a Failure in its place."""
    for path in paths:
        try:
            yield from ingest.pages(path)
        except CorrigendaError as error:
            yield pool.failure(Path(path).stem, error)


def _name(page: PageImage | Failure) -> str:
    return page.name


@cache
def _ready() -> tuple[Status, ...]:
    """Return the engines that are there, asked once per process.

    Raises:
        EngineError: there is none.
    """
    ready = tuple(status for status in engines.available() if status.ready)
    if not ready:
        raise engines.missing()
    return ready


def _cleaned(level: Picture, recipe: str, quality: Quality, readers: Readers, limit: float, every: int = 1) -> Draft:
    """Read the lines of the cleaned page with every engine that is there, and let them vote.

    Args:
        level: the picture as the recipe leaves it before its greys are stretched; lines are found on it.
        recipe: the whole recipe.
        quality: how much time the page is worth.
        readers: which engine does what.
        limit: seconds for one engine run.
        every: of how many lines one is read.
    """
    boxes = lines.find(level)[::every]
    sharp = clean.stretched(level, recipe)
    seen: Sequence[Sequence[InkWord]] = [()] * len(boxes)
    first, second = readers.lines, readers.lattice
    if boxes and first and first.read_lines:
        stack = lines.stacked(sharp, boxes, FAST_SCALE if quality is Quality.FAST else (1.0, 1.0))
        read = first.read_lines(stack.picture, clean.DPI, limit, quality is not Quality.FAST)
        seen = stack.unstacked(word for line in read for word in line.words)
    recognise = second.read_lattice if second and (quality is not Quality.FAST or not first) else None
    known = language.load() if recognise else language.Language()
    found = (
        vote(recognise(level, box), words, known)
        if recognise and (quality is Quality.BEST or doubtful(words, known))
        else alone(words)
        for box, words in zip(boxes, seen, strict=True)
    )
    return Draft(recipe, sharp, tuple(line for line in found if line))


def _mended(
    level: Picture, flat: Draft, recipes: Iterable[str], quality: Quality, readers: Readers, limit: float
) -> Iterator[Draft]:
    """Read the page by each of the recipes that changes something, where it is then read firmly or brings much.

    On a faint page they take type away as well: then what is left is neither.
    """

    def counts(draft: Draft, recipe: str, every: int = 1) -> bool:
        return draft.sure(0.25) > MADE_FIRM or draft.score * every > MENDED[recipe] * flat.score

    for recipe in recipes:
        picture = clean.go_on(level, "level", recipe)
        if not clean.changed(level, picture):
            continue
        read = partial(_cleaned, picture, f"{recipe}, flat", quality, readers, limit)
        if quality is Quality.FAST and not counts(read(GLIMPSED), recipe, GLIMPSED):
            continue
        draft = read()
        if counts(draft, recipe):
            yield draft


def _as_scanned(picture: Picture, dpi: int, readers: Readers, limit: float) -> Iterator[Draft]:
    """Read the page untouched, so that no clean-up can lose text."""
    found = (alone(line.words) for line in readers.page.read(picture, dpi, limit))
    yield Draft("as scanned", picture, tuple(line for line in found if line))


def _quarters(picture: Picture, readers: Readers) -> int:
    """Return by how many quarters, counter-clockwise, to turn the page so that a few of its lines are read better."""
    recognise = readers.lattice.read_lattice if readers.lattice else None
    if not recognise:
        return 0
    looks = {quarters: _glance(clean.turned(picture, quarters), recognise) for quarters in range(4)}
    best = max(looks, key=lambda quarters: looks[quarters])
    return best if looks[best] > looks[0] + 0.1 else 0


def _glance(picture: Picture, recognise: Callable[[Picture, Box], Lattice]) -> float:
    """Return the mean confidence of the widest lines of a picture."""
    level = clean.go_on(picture, "as scanned", "level")
    widest = sorted(lines.find(level), key=lambda box: -box.width)[:6]
    signs = [sign.p for box in widest for sign in recognise(level, box).best()]
    return sum(signs) / len(signs) if len(signs) >= 10 else 0.0


def _home(line: Line, picture: Picture) -> Line:
    """Return a line with its boxes in the pixels of the page."""
    words = tuple(replace(word, box=picture.home(word.box)) for word in line.words)
    box: Box = picture.home(line.box)
    return replace(line, words=words, box=box)


def show_steps(page: Picture, recipes: Sequence[str], folder: Path) -> None:
    """Write the picture after every step of every recipe, as RECIPE-N-STEP.png."""
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / "page.png"), page.pixels)
    for recipe in recipes:
        picture = page
        for number, step in enumerate(clean.RECIPES[recipe], 1):
            picture = clean.STEPS[step](picture)
            name = f"{recipe}-{number}-{step}.png".replace(", ", "-").replace(" ", "-")
            cv2.imwrite(str(folder / name), picture.pixels)
