"""Options of the test run, and what is the same in every run: examples, names of events, the time."""

from __future__ import annotations

import datetime
import itertools
import os
from types import SimpleNamespace

import pytest
from hypothesis import settings

from corpus.decisions import log

settings.register_profile("dev", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""The time of the first event of each test; each following one comes a second later."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew, on purpose")


@pytest.fixture(autouse=True)
def fixed_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Number the events made in a test and count their seconds, so that a failing example can be played again.

    What ``new_id`` and ``now`` ask is replaced, for they are imported by name.
    """
    ids, seconds = itertools.count(1), itertools.count()
    clock = SimpleNamespace(now=lambda zone: BEGINNING + datetime.timedelta(seconds=next(seconds)))
    monkeypatch.setattr(
        log, "uuid", SimpleNamespace(uuid4=lambda: SimpleNamespace(hex=f"{next(ids):012x}".ljust(32, "0")))
    )
    monkeypatch.setattr(log, "datetime", SimpleNamespace(datetime=clock, UTC=datetime.UTC))
