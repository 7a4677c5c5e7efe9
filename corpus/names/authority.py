"""Names that are right as they stand, and the look-up of garbled ones.

Longer than other modules: a look-up is one chain of evidence, from the letters to the bearer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.tokens import WORD

from .garble import ENDING, MARKS, Cost, distance
from .index import PARTICLES, TITLES, Index, NameEntry, plain

SHIPPED = Path(__file__).parent / "data"

GARBLED = re.compile(
    rf"{WORD.pattern}(?:[{re.escape(''.join(sorted(MARKS)))}]+{WORD.pattern})*[{re.escape(''.join(sorted(ENDING)))}]*"
)
"""A word, perhaps with marks in place of letters."""
CLOSE = 0.34
"""A word may differ from a name in a third of its letters."""
FAR = 3
"""And in three at most."""
SPREAD = 1.5
"""How much dearer than the cheapest a word may be to be looked at."""
SLIP = 2.2
"""Natural-log price of a misreading of cost one."""
STRANGER = 0.5
"""The weight of a bearer whom the authority does not have: what an exact match of a single word competes with."""
SOUND = 3.0
"""What a form that is listed as it stands is worth: far more names are right than garbled to other names."""
AGREED = 2.5
"""What it is worth that another word of the name is right, a given name beside a garbled family name."""
FITS = 1.2
"""What a word of the note that stands beside the name is worth, in natural-log units."""
GIVEN = 2.0
"""What it costs when a single word would be somebody's given name: papers name people by their family name."""
OUTSIDE = 3.0
"""What a year outside a person's time costs."""
CONTEXT = 90
"""Code points of text before and after that are looked at."""
OWN = 20
"""The weight of a name of the user's own lists: it is there because these papers name it."""
LONGEST = 99
"""Letters from which words count as equally long."""
MATCHES = 8
REMEMBERED = 20_000
"""Words whose near names are kept."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a look-up found.

    Attributes:
        entry: who or what it is.
        form: the name in the words, the order and the case of the one looked up.
        p: how sure, 0 to 1.
        evidence: why, in words.
    """

    entry: NameEntry
    form: str
    p: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Form:
    """A word of names: as written, how many bear it, and how prominent they are together."""

    text: str
    bearers: int
    weight: int


_Near = tuple[Index, int, float]
"""A word of an index by its place, and what it costs to read it for the one looked up."""


@dataclass(frozen=True, slots=True)
class _Offer:
    value: float
    total: float
    entry: NameEntry
    why: str


SMALL = frozenset({"of", "the", "and", "for", "at", "in"})
"""Small words of English, which no index has."""
MANY = 4
"""A word that so many more listed names have is none of theirs in particular."""


