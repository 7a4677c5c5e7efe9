"""Transcriptions of every format come in with their text, pages and marks; bad ones are refused with a remedy."""

import io
import zipfile

import pytest

from corpus.archive import unpack
from corpus.errors import SourceError
from corpus.formats import alto, hocr, page
from corpus.records import Box, Line, Page, Word
from corpus.transcriptions import FORMATS, read

LETTER = "My dear Welles,\n\nA Seviet note on Japan\ncame in.\n"


def sheet(*lines, name="p1"):
    made = tuple(
        Line(
            tuple(Word(w, Box(10 + 60 * x, 40 * y, 60 + 60 * x, 40 * y + 30)) for x, w in enumerate(text.split())),
            Box(10, 40 * y, 600, 40 * y + 30),
            starts_paragraph=y == 1,
        )
        for y, text in enumerate(lines)
    )
    return Page(name, "0" * 64, 1, 800, 600, made)


def put(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(tmp_path, name, files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    return put(tmp_path, name, buffer.getvalue())


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_plain_text_and_markdown_come_byte_for_byte(tmp_path, name):
    found = read(put(tmp_path, name, LETTER + "\n# head\r\n"))
    assert found.witness.text == LETTER + "\n# head\r\n"
    assert len(found.witness.sources[0]) == 64


@pytest.mark.parametrize("kind", [alto, hocr, page])
def test_page_formats_come_with_their_boxes(tmp_path, kind):
    found = read(put(tmp_path, "scan.xml", kind.write(sheet("A note", "on Japan"))))
    assert found.witness.text.split() == ["A", "note", "on", "Japan"]
    assert found.witness.ink[1].box == Box(70, 0, 120, 30)
    assert [span.page for span in found.witness.pages] == ["scan"]


def test_an_export_of_transkribus(tmp_path):
    files = {f"doc/page/{n}.xml": page.write(sheet(f"page {n}")) for n in ("10", "9")}
    files |= {"doc/alto/9.xml": alto.write(sheet("not twice")), "doc/mets.xml": "<mets/>", "doc/9.jpg": b"\xff\xd8"}
    found = read(zipped(tmp_path, "export.zip", files))
    assert found.witness.text == "page 9\n\npage 10"
    assert [p.name for p in found.pages] == ["9", "10"]


TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>no</p></teiHeader><text><body>
  <pb n="1"/><div><head>To Welles</head>
    <p>A <choice><sic>Seviet</sic><corr>Soviet</corr></choice> note<note>really</note>
       on <app><lem>Japan</lem><rdg wit="#B">China</rdg></app>.</p><pb n="2"/><p>Line one<lb/>line <hi>two</hi>.</p>
  </div></body></text></TEI>"""


def test_tei_gives_what_the_witness_has(tmp_path):
    found = read(put(tmp_path, "letter.xml", TEI))
    assert found.witness.text == "To Welles\n\nA Seviet note on Japan.\n\nLine one\nline two.\n"
    assert [span.page for span in found.witness.pages] == ["1", "2"]
    assert found.witness.text[found.witness.pages[1].start :].lstrip().startswith("Line one")
    marks = [(mark.kind, mark.value) for mark in found.witness.remarks]
    assert ("correction", "Soviet") in marks and ("note", "really") in marks and ("reading", "China") in marks
    assert ("heading", "1") in marks


def test_docx_comes_with_its_notes(tmp_path):
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    document.add_heading("To Welles", level=2)
    document.add_paragraph("A Seviet note").add_run().add_break()
    document.paragraphs[-1].add_run("on Japan.")
    document.add_page_break()
    document.add_paragraph("Yours")
    document.save(str(tmp_path / "letter.docx"))
    found = read(tmp_path / "letter.docx")
    assert found.witness.text == "To Welles\n\nA Seviet note\non Japan.\n\nYours\n"
    assert [span.page for span in found.witness.pages] == ["1", "2"]
    assert [(m.kind, m.value) for m in found.witness.remarks] == [("heading", "2")]


BAD = {
    "latin-1": ("letter.txt", "communiqué".encode("latin-1"), "ISO-8859-1"),
    "cut XML": ("scan.xml", b"<alto><Layout>", "not well-formed"),
    "entities": ("tei.xml", b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "entities"),
    "TEI without text": ("tei.xml", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "without a text"),
    "no text in it": ("t.xml", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>', "no text"),
    "cut archive": ("letter.docx", b"PK\x03\x04 and no more", "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_transcriptions_are_refused_with_a_remedy(tmp_path, name):
    file, content, says = BAD[name]
    with pytest.raises(SourceError, match=says) as caught:
        read(put(tmp_path, file, content))
    assert caught.value.remedy or says in str(caught.value)


def test_bombs_are_refused_before_they_unpack(tmp_path):
    path = zipped(tmp_path, "letter.docx", {"word/document.xml": b"<w>" + b" " * 60_000_000})
    with pytest.raises(SourceError, match="bomb"):
        read(path)


def test_an_archive_that_holds_something_else(tmp_path):
    with pytest.raises(SourceError, match="no Word document"):
        read(zipped(tmp_path, "letter.docx", {"a.txt": "a"}))
    with pytest.raises(SourceError, match="no pages"):
        read(zipped(tmp_path, "export.zip", {"a.txt": "a"}))
    with pytest.raises(SourceError, match="files"):
        unpack(zipped(tmp_path, "many.zip", {f"{n}": "" for n in range(20_001)}), lambda name: True)


def test_the_table_says_what_each_is():
    assert all(kind.what for kind in FORMATS.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the [illegible] of", [("gap", "[illegible]", "illegible")]),
        ("the [two words illegible] of", [("gap", "[two words illegible]", "illegible")]),
        ("the [torn] of [...] and […]", [("gap", "[torn]", "torn"), ("gap", "[...]", ""), ("gap", "[…]", "")]),
        ("the [?] of", [("gap", "[?]", "")]),
        ("a Soviet[?] note", [("unclear", "Soviet[?]", "")]),
        ("a [Soviet?] note", [("unclear", "[Soviet?]", "")]),
        ("a ~~Soviet~~ note", [("deletion", "~~Soviet~~", "")]),
        ("a [struck out: Soviet] note", [("deletion", "[struck out: Soviet]", "")]),
        ("a [underlined: Soviet wish] note", [("highlight", "[underlined: Soviet wish]", "underlined")]),
        ("a _Soviet wish_ note", [("highlight", "_Soviet wish_", "underlined")]),
        ("a <u>Soviet</u> note", [("highlight", "<u>Soviet</u>", "underlined")]),
        ("a <del>Soviet</del> note", [("deletion", "<del>Soviet</del>", "")]),
        ("a ^Soviet wish^ note", [("addition", "^Soviet wish^", "")]),
        ("a [inserted: Soviet] note", [("addition", "[inserted: Soviet]", "")]),
        ("a [?Soviet] note", [("unclear", "[?Soviet]", "")]),
    ],
)
def test_the_signs_of_a_transcriber_are_read_and_stay(tmp_path, text, said):
    found = read(put(tmp_path, "letter.txt", text)).witness
    assert found.text == text
    assert [(r.kind, text[r.start : r.end], r.value) for r in found.remarks] == said


@pytest.mark.parametrize(
    "text",
    [
        "as he wrote [in a later letter], missing",
        "[Mr. Eden] said so [sic]",
        "What is it [he asked]?",
        "the file snake_case_name and ____ (blank)",
        "about ~~ 12 ~~ miles",
        "see [1], [12] and [a]",
        "Is this so?] he said",
        "[illegible\nhere]",
        "M^r^ Smith of the 12^th^, x ^ 2",
        "either/or, C:\\docs/",
        "a < b > c, <delta>x</delta>",
    ],
)
def test_what_is_no_sign_is_left_alone(tmp_path, text):
    assert not read(put(tmp_path, "letter.txt", text)).witness.remarks


WORD = """<w:document xmlns:w="w"><w:body><w:p>
<w:r><w:t xml:space="preserve">A </w:t></w:r>
<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>Sov</w:t></w:r>
<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>iet</w:t></w:r>
<w:r><w:rPr><w:u w:val="none"/><w:strike/></w:rPr><w:t xml:space="preserve"> note</w:t></w:r>
</w:p></w:body></w:document>"""


def test_word_says_what_is_underlined_and_struck_out(tmp_path):
    found = read(zipped(tmp_path, "letter.docx", {"word/document.xml": WORD})).witness
    said = [(r.kind, found.text[r.start : r.end], r.value) for r in found.remarks]
    assert said == [("highlight", "Soviet", "underlined"), ("deletion", " note", "")]
