"""Other packages offer engines as entry points; what is no engine is said, and all can be left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ENGINE = '''"""An engine that reads one word."""

from corpus.records import Box
from ocr.engines import Engine, InkLine, InkWord, Status


def read(picture, dpi, limit, letters=True):
    height, width = picture.pixels.shape
    return [InkLine((InkWord("Elsewhere", Box(1, 0, width - 1, height), 0.99),))]


ENGINE = Engine("elsewhere", lambda: Status("elsewhere", "3.1", ""), read, read)
'''
ROOT = Path(__file__).parents[2]


def ocr(folder: Path, entry: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Read a page with a package installed in a folder that offers one engine."""
    (folder / "their_engine.py").write_text(ENGINE)
    about = folder / "their_engine-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: their-engine\nVersion: 1.2\n")
    (about / "entry_points.txt").write_text(f"[corrigenda.engines]\n{entry}\n")
    scan = folder / "page.png"
    Image.open(ROOT / "scans" / "halifax" / "halifax-4.jpg").crop((0, 0, 1200, 700)).save(scan)
    command = [sys.executable, "-m", "tui", *options, "ocr", str(scan), "-o", str(folder / "out"), "--quality", "fast"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_an_engine_of_another_package_reads(tmp_path: Path) -> None:
    done = ocr(tmp_path, "elsewhere = their_engine:ENGINE")
    assert done.returncode == 0 and "elsewhere 3.1" in done.stderr
    assert "Elsewhere" in (tmp_path / "out" / "page.txt").read_text()


def test_it_can_be_left_out(tmp_path: Path) -> None:
    done = ocr(tmp_path, "elsewhere = their_engine:ENGINE", "--no-plugins")
    assert "elsewhere" not in done.stderr


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("elsewhere = their_engine:read", "is no ocr.engines.Engine"),
        ("Tesseract = their_engine:ENGINE", "is taken"),
        ("elsewhere = their_engine:gone", "cannot be loaded"),
    ],
)
def test_what_is_wrong_with_one_is_said_in_a_line(entry: str, said: str, tmp_path: Path) -> None:
    done = ocr(tmp_path, entry)
    assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
    assert "--no-plugins" in done.stderr
