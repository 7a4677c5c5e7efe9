"""RapidOCR: the PP-OCR models on ONNX, shipped in its wheel; nothing is downloaded.

Its page finder drops lines and its output loses spaces. So lines are best cut out by layout and given one by one to its
recogniser (``recognise``); whole pages are read with it only where Tesseract is missing.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.errors import EngineError
from corpus.records import Box

from ..clean import Picture
from ..lattice import Lattice
from .base import Engine, InkLine, InkWord, Status, around

NAME = "RapidOCR"
"""As it is told to whoever reads a page."""
REMEDY = "install it: pip install 'rapidocr>=3.10' onnxruntime"
"""What to do where it is missing."""
MODEL = "PP-OCRv6_rec_small.onnx"
"""The recogniser in its wheel."""
HEIGHT = 48
"""The height of line that the recogniser was trained with, in pixels."""
WIDEST = 3200
"""Pixels; a longer line is squeezed."""
MARGIN = (0.25, 0.2)
"""Paper left around a line, to the sides and above and below, in heights of the line."""


def probe() -> Status:
    """Return whether RapidOCR and its models are there."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or importlib.util.find_spec("onnxruntime") is None or not _model().is_file():
        return Status(NAME, "", REMEDY)
    return Status(NAME, importlib.metadata.version("rapidocr"), REMEDY)


def _model() -> Path:
    spec = importlib.util.find_spec("rapidocr")
    origin = spec.origin if spec else None
    return Path(origin or "rapidocr").parent / "models" / MODEL


@cache
def _session() -> tuple[Any, tuple[str, ...]]:
    """Load the recogniser once per process; give it with the character of every class, blank first."""
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(_model()), options, providers=["CPUExecutionProvider"])
        characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    except Exception as error:  # a missing, broken or foreign model
        raise EngineError("is not usable", where=NAME, remedy=REMEDY) from error
    return session, ("", *characters, " ")


@cache
def _alphabet() -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Return the classes kept of the model's eighteen thousand: those of European letters, digits and marks."""
    _, characters = _session()
    kept = [n for n, sign in enumerate(characters) if n == 0 or (len(sign) == 1 and _european(sign))]
    return np.array(kept), tuple(characters[n] for n in kept)


def _european(sign: str) -> bool:
    return " " <= sign <= "~" or "\u00a1" <= sign <= "\u017f" or sign in "‘’“”„–—†‡•…€£"


def recognise(picture: Picture, box: Box) -> Lattice:
    """Read one line of a picture, in the picture's own pixels.

    Raises:
        EngineError: the recogniser is missing or failed.
    """
    session, _ = _session()
    side, above = int(box.height * MARGIN[0]), int(box.height * MARGIN[1])
    tall, wide = picture.pixels.shape
    around = Box(
        max(0, box.left - side), max(0, box.top - above), min(wide, box.right + side), min(tall, box.bottom + above)
    )
    crop = picture.pixels[around.top : around.bottom, around.left : around.right]
    width = max(16, min(WIDEST, round(around.width * HEIGHT / around.height)))
    shrink = cv2.INTER_AREA if around.height > HEIGHT else cv2.INTER_CUBIC
    pixels = cv2.resize(crop, (width, HEIGHT), interpolation=shrink).astype(np.float32) / 127.5 - 1.0
    try:
        steps = session.run(None, {"x": np.repeat(pixels[None, None], 3, axis=1)})[0][0]
    except Exception as error:  # whatever the runtime raises
        raise EngineError(f"failed: {str(error)[:200]}", where=NAME, remedy="read without it") from error
    kept, classes = _alphabet()
    return Lattice(np.asarray(steps[:, kept], dtype=np.float32), classes, around)


@cache
def _reader() -> Any:
    try:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
        return RapidOCR(params={**threads, "Global.log_level": "error", "Global.use_cls": False})
    except Exception as error:  # a missing, broken or foreign model
        raise EngineError("is not usable", where=NAME, remedy=REMEDY) from error


def read(picture: Picture, dpi: int, limit: float) -> list[InkLine]:
    """Read a page with RapidOCR alone.

    Raises:
        EngineError: it is missing or failed.
    """
    del dpi, limit
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        result = _reader()(cv2.cvtColor(picture.pixels, cv2.COLOR_GRAY2BGR))
    except EngineError:
        raise
    except Exception as error:  # whatever the runtime raises
        raise EngineError(f"failed: {str(error)[:200]}", where=NAME, remedy="read without it") from error
    if result.boxes is None or not result.txts:
        return []
    found = zip(result.boxes, result.txts, result.scores, strict=True)
    return _rows([line for quad, text, score in found if (line := _line(quad, text, float(score)))])


def _line(quad: NDArray[np.float32], text: str, score: float) -> InkLine | None:
    """Return the words of a line their share of its box, by their letters."""
    left, top = (float(v) for v in quad.min(axis=0))
    right, bottom = (float(v) for v in quad.max(axis=0))
    share = (right - left) / max(1, len(text))
    words: list[InkWord] = []
    at = 0
    for part in text.split(" "):
        if part.strip():
            box = around(left + at * share, top, left + (at + len(part)) * share, bottom)
            words.append(InkWord(part.strip(), box, min(1.0, max(0.0, score))))
        at += len(part) + 1
    return InkLine(tuple(words)) if words else None


def _rows(lines: Sequence[InkLine]) -> list[InkLine]:
    """Join pieces that stand side by side on one line, from top to bottom."""
    rows: list[list[InkLine]] = []
    for line in sorted(lines, key=lambda line: (line.box.top + line.box.bottom, line.box.left)):
        last = rows[-1][-1].box if rows else None
        if last and abs(line.box.top + line.box.bottom - last.top - last.bottom) < last.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [
        InkLine(tuple(word for line in sorted(row, key=lambda line: line.box.left) for word in line.words))
        for row in rows
    ]


ENGINE = Engine(NAME, probe, read, read_lattice=recognise)
