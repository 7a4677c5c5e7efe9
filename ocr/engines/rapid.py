"""RapidOCR: the PP-OCR models on ONNX, shipped in its wheel; nothing is downloaded.

Its page finder drops lines and its output loses spaces. So lines are best cut out by layout and given one by one to its
recogniser (``Recogniser``); whole pages are read with it only where Tesseract is missing.
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

from ..clean import Picture
from ..ingest import Gray
from .base import Engine, InkLine, InkWord, Status

NAME = "RapidOCR"
REMEDY = "install it: pip install 'rapidocr>=3.10' onnxruntime"
MODEL = "PP-OCRv6_rec_small.onnx"
HEIGHT = 48
"""The height of line that the recogniser was trained with, in pixels."""
WIDEST = 3200
"""Pixels; a longer line is squeezed."""


def probe() -> Status:
    """Say whether RapidOCR and its models are there."""
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
    """Load the recogniser once a process; give it with the character of every class, blank first."""
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


def posterior(line: Gray) -> NDArray[np.float32]:
    """Give the recogniser's probabilities for a picture of one line: time steps × classes, blank first."""
    session, _ = _session()
    height, width = line.shape
    wide = max(16, min(WIDEST, round(width * HEIGHT / height)))
    shrink = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    pixels = cv2.resize(line, (wide, HEIGHT), interpolation=shrink).astype(np.float32) / 127.5 - 1.0
    return np.asarray(session.run(None, {"x": np.repeat(pixels[None, None], 3, axis=1)})[0][0], dtype=np.float32)


def characters() -> tuple[str, ...]:
    """Give the character of every class of ``posterior``: the first is the blank."""
    return _session()[1]


def greedy(steps: NDArray[np.float32]) -> list[tuple[str, float, int]]:
    """Take the best class at every time step: characters with their probability and step."""
    names = characters()
    best = steps.argmax(axis=1)
    found: list[tuple[str, float, int]] = []
    before = 0
    for step, index in enumerate(best):
        if index and index != before:
            found.append((names[index], float(steps[step, index]), step))
        elif index and found and float(steps[step, index]) > found[-1][1]:
            found[-1] = (names[index], float(steps[step, index]), found[-1][2])
        before = index
    return found


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
    return _rows([line for quad, text, score in found if (line := _line(quad, text, float(score), picture))])


def _line(quad: NDArray[np.float32], text: str, score: float, picture: Picture) -> InkLine | None:
    """Give the words of a line their share of its box, by their letters."""
    left, top = (float(v) for v in quad.min(axis=0))
    right, bottom = (float(v) for v in quad.max(axis=0))
    share = (right - left) / max(1, len(text))
    words: list[InkWord] = []
    at = 0
    for part in text.split(" "):
        if part.strip():
            box = picture.box(left + at * share, top, left + (at + len(part)) * share, bottom)
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


ENGINE = Engine(NAME, probe, read)
