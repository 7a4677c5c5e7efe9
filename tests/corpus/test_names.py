from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import OutputError, SourceError
from corpus.names import Authority, NameEntry, load
from corpus.names.garble import distance
from corpus.names.index import Index, parts, plain
from corpus.names.lists import add, from_csv, from_tei, lists, own_list, read, to_csv, to_tei


@pytest.fixture(scope="module")
def names() -> Authority:
    return load()


# -- right as they stand


@pytest.mark.parametrize(
    "word",
    [
        "Welles", "Acheson", "Atcheson", "Churchill", "HALIFAX", "Litvinoff", "Litvinov", "Roumania", "Rumania",
        "Vishinsky", "Angora", "Peiping", "Molotov’s", "Dulles'", "McCloy", "O’Connor", "Anglo-Egyptian", "NATO",
        "Chiang", "Kai-shek", "King", "von",
    ],
)  # fmt: skip
def test_names_right_as_they_stand(names: Authority, word: str) -> None:
    assert names.knows(word)


@pytest.mark.parametrize("word", ["Wellos", "Churchiil", "Molotoy", "welles", "Nato", "", "'", "the", "Summor"])
def test_garbles_and_small_letters_are_not(names: Authority, word: str) -> None:
    assert not names.knows(word)


@pytest.mark.parametrize(
    "name",
    ["Acheson", "George Atcheson", "Litvinoff", "Dean Acheson", "Sumner Welles", "Halifax", "T. V. Soong", "Mr. Eden"],
)
def test_a_right_name_is_its_own_best_match(names: Authority, name: str) -> None:
    best = names.lookup(name)[0]
    assert best.form == name
    assert best.p > 0.9


def test_two_people_stay_two(names: Authority) -> None:
    assert names.lookup("Acheson", before="Mr. ")[0].entry.name.startswith("Acheson, Dean")
    assert names.lookup("George Atcheson")[0].entry.name.startswith("Atcheson, George")


@pytest.mark.parametrize("name", ["Roumania", "Angora", "Vishinsky", "Moukden"])
def test_period_variants_are_not_changed(names: Authority, name: str) -> None:
    assert all(match.form == name or match.p < 0.5 for match in names.lookup(name))


# -- garbled names


@pytest.mark.parametrize(
    ("garbled", "before", "after", "right"),
    [
        ("Summer Welles", "", ", Under Secretary of State", "Sumner Welles"),
        ("Churchi1l", "Mr. ", "", "Churchill"),
        ("Molotoy", "", ", People's Commissar for Foreign Affairs", "Molotov"),
        ("John Foster Dullos", "", "", "John Foster Dulles"),
        ("HARRINAN", "AMBASSADOR ", "", "HARRIMAN"),
        ("Chiang Kai-shok", "", "", "Chiang Kai-shek"),
    ],
)
def test_garbled_names_are_found(names: Authority, garbled: str, before: str, after: str, right: str) -> None:
    best = names.lookup(garbled, before, after)[0]
    assert best.form == right
    assert best.p > 0.5


def test_evidence_names_the_office(names: Authority) -> None:
    match = names.lookup("Summer Welles", after=", Under Secretary of State")[0]
    assert "Welles" in match.evidence
    assert "Under Secretary of State" in match.evidence


@pytest.mark.parametrize("word", ["", "   ", "...", "J.", "Zxqvwkj", "12"])
def test_nothing_is_found_for_nothing(names: Authority, word: str) -> None:
    assert names.lookup(word) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_looked_up(names: Authority, name: str, around: str) -> None:
    matches = names.lookup(name, around, around, 1941)
    assert all(0 <= match.p <= 1 for match in matches)
    assert sum(match.p for match in matches) <= 1.001
    names.knows(name)


