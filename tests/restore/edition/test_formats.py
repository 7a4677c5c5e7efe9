"""Every format: opened again by somebody else's reader, with the edited text and its notes in it."""

import csv
import gzip
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from corpus.errors import OutputError, UsageError
from corpus.records import Basis, Kind, Witness
from restore.edition import FORMATS, write
from restore.edition.formats.tei import serialize
from restore.edition.record import compile_record
from tests.restore.edition.letters import EDITED, LETTER, accept, check, letter_events, record

SCHEMA = Path(__file__).parents[2] / "data" / "tei_all.rng.gz"
HOSTILE = (
    '# A heading [sic] *star*\n\n1. "quoted" \\back #let x = 1 $y$ _u_ <b>&amp;</b>\n\n> quote\n\n'
    "=HYPERLINK(1)\x0c\x1b[31m\u202e @ref `code` {x} | y ~ z"
)


def written(tmp_path, name, text=LETTER, events=None):
    made = record(Witness("A", "A letter", text), letter_events() if events is None else events)
    return {path.name: path for path in write(made, tmp_path, [name])}


def words(text):
    return re.findall(r"\w+", text)


def test_text_is_the_edition(tmp_path):
    assert written(tmp_path, "text")["A.txt"].read_bytes().decode() == EDITED


def test_markdown_has_footnotes(tmp_path):
    text = written(tmp_path, "markdown")["A.md"].read_text("utf-8")
    calls = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert calls == re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) and len(calls) >= 5
    body = text[: text.index("\n[^1]:")]
    assert words(re.sub(r"\[\^\d+\]", "", body))[2:] == words(EDITED)


def test_markdown_is_never_obeyed(tmp_path):
    text = written(tmp_path, "markdown", HOSTILE, [])["A.md"].read_text("utf-8")
    assert "## A heading \\[sic\\] \\*star\\*" in text
    assert "\n\n1\\. " in text and "\\<b\\>&amp;" in text and "\x1b" not in text


def test_docx_has_real_footnotes(tmp_path):
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    path = written(tmp_path, "docx")["edition.docx"]
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert words(text)[2:] == words(EDITED)
    with zipfile.ZipFile(path) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    calls = [e.get(e.keys()[0]) for e in body.iter("{*}footnoteReference")]
    assert calls == [e.get(e.keys()[-1]) for e in notes][2:]
    assert "Soviet] Seviet" in "".join(notes.itertext())


def test_epub_is_what_readers_expect(tmp_path):
    path = written(tmp_path, "epub")["edition.epub"]
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"
        package = etree.fromstring(archive.read("EPUB/package.opf"))
        for item in package.iter("{*}item"):
            content = archive.read(f"EPUB/{item.get('href')}")
            if item.get("media-type") == "application/xhtml+xml":
                etree.fromstring(content)
        chapter = etree.fromstring(archive.read("EPUB/A.xhtml"))
    calls = [a.get("href")[1:] for a in chapter.iter("{*}a") if a.get("role") == "doc-noteref"]
    assert calls == [aside.get("id") for aside in chapter.iter("{*}aside")]


def test_pdf_has_text_and_notes(tmp_path):
    pytest.importorskip("typst", reason="typst is not installed")
    import pypdfium2

    path = written(tmp_path, "pdf")["edition.pdf"]
    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(word in text for word in ("Soviet", "Seviet", "Sumner", "HALIFAX"))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pages"])
def test_hostile_text_is_printed_as_it_is(tmp_path, name):
    if name in ("pdf", "docx"):
        pytest.importorskip({"pdf": "typst", "docx": "docx"}[name], reason="not installed")
    assert written(tmp_path, name, HOSTILE, [accept(HOSTILE, "quoted", "#q*u[o", Kind.MISREAD)])


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_input_gives_the_same_output(tmp_path, name):
    if name in ("pdf", "docx"):
        pytest.importorskip({"pdf": "typst", "docx": "docx"}[name], reason="not installed")
    events = letter_events()
    one = written(tmp_path / "1", name, events=events)
    two = written(tmp_path / "2", name, events=events)
    for file in one:
        if file.endswith(".docx"):
            with zipfile.ZipFile(one[file]) as a, zipfile.ZipFile(two[file]) as b:
                assert all(a.read(n) == b.read(n) for n in a.namelist())
        else:
            assert one[file].read_bytes() == two[file].read_bytes()


def test_data_say_what_was_decided(tmp_path):
    files = written(tmp_path, "data", events=[*letter_events(), accept(LETTER, "Washington", "=1+1")])
    rows = list(csv.DictReader(io.StringIO(files["decisions.csv"].read_text("utf-8"))))
    assert len(rows) == 8 and {row["in_force"] for row in rows} == {"True"}
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert json.loads(files["annotations.jsonld"].read_text("utf-8"))["type"] == "AnnotationPage"


def test_no_such_format(tmp_path):
    with pytest.raises(UsageError, match="papyrus"):
        written(tmp_path, "papyrus")


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(OutputError, match="taken"):
        written(tmp_path / "taken", "text")


def test_tei_is_valid():
    """One test for all, because the schema takes seconds to load."""
    schema = etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))
    texts = {
        "letter": (LETTER, letter_events()),
        "hostile": (HOSTILE, [accept(HOSTILE, "quoted", "x")]),
        "nothing": ("", []),
        "only a close": ("Yours sincerely,\n\nHALIFAX", []),
        "opened and closed": ("My dear X,\n\nYours sincerely,\n\nHALIFAX", []),
        "headings only": ("# One\n\n# Two\n\nYours sincerely,", []),
        "close in the middle": ("My dear X,\n\nYours,\n\nA. B.\n\nText goes on for quite a while after that.", []),
        "form feed between": ("One.\n\n\x0c\n\nTwo.", []),
    }
    for name, (text, events) in texts.items():
        for inline in (False, True):
            tei = etree.fromstring(serialize(record(Witness("A b", "t", text), events), inline=inline))
            assert schema.validate(tei), (name, schema.error_log)
    many = [Witness("1", "one", LETTER), Witness("2", "two", "")]
    other = Witness("The Times, p. 2", "times.txt", "x", ("0" * 64,), provenance="typed")
    made = compile_record("x", Path("x"), many, {}, following("1", "The Times, p. 2"), parallels=[other])
    assert schema.validate(etree.fromstring(serialize(made))), schema.error_log


def following(base, siglum):
    return [replace(accept(LETTER, "Seviet", "Soviet", basis=Basis.PARALLEL, siglum=base), follows=siglum)]


def test_a_reading_from_another_text_names_its_witness():
    other = Witness("times", "times.txt", "a Soviet wish", ("0" * 64,))
    made = compile_record("x", Path("x"), [Witness("A", "a", LETTER)], {}, following("A", "times"), parallels=[other])
    tei = serialize(made).decode()
    (key,) = re.findall(r'<witness xml:id="([^"]+)"><abbr type="siglum">times</abbr>', tei)
    assert f'<lem wit="#{key}" ' in tei
    assert '<rdg wit="#wit-A">Seviet</rdg>' in tei
    check(made)


def test_a_witness_that_nobody_knows_is_not_named():
    made = record(Witness("A", "a", LETTER), following("A", "gone"))
    assert '<lem resp="' in serialize(made).decode()
    check(made)
