"""The store keeps what it was given, refuses to forget, and says clearly what is wrong with it."""

import hashlib
import sqlite3

import pytest

from corpus import codec
from corpus.decisions.log import in_force, new_id, now
from corpus.decisions.selectors import select
from corpus.errors import OutputError, StoreError
from corpus.records import (
    Alternative,
    Basis,
    Box,
    Decision,
    Emendation,
    Finding,
    Kind,
    Line,
    Page,
    Reading,
    Source,
    Verdict,
    Witness,
    Word,
)
from corpus.store import FILE, Store

TEXT = "The Seviet Government would be in a better state.\n"
DIGEST = "0" * 64


def decision(verdict=Verdict.ACCEPT, **more):
    given = {"text": "Soviet", "by": "anna", "at": now(), "id": new_id(), **more}
    return Decision(witness="A", selector=select(TEXT, 4, 10), kind=Kind.MISREAD, verdict=verdict, **given)


def page():
    word = Word("Seviet", Box(1, 2, 30, 14), 0.6, (Alternative("Soviet", 0.5, "rapidocr"),))
    return Page("p1", DIGEST, 1, 600, 800, (Line((word,), Box(1, 2, 30, 14), starts_paragraph=True),), 300, "tesseract")


def test_everything_comes_back_as_it_went_in(tmp_path):
    finding = Finding(4, 10, Kind.MISREAD, "Seviet", 0.9, "unknown word")
    emendation = Emendation(finding, (Reading("Soviet", 0.99, Basis.COPY, "stands so 3 times"),), True)
    witness = Witness.of_pages("A", "letter", (page(),))
    with Store.create(tmp_path / "edition") as store:
        store.keep_page(page(), "fast")
        store.keep_witness(witness, [emendation], "v1")
        event = decision()
        store.decide([event])
    with Store.open(tmp_path / "edition") as store:
        assert store.pages() == (page(),)
        assert store.pages(how="best") == ()
        assert store.page("p1") == page()
        assert store.page("p2") is None
        assert store.witnesses() == (witness,)
        assert store.emendations("A") == (emendation,)
        assert store.decisions() == (event,)
        assert store.done("A") == "v1"


def test_sources_are_copied_once_and_never_altered(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TEXT)
    with Store.create(tmp_path / "edition") as store:
        taken = store.take_source(path)
        assert taken.source == Source(hashlib.sha256(TEXT.encode()).hexdigest(), "letter.txt", "text", len(TEXT))
        assert store.kept_source(taken.source.digest, "letter.txt") is None
        kept = store.keep_source(taken)
        assert (
            store.keep_source(store.take_source(path)) == kept == store.kept_source(taken.source.digest, "letter.txt")
        )
        path.write_text("changed")
        assert kept.read_text() == TEXT
        assert store.sources() == (taken.source,)
        assert list(kept.parent.iterdir()) == [kept]


def test_events_are_never_altered_or_deleted(tmp_path):
    with Store.create(tmp_path) as store:
        store.decide([decision()])
    database = sqlite3.connect(tmp_path / FILE)
    for statement in ("UPDATE event SET data = ''", "DELETE FROM event"):
        with pytest.raises(sqlite3.DatabaseError, match="never"):
            database.execute(statement)


def test_two_stores_on_one_folder_see_each_other(tmp_path):
    with Store.create(tmp_path) as one, Store.open(tmp_path) as other:
        last = one.decide([decision()])
        mine = decision(by="bert")
        other.decide([mine])
        assert [event.by for _, event in one.events(after=last)] == ["bert"]


def test_the_log_goes_out_and_comes_back(tmp_path):
    with Store.create(tmp_path / "a") as store:
        events = [decision(), decision(Verdict.REJECT, text="")]
        store.decide(events)
        assert store.export_log(tmp_path / "log.jsonl") == 2
    with Store.create(tmp_path / "b") as store:
        store.import_log(tmp_path / "log.jsonl")
        store.import_log(tmp_path / "log.jsonl")
        assert sorted(store.decisions(), key=lambda e: e.id) == sorted(events, key=lambda e: e.id)


def test_a_broken_log_appends_nothing(tmp_path):
    (tmp_path / "log.jsonl").write_text(codec.dumps(decision()) + "\n{}\n")
    with Store.create(tmp_path / "b") as store:
        with pytest.raises(StoreError, match=r"log.jsonl.*line 2"):
            store.import_log(tmp_path / "log.jsonl")
        assert store.decisions() == ()


