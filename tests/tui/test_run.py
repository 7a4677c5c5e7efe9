"""The main job from the outside: what the user types, what lies there afterwards, what bad input gets."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from corpus.decisions.log import in_force
from corpus.errors import ExitCode
from corpus.records import Basis, Kind, Reading
from corpus.store import FILE, Store
from tui.cli import main
from tui.knowledge_paths import knowledge
from tui.review.state.session import ReviewSession

SCANS = Path(__file__).parents[2] / "scans"
TEXT = "My dear Welles,\n\nI enclose a copy of the telegram which I received from the Embassy this morning.\n"


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TEXT)
    return path


def run(*args):
    return main(["run", *map(str, args)])


def bad(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


BAD = {
    "empty": ("empty.txt", b"", "is empty"),
    "blank": ("blank.txt", b" \n\n", "only white space"),
    "latin-1": ("latin.txt", "communiqué".encode("latin-1"), "iconv -f ISO-8859-1"),
    "cp1252": ("cp.txt", "“communiqué”".encode("cp1252"), "iconv -f WINDOWS-1252"),
    "nul": ("nul.txt", b"a\x00b", "NUL characters"),
    "no image": ("page.jpg", b"this is not an image at all", "page"),
    "truncated": ("cut.jpg", (SCANS / "halifax" / "halifax-4.jpg").read_bytes()[:3000], "cut"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_source_is_named_and_the_others_are_done(tmp_path, letter, capsys, name):
    file, content, says = BAD[name]
    path = bad(tmp_path, file, content)
    assert run(path, letter, "-o", tmp_path / "edition") == ExitCode.PARTIAL
    out = capsys.readouterr()
    assert path.stem in out.err and says in out.err and "Traceback" not in out.err
    assert (tmp_path / "edition/edition/letter.txt").read_text() == TEXT


@pytest.mark.parametrize("name", [n for n in BAD if BAD[n][0].endswith(".txt")])
def test_only_bad_sources_is_an_input_error(tmp_path, capsys, name):
    file, content, _ = BAD[name]
    assert run(bad(tmp_path, file, content), "-o", tmp_path / "edition") == ExitCode.INPUT
    assert not list(tmp_path.glob("edition/edition/*"))
    assert capsys.readouterr().err.count(file) == 1


def test_a_missing_path_is_named(tmp_path, letter, capsys):
    assert run(tmp_path / "gone.txt", letter, "-o", tmp_path / "edition") == ExitCode.PARTIAL
    assert "gone.txt" in capsys.readouterr().err


def test_an_output_folder_that_is_a_file_is_refused(tmp_path, letter, capsys):
    (tmp_path / "out").write_text("mine")
    assert run(letter, "-o", tmp_path / "out") == ExitCode.OUTPUT
    assert "is a file" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "mine"


def test_an_output_folder_around_a_source_is_refused(tmp_path, letter, capsys):
    assert run(letter, "-o", tmp_path) == ExitCode.OUTPUT
    assert letter.read_text() == TEXT


def test_a_folder_that_is_no_edition_is_refused(tmp_path, capsys):
    assert main(["log", str(tmp_path)]) == ExitCode.STORE
    assert "no edition folder" in capsys.readouterr().err


def test_a_store_from_a_newer_version_is_refused(tmp_path, letter, capsys):
    run(letter, "-o", tmp_path / "edition")
    database = sqlite3.connect(tmp_path / "edition" / FILE)
    database.execute("PRAGMA user_version=99")
    database.close()
    assert run(letter, "-o", tmp_path / "edition") == ExitCode.STORE


def test_nothing_accepted_leaves_every_byte(tmp_path, capsys):
    text = "The Seviet front.\r\n\r\n-2-\r\n\r\ncaf\u00e9 e\u0301 \u202e [sic] \x1b]52;c;x\x07\n"
    path = tmp_path / "odd.txt"
    path.write_text(text, newline="")
    assert run(path, "-o", tmp_path / "edition", "--accept", "none") == ExitCode.OK
    written = (tmp_path / "edition/edition/odd.txt").read_bytes()
    assert written == text.encode() == path.read_bytes()
    assert "\x1b" not in capsys.readouterr().out.replace("\x1b[", "")


def test_scans_of_one_letter_are_one_document(tmp_path, capsys):
    for number in (3, 4):
        shutil.copy(SCANS / "halifax" / f"halifax-{number}.jpg", tmp_path)
    scans = tmp_path / "halifax-3.jpg", tmp_path / "halifax-4.jpg"
    assert run(*scans, "-o", tmp_path / "edition", "--quality", "fast", "--workers", 1) == ExitCode.OK
    assert "read with" in capsys.readouterr().out
    with Store.open(tmp_path / "edition") as store:
        (witness,) = store.witnesses()
        assert [span.page for span in witness.pages] == ["halifax-3", "halifax-4"]
        assert "M. Stalin" in witness.text
        assert all(witness.text[ink.start : ink.end].strip() for ink in witness.ink)
    assert (tmp_path / "edition/pages/halifax-3.txt").read_text().count("\n") > 10
    assert run(*scans, "-o", tmp_path / "edition", "--quality", "fast", "--workers", 1) == ExitCode.OK
    assert "1 done before" in capsys.readouterr().out


def review(folder):
    store = Store.open(folder)
    return ReviewSession(store, "anna")


def test_a_good_word_is_not_found_by_the_next_run(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text("The compleat angler went down to the river in the rnorning.\n")
    folder = tmp_path / "edition"
    run(path, "-o", folder, "--accept", "none", "--quiet")
    session = review(folder)
    word = next(e for e in session.entries if "rnorning" in session.sic(e))
    session.reject(word, why="good word: rnorning", basis=Basis.LANGUAGE)
    path.write_text("The compleat angler went down to the river in the rnorning. A rnorning like this.\n")
    run(path, "-o", folder, "--accept", "all", "--quiet")
    assert "A rnorning like this" in (folder / "edition" / "letter.txt").read_text()
    capsys.readouterr()
    main(["detect", str(path), "--edition", str(folder)])
    assert "rnorning" not in capsys.readouterr().out
    main(["detect", str(path)])
    assert "rnorning" in capsys.readouterr().out
    assert main(["detect", str(path), "--edition", str(tmp_path / "none")]) == ExitCode.USAGE


def test_what_an_editor_corrected_is_known_to_the_next_run(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("The compleat angler went down to the river in the rnorning.\n")
    folder = tmp_path / "edition"
    run(path, "-o", folder, "--accept", "none", "--quiet")
    assert knowledge(edition=folder).corrections == ()
    session = review(folder)
    session.accept(next(e for e in session.entries if "rnorning" in session.sic(e)))
    assert knowledge(edition=folder).corrections == (("rnorning", "morning"),)
    session.undo()
    assert knowledge(edition=folder).corrections == ()


def test_a_run_leaves_the_places_alone_that_an_editor_changed(tmp_path):
    text = "The compleat angler went down to the river in the rnorning.\n"
    path = tmp_path / "letter.txt"
    path.write_text(text)
    folder = tmp_path / "edition"
    run(path, "-o", folder, "--accept", "none", "--quiet")
    session = review(folder)
    at = text.index("the rnorning")
    session.emend("letter", at, at + 12, Reading("a morning", 1.0, Basis.EDITOR, "sense"), Kind.GARBLE)
    run(path, "-o", folder, "--accept", "all", "--quiet")
    assert "river in a morning." in (folder / "edition" / "letter.txt").read_text()
    assert not [d for d in in_force(session.store.decisions()) if d.by != "anna" and "rnorning" in d.selector.exact]


def test_a_reading_from_another_edition_carries_its_siglum(tmp_path):
    text = "I have recelved your message of the seventh and I agree that we need clarity in our relations with them.\n"
    (tmp_path / "other").mkdir()
    path, other = tmp_path / "letter.txt", tmp_path / "other" / "letter.txt"
    path.write_text(text)
    other.write_text(text.replace("recelved", "received"))
    folder = tmp_path / "edition"
    assert run(path, "-o", folder, "--parallel", other, "--accept", "all", "--quiet") == ExitCode.OK
    (event,) = Store.open(folder).decisions()
    assert (event.basis, event.follows) == (Basis.PARALLEL, "letter-2")
    assert "letter.txt, line 1: “I have ‹received› your" in event.why
    tei = (folder / "edition" / "edition.xml").read_text()
    assert '<abbr type="siglum">letter-2</abbr>' in tei
    assert '<lem wit="#wit-parallel-1"' in tei
    assert run(path, "-o", folder, "--parallel", other, "--accept", "all", "--quiet") == ExitCode.OK
    assert len(Store.open(folder).decisions()) == 1
