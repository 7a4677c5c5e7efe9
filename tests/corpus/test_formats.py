"""hOCR, ALTO and PAGE: what is written is valid, comes back as it was, and nothing hostile gets in."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus import formats
from corpus.errors import SourceError
from corpus.formats import FORMATS, follow
from corpus.records import Alternative, Box, Line, Page, Role, Word

DATA = Path(__file__).parents[1] / "data"
SCHEMAS = {"alto": "alto-4-4.xsd", "page": "page-2019-07-15.xsd"}
MARKS = st.characters(categories=("L", "N", "P", "S"), max_codepoint=0x24F)

texts = st.text(MARKS, min_size=1, max_size=12)
chances = st.integers(0, 10_000).map(lambda n: n / 10_000)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.integers(0, 2000), st.integers(0, 3000), st.integers(0, 400), st.integers(0, 80),
)  # fmt: skip
alternatives = st.builds(Alternative, texts, chances, st.sampled_from(["RapidOCR", "Tesseract", "a; b"]))
words = st.builds(Word, texts, boxes, chances, st.lists(alternatives, max_size=2).map(tuple))
lines = st.builds(
    Line, st.lists(words, min_size=1, max_size=4).map(tuple), boxes, st.sampled_from(list(Role)), st.booleans()
)
pages = st.builds(
    Page, texts, st.just("ab" * 32), st.integers(1, 2000), st.integers(1, 9999), st.integers(1, 9999),
    st.lists(lines, max_size=6).map(tuple), st.sampled_from([0, 300]), texts,
)  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None)
@given(page=pages)
def test_a_page_comes_back_as_it_was(name: str, page: Page) -> None:
    raw = FORMATS[name].write(page)
    assert formats.read(raw) == page
    assert FORMATS[name].write(formats.read(raw)) == raw


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.XMLSchema]:
    return {name: etree.XMLSchema(etree.parse(DATA / file)) for name, file in SCHEMAS.items()}


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=40, deadline=None)
@given(page=pages)
def test_what_is_written_is_valid(name: str, schemas: dict[str, etree.XMLSchema], page: Page) -> None:
    schemas[name].assertValid(etree.fromstring(FORMATS[name].write(page)))


@pytest.mark.parametrize("name", FORMATS)
def test_what_xml_cannot_hold_is_replaced(name: str) -> None:
    word = Word("a\x00b\x1b]52;c", Box(0, 0, 9, 9))
    page = Page("p\x0c", "", 1, 10, 10, (Line((word,), Box(0, 0, 9, 9)),))
    assert formats.read(FORMATS[name].write(page)).text == "a\ufffdb\ufffd]52;c"


HOSTILE = {
    "entities": b'<!DOCTYPE a [<!ENTITY x "y">]><alto><Layout>&x;</Layout></alto>',
    "laughs": b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><PcGts>&b;</PcGts>',
    "files": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto>&x;</alto>',
    "cut short": b'<alto><Layout><Page WIDTH="10"',
    "empty": b"",
    "something else": b"<html><p>hello</p></html>",
    "bytes": b"\xff\xfe\x00alto",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_xml_is_refused_with_a_reason(case: str) -> None:
    with pytest.raises(SourceError) as error:
        formats.read(HOSTILE[case], "page.xml")
    assert error.value.remedy


def test_lying_numbers_do_no_harm() -> None:
    raw = b"""<alto><Layout><Page WIDTH="-5" HEIGHT="nan"><PrintSpace><TextBlock>
    <TextLine HPOS="1e99" VPOS="x" WIDTH="-3">
    <String CONTENT="  two  words " HPOS="inf" WIDTH="9" WC="7"/><String CONTENT=" "/></TextLine><TextLine/></TextBlock>
    </PrintSpace></Page></Layout></alto>"""
    page = formats.read(raw)
    assert page.text == "two words"
    assert all(word.confidence == 1.0 for line in page.lines for word in line.words)


def test_a_line_in_one_string_is_shared_among_its_words() -> None:
    raw = b"""<alto><Layout><Page WIDTH="100" HEIGHT="50"><TextBlock>
    <TextLine HPOS="0" VPOS="5" WIDTH="100" HEIGHT="10">
    <String CONTENT="abcd efghi"/></TextLine></TextBlock></Page></Layout></alto>"""
    first, second = formats.read(raw).lines[0].words
    assert (first.text, first.box) == ("abcd", Box(0, 5, 40, 15))
    assert (second.text, second.box) == ("efghi", Box(50, 5, 100, 15))


def test_page_xml_of_transkribus_is_read_in_its_reading_order() -> None:
    raw = b"""<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageFilename="a.jpg"
    imageWidth="100" imageHeight="90"><ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="b"/>
    <RegionRefIndexed index="1" regionRef="a"/></OrderedGroup></ReadingOrder>
    <TextRegion id="a"><TextLine id="a1"><Coords points="0,20 50,20 50,30 0,30"/><TextEquiv><Unicode>second</Unicode>
    </TextEquiv></TextLine></TextRegion><TextRegion id="b"><TextLine id="b1"><Coords points="0,0 50,0 50,10"/>
    <TextEquiv><Unicode>the first</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"""
    page = formats.read(raw)
    assert page.text == "the first\n\nsecond"
    assert page.lines[0].words[0].box == Box(0, 0, 16, 10)


def test_hocr_of_tesseract_is_read() -> None:
    raw = b"""<html><body><div class='ocr_page' title='image "x.png"; bbox 0 0 90 60; ppageno 1'><div class='ocr_carea'>
    <p class='ocr_par'><span class='ocr_line' title='bbox 1 2 30 12; baseline 0 0'><span class='ocrx_word'
    title='bbox 1 2 10 12; x_wconf 93'>It</span> <span class='ocrx_word' title='bbox 12 2 30 12; x_wconf 50'>is</span>
    </span></p></div></div></body></html>"""
    page = formats.read(raw)
    assert (page.text, page.number, page.width) == ("It is", 2, 90)
    assert [word.confidence for word in page.lines[0].words] == [0.93, 0.5]


# Word boxes that follow the text


def read_page(*rows: str) -> Page:
    lines_ = []
    for number, row in enumerate(rows):
        found, at = [], 0
        for text in row.split():
            found.append(Word(text, Box(at, number * 20, at + 10 * len(text), number * 20 + 15), 0.9))
            at += 10 * len(text) + 10
        lines_.append(Line(tuple(found), Box(0, number * 20, at, number * 20 + 15)))
    return Page("p", "", 1, 500, 500, tuple(lines_))


def test_the_text_as_read_changes_nothing() -> None:
    page = read_page("The nettor on the", "Seviet front")
    assert follow(page, page.text) == page


def test_a_corrected_word_keeps_its_box_and_its_old_reading() -> None:
    page = follow(read_page("The nettor on the", "Seviet front"), "The attack on the\nSoviet front\n")
    word = page.lines[0].words[1]
    assert (word.text, word.box) == ("attack", Box(40, 0, 100, 15))
    assert word.alternatives[0].text == "nettor"
    assert page.text == "The attack on the\nSoviet front"


def test_split_and_joined_words_share_their_boxes() -> None:
    page = follow(read_page("ofthe gen eral staff"), "of the general staff")
    assert page.text == "of the general staff"
    assert page.lines[0].words[0].box.left == 0
    assert page.lines[0].words[3].box == read_page("ofthe gen eral staff").lines[0].words[3].box


def test_a_stamp_is_no_text_and_stays_where_it_is() -> None:
    page = read_page("The nettor on the", "RECEIVED", "Seviet front")
    stamp = Line(page.lines[1].words, page.lines[1].box, Role.STAMP)
    stamped = Page("p", "", 1, 500, 500, (page.lines[0], stamp, page.lines[2]))
    assert stamped.text == "The nettor on the\nSeviet front"
    for corrected in ("The attack on the\nSoviet front", "The attack on the Soviet front"):
        followed = follow(stamped, corrected)
        assert followed.text.split() == corrected.split()
        assert followed.lines[1] == stamp


def test_words_that_changed_lines_keep_their_place() -> None:
    page = follow(read_page("a busi-", "ness letter"), "a business letter")
    assert page.text.split() == ["a", "business", "letter"]
    assert page.lines[-1].words[-1].box.top == 20


@settings(max_examples=60, deadline=None)
@given(page=pages, corrected=st.lists(texts, min_size=1, max_size=12))
def test_following_gives_exactly_the_corrected_words(page: Page, corrected: list[str]) -> None:
    if page.typed:
        assert follow(page, " ".join(corrected)).text.split() == corrected
