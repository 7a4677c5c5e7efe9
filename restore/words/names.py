"""Whose name a garbled word with a capital is: what the authority knows, beside a stranger who has no entry.

A noisy channel of its own. For somebody listed speak how prominent they are, the given name, the office and the title
beside (:meth:`corpus.names.Authority.lookup`), and how little was misread; for a stranger, whose name is right as it
stands, that its letters are those of a name. Fitted by ``python -m bench.train.name_weights`` on names put into
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log, log1p
from typing import TYPE_CHECKING

from corpus.figures import times
from corpus.names import Match
from corpus.names.authority import GARBLED, SLIP, STRANGER
from corpus.names.garble import distance
from corpus.names.index import PARTICLES, TITLES, plain

from .surroundings import Surroundings
from .suspect import Suspect

if TYPE_CHECKING:
    from corpus.language import Language

CONTEXT = 90
"""Code points of text before and after that are looked at."""
BESIDE = 3
"""Other words of a name at most, on each side."""
STRANGE = 5.0
"""Bits per letter from which a word's letters are too strange for most names."""
MOST = 3
"""Names that are offered."""
SHORTEST = 4
"""Letters of the shortest word that is looked up."""
BROKEN = re.compile(r"[-‐¬]\s*\n\s*")
MAC = re.compile("^m(?:a?c|')")
INITIAL = re.compile(r"[^\W\d_]\.")
BEFORE = re.compile(r"(?:^|(?<=\s))(\S+)[ \n]$")
AFTER = re.compile(r"[ \n](\S+)")
POSSESSIVE = re.compile(r"['’]s$")
ENDS = ".,;:()[]\"“”‘’'"
CAPITAL = 0.6
"""The share of its occurrences with a capital from which a word may be part of a name."""
OWN = 2.0
"""The weight of a name that only the document has, beside those of listed ones."""
SUREST = 0.97
"""The highest p: a listed name may always be another one."""
EVEN = 0.5
"""The p of a reading of the language from which it takes from what is left for names."""
LIMIT = 0.999
"""The highest p of a look-up that is believed."""
ALIKE = (
    ("ph", "f"),
    ("tch|tsch|sch|sh", "ch"),
    ("ck|ch|c|q", "k"),
    ("[yj]", "i"),
    ("w", "v"),
    ("z", "s"),
    ("d(?=t)", ""),
    (r"(.)\1", r"\1"),
    ("ie|ei|ee", "i"),
    ("(?<=s)[eo](?=n$)|[aeiou]$|(?<=.)h", ""),
)
"""Ways to write the same sound, as names have them: Christenson and Christensen, Minnick and Minnich."""
REMEMBERED = 20_000
"""Words of which the sound is kept."""

WEIGHTS = {
    "found": 0.86,
    "apart": -2.07,
    "strange": 0.22,
    "letters": 0.15,
    "marks": 3.0,
    "variant": -1.07,
    "often": -1.0,
    "here": 1.0,
}
"""What each piece of evidence weighs; all but the last two were fitted.

In their order: the log-odds of the look-up; what was misread (:mod:`corpus.names.garble`); how unlikely the letters are
as those of a name, in nats; how many they are; marks among them; a mere other way to write the name; and the logarithms
of how often the document writes it as it stands, and as the name.
"""
BIAS = -4.47


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a word may be.

    Attributes:
        text: in place of the word.
        p: how sure.
        evidence: why.
    """

    text: str
    p: float
    evidence: str


class ListedNames(dict[tuple[int, int], tuple[Named, ...]]):
    """The listed names that the garbled words of a document may be, by their places."""

    def __init__(self, around: Surroundings, suspect_at: Mapping[tuple[int, int], Suspect]) -> None:
        super().__init__()
        self._around = around
        self._suspect_at = suspect_at

    def __missing__(self, place: tuple[int, int]) -> tuple[Named, ...]:
        """Look it up."""
        found = self[place] = named(self._around, *place, self._suspect_at.get(place))
        return found


def named(around: Surroundings, start: int, end: int, suspect: Suspect | None = None) -> tuple[Named, ...]:
    """Return the listed names that a garbled word may be, the likeliest first.

    Args:
        around: what the word stands in.
        start: offset of the word.
        end: offset after it.
        suspect: what the language has to say of the place, if anything.
    """
    left = _left(suspect)
    offers = []
    for form, why, row in weighed(around, start, end):
        z = BIAS + sum(WEIGHTS[name] * value for name, value in row.items())
        offers.append(Named(form, left * SUREST / (1.0 + exp(-z)), why))
    whole = max(1.0, sum(offer.p for offer in offers))
    return tuple(replace(offer, p=offer.p / whole) for offer in sorted(offers, key=lambda offer: -offer.p))


def _left(suspect: Suspect | None) -> float:
    """Return what is left for names where the language is likely right that a word in small letters stands there."""
    if suspect is None or suspect.p < EVEN or not suspect.options[suspect.rival].text.islower():
        return 1.0
    return 1.0 - suspect.p


def like_a_name(language: Language, sic: str) -> bool:
    """Whether a word may well be a name: a capital, letters only, and no stranger ones than names have."""
    word = sic.strip(ENDS)
    cased = word.istitle() or word.isupper()
    return len(word) >= SHORTEST and cased and word.isalpha() and language.oddity(word) < STRANGE


def weighed(around: Surroundings, start: int, end: int) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield the names found for a place: what would stand there, why, and what speaks for and against it."""
    text, names = around.string, around.knowledge.names
    sic = BROKEN.sub("", text[start:end])
    bare = sic.strip(ENDS)
    word = POSSESSIVE.sub("", bare)
    at = sic.find(word)
    lead, tail = sic[:at], sic[at + len(word) :]
    if len(word) < SHORTEST or not GARBLED.fullmatch(word) or plain(word) in TITLES or _plural(around, word):
        return
    begin, stop = start + len(lead), end - len(tail)
    first, last = _whole(around, begin, stop)
    left, right = text[first:begin], text[stop:last]
    found: list[tuple[str, Match]] = []
    if left or right:
        beside = text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT]
        for match in names.lookup(left + word + right, *beside):
            if match.form.startswith(left) and match.form.endswith(right):
                found.append((match.form[len(left) : len(match.form) - len(right)], match))
    if not found:
        before, after = text[max(0, begin - CONTEXT) : begin], text[stop : stop + CONTEXT]
        found = [(match.form, match) for match in names.lookup(word, before, after)]
    offers = [(form, match.p, match.evidence) for form, match in found if not _same(form, word)][:MOST]
    offers += _own(around, word, {form for form, _, _ in offers})
    letters = "".join(c for c in word if c.isalpha())
    lasting = {
        "strange": -around.knowledge.language.spell(letters),
        "letters": float(len(word)),
        "marks": float(not word.isalpha()),
        "often": log(around.text.usage[word.casefold()] or 1),
    }
    for form, p, why in offers:
        p = min(p, LIMIT)
        row = {
            "found": log((p + 0.001) / (1.001 - p)),
            "apart": distance(plain(word), plain(form)),
            "variant": float(_sound(word) == _sound(form)),
            "here": log1p(around.text.usage[form.casefold()]),
            **lasting,
        }
        yield lead + form + tail, why, row


