"""Line and word error of the reading, per set, quality and engine, on the same pages in one run.

``python -m bench.ocr [PAGES]`` reads every PAGES-th page of each set (all by default).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import etree
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bench.table import Figure, shared, show
from corpus.records import Failure
from ocr.read import Quality, read_scans

ASKED = {"ehri": 0.012, "typescript": 0.018}
PADS = (0, 1, 3)


def folded(text: str) -> str:
    return " ".join(text.translate(str.maketrans("“”‘’„–—", '""\'\'"--')).split())


def truth(scan: Path) -> list[str]:
    alto = scan.with_suffix(".xml")
    if not alto.exists():
        return [folded(line) for line in scan.with_suffix(".txt").read_text("utf-8").splitlines() if line.strip()]
    lines = etree.parse(alto).iter("{*}TextLine")
    found = (folded(" ".join(str(s.get("CONTENT", "")) for s in line.iter("{*}String"))) for line in lines)
    return [line for line in found if line]


def best(line: str, read: str) -> str:
    """Return the stretch of a reading that a line of the truth matches best."""
    at = fuzz.partial_ratio_alignment(line, read)
    if at is None:
        return ""
    stretches = (read[max(0, at.dest_start - before) : at.dest_end + after] for before in PADS for after in PADS)
    return min(stretches, key=lambda stretch: Levenshtein.distance(line, stretch))


def errors(lines: list[str], read: str) -> tuple[int, int, int, int]:
    """Return character errors, characters, word errors and words."""
    pairs = [(line, best(line, read)) for line in lines]
    wrong = sum(Levenshtein.distance(a, b) for a, b in pairs)
    words = sum(min(len(a.split()), Levenshtein.distance(a.split(), b.split())) for a, b in pairs)
    return wrong, sum(map(len, lines)), words, sum(len(line.split()) for line in lines)


def by_quality(scans: list[Path], quality: Quality) -> dict[str, str]:
    found = zip(scans, read_scans(scans, quality, workers=2), strict=True)
    return {scan.stem: "" if isinstance(page, Failure) else page.text for scan, page in found}


def by_tesseract(scans: list[Path]) -> dict[str, str]:
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for scan in scans:
            out = Path(folder, scan.stem)
            subprocess.run(["tesseract", str(scan), str(out)], check=True, stderr=subprocess.DEVNULL)
            found[scan.stem] = out.with_suffix(".txt").read_text("utf-8")
    return found


READERS: dict[str, Callable[[list[Path]], dict[str, str]]] = {
    "Tesseract alone": by_tesseract,
    **{quality.value: partial(by_quality, quality=quality) for quality in Quality},
}


def rows(every: int = 1) -> list[Figure]:
    table = []
    for name, asked in ASKED.items():
        scans = sorted((shared() / "scans" / name).glob("*.jpg"))[::every]
        rates: dict[str, dict[str, float]] = {}
        said = {}
        for reader, read in READERS.items():
            texts = read(scans)
            counts = {scan.stem: errors(truth(scan), folded(texts[scan.stem])) for scan in scans}
            rates[reader] = {page: wrong / max(1, size) for page, (wrong, size, _, _) in counts.items()}
            wrong, size, words, of = (sum(count[k] for count in counts.values()) for k in range(4))
            said[reader] = f"{wrong / size:.4f} of characters, {words / of:.4f} of words"
        alone = rates["Tesseract alone"]
        for quality in Quality:
            worst = max(rates[quality.value][page] - alone[page] for page in alone)
            goal = f"≤ {asked}; no page worse by more than 0.005" if quality is Quality.STANDARD else ""
            figure = f"{said[quality.value]}; worst page {worst:+.4f}"
            table.append(Figure(f"{name}, {len(scans)} pages, {quality}", figure, goal, said["Tesseract alone"]))
    return table


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
