"""Tesseract, single-threaded: whole pages through pytesseract, the lines of cleaned pages in a process that stays.

Nearly every reading is of lines. The wrapper would start Tesseract and load its model anew for each, so for them one
process reads picture after picture (figures: ``docs/dependencies.md``). A process that fails, hangs or prints nonsense
is ended, and only the picture it was reading is lost: the next one starts another process.
"""

from __future__ import annotations

import atexit
import os
import re
import shlex
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import cv2
import pytesseract
from lxml import etree

from corpus.errors import EngineError

from ..clean import DPI, Picture
from .base import Engine, InkLine, InkWord, Status, around

NAME = "Tesseract"
"""As it is told to whoever reads a page."""
PROGRAM = "tesseract"
"""The program, looked up on the path."""
LANGUAGE = "eng"
"""Its model that reads."""
REMEDY = "install it: apt install tesseract-ocr tesseract-ocr-eng, brew install tesseract"
"""What to do where it is missing."""
BLOCK = 6
"""The page segmentation mode for lines set one under another: a single block of text."""
WHOLE = 3
"""The mode for an untouched page: find everything."""
ANSWER = 64 * 2**20
"""Bytes that are taken as the answer to one picture."""
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Set in its environment: on two cores, two processes of one thread are 2.1 times faster than its own threads."""
PROBED = 20.0
"""Seconds that Tesseract may take to say what it is."""

_NUMBERS = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_CONFIDENCE = re.compile(r"x_w?conf (-?[\d.]+)")
_VERSION = re.compile(r"tesseract\s+v?(\d[\w.-]*)")
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FIRST = b"  <div class='ocr_page'"
"""Begins the first line of a page in Tesseract's hOCR: only a page's own lines are indented by two."""
_LAST = b"  </div>"
"""The last line of a page."""


def probe() -> Status:
    """Return whether Tesseract and its English model are there."""
    version, languages = _VERSION.search(_told("--version")), _told("--list-langs").split()
    if not version:
        return Status(NAME, "", REMEDY)
    if LANGUAGE not in languages:
        return Status(NAME, "", "install its English model: apt install tesseract-ocr-eng")
    return Status(NAME, version.group(1), REMEDY)


def _told(question: str) -> str:
    """Return what Tesseract prints, on either stream; nothing where it cannot be run."""
    try:
        done = subprocess.run([PROGRAM, question], capture_output=True, timeout=PROBED, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def read(picture: Picture, dpi: int, limit: float) -> list[InkLine]:
    """Read an untouched page, wherever its text stands.

    Args:
        picture: what to read.
        dpi: dots per inch, 0 when unknown.
        limit: seconds after which the process is ended.

    Raises:
        EngineError: it is missing, crashed, hung or printed nonsense.
    """
    # The wrapper hands its own environment on, and starts Tesseract without a limit of threads.
    os.environ.update(ONE_THREAD)
    with _handed_over(picture) as file:
        try:
            page = pytesseract.pytesseract.run_and_get_output(
                str(file), "hocr", LANGUAGE, shlex.join(_options(WHOLE, dpi, letters=True)), 0, limit, True
            )
        except pytesseract.TesseractError as error:
            raise _failed(error.message, error.status) from error
        except RuntimeError as error:  # so it says that the time is up
            raise _late(limit) from error
        except FileNotFoundError as error:  # it ended well and left no answer
            raise _failed("", 0) from error
        except OSError as error:  # also TesseractNotFoundError
            raise EngineError("is not installed", where=NAME, remedy=REMEDY) from error
        except UnicodeDecodeError as error:  # in what it complained of
            raise _failed("", 1) from error
    return list(_lines(page))


def read_lines(picture: Picture, dpi: int, limit: float, letters: bool = True) -> list[InkLine]:
    """Read lines that were set one under another.

    Args:
        picture: what to read.
        dpi: dots per inch, 0 when unknown.
        limit: seconds after which the process is ended.
        letters: whether the confidence of every character is wanted.

    Raises:
        EngineError: it is missing, crashed, hung or printed nonsense.
    """
    # The names of pictures are taken from the standard input, one after another.
    command = (PROGRAM, "-", "-", "-l", LANGUAGE, *_options(BLOCK, dpi, letters), "-c", "stream_filelist=1", "hocr")
    with _handed_over(picture) as file:
        try:
            return list(_lines(_running(command).answer(file, limit)))
        except BaseException:  # also when interrupted: half an answer must not be the next picture's
            stop_running()
            raise


def _options(mode: int, dpi: int, letters: bool) -> list[str]:
    """Return the options that readings of one mode and resolution have in common."""
    settings = {"hocr_char_boxes": int(letters), "tessedit_do_invert": int(mode == WHOLE)}
    options = ["--psm", str(mode), "--dpi", str(dpi or DPI)]
    return options + [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


@contextmanager
def _handed_over(picture: Picture) -> Iterator[Path]:
    """Yield a file that holds a picture while it is read.

    Raises:
        EngineError: it cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="corrigenda-") as folder:
        # An uncompressed file: packing and unpacking a PNG costs a tenth of the reading.
        file = Path(folder, "page.tif")
        if not cv2.imwrite(str(file), picture.pixels, [cv2.IMWRITE_TIFF_COMPRESSION, 1]):
            raise EngineError("the page could not be handed over", where=NAME, remedy="check the space in TMPDIR")
        yield file


