"""``corrigenda review`` says what is wrong with what it is given, and begins an edition for a text."""

import io
import os
import pty
import sqlite3
import subprocess
import sys

import pytest

from corpus.store import FILE, Store
from tui.cli import main


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


def review(capsys, *arguments):
    code = main(["review", *map(str, arguments), "--plain"])
    return code, capsys.readouterr()


def test_a_path_that_is_not_there(tmp_path, capsys):
    code, out = review(capsys, tmp_path / "none.txt")
    assert code == 3
    assert "none.txt" in out.err
    assert "no such file" in out.err


def test_a_folder_that_is_no_edition(tmp_path, capsys):
    code, out = review(capsys, tmp_path)
    assert code == 6
    assert "is no edition folder" in out.err
    assert "corrigenda run" in out.err


def test_a_store_of_a_newer_version(edition, capsys):
    database = sqlite3.connect(edition / FILE)
    database.execute("PRAGMA user_version=99")
    database.close()
    code, out = review(capsys, edition)
    assert code == 6
    assert "newer version" in out.err
    assert "update corrigenda" in out.err


def test_a_damaged_store(edition, capsys):
    (edition / FILE).write_bytes(b"nothing of a database" * 1000)
    for extra in edition.glob(f"{FILE}-*"):
        extra.unlink()
    code, out = review(capsys, edition)
    assert code == 6
    assert "damaged" in out.err


def test_a_text_gets_an_edition_beside_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    text = tmp_path / "letter.txt"
    text.write_text("The Seviet Government was asked.\n\n-2-\n\nThe Soviet Government, the Soviet Union.\n")
    before = text.read_bytes()
    code, out = review(capsys, text)
    assert code == 0
    assert "letter.txt.edition" in out.err
    assert text.read_bytes() == before
    with Store.open(tmp_path / "letter.txt.edition") as store:
        assert [w.text for w in store.witnesses()] == [before.decode()]


def test_a_wrong_configuration_is_named(tmp_path, edition, capsys):
    file = tmp_path / "c.toml"
    file.write_text("[keys]\naccept = 'n'\n")
    code = main(["review", str(edition), "--plain", "--config", str(file)])
    assert code == 2
    assert "would do both" in capsys.readouterr().err


def test_a_terminal_without_utf8_is_asked_line_by_line(edition):
    master, slave = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "TEXTUAL_DRIVER"}
    env |= {"PYTHONIOENCODING": "latin-1", "TERM": "xterm", "XDG_CONFIG_HOME": str(edition)}
    command = [sys.executable, "-m", "tui", "review", str(edition)]
    process = subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=env)
    os.write(master, b"q\n")
    out, _ = process.communicate(timeout=60)
    os.close(slave)
    told = os.read(master, 10000)
    os.close(master)
    assert process.returncode == 0
    assert b"not UTF-8" in told
    assert b"[[Seviet]]" in out
