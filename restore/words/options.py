"""What may stand at a place: candidates by kind of place, with what reading them so costs.

All places of a document are searched and priced at once; what has been priced once is kept for all documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from .channel import FAR, Channel
from .offers import LONGEST, Offer, garbled, offers, searched_as_one, two_words
from .old_spelling import unsettled
from .own_names import OwnNames
from .shapes import odd_about, recased
from .suspect import Option, Unit
from .vocabulary import worth_of_frequency

if TYPE_CHECKING:
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
SHORTEST = 4
"""Letters a name of the document must have to be a candidate."""
REMEMBERED = 200_000
"""Readings whose candidates are kept at hand."""
NAMED = 0.95
"""The share of its occurrences with a capital from which a word always has one."""
PRICED = 100_000
"""Places whose options are kept at hand."""
RESPELT = 6
"""At most this many of the words near a garbled one are offered in old spelling."""
UNUSUAL = 2.0
"""An old spelling that the text has nowhere costs this much more, in nats."""


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
            close[searched_as_one(unit.read.split(" "), knowledge)] = None
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
        return [piece for piece in unit.read.split(" ") if garbled(piece, knowledge.language)]
    if unit.break_at >= 0:
        return [unit.read]
    (a, b), *parts = unit.parts
    queries = [] if unit.odd == "beside" else [unit.read[a:b]]
    queries += [piece for piece in two_words(unit) if odd_about(piece, knowledge.language)]
    if (a, b) != (0, len(unit.read)):
        queries.append(unit.read)
    if len(parts) > 1 and unit.odd != "marks":
        queries += [unit.read[x:y] for x, y in parts if odd_about(unit.read[x:y], knowledge.language)]
    return queries


def price(units: Iterable[Unit], knowledge: Knowledge) -> None:
    """Return the options of all readings not met before, with their costs; the cheapest are kept."""
    if len(knowledge.options) > PRICED:
        knowledge.options.clear()
    new = {(unit.read, unit.odd): unit for unit in units if (unit.read, unit.odd) not in knowledge.options}
    rows = {key: offers(unit, knowledge) for key, unit in new.items()}
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


def from_own_names(unit: Unit, repeated: OwnNames, knowledge: Knowledge) -> list[Option]:
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


def respelt_options(units: Iterable[Unit], knowledge: Knowledge, usage: Mapping[str, int]) -> dict[str, list[Option]]:
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


def _cheapest(offers: list[Offer], costs: list[float], size: int, knowledge: Knowledge) -> list[Option]:
    """Return the options that are nearly as likely as the likeliest of their kind, the likeliest first.

    Args:
        offers: what may stand there.
        costs: one per offer.
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


def _option(offer: Offer, cost: float) -> Option:
    text, words, form, kind = offer
    return Option(text, words, cost, form, kind)


def _costs(rows: Mapping[tuple[str, str], Sequence[Offer]], channel: Channel) -> dict[tuple[str, str], list[float]]:
    """Return what it costs to read each text as what stands there, by reading and oddity."""
    texts = [offer[0] for row in rows.values() for offer in row]
    costs = iter(channel.costs(texts, [read for (read, _), row in rows.items() for _ in row]).tolist())
    return {key: list(islice(costs, len(row))) for key, row in rows.items()}


def _rows_of_words(units: Sequence[Unit], knowledge: Knowledge) -> dict[tuple[str, str], list[Offer]]:
    """Return the rows of words that places may be where no single word is near, by reading and oddity."""
    cores = [unit.read[slice(*unit.parts[0])] for unit in units]
    runs = [core.casefold() for core in cores]
    ways = knowledge.lattice.ways((run for run in runs if SHORTEST < len(run) <= LONGEST), knowledge.channel)
    found: dict[tuple[str, str], list[Offer]] = {}
    for unit, core, run in zip(units, cores, runs, strict=True):
        a, b = unit.parts[0]
        lead, trail = unit.read[:a], unit.read[b:]
        offers: dict[str, Offer] = {}
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
