from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ExitCode
from corpus.language import load
from tui.cli import main


def test_own_texts_are_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        (tmp_path / "texts" / f"{name}.txt").write_text("The Zwiebelfisch saw the Gesandter. The Gesandter left. ")
    assert main(["learn", str(tmp_path / "texts"), "-o", str(tmp_path / "out")]) == ExitCode.OK
    assert "words" in capsys.readouterr().out
    language = load(tmp_path / "out")
    assert language.known("Gesandter") and language.known("ambassador")
    assert language.score(["the", "Gesandter", "left"]) > load().score(["the", "Gesandter", "left"])
    assert language.id("ambassador") == load().id("ambassador")


def test_own_texts_can_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Gesandte sah den Minister. Der Minister ging. ")
    assert main(["learn", str(tmp_path / "a.txt"), "--alone", "-o", str(tmp_path / "out")]) == ExitCode.OK
    language = load(tmp_path / "out")
    assert language.known("Gesandte") and not language.known("ambassador")


def test_a_bad_text_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text("the note of the note of the")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xff")
    files = [str(tmp_path / name) for name in ("bad.txt", "good.txt")]
    assert main(["learn", *files, "-o", str(tmp_path / "out")]) == ExitCode.PARTIAL
    assert "bad.txt" in capsys.readouterr().err
    assert main(["learn", files[0], "-o", str(tmp_path / "other")]) == ExitCode.INPUT


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the note of the note of the")
    assert main(["learn", str(tmp_path / "a.txt"), "-o", str(tmp_path)]) == ExitCode.OUTPUT
