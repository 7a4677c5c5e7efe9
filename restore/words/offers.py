"""What may stand at a place, by what is odd about it, before it is priced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING

from corpus.tokens import WORD

from .shapes import NUMBER, STRANGE, odd_about, recased, same_word
from .suspect import Unit

if TYPE_CHECKING:
    from corpus.language import Language

    from .knowledge import Knowledge

FIGURES = str.maketrans(
    {"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2", "J": "1", "|": "1"}
)
SPECK = 3
"""Letters and marks of the longest piece that may be a speck, or a fragment beside a word."""
RIGHTED = 3
"""Words near a garbled one that are offered with the specks beside it dropped."""
MOST_FREQUENT = 20_000
"""How often the words stand in the texts learned from to which rarer ones may be run."""
VARIED = 3
"""Words near a garbled one that are offered in either case where its first letter is misread."""
COMBINED = 2
"""Words near each garbled part that are offered together with those of the next."""
LONGEST = 24
"""Longer runs of letters are not looked up."""
APART = re.compile(r"([^\W\d_]{2,}|[aAI])[\W_]{1,2}([^\W\d_]{2,}|[aAI])")
"""Two words with a mark between them."""
SHORTENED = frozenset(("ll", "re", "ve", "em", "er", "nt", "clock"))
"""What stands after an apostrophe, and is no word by itself."""
RUN_ON = re.compile(r"(?:([^\W\d_]{2,})(\d+)|(\d+)([^\W\d_]{3,}))")
"""A word and a number without a blank between them."""
CLOSED_UP = re.compile(r"([.,;:!?][\"'”’)\]]?)(?=[^\W\d_])")
"""A stop with a letter right after it."""
Offer = tuple[str, tuple[str, ...], str, str]
"""An option before it is priced: text, words, form, kind."""


def two_words(unit: Unit) -> Sequence[str]:
    """Return the two words that a place may be whose blank was read as a mark; nothing where there is no such mark."""
    (a, b), *_ = unit.parts
    match = APART.fullmatch(unit.read, a, b) if unit.odd in ("word", "marks", "stop") else None
    if match is None or match[2].casefold() in SHORTENED:
        return ()
    return match.groups()


def searched_as_one(pieces: Sequence[str], knowledge: Knowledge) -> str:
    """Return pieces as one reading to be searched for; empty where they are a word, or but one of them is letters."""
    joined = joined_up(pieces)
    several = sum(1 for piece in pieces if WORD.search(piece)) > 1
    return joined if several and not knowledge.whole(joined) else ""


class Offers:
    """What may stand at a place, each text once, the text as it stands first."""

    def __init__(self, read: str, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.offers: dict[str, Offer] = {}
        self.text(read, "keep")

    def text(self, text: str, kind: str, words: tuple[str, ...] | None = None, form: str = "") -> None:
        """Offer a text; the language model sees its words if no others are given."""
        if text not in self.offers:
            seen = tuple(m.group() for m in WORD.finditer(text)) if words is None else words
            self.offers[text] = text, seen, form, kind

    def words(self, words: Iterable[str], read: str, kind: str, lead: str = "", trail: str = "") -> None:
        """Offer folded words in the cases that what was read may have, between the marks beside it."""
        for rank, word in enumerate(words):
            forms = recased(word, read, self.knowledge.form(word).cased)
            if rank < VARIED and (len(forms) == 1 and read[:1].casefold() != word[:1]):
                # the letter that would tell the case is misread
                forms = (*forms, word if forms[0][:1].isupper() else word[:1].upper() + word[1:])
            british = "iz" in word and "is" in read.casefold() and "z" not in read.casefold()
            for form in forms:
                spelt = form.replace("iz", "is") if british else form
                self.text(lead + spelt + trail, kind, (form,), word)


def offers(unit: Unit, knowledge: Knowledge) -> list[Offer]:
    """Return what may stand at a place, the text as it stands first."""
    offers = Offers(unit.read, knowledge)
    _OFFERED.get(unit.odd, _offer_readings)(unit, offers)
    return list(offers.offers.values())


def _offer_joined(unit: Unit, offers: Offers) -> None:
    """Several chunks: as one word, or one of them without the specks beside it."""
    knowledge = offers.knowledge
    pieces = unit.read.split(" ")
    joined = joined_up(pieces)
    if len(pieces) == 2 and pieces[1] == "s" and pieces[0].isalpha():
        own = f"{pieces[0]}'s"
        offers.text(own, "merge", (own,), own.casefold())
        if garbled(pieces[0], knowledge.language):
            offers.words([f"{word}'s" for word in knowledge.near_to(pieces[0])[:RIGHTED]], own, "merge")
    if knowledge.whole(joined):
        offers.words([joined.casefold()], joined, "merge")
    else:
        offers.words(knowledge.close.get(searched_as_one(pieces, knowledge), ()), joined, "merge")
    for number, piece in enumerate(pieces):
        specks = pieces[:number] + pieces[number + 1 :]
        if not WORD.search(piece) or any(len(speck) > SPECK or speck.isdigit() for speck in specks):
            continue
        offers.text(piece, "drop")
        if garbled(piece, knowledge.language):
            offers.words(knowledge.near_to(piece)[:RIGHTED], piece, "drop")


def _offer_blanks(unit: Unit, offers: Offers) -> None:
    """Words run together at a stop: a blank after it, or for it where the sentence goes on."""
    offers.text(CLOSED_UP.sub(r"\1 ", unit.read), "stop")
    apart = two_words(unit)
    if apart and apart[1].islower():
        offers.text(" ".join(apart), "split", tuple(apart), apart[0].casefold())


def _offer_known(unit: Unit, offers: Offers) -> None:
    """A known word out of place: what one frequent confusion makes of it."""
    folded = unit.read.casefold()
    _offer_case(unit.read, folded, offers)
    offers.words(_others(offers.knowledge.undone(folded), folded), unit.read, "word")


def _offer_rare(unit: Unit, offers: Offers) -> None:
    """A rare word out of place: all that is near it."""
    _offer_case(unit.read, unit.read.casefold(), offers)
    near = offers.knowledge.close.get(unit.read, ())
    offers.words(_others(near, unit.read.casefold()), unit.read, "word")


def _offer_broken(unit: Unit, offers: Offers) -> None:
    """A garbled word broken over lines: all that is near it."""
    offers.words(_others(offers.knowledge.near_to(unit.read), unit.read.casefold()), unit.read, "word")


def _offer_case(read: str, folded: str, offers: Offers) -> None:
    if len(read) > 1 and read.istitle():
        offers.text(folded, "case", (folded,), folded)


def _offer_readings(unit: Unit, offers: Offers) -> None:
    """A garbled word: another case, without strange marks, words near it or near its parts, two words, a number."""
    knowledge, read = offers.knowledge, unit.read
    (a, b), *parts = unit.parts
    core, lead, trail = read[a:b], read[:a], read[b:]
    folded = core.casefold()
    if knowledge.language.known(core) and len(parts) == 1:
        offers.words([folded], core, "case", lead, trail)
        for form in (folded, folded[:1].upper() + folded[1:]):
            offers.text(lead + form + trail, "case", (form,), folded)
    if STRANGE.intersection(lead + trail):
        lead, trail = _unmarked(lead), _unmarked(trail)
        offers.text(lead + core + trail, "unmark", tuple(core[x - a : y - a] for x, y in parts))
    offers.words(_others(knowledge.near_to(core), folded), core, "word", lead, trail)
    offers.words(_others(knowledge.near_to(read), folded), core, "word")
    if len(parts) > 1 and unit.odd != "marks":
        _offer_parts(unit, parts, offers)
    _offer_halves(unit, core, lead, trail, offers)
    figures = core.translate(FIGURES)
    if figures != core and NUMBER.fullmatch(figures) and any(c.isdigit() for c in core):
        offers.text(lead + figures + trail, "figure", (figures,))


def _offer_halves(unit: Unit, core: str, lead: str, trail: str, offers: Offers) -> None:
    """Offer a place as two words: cut where both are frequent, parted at a mark, or at a number."""
    language = offers.knowledge.language
    if len(unit.parts) == 2 and 4 <= len(core) <= LONGEST and core.isalpha():
        for cut in _cuts(core.casefold(), language):
            halves = core[:cut], core[cut:]
            offers.text(lead + " ".join(halves) + trail, "split", halves, core.casefold()[:cut])
    apart = two_words(unit)
    if apart:
        _offer_apart(apart, lead, trail, offers)
    if unit.odd == "digits" and (match := RUN_ON.fullmatch(core)):
        first, second = filter(None, match.groups())
        if language.known(first) or language.known(second):
            offers.text(f"{lead}{first} {second}{trail}", "split", (first, second), first.casefold())


def _offer_parts(unit: Unit, parts: Iterable[tuple[int, int]], offers: Offers) -> None:
    """Offer words near the garbled ones of several words that marks join, alone and two together."""
    garbled = [(x, y) for x, y in parts if odd_about(unit.read[x:y], offers.knowledge.language)]
    for x, y in garbled:
        _offer_part(unit, x, y, offers)
    if len(garbled) == 2:
        _offer_both(unit, garbled[0], garbled[1], offers)


def _offer_part(unit: Unit, start: int, end: int, offers: Offers) -> None:
    """Offer the words near one of several words that a mark joins."""
    read, part = unit.read, unit.read[start:end]
    for word in offers.knowledge.near_to(part):
        for form in recased(word, part, offers.knowledge.form(word).cased):
            offers.text(read[:start] + form + read[end:], "part", None, word)


def _offer_apart(pieces: Sequence[str], lead: str, trail: str, offers: Offers) -> None:
    """Offer two words with a blank between them where a mark stands, garbled ones as words near them."""
    known = offers.knowledge
    rows = []
    for piece in pieces:
        near = known.near_to(piece)[:COMBINED] if odd_about(piece, known.language) else ()
        rows.append([form for word in near for form in recased(word, piece, known.form(word).cased)] or [piece])
    for first, second in product(*rows):
        rarest = min(first.casefold(), second.casefold(), key=lambda word: known.form(word).times)
        offers.text(f"{lead}{first} {second}{trail}", "split", (first, second), rarest)


def _offer_both(unit: Unit, one: tuple[int, int], other: tuple[int, int], offers: Offers) -> None:
    """Offer words for two garbled parts at once."""
    read, known = unit.read, offers.knowledge
    (a, b), (c, d) = one, other
    for first in known.near_to(read[a:b])[:COMBINED]:
        for second in known.near_to(read[c:d])[:COMBINED]:
            rarest = min(first, second, key=lambda word: known.form(word).times)
            for left in recased(first, read[a:b], known.form(first).cased):
                for right in recased(second, read[c:d], known.form(second).cased):
                    offers.text(read[:a] + left + read[b:c] + right + read[d:], "word", None, rarest)


_OFFERED: dict[str, Callable[[Unit, Offers], None]] = {
    "": _offer_known,
    "rare": _offer_rare,
    "broken": _offer_broken,
    "pair": _offer_joined,
    "stop": _offer_blanks,
}
"""What is offered by what is odd about a place; for all else, the readings of a garbled word."""


def _others(words: Iterable[str], folded: str) -> list[str]:
    """Return the words that are not another spelling of what stands there."""
    return [word for word in words if not same_word(word, folded)]


def _unmarked(marks: str) -> str:
    return "".join(c for c in marks if c not in STRANGE)


def _cuts(word: str, language: Language) -> list[int]:
    """Return the places where a run of letters falls into two frequent words, the likeliest three."""
    found: list[tuple[int, int]] = []
    for cut in range(1, len(word)):
        a, b = language.count(word[:cut]), language.count(word[cut:])
        if _frequent(a, b, cut, len(word) - cut) and (cut > 1 or word[0] == "a") and len(word) - cut > 1:
            found.append((a * b, cut))
    return [cut for _, cut in sorted(found, reverse=True)[:3]]


def _frequent(one: int, other: int, size: int, rest: int) -> bool:
    """Whether two words, by how often they stand in the texts learned from and their letters, may have run together.

    Both are frequent, or a rarer one that is long stands beside one of the most frequent.
    """
    if one > 200 and other > 200:
        return True
    return (one > MOST_FREQUENT and other > 20 and rest > 4) or (other > MOST_FREQUENT and one > 20 and size > 4)


def garbled(piece: str, language: Language) -> bool:
    """Whether a piece is a run of letters that may be looked up for itself, and no word."""
    return piece.isalpha() and len(piece) > SPECK and bool(odd_about(piece, language))


def joined_up(pieces: Iterable[str]) -> str:
    """Return pieces of a word as one, without the marks between them."""
    return "".join(c for piece in pieces for c in piece if c.isalnum() or c in "'’").strip("'’")
