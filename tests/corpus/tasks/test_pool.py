"""The pool: order kept, crashes, hangs and errors as values."""

import os
import time

from corpus.errors import SourceError
from corpus.records import Failure
from corpus.tasks import pool


def work(item: str) -> str:
    if item == "hang":
        time.sleep(60)
    if item == "die":
        os._exit(9)
    if item == "fail":
        raise SourceError("is torn", where="a.png", remedy="mend it")
    if item == "odd":
        raise KeyError("k")
    if item == "unpicklable":
        return lambda: 1  # type: ignore[return-value]
    return item.upper()


def test_results_come_in_order_and_faults_alone() -> None:
    items = ["a", "b", "die", "c", "fail", "odd", "unpicklable", "d"]
    found = list(pool.run(work, items, workers=3, limit=60.0))
    assert len(found) == len(items)
    good = [one for one in found if not isinstance(one, Failure)]
    assert good == ["A", "B", "C", "D"]
    reasons = {one.name: one.reason for one in found if isinstance(one, Failure)}
    assert [one.name for one in found if isinstance(one, Failure)] == ["die", "fail", "odd", "unpicklable"]
    assert "ended" in reasons["die"]
    assert reasons["fail"] == "a.png: is torn"


def test_what_hangs_is_ended() -> None:
    # nothing else has to be done in that time, however busy the machine is
    found = list(pool.run(work, ["hang", "hang"], workers=2, limit=1.0))
    assert [one.name for one in found if isinstance(one, Failure) and "longer" in one.reason] == ["hang", "hang"]


def test_a_failure_among_the_items_is_passed_on() -> None:
    lost = Failure("x", "is not there")
    assert list(pool.run(work, ["a", lost, "b"], workers=1, limit=30.0)) == ["A", lost, "B"]  # type: ignore[list-item]


def test_nothing_to_do() -> None:
    assert list(pool.run(work, [], workers=2, limit=1.0)) == []
