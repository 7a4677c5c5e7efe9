"""Misread words are found and read right; what is right, rare or of its time is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.detect.misread import detect
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule

Make = Callable[[str], Document]

FIRES = [
    ("The committee met twice this week and heard the dircctor of the mines.", "dircctor", "director"),
    ("He wrote that the Govermnent would not agree to the proposal.", "Govermnent", "Government"),
    ("They will send the instruclions to the Embassy in the morning.", "instruclions", "instructions"),
    ("I have the honour to report that the negoliations were resumed.", "negoliations", "negotiations"),
    ("The Minister said that be wbuld consider the matter at once.", "wbuld", "would"),
    ("It was agreed that the trcops should be withdrawn before winter.", "trcops", "troops"),
    ("The Ambassador informed me that the po1icy had not changed.", "po1icy", "policy"),
    ("The Soviet Govern«ent has not yet answered our note.", "Govern«ent", "Government"),
    ("He could not nnd the letter which the Minister had sent him.", "nnd", "find"),
    ("The treaty was nnished in the spring of the next year.", "nnished", "finished"),
    ("I hâve no doubt that the Government will agree to it.", "hâve", "have"),
]
QUIET = [
    "# **Original Language:**\n\nEnglish\n\n#### **Contents:**\n\nTranscript of the *conversation* - <b>English</b>",
    "I recognise the honour, and shall endeavour to be worthy of the centre which he organises.",
    "Mr. Litvinoff and M. Molotov dined with General Chiang at Chungking.",
    "On the 3rd inst. at 5 a.m., by order of H.M.S. Ajax, 1,200 tons were landed at a cost of £14 3s. 6d.",
    "He spoke of to-day and to-morrow, of the connexion between Roumania and Jugoslavia.",
    "See No. 308, July 4, 1945, and telegram 6253/14/41 of the U.S.S.R. Embassy.",
    "General Okulicki's men met those of Orlemański near Osnabrück¹ and Simferopol,² and so at Vladikavkaz.",
    "Then came he downe againe with his wife, and stoode by himselfe at the doore, verie merry of minde.",
    "The practitioner met the Presi\ndent, who had commenced the transac\ntions with irrespon\nsible haste.",
    'He wrote, "Voroshilenko who was present spoke of the "kultusgemeinde" with warmth."',
    "He pray'd and throng'd with them to Heav'n; the gen'ral long'd for it in his rôle at the fête.",
    "There was ne'er a lad in all the country that went so far, and o'er the hills he came.",
    "The wall was 42ft long and 6in thick; they paid 10l. for it, 90c in coin, and left at 2pm with 20lbs of lead.",
    "Timoshenko, Voroshilov and Budyenny were present; Zhukov was not.",
]


@pytest.mark.parametrize(("text", "sic", "corr"), FIRES)
def test_finds_and_reads(make: Make, text: str, sic: str, corr: str) -> None:
    found = {e.finding.sic: e for e in emend(make(text), Rule.LIKELY)}
    assert sic in found
    assert found[sic].best is not None and found[sic].best.text == corr


@pytest.mark.parametrize("text", QUIET)
def test_leaves_alone(make: Make, text: str) -> None:
    assert [(f.sic, f.reason) for f in detect(make(text))] == []


@pytest.mark.parametrize("sic", ["Pin@wá", "l\\«re", "Cowmollt»", "y*Bied"])
def test_points_at_strange_marks_also_where_nothing_is_likely(make: Make, sic: str) -> None:
    assert sic in [f.sic for f in detect(make(f"The Minister said that the {sic} would be considered at once."))]


def test_a_letter_without_faults_has_none(make: Make, letter: str) -> None:
    assert [f.sic for f in detect(make(letter))] == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "....", "«»«»", "\x00\x1b]52;c;", "𝔊𝔬𝔳", "a" * 5000, "- " * 500])
def test_odd_input(make: Make, text: str) -> None:
    document = make(text)
    for finding in detect(document):
        assert text[finding.start : finding.end] == finding.sic
