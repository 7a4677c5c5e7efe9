"""Every shipped text, list and model is listed with its origin, and is the one that was listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import sources


def test_every_data_file_is_the_one_that_is_listed() -> None:
    assert {row.path: row.sha256 for row in sources.listed()} == {row.path: row.sha256 for row in sources.rows()}, (
        "say where it is from in docs/sources.py, and renew the table: python -m docs.sources"
    )


def test_table_and_page_are_up_to_date() -> None:
    assert sources.listed() == sources.rows(), "renew them: python -m docs.sources"
    assert sources.PAGE.read_text("utf-8") == sources.page(), "renew them: python -m docs.sources"


def test_a_file_that_nobody_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tests" / "data"
    folder.mkdir(parents=True)
    (folder / "found.txt").write_text("from somewhere")
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setattr(sources, "PLACES", ("tests/data",))
    with pytest.raises(LookupError, match=r"tests/data/found\.txt"):
        sources.rows()


def test_a_file_that_changed_has_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "tests/data/xlink.xsd"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("something else")
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setattr(sources, "PLACES", (path,))
    (listed,) = (row for row in sources.listed() if row.path == path)
    assert sources.rows()[0].sha256 != listed.sha256


def test_every_source_is_of_some_file() -> None:
    assert {row.title for row in sources.rows()} == {source.title for source in sources.SOURCES}


def test_whoever_is_owed_attribution_is_named() -> None:
    notice = (sources.ROOT / "NOTICE").read_text("utf-8")
    for name in ("ELTeC", "European Holocaust Research Infrastructure", "Text Encoding Initiative"):
        assert name in notice
