"""Tesseract, one single-threaded process a page."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytesseract
from lxml import etree

from corpus.errors import EngineError

from ..clean import DPI, Picture
from .base import Engine, InkLine, InkWord, Status, around

NAME = "Tesseract"
LANGUAGE = "eng"
REMEDY = "install it: apt install tesseract-ocr tesseract-ocr-eng, brew install tesseract"
BLOCK = 6
"""The page segmentation mode for lines set one under another: a single block of text."""
WHOLE = 3
"""The mode for an untouched page: find everything."""

_NUMBERS = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_CONFIDENCE = re.compile(r"x_w?conf (-?[\d.]+)")
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def probe() -> Status:
    """Say whether Tesseract and its English model are there."""
    try:
        version = str(pytesseract.get_tesseract_version())
        languages = pytesseract.get_languages()
    except Exception:  # whatever a broken installation provokes, it is not usable
        return Status(NAME, "", REMEDY)
    if LANGUAGE not in languages:
        return Status(NAME, "", "install its English model: apt install tesseract-ocr-eng")
    return Status(NAME, version, REMEDY)


def read(picture: Picture, dpi: int, limit: float, mode: int = WHOLE, letters: bool = True) -> list[InkLine]:
    """Read a page.

    Args:
        picture: what to read.
        dpi: dots an inch, 0 when unknown.
        limit: seconds after which the process is ended.
        mode: Tesseract's page segmentation mode.
        letters: whether the confidence of every character is wanted.

    Raises:
        EngineError: it is missing, crashed, hung or printed nonsense.
    """
    # Measured on two cores: one thread a page in two processes is 2.1 times faster than Tesseract's own threads.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    config = (
        f"--psm {mode} --dpi {dpi or DPI} -c hocr_char_boxes={int(letters)} -c tessedit_do_invert={int(mode == WHOLE)}"
    )
    with tempfile.TemporaryDirectory(prefix="corrigenda-") as folder:
        # An uncompressed file: packing and unpacking a PNG costs a tenth of the reading.
        file = Path(folder, "page.pgm")
        if not cv2.imwrite(str(file), picture.pixels):
            raise EngineError("the page could not be handed over", where=NAME, remedy="check the space in TMPDIR")
        try:
            output = pytesseract.image_to_pdf_or_hocr(
                str(file), lang=LANGUAGE, config=config, extension="hocr", timeout=limit
            )
        except pytesseract.TesseractNotFoundError as error:
            raise EngineError("is not installed", where=NAME, remedy=REMEDY) from error
        except RuntimeError as error:
            # pytesseract tells a timeout from a crash by the class only: TesseractError is a RuntimeError.
            if isinstance(error, pytesseract.TesseractError):
                raise EngineError(
                    f"failed: {_brief(error.message)}", where=NAME, remedy="see: tesseract FILE -"
                ) from error
            what = f"did not answer within {limit:.0f} s"
            raise EngineError(what, where=NAME, remedy="give it more time, or scan the page anew") from error
        except (OSError, UnicodeDecodeError) as error:
            raise EngineError(f"failed: {_brief(str(error))}", where=NAME, remedy="see: tesseract FILE -") from error
    return list(_lines(output))


def _brief(message: str) -> str:
    return " ".join(message.split())[:200] or "without a reason"


def _lines(output: bytes) -> Iterator[InkLine]:
    """Take the lines and words out of Tesseract's hOCR."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False, huge_tree=False)
    try:
        output.decode("utf-8")
        root = etree.fromstring(_UNREADABLE.sub(b"", output), parser)
    except (etree.XMLSyntaxError, UnicodeDecodeError, ValueError) as error:
        raise EngineError(
            "printed nonsense", where=NAME, remedy="check its installation: tesseract --version"
        ) from error
    for line in root.iter("{*}span"):
        if line.get("class") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            continue
        words = tuple(word for span in line.iterchildren("{*}span") if (word := _word(span)))
        if words:
            yield InkLine(words)


def _word(span: etree._Element) -> InkWord | None:
    title = str(span.get("title") or "")
    place, sure = _NUMBERS.search(title), _CONFIDENCE.search(title)
    text = "".join("".join(str(part) for part in span.itertext()).split())
    if not text or not place or not sure:
        return None
    signs = [
        (str(sign.text or ""), _CONFIDENCE.search(str(sign.get("title")))) for sign in span.iterchildren("{*}span")
    ]
    letters = tuple(_part(conf.group(1)) for sign, conf in signs for _ in sign if conf)
    box = around(*(int(n) for n in place.groups()))
    return InkWord(text, box, _part(sure.group(1)), letters if len(letters) == len(text) else ())


def _part(percent: str) -> float:
    return min(1.0, max(0.0, float(percent) / 100.0))


ENGINE = Engine(NAME, probe, read)
