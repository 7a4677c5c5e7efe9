from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ExitCode
from tui.cli import main


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "corrigenda" / "names.csv"


def test_a_name_is_found_by_its_beginnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "search", "acheson", "dean"]) == ExitCode.OK
    assert "Acheson, Dean" in capsys.readouterr().out


def test_a_garbled_name_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    main(["names", "search", "Summer Welles"])
    assert capsys.readouterr().out.startswith("Sumner Welles (")


def test_nobody_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "search", "zzxqy"]) == ExitCode.OK
    shown = capsys.readouterr()
    assert shown.out == "" and "no name like" in shown.err


def test_added_names_are_kept_and_found(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add = ["names", "add", "Zabrodskij, Ivan", "--variant", "Zabrodsky", "--note", "interpreter", "--since", "1900"]
    assert main(add) == ExitCode.OK
    assert main([*add[:3], "--variant", "Zabrodski"]) == ExitCode.OK
    main(["names", "search", "zabrodskij"])
    assert "[also Zabrodsky; Zabrodski] · person · interpreter" in capsys.readouterr().out
    assert config.is_file()


def test_lists_go_out_and_come_in(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["names", "add", "Likhaya", "--kind", "place"])
    for name in ("a.csv", "a.xml"):
        assert main(["names", "export", "-o", str(tmp_path / name)]) == ExitCode.OK
        config.unlink()
        assert main(["names", "import", str(tmp_path / name)]) == ExitCode.OK
        assert "Likhaya" in config.read_text()
    capsys.readouterr()
    main(["names", "export", "--format", "tei"])
    assert "<placeName>Likhaya</placeName>" in capsys.readouterr().out


def test_rows_that_make_no_sense_are_left_out(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("kind,name\nplace,Likhaya\nplanet,Mars\n", "utf-8")
    assert main(["names", "import", str(tmp_path / "a.csv"), str(tmp_path / "none.csv")]) == ExitCode.PARTIAL
    said = capsys.readouterr().err
    assert "a.csv: line 3: unknown kind 'planet'" in said and "none.csv: cannot be read" in said and "1 new" in said
    assert "Likhaya" in config.read_text("utf-8")


def test_an_edition_has_its_own(config: Path, tmp_path: Path) -> None:
    main(["names", "add", "Likhaya", "--edition", str(tmp_path)])
    assert (tmp_path / "names.csv").is_file() and not config.exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["import", "none.csv"], ExitCode.INPUT),
        (["add", "Likhaya", "--edition", "none"], ExitCode.USAGE),
        (["add", " "], ExitCode.USAGE),
        (["add", "Eden", "--since", "1950", "--until", "1940"], ExitCode.USAGE),
        (["search", "."], ExitCode.USAGE),
    ],
)
def test_what_cannot_be_done_is_said_so(
    command: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["names", *command]) == code
    assert capsys.readouterr().err.startswith("corrigenda: ")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    assert main(["names", "export", "-o", str(tmp_path / "a.csv")]) == ExitCode.OUTPUT
    assert (tmp_path / "a.csv").read_text() == "mine"


def test_control_characters_are_not_obeyed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.parent.mkdir(parents=True)
    config.write_text("name,note\nZabrodskij,\x1b]52;c;aGk=\x07\n", "utf-8")
    main(["names", "search", "zabrodskij"])
    assert "\x1b" not in capsys.readouterr().out
