"""What editors corrected is told as it stood and as it reads; nothing else is."""

from corpus.decisions.corrections import corrections
from corpus.decisions.selectors import select
from corpus.records import Decision, Kind, Verdict


def decision(sic, text, verdict=Verdict.ACCEPT, kind=Kind.MISREAD, by="anna"):
    return Decision("1", "w", select(sic, 0, len(sic)), kind, verdict, by, "2026-01-01", text=text)


def test_words_that_an_editor_corrected_once_each():
    standing = [decision("thqy", "they"), decision("thqy", "they"), decision("Molotow", "Molotov", kind=Kind.NAME)]
    assert corrections(standing) == (("thqy", "they"), ("Molotow", "Molotov"))


def test_what_was_rejected_deleted_or_applied_by_rule_teaches_nothing():
    standing = [
        decision("thqy", "", Verdict.REJECT),
        decision("thqy", ""),
        decision("thqy", "they", by="rule:certain"),
        decision("- 2 -", "", kind=Kind.FURNITURE),
    ]
    assert corrections(standing) == ()
