"""A word divided at a lost line end is told from one with a blank in it, and stays as it is on diplomatic pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.records import Kind
from restore.document import Document
from restore.edition.establish import diplomatic, edited, establish
from restore.emend import emend
from restore.emend.rule import Rule
from restore.text.hyphenation import divided
from tui.job.ruling import accepted

Make = Callable[[str], Document]
RUNNING = (
    "It was the opinion of the committee that the landlord con stituted himself the judge of the matter, and that "
    "the tenants had no remedy but to leave the estate before the end of the quarter, as most of them did."
)


def read(document: Document, view) -> str:
    ruled = [accepted(document.witness, e, "rule:likely", "") for e in emend(document, Rule.LIKELY) if e.auto]
    return establish(document.witness, ruled, view=view).text


@pytest.mark.parametrize(
    "sic", ["con stitutes", "re ceived", "sub jected,", "Cen-tury", "ac commodation", "gen tleman", "pos session"]
)
def test_printers_divide_so(sic: str) -> None:
    assert divided(sic)


@pytest.mark.parametrize("sic", ["kno wn", "q uantity", "approac hed", "monume ntal", "wit h", "Mr. Smith", ""])
def test_printers_do_not_divide_so(sic: str) -> None:
    assert not divided(sic)


def test_a_word_divided_at_a_lost_line_end_is_one_in_the_edition_only(make: Make) -> None:
    document = make(RUNNING)
    assert document.words.line_ends_lost
    (found,) = (e for e in emend(document) if e.finding.sic == "con stituted")
    assert found.finding.kind is Kind.SPLIT and found.best is not None and found.best.text == "constituted"
    assert read(document, diplomatic) == RUNNING
    assert read(document, edited) == RUNNING.replace("con stituted", "constituted")


def test_a_blank_in_a_word_is_a_misreading_where_lines_are_kept_or_hyphens_are(make: Make) -> None:
    lines = RUNNING.replace(", and", ",\nand").replace(" no ", "\nno ")
    hyphens = RUNNING.replace("committee", "com- mittee")
    for text in (lines, hyphens):
        document = make(text)
        assert not document.words.line_ends_lost
        assert "landlord constituted himself" in read(document, diplomatic)


def test_a_hyphen_left_inside_a_line_goes_on_the_page_too(make: Make) -> None:
    document = make(RUNNING.replace("con stituted", "consti- tuted"))
    assert "landlord constituted himself" in read(document, diplomatic)
    whole = make(RUNNING.replace("con stituted", "con-\nstituted"))
    assert "landlord con-\nstituted himself" in read(whole, diplomatic)
