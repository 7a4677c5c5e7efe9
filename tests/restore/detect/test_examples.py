"""Each rule finds what its own examples say, and leaves alone what they say."""

from __future__ import annotations

from types import ModuleType

import pytest

from corpus.records import Witness
from docs.detectors import PAGE, page
from restore.detect import DETECTORS, RULES
from restore.detect.examples import Example, Fires, Leaves
from restore.document import Document
from restore.passages.shared import finding, passages
from restore.words.knowledge import shipped


def name(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2]


def document(example: Example) -> Document:
    witness = Witness("A", "a text", example.text)
    if not example.beside:
        return Document(witness, shipped())
    texts = (example.beside, example.text)
    shared = tuple(
        finding(witness, p.other_start, p.other_end, "another text", p.likeness) for p in passages(2, texts.__getitem__)
    )
    return Document(witness, shipped(), parallels=(Witness("B", "another text", example.beside),), shared=shared)


ALL = [pytest.param(name(rule), one, id=f"{name(rule)}-{n}") for rule in RULES for n, one in enumerate(rule.EXAMPLES)]


@pytest.mark.parametrize(("rule", "example"), ALL)
def test_a_rule_does_what_its_examples_say(rule: str, example: Example) -> None:
    found = [finding.sic for finding in DETECTORS[rule](document(example))]
    assert found[:1] == [example.sic] if isinstance(example, Fires) else found == []


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_each_rule_has_both_and_a_third_are_to_be_left_alone(rule: ModuleType) -> None:
    left = sum(isinstance(example, Leaves) for example in rule.EXAMPLES)
    assert 0 < left < len(rule.EXAMPLES) and 3 * left >= len(rule.EXAMPLES)


def test_the_page_of_rules_is_made_of_them() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m docs.detectors makes it anew"