def _own(around: Surroundings, word: str, listed: Set[str]) -> Iterator[tuple[str, float, str]]:
    """Yield unlisted names that the document writes again and again, as a look-up gives listed ones."""
    for form in around.own_names.near(word) if around.own_names else ():
        if form in listed or _derived(form, word) or not like_a_name(around.knowledge.language, form):
            continue
        weight = OWN * exp(-SLIP * distance(plain(word), plain(form)))
        said = f"stands so {times(around.text.usage[form.casefold()])} in this document"
        yield form.upper() if word.isupper() else form, weight / (weight + STRANGER), said


def _derived(one: str, other: str) -> bool:
    """Whether one is the other with an ending put on or taken off."""
    shorter, longer = sorted((one.casefold(), other.casefold()), key=len)
    return longer.startswith(shorter) or (len(one) != len(other) and longer.startswith(shorter[:-1]))


def _same(one: str, other: str) -> bool:
    """Whether two forms are one name: M'Carthy is McCarthy."""
    return MAC.sub("mac", plain(one)) == MAC.sub("mac", plain(other))


def _plural(around: Surroundings, word: str) -> bool:
    """Whether a word is a name with the ending of a plural, or of a possessive that lost its mark."""
    return word[-1:] == "s" and around.knowledge.names.knows(word[:-1])


@lru_cache(maxsize=REMEMBERED)
def _sound(word: str) -> str:
    """Return a form that is the same for spellings of a name that are but two ways to write it."""
    sound = plain(word).replace("'", "")
    for way, other in ALIKE:
        sound = re.sub(way, other, sound)
    return sound


def _whole(around: Surroundings, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the name a word is part of: words with a capital beside it, and initials."""
    text = around.string
    first, last = start, end
    for _ in range(BESIDE):
        found = BEFORE.search(text[max(0, first - 40) : first])
        if found is None or not _part(around, found[1]):
            break
        first -= len(found.group())
    for _ in range(BESIDE):
        found = AFTER.match(text[last : last + 40])
        if found is None:
            break
        word = found[1] if INITIAL.fullmatch(found[1]) else POSSESSIVE.sub("", found[1].rstrip(ENDS))
        if not _part(around, word):
            break
        last += 1 + len(word)
        if word != found[1]:
            break
    return first, last


def _part(around: Surroundings, word: str) -> bool:
    """Whether a word may be part of a name."""
    if INITIAL.fullmatch(word) or plain(word) in PARTICLES:
        return word[:1].isupper()
    return (
        word[:1].isupper()
        and word.isalpha()
        and plain(word) not in TITLES
        and around.knowledge.names.knows(word)
        and not (around.knowledge.language.known(word) and around.knowledge.language.cased(word) < CAPITAL)
    )
