"""What every measurement returns, where the data lies, and how it is printed."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure beside what was asked and what others reach."""

    promise: str
    figure: str
    asked: str = ""
    baseline: str = ""


def shared() -> Path:
    """Return the folder of test data: CORRIGENDA_SHARED, or shared/ beside the repository.

    Raises:
        SystemExit: the folder is not there.
    """
    folder = Path(os.environ.get("CORRIGENDA_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        raise SystemExit(f"no test data at {folder}: set CORRIGENDA_SHARED to the folder that holds them")
    return folder


def measured(name: str) -> list[Figure]:
    """Return the rows of one module; here, and not in the command, so that a process of its own finds it."""
    rows: list[Figure] = importlib.import_module(f"bench.{name}").rows()
    return rows


def show(rows: list[Figure]) -> None:
    """Print the rows as a Markdown table."""
    print("| promise | measured | asked | baseline |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.promise} | {row.figure} | {row.asked} | {row.baseline} |")
