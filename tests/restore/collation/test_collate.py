"""Collation: passages in any order are found and aligned, variants are told as what they are, nothing is made up."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Basis, Finding, Kind, Witness
from restore.collation.collate import Change, collate
from restore.collation.house_style import house
from restore.detect.parallel import detect
from restore.document import Document
from restore.propose.parallel import propose
from restore.words.knowledge import shipped

LETTERS = [
    "I have received your message of the seventh and I agree that we need clarity in the relations of our countries.",
    "The position of the troops at the front remains strained, along the line from Kishinev-Lvov to the northern sea.",
    "Please accept my thanks for the promise of monthly aid in aluminium, aircraft and tanks for the common struggle.",
    "My congratulations on your birthday; I wish you the vigour and health that are needed to defeat the common enemy.",
]
HEADS = ["No. 1\n\n", "Sent on November 8, 1941\n\n", "PERSONAL MESSAGE\n\n", ""]


def witness(siglum, *letters):
    return Witness(siglum, siglum, "\n\n".join(letters))


def test_messages_in_another_order_and_missing_ones():
    base = witness("A", *(head + letter for head, letter in zip(HEADS, LETTERS, strict=True)))
    other = witness("B", LETTERS[3], "Something else that only this edition has, of no use to the other.", LETTERS[1])
    found = collate(base, other)
    assert [base.text[p.start : p.end] for p in found.passages] == [LETTERS[1][:-1], LETTERS[3][:-1]]
    assert [other.text[p.other_start : p.other_end] for p in found.passages] == [LETTERS[1][:-1], LETTERS[3][:-1]]
    assert not found.variants


CASES = {
    "a word": ("we need clarity", "we need charity", Change.SPELLING, "clarity", "charity"),
    "a lost hyphen": ("from Kishinev-Lvov to", "from KishinevLvov to", Change.SPACING, "Kishinev-Lvov", "KishinevLvov"),
    "a word broken": ("aluminium, aircraft", "alumi-\nnium, aircraft", Change.SPACING, "aluminium", "alumi-\nnium"),
    "case": ("Please accept", "PLEASE accept", Change.CASE, "Please", "PLEASE"),
    "a comma": ("aluminium, aircraft", "aluminium aircraft", Change.PUNCT, ", ", " "),
    "left out": ("vigour and health", "vigour", Change.OMISSION, "and health", ""),
    "put in": ("promise of", "kind promise of", Change.ADDITION, "", "kind"),
    "other words": ("remains strained", "is still difficult", Change.WORDING, "remains strained", "is still difficult"),
}


@pytest.mark.parametrize("name", CASES)
def test_variants_are_told_as_what_they_are(name):
    ours, theirs, change, text, other = CASES[name]
    base = witness("A", *LETTERS)
    found = collate(base, Witness("B", "B", base.text.replace(ours, theirs)))
    (variant,) = found.variants
    assert (variant.change, variant.text, variant.other) == (change, text, other)
    assert base.text[variant.start : variant.end] == text


def test_white_space_and_typographic_marks_are_no_variants():
    base = witness("A", *LETTERS)
    found = collate(base, Witness("B", "B", base.text.replace("\n\n", "\n").replace("-", "–")))
    assert found.passages and not found.variants


def test_texts_that_have_nothing_in_common():
    assert not collate(witness("A", LETTERS[0]), witness("B", LETTERS[2])).passages
    assert not collate(Witness("A", "A", ""), witness("B", LETTERS[2])).passages


def exchanged(seed):
    """Return six letters as one text, and five of them in another order with every twentieth word wrong, collated."""
    rng = random.Random(seed)
    letters = [" ".join(rng.choices([f"w{n}" for n in range(400)], k=40)) for _ in range(6)]
    base = witness("A", *letters)
    shuffled = rng.sample(letters, 5)
    noisy = "\n\n".join(" ".join("x" if rng.random() < 0.05 else w for w in part.split()) for part in shuffled)
    return base, noisy, collate(base, Witness("B", "B", noisy))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_places_are_true_whatever_the_order_and_the_noise(seed):
    base, noisy, found = exchanged(seed)
    for passage in found.passages:
        for v in passage.variants:
            assert base.text[v.start : v.end] == v.text and noisy[v.other_start : v.other_end] == v.other
            assert passage.start <= v.start <= v.end <= passage.end


def test_nearly_all_is_found_whatever_the_order_and_the_noise():
    results = [exchanged(seed) for seed in range(30)]
    covered = sum(p.end - p.start for _, _, found in results for p in found.passages)
    assert covered > 0.9 * sum(len(base.text) * 5 / 6 for base, _, _ in results)


def document(text, other):
    return Document(Witness("A", "A", text), shipped(), (Witness("B", "the book", other),))


LEAVE = {
    "a house's spelling": ("the vigour and", "the vigor and"),
    "another translation": ("remains strained", "remains critical"),
    "a period's hyphen": ("birthday", "birth-day"),
    "a number": ("seventh", "17th"),
    "ours is right": ("aluminium", "alurninium"),
    "case": ("Please", "PLEASE"),
}


@pytest.mark.parametrize("name", LEAVE)
def test_rightful_differences_are_left_alone(name):
    ours, theirs = LEAVE[name]
    text = "\n\n".join(LETTERS)
    assert ours in text
    assert not list(detect(document(text, text.replace(ours, theirs))))


def test_a_wrong_word_that_another_edition_has_right():
    text = "\n\n".join(LETTERS) + "\n\nThere should be no unclarity in this matter."
    ours = text.replace("need clarity", "need unclearly").replace("Kishinev-Lvov", "KishinevLvov")
    other = text.replace("need clarity", "need unclarity")
    made = document(ours, other)
    found = {f.sic: f for f in detect(made)}
    assert set(found) == {"unclearly", "KishinevLvov"}
    readings = {sic: [r.text for r in propose(made, f)] for sic, f in found.items()}
    assert readings == {"unclearly": ["unclarity"], "KishinevLvov": ["Kishinev-Lvov"]}
    (reading,) = propose(made, found["unclearly"])
    assert reading.basis is Basis.PARALLEL and "the book" in reading.evidence


def test_marks_around_the_words_stay():
    text = "\n\n".join(LETTERS)
    made = document(text.replace("clarity", "clarlty,"), text)
    at = made.text.string.index("clarlty,")
    finding = Finding(at, at + 8, Kind.MISREAD, "clarlty,", 0.9, "no such word")
    assert [r.text for r in propose(made, finding)] == ["clarity,"]


@pytest.mark.parametrize(
    ("sic", "theirs"),
    [
        ("Kishinev-Lvov-Brest-Kaunas", "KishinevLvov-Brest-Kaunas"),
        ("activisation", "activation"),
        ("strained", "difficult"),
        ("vigour", "vigor"),
    ],
)
def test_what_both_may_have_is_no_evidence(sic, theirs):
    text = "\n\n".join(LETTERS).replace("strained", sic)
    made = document(text, text.replace(sic, theirs))
    at = made.text.string.index(sic)
    assert not list(propose(made, Finding(at, at + len(sic), Kind.MISREAD, sic, 0.9, "looks odd")))


def test_no_parallel_no_reading():
    made = Document(Witness("A", "A", LETTERS[0]), shipped())
    assert not list(detect(made))


def test_spellings_of_houses():
    pairs = "colour/color realise/realize centre/center programme/program travelled/traveled defence/defense"
    for pair in pairs.split():
        one, other = pair.split("/")
        assert house(one) == house(other)
    assert house("clarity") != house("charity")
