"""What is found in the samples and in texts made for it stays what it is, to the letter.

A change that means to find other things renews the files: ``python -m pytest tests/restore/test_golden.py --renew``;
their difference then shows what it did.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from corpus.records import Witness
from restore.detect import DETECTORS
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule
from restore.passages.shared import finding, passages
from restore.words.knowledge import shipped
from tui.commands.detect import row

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/data/golden"
TEXTS = {path.stem: path for path in chain((ROOT / "corpus/samples").glob("*.txt"), GOLDEN.glob("*.txt"))}
PARALLELS = {"letter_a": "letter_b"}
"""Texts that another one is an edition of."""


def witness(name: str) -> Witness:
    return Witness(name, name, TEXTS[name].read_bytes().decode())


@cache
def document(name: str) -> Document:
    made = Document(witness(name), shipped())
    if name not in PARALLELS:
        return made
    texts = [TEXTS[one].read_bytes().decode() for one in (PARALLELS[name], name)]
    shared = tuple(
        finding(made.witness, p.other_start, p.other_end, PARALLELS[name], p.likeness)
        for p in passages(2, texts.__getitem__)
    )
    return replace(made, parallels=(witness(PARALLELS[name]),), shared=shared)


def found(name: str) -> list[str]:
    """Return the lines of the machine contract under ``certain``, each with what ``likely`` would apply."""
    likely = emend(document(name), Rule.LIKELY)
    lines = (
        {**row(name, one), "likely": other.auto}
        for one, other in zip(emend(document(name), Rule.CERTAIN), likely, strict=True)
    )
    return [json.dumps(line, ensure_ascii=False) for line in lines]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_findings_are_what_they_were(name: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.jsonl"
    lines = found(name)
    if request.config.getoption("--renew"):
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert lines == path.read_text("utf-8").split("\n")[:-1]


def test_every_detector_finds_something_in_them() -> None:
    silent = set(DETECTORS)
    for name in sorted(TEXTS, key=lambda name: TEXTS[name].stat().st_size):
        silent -= {key for key in silent if any(True for _ in DETECTORS[key](document(name)))}
        if not silent:
            return
    assert silent == set()
