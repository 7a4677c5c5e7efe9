"""A digest of files changes with any of their names and contents, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.fingerprint import of_files


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, content in (("a.npy", b"one"), ("b.npy", b"two")):
        (tmp_path / name).write_bytes(content)
    return [tmp_path / "a.npy", tmp_path / "b.npy"]


def test_order_and_place_do_not_matter(files: list[Path], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    copies = [Path(elsewhere / path.name) for path in files]
    for path, copy in zip(files, copies, strict=True):
        copy.write_bytes(path.read_bytes())
    assert of_files(files) == of_files(reversed(files)) == of_files(copies)


def test_a_changed_byte_a_new_name_and_a_lost_file_matter(files: list[Path]) -> None:
    before = of_files(files)
    assert of_files(files[:1]) != before
    renamed = files[1].rename(files[1].with_name("c.npy"))
    assert of_files([files[0], renamed]) != before
    renamed.rename(files[1]).write_bytes(b"twp")
    assert of_files(files) != before


def test_contents_that_change_places_matter(files: list[Path]) -> None:
    before = of_files(files)
    one, other = (path.read_bytes() for path in files)
    files[0].write_bytes(other)
    files[1].write_bytes(one)
    assert of_files(files) != before
