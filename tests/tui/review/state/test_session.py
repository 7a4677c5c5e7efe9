"""The state of a review, without a terminal: nothing is lost, everything can be undone, the decided stays decided."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.decisions.log import in_force
from corpus.decisions.selectors import select
from corpus.errors import StoreError
from corpus.records import Basis, Emendation, Finding, Kind, Reading, Verdict, Witness
from corpus.store import FILE, Store
from restore.edition.establish import establish
from tui.review.state.filter import Filter, Order, State
from tui.review.state.session import ReviewSession


def entry(session, sic, nth=0):
    return [e for e in session.entries if session.sic(e) == sic][nth]


def edited(session):
    witness = session.witnesses["letter"]
    return establish(witness, session.store.decisions()).text


def test_the_queue_is_the_text_in_order(session):
    assert [session.sic(e)[:6] for e in session.queue][:4] == ["Seviet", "Goverm", "Seviet", "to day"]
    assert session.waiting == len(session.queue) == 11
    assert session.current is session.queue[0]


def test_a_decision_is_in_the_store_when_it_shows(session, edition):
    session.accept(session.current)
    with Store.open(edition) as other:
        (event,) = other.decisions()
    assert (event.text, event.verdict, event.by, event.basis) == ("Soviet", Verdict.ACCEPT, "anna", Basis.COPY)
    assert session.state(session.current) is State.ACCEPTED
    assert "The Soviet Goverment" in edited(session)


def test_reject_edit_and_decide_again(session):
    first = session.current
    session.reject(first)
    assert session.state(first) is State.REJECTED
    session.edit(first, "Sowjet")
    assert session.state(first) is State.ACCEPTED
    assert "The Sowjet Goverment" in edited(session)
    assert session.counts["misread", State.ACCEPTED] == 1
    session.undo()
    assert session.state(first) is State.REJECTED
    session.undo()
    assert session.state(first) is State.WAITING


def test_nothing_to_accept_is_said(session):
    with pytest.raises(ValueError, match="nothing is proposed"):
        session.accept(entry(session, "Sumners"))


def test_alike_are_decided_once_and_undone_once(session):
    first = session.current
    alike = session.alike(first)
    assert [session.sic(e) for e in alike] == ["Seviet", "Seviet"]
    assert session.accept(first, others=alike[1:]) == 2
    assert edited(session).count("Soviet") == 2
    assert session.alike(first) == [first]
    assert session.undo() == 2
    assert edited(session).count("Soviet") == 0
    assert session.redo() == 2
    assert edited(session).count("Soviet") == 2


def test_undo_reaches_back_across_a_restart(session, edition):
    session.accept(session.current)
    session.advance()
    session.accept(session.current)
    session.undo()
    with Store.open(edition) as store:
        again = ReviewSession(store, "anna")
        assert again.redo() == 1
        assert again.undo() == 1
        assert again.undo() == 1
        assert again.undo() == 0
        assert again.waiting == 11


def test_another_editor_undoes_only_their_own(session, edition):
    session.accept(session.current)
    with Store.open(edition) as store:
        assert ReviewSession(store, "bert").undo() == 0


def test_it_resumes_after_the_last_decision(session, edition):
    session.accept(session.queue[3])
    with Store.open(edition) as store:
        again = ReviewSession(store, "anna")
        assert again.sic(again.current) == "-2-"


def test_two_reviews_see_each_other_and_lose_nothing(session, edition):
    with Store.open(edition) as store:
        other = ReviewSession(store, "bert")
        session.accept(session.queue[0])
        other.accept(other.queue[1])
        assert other.state(other.queue[0]) is State.ACCEPTED
        assert session.refresh() == 1
        assert session.state(session.queue[1]) is State.ACCEPTED
        assert session.counts == other.counts
        assert len(store.decisions()) == 2
        assert session.undo() == 1
        assert session.state(session.queue[1]) is State.ACCEPTED


def test_doubt_and_comment_without_deciding_and_on_the_decision(session):
    here = session.current
    assert session.mark(here)
    session.comment(here, "see the carbon")
    assert session.state(here) is State.WAITING
    assert session.doubtful == 1
    session.accept(here)
    (standing,) = in_force(session.store.decisions())
    assert standing.doubtful
    assert standing.why.startswith("see the carbon")
    assert not session.mark(here)
    (standing,) = in_force(session.store.decisions())
    assert not standing.doubtful
    session.undo()
    assert session.standing(here).doubtful
    for _ in range(3):
        session.undo()
    assert session.standing(here) == session.standing(session.queue[4])


def test_what_lies_in_a_passage_that_goes_is_settled_with_it(session):
    passage = next(e for e in session.entries if e.kind == Kind.DUPLICATE)
    session.accept(passage)
    assert session.state(entry(session, "nettor")) is State.COVERED
    assert session.state(entry(session, "began at dawm")) is State.COVERED
    assert session.waiting == 8
    session.undo()
    assert session.state(entry(session, "nettor")) is State.WAITING
    assert session.waiting == 11


@pytest.mark.parametrize(
    ("taken", "left", "reads"), [("dawm", "began", "began at dawn"), ("began", "dawm", "begun at")]
)
def test_a_garble_is_split_into_its_words_and_found_again(session, edition, taken, left, reads):
    garble = entry(session, "began at dawm")
    assert session.split(garble) == 2
    session.accept(entry(session, taken))
    assert f"was {reads}" in edited(session)
    with Store.open(edition) as store:
        again = ReviewSession(store, "anna")
        assert again.state(entry(again, taken)) is State.ACCEPTED
        assert again.state(entry(again, left)) is State.WAITING
        assert again.counts == session.counts
    assert session.split(entry(session, left)) == 0


def test_split_leaves_single_changes_alone(session):
    assert session.split(session.current) == 0
    assert session.split(entry(session, "Sumners")) == 0
    assert session.split(entry(session, "-2-")) == 0


def test_learning_moves_what_waits_and_nothing_that_is_decided(session):
    first, _, second, *_ = session.queue
    other = entry(session, "Goverment")
    before = session.p(second)
    session.reject(other)
    assert session.p(second) == before
    session.reject(first)
    assert session.p(second) < before
    assert session.state(second) is State.WAITING
    session.undo()
    assert session.p(second) == pytest.approx(before)
    session.accept(first)
    assert session.p(second) > before
    assert session.touched(first) == 1


def test_filters_and_orders(session):
    session.arrange(Filter(kinds=frozenset({Kind.FURNITURE})))
    assert [session.sic(e) for e in session.queue] == ["-2-", "Geneva/"]
    session.accept(session.current)
    session.arrange(Filter(states=frozenset({State.ACCEPTED})))
    assert [session.sic(e) for e in session.queue] == ["-2-"]
    session.arrange(Filter(text="GOVERNMENT"))
    assert [session.sic(e) for e in session.queue] == ["Goverment"]
    session.arrange(Filter(text="nowhere"))
    assert session.current is None
    session.arrange(Filter(), Order.GAIN)
    assert session.current.kind == "duplicate", "it settles two more that lie in it"
    assert session.sic(session.queue[1]) == "Seviet", "two are alike"
    session.arrange(Filter(), Order.DOUBT)
    assert session.p(session.queue[0]) <= session.p(session.queue[-1])


def test_a_decision_on_a_place_that_is_gone_is_an_orphan_and_is_never_attached_elsewhere(session):
    session.accept(session.current)
    witness = Witness("letter", "letter.txt", "Another text altogether.\n")
    session.store.keep_witness(witness, [], "again")
    again = ReviewSession(session.store, "anna")
    assert len(again.orphans) == 1
    assert again.current is None


def test_a_lost_store_takes_no_decision_and_keeps_those_before(session, edition):
    session.accept(session.current)
    (edition / FILE).rename(edition / "away")
    with pytest.raises(StoreError, match="gone"):
        session.accept(session.queue[1])
    assert session.state(session.queue[1]) is State.WAITING
    (edition / "away").rename(edition / FILE)
    with Store.open(edition) as store:
        assert len(store.decisions()) == 1


def test_a_full_disk_takes_no_decision(session):
    pages = session.store._database.execute("PRAGMA page_count").fetchone()[0]
    session.store._database.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="what was decided before is safe"):
        for at in range(len(session.queue)):
            for _ in range(200):
                session.comment(session.queue[at], "x" * 500)
    assert session.store.decisions() == tuple(session.log.events.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_undoing_everything_gives_the_original_bytes(tmp_path_factory, seed):
    chance = random.Random(seed)
    text = "The Seviet nettor and the Fer Est were recursed by the Eoviet.\n"
    words = [w for w in text.split() if w.isalpha()]
    folder = tmp_path_factory.mktemp("edition")
    with Store.create(folder) as store:
        found = [
            Emendation(
                Finding(text.index(w), text.index(w) + len(w), Kind.MISREAD, w, 0.9, ""),
                (Reading(w[::-1], 0.9, Basis.COPY),),
            )
            for w in dict.fromkeys(words)
        ]
        store.keep_witness(Witness("A", "a", text), found, "test")
        session = ReviewSession(store, "anna")
        acts = [
            lambda: session.accept(session.current),
            lambda: session.reject(session.current),
            lambda: session.edit(session.current, "[own]"),
            lambda: session.mark(session.current),
            lambda: session.comment(session.current, "why"),
            session.undo,
            session.redo,
        ]
        for _ in range(12):
            session.go(chance.randrange(len(session.queue)))
            chance.choice(acts)()
        fresh = ReviewSession(store, "anna")
        assert fresh.counts == +session.counts or +fresh.counts == +session.counts
        assert [fresh.standing(e) for e in fresh.entries] == [session.standing(e) for e in session.entries]
        assert [a.name for a in fresh.history.done] == [a.name for a in session.history.done]
        while session.undo():
            pass
        assert establish(session.witnesses["A"], store.decisions()).text == text
        assert session.waiting == len(session.entries)


def test_selectors_of_decisions_are_those_of_the_place(session):
    session.accept(session.current)
    (event,) = session.store.decisions()
    text = session.witnesses["letter"].text
    assert event.selector == select(text, session.current.start, session.current.stop)


def test_a_good_word_is_not_asked_about_again(session, edition):
    first, _, second = session.queue[:3]
    session.reject(first, why="good word: Seviet", basis=Basis.LANGUAGE)
    assert session.state(second) is State.WAITING
    with Store.open(edition) as store:
        again = ReviewSession(store, "anna")
        assert [again.sic(e) for e in again.queue].count("Seviet") == 1
        assert again.waiting == 9
        assert sum(again.counts.values()) == len(again.entries) == 10
        again.undo()
    with Store.open(edition) as store:
        assert ReviewSession(store, "anna").waiting == 11


def test_a_place_that_is_left_is_no_orphan_when_nothing_points_at_it_any_more(session, edition):
    session.reject(session.current, why="good word: Seviet", basis=Basis.LANGUAGE)
    session.store.keep_witness(session.store.witness("letter"), [], "a new run")
    again = ReviewSession(session.store, "anna")
    assert not again.orphans
    assert [again.state(e) for e in again.entries] == [State.REJECTED]
    again.undo()
    assert not again.entries and again.waiting == 0


def own(session, words, text, kind=Kind.MISREAD, why="so in the draft"):
    at = session.witnesses["letter"].text.index(words)
    session.emend("letter", at, at + len(words), Reading(text, 1.0, Basis.EDITOR, why), kind)


def test_a_place_of_the_editors_own_is_a_decision_like_any_other(session, edition):
    own(session, "the Seviet reply", "their reply")
    mine = entry(session, "the Seviet reply")
    assert session.state(mine) is State.ACCEPTED
    assert "asked about their reply" in edited(session)
    assert session.state(entry(session, "Seviet", 1)) is State.COVERED
    assert [session.sic(e) for e in session.queue] == [session.sic(e) for e in session.entries]
    with Store.open(edition) as store:
        again = ReviewSession(store, "anna")
        assert again.state(entry(again, "the Seviet reply")) is State.ACCEPTED
        assert again.undo() == 1
        assert edited(again) == again.witnesses["letter"].text
        assert (again.waiting, len(again.entries)) == (11, 11)
        again.redo()
        assert "asked about their reply" in edited(again)


def test_a_finding_that_an_own_place_overlaps_is_settled_with_it(session):
    own(session, "Sir,\n\nThe Sev", "Sir, the Sov")
    assert session.state(session.entries[1]) is State.COVERED
    session.undo()
    assert session.state(entry(session, "Seviet")) is State.WAITING
    own(session, "The nettor on", "The attack upon")
    assert session.state(entry(session, "nettor")) is State.COVERED
    assert [e for e in session.entries if e.kind == Kind.DUPLICATE and session.state(e) is State.WAITING]
