"""What the user names becomes documents: pages in order, each file once, texts apart."""

import os
from pathlib import Path

import pytest
from PIL import Image

from corpus.store import Store
from tui.cli import main
from tui.sources import NUMBERED, expand, jobs, natural

JPEG = b"\xff\xd8\xff\xe0 not more than a head"


def scan(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(JPEG)
    return path


@pytest.mark.parametrize(
    ("stem", "common"),
    [
        ("halifax-1", "halifax"),
        ("d07_p01", "d07"),
        ("EHRI-DR-19390125-US_02", "EHRI-DR-19390125-US"),
        ("letter page 12b", "letter"),
        ("fol. 3", ""),
        ("letter", "letter"),
        ("U2report", "U2report"),
    ],
)
def test_pages_of_one_document_share_a_name(stem, common):
    assert NUMBERED.sub("", stem) == common


def test_scans_that_differ_by_a_number_are_one_document_in_order(tmp_path):
    for number in (10, 2, 1):
        scan(tmp_path, f"letter-{number}.jpg")
    scan(tmp_path, "note.jpg")
    found, failures = jobs([str(tmp_path)])
    assert not failures
    assert [(job.title, [path.stem for path in job.paths]) for job in found] == [
        ("letter", ["letter-1", "letter-2", "letter-10"]),
        ("note", ["note"]),
    ]
    assert len(jobs([str(tmp_path)], each=True)[0]) == 4


def test_the_same_name_in_two_folders_is_two_documents(tmp_path):
    scan(tmp_path, "a/letter-1.jpg")
    scan(tmp_path, "b/letter-1.jpg")
    assert [job.title for job in jobs([str(tmp_path)])[0]] == ["letter", "letter-2"]


def test_of_a_folder_with_scans_the_texts_beside_them_are_left(tmp_path):
    scan(tmp_path, "letter-1.jpg")
    (tmp_path / "letter-1.txt").write_text("read by another")
    assert [path.suffix for path in expand([str(tmp_path)])] == [".jpg"]


def test_a_file_named_twice_is_done_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("text")
    assert len(jobs([str(path), str(path), str(tmp_path)])[0]) == 1


def test_a_pattern_is_sorted_by_number(tmp_path):
    for number in (10, 9):
        (tmp_path / f"t{number}.txt").write_text("text")
    assert [path.stem for path in expand([str(tmp_path / "t*.txt")])] == ["t9", "t10"]
    assert natural(Path("p2")) < natural(Path("p10"))


@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_a_pipe_is_refused_with_the_remedy_and_nothing_hangs(tmp_path, capsys, kind):
    path = Path("/dev/zero")
    if kind == "fifo":
        path = tmp_path / "pipe"
        os.mkfifo(path)
    for command in (["detect", str(path)], ["run", str(path), "-o", str(tmp_path / "out")], ["learn", str(path)]):
        assert main([*command]) in (2, 3)
        told = capsys.readouterr().err
        assert "is a pipe or a device" in told and "save what it gives to a file" in told
    assert main(["ocr", str(path), "-o", str(tmp_path / "read")]) == 3
    assert "is a pipe or a device" in capsys.readouterr().err


def test_what_becomes_of_a_text_after_it_was_copied_is_no_matter(tmp_path, monkeypatch):
    text = "The committee met twice this week and heard the dircctor of the mines.\n" * 3
    path, out = tmp_path / "letter.txt", tmp_path / "out"
    path.write_text(text)
    take = Store.take_source

    def taken_then_changed(store, source):
        found = take(store, source)
        source.unlink() if source.name == "letter.txt" else None
        return found

    monkeypatch.setattr(Store, "take_source", taken_then_changed)
    assert main(["run", str(path), "-o", str(out), "--workers", "1"]) == 0
    assert not path.exists()
    with Store.open(out, writing=False) as store:
        (witness,) = store.witnesses()
        assert witness.text == text and witness.title == "letter.txt"
        assert all(text[slice(*e.finding.span)] == e.finding.sic for e in store.emendations("letter"))
    assert (out / "sources").is_dir() and [p.read_text() for p in (out / "sources").iterdir()] == [text]


def test_a_text_that_changes_while_it_is_taken_is_taken_as_it_was_copied(tmp_path, monkeypatch):
    path, out = tmp_path / "letter.txt", tmp_path / "out"
    path.write_text("The first text of the letter.\n")
    take = Store.take_source

    def saved_meanwhile(store, source):
        source.write_text("The second text of the letter, saved while the run began.\n")
        return take(store, source)

    monkeypatch.setattr(Store, "take_source", saved_meanwhile)
    assert main(["run", str(path), "-o", str(out), "--workers", "1"]) == 0
    with Store.open(out, writing=False) as store:
        (witness,) = store.witnesses()
        assert witness.text.startswith("The second text")
        assert witness.sources == (store.sources()[0].digest,)


def test_a_text_that_cannot_be_read_is_named_and_not_kept(tmp_path, capsys):
    bad, good, out = tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "out"
    bad.write_bytes(b"caf\xe9 in another encoding")
    good.write_text("The committee met twice.\n")
    assert main(["run", str(bad), str(good), "-o", str(out), "--workers", "1"]) == 4
    assert "bad.txt" in capsys.readouterr().err
    assert len(list((out / "sources").iterdir())) == 1


def test_a_scan_that_cannot_be_decoded_is_named_as_the_editor_named_it(tmp_path, capsys):
    whole, bad, out = tmp_path / "whole.png", tmp_path / "halifax.png", tmp_path / "out"
    Image.new("L", (400, 400), 255).save(whole)
    bad.write_bytes(whole.read_bytes()[:-40])
    assert main(["run", str(bad), "-o", str(out), "--workers", "1"]) != 0
    told = capsys.readouterr().err
    assert f"{bad}: page 1 cannot be decoded" in told
    assert str(out / "sources") not in told
