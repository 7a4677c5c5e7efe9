"""From files to page images: every format a scan comes in, each page with its name, number and source.

A ``PageImage`` is a small picklable reference; the pixels are decoded only where they are read, so that a PDF of two
thousand pages costs nothing to list. Whatever is wrong with a file is a SourceError that says so.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import numpy as np
import pypdfium2 as pdfium
from lxml import etree
from numpy.typing import NDArray
from PIL import Image, ImageOps

from corpus.errors import SourceError
from corpus.sources import digest, media

Gray = NDArray[np.uint8]
"""Rows × columns of grey values, 0 black to 255 white."""

MAX_PIXELS = 120_000_000
"""The largest page that is decoded: A3 at 600 dots per inch, with room to spare."""
MIN_SIDE = 16
"""A page with a shorter side holds no line of text."""
PDF_DPI = 300
"""For PDF pages that hold no scan."""
PDF_MAX_DPI = 600
"""Pages of a PDF are drawn at no more dots per inch."""

_REMEDY_IMAGE = "open it in an image program and save it again, or scan it anew"
_REMEDY_PDF = "print it to a new PDF without a password, or export its pages as images"


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page of a scan, not yet decoded.

    Attributes:
        name: unique among the pages of its source: the file's stem, and the page number where there are several.
        path: the file.
        source: SHA-256 of the file, hexadecimal.
        number: the page's number within its source, from 1.
        dpi: dots per inch as the file says, 0 when it does not.
    """

    name: str
    path: Path
    source: str
    number: int = 1
    dpi: int = 0

    def load(self) -> Gray:
        """Decode the page.

        Raises:
            SourceError: it cannot be decoded, or is too large or too small to be a page.
        """
        return _format_of(self.path).load(self.path, self.number)


class _Format(NamedTuple):
    """How files of a kind are told, counted and decoded."""

    name: str
    told: Callable[[Path, bytes], bool]
    size: Callable[[Path], tuple[int, int]]
    """How many pages, and their dots per inch."""
    load: Callable[[Path, int], Gray]


def pages(path: Path | str) -> Iterator[PageImage]:
    """Yield the pages of an image, a PDF, a folder, a glob pattern, a IIIF manifest or a METS file, in order.

    Raises:
        SourceError: there is nothing there, or it is not a scan.
    """
    for file in files(path):
        kind = _format_of(file)
        count, dpi = kind.size(file)
        source = digest(file)
        for number in range(1, count + 1):
            name = file.stem if count == 1 else f"{file.stem}_p{number:04d}"
            yield PageImage(name, file, source, number, dpi)


def is_scan(path: Path | str) -> bool:
    """Whether a path is an image, a PDF, a manifest of images, or a folder that holds some."""
    path = Path(path)
    if path.is_dir():
        return any(is_scan(file) for file in path.iterdir() if file.is_file())
    head = _head(path)
    return any(kind.told(path, head) for kind in FORMATS) or _lister(path, head) is not None


def files(path: Path | str) -> Iterator[Path]:
    """Yield the image and PDF files behind a file, a folder, a glob pattern or a manifest.

    Raises:
        SourceError: there are none.
    """
    path = Path(path)
    if path.is_dir():
        found = [file for file in sorted(path.iterdir()) if file.is_file() and _is_image(file)]
    elif not path.exists() and any(mark in path.name for mark in "*?["):
        found = [file for file in sorted(path.parent.glob(path.name)) if file.is_file() and _is_image(file)]
    else:
        head = _head(path, must=True)
        lister = _lister(path, head)
        found = lister(path) if lister else [path]
    if not found:
        raise SourceError("no scans here", where=path, remedy="name an image, a PDF, or a folder that holds some")
    yield from found


def _head(path: Path, must: bool = False) -> bytes:
    if path.exists() and not path.is_file():
        if must:
            media(path)
        return b""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        if must:
            reason = "is not there" if not path.exists() else f"cannot be read: {error.strerror}"
            raise SourceError(reason, where=path, remedy="check the name and the permissions") from error
        return b""
    if must and not head:
        raise SourceError("is empty", where=path, remedy="copy it again from where it came from")
    return head


