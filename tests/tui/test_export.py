"""Export from the outside: files, the proof, orphans told, errors with a remedy."""

import pytest

from corpus.decisions.log import new_id, now
from corpus.decisions.selectors import select
from corpus.errors import ExitCode
from corpus.records import Decision, Kind, Verdict
from corpus.store import Store
from tui.cli import main

TEXT = "My dear Welles,\n\nA Seviet note on Japan came in this morning.\n"


@pytest.fixture
def folder(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text(TEXT)
    assert main(["run", str(path), "-o", str(tmp_path / "ed"), "--accept", "none", "--quiet"]) == ExitCode.OK
    capsys.readouterr()
    return tmp_path / "ed"


def decide(folder, text, sic, reading):
    at = text.index(sic)
    place = select(text, at, at + len(sic))
    with Store.open(folder) as store:
        store.decide([Decision(new_id(), "letter", place, Kind.MISREAD, Verdict.ACCEPT, "anna", now(), text=reading)])


def test_files_and_proof(folder, capsys):
    decide(folder, TEXT, "Seviet", "Soviet")
    assert main(["export", str(folder), "-f", "text,tei,data"]) == ExitCode.OK
    assert capsys.readouterr().out.count("\n") == 5
    assert (folder / "edition" / "letter.txt").read_text() == TEXT.replace("Seviet", "Soviet")
    assert main(["export", str(folder), "--prove"]) == ExitCode.OK
    assert capsys.readouterr().out == "letter: source to the byte, edition to the byte\n"


def test_a_decision_without_its_place_is_told_with_its_context(folder, capsys):
    decide(folder, "Nothing like it stands there: Seviet, gone.", "Seviet", "Soviet")
    assert main(["export", str(folder), "-f", "text"]) == ExitCode.OK
    assert "stands there: [Seviet], gone." in capsys.readouterr().err
    assert (folder / "edition" / "letter.txt").read_text() == TEXT


def test_errors_have_a_remedy(folder, tmp_path, capsys):
    assert main(["export", str(tmp_path)]) == ExitCode.STORE
    assert main(["export", str(folder), "-f", "papyrus"]) == ExitCode.USAGE
    assert "choose from" in capsys.readouterr().err
    assert main(["export", str(folder), "--list"]) == ExitCode.OK
    assert "tei" in capsys.readouterr().out


def test_decisions_go_over_to_another_reading(folder, tmp_path, capsys):
    decide(folder, TEXT, "Seviet", "Soviet")
    again = tmp_path / "again.txt"
    again.write_text(TEXT.replace(" on Japan", "\non Japan"))
    assert main(["run", str(again), "-o", str(folder), "--accept", "none", "--quiet"]) == ExitCode.OK
    assert main(["log", str(folder), "--carry", "letter", "again"]) == ExitCode.OK
    assert "1 carried, 0 not needed any more, 0 orphans" in capsys.readouterr().out
    assert main(["export", str(folder), "-f", "text"]) == ExitCode.OK
    assert "A Soviet note\non Japan" in (folder / "edition" / "again.txt").read_text()
    assert main(["log", str(folder), "--carry", "letter", "nothing"]) == ExitCode.USAGE