def test_the_year_decides_between_generations() -> None:
    old = NameEntry("a", "person", "Smith, Adam", since=1850, until=1890)
    new = NameEntry("b", "person", "Smyth, Adam", since=1920, until=1960)
    names = Authority((Index.build([old, new]),))
    assert names.lookup("Smxth", year=1941)[0].entry.id == "b"
    assert names.lookup("Smxth", year=1870)[0].entry.id == "a"


# -- search and forms


def test_search_is_by_all_words_and_their_beginnings(names: Authority) -> None:
    assert any(entry.name.startswith("Acheson, Dean") for entry in names.search("dean ach"))
    assert names.search("secretary hull")[0].name == "Hull, Cordell"
    assert names.search("Prince of Wales")[0].name == "Prince of Wales"
    assert names.search("") == []
    assert names.search("zzzz") == []


def test_forms_say_how_many_bear_them(names: Authority) -> None:
    forms = {form.text: form for form in names.forms()}
    assert forms["Smith"].bearers > 5
    assert forms["Churchill"].weight > forms["Churchill"].bearers
    assert len(names.forms()) > 15_000


def test_similar_words_cheapest_first(names: Authority) -> None:
    found = names.similar("Wellos")
    assert found[0][0].text in ("Welles", "Wells")
    assert [price for _, price in found] == sorted(price for _, price in found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Burke, Admiral Arleigh A.", ["Burke", "Arleigh"]),
        ("King, Mackenzie", ["King", "Mackenzie"]),
        ("Ngo Dinh Nhu, Madame", ["Ngo", "Dinh", "Nhu"]),
        ("Abd al-Hadi, Awni", ["Abd", "Hadi", "Awni"]),
        ("Chiang Kai-shek", ["Chiang", "Kai", "shek"]),
        ("van Kleffens, Eelco", ["Kleffens", "Eelco"]),
    ],
)
def test_words_that_tell_who_it_is(name: str, words: list[str]) -> None:
    assert parts(name) == words


@pytest.mark.parametrize(("word", "form"), [("Mihajlović", "mihajlovic"), ("Łódź", "lodz"), ("O’Neill", "o'neill")])
def test_accents_do_not_part_names(word: str, form: str) -> None:
    assert plain(word) == form


def test_confused_letters_are_cheap() -> None:
    assert distance("wellos", "welles") < distance("wellxs", "welles")
    assert distance("modem", "modern") < 1
    assert distance("welles", "welles") == 0
    assert distance("abcdef", "uvwxyz", limit=2) == 2


