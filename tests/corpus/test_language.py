from __future__ import annotations

import json
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.language import CLASSES, EDGE, MIXED, NUMBER, UNKNOWN, Language, load
from corpus.language.kneser import estimate, pack
from corpus.language.learn import Book, Limits, learn
from corpus.language.table import HashTable
from corpus.language.text import marks

TEXT = (
    "The Ambassador saw the Minister at the Foreign Office. The Minister told the Ambassador that the note was ready. "
    "He said that the government would send the note to the Ambassador in London on 4 May 1941. "
)
SMALL = Limits(evidence=(1,))


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load()


@pytest.fixture(scope="module")
def small() -> Language:
    return learn([Book("a", TEXT * 3), Book("b", TEXT)], SMALL)


# -- the vocabulary that ships


@pytest.mark.parametrize(
    "word",
    [
        "the", "Ambassador", "honour", "honor", "connexion", "to-day", "Soviet", "Roumania", "Government's", "EMBASSY",
        "stabilising", "stabilizing", "impermissible", "transferences", "unconvincingly",
        "M'Donald", "McDonald", "O'Brien", "Pte", "cwt", "council", "States'", "shewn", "gaol", "o'clock", "I", "a",
    ],
)  # fmt: skip
def test_right_words_are_known(shipped: Language, word: str) -> None:
    assert shipped.known(word)


@pytest.mark.parametrize(
    "word",
    [
        "Seviet",
        "nettor",
        "goverument",
        "tbe",
        "whieh",
        "",
        "'s",
        "tho",
        "againt",
        "helth",
        "brent",
        "inpossible",
        "Irmediately",
        "s'",
        "-",
        "M'",
    ],
)
def test_garbles_are_not(shipped: Language, word: str) -> None:
    assert not shipped.known(word)


def test_case_is_known(shipped: Language) -> None:
    assert shipped.cased("London") > 0.95
    assert shipped.cased("table") < 0.1
    assert shipped.cased("xqzzt") == 0.0


def test_forms_are_sorted_and_counted(shipped: Language) -> None:
    forms = shipped.forms
    assert forms == sorted(forms)
    assert all(count > 0 for _, count in forms)
    assert shipped.count("The") > 100_000
    assert shipped.count("xqzzt") == 0


# -- words in context


def test_the_right_word_is_likelier_in_its_place(shipped: Language) -> None:
    left, right = shipped.ids(["the", "attack"]), shipped.ids(["the", "Soviet"])
    candidates = shipped.ids(["on", "one", "an", "or"])
    scores = shipped.contexts(np.tile(left, (4, 1)), candidates, np.tile(right, (4, 1)))
    assert scores.argmax() == 0


def test_score_prefers_sense(shipped: Language) -> None:
    assert shipped.score(["the", "attack", "on", "the", "front"]) > shipped.score(
        ["tbe", "attack", "on", "the", "front"]
    )
    assert shipped.score(["he", "had", "been"]) > shipped.score(["be", "had", "been"])
    assert shipped.score([]) == 0.0


def test_classes(shipped: Language) -> None:
    assert shipped.ids(["1941", "22d", "", "xqzzt"]).tolist() == [NUMBER, MIXED, EDGE, UNKNOWN]
    assert shipped.id("the") == shipped.id("THE") >= CLASSES
    assert shipped.id("don’t") == shipped.id("don't") >= CLASSES


def test_stream_knows_where_words_stand(shipped: Language) -> None:
    text = "Mr. Eden left. He saw J. F. Dulles at 5 p.m. today!\n\nLondon"
    stream = shipped.stream(text)
    words = [text[a:b] for a, b in zip(stream.starts, stream.ends, strict=True)]
    assert [w for w, i in zip(words, stream.ids, strict=True) if i == EDGE] == [".", "!"]
    assert "".join(w for w in words if w.isalnum()) == "MrEdenleftHesawJFDullesat5pmtodayLondon"


@pytest.mark.parametrize("second", ["the", "of", "ambassador", "xqzzt"])
def test_probabilities_add_up_to_one(small: Language, second: str) -> None:
    size = CLASSES + len(small.words)
    third = np.arange(size)
    for first in ("told", "", "saw"):
        context = np.tile(small.ids([first, second]), (size, 1))
        total = np.exp(small.logp(np.column_stack([context, third]).astype(np.int32))).sum()
        assert total == pytest.approx(1, abs=0.05)  # what rounding to 256 levels costs


def test_pruned_models_still_add_up() -> None:
    rng = np.random.default_rng(3)
    ids = rng.zipf(1.6, 4000).clip(max=40).astype(np.int32)
    model = estimate(ids, 41, 150, 200)
    assert len(model.keys3) <= 200
    pairs = dict(zip(model.keys2.tolist(), zip(model.bigram, model.back2, strict=True), strict=True))
    triples = dict(zip(model.keys3.tolist(), model.trigram, strict=True))

    def key(*ids: int) -> int:
        return int(pack(*(np.array([i]) for i in ids))[0])

    def p2(b: int, c: int) -> float:
        got = pairs.get(key(b, c))
        return float(np.exp(got[0] if got else model.unigram[c] + model.back1[b]))

    def p3(a: int, b: int, c: int) -> float:
        got = triples.get(key(a, b, c))
        weight = np.exp(pairs[key(a, b)][1]) if key(a, b) in pairs else 1.0
        return float(np.exp(got)) if got is not None else float(weight) * p2(b, c)

    for a, b in [(2, 3), (1, 1), (5, 2), (40, 40)]:
        assert sum(p3(a, b, c) for c in range(41)) == pytest.approx(1, abs=1e-6)


