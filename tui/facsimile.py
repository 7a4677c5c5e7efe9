"""Page images for the edition that only an engine's loader can decode: the pages of PDF files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorrigendaError
from corpus.records import Page, Source
from corpus.sources import kept_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from restore.edition.facsimile import ImageOf


def images(folder: Path, sources: Sequence[Source]) -> ImageOf:
    """Return the images of pages from the sources that an edition folder keeps."""
    from restore.edition.facsimile import fitting, from_sources

    known = {source.digest: source for source in sources}
    plain = from_sources(folder, known)

    def image_of(page: Page) -> Image | None:
        image = plain(page)
        source = known.get(page.source)
        if image is not None or source is None:
            return image
        from PIL import Image as Pillow

        from ocr.ingest import PageImage

        path = kept_path(folder, source.digest, source.name)
        try:
            loaded = PageImage(page.name, path, page.source, page.number).load()
        except (CorrigendaError, OSError):
            return None
        return fitting(Pillow.fromarray(loaded), page)

    return image_of