@given(st.text("abcdeimnorv", max_size=8), st.text("abcdeimnorv", max_size=8))
def test_distance_is_a_distance(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert (distance(a, b) == 0) == (a == b)
    assert distance(a, b) <= max(len(a), len(b))


# -- the user's own lists

OWN = [
    NameEntry("own-1", "person", "Orlemański, Stanisław", ("Orlemanski",), "priest of Springfield", 1889, 1960),
    NameEntry("own-2", "place", "Likhaya", (), "railway junction"),
    NameEntry("own-3", "ship", "Empire Purcell", ("P.Q. 16",), ""),
    NameEntry("own-4", "operation", "Overlord", (), 'landing; "the" <second> front & more'),
]


def test_lists_come_back_as_they_went(tmp_path: Path) -> None:
    assert from_csv(to_csv(OWN)) == (OWN, [])
    assert sorted(from_tei(to_tei(OWN).encode()), key=lambda e: e.id) == OWN
    (tmp_path / "names.csv").write_text(to_csv(OWN), "utf-8")
    assert read(tmp_path / "names.csv") == OWN


printable = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@settings(max_examples=50)
@given(st.lists(st.tuples(printable, st.sampled_from(["person", "place", "treaty"]), st.integers(0, 2000)), min_size=1))
def test_any_list_comes_back(rows: list[tuple[str, str, int]]) -> None:
    entries = [NameEntry(f"own-{n}", kind, name, (), "", year) for n, (name, kind, year) in enumerate(rows, 1)]
    assert from_csv(to_csv(entries)) == (entries, [])


def test_own_names_are_known_and_found(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nZabrodskij\nLikhaya\n", "utf-8")
    names = load([path])
    assert names.knows("Zabrodskij") and names.knows("Churchill")
    assert names.lookup("Zabrodskii")[0].form == "Zabrodskij"
    assert not load().knows("Zabrodskij")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("name;note\nSoong;minister\n", ["Soong"]),
        ("\ufeffName\tKind\nHu Shih\tperson\n", ["Hu Shih"]),
        ("kind,name\n,\n,Eden\n", ["Eden"]),
        ('name\n"Eden, Anthony"\n', ["Eden, Anthony"]),
        ("name\n", []),
        ("name,note\nA,b,c,d\n", ["A"]),
        ("name\nA\x1b[31mB\n", ["A[31mB"]),
    ],
)
def test_lists_as_people_write_them(text: str, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    assert [entry.name for entry in read(tmp_path / "a.csv")] == names


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no column"),
        (b"first,second\na,b\n", "no column"),
        (b"name\n\xff\xfe\n", "not UTF-8"),
        (b"name\nA\x00B\n", "NUL"),
        (b"kind,name\nplanet,Mars\n", "line 2: unknown kind"),
        (b"name,since\nEden,soon\n", "line 2: since"),
        (b"name,since\nEden,soon\nBevin,1940\n,1950\n", "line 2: since.*; line 4: no name"),
        (b"name,since,until\nEden,1950,1940\n", "line 2: until"),
        (b'name,kind\n"Eden,person\n', "no CSV"),
        (b'name\n"' + b"A" * 200_000 + b'"\n', "no CSV"),
        (b"<TEI", "well-formed"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "no list"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><listPerson><person><persName>&x;</persName></person>"
         b"</listPerson>", "entities"),
    ],
)  # fmt: skip
def test_hostile_lists_are_said_so(raw: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(raw)
    with pytest.raises(SourceError, match=message):
        read(tmp_path / "bad")


def test_a_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = f"<!DOCTYPE a [<!ENTITY l0 'ha'>{entities}]><person><persName>&l9;</persName></person>"
    (tmp_path / "bomb.xml").write_text(bomb)
    with pytest.raises(SourceError):
        read(tmp_path / "bomb.xml")


def test_tei_of_others() -> None:
    text = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
      <person xml:id="hull"><persName><forename>Cordell</forename> <surname>Hull</surname></persName>
      <persName type="alt">Judge Hull</persName><birth when="1871-10-02"/><occupation>Secretary of State</occupation>
      </person><person/></listPerson><listPlace><place><placeName>Dumbarton
      Oaks</placeName></place></listPlace></standOff></TEI>"""
    hull, place = from_tei(text.encode())
    assert hull == NameEntry("hull", "person", "Hull, Cordell", ("Judge Hull",), "Secretary of State", 1871)
    assert (place.kind, place.name) == ("place", "Dumbarton Oaks")


def test_where_the_lists_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert lists(tmp_path) == []
    own_list().parent.mkdir(parents=True)
    own_list().write_text("name\n")
    (tmp_path / "names.csv").write_text("name\n")
    assert lists(tmp_path) == [tmp_path / "names.csv", own_list()]


def test_a_list_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        add(tmp_path / "file" / "names.csv", OWN)
    add(tmp_path / "names.csv", OWN)
    assert [path.name for path in tmp_path.glob("*names*")] == ["names.csv"]


def test_a_missing_list_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        load([tmp_path / "none.csv"])
    with pytest.raises(SourceError, match="authority"):
        Index.open(tmp_path)


@pytest.mark.parametrize(("kind", "name"), [("planet", "Mars"), ("person", "  ")])
def test_entries_are_checked(kind: str, name: str) -> None:
    with pytest.raises(ValueError, match=r"kind|letters"):
        NameEntry("a", kind, name)