# -- letters


def test_garbles_are_odd(shipped: Language) -> None:
    assert shipped.oddity("ambassadorial") < 3.5 < shipped.oddity("xqzzt")
    assert shipped.spell("nation") > shipped.spell("nxtqon")


def test_words_together_or_one_by_one(shipped: Language) -> None:
    words = ["the", "nettor", "Übermaß", "x" * 60, "1oth", "Łódź", "Ελλάς", "ßß"]
    together = shipped.spellings(words)
    assert together.tolist() == pytest.approx([shipped.spell(word) for word in words])
    assert len(shipped.spellings([])) == len(shipped.oddities([])) == 0


@settings(max_examples=60)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_no_word_is_too_strange(shipped: Language, words: list[str]) -> None:
    assert len(shipped.ids(words)) == len(shipped.spellings(words)) == len(words)
    assert np.isfinite(shipped.score(words))
    for word in words:
        shipped.known(word), shipped.cased(word)


# -- learning


def test_a_word_of_one_book_is_not_learned() -> None:
    books = [Book("a", "we hed the note " * 40), Book("b", "we had the note " * 5), Book("c", "we had the note")]
    language = learn(books, Limits(evidence=(2,)))
    assert language.known("had") and language.known("note")
    assert not language.known("hed")


def test_dialect_needs_more_novels() -> None:
    novels = [Book(str(n), "and he sez the horse is mine", trust=0.5) for n in range(2)]
    language = learn([*novels, Book("c", "the horse is mine")], Limits(evidence=(1.5,)))
    assert language.known("horse")
    assert not language.known("sez")


def test_no_book_gives_more_than_its_share() -> None:
    books = [Book("a", "embargo " * 500 + "note " * 500), *(Book(str(n), "note embargo " * 2) for n in range(9))]
    assert learn(books, SMALL).count("embargo") < 520


def test_saved_and_mapped_are_the_same(small: Language, tmp_path) -> None:
    small.save(tmp_path, {})
    back = load(tmp_path)
    assert back.forms == small.forms
    rows = np.array([[random.Random(n).randrange(len(small.words)) for _ in range(3)] for n in range(50)], np.int32)
    assert back.logp(rows).tolist() == small.logp(rows).tolist()
    assert back.spell("note") == small.spell("note")


@pytest.mark.parametrize("text", ["", "   \n", "1941 1942 …"])
def test_nothing_to_learn_from(text: str) -> None:
    with pytest.raises(SourceError, match="longer texts"):
        learn([Book("a", text)], SMALL)


def test_damaged_models_are_said_so(small: Language, tmp_path) -> None:
    with pytest.raises(SourceError, match="learn"):
        load(tmp_path / "none")
    small.save(tmp_path / "a", {})
    (tmp_path / "a" / "counts.npy").write_bytes(b"no")
    with pytest.raises(SourceError, match="counts"):
        load(tmp_path / "a")
    small.save(tmp_path / "b", {})
    (tmp_path / "b" / "about.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(SourceError, match="version"):
        load(tmp_path / "b")
    small.save(tmp_path / "c", {})
    (tmp_path / "c" / "words.txt").write_text("a\nb")
    with pytest.raises(SourceError, match="damaged"):
        load(tmp_path / "c")


# -- the pieces


@given(st.sets(st.integers(0, 2**63 - 1), max_size=300))
def test_a_table_finds_what_is_in_it(keys: set[int]) -> None:
    stored = np.array(sorted(keys), np.uint64)
    table, order = HashTable.build(stored)
    found = table.find(stored[order])
    assert (found >= 0).all()
    assert np.count_nonzero(found != np.arange(len(keys))) <= 2  # two keys may share bucket and tag


def test_a_table_seldom_finds_what_is_not_in_it() -> None:
    keys = np.arange(100_000, dtype=np.uint64)
    table, _ = HashTable.build(keys)
    assert (table.find(keys + np.uint64(10**9)) >= 0).mean() < 0.001
    assert table.find(np.zeros(0, np.uint64)).tolist() == []
    assert HashTable.empty().find(keys[:3]).tolist() == [-1, -1, -1]


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("He left. She stayed.", 2),
        ("No. 5 of Mr. Eden and Col. House", 0),
        ("J. F. Dulles", 0),
        ("Why?! No...\n\nYes.", 3),
        ("3.14 and U.S.S.R. forces", 0),
        ("", 0),
        (". . .", 0),
    ],
)
def test_edges_of_sentences(text: str, edges: int) -> None:
    assert sum(not word for word, _, _ in marks(text)) == edges