@dataclass(frozen=True, eq=False)
class Authority:
    """All the names known; loaded once, shared by all.

    Attributes:
        indexes: what ships, and the user's own lists.
    """

    indexes: tuple[Index, ...] = ()

    def knows(self, word: str) -> bool:
        """Whether a single word is a name, or part of one, in a form that is right as it stands.

        A name begins with a capital; an abbreviation has to stand in the very case it is listed in. Possessives are
        known with their names, words with hyphens with their parts. Short names that OCR makes of common words (Tho,
        Ile) are not known by themselves.
        """
        folded = plain(word)
        if folded in PARTICLES:
            return True
        if not any(c.isupper() for c in word):
            return False
        if folded.endswith("'s"):
            word, folded = word[:-2], folded[:-2]
        elif folded.endswith("s'"):
            word, folded = word[:-1], folded[:-1]
        for index in self.indexes:
            at = index.places.get(folded)
            if at is not None and not index.doubtful[at] and _stands(word, index.shown[at], bool(index.exact[at])):
                return True
        if "-" in word.strip("-"):
            return all(self.knows(part[0].upper() + part[1:]) for part in word.split("-") if part)
        return False

    def forms(self) -> list[Form]:
        """Return all the words of names: what an index of candidates is built from."""
        return [
            Form(text, int(bearers), int(weight))
            for index in self.indexes
            for text, bearers, weight in zip(index.shown, index.bearers, index.weights, strict=True)
        ]

    def search(self, query: str, limit: int = 20) -> list[NameEntry]:
        """Return the entries whose names have all the words of a query, or words that begin so.

        Those with the very words come first, then those with the titles and small words of the query in their names or
        notes, then the most prominent ones.
        """
        asked = [plain(m.group()) for m in WORD.finditer(query)]
        wanted = [word for word in asked if word not in TITLES and word not in PARTICLES and word not in SMALL] or asked
        found: list[NameEntry] = []
        for index in self.indexes:
            sets = [
                {n for word in _beginning(index.words, part) for n in index.bearing(word)} for part in wanted if part
            ]
            if sets:
                found += [index.entry(number) for number in set.intersection(*sets)]

        def order(entry: NameEntry) -> tuple[bool, int, int, str, str]:
            names = {word for form in (entry.name, *entry.variants) for word in _compared(form)}
            rest = names.union(_compared(entry.note)).intersection(asked).difference(wanted)
            return not names.issuperset(wanted), -len(rest), -entry.weight, entry.name, entry.id

        return sorted(found, key=order)[:limit]

    def similar(self, word: str, cost: Cost = distance) -> list[tuple[Form, float]]:
        """Return the name words a single word may be a misreading of, with the costs, cheapest first."""
        folded = plain(word)
        return [
            (Form(index.shown[at], int(index.bearers[at]), int(index.weights[at])), price)
            for index, at, price in sorted(self._near(folded, cost), key=lambda near: (near[2], near[1]))
        ]

    def lookup(
        self, name: str, before: str = "", after: str = "", year: int | None = None, cost: Cost = distance
    ) -> list[Match]:
        """Look up a name, perhaps garbled, with the text around it; best match first, exact ones included.

        Args:
            name: one word or more: ``Acheson``, ``Summer Welles``. Titles and initials are passed over.
            before: the text before it.
            after: the text after it.
            year: the year of the document.
            cost: of reading one word for another.
        """
        words = _telling(name)
        if not words:
            return []
        near = [_cheap(self._near(plain(m.group()), cost)) for m in words]
        titles = " ".join(word for word in WORD.findall(name) if plain(word) in TITLES)
        around = frozenset(_compared(f"{before[-CONTEXT:]} {titles} {after[:CONTEXT]}"))
        offers: dict[str, list[_Offer]] = {}
        forms: dict[tuple[str, ...], str] = {}
        for entry, hits in self._bearing(near):
            total = sum(hit[2] for hit in hits)
            fit, why = _fit(entry, around, year)
            agreed = min(len(hits) - 1, sum(1 for hit in hits if not hit[2]))
            value = math.log(entry.weight + 1) - SLIP * total + fit + AGREED * agreed + (0 if total else SOUND)
            if len(words) == 1 and _is_given(entry, hits[0][0].words[hits[0][1]]):
                value -= GIVEN
            shown = tuple(hit[0].shown[hit[1]] for hit in hits)
            form = forms.get(shown) or forms.setdefault(shown, _rewritten(name, words, shown))
            offers.setdefault(form, []).append(_Offer(value, total, entry, why))
        # the rest of the probability: somebody the authority does not have, whose name is right as it stands
        listed = len(words) == 1 and any(not price for _, _, price in near[0])
        unlisted = math.log(STRANGER) + (SOUND if listed else 0)
        top = max([unlisted, *(offer.value for row in offers.values() for offer in row)])
        whole = math.exp(unlisted - top)
        whole += sum(math.exp(offer.value - top) for row in offers.values() for offer in row)
        found = []
        for form, row in offers.items():
            best = max(row, key=lambda offer: (offer.value, -offer.total, offer.entry.weight, offer.entry.id))
            p = sum(math.exp(offer.value - top) for offer in row) / whole
            p = min(1.0, p + math.exp(unlisted - top) / whole if form == name else p)
            found.append((p, Match(best.entry, form, p, _evidence(best, form, len(row) - 1))))
        return [match for _, match in sorted(found, key=lambda row: (-row[0], row[1].form))[:MATCHES]]

    def _bearing(self, near: list[list[_Near]]) -> Iterator[tuple[NameEntry, list[_Near]]]:
        """Yield who bears a word near each word of a name, in their order, with the cheapest such words."""
        if len(near) == 1:
            yield from _bearing_one(near[0])
            return
        rows: dict[tuple[int, int], list[_Near | None]] = {}
        for place, options in enumerate(near):
            for hit in options:
                index, at, price = hit
                for number in index.posts[int(index.starts[at]) : int(index.starts[at + 1])].tolist():
                    row = rows.setdefault((id(index), number), [None] * len(near))
                    known = row[place]
                    if known is None or price < known[2]:
                        row[place] = hit
        for (_, number), row in rows.items():
            hits = [hit for hit in row if hit is not None]
            if len(hits) == len(row):
                entry = hits[0][0].entry(number)
                if _in_order(entry, [index.words[at] for index, at, _ in hits]):
                    yield entry, hits

    @cached_property
    def _by_size(self) -> list[_BySize]:
        """The words of each index by length, with their letters as bits: most are ruled out by these alone."""
        return [_BySize.of(index.words) for index in self.indexes]

    @cached_property
    def _met(self) -> dict[tuple[str, Cost], list[_Near]]:
        """What has been looked up: a name stands many times in its document."""
        return {}

    def _near(self, folded: str, cost: Cost) -> list[_Near]:
        """Return the words of all indexes that one may be a misreading of: index, place, cost."""
        found = self._met.get((folded, cost))
        if found is None:
            if len(self._met) >= REMEMBERED:
                self._met.clear()
            found = self._met[folded, cost] = self._search(folded, cost)
        return found

    def _search(self, folded: str, cost: Cost) -> list[_Near]:
        reach = min(FAR, int(len(folded) * CLOSE))
        mine = np.uint32(_signature(folded))
        found: list[_Near] = []
        for index, by_size in zip(self.indexes, self._by_size, strict=True):
            exact = index.places.get(folded)
            if exact is not None:
                found.append((index, exact, 0.0))
            if not reach:
                continue
            alike = by_size.near(mine, len(folded), reach)
            words = [index.words[at] for at in alike]
            steps = process.cdist([folded], words, scorer=OSA.distance, score_cutoff=reach, dtype=np.uint8)[0]
            for place in np.flatnonzero(steps <= reach).tolist():
                if alike[place] != exact:
                    found.append((index, alike[place], cost(folded, words[place])))
        return found


