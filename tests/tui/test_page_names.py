"""A page is a number in its document; what a source calls it is shown, and names no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.cli import main

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<pb {one}/><p>The committee met again on the ninth of {month}.</p>
<pb {other}/><p>It heard the director of the mines of {month}.</p></body></text></TEI>"""


def tei(path: Path, one: str, other: str, month: str = "May") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEI.format(one=one, other=other, month=month))
    return path


def run(*paths: Path, out: Path) -> int:
    return main(["run", *map(str, paths), "-o", str(out), "--workers", "1", "--formats", "all"])


def pages(out: Path) -> dict[str, str]:
    return {path.name: path.read_text().strip() for path in (out / "pages").iterdir()}


@pytest.mark.parametrize(
    "label",
    ["/abs{tmp}/evil", "../../evil", "12/13", "http://example.org/iiif/1", "a" * 250, "..", ".", "a&#10;b", "-rf *"],
)
def test_no_label_names_a_file(tmp_path: Path, label: str) -> None:
    label = label.format(tmp=tmp_path)
    before = set(tmp_path.rglob("*"))
    source = tei(tmp_path / "in" / "letter.xml", f'n="{label}"', f'facs="{label}"')
    out = tmp_path / "out"
    assert run(source, out=out) == 0
    assert sorted(pages(out)) == ["letter-p1.txt", "letter-p2.txt"]
    outside = {path for path in tmp_path.rglob("*") if path not in before and out not in (path, *path.parents)}
    assert outside == {source, source.parent}


def test_two_letters_with_a_page_1_keep_both(tmp_path: Path) -> None:
    one = tei(tmp_path / "one.xml", 'n="1"', 'n="2"', "May")
    other = tei(tmp_path / "other.xml", 'n="1"', 'n="2"', "June")
    assert run(one, other, out=tmp_path / "out") == 0
    told = pages(tmp_path / "out")
    assert len(told) == 4 and "May" in told["one-p1.txt"] and "June" in told["other-p1.txt"]


def test_texts_of_one_name_in_different_folders_are_documents_of_their_own(tmp_path: Path) -> None:
    names = ("a/x.txt", "b/x.txt", "c/x-2.txt", "d/X.txt")
    for name in names:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f"This is the letter of the folder {name[0]}.\n")
    assert run(*(tmp_path / name for name in names), out=tmp_path / "out") == 0
    told = pages(tmp_path / "out")
    assert sorted(text[-2] for text in told.values()) == ["a", "b", "c", "d"]
    assert len({name.casefold() for name in told}) == 4


def test_a_scan_is_no_facsimile_of_another_documents_page(tmp_path: Path) -> None:
    from PIL import Image

    scan = tmp_path / "1.png"
    Image.new("L", (400, 300), 255).save(scan)
    text = tei(tmp_path / "letter.xml", 'n="1"', 'n="2"')
    out = tmp_path / "out"
    run(text, scan, out=out)
    edition = (out / "edition/edition.xml").read_text()
    assert '<pb n="1"/>' in edition and 'n="1" facs' not in edition
