"""Blanks too many and too few are found; those that belong are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.records import Kind
from restore.detect.space import detect
from restore.document import Document

Make = Callable[[str], Document]

FIRES = [
    ("It was agreed,but nothing was done about it.", "agreed,but", "agreed, but"),
    ("The depar tment was consulted at some length.", "depar tment", "department"),
    ('He said, " You will have to wait," and left.', '" ', '"'),
    ('He asked "who was there "and nobody answered. "Nobody " was the answer.', ' "', '"'),
    ("He said, “ You will have to wait,” and left.", "“ ", "“"),
]
QUIET = [
    'He said, "You will have to wait," and left. "Wait!" he cried, "wait!"',
    "The sum of 1,200 at 5 p.m., i.e. too late; see No. 3.14 and e.g. the U.S.S.R.",
    'He was 6\' 2" tall, and the board 3" by 4" thick.',
    "It may be an other matter, or in to the bargain.",
    "Nous disons : « oui » ; et vous ?",
]


@pytest.mark.parametrize(("text", "sic", "reading"), FIRES)
def test_finds(make: Make, text: str, sic: str, reading: str) -> None:
    found = list(detect(make(text)))
    assert [(f.sic, f.readings[0].text) for f in found] == [(sic, reading)]
    assert found[0].kind in (Kind.SPACE, Kind.SPLIT)


@pytest.mark.parametrize("text", QUIET)
def test_leaves_alone(make: Make, text: str) -> None:
    assert list(detect(make(text))) == []
