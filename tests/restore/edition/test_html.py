"""The page to read: whole without a server, every link leads somewhere, hostile text stays text."""

import json
import re

from lxml import html as lxml_html
from PIL import Image

from corpus.records import (
    Basis,
    Box,
    Emendation,
    Finding,
    Ink,
    Kind,
    Line,
    Page,
    PageSpan,
    Reading,
    Source,
    Witness,
    Word,
)
from restore.edition.formats.html import write
from restore.edition.record import compile_record
from tests.restore.edition.letters import LETTER, accept, letter_events, record


def pages(folder):
    return {path.name: lxml_html.fromstring(path.read_text("utf-8")) for path in (folder / "html").glob("*.html")}


def test_every_link_leads_somewhere_and_every_id_is_unique(tmp_path):
    write(record(Witness("A", "A letter", LETTER), letter_events()), tmp_path)
    found = pages(tmp_path)
    ids = {name: [e.get("id") for e in page.iter() if e.get("id")] for name, page in found.items()}
    for name, page in found.items():
        assert len(ids[name]) == len(set(ids[name]))
        for link in page.iterfind(".//a[@href]"):
            file, _, anchor = link.get("href").partition("#")
            assert (file or name) in found
            assert not anchor or anchor in ids[file or name]
        for linked in page.xpath("//link/@href | //script/@src"):
            assert (tmp_path / "html" / linked).is_file()


def test_a_question_over_two_paragraphs_is_asked_once(tmp_path):
    text = "One Seviet\n\nwish and one Soviet wish."
    finding = Finding(4, 16, Kind.GARBLE, text[4:16], 0.9, "no such words")
    question = Emendation(finding, (Reading("Soviet wish", 0.9, Basis.LANGUAGE),))
    write(record(Witness("A", "A note", text), [], [question]), tmp_path)
    page = pages(tmp_path)["A.html"]
    (asked,) = page.xpath("//a[@class='q']")
    (answer,) = page.xpath("//section[@class='questions']//li[@id]")
    assert asked.get("href") == f"#{answer.get('id')}"
    assert "wish" in "".join(page.xpath("//span[@class='asked']/text()"))


def test_a_moved_passage_is_called_once_in_its_new_place(tmp_path):
    text = "One.\n\nThe Honourable\n\nSumner Welles\n\nTwo.\n\nYours"
    events = [accept(text, "The Honourable\n\nSumner Welles", kind=Kind.MISPLACED, before="Yours")]
    write(record(Witness("A", "A letter", text), events), tmp_path)
    calls = pages(tmp_path)["A.html"].xpath("//span[@class='moved']//sup/a/@href")
    assert len(calls) == 1


def test_nothing_is_fetched_from_outside(tmp_path):
    for path in write(record(Witness("A", "A letter", LETTER), letter_events()), tmp_path):
        assert not re.search(r"(?:https?:)?//[a-z]+\.", path.read_text("utf-8"))


def test_the_text_is_never_obeyed(tmp_path):
    text = "<script>alert(1)</script> [sic] & \x1b]52;c;eA==\x07 \u202egnorts"
    write(record(Witness("A", "<b>x</b>", text), []), tmp_path)
    page = (tmp_path / "html" / "A.html").read_text("utf-8")
    assert "<script>alert" not in page and "<b>x" not in page
    assert "\x1b" not in page and "\u202e" not in page
    assert "[sic] &amp;" in page
    data = (tmp_path / "html" / "search.js").read_text("utf-8")
    json.loads(data.removeprefix("const EDITION = ").rstrip(";\n"))


def test_the_scan_stands_beside_the_text(tmp_path):
    text = "A Seviet note."
    boxes = [Box(10, 10, 20, 30), Box(30, 10, 90, 30), Box(100, 10, 150, 30)]
    words = tuple(Word(w, b) for w, b in zip(text.split(), boxes, strict=True))
    source = Source("0" * 64, "scan.png", "scan", 9)
    page = Page("scan-1", source.digest, 1, 400, 300, (Line(words, Box(10, 10, 150, 30)),))
    ink = tuple(Ink(text.index(w.text), text.index(w.text) + len(w.text), page.name, w.box, 0.9) for w in words)
    witness = Witness("A", "A note", text, (source.digest,), (PageSpan(0, len(text), page.name),), ink)
    made = compile_record(
        "x",
        tmp_path,
        [witness],
        {},
        [accept(text, "Seviet", "Soviet")],
        [page],
        [source],
        image=lambda page: Image.new("L", (page.width, page.height), 200),
    )
    write(made, tmp_path)
    assert (tmp_path / "html" / "facsimile" / "scan-1.jpg").is_file()
    found = pages(tmp_path)["A.html"]
    assert found.find(".//svg").get("viewbox") == "0 0 162 54"
    entry = found.xpath("//li[@data-ink]")[0]
    assert json.loads(entry.get("data-ink")) == ["scan-1", [30, 10, 90, 30]]
    assert found.xpath("//a[@class='pb']/@data-page") == ["scan-1"]
