"""Pages a minute on two cores, beside Tesseract in a process pool and OCRmyPDF, in one run, on the same pages.

What counts is the ratio of processor time: wall-clock on a shared machine says more about its neighbours.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.table import Figure, shared, show

WORKERS = 2
"""Processes that read at once."""


SETS = ("ehri", "typescript")
"""Folders of scans that are read."""
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux: engines that outlive the process that started them are waited for here."""


def scans(name: str) -> list[Path]:
    return sorted((shared() / "scans" / name).glob("*.jpg"))


def tesseract(files: list[Path], folder: Path) -> None:
    def one(file: Path) -> None:
        command = ["tesseract", str(file), str(folder / file.stem), "-l", "eng"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env={**os.environ, "OMP_THREAD_LIMIT": "1"})

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, files))


def ocrmypdf(files: list[Path], folder: Path) -> None:
    from PIL import Image

    images = [Image.open(file).convert("L") for file in files]
    images[0].save(folder / "in.pdf", save_all=True, append_images=images[1:], resolution=300)
    program = os.environ.get("OCRMYPDF", "ocrmypdf")
    options = ["--jobs", str(WORKERS), "--deskew", "--clean", "--output-type", "pdf", "-q"]
    subprocess.run([program, *options, str(folder / "in.pdf"), str(folder / "out.pdf")], check=True)


def ours(quality: str) -> Callable[[list[Path], Path], None]:
    def read(files: list[Path], folder: Path) -> None:
        command = [sys.executable, "-m", "tui", "ocr", *map(str, files), "-o", str(folder), "--quality", quality]
        subprocess.run([*command, "--workers", str(WORKERS)], check=True, stderr=subprocess.DEVNULL)

    return read


def measure(read: Callable[[list[Path], Path], None], files: list[Path]) -> tuple[float, float]:
    """Return wall-clock and processor seconds, those of all processes that were started included."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        read(files, Path(folder))
        wall = time.perf_counter() - start
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows() -> list[Figure]:
    readers = {"Tesseract": tesseract, "OCRmyPDF": ocrmypdf, "fast": ours("fast"), "standard": ours("standard")}
    if not shutil.which(os.environ.get("OCRMYPDF", "ocrmypdf")):
        del readers["OCRmyPDF"]
    peers = {"fast": ("Tesseract", 0.9), "standard": ("OCRmyPDF", 1.0)}
    table = []
    for name in SETS:
        files = scans(name)
        found = {reader: measure(read, files) for reader, read in readers.items()}
        said = {
            reader: f"{60 * len(files) / wall:.0f} pages/min, {cpu / len(files):.2f} s CPU a page"
            for reader, (wall, cpu) in found.items()
        }
        for quality, (peer, asked) in peers.items():
            if peer in found:
                figure = f"{found[peer][1] / found[quality][1]:.2f} × {peer}; {said[quality]}"
                table.append(Figure(f"{quality}, {len(files)} pages of {name}", figure, f"≥ {asked}", said[peer]))
    return table


if __name__ == "__main__":
    show(rows())
