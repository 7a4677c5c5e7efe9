"""What may stand at a place: candidates by kind of place, with what reading them so costs.

All places of a document are searched and priced at once; what has been priced once is kept for all documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from corpus.tokens import WORD

from .channel import FAR, Channel
from .old_spelling import unsettled
from .shapes import NUMBER, STRANGE, odd_about, recased, same_word
from .vocabulary import Repeated, worth_of_frequency

if TYPE_CHECKING:
    from corpus.language import Language

    from .knowledge import Knowledge

MOST = 16
"""Candidates a word from the vocabulary."""
KEPT = 20
"""Options a place of one kind that are weighed in context, at most."""
ROWS = 4
"""Rows of words a place that are weighed besides."""
DEAR = 10.0
"""What the cheapest word costs from which rows of words are looked for, in nats."""
SPREAD = 10.0
"""How much dearer than the cheapest they may be, in nats."""
FIGURES = str.maketrans(
    {"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2", "J": "1", "|": "1"}
)
SHORTEST = 4
"""Letters a name of the document must have to be a candidate."""
SPECK = 3
"""Letters and marks of the longest piece that may be a speck, or a fragment beside a word."""
RIGHTED = 3
"""Words near a garbled one that are offered with the specks beside it dropped."""
REMEMBERED = 200_000
"""Readings whose candidates are kept at hand."""
MOST_FREQUENT = 20_000
"""How often the words stand in the texts learned from to which rarer ones may be run."""
NAMED = 0.95
"""The share of its occurrences with a capital from which a word always has one."""
PRICED = 100_000
"""Places whose options are kept at hand."""
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
RESPELT, UNUSUAL = 6, 2.0
"""Words near a garbled one that are offered in old spelling, and what one costs that the text has nowhere, in nats."""
CLOSED_UP = re.compile(r"([.,;:!?][\"'”’)\]]?)(?=[^\W\d_])")
"""A stop with a letter right after it."""


@dataclass(slots=True)
class Option:
    """A text that may stand at a place.

    Attributes:
        text: in place of the whole span.
        words: those the language model sees.
        cost: of this text being read as what stands there, in nats.
        form: the word put in, folded, for counts and names; empty for a text as it stands.
        kind: ``keep``, ``word``, ``split`` (a blank put in), ``merge`` (a blank taken out), ``case``, ``figure``,
            ``part`` (one of several words), ``drop`` (specks left out), ``unmark`` (marks left out), ``stop`` (a blank
            after a stop).
    """

    text: str
    words: tuple[str, ...]
    cost: float
    form: str
    kind: str


_Offer = tuple[str, tuple[str, ...], str, str]
"""An option before it is priced: text, words, form, kind."""


@dataclass(slots=True)
class Unit:
    """A place before its options are known: where it is, and what it is searched by."""

    start: int
    end: int
    read: str
    odd: str
    parts: tuple[tuple[int, int], ...] = ()
    break_at: int = -1
    """Where the line ends inside, counted in letters of ``read``; -1 where it does not."""


def look_up(units: Iterable[Unit], knowledge: Knowledge) -> None:
    """Search the vocabulary for all readings not searched for yet.

    What may be right as it stands, or be several words, is only searched for among usual words that are not far off.
    """
    far: dict[str, None] = {}
    close: dict[str, None] = {}
    for unit in units:
        if unit.odd == "rare":
            close[unit.read] = None
        elif unit.odd == "pair":
            close[_join(unit.read.split(" "), knowledge)] = None
        far.update(dict.fromkeys(_queries(unit, knowledge)))
    for known, search, readings in (
        (knowledge.near, knowledge.lexicon.near, far),
        (knowledge.close, knowledge.lexicon.near_usual, close),
    ):
        if len(known) > REMEMBERED:
            known.clear()
        wanted = [reading for reading in readings if 1 < len(reading) <= LONGEST and reading not in known]
        known.update(search(wanted, knowledge.channel, MOST))


def _queries(unit: Unit, knowledge: Knowledge) -> list[str]:
    """Return the strings the whole vocabulary is searched for."""
    if unit.odd in ("", "stop", "rare"):
        return []
    if unit.odd == "pair":
        return [piece for piece in unit.read.split(" ") if _garbled(piece, knowledge.language)]
    if unit.break_at >= 0:
        return [unit.read]
    (a, b), *parts = unit.parts
    queries = [] if unit.odd == "beside" else [unit.read[a:b]]
    queries += [piece for piece in _apart(unit) if odd_about(piece, knowledge.language)]
    if (a, b) != (0, len(unit.read)):
        queries.append(unit.read)
    if len(parts) > 1 and unit.odd != "marks":
        queries += [unit.read[x:y] for x, y in parts if odd_about(unit.read[x:y], knowledge.language)]
    return queries


def _apart(unit: Unit) -> Sequence[str]:
    """Return the two words that a place may be whose blank was read as a mark; nothing where there is no such mark."""
    (a, b), *_ = unit.parts
    match = APART.fullmatch(unit.read, a, b) if unit.odd in ("word", "marks", "stop") else None
    if match is None or match[2].casefold() in SHORTENED:
        return ()
    return match.groups()


def _join(pieces: Sequence[str], knowledge: Knowledge) -> str:
    """Return pieces as one reading to be searched for; empty where they are a word, or but one of them is letters."""
    joined = joined_up(pieces)
    several = sum(1 for piece in pieces if WORD.search(piece)) > 1
    return joined if several and not knowledge.whole(joined) else ""


def price(units: Iterable[Unit], knowledge: Knowledge) -> None:
    """Return the options of all readings not met before, with their costs; the cheapest are kept."""
    if len(knowledge.options) > PRICED:
        knowledge.options.clear()
    new = {(unit.read, unit.odd): unit for unit in units if (unit.read, unit.odd) not in knowledge.options}
    rows = {key: _offers(unit, knowledge) for key, unit in new.items()}
    costs = _costs(rows, knowledge.channel)
    dear = [
        new[key]
        for key, row in costs.items()
        if key[1] in ("word", "marks", "digits") and min(row[1:], default=DEAR) >= DEAR
    ]
    more = _rows_of_words(dear, knowledge)
    costs_of_more = _costs(more, knowledge.channel)
    for key, (keep, *others) in rows.items():
        # a garble that nothing is near is still a place to look at
        row = costs[key]
        kept = _cheapest(others, row[1:], len(key[0]), knowledge)
        if key in more:
            kept += _cheapest(more[key], costs_of_more[key], len(key[0]), knowledge)[:ROWS]
        knowledge.options[key] = [_option(keep, row[0]), *kept]


def from_document(unit: Unit, repeated: Repeated, knowledge: Knowledge) -> list[Option]:
    """Return the document's own names that may stand at a place."""
    (a, b), *parts = unit.parts
    core = unit.read[a:b]
    if len(parts) != 1 or len(core) < SHORTEST:
        return []
    forms = repeated.near(core)
    costs = knowledge.channel.costs(forms, [core] * len(forms)).tolist()
    return [
        Option(unit.read[:a] + form + unit.read[b:], (form,), cost, form.casefold(), "word")
        for form, cost in zip(forms, costs, strict=True)
        if cost < min(4.0 + 2.4 * len(core), float(FAR) - 1.0)
    ]