def test_undo_and_redo_and_overruling():
    first = decision(at="2026-01-01T00:00:00.000001+00:00")
    second = decision(Verdict.REJECT, text="", at="2026-01-01T00:00:00.000002+00:00")
    undo = decision(Verdict.UNDO, text="", undoes=second.id, at="2026-01-01T00:00:00.000003+00:00")
    redo = decision(Verdict.UNDO, text="", undoes=undo.id, at="2026-01-01T00:00:00.000004+00:00")
    assert in_force([first]) == (first,)
    assert in_force([second, first]) == (second,)
    assert in_force([undo, first, second]) == (first,)
    assert in_force([undo, redo, first, second]) == (second,)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda p: p.write_text("x"), OutputError, "file, not a folder"),
        (lambda p: (p.mkdir(), (p / FILE).write_bytes(b"not a database " * 100)), StoreError, "damaged"),
    ],
)
def test_what_is_no_store_is_refused(tmp_path, make, error, says):
    make(tmp_path / "edition")
    with pytest.raises(error, match=says):
        Store.create(tmp_path / "edition")


def test_a_newer_store_is_refused(tmp_path):
    Store.create(tmp_path).close()
    database = sqlite3.connect(tmp_path / FILE)
    database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(tmp_path)


def test_a_folder_that_is_no_edition_is_refused(tmp_path):
    with pytest.raises(StoreError, match="no edition folder"):
        Store.open(tmp_path)


def test_the_index_knows_enough_to_sort_and_count_without_the_evidence(tmp_path):
    text = "The Seviet and the Seviet, 5 a.m.\n"
    found = [Finding(at, at + 6, Kind.MISREAD, "Seviet", 0.9, "") for at in (4, 19)]
    emendations = [Emendation(f, (Reading("Soviet", 0.97, Basis.COPY),)) for f in found]
    bare = Emendation(Finding(27, 28, Kind.MARKER, "5", 0.3, ""))
    with Store.create(tmp_path) as store:
        store.keep_witness(Witness("A", "a", text), [bare, *emendations], "v1")
        first, second, last = store.index()
        assert (first.start, first.stop, first.kind, first.p, first.confusion) == (4, 10, "misread", 0.97, "e→o")
        assert first.alike == second.alike != ""
        assert (last.alike, last.confusion, last.p) == ("", "", 0.0)
        assert store.emendation("A", second.key) == emendations[1]
        assert store.emendation("A", "gone") is None


def test_ink_is_read_where_it_is_asked_for(tmp_path):
    words = tuple(Word(f"w{n}", Box(n, 0, n + 1, 1)) for n in range(600))
    witness = Witness.of_pages("A", "a", (Page("p", DIGEST, 1, 700, 10, (Line(words, Box(0, 0, 700, 1)),)),))
    with Store.create(tmp_path) as store:
        store.keep_witness(witness, [], "v1")
        assert store.witnesses() == (witness,)
        assert store.witnesses(ink=False)[0].ink == ()
        at = witness.ink[300]
        assert store.ink("A", at.start, at.end) == (at,)
        assert store.ink("A", at.start, at.end + 2) == (at, witness.ink[301])


def test_a_store_that_vanishes_takes_no_more_decisions(tmp_path):
    with Store.create(tmp_path) as store:
        store.decide([decision()])
        (tmp_path / FILE).rename(tmp_path / "elsewhere")
        with pytest.raises(StoreError, match="gone"):
            store.decide([decision()])


def test_emendations_are_found_by_their_text(tmp_path):
    odd = 'a "b" 5% c_d \\ é'
    emendation = Emendation(Finding(0, len(odd), Kind.MISREAD, odd, 0.9, "why"), (Reading("other", 0.9, Basis.COPY),))
    with Store.create(tmp_path) as store:
        store.keep_witness(Witness("A", "a", odd), [emendation], "v1")
        (entry,) = store.index()
        for text in ('"b"', "5%", "c_d", "\\", "é", "OTHER", "why"):
            assert store.find(text) == {entry.key}, text
        for text in ("5_", "cxd", "%%", "b5"):
            assert not store.find(text), text


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path):
    Store.create(tmp_path).close()
    database = sqlite3.connect(tmp_path / FILE)
    database.executescript("DROP TABLE parallel; PRAGMA user_version=1")
    database.close()
    with Store.open(tmp_path) as store:
        store.keep_parallels([Witness("B", "b.txt", "text")])
        store.keep_parallels([])
    with Store.open(tmp_path) as store:
        assert [w.siglum for w in store.parallels()] == ["B"]


def test_a_folder_that_cannot_be_written_can_be_read(tmp_path, monkeypatch):
    with Store.create(tmp_path) as store:
        event = decision()
        store.decide([event])
    monkeypatch.setattr("os.access", lambda *_: False)
    with Store.open(tmp_path, writing=False) as store:
        assert store.decisions() == (event,)
        with pytest.raises(StoreError, match="readonly"):
            store.decide([decision()])
    assert {path.name for path in tmp_path.iterdir()} == {FILE}


def test_what_another_has_just_decided_is_read_without_writing(tmp_path, monkeypatch):
    with Store.create(tmp_path) as writer:
        event = decision()
        writer.decide([event])
        monkeypatch.setattr("os.access", lambda *_: False)
        with Store.open(tmp_path, writing=False) as reader:
            assert reader.decisions() == (event,)
