"""Any OCR program that reads a picture and writes hOCR, ALTO or PAGE, named by a command line.

``CORRIGENDA_OCR='kraken -i {image} {output} segment ocr -h'`` puts it in Tesseract's place. ``{image}`` is the picture
to read, ``{output}`` the file to write; without ``{output}`` the program writes to its standard output.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

import cv2

from corpus import formats
from corpus.errors import EngineError, SourceError

from ..clean import Picture
from .base import Engine, InkLine, InkWord, Status

VARIABLE = "CORRIGENDA_OCR"
"""The environment variable that holds the command line."""
LIMIT = 64 * 2**20
"""Bytes of output that are read."""


def engine(command: str) -> Engine:
    """Return the engine that a command line stands for; named by its program."""
    parts = _split(command)
    name = Path(parts[0]).name if parts else VARIABLE

    def probe() -> Status:
        found = bool(parts) and shutil.which(parts[0]) is not None and "{image}" in command
        remedy = f"{VARIABLE} must name an installed program and have {{image}} in it: {command[:100]}"
        return Status(name, "as configured" if found else "", remedy)

    def read(picture: Picture, dpi: int, limit: float) -> list[InkLine]:
        del dpi
        return _read(name, parts, picture, limit)

    def read_lines(picture: Picture, dpi: int, limit: float, letters: bool) -> list[InkLine]:
        del letters
        return read(picture, dpi, limit)

    return Engine(name, probe, read, read_lines)


def configured() -> Engine | None:
    """Return the engine that the environment names, if it names one."""
    command = os.environ.get(VARIABLE, "")
    return engine(command) if command.strip() else None


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return []


def _read(name: str, parts: list[str], picture: Picture, limit: float) -> list[InkLine]:
    remedy = "run it by hand on a page, and see docs/commands.md"
    with tempfile.TemporaryDirectory(prefix="corrigenda-") as folder:
        image, output, errors = Path(folder, "page.png"), Path(folder, "page.xml"), Path(folder, "errors")
        cv2.imwrite(str(image), picture.pixels)
        filled = [part.replace("{image}", str(image)).replace("{output}", str(output)) for part in parts]
        to_file = filled != [part.replace("{image}", str(image)) for part in parts]
        try:
            # Its output goes to files: a program that prints without end fills no memory here.
            with errors.open("wb") as complaints, (errors if to_file else output).open("ab") as printed:
                done = subprocess.run(filled, stdout=printed, stderr=complaints, timeout=limit, check=False)
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"did not answer within {limit:.0f} s", where=name, remedy=remedy) from error
        except OSError as error:
            raise EngineError(f"cannot be run: {error.strerror}", where=name, remedy=remedy) from error
        if done.returncode:
            said = " ".join(errors.read_bytes()[:2000].decode("utf-8", "replace").split())[:200]
            raise EngineError(f"ended with code {done.returncode}: {said}", where=name, remedy=remedy)
        if not output.is_file() or output.stat().st_size > LIMIT:
            raise EngineError("wrote nothing, or far too much", where=name, remedy=remedy)
        try:
            page = formats.read(output.read_bytes(), name)
        except SourceError as error:
            raise EngineError(f"printed nonsense: {error.what}", where=name, remedy=remedy) from error
    return [
        InkLine(tuple(InkWord("".join(word.text.split()), word.box, word.confidence) for word in line.words))
        for line in page.lines
    ]