def of_the_time(units: Iterable[Unit], knowledge: Knowledge, usage: Mapping[str, int]) -> dict[str, list[Option]]:
    """Return what garbled words of a text in old spelling may be: likely words, in the spelling nearest to what stands.

    Args:
        units: what is no word.
        knowledge: what their words in settled spelling are, already priced, and what spelling them so costs.
        usage: how often the text has each word, folded: what it spells so elsewhere needs no excuse.
    """
    offers: list[tuple[Unit, str, Option]] = []
    for unit in units:
        read = unit.read.casefold()
        words = [o for o in knowledge.options[unit.read, unit.odd][1:] if o.kind == "word" and len(o.words) == 1]
        for option in sorted(words, key=lambda option: option.cost)[:RESPELT]:
            far = Levenshtein.distance(option.form, read) + 1
            for spelling in unsettled(option.form):
                if Levenshtein.distance(spelling, read, score_cutoff=far) <= far:
                    text = option.text.replace(option.words[0], _as(spelling, option.words[0]))
                    offers.append((unit, spelling, replace(option, text=text)))
    costs = knowledge.channel.costs([o.text for *_, o in offers], [unit.read for unit, *_ in offers]).tolist()
    found: dict[str, dict[str, Option]] = {}
    for (unit, spelling, option), cost in zip(offers, costs, strict=True):
        cost += 0.0 if usage.get(spelling) else UNUSUAL
        if cost < option.cost:
            found.setdefault(unit.read, {}).setdefault(option.text, replace(option, cost=cost))
    return {read: sorted(row.values(), key=lambda option: option.cost)[:RESPELT] for read, row in found.items()}


