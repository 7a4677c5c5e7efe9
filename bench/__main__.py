"""``python -m bench``: the quick measurements, one table; ``python -m bench --all`` the slow ones too."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

from .table import Figure, measured, show

QUICK: tuple[str, ...] = ("detect", "edition", "names", "review")
"""Modules of this package that take under a minute or two."""
SLOW: tuple[str, ...] = (
    "variety",
    "marks",
    "language",
    "ocr",
    "ocr_damage",
    "ocr_speed",
    "correct",
    "calibration",
    "period",
)
"""Modules that read all the pages or train a model."""


def main() -> None:
    """Measure, each module in a process of its own so that its memory is its own, and print."""
    names = QUICK + (SLOW if "--all" in sys.argv[1:] else ())
    context = multiprocessing.get_context("spawn")
    rows: list[Figure] = []
    for name in names:
        print(f"measuring {name} …", file=sys.stderr)
        with ProcessPoolExecutor(1, mp_context=context) as process:
            rows += process.submit(measured, name).result()
    show(rows)


if __name__ == "__main__":
    main()
