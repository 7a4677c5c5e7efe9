"""Sums of money whose sign is misread, and other figures that are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect import money
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "sic", "reading"),
    [
        ("He was fined \ufffd20 and costs, and left the court.", "\ufffd", "£"),
        ("She had lent him 2001. on his note of hand.", "1", "l"),
        ("They claimed 1,0001. and interest for the year.", "1", "l"),
        ("Blake's Works, published at £2. Is, in cloth.", "Is", "1s"),
        ("The ticket was Is. 6d. at the door.", "Is", "1s"),
        ("He was fined 2s. Gd. for it.", "Gd", "6d"),
        ("It was sold at 10s 6rf the volume.", "6rf", "6d"),
        ("They paid 12s lid in all.", "lid", "11d"),
    ],
)
def test_the_sign_of_a_sum_is_found(make: Make, text: str, sic: str, reading: str) -> None:
    (finding,) = money.detect(make(text))
    assert (finding.sic, finding.readings[0].text) == (sic, reading)


@pytest.mark.parametrize(
    "text",
    [
        "He was fined £20 and costs, and left the court.",
        "The caf\ufffd was closed on Sunday. \ufffd",
        "He came in 1871. it was said that he was ill.",
        "It stands on page 21. of the first volume.",
        "There were 201. Nobody else came.",
        "31. the members then withdrew.",
        "Really, £100 is a sight more than he has; what is old is lost. Is God in it?",
        "He paid £2. 12s. 6d., and 1s. 4½d. at the gate.",
    ],
)
def test_other_figures_are_left_alone(make: Make, text: str) -> None:
    assert not list(money.detect(make(text)))


def test_a_sum_is_mended_unseen_at_likely_and_never_at_certain(make: Make) -> None:
    document = make("The volume was sold for £2. Is. 6d. in cloth, and for less in boards.")
    applied = {rule: [e.best.text for e in emend(document, rule) if e.auto and e.best] for rule in Rule}
    assert applied[Rule.LIKELY] == ["1s"] and applied[Rule.CERTAIN] == []
