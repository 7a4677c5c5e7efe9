"""Other packages offer detectors and formats; what is wrong with one is said, and all can be left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RULE = '''"""Dittography: a word written twice with a comma between."""

import re

from corpus.records import Basis, Finding, Kind, Reading


def detect(document):
    for match in re.finditer(r"\\\\b(\\\\w+), \\\\1\\\\b", document.text.string):
        reading = Reading(match[1], 0.9, Basis.RULE, "written twice")
        yield Finding(*match.span(), Kind.MISREAD, match.group(), 0.9, "a word twice", (reading,))
'''.replace("\\\\", "\\")
TEXT = "He wrote to the minister, minister of war, and to nobody else in the capital."


def installed(folder: Path, entry: str, code: str = RULE, group: str = "corrigenda.detectors") -> dict[str, str]:
    """Install a package with one entry point in a folder; return the environment that has it."""
    (folder / "their_rule.py").write_text(code)
    about = folder / "their_rule-1.2.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: their-rule\nVersion: 1.2\n")
    (about / "entry_points.txt").write_text(f"[{group}]\n{entry}\n")
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), root))}


def detected(folder: Path, env: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    text = folder / "letter.txt"
    text.write_text(TEXT)
    command = [sys.executable, "-m", "tui", *options, "detect", "--json", str(text)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def reasons(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["reason"] for line in done.stdout.splitlines()]


def test_a_detector_of_another_package_finds_and_can_be_left_out(tmp_path: Path) -> None:
    env = installed(tmp_path, "dittography = their_rule:detect")
    assert "a word twice" in reasons(detected(tmp_path, env))
    assert "a word twice" not in reasons(detected(tmp_path, env, "--no-plugins"))
    assert "a word twice" not in reasons(detected(tmp_path, {**env, "CORRIGENDA_PLUGINS": "0"}))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("dittography = their_rule:gone", "cannot be loaded"),
        ("dittography = nowhere:detect", "cannot be loaded"),
        ("misread = their_rule:detect", "is taken"),
    ],
)
def test_what_is_wrong_with_one_is_said_in_a_line(tmp_path: Path, entry: str, said: str) -> None:
    done = detected(tmp_path, installed(tmp_path, entry))
    assert done.returncode == 2 and said in done.stderr and "their-rule 1.2" in done.stderr
    assert done.stderr.count("\n") == 1 and "--no-plugins" in done.stderr


def test_a_name_that_is_taken_is_told_once_before_a_run_begins(tmp_path: Path) -> None:
    env = installed(tmp_path, "misread = their_rule:detect")
    letters = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for letter in letters:
        letter.write_text(TEXT)
    command = [sys.executable, "-m", "tui", "run", *map(str, letters), "-o", str(tmp_path / "edition")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.count("is taken") == 1
    assert not (tmp_path / "edition").exists()


def test_the_doctor_lists_them_with_what_is_wrong(tmp_path: Path) -> None:
    env = installed(tmp_path, "dittography = their_rule:detect\nbroken = nowhere:detect")
    done = subprocess.run([sys.executable, "-m", "tui", "doctor"], env=env, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if "their-rule 1.2" in line]
    assert [line[0] for line in lines] == ["✗", "✓"]
    assert "No module named 'nowhere'" in lines[0] and "--no-plugins" in lines[0]


WRITER = '''from pathlib import Path


def write(record, folder):
    """The words, one per line.

    For programs that count them.
    """
    path = folder / "words.txt"
    path.write_text("\\n".join(part.edition.text.replace(" ", "\\n") for part in record.parts))
    return [path]
'''


def test_a_format_of_another_package_is_listed_and_written(tmp_path: Path) -> None:
    env = installed(tmp_path, "words = their_rule:write", WRITER, group="corrigenda.formats")
    (tmp_path / "letter.txt").write_text(TEXT)

    def corrigenda(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tui", *args], env=env, capture_output=True, text=True, check=False
        )

    assert "words      The words, one per line.\n" in corrigenda("export", "--list").stdout
    edition = tmp_path / "edition"
    done = corrigenda("run", str(tmp_path / "letter.txt"), "-o", str(edition), "--formats", "text,words")
    assert done.returncode == 0, done.stderr
    assert (edition / "edition/words.txt").read_text().startswith("He\nwrote\nto")
    assert corrigenda("--no-plugins", "export", str(edition), "-f", "words").returncode == 2
