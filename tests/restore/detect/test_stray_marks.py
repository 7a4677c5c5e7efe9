"""Marks between words that belong together are found; those that may stand are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect.stray_marks import detect
from restore.document import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "sic"),
    [
        ("She had plenty of. money, and came with. hard labour.", [".", "."]),
        ("He went to the. house and; asked for my: letter.", [".", ";", ":"]),
        ("He laid it on the, table.", [","]),
    ],
)
def test_finds(make: Make, text: str, sic: list[str]) -> None:
    assert [(f.sic, f.readings[0].text) for f in detect(make(text))] == [(mark, "") for mark in sic]


@pytest.mark.parametrize(
    "text",
    [
        "It is more than he hoped for; the thing he thought of: money.",
        "He, who, as it were, came to, and, having slept, went.",
        "The board was 4 ft. 9 in. long. See art. of. No. 3. The. A. B.",
        "What he asked for. Nobody knows what it is that. The end.",
    ],
)
def test_leaves_alone(make: Make, text: str) -> None:
    assert not [f for f in detect(make(text)) if "belong" in f.reason]
