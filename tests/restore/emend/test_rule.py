"""The auto-accept rule, on both sides of each of its thresholds, and what only a witness may change."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Basis, Finding, Kind, Reading
from restore.document import Document
from restore.emend.rule import Rule, applies, guarded
from restore.text.spans import Span
from tests.restore.stand_ins import Language, document

WORDS = [Kind.MISREAD, Kind.NAME, Kind.JOINED, Kind.PUNCT]
INDEPENDENT = [Basis.COPY, Basis.INK, Basis.PARALLEL]
PLAUSIBLE = [Basis.NAME, Basis.LANGUAGE]


def finding(sic: str, kind: Kind = Kind.MISREAD, score: float = 0.6, start: int = 0) -> Finding:
    return Finding(start, start + len(sic), kind, sic, score, "a test")


def reading(p: float, basis: Basis = Basis.LANGUAGE, text: str = "lend") -> Reading:
    return Reading(text, p, basis)


def suspect(sic: str, *, mends: bool = True, known: bool = False, pair: bool = False) -> Any:
    return SimpleNamespace(sic=sic, mends=mends, known=known, pair=pair)


def made(
    sic: str,
    looked_at: Any = None,
    *,
    misread: float = 0.1,
    old: bool = False,
    foreign: bool = False,
    language: Language | None = None,
    names: tuple[str, ...] = (),
) -> Document:
    """Return a document that is one place long, with what is known of it."""
    words = SimpleNamespace(
        suspect_at={} if looked_at is None else {(0, len(sic)): looked_at},
        share_misread=misread,
        old_spelling=old,
        foreign=(Span(0, len(sic)),) if foreign else (),
    )
    return document(sic, language, names, words)


# -- the levels


@pytest.mark.parametrize(
    ("rule", "p", "applied"),
    [
        (Rule.NONE, 1.0, False),
        (Rule.CERTAIN, 0.994, False),
        (Rule.CERTAIN, 0.995, True),
        (Rule.CERTAIN, 1.0, True),
        (Rule.LIKELY, 0.499, False),
        (Rule.LIKELY, 0.5, True),
        (Rule.ALL, 0.0, True),
        (Rule.ALL, 1.0, True),
    ],
)
@pytest.mark.parametrize("kind", [Kind.FURNITURE, Kind.DUPLICATE, Kind.OMISSION, Kind.GARBLE, Kind.SPLIT, Kind.MARKER])
def test_each_rule_has_its_least_probability(rule: Rule, p: float, applied: bool, kind: Kind) -> None:
    sic = "" if kind is Kind.OMISSION else "send"
    basis = Basis.COPY if kind is Kind.SPLIT else Basis.RULE
    assert applies(made(sic), finding(sic, kind), reading(p, basis), rule) is applied


@pytest.mark.parametrize("rule", Rule)
def test_a_repeat_is_never_applied_unseen(rule: Rule) -> None:
    assert not applies(made("send"), finding("send", Kind.REPEAT, 1.0), reading(1.0, Basis.COPY), rule)


@pytest.mark.parametrize(
    ("rule", "p", "applied"),
    [
        (Rule.LIKELY, 0.899, False),
        (Rule.LIKELY, 0.9, True),
        (Rule.CERTAIN, 0.994, False),
        (Rule.CERTAIN, 0.995, True),
        (Rule.ALL, 0.6, True),
    ],
)
def test_a_passage_is_moved_where_that_is_nearly_sure(rule: Rule, p: float, applied: bool) -> None:
    assert applies(made("send"), finding("send", Kind.MISPLACED), reading(p, Basis.RULE, ""), rule) is applied


@given(
    st.sampled_from(Kind),
    st.sampled_from(Basis),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(Rule),
)
def test_a_likelier_reading_is_never_applied_less(
    kind: Kind, basis: Basis, one: float, other: float, rule: Rule
) -> None:
    low, high = sorted((one, other))
    place, text = finding("send", kind, 0.7), made("send", suspect("send"))
    assert applies(text, place, reading(low, basis), rule) <= applies(text, place, reading(high, basis), rule)


# -- likely, without a look at the place


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize(
    ("score", "p", "applied"),
    [
        (0.6, 0.41, True),
        (0.6, 0.4, False),
        (0.5, 0.5, False),
        (0.5, 0.51, True),
        (0.9, 0.31, True),
        (0.9, 0.3, False),
        (1.0, 0.3, False),
        (1.0, 0.31, True),
        (0.2, 0.79, False),
        (0.2, 0.81, True),
    ],
)
def test_likely_wants_a_reading_likelier_than_what_stands(kind: Kind, score: float, p: float, applied: bool) -> None:
    place = finding("send", kind, score)
    assert applies(made("send"), place, reading(p), Rule.LIKELY) is applied
    # what a witness has is not weighed against what the place was looked at for
    looked_at = made("send", suspect("send", mends=False))
    for basis in (*INDEPENDENT, Basis.RULE):
        assert applies(looked_at, place, reading(p, basis), Rule.LIKELY) is applied


@pytest.mark.parametrize("basis", [*INDEPENDENT, Basis.RULE, Basis.LANGUAGE])
@pytest.mark.parametrize(("p", "applied"), [(0.49, False), (0.5, True)])
def test_likely_takes_a_space_that_is_likely(basis: Basis, p: float, applied: bool) -> None:
    place = finding("se nd", Kind.SPACE, 0.99)
    assert applies(made("se nd"), place, reading(p, basis), Rule.LIKELY) is applied


def test_only_likely_asks_what_a_reading_mends() -> None:
    never, always = made("send", suspect("send", mends=False)), made("send", suspect("send"))
    assert applies(never, finding("send"), reading(0.995), Rule.CERTAIN)
    assert applies(never, finding("send"), reading(0.1), Rule.ALL)
    assert not applies(always, finding("send"), reading(0.99), Rule.CERTAIN)
    assert not applies(always, finding("send"), reading(1.0), Rule.NONE)


# -- likely, where the place was looked at


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("basis", PLAUSIBLE)
@pytest.mark.parametrize("p", [0.0, 0.2, 0.69])
def test_a_reading_that_mends_more_than_it_spoils_is_applied(kind: Kind, basis: Basis, p: float) -> None:
    place = finding("send", kind, 0.5)
    assert applies(made("send", suspect("send")), place, reading(p, basis), Rule.LIKELY)
    assert not applies(made("send", suspect("send", mends=False)), place, reading(p, basis), Rule.LIKELY)


@pytest.mark.parametrize(
    ("p", "basis", "old", "foreign", "applied"),
    [
        (0.7, Basis.NAME, False, False, True),
        (0.69, Basis.NAME, False, False, False),
        (0.99, Basis.LANGUAGE, False, False, False),
        (0.99, Basis.NAME, True, False, False),
        (0.99, Basis.NAME, False, True, False),
        (0.99, Basis.NAME, True, True, False),
    ],
)
def test_a_listed_name_is_put_in_where_spelling_is_settled(
    p: float, basis: Basis, old: bool, foreign: bool, applied: bool
) -> None:
    text = made("Helifax", suspect("Helifax", mends=False), old=old, foreign=foreign)
    assert applies(text, finding("Helifax", Kind.NAME), reading(p, basis, "Halifax"), Rule.LIKELY) is applied


@pytest.mark.parametrize(
    ("sic", "pair", "asked"),
    [("se nd", True, True), ("se nd", False, False), ("send ~", True, False), ("~ send", True, False)],
)
def test_of_spaces_only_two_halves_of_a_word_are_asked_what_they_mend(sic: str, pair: bool, asked: bool) -> None:
    place = finding(sic, Kind.SPACE)
    mends, spoils = made(sic, suspect(sic, pair=pair)), made(sic, suspect(sic, mends=False, pair=pair))
    assert applies(mends, place, reading(0.2), Rule.LIKELY) is asked
    assert applies(spoils, place, reading(0.6), Rule.LIKELY) is not asked


@pytest.mark.parametrize("kind", [Kind.SPLIT, Kind.GARBLE, Kind.FURNITURE])
def test_of_other_kinds_it_is_not_asked(kind: Kind) -> None:
    for sic, pair in (("send", False), ("se nd", True)):
        never, always = made(sic, suspect(sic, mends=False, pair=pair)), made(sic, suspect(sic, pair=pair))
        assert applies(never, finding(sic, kind), reading(0.5), Rule.LIKELY)
        assert not applies(always, finding(sic, kind), reading(0.49), Rule.LIKELY)


# -- likely, where the place may be a name that is right


@pytest.mark.parametrize("basis", PLAUSIBLE)
@pytest.mark.parametrize(
    ("misread", "p", "applied"),
    [(0.01, 0.69, False), (0.01, 0.7, True), (0.0099, 0.79, False), (0.0099, 0.8, True), (0.0, 0.79, False)],
)
@pytest.mark.parametrize(("known", "pair"), [(False, False), (True, False), (False, True)])
def test_a_listed_name_stands_unless_the_reading_is_much_likelier(
    basis: Basis, misread: float, p: float, applied: bool, known: bool, pair: bool
) -> None:
    text = made("Tilson", suspect("Tilson", known=known, pair=pair), misread=misread, names=("Tilson",))
    assert applies(text, finding("Tilson"), reading(p, basis, "Wilson"), Rule.LIKELY) is applied


@pytest.mark.parametrize(
    ("misread", "p", "applied"),
    [(0.01, 0.2, True), (0.0099, 0.79, False), (0.0099, 0.8, True)],
)
def test_in_a_clean_text_so_does_what_looks_like_a_name(misread: float, p: float, applied: bool) -> None:
    text = made("Tilson", suspect("Tilson"), misread=misread)
    assert applies(text, finding("Tilson"), reading(p, text="Wilson"), Rule.LIKELY) is applied


@pytest.mark.parametrize(
    ("sic", "known", "pair", "strange", "names"),
    [
        ("tilson", False, False, 3.0, ()),
        ("tilson", False, False, 3.0, ("tilson",)),
        ("Til", False, False, 3.0, ()),
        ("Til5on", False, False, 3.0, ()),
        ("Tilson", True, False, 3.0, ()),
        ("Tilson", False, True, 3.0, ()),
        ("Tilson", False, False, 5.0, ()),
    ],
)
def test_what_does_not_look_like_a_name_is_mended_in_a_clean_text_too(
    sic: str, known: bool, pair: bool, strange: float, names: tuple[str, ...]
) -> None:
    language = Language(strange={"tilson": strange})
    text = made(sic, suspect(sic, known=known, pair=pair), misread=0.0, language=language, names=names)
    assert applies(text, finding(sic), reading(0.2, text="Wilson"), Rule.LIKELY)


# -- certain: what only a witness may change

NEGATIONS = ["no", "not", "nor", "neither", "never", "none", "nothing", "nobody", "nowhere", "without", "cannot"]
NEGATIONS += ["hardly", "didn't", "wouldn't"]
LANGUAGE = Language(
    dict.fromkeys(("embassy", "house", "send", "lend", "treaty"), 9), {"embassy": 0.91, "house": 0.9, "treaty": 0.2}
)


def held(sic: str, text: str, kind: Kind = Kind.MISREAD, names: tuple[str, ...] = ()) -> bool:
    """Return whether a reading waits for the editor though its p is high, and check that a witness lets it through."""
    place, whole = finding(sic, kind), made(sic, language=LANGUAGE, names=names)
    for basis in INDEPENDENT:
        assert applies(whole, place, reading(0.995, basis, text), Rule.CERTAIN)
    waits = guarded(whole, place, reading(1.0, text=text))
    for basis in (*PLAUSIBLE, Basis.RULE):
        assert applies(whole, place, reading(0.995, basis, text), Rule.CERTAIN) is not waits
        assert applies(whole, place, reading(0.995, basis, text), Rule.ALL)
    return waits


KINDS = [Kind.MISREAD, Kind.JOINED, Kind.PUNCT, Kind.SPACE, Kind.GARBLE]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("sic", "text"), [("send", "lend"), ("se nd", "send"), ("House", "Send"), ("Treaty", "treaty")]
)
def test_words_that_are_only_words_are_free(kind: Kind, sic: str, text: str) -> None:
    assert not held(sic, text, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("sic", "text"), [("1941", "send"), ("send", "1941"), ("l9th", "lend"), ("May", "May 1")])
def test_numbers_are_held(kind: Kind, sic: str, text: str) -> None:
    assert held(sic, text, kind)


@pytest.mark.parametrize("word", NEGATIONS)
def test_negations_are_held(word: str) -> None:
    assert held(word, "send") and held("send", word)
    assert held(word.capitalize(), "send") and held("send", f"lend {word}")
    assert held("send", word, Kind.SPACE) and held("send", word, Kind.GARBLE)


@pytest.mark.parametrize("word", ["note", "known", "notes", "month", "noted", "always"])
def test_words_that_only_look_like_negations_are_free(word: str) -> None:
    assert not held(word, "send") and not held("send", word)


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_held(kind: Kind) -> None:
    assert held("Embassy", "send", kind) and held("send", "Embassy", kind)
    assert held("Tilson", "send", kind, ("Tilson",)) and held("send", "the Tilson", kind, ("Tilson",))


def test_a_finding_of_a_name_is_held_whatever_it_says() -> None:
    assert held("send", "lend", Kind.NAME)


@pytest.mark.parametrize(
    ("sic", "names"),
    [("embassy", ()), ("House", ()), ("House", ("House",)), ("Tilson", ()), ("tilson", ("tilson",))],
)
def test_what_is_no_name_as_far_as_one_can_say_is_free(sic: str, names: tuple[str, ...]) -> None:
    assert not held(sic, "send", names=names)


@pytest.mark.parametrize(
    ("sic", "text", "waits"),
    [
        ("Embas-\nsy", "Embassy", False),
        ("no-\nthing", "nothing", False),
        ("19-\n41", "1941", False),
        ("Embas-\nsv", "Embassy", True),
        ("no-\nthlng", "nothing", True),
        ("se-\nnb", "send", False),
    ],
)
def test_a_broken_word_is_held_only_where_letters_are_changed(sic: str, text: str, waits: bool) -> None:
    assert held(sic, text, Kind.SPLIT) is waits


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (*KINDS, Kind.NAME, Kind.SPLIT, Kind.REPEAT)])
def test_what_is_no_reading_of_a_word_is_free(kind: Kind) -> None:
    assert not guarded(made("Embassy", language=LANGUAGE), finding("Embassy", kind), reading(1.0, text="not 1941"))


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("He said “it was send on” there.", True),
        ('He said "it was send on" there.', True),
        ("He said “it was” send on there.", False),
        ('He said "it was" send on there.', False),
        ("He said it was send on there.", False),
        ("“He said it was so.”\n\nIt was send on there.", False),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_quotations_are_held(text: str, waits: bool, kind: Kind) -> None:
    place = finding("send", kind, start=text.index("send"))
    whole = document(text, LANGUAGE)
    assert guarded(whole, place, reading(1.0)) is waits
    assert applies(whole, place, reading(1.0), Rule.CERTAIN) is not waits
    assert applies(whole, place, reading(1.0, Basis.INK), Rule.CERTAIN)
