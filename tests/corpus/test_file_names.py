"""A label, whatever it is, becomes a name that lies in its folder, is short, and is another one for another label."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.file_names import distinct, file_name, suffix_of

LABELS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="./\\ab-_ ~\n\x00:*?", max_size=12),
    st.sampled_from(
        ["", ".", "..", "/", "/etc/passwd", "../../x", "12/13", "http://a/b?c=1", "é" * 300, "-rf", "a" * 250]
    ),
)


@pytest.mark.parametrize("label", ["letter", "halifax-1", "Works 17".replace(" ", "_"), "Brief.3", "Überlingen_2", "1"])
def test_a_safe_label_is_its_own_name(label: str) -> None:
    assert file_name(label, ".txt") == f"{label}.txt"


@given(LABELS)
def test_a_name_lies_in_its_folder_and_fits_every_file_system(label: str) -> None:
    name = file_name(label, ".page.xml")
    assert (Path("/folder") / name).resolve().parent == Path("/folder")
    assert len(f"{name}.part".encode()) < 255
    assert name[0] != "." and not set(name) & set('/\\:*?"<>|\n\x00')


@given(st.lists(LABELS, unique=True, max_size=30))
def test_other_labels_have_other_names(labels: list[str]) -> None:
    assert len({file_name(label) for label in labels}) == len(labels)


@given(st.lists(st.sampled_from(["x", "x-2", "X", "x-2-2", "y"]), max_size=12))
def test_names_are_distinct_whatever_was_wanted_before(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [distinct(name, taken) for name in wanted]
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("scan.JPG", ".jpg"),
        ("scan.tar.gz", ".gz"),
        ("scan", ""),
        ("scan." + "x" * 300, ""),
        ("a.b/c", ""),
        (".hidden", ".hidden"),
        ("x.t\nxt", ""),
    ],
)
def test_an_ending_is_one_or_is_left_out(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
