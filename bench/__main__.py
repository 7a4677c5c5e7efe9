"""``python -m bench``: the quick measurements, one table; ``python -m bench --all`` the slow ones too."""

from __future__ import annotations

import importlib
import sys

from .table import Row, show

QUICK: tuple[str, ...] = ("detect", "edition", "names", "review")
"""Modules of this package that take under a minute or two."""
SLOW: tuple[str, ...] = ("language", "ocr", "ocr_speed", "correct", "calibration")
"""Modules that read all the pages or train a model."""


def main() -> None:
    """Measure and print."""
    rows: list[Row] = []
    for name in QUICK + (SLOW if "--all" in sys.argv[1:] else ()):
        print(f"measuring {name} …", file=sys.stderr)
        rows += importlib.import_module(f"bench.{name}").rows()
    show(rows)


if __name__ == "__main__":
    main()