@dataclass(frozen=True, slots=True)
class _BySize:
    """Words by length.

    Attributes:
        place: of each in its index.
        letters: of each as bits.
        edges: where the words of each length begin.
    """

    place: NDArray[np.int64]
    letters: NDArray[np.uint32]
    edges: list[int]

    @classmethod
    def of(cls, words: Sequence[str]) -> _BySize:
        """Sort words by length."""
        sizes = np.fromiter((min(len(word), LONGEST) for word in words), np.int64, len(words))
        letters = np.fromiter(map(_signature, words), np.uint32, len(words))
        order = np.argsort(sizes, kind="stable")
        edges: list[int] = np.searchsorted(sizes[order], np.arange(LONGEST + 2)).tolist()
        return cls(order, letters[order], edges)

    def near(self, mine: np.uint32, size: int, reach: int) -> list[int]:
        """Return the places of the words that may be at most so many slips from one of a size, ascending."""
        low, high = self.edges[min(max(0, size - reach), LONGEST)], self.edges[min(size + reach, LONGEST) + 1]
        letters = self.letters[low:high]
        # each letter that only one of them has is a slip
        near = np.flatnonzero(np.bitwise_count(letters & ~mine) <= reach)
        near = near[np.bitwise_count(~letters[near] & mine) <= reach]
        places: list[int] = np.sort(self.place[low:high][near]).tolist()
        return places


def _stands(word: str, shown: str, exact: bool) -> bool:
    """Whether a word stands in a case that is right: as shown or in capitals, and a name also with only the first."""
    return word in (shown, shown.upper()) or (not exact and (word.isupper() or word.istitle() or word[1:] == shown[1:]))


def _bearing_one(near: list[_Near]) -> Iterator[tuple[NameEntry, list[_Near]]]:
    """Yield who bears one of some words, with the cheapest such word."""
    seen: set[tuple[int, int]] = set()
    for hit in sorted(near, key=lambda hit: hit[2]):
        index, at, _ = hit
        for number in index.posts[int(index.starts[at]) : int(index.starts[at + 1])].tolist():
            key = id(index), number
            if key not in seen:
                seen.add(key)
                yield index.entry(number), [hit]


def _cheap(near: list[_Near]) -> list[_Near]:
    """Leave out the words that are much dearer than the cheapest."""
    most = min((price for _, _, price in near), default=0.0) + SPREAD
    return [hit for hit in near if hit[2] <= most]


