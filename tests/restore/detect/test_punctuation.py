"""Marks at word ends: found where they are lost or stray in bad text, left alone in clean, terse and period texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Kind
from restore.detect import misread, punctuation, split
from restore.punctuation.gaps import TAILS, shape

WORN = """The man was lookiug for his mothcr on the quay when tbe ship came in. He liad lost her in the crowd, and
nobody couid tell him where she liad gone. The polico took him to the station, wliere he was given some
broad and a cup of milk. In the morniug she came for liim and they went home togcther. It was said that the
captain of tho ship had seen her on deck before the accident{here}The owners will pay the fare of all who wish
to return to Sydney, and the Governor lias promised to look into the inatter before the cnd of the montb."""

CLEAN = {
    "telegram": "REFERRING YOUR TEL 43 STOP AMBASSADOR LEFT YESTERDAY STOP EXPECT ARRIVAL LONDON TUESDAY",
    "list": "Present:\n\nThe Prime Minister\nMr. Eden\nGeneral Ismay\n\n1. Supplies\n2. Shipping\n",
    "verse": "The curfew tolls the knell of parting day\nThe lowing herd wind slowly o'er the lea\n"
    "The ploughman homeward plods his weary way\nAnd leaves the world to darkness and to me",
    "address": "The Right Honourable\nThe Earl of Halifax\nBritish Embassy\nWashington D. C.",
    "markup": "**PERSONAL AND SECRET** FROM PREMIER STALIN\n\n*Pravda* reported [on page two] the States' reply.",
    "degrees": "It lies between the meridians 35° W. and 135° W. of Greenwich and the parallels 68° 30′ S. and 81° S.",
    "closing": "I remain, Sir,\n\nYour obedient Servant,\n\nJohn Smith",
}


@pytest.mark.parametrize("name", CLEAN)
def test_clean_texts_are_left_alone(make, name):
    assert not list(punctuation.detect(make(CLEAN[name])))


def test_a_clean_letter_is_left_alone(make, letter):
    assert not list(punctuation.detect(make(letter)))


def test_lost_stops_are_found_in_worn_text(make):
    text = re.sub(r"[.] (?=In|The|It)", " ", WORN.format(here=". ").replace("wliere he", "» wliere «he"))
    found = {f.start: f for f in punctuation.detect(make(text))}
    one = found[text.index(" The owners")]
    assert one.readings[0].text == ". "
    assert one.kind is Kind.PUNCT
    assert "sentence" in one.reason


def test_a_capital_after_a_lost_stop_is_no_fault(make):
    text = re.sub(r"[.] (?=In|The|It)", " ", WORN.format(here=". ").replace("wliere he", "» wliere «he"))
    document = make(text)
    opening = {mark.second[0] for mark in document.punctuation.marks if mark.ends_sentence}
    assert opening
    assert not [f for f in misread.detect(document) if f.start in opening and f.reason.startswith("a capital")]


def test_a_stop_that_stands_is_kept(make):
    text = WORN.format(here=". ")
    assert not [f for f in punctuation.detect(make(text)) if "accident" in text[f.start - 8 : f.end]]


def test_strange_marks_go(make):
    text = WORN.format(here="« ").replace("came in.", "came» in.")
    gone = {f.sic: f.readings[0].text for f in punctuation.detect(make(text))}
    assert gone.get("»") == ""


def test_no_mark_is_ever_sure_without_a_witness(make):
    text = WORN.format(here=" « ") * 3
    assert all(f.readings[0].p < 0.995 for f in punctuation.detect(make(text)))


def test_words_broken_without_a_hyphen_are_one_word(make):
    text = WORN.format(here=". ").replace("couid tell", "couid immedi\nately tell").replace("captain", "cap\ntain")
    text = text.replace("promised", "pro\nmised").replace("station", "sta\ntion")
    found = {f.sic: f for f in split.detect(make(text))}
    assert found["immedi\nately"].readings[0].text == "immediately"


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab .,;:!?-'\"«*(\n", max_size=30))
def test_a_gap_is_taken_apart_without_loss(gap):
    one = shape(re.sub(r"\w", "", gap))
    assert len(one.codes) == 8
    assert not one.white or one.white.isspace()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_whatever_the_text_findings_lie_in_it(make, text):
    for finding in punctuation.detect(make(text)):
        assert text[finding.start : finding.end] == finding.sic
        assert finding.readings[0].text.strip() in TAILS
