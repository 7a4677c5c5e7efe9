"""Where hardly anything is a word nothing is looked up, and the stretch is pointed at as a whole."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from corpus.records import Kind
from restore.detect.garble import detect
from restore.document import Document

Make = Callable[[str], Document]
PLAIN = (
    "The Ambassador said that he had seen the Minister in the morning, and that the Government would answer the note "
    "before the end of the week. He thought that the matter could be settled without a meeting of the two sides. "
)
GERMAN = (
    "Der Reichskanzler hat gestern im Reichstag erklärt, dass die Verhandlungen mit der britischen Regierung trotz "
    "aller Schwierigkeiten fortgesetzt werden. Er fügte hinzu, das deutsche Volk werde niemals auf seine berechtigten "
    "Forderungen verzichten, und jede Lösung müsse die früheren Verpflichtungen berücksichtigen. "
)


def letters(words: int, seed: int = 1) -> str:
    """Make words of letters at random."""
    chance = random.Random(seed)
    return " ".join(
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 12))) for _ in range(words)
    )


def test_nothing_is_looked_up_among_letters_at_random(make: Make) -> None:
    document = make(letters(2000))
    assert document.words.suspects == ()
    assert [finding.span for finding in detect(document)] == [(0, len(document.text.string))]


def test_the_text_around_noise_is_still_read(make: Make) -> None:
    before, after = PLAIN * 3 + "He sent tbe letter. " + PLAIN * 3, PLAIN * 3 + "He read tbe answer. " + PLAIN * 3
    noise = letters(400)
    document = make(f"{before}\n\n{noise}\n\n{after}")
    (found,) = [finding for finding in detect(document) if finding.kind is Kind.GARBLE and len(finding.sic) > 500]
    assert abs(found.start - len(before)) < 300
    assert abs(found.end - len(before) - len(noise)) < 300
    inside = [s for s in document.words.suspects if found.start <= s.start < found.end]
    assert not inside
    assert [s.options[s.rival].text for s in document.words.suspects if s.sic == "tbe"] == ["the", "the"]


@pytest.mark.parametrize("text", [PLAIN * 5, GERMAN * 5, letters(20), "", "xq zzk " * 10, "1941 12 37 " * 60])
def test_other_texts_have_none(make: Make, text: str) -> None:
    document = make(text)
    assert document.words.unreadable == ()
    assert not any(len(finding.sic) > 200 for finding in detect(document))


def test_a_badly_read_page_is_still_looked_up(make: Make) -> None:
    words = (PLAIN * 4).split()
    read = " ".join(word.replace("e", "o").replace("h", "b") if n % 2 else word for n, word in enumerate(words))
    document = make(read)
    assert document.words.unreadable == ()
    assert len(document.words.suspects) > 50
