"""Searchable PDF: the page image, and over every word its text, invisible, to be searched and copied."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from corpus.records import Page

from ..ingest import Gray

QUALITY = 80
"""Of the JPEG in the PDF."""
DPI = 300
"""Assumed where the page says nothing."""
_INVISIBLE = 3
"""PDF text rendering mode: neither fill nor stroke."""
_WIDTH = 0.6
"""Of a character of Courier, in font sizes."""


def write(pages: Iterable[tuple[Page, Gray]]) -> bytes:
    """Return a PDF of pages with their images."""
    document = pdfium.PdfDocument.new()
    try:
        font = raw.FPDFText_LoadStandardFont(document, b"Courier")
        for page, pixels in pages:
            _add(document, font, page, pixels)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()
    finally:
        document.close()


def _add(document: pdfium.PdfDocument, font: object, page: Page, pixels: Gray) -> None:
    points = 72.0 / (page.dpi or DPI)
    width, height = page.width * points, page.height * points
    sheet = document.new_page(width, height)
    picture = io.BytesIO()
    Image.fromarray(pixels).save(picture, "JPEG", quality=QUALITY)
    picture.seek(0)
    image = pdfium.PdfImage.new(document)
    image.load_jpeg(picture, inline=True)
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    sheet.insert_obj(image)
    for line in page.lines:
        for word in line.words:
            size = max(1.0, word.box.height * points)
            item = raw.FPDFPageObj_CreateTextObj(document, font, size)
            # A trailing space keeps the words of a line apart when they are copied.
            encoded = ctypes.create_string_buffer((word.text + " ").encode("utf-16-le", "replace") + b"\x00")
            raw.FPDFText_SetText(item, ctypes.cast(encoded, raw.FPDF_WIDESTRING))
            raw.FPDFTextObj_SetTextRenderMode(item, _INVISIBLE)
            stretch = word.box.width * points / (len(word.text) * _WIDTH * size)
            left, bottom = word.box.left * points, height - word.box.bottom * points
            raw.FPDFPageObj_Transform(item, max(stretch, 0.01), 0, 0, 1, left, bottom)
            raw.FPDFPage_InsertObject(sheet, item)
    sheet.gen_content()
    sheet.close()