def _as(word: str, other: str) -> str:
    """Return a folded word in the case of another."""
    return word.upper() if other.isupper() and len(other) > 1 else word.capitalize() if other[:1].isupper() else word


def _cheapest(offers: list[_Offer], costs: list[float], size: int, knowledge: Knowledge) -> list[Option]:
    """Return the options that are nearly as likely as the likeliest of their kind, the likeliest first.

    Args:
        offers: what may stand there.
        costs: one an offer.
        size: letters of what was read.
        knowledge: for the frequency of words.
    """
    worth = worth_of_frequency(size)
    prices = [cost - worth * knowledge.form(offer[2]).often for offer, cost in zip(offers, costs, strict=True)]
    kept: list[Option] = []
    limits: dict[str, float] = {}
    room: Counter[str] = Counter()
    for price, n in sorted((price, n) for n, price in enumerate(prices)):
        # a blank put in costs little whatever the words: each kind has its own cheapest
        kind = offers[n][3]
        if price < limits.setdefault(kind, price + SPREAD) and room[kind] < KEPT:
            room[kind] += 1
            kept.append(_option(offers[n], costs[n]))
    return kept


def _option(offer: _Offer, cost: float) -> Option:
    text, words, form, kind = offer
    return Option(text, words, cost, form, kind)


def _costs(rows: Mapping[tuple[str, str], Sequence[_Offer]], channel: Channel) -> dict[tuple[str, str], list[float]]:
    """Return what it costs to read each text as what stands there, by reading and oddity."""
    texts = [offer[0] for row in rows.values() for offer in row]
    costs = iter(channel.costs(texts, [read for (read, _), row in rows.items() for _ in row]).tolist())
    return {key: list(islice(costs, len(row))) for key, row in rows.items()}


def _rows_of_words(units: Sequence[Unit], knowledge: Knowledge) -> dict[tuple[str, str], list[_Offer]]:
    """Return the rows of words that places may be where no single word is near, by reading and oddity."""
    cores = [unit.read[slice(*unit.parts[0])] for unit in units]
    runs = [core.casefold() for core in cores]
    ways = knowledge.lattice.ways((run for run in runs if SHORTEST < len(run) <= LONGEST), knowledge.channel)
    found: dict[tuple[str, str], list[_Offer]] = {}
    for unit, core, run in zip(units, cores, runs, strict=True):
        a, b = unit.parts[0]
        lead, trail = unit.read[:a], unit.read[b:]
        offers: dict[str, _Offer] = {}
        for words in ways.get(run, ()):
            rarest = min(words, key=lambda word: knowledge.form(word).times)
            for first in recased(words[0], core, knowledge.form(words[0]).cased):
                upper = first.isupper() and len(first) > 1
                row = tuple(word.upper() for word in words) if upper else (first, *_titled(words, core, knowledge))
                text = lead + " ".join(row) + trail
                offers.setdefault(text, (text, row, rarest, "split"))
        found[unit.read, unit.odd] = list(offers.values())
    return found


