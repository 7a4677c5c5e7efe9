"""Stray markup: signs of a transcriber's program go, the author's marks stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect.markup import detect
from restore.document import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\n> Mr. Eden pointed out", ["> "]),
        ("# July 5, 1945", ["# "]),
        ("**SECRET**", ["**", "**"]),
        ("the *monthly* sum", ["*monthly*"]),
        ("another \\$1,000,000", ["\\"]),
        ("<b>SECRET</b>", ["<b>", "</b>"]),
        ("Smith &amp; Sons", ["&amp;"]),
    ],
)
def test_markup_is_found(make: Make, text: str, expected: list[str]) -> None:
    assert [f.sic for f in detect(make(text))] == expected


@pytest.mark.parametrize(
    "text",
    ["if 5 > 3 then", "No. # 5", "a footnote* here", "* * see below", "C:\\docs", "a < b and b > c", "R & D", ""],
)
def test_the_authors_marks_stay(make: Make, text: str) -> None:
    assert list(detect(make(text))) == []


def test_a_habit_is_one_finding(make: Make) -> None:
    found = list(detect(make("\n\n".join(["**SECRET**"] * 20))))
    assert len(found) == 1 and "40 times" in found[0].reason