def _signature(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _beginning(words: Sequence[str], part: str) -> list[str]:
    from bisect import bisect_left

    start = bisect_left(words, part)
    stop = start
    while stop < len(words) and words[stop].startswith(part):
        stop += 1
    return list(words[start:stop])


def _in_order(entry: NameEntry, words: list[str]) -> bool:
    """Whether the words stand in one form of the name: the last is the family name if there are several."""
    for form in (entry.name, *entry.variants):
        family, comma, given = form.partition(",")
        turned = f"{given} {family}" if comma and entry.kind == "person" else form
        at = 0
        for word in _compared(turned):
            if at < len(words) and word == words[at]:
                at += 1
        if at == len(words):
            return True
    return False


_DULL = frozenset({"from", "until", "with", "that", "this", "after", "thereafter", "also", "member", "office"})


@lru_cache(maxsize=REMEMBERED)
def _compared(text: str) -> tuple[str, ...]:
    """Return the words of a text in compared form."""
    return tuple(plain(word) for word in WORD.findall(text))


@lru_cache(maxsize=REMEMBERED)
def _noted(note: str) -> Mapping[str, str]:
    """Return the words of a note that tell something as they stand, by their compared forms."""
    pairs = ((word, plain(word)) for word in dict.fromkeys(WORD.findall(note)) if len(word) > 3)
    return {folded: word for word, folded in pairs if folded not in _DULL}


def _fit(entry: NameEntry, around: Set[str], year: int | None) -> tuple[float, str]:
    """Return what the words around, in compared form, say for an entry, and in words."""
    value, why = 0.0, []
    noted = _noted(entry.note)
    if not around.isdisjoint(noted):
        shared = [word for folded, word in noted.items() if folded in around]
        value += FITS * min(3, len(shared))
        why.append(f"beside it stands {', '.join(shared[:4])}")
    if year and ((entry.since and year < entry.since) or (entry.until and year > entry.until)):
        value -= OUTSIDE
        why.append(f"but not of {year}")
    return value, "; ".join(why)


def _telling(name: str) -> list[re.Match[str]]:
    """Return the words that tell who it is; a title counts only where nothing follows it (Mackenzie King)."""
    words = [m for m in GARBLED.finditer(name) if len(m.group()) > 1 and plain(m.group()) not in PARTICLES]
    return [m for m in words if plain(m.group()) not in TITLES] or words[-1:]


def _is_given(entry: NameEntry, word: str) -> bool:
    """Whether a word is only a given name of a person."""
    return entry.kind == "person" and word not in _families(entry.name, entry.variants)


@lru_cache(maxsize=REMEMBERED)
def _families(name: str, variants: tuple[str, ...]) -> Set[str]:
    """Return the words of the family names of a person, in compared form."""
    return frozenset(word for form in (name, *variants) for word in _compared(form.partition(",")[0]))


def _rewritten(name: str, words: list[re.Match[str]], forms: Sequence[str]) -> str:
    """Put the forms in the places of the words, in their case."""
    out, at = [], 0
    for match, form in zip(words, forms, strict=True):
        word = match.group()
        if plain(word) == plain(form):
            form = word
        elif word.isupper() and len(word) > 1:
            form = form.upper()
        elif word[0].islower():
            form = form[0].lower() + form[1:]
        out += [name[at : match.start()], form]
        at = match.end()
    return "".join([*out, name[at:]])


def _evidence(offer: _Offer, form: str, others: int) -> str:
    if others >= MANY and not offer.why and form != offer.entry.name:
        return f"like “{form}”, which stands in {others + 1} listed names"
    note = offer.entry.note
    note = note if len(note) <= 120 else note[:119].rsplit(" ", 1)[0] + "…"
    what = "like the listed name" if offer.total else "a listed name"
    more = f", and {others} more of that name" if others else ""
    return (
        f"{what} {offer.entry.name}" + (f" ({note})" if note else "") + more + (f"; {offer.why}" if offer.why else "")
    )


@lru_cache(maxsize=1)
def _shipped() -> Index:
    return Index.open(SHIPPED)


def load(paths: Iterable[Path] = ()) -> Authority:
    """Load what ships, and the user's own lists.

    Raises:
        SourceError: a list cannot be read.
    """
    from .lists import read

    own = [replace(entry, weight=OWN) for path in paths for entry in read(path)]
    return Authority((Index.build(own), _shipped()) if own else (_shipped(),))