def _titled(words: Sequence[str], core: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield the words of a row after the first, with a capital where they are names, or where one was read."""
    at = 0
    for before, word in pairwise(words):
        at += len(before)
        read = any(c.isupper() for c in core[max(1, at - 1) : at + 2])
        yield word[:1].upper() + word[1:] if read or knowledge.form(word).cased > NAMED else word


class _Offers:
    """What may stand at a place, each text once, the text as it stands first."""

    def __init__(self, read: str, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.offers: dict[str, _Offer] = {}
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


def _offers(unit: Unit, knowledge: Knowledge) -> list[_Offer]:
    """Return what may stand at a place, the text as it stands first."""
    offers = _Offers(unit.read, knowledge)
    _OFFERED.get(unit.odd, _offer_readings)(unit, offers)
    return list(offers.offers.values())


def _offer_joined(unit: Unit, offers: _Offers) -> None:
    """Several chunks: as one word, or one of them without the specks beside it."""
    knowledge = offers.knowledge
    pieces = unit.read.split(" ")
    joined = joined_up(pieces)
    if len(pieces) == 2 and pieces[1] == "s" and pieces[0].isalpha():
        own = f"{pieces[0]}'s"
        offers.text(own, "merge", (own,), own.casefold())
        if _garbled(pieces[0], knowledge.language):
            offers.words([f"{word}'s" for word in knowledge.near_to(pieces[0])[:RIGHTED]], own, "merge")
    if knowledge.whole(joined):
        offers.words([joined.casefold()], joined, "merge")
    else:
        offers.words(knowledge.close.get(_join(pieces, knowledge), ()), joined, "merge")
    for number, piece in enumerate(pieces):
        specks = pieces[:number] + pieces[number + 1 :]
        if not WORD.search(piece) or any(len(speck) > SPECK or speck.isdigit() for speck in specks):
            continue
        offers.text(piece, "drop")
        if _garbled(piece, knowledge.language):
            offers.words(knowledge.near_to(piece)[:RIGHTED], piece, "drop")


def _offer_blanks(unit: Unit, offers: _Offers) -> None:
    """Words run together at a stop: a blank after it, or for it where the sentence goes on."""
    offers.text(CLOSED_UP.sub(r"\1 ", unit.read), "stop")
    apart = _apart(unit)
    if apart and apart[1].islower():
        offers.text(" ".join(apart), "split", tuple(apart), apart[0].casefold())


def _offer_known(unit: Unit, offers: _Offers) -> None:
    """A known word out of place: what one frequent confusion makes of it."""
    folded = unit.read.casefold()
    _offer_case(unit.read, folded, offers)
    offers.words(_others(offers.knowledge.undone(folded), folded), unit.read, "word")


def _offer_rare(unit: Unit, offers: _Offers) -> None:
    """A rare word out of place: all that is near it."""
    _offer_case(unit.read, unit.read.casefold(), offers)
    near = offers.knowledge.close.get(unit.read, ())
    offers.words(_others(near, unit.read.casefold()), unit.read, "word")


def _offer_broken(unit: Unit, offers: _Offers) -> None:
    """A garbled word broken over lines: all that is near it."""
    offers.words(_others(offers.knowledge.near_to(unit.read), unit.read.casefold()), unit.read, "word")


def _offer_case(read: str, folded: str, offers: _Offers) -> None:
    if len(read) > 1 and read.istitle():
        offers.text(folded, "case", (folded,), folded)


def _offer_readings(unit: Unit, offers: _Offers) -> None:
    """A garbled word: another case, without strange marks, words near it or near its parts, two words, a number."""
    knowledge, read = offers.knowledge, unit.read
    language = knowledge.language
    (a, b), *parts = unit.parts
    core, lead, trail = read[a:b], read[:a], read[b:]
    folded = core.casefold()
    if language.known(core) and len(parts) == 1:
        offers.words([folded], core, "case", lead, trail)
        for form in (folded, folded[:1].upper() + folded[1:]):
            offers.text(lead + form + trail, "case", (form,), folded)
    if STRANGE.intersection(lead + trail):
        lead, trail = _unmarked(lead), _unmarked(trail)
        offers.text(lead + core + trail, "unmark", tuple(core[x - a : y - a] for x, y in parts))
    offers.words(_others(knowledge.near_to(core), folded), core, "word", lead, trail)
    offers.words(_others(knowledge.near_to(read), folded), core, "word")
    if len(parts) > 1 and unit.odd != "marks":
        garbled = [(x, y) for x, y in parts if odd_about(read[x:y], language)]
        for x, y in garbled:
            _offer_part(unit, x, y, offers)
        if len(garbled) == 2:
            _offer_both(unit, garbled[0], garbled[1], offers)
    if len(parts) == 1 and 4 <= len(core) <= LONGEST and core.isalpha():
        for cut in _cuts(folded, language):
            halves = core[:cut], core[cut:]
            offers.text(lead + " ".join(halves) + trail, "split", halves, folded[:cut])
    apart = _apart(unit)
    if apart:
        _offer_apart(apart, lead, trail, offers)
    if unit.odd == "digits" and (match := RUN_ON.fullmatch(core)):
        halves = tuple(filter(None, match.groups()))
        if any(map(language.known, halves)):
            offers.text(lead + " ".join(halves) + trail, "split", halves, halves[0].casefold())
    figures = core.translate(FIGURES)
    if figures != core and NUMBER.fullmatch(figures) and any(c.isdigit() for c in core):
        offers.text(lead + figures + trail, "figure", (figures,))


def _offer_part(unit: Unit, start: int, end: int, offers: _Offers) -> None:
    """Offer the words near one of several words that a mark joins."""
    read, part = unit.read, unit.read[start:end]
    for word in offers.knowledge.near_to(part):
        for form in recased(word, part, offers.knowledge.form(word).cased):
            offers.text(read[:start] + form + read[end:], "part", None, word)


def _offer_apart(pieces: Sequence[str], lead: str, trail: str, offers: _Offers) -> None:
    """Offer two words with a blank between them where a mark stands, garbled ones as words near them."""
    known = offers.knowledge
    rows = []
    for piece in pieces:
        near = known.near_to(piece)[:COMBINED] if odd_about(piece, known.language) else ()
        rows.append([form for word in near for form in recased(word, piece, known.form(word).cased)] or [piece])
    for first, second in product(*rows):
        rarest = min(first.casefold(), second.casefold(), key=lambda word: known.form(word).times)
        offers.text(f"{lead}{first} {second}{trail}", "split", (first, second), rarest)


def _offer_both(unit: Unit, one: tuple[int, int], other: tuple[int, int], offers: _Offers) -> None:
    """Offer words for two garbled parts at once."""
    read, known = unit.read, offers.knowledge
    (a, b), (c, d) = one, other
    for first in known.near_to(read[a:b])[:COMBINED]:
        for second in known.near_to(read[c:d])[:COMBINED]:
            rarest = min(first, second, key=lambda word: known.form(word).times)
            for left in recased(first, read[a:b], known.form(first).cased):
                for right in recased(second, read[c:d], known.form(second).cased):
                    offers.text(read[:a] + left + read[b:c] + right + read[d:], "word", None, rarest)


_OFFERED: dict[str, Callable[[Unit, _Offers], None]] = {
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


def _garbled(piece: str, language: Language) -> bool:
    """Whether a piece is a run of letters that may be looked up for itself, and no word."""
    return piece.isalpha() and len(piece) > SPECK and bool(odd_about(piece, language))


def joined_up(pieces: Iterable[str]) -> str:
    """Return pieces of a word as one, without the marks between them."""
    return "".join(c for piece in pieces for c in piece if c.isalnum() or c in "'’").strip("'’")
