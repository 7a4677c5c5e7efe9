"""Reading pages: typed text is found, bad input and bad engines fail alone."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from corpus.errors import EngineError
from corpus.records import Box, Failure, Page
from ocr import engines, ingest, read
from ocr.clean import Picture
from ocr.engines import Engine, InkLine, InkWord, command, rapid, tesseract

TEXT = ["The Embassy has the honor to report", "that the conference was opened at noon."]
needs_tesseract = pytest.mark.skipif(not engines.available()[0].ready, reason="Tesseract is not installed")


def typed(lines: list[str], size: tuple[int, int] = (1200, 400)) -> Image.Image:
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((80, 80 + 60 * number), line, fill=20, font=ImageFont.load_default(size=36))
    return image


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "letter.png"
    typed(TEXT).save(path)
    return path


def fake(folder: Path, body: str) -> None:
    """Put a tesseract on the path that answers to --version and, given a picture, does as told."""
    script = folder / "tesseract"
    script.write_text(
        f"#!{sys.executable}\nimport sys, os, time\n"
        "if '--version' in sys.argv: print('tesseract 5.3.0'); sys.exit()\n"
        "if '--list-langs' in sys.argv: print('List of available languages (1):\\neng'); sys.exit()\n"
        f"PAGE, END = b\"\\n  <div class='ocr_page'>\", b'\\n  </div>\\n'\n"
        "def say(what): sys.stdout.buffer.write(what); sys.stdout.flush()\n"
        f"picture = sys.stdin.readline().strip()\n{body}\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IEXEC)


@pytest.fixture
def fake_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    # an engine that still runs would go on reading in place of the fake
    tesseract.stop_running()
    yield folder
    tesseract.stop_running()


@needs_tesseract
def test_typed_text_is_read_with_its_boxes(scan: Path) -> None:
    page = read.read_page(next(ingest.pages(scan)))
    assert page.text == "\n".join(TEXT)
    assert (page.name, page.number, page.width, page.height) == ("letter", 1, 1200, 400)
    first = page.lines[0].words[0]
    assert abs(first.box.left - 80) < 8
    assert first.confidence > 0.8


@needs_tesseract
def test_a_page_upside_down_is_read_as_it_stands(tmp_path: Path) -> None:
    upright = Path(__file__).parents[2] / "scans" / "halifax" / "halifax-1.jpg"
    path = tmp_path / "turned.png"
    Image.open(upright).transpose(Image.Transpose.ROTATE_180).save(path)
    pages = [read.read_page(image) for image in read.listed([upright, path]) if not isinstance(image, Failure)]
    straight, turned = ("\n".join(line.text for line in page.lines) for page in pages)
    assert Levenshtein.distance(straight, turned) < 0.02 * len(straight)


@needs_tesseract
def test_an_empty_page_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "blank.png"
    Image.new("L", (800, 1000), 255).save(path)
    assert read.read_page(next(ingest.pages(path))).lines == ()


@needs_tesseract
def test_a_bad_page_never_stops_the_batch(scan: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(scan.read_bytes()[:300])
    tiny = tmp_path / "tiny.png"
    Image.new("L", (1, 1)).save(tiny)
    found = list(read.read_scans([broken, tiny, tmp_path / "none.tif", scan], workers=2))
    assert [type(one) for one in found] == [Failure, Failure, Failure, Page]
    assert all(isinstance(one, Page) or (one.reason and one.remedy) for one in found)
    assert [one.name for one in found] == ["broken", "tiny", "none", "letter"]


FAULTS = {
    "crashes": ("sys.exit(1)", "failed: it ended with code 1"),
    "crashes with a reason": ("sys.exit('out of luck')", "failed: out of luck"),
    "dies": ("os.kill(os.getpid(), 9)", "failed"),
    "runs out of memory": ("raise MemoryError", "failed: .*MemoryError"),
    "hangs": ("time.sleep(60)", "did not answer"),
    "hangs in mid-answer": ("say(PAGE[:40]); time.sleep(60)", "did not answer"),
    "prints bad UTF-8": (r"say(PAGE + b'\xff\xfe' + END)", "nonsense"),
    "prints no XML": ("say(PAGE + b'<p>' + END)", "nonsense"),
    "prints another page": ("say(b'<html><p>')", "failed"),
    "prints without end": ("while True: say(PAGE + b'x' * 2**20)", "failed|did not answer"),
    "writes nothing": ("pass", "failed"),
    "bombs with entities": (
        """say(PAGE + b'<!DOCTYPE h [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><h>&b;</h>' + END)""",
        "nonsense",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_engine_that_fails_says_so(fault: str, fake_path: Path, scan: Path) -> None:
    body, reason = FAULTS[fault]
    fake(fake_path, body)
    with pytest.raises(EngineError, match=reason):
        # only what does not end may run into its limit, however busy the machine is
        read.read_page(next(ingest.pages(scan)), limit=2 if "did not answer" in reason else 60)


@needs_tesseract
def test_after_a_failure_the_next_picture_is_read(scan: Path, tmp_path: Path) -> None:
    picture = Picture(next(ingest.pages(scan)).load())
    with pytest.raises(EngineError, match="did not answer"):
        tesseract.read_lines(picture, 300, 0.01)
    texts = [[line.text for line in tesseract.read_lines(picture, 300, 60)] for _ in range(2)]
    assert texts == [TEXT, TEXT]


@needs_tesseract
def test_a_whole_page_is_read_through_the_wrapper(scan: Path) -> None:
    picture = Picture(next(ingest.pages(scan)).load())
    assert [line.text for line in tesseract.read(picture, 300, 60)] == TEXT
    with pytest.raises(EngineError, match="did not answer"):
        tesseract.read(picture, 300, 0.01)


WRAPPED = {
    "crashes": ("sys.exit(1)", "failed: it ended with code 1"),
    "crashes with a reason": ("sys.exit('out of luck')", "failed: out of luck"),
    "dies": ("os.kill(os.getpid(), 9)", "failed: it ended with code -9"),
    "complains in bad UTF-8": (r"sys.stderr.buffer.write(b'\xff'); sys.exit(1)", "failed: it ended with code 1"),
    "hangs": ("time.sleep(60)", "did not answer within 1 s"),
    "writes bad UTF-8": (r"answer(PAGE + b'\xff\xfe' + END)", "nonsense"),
    "writes no XML": ("answer(PAGE + b'<p>' + END)", "nonsense"),
    "writes nothing": ("pass", "failed: it ended with code 0"),
}


@pytest.mark.parametrize("fault", WRAPPED)
def test_the_wrapper_fails_in_the_same_words(fault: str, fake_path: Path) -> None:
    body, reason = WRAPPED[fault]
    fake(fake_path, f"def answer(what): open(sys.argv[2] + '.hocr', 'wb').write(what)\n{body}")
    with pytest.raises(EngineError, match=reason) as caught:
        tesseract.read(Picture(np.full((60, 90), 255, np.uint8)), 300, 1)
    assert caught.value.where == "Tesseract" and caught.value.remedy


def test_one_thread_reads_a_whole_page(fake_path: Path) -> None:
    fake(fake_path, "sys.exit('threads: ' + os.environ.get('OMP_THREAD_LIMIT', 'any'))")
    with pytest.raises(EngineError, match="threads: 1"):
        tesseract.read(Picture(np.full((60, 90), 255, np.uint8)), 300, 20)


def test_no_program_is_said_as_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="is not installed"):
        tesseract.read(Picture(np.full((60, 90), 255, np.uint8)), 300, 20)


def test_a_missing_engine_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    status = engines.available()[0]
    assert not status.ready
    assert "install" in status.remedy


def test_the_engines_used_are_named() -> None:
    ready = engines.Status("Tesseract", "5.3.0", "")
    assert engines.used((ready, engines.Status("Other", "", "get it"))) == "read with Tesseract 5.3.0"
    with pytest.raises(EngineError, match="no OCR engine"):
        engines.used((engines.Status("Other", "", "get it"),))


def test_pixels_reach_the_engine_whatever_their_depth(tmp_path: Path) -> None:
    deep = tmp_path / "deep.tif"
    Image.fromarray((np.arange(400 * 300, dtype=np.uint32) % 65536).astype(np.uint16).reshape(300, 400)).save(deep)
    pixels = next(ingest.pages(deep)).load()
    assert pixels.dtype == np.uint8
    assert pixels.shape == (300, 400)
    assert pixels.max() > 250


def an_engine(name: str, words: str, lattice: bool = False) -> Engine:
    """Return an engine that reads the same words whatever it is given."""

    def read_lines(picture: Picture, dpi: int, limit: float, letters: bool) -> list[InkLine]:
        height, width = picture.pixels.shape
        step = width // 8
        boxes = [Box(step * n + 1, 0, step * (n + 1) - 1, height) for n, _ in enumerate(words.split())]
        return [InkLine(tuple(InkWord(text, box, 0.99) for text, box in zip(words.split(), boxes, strict=True)))]

    def read(picture: Picture, dpi: int, limit: float) -> list[InkLine]:
        return read_lines(picture, dpi, limit, True)

    status = engines.Status(name, "1", "")
    return Engine(name, lambda: status, read, read_lines, rapid.recognise if lattice else None)


def test_an_engine_does_what_it_says_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, page_only = an_engine("Reader", "one two"), an_engine("Page", "three")._replace(read_lines=None)
    sighted = an_engine("Sighted", "four", lattice=True)
    monkeypatch.setattr(engines, "ENGINES", (page_only, reader, sighted))
    chosen = engines.chosen({"Page", "Reader", "Sighted"})
    assert (chosen.page, chosen.lines, chosen.lattice) == (page_only, reader, sighted)
    assert not page_only.reads_lines and sighted.gives_lattice
    assert engines.chosen({"Page"}) == engines.Readers(page_only, None, None)
    with pytest.raises(EngineError, match="no OCR engine"):
        engines.chosen({"another"})


def test_the_engine_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(command.VARIABLE, "cat {image}")
    chosen = engines.chosen({"Tesseract", "RapidOCR"})
    assert chosen.lines is not None and chosen.lattice is not None
    assert (chosen.page.name, chosen.lines.name, chosen.lattice.name) == ("cat", "cat", "RapidOCR")


def test_a_page_is_read_by_the_table(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "ENGINES", (an_engine("Mine", "reads it"),))
    read._ready.cache_clear()
    page = read.read_page(next(ingest.pages(scan)))
    read._ready.cache_clear()
    assert "reads" in page.text and page.provenance.startswith("Mine 1; ")
