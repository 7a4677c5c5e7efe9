"""What the user names becomes documents: pages in order, each file once, texts apart."""

from pathlib import Path

import pytest

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