def _format_of(path: Path) -> _Format:
    head = _head(path, must=True)
    for kind in FORMATS:
        if kind.told(path, head):
            return kind
    remedy = "images (JPEG, PNG, TIFF, JPEG 2000, WebP, BMP, GIF, PNM) and PDF are read"
    raise SourceError("is not an image or a PDF", where=path, remedy=remedy)


def _is_image(path: Path) -> bool:
    head = _head(path)
    return any(kind.told(path, head) for kind in FORMATS)


# Images


_MAGIC = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"\x00\x00\x00\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"BM",
    b"GIF8",
)


def _told_image(path: Path, head: bytes) -> bool:
    if head.startswith(b"BM") and path.suffix.lower() not in (".bmp", ".dib"):
        return False
    pnm = len(head) > 2 and head[:1] == b"P" and head[1:2] in b"123456" and head[2:3].isspace()
    return head.startswith(_MAGIC) or pnm or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _open_image(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        # The size is checked here, before anything is decoded; Pillow's own guard would raise another error.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return Image.open(path)
        except Image.DecompressionBombError as error:
            raise _too_large(path) from error
        except Exception as error:  # decoders raise anything on hostile bytes
            raise SourceError("is not a readable image", where=path, remedy=_REMEDY_IMAGE) from error


def _count_image(path: Path) -> tuple[int, int]:
    with _open_image(path) as image:
        try:
            count = int(getattr(image, "n_frames", 1)) if image.format in ("TIFF", "MPO") else 1
        except Exception:  # a broken directory: the first page may still be readable
            count = 1
        return (1 if image.format == "MPO" else count), _dpi_of(image)


def _dpi_of(image: Image.Image) -> int:
    """Return what the file says, unless it is a default that no scanner means."""
    try:
        dpi = round(float(image.info.get("dpi", (0, 0))[0]))
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
        return 0
    return dpi if 100 <= dpi <= 2400 else 0


def _load_image(path: Path, number: int) -> Gray:
    with _open_image(path) as image:
        try:
            image.seek(number - 1)
            check_size(path, *image.size)
            image.load()
            return _gray(ImageOps.exif_transpose(image))
        except SourceError:
            raise
        except MemoryError as error:
            raise _too_large(path) from error
        except Exception as error:  # decoders raise anything on hostile bytes
            what = f"page {number} cannot be decoded: {str(error) or type(error).__name__}"
            raise SourceError(what, where=path, remedy=_REMEDY_IMAGE) from error


def check_size(path: Path, width: int, height: int) -> None:
    """Check that an image has the size of a page.

    Raises:
        SourceError: it is too large or too small.
    """
    if width * height > MAX_PIXELS:
        raise _too_large(path, width, height)
    if min(width, height) < MIN_SIDE:
        raise SourceError(f"is too small to hold text: {width}×{height} pixels", where=path, remedy="scan it anew")


def _too_large(path: Path, width: int = 0, height: int = 0) -> SourceError:
    size = f": {width}×{height} pixels" if width else ""
    return SourceError(f"is too large to be a page{size}", where=path, remedy="scale it to 600 dots per inch or less")


def _gray(image: Image.Image) -> Gray:
    """Return the grey values of an image of any mode; what is transparent is white."""
    if image.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I", "F"):
        values = np.asarray(image, dtype=np.float64)
        low, high = float(values.min()), float(values.max())
        if image.mode.startswith("I") and low >= 0 and high > 255:
            return (values / 65535.0 * 255.0).clip(0, 255).astype(np.uint8)
        if high <= 255 and low >= 0 and high > 1:
            return values.astype(np.uint8)
        return ((values - low) / max(high - low, 1e-9) * 255.0).astype(np.uint8)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(paper, layer)
    return np.array(image.convert("L"), dtype=np.uint8)


# PDF


def _told_pdf(path: Path, head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _open_pdf(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        what = "is locked with a password" if locked else "is not a readable PDF"
        raise SourceError(what, where=path, remedy=_REMEDY_PDF) from error


def _count_pdf(path: Path) -> tuple[int, int]:
    document = _open_pdf(path)
    try:
        count = len(document)
    finally:
        document.close()
    if not count:
        raise SourceError("is a PDF without pages", where=path, remedy=_REMEDY_PDF)
    return count, 0


def _load_pdf(path: Path, number: int) -> Gray:
    document = _open_pdf(path)
    try:
        page = document[number - 1]
        inches = page.get_width() / 72.0, page.get_height() / 72.0
        dpi = _pdf_dpi(page)
        check_size(path, round(inches[0] * dpi), round(inches[1] * dpi))
        # draw_forms and scripts are off: a page is ink, nothing else.
        bitmap = page.render(scale=dpi / 72.0, grayscale=True, may_draw_forms=False)
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width, -1)[:, :, 0].copy()
    except SourceError:
        raise
    except Exception as error:  # pdfium's errors, and whatever broken objects provoke
        raise SourceError(f"page {number} cannot be drawn", where=path, remedy=_REMEDY_PDF) from error
    finally:
        document.close()


def _pdf_dpi(page: pdfium.PdfPage) -> float:
    """Return the scan's own resolution: that of the widest image on the page."""
    best = 0.0
    for item in page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, _, right, _ = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
        if right - left > page.get_width() * 0.3:
            best = max(best, item.get_px_size()[0] / ((right - left) / 72.0))
    return min(best, PDF_MAX_DPI) if best >= 50 else PDF_DPI


# Lists of images


def _lister(path: Path, head: bytes) -> Callable[[Path], list[Path]] | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if path.suffix.lower() == ".json" and start.startswith(b"{") and b"iiif" in head:
        return _iiif
    if path.suffix.lower() in (".xml", ".mets") and b"http://www.loc.gov/METS/" in head:
        return _mets
    return None


def _iiif(path: Path) -> list[Path]:
    """Return the images of a IIIF presentation manifest (2 and 3) that lie on this disk."""
    try:
        manifest = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise SourceError("is not a readable IIIF manifest", where=path, remedy="download it again") from error
    return _local(path, list(_iiif_images(manifest)))


def _iiif_images(node: Any) -> Iterator[str]:
    """Walk the manifest in order; an image resource has an id and says that it is an image."""
    if isinstance(node, dict):
        if node.get("type", node.get("@type")) in ("Image", "dctypes:Image"):
            yield str(node.get("id", node.get("@id", "")))
            return
        for key in ("sequences", "canvases", "items", "images", "resource", "body"):
            yield from _iiif_images(node.get(key))
    elif isinstance(node, list):
        for item in node:
            yield from _iiif_images(item)


_XLINK = "{http://www.w3.org/1999/xlink}href"


def _mets(path: Path) -> list[Path]:
    """Return the images of a METS file in the order of its physical structure."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("is not a readable METS file", where=path, remedy="download it again") from error
    held = {
        str(file.get("ID")): (str(group.get("USE") or ""), str(place.get(_XLINK)))
        for group in root.iter("{*}fileGrp")
        for file in group.iterchildren("{*}file")
        for place in file.iterchildren("{*}FLocat")
        if str(file.get("MIMETYPE") or "image/").startswith("image/")
    }
    ordered = [str(p.get("FILEID")) for m in root.iter("{*}structMap") for p in m.iter("{*}fptr")]
    ids = list(dict.fromkeys(i for i in ordered if i in held)) or list(held)
    # The same page often stands in several groups (thumbnails, masters): take the group that is largest on disk.
    groups: dict[str, list[str]] = {}
    for i in ids:
        use, href = held[i]
        groups.setdefault(use, []).append(href)
    found = [_local(path, hrefs, must=False) for hrefs in groups.values()]
    best = max(found, key=lambda group: sum(file.stat().st_size for file in group), default=[])
    return best or _local(path, [href for hrefs in groups.values() for href in hrefs])


def _local(path: Path, links: Sequence[str], must: bool = True) -> list[Path]:
    """Find the linked files below the folder of the list; nothing is downloaded, nothing above is read."""
    home = path.resolve().parent
    found: list[Path] = []
    for link in links:
        name = unquote(urlsplit(link).path)
        for place in (home / name.lstrip("/"), home / Path(name).name):
            place = place.resolve()
            if place.is_relative_to(home) and place.is_file():
                found.append(place)
                break
        else:
            if must:
                remedy = "put the images beside it; nothing is downloaded"
                raise SourceError(f"names an image that is not here: {link[:200]}", where=path, remedy=remedy)
    return list(dict.fromkeys(found))


FORMATS: tuple[_Format, ...] = (
    _Format("image", _told_image, _count_image, _load_image),
    _Format("PDF", _told_pdf, _count_pdf, _load_pdf),
)
"""The formats that hold pixels, tried in order."""
