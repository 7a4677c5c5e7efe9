"""Small faults: spaces, joined words, stops, note calls, titles; and texts to leave alone."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from restore.detect import consistency, joined, marker, punct, space
from restore.document import Document

Make = Callable[[str], Document]

FIRES: list[tuple[ModuleType, str, str, str | None]] = [
    (joined, "the cost ofthe division", "ofthe", "of the"),
    (joined, "between LondonMoscow and the sea", "LondonMoscow", "London-Moscow"),
    (joined, "he told theSecretary of it", "theSecretary", "the Secretary"),
    (space, "the agencies,and the rest", "agencies,and", "agencies, and"),
    (space, "at the meeting.The President spoke", "meeting.The", "meeting. The"),
    (space, "the new gove rnment of the north", "gove rnment", "government"),
    (punct, "nor he personally. is to blame", ".", ""),
    (punct, "in the report,, which he sent", ",,", ","),
    (punct, "**. SECRET AND PERSONAL", ". ", ""),
    (marker, "your two messages^o of April 6", "^o", ""),
    (marker, "one¹⁸ and two¹ and three³³ there", "¹", ""),
    (marker, "the treaty1 was signed.\n\nThe protocol2 was not.", "1", "¹"),
    (consistency, "Mr Eden spoke. " * 40 + "Mr. Welles did not.", "Mr.", "Mr"),
]
QUIET: list[tuple[ModuleType, str]] = [
    (joined, "General MacArthur and Mr. McCarthy met at FitzRoy"),
    (joined, "a scheme of noteworthy substance"),
    (joined, "the Orlemański affair"),
    (space, "e.g. the U.S.S.R., at 5:30 p.m."),
    (space, "see www.archives.gov for more"),
    (space, "he went to sea and to land"),
    (space, "Chiang Kai shek of China"),
    (punct, "No. 5 and vol. iii, cf. p. 7"),
    (punct, "and so on ... and so forth"),
    (punct, "He left. Then he came back."),
    (punct, "a. first\nb. second"),
    (marker, "one¹⁸ and two²¹ and three³³ there"),
    (marker, "the A-20 and the B25, in mid1943"),
    (consistency, "Mr. Eden and Mr Welles spoke."),
]


@pytest.mark.parametrize(("detector", "text", "sic", "reading"), FIRES)
def test_the_fault_is_found(make: Make, detector: ModuleType, text: str, sic: str, reading: str | None) -> None:
    found = [f for f in detector.detect(make(text)) if f.sic == sic]
    assert found and all(text[f.start : f.end] == f.sic for f in found)
    assert reading is None or found[0].readings[0].text == reading


@pytest.mark.parametrize(("detector", "text"), QUIET)
def test_what_is_right_stays(make: Make, detector: ModuleType, text: str) -> None:
    assert list(detector.detect(make(text))) == []


@pytest.mark.parametrize("detector", [consistency, joined, marker, punct, space], ids=lambda m: m.__name__)
@pytest.mark.parametrize("text", ["", "\x00" * 50, "¹" * 100, "a" * 100_000, ".,;:" * 2000, "Mr. " * 100])
def test_hostile_text_raises_nothing(make: Make, detector: ModuleType, text: str) -> None:
    assert len(list(detector.detect(make(text)))) <= 60


def test_a_clean_letter_is_left_alone(make: Make, letter: str) -> None:
    for detector in (consistency, joined, marker, punct, space):
        assert list(detector.detect(make(letter))) == []
