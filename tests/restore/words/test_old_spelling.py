"""Old spellings are told from misread words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule
from restore.words.old_spelling import AGED, aged, respelt, same, skeleton, unsettled

Make = Callable[[str], Document]
GENESIS = """
In the beginning God created the Heauen, and the Earth. And the earth was without forme, and voyd, and darkenesse was
vpon the face of the deepe: and the Spirit of God mooued vpon the face of the waters. And God said, Let there be light:
and there was light. And God saw the light, that it was good: and God diuided the light from the darkenesse. And God
called the light, Day, and the darknesse he called Night: and the euening and the morning were the first day.
"""
TALE = """
I present thee here with a plaine tale of a merrie fellowe that dwelt in the countrey, who beeing sore troubled with
the wickednesse of his neighbours, sayd to his wife, Wife, wee have lived heere these twentie yeeres, and have gotten
nothing but ill will for our paines: let us therefore sell the house and the lande, and goe dwell in some other towne
where no bodie knoweth us. Hold thy peace, foolish woman, quoth he, for I have a trusty friend in the citie.
"""
FAERIE = """
A Gentle Knight was pricking on the plaine, Ycladd in mightie armes and silver shielde, Wherein old dints of deepe
woundes did remaine, The cruell markes of many a bloody fielde; Yet armes till that time did he never wield: His angry
steede did chide his foming bitt, As much disdayning to the curbe to yield: Full jolly knight he seemd, and faire did
sitt, As one for knightly giusts and fierce encounters fitt.
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [("againe", "again"), ("himselfe", "himself"), ("iudge", "judge"), ("raysed", "raised"), ("businesse", "business"),
     ("look'd", "looked"), ("almightie", "almighty"), ("stoode", "stood")],
)  # fmt: skip
def test_old_spellings(old: str, new: str) -> None:
    assert same(old, new)


@pytest.mark.parametrize(
    ("read", "truth"), [("tho", "the"), ("wbich", "which"), ("govemment", "government"), ("liave", "have")]
)  # fmt: skip
def test_misreadings_are_none(read: str, truth: str) -> None:
    assert not same(read, truth)


def test_habits_work_both_ways() -> None:
    assert "again" in respelt("againe")
    assert "againe" in unsettled("again")


@pytest.mark.parametrize(
    ("old", "new"),
    [("darkenesse", "darkness"), ("reioyced", "rejoiced"), ("escapt", "escaped"), ("cattell", "cattle"),
     ("sommer", "summer"), ("yeeres", "years"), ("musicke", "music"), ("ouerthrow", "overthrow"), ("citie", "city"),
     ("remembred", "remembered"), ("gratious", "gracious"), ("sonne", "son")],
)  # fmt: skip
def test_one_word_is_left_when_every_freedom_is_taken_away(old: str, new: str) -> None:
    assert skeleton(old) == skeleton(new)


@pytest.mark.parametrize(
    ("read", "truth"), [("tbe", "the"), ("wbich", "which"), ("deviU", "devil"), ("tlie", "the"), ("modem", "modern")]
)
def test_a_misreading_is_no_freedom(read: str, truth: str) -> None:
    assert skeleton(read) != skeleton(truth)


@pytest.mark.parametrize(("explained", "unknown", "markers"), [(6, 8, 0), (4, 4, 0), (5, 9, 4), (200, 500, 0)])
def test_a_text_is_old_where_most_unknown_words_are(explained: int, unknown: int, markers: int) -> None:
    assert aged(explained, unknown, markers) > AGED


@pytest.mark.parametrize(
    ("explained", "unknown", "markers"), [(0, 0, 0), (1, 1, 2), (0, 0, 9), (3, 30, 0), (99, 3530, 9)]
)
def test_a_text_is_not_old_by_a_few(explained: int, unknown: int, markers: int) -> None:
    assert aged(explained, unknown, markers) < AGED


def changes(document: Document) -> list[tuple[str, str]]:
    return [(one.finding.sic, one.best.text) for one in emend(document, Rule.LIKELY) if one.auto and one.best]


SONG = (
    TALE
    + """
Th'oppressors wrong, the proude mans contumely, The pangs of despiz'd loue, the lawes delay, The insolence of office,
and the spurnes That patient merrit of the vnworthy takes; be it so, for hee that will be content may be so still.
"""
)


@pytest.mark.parametrize("text", [GENESIS, TALE, FAERIE, SONG], ids=["1611", "tale", "1590", "1604"])
def test_old_spelling_stands(make: Make, text: str) -> None:
    assert changes(make(text)) == []


def test_a_misread_word_among_old_ones_is_mended(make: Make) -> None:
    assert ("tbis", "this") in changes(make(TALE + "And tbis was the end of it, for tlie beggar went away."))


def test_one_old_word_makes_no_old_text(make: Make, letter: str) -> None:
    document = make(letter.replace("the output", "the outputt", 1).replace("answered", "answcred", 1))
    assert ("answcred", "answered") in changes(document)


@pytest.mark.parametrize(("read", "truth"), [("DeviU", "Devill"), ("feUowes", "fellowes"), ("bimselfe", "himselfe")])
def test_a_garbled_word_is_mended_to_the_spelling_of_the_text(make: Make, read: str, truth: str) -> None:
    document = make(f"{TALE} Then came {read} to the gate, and all the people were afeard of what they sawe.")
    assert (read, truth) in changes(document)


def test_a_garbled_word_of_a_modern_text_is_mended_to_settled_spelling(make: Make, letter: str) -> None:
    document = make(letter.replace("The owners", "The feUowes", 1))
    assert ("feUowes", "fellowes") not in changes(document)
