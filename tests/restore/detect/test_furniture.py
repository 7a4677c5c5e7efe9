"""Furniture: what the page carries beside the text goes; what looks like it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect.furniture import detect
from restore.document import Document

Make = Callable[[str], Document]
BEFORE = "The committee met twice this week and heard the director of the mines, who explained at some length why the"
AFTER = "output of the northern pits had fallen since the spring, and what might be done about it before the winter."
OTHER = "The treasury has offered to advance the sum required for the new engines, and the owners will answer soon."

FIRES = [
    (f"{BEFORE}\n\n-2-\n\n{AFTER}", ["-2-"]),
    (f"{BEFORE}\n\n- 12 -\n\n{AFTER}", ["- 12 -"]),
    (f"{BEFORE}\n\nPage 4\n\n{AFTER}", ["Page 4"]),
    (f"{BEFORE}\n\n17\n\n{AFTER}", ["17"]),
    (f"{BEFORE}\n\noutput/\n\n-2-\n\n{AFTER}", ["output/", "-2-"]),
    (f"{BEFORE} output/\n\n-2-\n\n{AFTER}", ["output/", "-2-"]),
    (f"{BEFORE}\n\noutput\n\n-2-\n\n{AFTER}", ["output", "-2-"]),
    (f"{OTHER}\n{BEFORE}\noutput\n\n- 2 -\n{AFTER}", ["output", "- 2 -"]),
    (f"{OTHER}\n{BEFORE}\noutput\n\n{AFTER}", ["output"]),
    (f"{OTHER}\nThere\n\n- 2 -\nThere is more to say.", ["There", "- 2 -"]),
    (f"{BEFORE}\n\n6260/3/41\n\n{AFTER}", ["6260/3/41"]),
    (f"{OTHER}\n\nE 4412/117/65\n\n{OTHER[::-1]}", ["E 4412/117/65"]),
    (f"My dear Minister,\n\nQXRDV\n\n{OTHER}", ["QXRDV"]),
    (f"{OTHER}\n\nJWB:KM\n\n{AFTER}", ["JWB:KM"]),
    (f"{OTHER}\n\n(over)\n\n{AFTER}", ["(over)"]),
    (f"{OTHER}\n\nP.T.O.\n\n{AFTER}", ["P.T.O."]),
    (f"{BEFORE}\n\noutput/\n\nou.tput of the northern pits had fallen.", ["output/"]),
    (f"{OTHER}\n\nMuch/\n\nnuch of what {BEFORE} was said.", ["Much/"]),
    (f"{BEFORE}\n\n[over]\n\n{AFTER}", ["[over]"]),
    (f"{BEFORE}\n\n/cont'd\n\n-2-\n\n{AFTER}", ["/cont'd", "-2-"]),
    (f"{BEFORE}\n\nEDR:mls:hw\n\n{AFTER}", ["EDR:mls:hw"]),
    (f"{BEFORE}\n\nRECEIVED MAR 12 1944\n\n{AFTER}", ["RECEIVED MAR 12 1944"]),
    (f"{OTHER}\n\n- 4 -\n\nREGISTERED 15 MAR 1941\n\n{OTHER[::-1]}", ["- 4 -", "REGISTERED 15 MAR 1941"]),
    (f"{BEFORE}\n\nFile with 6253\n\nMr. Eden to see\n\n{AFTER}", ["File with 6253", "Mr. Eden to see"]),
    (f"{BEFORE}\n\nNo. 1234/5\n\n[3]\n\n{AFTER}", ["No. 1234/5", "[3]"]),
    (f"{BEFORE}\n\noutput -\n\n{AFTER}", ["output -"]),
    (f"{BEFORE}\n\noutput\n\n{AFTER}", ["output"]),
    ("On the tenth . /8 the envoy called again and said so.", [" . /8"]),
]
QUIET = [
    f"{OTHER}\n\n2.\n\n{OTHER[::-1]}",
    f"{OTHER}\n\n(a)\n\n{OTHER[::-1]}",
    f"{OTHER}\n\nHull\n\nP.S. I shall write again.",
    f"{OTHER}\n\nJ. STALIN",
    f"{OTHER}\n\nAugust 8, 1944\n\n{OTHER[::-1]}",
    f"Memorandum\n\n23/12/41\n\n{OTHER}",
    f"C.C.S. 654/6\n\n{OTHER}",
    f"{OTHER}\n\nThe engines/pumps are old.\n\n{OTHER[::-1]}",
    "On December 28th/29th it was broadcast at midnight.",
    f"SECRET\n\n{OTHER}",
    f"{OTHER}\nHull\n\nHe said more.",
    f"{OTHER}\n\nHull/\n\nHe said more.",
    f"{BEFORE}\n\nThe Honourable James Ames,\n\nLondon, S.W.\n\n{AFTER}",
    f"{BEFORE} poet says:\n\nThe winter comes\n\n{AFTER.capitalize()}",
    f"The pits are these: the northern,\n\n(1)\n\nthe old ones,\n\n(2)\n\nthe new ones,\n\n(3)\n\nand {AFTER}",
    f"{OTHER}\n\nCOPY\n\n{OTHER}",
    f"{OTHER}\n\nSeen by the Director\n\n{OTHER}",
    f"{OTHER}\n\nb.\n\nBut {AFTER}",
    f"{BEFORE}\n\n[illegible]\n\n{AFTER}",
    f"{OTHER}\n{BEFORE}\nengines\n\nand no more.",
    f"My dear Minister,\n\n{OTHER}",
    "",
    "\x00\n\n\x00",
    "/\n\n/\n\n/",
]


@pytest.mark.parametrize(("text", "expected"), FIRES)
def test_furniture_is_found(make: Make, text: str, expected: list[str]) -> None:
    found = list(detect(make(text)))
    assert [f.sic.rstrip() for f in found] == [e.rstrip() for e in expected]
    assert all(f.readings[0].text.strip() == "" for f in found)


@pytest.mark.parametrize("text", QUIET)
def test_what_looks_like_furniture_stays(make: Make, text: str) -> None:
    assert list(detect(make(text))) == []


def test_the_last_piece_in_a_sentence_takes_the_break_with_it(make: Make) -> None:
    catchword, number = detect(make(f"{BEFORE}\n\noutput/\n\n-2-\n\n{AFTER}"))
    assert (catchword.sic, catchword.readings[0].text) == ("output/", "")
    assert (number.sic, number.readings[0].text) == ("-2-\n\n", " ")


def test_a_running_head_is_learned_from_the_pages_also_misread(make: Make) -> None:
    heads = ["THE COAL QUESTION", "THE COAL QUESTION", "THE COAI QUESTI0N", "THE COAL QUESTION"]
    pages = [f"{head}\n\n-{n}-\n\n{OTHER}" for n, head in enumerate(heads, 2)]
    found = [f.sic for f in detect(make("\n\n".join([OTHER, *pages])))]
    assert [sic for sic in found if "QUEST" in sic] == heads


@pytest.mark.parametrize("form", ["{}.", "({})", "[{}]", "{}", "- {} -"])
def test_numbers_that_count_on_from_page_to_page_are_found(make: Make, form: str) -> None:
    page = f"{AFTER.capitalize()} {OTHER} {OTHER} {OTHER} {BEFORE}"
    numbers = [form.format(number) for number in range(11, 15)]
    text = "\n\n".join([page, *(f"{number}\n\n{AFTER} {page}" for number in numbers)])
    assert [f.sic.strip() for f in detect(make(text))] == numbers


@pytest.mark.parametrize("form", ["{}.", "({})"])
def test_numbers_of_a_list_stay(make: Make, form: str) -> None:
    items = [f"{form.format(number)}\n\n{OTHER} {OTHER} {OTHER} {OTHER}" for number in range(1, 6)]
    assert list(detect(make("\n\n".join([f"{BEFORE} matter rests:", *items])))) == []
