"""Modules stay small enough to be read at one sitting; one that does not says why."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "ocr", "restore", "tui", "bench")
LINES = 400
REASON = "Longer than other modules: "


@pytest.mark.parametrize("room", ROOMS)
def test_a_long_module_says_why(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        source = path.read_text("utf-8")
        said = REASON in (ast.get_docstring(ast.parse(source)) or "")
        long = source.count("\n") > LINES
        assert said == long, f"{path.relative_to(ROOT)}: {'say why it is long' if long else 'it is not long any more'}"