def _late(limit: float) -> EngineError:
    return EngineError(
        f"did not answer within {limit:.0f} s", where=NAME, remedy="give it more time, or scan the page anew"
    )


def _failed(said: str, code: int) -> EngineError:
    """Return the error that tells what Tesseract complained of, or with which code it ended."""
    said = " ".join(said.split())[:200]
    return EngineError(f"failed: {said or f'it ended with code {code}'}", where=NAME, remedy="see: tesseract FILE -")


@dataclass(frozen=True, slots=True)
class _Process:
    """A Tesseract that waits for the next picture, and the file it complains to."""

    command: tuple[str, ...]
    process: subprocess.Popen[bytes]
    complaints: IO[bytes]

    def answer(self, file: Path, limit: float) -> bytes:
        """Return the page of hOCR that it prints for a picture.

        Raises:
            EngineError: it ended, was ended when its time was up, or prints what is no page.
        """
        assert self.process.stdin
        assert self.process.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(limit, stop)
        timer.start()
        found: list[bytes] = []
        size = 0
        try:
            self.process.stdin.write(os.fsencode(file) + b"\n")
            self.process.stdin.flush()
            while size < ANSWER and (line := self.process.stdout.readline(ANSWER)):
                if found or line.startswith(_FIRST):
                    found.append(line)
                    size += len(line)
                if found and line.rstrip() == _LAST:
                    return b"".join(found)
        except OSError:  # it ended before it was asked: what it complained of says why
            pass
        finally:
            timer.cancel()
        self.process.kill()
        code = self.process.wait()
        if late.is_set():
            raise _late(limit)
        self.complaints.seek(0)
        raise _failed(self.complaints.read(2000).decode("utf-8", "replace"), code)

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.communicate()
        self.complaints.close()


_here = threading.local()
"""The process that this thread started, if any: ``running``."""


def _running(command: tuple[str, ...]) -> _Process:
    """Return the running process, or start one where there is none that was started so."""
    running: _Process | None = getattr(_here, "running", None)
    if running is None or running.command != command:
        stop_running()
        running = _here.running = _started(command)
    return running


def stop_running() -> None:
    """End the process that this thread started, if any; the next picture starts another."""
    running: _Process | None = getattr(_here, "running", None)
    _here.running = None
    if running is not None:
        running.end()


atexit.register(stop_running)


def _started(command: tuple[str, ...]) -> _Process:
    complaints = tempfile.TemporaryFile()  # noqa: SIM115, closed when the process is ended
    settings = {**os.environ, **ONE_THREAD}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, env=settings
        )
    except OSError as error:
        complaints.close()
        raise EngineError("is not installed", where=NAME, remedy=REMEDY) from error
    return _Process(command, process, complaints)


def _lines(page: bytes) -> Iterator[InkLine]:
    """Take the lines and words out of a page of Tesseract's hOCR."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False, huge_tree=False)
    try:
        page.decode("utf-8")
        root = etree.fromstring(_UNREADABLE.sub(b"", page), parser)
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


ENGINE = Engine(NAME, probe, read, read_lines)
