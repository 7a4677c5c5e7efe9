"""Words that lost the space between them are found; names and words that are written so stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Kind
from restore.detect.joined import detect
from restore.document import Document
from tests.restore.stand_ins import Language, document

Make = Callable[[str], Document]

FIRES = [
    ("He went to the SovietUnion in May.", "SovietUnion", ("Soviet-Union", "Soviet Union")),
    ("The KishinevLvov line was lost.", "KishinevLvov", ("Kishinev-Lvov", "Kishinev Lvov")),
    ("They met on theGovernment side.", "theGovernment", ("the Government", "the-Government")),
    ("He spoke ofthe matter.", "ofthe", ("of the",)),
    ("It was left withthe committee.", "withthe", ("with the",)),
    ("The Governmentof the day fell.", "Governmentof", ("Government of",)),
    ("The letters are inpart lost.", "inpart", ("in part",)),
]
QUIET = [
    "Mr. McGregor and General MacDonald saw the DeGaulle papers at LaGuardia.",
    "The ofthe-matter line, GovernmentAgreement's end and the vonSomething-else stand.",
    "Therefore he is without another whereupon nobody was overcome.",
    "The treaty was signed in Washington by the Secretary of State.",
]


@pytest.mark.parametrize(("text", "sic", "readings"), FIRES)
def test_finds(make: Make, text: str, sic: str, readings: tuple[str, ...]) -> None:
    (found,) = detect(make(text))
    assert (found.start, found.sic, found.kind, found.score) == (text.index(sic), sic, Kind.JOINED, 0.85)
    assert tuple((reading.text, reading.p) for reading in found.readings) == tuple(
        zip(readings, (0.85, 0.1), strict=False)
    )


@pytest.mark.parametrize("text", QUIET)
def test_leaves_alone(make: Make, text: str) -> None:
    assert list(detect(make(text))) == []


def sics(text: str, names: tuple[str, ...] = (), **counts: int) -> list[tuple[str, str]]:
    found = detect(document(text, Language(counts), names))
    return [(finding.sic, finding.readings[0].text) for finding in found]


# -- a capital inside


PREFIXES = ["Mc", "Mac", "Fitz", "De", "Du", "La", "Le", "Van", "Von", "Di", "Del", "St", "Des", "Ter", "Ten"]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_prefix_of_names_is_no_word_of_its_own(prefix: str) -> None:
    assert sics(f"by {prefix}House here", **{prefix.casefold(): 9, "house": 9}) == []


@pytest.mark.parametrize(
    ("names", "counts"),
    [((), ("oil", "house")), (("Oil",), ("house",)), (("House",), ("oil",)), (("Oil", "House"), ())],
)
def test_either_part_may_be_a_word_or_a_name(names: tuple[str, ...], counts: tuple[str, ...]) -> None:
    assert sics("an OilHouse here", names, **dict.fromkeys(counts, 1)) == [("OilHouse", "Oil-House")]


@pytest.mark.parametrize(
    ("names", "counts"),
    [
        ((), ("oil",)),
        ((), ("house",)),
        (("Oil",), ()),
        (("OilHouse",), ("oil", "house")),
        ((), ("oil", "house", "oilhouse")),
    ],
)
def test_part_of_a_word_is_not_enough_and_a_word_known_whole_stands(
    names: tuple[str, ...], counts: tuple[str, ...]
) -> None:
    assert sics("an OilHouse here", names, **dict.fromkeys(counts, 1)) == []


def test_what_the_text_writes_three_times_it_means() -> None:
    known = {"oil": 1, "house": 1}
    assert len(sics("OilHouse and OilHouse", **known)) == 2
    assert sics("OilHouse and OilHouse and oilhouse", **known) == []


def test_after_a_prefix_the_others_are_still_found() -> None:
    known = {"oil": 1, "house": 1, "mac": 1}
    assert sics("MacHouse and OilHouse", **known) == [("OilHouse", "Oil-House")]


# -- small letters


@pytest.mark.parametrize(
    ("text", "reading"),
    [("ofpeas", "of peas"), ("Ofpeas", "Of peas"), ("peasof", "peas of"), ("Peasof", "Peas of"), ("ofits", "of its")],
)
def test_a_particle_and_a_common_word(text: str, reading: str) -> None:
    assert sics(f"a {text} b", of=9_000, peas=9_000, its=9_000) == [(text, reading)]


@pytest.mark.parametrize(("of", "peas", "found"), [(3_000, 3_000, 1), (3_000, 2_999, 0), (2_999, 3_000, 0)])
def test_both_parts_are_common(of: int, peas: int, found: int) -> None:
    assert len(sics("a bag ofpeas here", of=of, peas=peas)) == found


@pytest.mark.parametrize(
    ("text", "names", "counts"),
    [
        ("greenpeas", (), ("green", "peas")),
        ("ofpeas", (), ("of", "peas", "ofpeas")),
        ("ofpeas", ("ofpeas",), ("of", "peas")),
        ("ofpeas", (), ("of",)),
        ("apeas", (), ("a", "peas")),
        ("peasi", (), ("peas", "i")),
        ("ofit", (), ("of", "it")),
        ("ofpeas-bag", (), ("of", "peas")),
        ("bag-ofpeas", (), ("of", "peas")),
        ("ofpeas’s", (), ("of", "peas")),
        ("of peas", (), ("of", "peas")),
        ("OFPEAS", (), ("of", "peas")),
    ],
)
def test_words_that_stand(text: str, names: tuple[str, ...], counts: tuple[str, ...]) -> None:
    assert sics(text, names, **dict.fromkeys(counts, 9_000)) == []


@pytest.mark.parametrize(
    ("counts", "reading"),
    [
        ({"to": 9_000, "beat": 4_000, "tobe": 5_000, "at": 9_000}, "tobe at"),
        ({"to": 9_000, "beat": 5_000, "tobe": 4_000, "at": 9_000}, "to beat"),
        ({"to": 5_000, "beat": 9_000, "tobe": 9_000, "at": 4_000}, "to beat"),
        ({"to": 5_000, "beat": 9_000, "tobe": 9_000, "at": 5_000}, "to beat"),
    ],
)
def test_of_two_cuts_the_one_with_the_commoner_parts(counts: dict[str, int], reading: str) -> None:
    assert sics("tobeat", **counts) == [("tobeat", reading)]


def test_each_occurrence_is_pointed_at_and_other_unknown_words_are_not() -> None:
    found = sics("ofpeas, xyzzyx, ofpeas", of=9_000, peas=9_000)
    assert found == [("ofpeas", "of peas")] * 2


WORDS = ("of", "the", "with", "peas", "house", "bread")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.data())
def test_only_what_is_joined_is_found_and_its_reading_is_what_was_there(words: list[str], data: st.DataObject) -> None:
    counts = dict.fromkeys(WORDS, 9_000)
    text = " ".join(words)
    assert sics(text, **counts) == []
    place = data.draw(st.integers(0, len(words)))
    joined = " ".join([*words[:place], "thebread", *words[place:]])
    assert sics(joined, **counts) == [("thebread", "the bread")]
