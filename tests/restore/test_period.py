"""Old spellings are told from misread words."""

from __future__ import annotations

import pytest

from restore.period import respelt, same, unsettled


@pytest.mark.parametrize(
    ("old", "new"),
    [("againe", "again"), ("himselfe", "himself"), ("iudge", "judge"), ("raysed", "raised"), ("businesse", "business"),
     ("look'd", "looked"), ("almightie", "almighty"), ("stoode", "stood")],
)  # fmt: skip
def test_old_spellings(old: str, new: str) -> None:
    assert same(old, new)


@pytest.mark.parametrize(
    ("read", "truth"), [("tho", "the"), ("wbich", "which"), ("govemment", "government"), ("liave", "have")]
)  # fmt: skip
def test_misreadings_are_none(read: str, truth: str) -> None:
    assert not same(read, truth)


def test_habits_work_both_ways() -> None:
    assert "again" in respelt("againe")
    assert "againe" in unsettled("again")
