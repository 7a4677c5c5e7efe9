"""Pairs, words twice, numbered items, dates, two spellings: faults are pointed at, what only looks like one is not."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.detect import brackets, dates, name_variants, numbering, repeated_words
from restore.document import Document

Make = Callable[[str], Document]

YEARS = "".join(f"He wrote on May {day}, 1941, and waited.\n\n" for day in range(1, 20))
LETTERS = [f"Sent on March {day}, 1942\n\nMy dear friend, all is well.\n\n" for day in range(1, 20)]


def letters(at: int, line: str) -> str:
    return "".join([*LETTERS[:at], f"{line}\n\nMy dear friend, all is well.\n\n", *LETTERS[at:]])


FIRES: list[tuple[ModuleType, str, str, str | None]] = [
    (brackets, "The note (of May 3 was sent.\n\nHe left.", "(", None),
    (brackets, "The note of May 3) was sent.\n\nHe left.", ")", None),
    (brackets, "The note [of May 3 was sent.", "[", None),
    (brackets, "He said: “We shall come.\n\nThen he left.\n\nShe spoke of “peace” again.", "“", None),
    (brackets, "He said: We shall come.” Then he left.", "”", None),
    (brackets, 'He said: "We shall come. Then he left.', '"', None),
    (brackets, 'He said: We shall come." Then he left.', '"', None),
    (brackets, "He said: 'We shall come. Then he left.", "'", None),
    (brackets, "He said: ‘We shall come. Then he left.", "‘", None),
    (brackets, "He said: We shall come.' Then he left.", "'", None),
    (repeated_words, "he sent the the note", "the the", "the"),
    (repeated_words, "he sent the\nthe note", "the\nthe", "the"),
    (repeated_words, "The the note was sent", "The the", "The"),
    (repeated_words, "what there was was good", "was was", "was"),
    (repeated_words, "a large number of of ships", "of of", "of"),
    (numbering, "1. Coal.\n\n2. Iron.\n\n4. Wool.\n\n5. Salt.", "4.", None),
    (numbering, "(1) Coal.\n(2) Iron.\n(3) Tin.\n(5) Wool.\n(6) Salt.", "(5)", None),
    (dates, "on February 30, 1943 he left", "30", None),
    (name_variants, "Mr. Zdanovsky spoke. " * 8 + "Mr. Zdanovskv left.", "Zdanovskv", "Zdanovsky"),
    (name_variants, "Mr. Camacho spoke. " * 8 + "Mr. Carmacho left.", "Carmacho", "Camacho"),
    (dates, "on the 31st of June he left", "31", None),
    (dates, "on February 29, 1943 he left", "29", None),
    (dates, YEARS + "He came on May 7, 1491.", "1491", "1941"),
    (dates, YEARS + "He came on May 7, 2941.", "2941", "1941"),
    (dates, letters(9, "Sent on March 9, 1943"), "1943", "1942"),
    (dates, letters(9, "I have received your message of March 25, 1942, and agree."), "March 25, 1942", None),
    (dates, letters(9, "Many thanks for your kind letter dated March 19, and for the map."), "March 19", None),
    (dates, letters(9, "With reference to your telegram No. 12 of 18 March, I agree."), "18 March", None),
]
QUIET: list[tuple[ModuleType, str]] = [
    (brackets, "“We shall come.\n\n“We shall stay.\n\n“We shall go.”"),
    (brackets, '"We shall come.\n\n"We shall stay."'),
    (brackets, "The note (of May 3\n\nand of June 5) was sent."),
    (brackets, "a) coal; b) iron; 1) wool\n\n(2) salt"),
    (brackets, "under paragraph d) of article 3, because of 1) the price and 2) the time"),
    (brackets, "a pipe of 6” and one of 7/8” cotton"),
    (brackets, "“One.\n\n. . . . .\n\n“Two.”"),
    (brackets, "1. “One.\n\n2. “Two.”"),
    (brackets, 'a mark " that goes neither way'),
    (brackets, "He said: 'We shall come.' Then he left the States' house and the boys' rooms."),
    (brackets, "the successful launching of 'Overlord'⁴⁵ has reached me, and 'Anvil'⁴ too"),
    (brackets, "'We shall come.\n\n'We shall stay.'"),
    (brackets, "The launch of 'Neptune'¹² was put off, as 'Bolero,'³ had been."),
    (brackets, "Tell 'em so, in the '40s; they were comin' an' goin'. 'Tis the Dukes' doing."),
    (brackets, "He said: 'The Dukes' men are come.' Then 'Go on,' he said, 'and do not wait.'"),
    (repeated_words, "he had had it, and the one that that man wrote"),
    (repeated_words, "very very far, long long ago; no no, never never"),
    (repeated_words, "Baden Baden and Walla Walla; Tab A a note"),
    (repeated_words, "10 10 20 20; the, the; the. The"),
    (repeated_words, "nous nous sommes dit que vous vous trompez"),
    (repeated_words, "He wrote the\n\nthe rest is lost."),
    (numbering, "1. Coal.\n\n2. Iron.\n\n3. Wool.\n\n4. Salt."),
    (numbering, "1. Coal.\n\n2. Iron; 3. Tin.\n\n4. Wool.\n\n5. Salt."),
    (numbering, "17. Coal.\n\n2. Iron.\n\n44. Wool.\n\n5. Salt."),
    (numbering, "2. Iron.\n\n4. Wool.\n\n6. Salt.\n\n8. Tin."),
    (dates, "Our telegrams 44 of June 9 and No. 31 June 9; your 54 October 7"),
    (dates, "on February 29, 1944, and on 31 March, and on June 30"),
    (name_variants, "Mr. Zdanovsky spoke. " * 8 + "Mr. Zhdanov and Mr. Stalin left; the Zdanovskys too."),
    (name_variants, "Mr. Zdanovsky spoke. Mr. Zdanovskv left. " * 8),
    (name_variants, "Mr. Johnson spoke. " * 8 + "Mr. Johnston left."),
    (dates, YEARS + "The treaty of May 7, 1841, was of no use."),
    (dates, YEARS + "The peace of October 24, 1648, and that of July 4, 1776."),
    (dates, "He came on May 7, 1491, and on May 7, 1941."),
    (dates, letters(9, "Sent on June 9, 1943")),
    (dates, letters(9, "I have received your message of March 8, 1942, and agree.")),
    (dates, letters(9, "I have received your message of March 10.")),
    (dates, "I have received your message of March 10, 1942, and I thank you for it."),
    (dates, letters(9, "I have received your message of December 25.")),
    (dates, letters(9, "I shall reply when your conference of March 25 is over.")),
    (dates, letters(9, "I await your message; on March 25 I shall be in London.")),
    (dates, letters(9, "Sent on March 9, 1942")),
    (dates, letters(9, "He had written to us on March 9, 1943, of it.")),
]


@pytest.mark.parametrize(("detector", "text", "sic", "reading"), FIRES)
def test_the_fault_is_found(make: Make, detector: ModuleType, text: str, sic: str, reading: str | None) -> None:
    (found,) = detector.detect(make(text))
    assert found.sic == text[found.start : found.end] == sic
    assert [r.text for r in found.readings] == ([] if reading is None else [reading])


@pytest.mark.parametrize(("detector", "text"), QUIET)
def test_what_is_right_stays(make: Make, detector: ModuleType, text: str) -> None:
    assert list(detector.detect(make(text))) == []


@pytest.mark.parametrize(
    "detector", [dates, numbering, brackets, repeated_words, name_variants], ids=lambda m: m.__name__
)
@pytest.mark.parametrize(
    "text", ["", "\x00" * 50, "(" * 9000, '"' * 9000, "1. A\n" * 2000, "the " * 9000, " \n" * 9000]
)
def test_hostile_text_raises_nothing(make: Make, detector: ModuleType, text: str) -> None:
    assert len(list(detector.detect(make(text)))) <= 3


@given(st.text(alphabet="ab A'()[]“”‘’\".1\n", max_size=80))
def test_findings_lie_in_the_text(make: Make, text: str) -> None:
    for detector in (dates, numbering, brackets, repeated_words, name_variants):
        assert all(text[f.start : f.end] == f.sic for f in detector.detect(make(text)))


def test_a_clean_letter_is_left_alone(make: Make, letter: str) -> None:
    for detector in (dates, numbering, brackets, repeated_words, name_variants):
        assert list(detector.detect(make(letter))) == []
