"""Ingest: every format a scan comes in, and every way in which a file can be bad."""

import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from corpus.errors import SourceError
from ocr import ingest

SIZE = (120, 90)


def picture(mode: str = "L") -> Image.Image:
    gray = np.full((SIZE[1], SIZE[0]), 255, np.uint8)
    gray[20:40, 10:60] = 0
    image = Image.fromarray(gray)
    if mode == "I;16":
        return Image.fromarray(gray.astype(np.uint16) * 257)
    if mode == "P":
        return image.convert("RGB").quantize(4)
    return image.convert(mode)


FORMATS = {
    "gray.jpg": "L", "colour.jpg": "RGB", "cmyk.jpg": "CMYK", "gray.png": "L", "palette.png": "P", "clear.png": "RGBA",
    "bit.png": "1", "deep.png": "I;16", "bit.tif": "1", "deep.tif": "I;16", "cmyk.tif": "CMYK", "a.webp": "RGB",
    "a.jp2": "L", "a.bmp": "RGB", "a.gif": "P", "a.pgm": "L",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_ink_is_dark_and_paper_light_in_every_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    picture(FORMATS[name]).save(path)
    (page,) = ingest.pages(path)
    pixels = page.load()
    assert pixels.shape == (SIZE[1], SIZE[0])
    assert pixels[30, 30] < 60 < 200 < pixels[70, 100]
    assert (page.name, page.number) == (path.stem, 1)
    assert ingest.is_scan(path)


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    image = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (10, 10, 30, 30))
    image.save(tmp_path / "a.png")
    pixels = next(ingest.pages(tmp_path / "a.png")).load()
    assert (pixels[20, 20], pixels[80, 100]) == (0, 255)


def test_every_page_of_a_tiff_and_of_a_pdf_is_numbered(tmp_path: Path) -> None:
    sheets = [picture("L"), picture("RGB"), picture("1")]
    sheets[0].save(tmp_path / "many.tif", save_all=True, append_images=sheets[1:], dpi=(300, 300))
    sheets[1].save(tmp_path / "many.pdf", save_all=True, append_images=sheets[1:2], resolution=150)
    tiff, pdf = list(ingest.pages(tmp_path / "many.tif")), list(ingest.pages(tmp_path / "many.pdf"))
    assert [page.name for page in tiff] == ["many_p0001", "many_p0002", "many_p0003"]
    assert [page.dpi for page in tiff] == [300] * 3
    assert [page.number for page in pdf] == [1, 2]
    assert all(page.load()[30, 30] < 60 for page in (*tiff, *pdf))
    assert len({page.source for page in tiff}) == 1


def test_a_pdf_is_drawn_at_the_resolution_of_its_scan(tmp_path: Path) -> None:
    Image.fromarray(np.full((1100, 850), 255, np.uint8)).save(tmp_path / "a.pdf", resolution=100)
    assert next(ingest.pages(tmp_path / "a.pdf")).load().shape == (1100, 850)


def test_a_long_pdf_is_listed_without_being_drawn(tmp_path: Path) -> None:
    document = pdfium.PdfDocument.new()
    for _ in range(2000):
        document.new_page(600, 800)
    document.save(tmp_path / "long.pdf")
    assert sum(1 for _ in ingest.pages(tmp_path / "long.pdf")) == 2000


def test_the_camera_s_rotation_is_undone(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture().save(tmp_path / "a.jpg", exif=exif)
    assert next(ingest.pages(tmp_path / "a.jpg")).load().shape == (SIZE[0], SIZE[1])


def test_a_folder_a_pattern_and_manifests_name_their_images(tmp_path: Path) -> None:
    for name in ("b", "a"):
        picture().save(tmp_path / f"{name}.png")
    (tmp_path / "notes.txt").write_text("no scan")
    image = {"type": "Image", "id": "https://example.org/iiif/{}.png"}
    canvases = [
        {"type": "Canvas", "items": [{"items": [{"body": {**image, "id": f"https://example.org/{n}.png"}}]}]}
        for n in "ba"
    ]
    manifest = {"@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest", "items": canvases}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "mets.xml").write_text(
        """<mets xmlns="http://www.loc.gov/METS/" xmlns:x="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="MASTER">
        <file ID="f1" MIMETYPE="image/png"><FLocat x:href="a.png"/></file><file ID="f2" MIMETYPE="image/png">
        <FLocat x:href="file://b.png"/></file></fileGrp></fileSec><structMap TYPE="PHYSICAL"><div><fptr FILEID="f2"/>
        <fptr FILEID="f1"/></div></structMap></mets>"""
    )
    assert [page.name for page in ingest.pages(tmp_path)] == ["a", "b"]
    assert [page.name for page in ingest.pages(tmp_path / "*.png")] == ["a", "b"]
    assert [page.name for page in ingest.pages(tmp_path / "manifest.json")] == ["b", "a"]
    assert ingest.is_scan(tmp_path / "manifest.json")
    assert ingest.is_scan(tmp_path)
    assert not ingest.is_scan(tmp_path / "notes.txt")


def test_a_manifest_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    picture().save(tmp_path / "secret.png")
    inner = tmp_path / "inner"
    inner.mkdir()
    items = [{"type": "Image", "id": "../secret.png"}]
    text = json.dumps({"@context": "http://iiif.io/api/presentation/3/context.json", "items": items})
    (inner / "manifest.json").write_text(text)
    with pytest.raises(SourceError, match="not here"):
        list(ingest.pages(inner / "manifest.json"))


def lying_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def locked_pdf() -> bytes:
    # A PDF whose trailer says it is encrypted, with keys that no empty password opens.
    key = b"<" + b"41" * 32 + b">"
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O " + key + b"/U " + key + b"/P -4>>endobj\n"
    )
    return body + b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]>>\n%%EOF"


BAD = {
    "empty.png": (b"", "empty"),
    "text.png": (b"this is no image", "not an image"),
    "cut.png": (png(picture())[:80], "image|decoded"),
    "tiny.png": (png(Image.new("L", (1, 1))), "too small"),
    "huge.png": (lying_png(30_000, 30_000), "too large"),
    "lying.png": (lying_png(4000, 4000), "decoded"),
    "broken.pdf": (b"%PDF-1.7\nnothing here", "PDF"),
    "locked.pdf": (locked_pdf(), "password|readable"),
    "cut.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image|decoded"),
    "cut.tif": (b"II*\x00\x08\x00\x00\x00\xff\xff", "image|decoded"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_says_what_is_wrong_and_what_to_do(name: str, tmp_path: Path) -> None:
    content, reason = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=reason) as error:
        for page in ingest.pages(path):
            page.load()
    assert error.value.remedy
    assert error.value.where == str(path)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.png", tmp_path, tmp_path / "*.tif"):
        with pytest.raises(SourceError) as error:
            list(ingest.pages(path))
        assert error.value.remedy
