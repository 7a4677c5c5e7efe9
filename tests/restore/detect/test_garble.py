"""Garble: words in a row that are none; names, other languages and cipher groups are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.records import Kind
from restore.detect.garble import detect
from restore.document import Document

Make = Callable[[str], Document]
BEFORE = "The committee met twice this week and heard the director of the mines, who explained at some length that "
AFTER = " and the output of the northern pits had fallen since the spring."

QUIET = [
    f"{BEFORE}Wojciechowski, Krzyżanowski and Szczepański had gone{AFTER}",
    f"{BEFORE}QXRTV BZKLM WPDFG JHNCS YVXQZ was the message{AFTER}",
    f"{BEFORE}la situation est très grave et il faut agir sans délai{AFTER}",
    f"{BEFORE}Mr. Litvinoff had gone{AFTER}",
    f"{BEFORE}22/6/41, 6253/14/41, £14 3s. 6d. were entered{AFTER}",
]


def test_finds_a_stretch_without_language(make: Make) -> None:
    garble = "xqv«zk tl}jxw kq*vfx zzrpk~w"
    (finding,) = detect(make(f"{BEFORE}{garble}{AFTER}"))
    assert finding.kind is Kind.GARBLE
    assert finding.sic in garble


@pytest.mark.parametrize("text", QUIET)
def test_leaves_alone(make: Make, text: str) -> None:
    assert [f.sic for f in detect(make(text))] == []


@pytest.mark.filterwarnings("error")
def test_a_table_of_codes_is_no_garble(make: Make) -> None:
    assert not list(detect(make(" ".join(f"{n}a{n % 7}b" for n in range(200)))))
