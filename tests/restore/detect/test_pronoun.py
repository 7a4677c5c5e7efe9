"""A figure 1 is the pronoun only where the words around want it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect.pronoun import detect
from restore.document import Document

Make = Callable[[str], Document]

FIRES = [
    "The fact is that when 1 was at Berlin, nobody knew of it.",
    "He quickly said that 1 must do it myself.",
    "As to your work, 1 have seen it with great pleasure.",
    "Why, 1 suppose that he will come.",
]
QUIET = [
    "The troops landed on May 1 and 2 at the bay.",
    "No. 1, Nelson Court, and lot 1 of section 2; 1 acre 1 rood and 1 perch.",
    "1. The memorandum was received. 1. Regret that we can not agree.",
    "It rose by 1 per cent; the odds were 10 to 1 and then 1 in 3.",
    "Paragraph 1 of Article 1 was read, and 1½ miles or 1 1/2 were measured.",
    "There remained 1 officer and 30 men, and but 1 gun.",
]


@pytest.mark.parametrize("text", FIRES)
def test_finds(make: Make, text: str) -> None:
    assert [(f.sic, f.readings[0].text) for f in detect(make(text))] == [("1", "I")]


@pytest.mark.parametrize("text", QUIET)
def test_leaves_alone(make: Make, text: str) -> None:
    assert list(detect(make(text))) == []
