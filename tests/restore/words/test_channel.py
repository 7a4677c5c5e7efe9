"""The channel: what is often misread is cheap, what is never misread is dear."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from restore.words.channel import LETTERS, shipped

COSTS = shipped().channel(0.04)
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=12)


def cost(truth: str, read: str) -> float:
    return float(COSTS.costs([truth], [read])[0])


def test_frequent_confusions_are_cheaper_than_others() -> None:
    assert cost("the", "tho") < cost("the", "thx")
    assert cost("which", "wbich") < cost("which", "wzich")
    assert cost("morning", "moming") < cost("morning", "mog")


def test_two_letters_read_as_one() -> None:
    assert ("rn", "m") in COSTS.trace("morning", "moming")


def test_what_stands_costs_least() -> None:
    words = ["attack", "Commission", "1941", "U.S.S.R."]
    assert all(c < 0.3 * len(word) for word, c in zip(words, COSTS.costs(words, words), strict=True))


def test_far_words_are_far() -> None:
    assert cost("representatives", "ox") > 60


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=20))
def test_many_at_once_cost_what_each_costs(pairs: list[tuple[str, str]]) -> None:
    together = COSTS.costs([t for t, _ in pairs], [r for _, r in pairs])
    for (truth, read), c in zip(pairs, together, strict=True):
        assert cost(truth, read) == c or min(cost(truth, read), c) > 8.0


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS)
def test_the_steps_make_both_words(truth: str, read: str) -> None:
    steps = COSTS.trace(truth, read)
    assert "".join(a for a, _ in steps) == truth
    assert "".join(b for _, b in steps) == read
