"""Candidates: the true word is among them, for light and for heavy misreadings."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.language import load
from restore.words.channel import shipped
from restore.words.own_names import OwnNames
from restore.words.segmentation import Segmenter
from restore.words.vocabulary import Lexicon, rarity, undone

LANGUAGE = load()
LEXICON = Lexicon(LANGUAGE.words, LANGUAGE.counts)
CHANNEL = shipped().channel(0.04)
LATTICE = Segmenter(LANGUAGE.words, LANGUAGE.counts)


@pytest.mark.parametrize(
    ("read", "truth"),
    [
        ("wbicb", "which"),
        ("moming", "morning"),
        ("govermnent", "government"),
        ("liave", "have"),
        ("llie", "the"),
        ("oircnmstanccs", "circumstances"),
        ("Bhooters", "shooters"),
        ("agi-eement", "agreement"),
        ("Hke", "like"),
        ("Mdes", "miles"),
        ("tlie", "the"),
        ("hnd", "had"),
    ],
)
def test_the_truth_is_near(read: str, truth: str) -> None:
    assert truth in LEXICON.near([read], CHANNEL)[read]


def test_number_of_candidates_is_held() -> None:
    assert all(len(found) <= 60 for found in LEXICON.near(["tbe", "xqzz", "a" * 30], CHANNEL, 30).values())


def test_no_words_no_candidates() -> None:
    assert Lexicon([], np.zeros(0, np.uint32)).near(["tho"], CHANNEL) == {"tho": []}


def test_frequency_counts_for_more_in_a_short_reading() -> None:
    often, seldom = 100_000, 20
    assert rarity(often, 3) - rarity(seldom, 3) < rarity(often, 12) - rarity(seldom, 12) < 0


@pytest.mark.parametrize(
    ("run", "truth"),
    [
        ("ofthc", "of the"),
        ("onsatrday", "on saturday"),
        ("thewvifeof", "the wife of"),
        ("teohuicalobjections", "technical objections"),
        ("request'of", "request of"),
    ],
)
def test_joined_words_are_parted(run: str, truth: str) -> None:
    assert tuple(truth.split()) in LATTICE.ways([run], CHANNEL)[run]


@pytest.mark.parametrize("run", ["", "q", "xqzzkjw", "1234567", "---"])
def test_a_run_may_be_no_row_of_words(run: str) -> None:
    assert all(len(row) > 1 for row in LATTICE.ways([run], CHANNEL)[run])


def test_undone_gives_known_words_only() -> None:
    assert undone("bave", {"b": ["h", "x"]}, {"have": 1}) == ["have"]


def test_the_documents_own_names_are_candidates() -> None:
    names = OwnNames(["Pantepec", "Pantepec", "Paitepoc", "Zyx", "pantepec"])
    assert names.near("Paitepoc") == ["Pantepec"]
    assert names.near("Pantepec") == []
    assert not OwnNames(["Pantepec", "Paitepoc"])
