"""The line of a finding on its page image, with the word outlined; and the page in the system's viewer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SourceError
from corpus.records import Box, Ink, Page
from corpus.store import Entry, Store

if TYPE_CHECKING:
    from PIL.Image import Image

MARGIN = 0.35
"""What is shown above and below the word, in heights of the word."""
PIXELS = 200_000_000
"""A page image with more is not opened."""
OUTLINE = (200, 40, 40)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is on a scan.

    Attributes:
        path: of the source.
        page: as it was read.
        box: around the words of the finding, on the page.
    """

    path: Path
    page: Page
    box: Box


def place(store: Store, entry: Entry) -> Place | None:
    """Return where an entry is on a scan; None where there is no scan, or none that can be shown."""
    ink = store.ink(entry.witness, entry.start, entry.stop)
    if not ink:
        return None
    first: Ink = ink[0]
    box = first.box
    for word in ink[1:]:
        if word.page == first.page and word.box.top < box.bottom and word.box.bottom > box.top:
            box = box.union(word.box)
    page = store.page(first.page)
    source = next((s for s in store.sources() if page is not None and s.digest == page.source), None)
    # a text that came with its layout may call a page as a scan of another document is called
    if page is None or source is None or page.source not in store.witness(entry.witness).sources:
        return None
    path = store.source_path(source)
    return Place(path, page, box) if path.is_file() and path.suffix != ".pdf" else None


def line_box(found: Place) -> Box:
    """Return the part of the page that is shown: the word's line, as wide as the page."""
    height = max(1, found.box.height)
    top = max(0, round(found.box.top - MARGIN * height))
    bottom = min(found.page.height, round(found.box.bottom + MARGIN * height))
    return Box(0, top, found.page.width, max(top + 1, bottom))


def crop(found: Place, aspect: float) -> Image:
    """Cut the line out of the page image, the word outlined.

    Args:
        found: the place.
        aspect: width by height of the pane, so that the line fills it with the word in the middle.

    Raises:
        SourceError: the image cannot be read.
    """
    from PIL import ImageDraw

    image = _page_image(found.path, found.page.number)
    line = line_box(found)
    width = min(line.width, max(round(line.height * aspect), found.box.width + line.height))
    middle = (found.box.left + found.box.right) // 2
    left = max(0, min(middle - width // 2, line.right - width))
    part = image.crop((left, line.top, left + width, line.bottom))
    draw = ImageDraw.Draw(part)
    pad = max(2, found.box.height // 12)
    corners = (found.box.left - pad, found.box.top - pad, found.box.right + pad, found.box.bottom + pad)
    shift = (left, line.top, left, line.top)
    outline = tuple(corner - by for corner, by in zip(corners, shift, strict=True))
    draw.rectangle(outline, outline=OUTLINE, width=max(2, found.box.height // 16))
    return part


@lru_cache(maxsize=2)
def _page_image(path: Path, number: int) -> Image:
    """Return a page image in colour, turned as its EXIF says; the last two stay in memory."""
    from PIL import Image as Images
    from PIL import ImageOps, ImageSequence

    try:
        with Images.open(path) as opened:
            if opened.width * opened.height > PIXELS:
                raise SourceError("is too large to be shown", where=path, remedy="o opens it in the viewer")
            frame = next(f for n, f in enumerate(ImageSequence.Iterator(opened), 1) if n == number)
            return ImageOps.exif_transpose(frame).convert("RGB")
    except (OSError, ValueError, StopIteration, Images.DecompressionBombError) as error:
        raise SourceError(f"cannot be shown: {error}", where=path, remedy="scan it again") from None


def open_page(found: Place) -> str:
    """Open the page in the system's viewer; give what was done, in words.

    The viewers of the systems take no place on a page, so it is told.
    """
    command = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    if shutil.which(command) is None:
        return f"no viewer here ({command} is missing): the page is {found.path}"
    subprocess.Popen(
        [command, str(found.path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    down = round(100 * found.box.top / found.page.height)
    across = round(100 * found.box.left / found.page.width)
    return f"opened {found.page.name}: {down} % down, {across} % across"
