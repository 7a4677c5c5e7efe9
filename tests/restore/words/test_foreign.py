"""Passages in other languages are told from English, and nothing English is put into them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule

Make = Callable[[str], Document]
PASSAGES = {
    "German": "Es war einmal eine alte Geis, die hatte sieben junge Geislein, und hatte sie lieb, wie eine Mutter ihre "
    "Kinder lieb hat. Eines Tages wollte sie in den Wald gehen und Futter holen.",
    "Luther": "Am Anfang schuff Gott Himel vnd Erden. Vnd die Erde war wüst vnd leer, vnd es war finster auff der "
    "Tieffe, vnd der Geist Gottes schwebet auff dem Wasser.",
    "Low German": "De dach was schone, dat weder klar. Nobel, de konnynck van allen deren, held hoff unde let den "
    "uthkreyeren syn lant dorch over al. Dar quemen vele heren myt grotem schal.",
    "Latin": "Pater noster, qui es in caelis, sanctificetur nomen tuum, adveniat regnum tuum, fiat voluntas tua, sicut "
    "in caelo et in terra. Panem nostrum quotidianum da nobis hodie.",
    "French": "Le bon sens est la chose du monde la mieux partagée; car chacun pense en être si bien pourvu, que ceux "
    "même qui sont les plus difficiles à contenter en toute autre chose.",
    "Spanish": "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo "
    "de los de lanza en astillero, adarga antigua, rocín flaco y galgo corredor.",
    "Italian": "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura, che la diritta via era smarrita. "
    "Ahi quanto a dir qual era è cosa dura questa selva selvaggia.",
}


@pytest.mark.parametrize("language", PASSAGES)
def test_a_passage_is_found_within_english_and_stands(make: Make, letter: str, language: str) -> None:
    passage = PASSAGES[language]
    opening, *rest = letter.split("\n\n")
    document = make("\n\n".join([opening, passage, *rest]))
    inside = "".join(span.text_of(document.text.string) for span in document.words.foreign)
    assert len(inside) > 0.8 * len(passage)
    assert passage in establish(document)


def test_english_is_no_foreign_passage(make: Make, letter: str) -> None:
    names = (
        "The Comte de la Tour met Baron von der Goltz at the Rio de la Plata; he had come by way of San Juan del Sur."
    )
    assert make(letter).words.foreign == make(names).words.foreign == ()


def test_english_around_a_passage_is_mended(make: Make, letter: str) -> None:
    text = letter.replace("the northern pits", "tbe northern pits", 1) + "\n\n" + PASSAGES["Latin"]
    assert "the northern pits" in establish(make(text))


def establish(document: Document) -> str:
    """Return the text as ``likely`` corrects it."""
    text = document.text.string
    for one in reversed([one for one in emend(document, Rule.LIKELY) if one.auto and one.best]):
        text = text[: one.finding.start] + (one.best.text if one.best else "") + text[one.finding.end :]
    return text
