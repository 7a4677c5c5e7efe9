"""Documents that share a passage are found, also when it is badly read; formulas do not make a pair."""

import random
import re

import pytest

from corpus.records import Kind, Witness
from restore.passages.shared import candidates, finding, minimisers, passages

PASSAGE = (
    "The Ambassador said that the position of his Government had been made clear in the note of the 14th instant, and "
    "that he had been instructed to add nothing to it. He would however report what I had said, and hoped to have a "
    "reply within the week. He thought that the question of the harbour might be settled apart from the rest."
)
FORMULA = "I have the honour to be, Sir, your obedient servant."


def letter(seed: int, length: int = 220) -> str:
    rng = random.Random(seed)
    stems = re.findall("...", "armbalcorendfargovholinsjoulanmornenordporqueressultrnevekep")
    ends = ["ing", "ed", "ment", "ion", "al", "ous", "er", "ly", "est", "ance"]
    return " ".join(rng.choice(stems) + rng.choice(stems) + rng.choice(ends) for _ in range(length)) + "."


def misread(text: str, share: float, seed: int = 7) -> str:
    rng = random.Random(seed)
    wrong = {"e": "o", "a": "u", "n": "u", "i": "l", "s": "a", "r": "i", "h": "b", "t": "f"}
    return "".join(wrong.get(c, c) if rng.random() < share else c for c in text)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25])
def test_a_shared_passage_is_found(share):
    texts = [letter(n) for n in range(30)]
    texts[4] += "\n\n" + PASSAGE + "\n\n" + letter(100)
    texts[21] = letter(101) + "\n\n" + misread(PASSAGE, share) + "\n\n" + texts[21]
    (found,) = passages(len(texts), texts.__getitem__)
    assert (found.document, found.other) == (4, 21)
    assert PASSAGE[40:-40] in texts[4][found.start : found.end]
    assert abs((found.other_end - found.other_start) - len(PASSAGE)) < 60


def test_formulas_and_chance_make_no_pair():
    texts = [letter(n) + "\n\n" + FORMULA for n in range(30)]
    assert passages(len(texts), texts.__getitem__) == []


@pytest.mark.parametrize("texts", [[], [""], ["a", "b"], ["", PASSAGE], ["\x00" * 500, "!" * 500]])
def test_nothing_to_share(texts):
    assert passages(len(texts), texts.__getitem__) == []


def test_partitions_change_nothing(tmp_path):
    texts = [letter(n) + " " + PASSAGE * (n % 3 == 0) for n in range(12)]
    one, many = tmp_path / "one", tmp_path / "many"
    one.mkdir()
    many.mkdir()
    assert sorted(candidates(texts, one)) == sorted(candidates(iter(texts), many, 7))


def test_minimisers_are_far_fewer_than_letters():
    assert 0 < len(minimisers(letter(1, 2000))) < len(letter(1, 2000)) / 3


def test_another_witness_is_told_and_never_proposed_for_deletion():
    alone = Witness("B", "b", PASSAGE)
    quoting = Witness("B", "b", PASSAGE + "\n\n" + letter(3))
    for witness, says in ((alone, "whole document"), (quoting, "this passage")):
        found = finding(witness, 0, len(PASSAGE), "A", 0.98)
        assert found.kind is Kind.REPEAT and found.readings == () and says in found.reason
