"""What is told of the work: nothing unless asked; a file gets all of it, and no escape sequence is obeyed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tui import logs
from tui.cli import main

LETTER = "My dear Minister,\n\nThe committee met twice this week and heard the dircctor of the mines.\n"


@pytest.fixture(autouse=True)
def quiet_again():
    yield
    logs.start(0, None)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    return path


def run(letter: Path, *options: str) -> int:
    return main(["run", str(letter), "-o", str(letter.parent / "edition"), "--workers", "1", *options])


def test_nothing_is_told_unless_asked(letter, capsys):
    assert run(letter) == 0
    assert "corrigenda:" not in capsys.readouterr().err


def test_once_tells_the_stages_and_twice_each_text(letter, capsys):
    assert run(letter, "-v") == 0
    told = capsys.readouterr().err
    assert "corrigenda: looked through 1 documents; 0 of them were done before" in told
    assert "the rule certain applied" in told and "letter.txt" not in told
    assert run(letter, "-vv") == 0
    assert "looked through before, in the same way" in capsys.readouterr().err


def test_a_file_gets_all_of_it_with_times(letter, tmp_path, capsys):
    assert main(["-v", "--log-file", str(tmp_path / "log"), "detect", str(letter)]) == 0
    assert "findings" not in capsys.readouterr().err
    (line,) = [line for line in (tmp_path / "log").read_text().splitlines() if "findings" in line]
    assert line[:2] == "20" and " DEBUG tui.commands.detect: letter.txt: " in line


def test_a_file_that_cannot_be_written_is_said_at_once(letter, tmp_path, capsys):
    assert main(["--log-file", str(tmp_path), "detect", str(letter)]) == 5
    assert "--log-file" in capsys.readouterr().err


def test_control_characters_of_file_names_are_shown(capsys):
    logs.start(1, None)
    logging.getLogger("tui").info("%s: read\nagain", "a\x1b]52;c;evil\x07.txt")
    assert capsys.readouterr().err == "corrigenda: a␛]52;c;evil␇.txt: read again\n"


def test_warnings_of_libraries_go_where_they_were_asked_for(tmp_path):
    import warnings

    logs.start(0, tmp_path / "log")
    warnings.warn("a library is not content", stacklevel=1)
    assert "a library is not content" in (tmp_path / "log").read_text()
