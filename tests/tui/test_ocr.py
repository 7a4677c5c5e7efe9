"""``corrigenda ocr`` from the outside."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus import formats
from corpus.errors import ExitCode
from ocr import engines
from tui.cli import main

TEXT = "The Embassy has the honor to report."
pytestmark = pytest.mark.skipif(not engines.available()[0].ready, reason="Tesseract is not installed")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    image = Image.new("L", (1100, 300), 255)
    ImageDraw.Draw(image).text((80, 120), TEXT, fill=10, font=ImageFont.load_default(size=36))
    path = tmp_path / "letter.png"
    image.save(path, dpi=(200, 200))
    return path


def test_text_and_alto_are_written_for_every_page_and_a_bad_one_is_named(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no image")
    out = tmp_path / "out"
    code = main(["ocr", str(bad), str(scan), "-o", str(out), "--formats", "text,alto,page,hocr,pdf", "--workers", "1"])
    assert code == ExitCode.PARTIAL
    assert "bad" in capsys.readouterr().err
    assert (out / "letter.txt").read_text() == TEXT + "\n"
    for name in ("letter.xml", "letter.page.xml", "letter.hocr"):
        page = formats.read((out / name).read_bytes())
        assert (page.text, page.dpi) == (TEXT, 200)
    import pypdfium2

    document = pypdfium2.PdfDocument(out / "letter.pdf")
    assert document[0].get_textpage().get_text_bounded().split() == TEXT.split()
    assert round(document[0].get_width()) == round(1100 * 72 / 200)


def test_the_pictures_of_every_step_are_shown(scan: Path, tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    main(["ocr", str(scan), "-o", str(tmp_path / "out"), "--show-steps", str(steps), "--quality", "fast"])
    assert {path.name for path in (steps / "letter").iterdir()} >= {"page.png", "flat-2-scale.png"}


def test_an_unknown_format_is_refused(scan: Path, tmp_path: Path) -> None:
    assert main(["ocr", str(scan), "-o", str(tmp_path / "out"), "--formats", "docx"]) == ExitCode.USAGE


def test_nothing_readable_is_an_input_error(tmp_path: Path) -> None:
    assert main(["ocr", str(tmp_path / "none.png"), "-o", str(tmp_path / "out")]) == ExitCode.INPUT
