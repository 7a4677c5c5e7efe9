"""Page images for the edition: from the sources that the edition folder keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.records import Page, PageSpan, Source, Witness
from corpus.sources import kept_path

if TYPE_CHECKING:
    from PIL.Image import Image

ImageOf = Callable[[Page], "Image | None"]
"""Gives the image of a page in the page's own pixels, or None where there is none to be had."""
QUALITY = 82


def from_sources(folder: Path, sources: dict[str, Source]) -> ImageOf:
    """Return page images out of the sources kept in an edition folder, of every kind that Pillow reads."""

    def image_of(page: Page) -> Image | None:
        from PIL import Image as Pillow
        from PIL import ImageOps

        source = sources.get(page.source)
        path = kept_path(folder, source.digest, source.name) if source else None
        if path is None or not path.is_file():
            return None
        try:
            with Pillow.open(path) as image:
                image.seek(page.number - 1)
                upright = ImageOps.exif_transpose(image)
                return fitting(upright if upright is not None else image, page)
        except (OSError, EOFError, ValueError, Pillow.DecompressionBombError):
            return None

    return image_of


def fitting(image: Image, page: Page) -> Image:
    """Return the image in 8 bits, and in the size that the page's boxes are measured in."""
    if image.mode in ("I;16", "I", "F"):
        image = image.point(lambda value: value / 256).convert("L")
    image = image.convert("L" if image.mode in ("1", "L", "LA") else "RGB")
    return image if image.size == (page.width, page.height) else image.resize((page.width, page.height))


def scanned(record_pages: Mapping[str, Page], witness: Witness, span: PageSpan) -> Page | None:
    """Return the page of a scan that a stretch of a witness was read from.

    A text may call its pages what it likes: its page 1 is no scan of another document's page 1.
    """
    page = record_pages.get(span.page)
    return page if page is not None and page.source in witness.sources else None


def is_there(path: Path, page: Page) -> bool:
    """Whether a page's image was written before; a page's name belongs to one source only."""
    from PIL import Image as Pillow

    try:
        with Pillow.open(path) as image:
            return image.size == (page.width, page.height)
    except OSError:
        return False


def save(image: Image, path: Path) -> None:
    """Write a page image as JPEG."""
    image.save(path, "JPEG", quality=QUALITY, progressive=True, optimize=True)
