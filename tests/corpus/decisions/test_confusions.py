"""What a reading changes, told so that like errors have one name."""

import pytest

from corpus.decisions.confusions import confusion, likeness
from corpus.records import Basis, Emendation, Finding, Kind, Reading


@pytest.mark.parametrize(
    ("sic", "text", "name"),
    [
        ("Seviet", "Soviet", "e→o"),
        ("modem", "modern", "m→rn"),
        ("Govornment", "Government", "o→e"),
        ("to day", "to-day", " →-"),
        ("allthe", "all the", "→ "),
        ("tthe", "the", "t→"),
        ("I", "l", "I→l"),
        # no confusion of letters
        ("nettor", "attack", ""),
        ("speakes plecement", "enemies piecemeal", ""),
        ("same", "same", ""),
        ("gone", "", ""),
        ("ab", "xy", ""),
        ("\n\n", " ", ""),
    ],
)
def test_confusion(sic, text, name):
    assert confusion(sic, text) == name


def asks(sic, text, start=0, kind=Kind.MISREAD, **more):
    finding = Finding(start, start + len(sic), kind, sic, 0.9, "", **more)
    return likeness(Emendation(finding, (Reading(text, 0.9, Basis.COPY),)))


def test_likeness_is_the_question_not_the_place():
    assert asks("Seviet", "Soviet") == asks("Seviet", "Soviet", start=40) != ""
    assert len({asks("Seviet", "Soviet"), asks("Seviet", "Seviot"), asks("Sevret", "Soviet")}) == 3
    assert asks("Seviet", "Soviet") != asks("Seviet", "Soviet", kind=Kind.NAME)
    assert asks("a page", "", kind=Kind.DUPLICATE, partner=(0, 6)) == ""
    assert likeness(Emendation(Finding(0, 1, Kind.MISREAD, "x", 0.5, ""))) == ""
