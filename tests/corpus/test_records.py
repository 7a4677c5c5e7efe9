"""Records are checked when made, and survive the way through JSON."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import codec, records
from corpus.records import Alternative, Basis, Box, Emendation, Finding, Kind, Line, Page, Reading, Witness, Word

text = st.text(min_size=1).filter(lambda s: not s.isspace())
boxes = st.tuples(*[st.integers(0, 500)] * 4).map(
    lambda b: Box(min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)
shares = st.floats(0, 1)
words = st.builds(Word, text, boxes, shares, st.tuples(st.builds(Alternative, st.text(), shares, st.text())))
lines = st.builds(Line, st.lists(words, min_size=1, max_size=4).map(tuple), boxes, starts_paragraph=st.booleans())
pages = st.builds(
    Page, text, st.just("0" * 64), st.integers(1, 9), st.just(600), st.just(800), st.lists(lines, max_size=4).map(tuple)
)


@given(pages)
def test_a_page_survives_json(page):
    assert codec.loads(Page, codec.dumps(page)) == page


@given(st.lists(pages, min_size=1, max_size=3))
def test_a_witness_leads_back_to_every_word(given_pages):
    given_pages = [dataclasses.replace(page, name=f"p{n}") for n, page in enumerate(given_pages)]
    witness = Witness.of_pages("A", "a", tuple(given_pages))
    on_pages = [word.text for page in given_pages for line in page.lines for word in line.words]
    assert [witness.text[ink.start : ink.end] for ink in witness.ink] == on_pages
    for span, page in zip(witness.pages, given_pages, strict=True):
        assert witness.text[span.start : span.end] == page.text
    assert codec.loads(Witness, codec.dumps(witness)) == witness


BROKEN = {
    "a box inside out": lambda: Box(5, 0, 1, 9),
    "a word of white space": lambda: Word(" ", Box(0, 0, 1, 1)),
    "a confidence above 1": lambda: Word("a", Box(0, 0, 1, 1), 1.5),
    "a line without words": lambda: Line((), Box(0, 0, 1, 1)),
    "a sic that does not fit": lambda: Finding(0, 3, Kind.MISREAD, "four", 0.5, ""),
    "an empty finding that is no omission": lambda: Finding(3, 3, Kind.MISREAD, "", 0.5, ""),
    "readings that are not ranked": lambda: Emendation(
        Finding(0, 1, Kind.MISREAD, "a", 0.5, ""), (Reading("b", 0.2, Basis.RULE), Reading("c", 0.9, Basis.RULE))
    ),
    "nothing to apply unseen": lambda: Emendation(Finding(0, 1, Kind.MISREAD, "a", 0.5, ""), (), True),
    "a page beyond the text": lambda: Witness("A", "a", "text", pages=(records.PageSpan(0, 9, "p"),)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_is_refused(name):
    with pytest.raises(ValueError, match=r"."):
        BROKEN[name]()


@pytest.mark.parametrize("line", ["{}", "[]", "null", '{"text": 3', '"a"'])
def test_what_is_no_record_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        codec.loads(Page, line)


def test_what_a_newer_version_added_is_ignored():
    assert codec.record(Box, {"left": 0, "top": 0, "right": 1, "bottom": 1, "depth": 7}) == Box(0, 0, 1, 1)


def test_the_key_of_a_finding_is_stable():
    finding = Finding(4, 10, Kind.MISREAD, "Seviet", 0.9, "unknown word")
    again = dataclasses.replace(finding, score=0.1, reason="another")
    assert records.finding_key("A", finding) == records.finding_key("A", again)
    assert records.finding_key("A", finding) != records.finding_key("B", finding)
