"""Names in the edited text, linked to the authority where it is sure who is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.tokens import WORD

if TYPE_CHECKING:
    from corpus.names import Authority, NameEntry

SURE = 0.9
"""A name is linked only where the authority gives this probability to one bearer."""
CAPITAL = 0.9
"""A single word is taken for a name only where it is written with a capital so often."""
CANDIDATE = re.compile(
    r"(?:[A-Z]\.[^\S\n]?){0,3}[A-ZÀ-Þ][\w-]*\w"
    r"(?:[^\S\n](?:(?:de|da|di|du|la|le|von|van|der|den|of|the)[^\S\n]){0,2}(?:[A-Z]\.[^\S\n]?)?[A-ZÀ-Þ][\w-]*\w){0,4}"
)
PROMINENT = 4
"""A family name alone is linked to nobody less prominent (the authority's weight)."""
CLEARLY = 3
"""How much more prominent than the next of the same name somebody must be, to be meant without a given name."""
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
DATES = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
TITLES = frozenset(
    (
        *("mr", "mrs", "miss", "m", "mme", "dr", "sir", "lord", "lady", "prof", "the", "general", "admiral"),
        *("ambassador", "president", "premier", "marshal", "minister", "secretary", "senator"),
    )
)
NATIONS = frozenset(("french", "english", "german", "welsh", "irish", "dutch", "swiss", "norman", "roman", "pole"))
"""Surnames that rather are nations where they stand alone."""
ELEMENTS = {"person": "persName", "place": "placeName"}
"""TEI's elements for kinds of entries; others are ``name``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the edited text.

    Attributes:
        start: offset in the edition.
        end: offset in the edition.
        id: of the entry, usable as an xml:id.
        kind: of the entry.
        name: the usual form.
        note: what tells the bearer from others.
    """

    start: int
    end: int
    id: str
    kind: str
    name: str
    note: str = ""

    @property
    def title(self) -> str:
        """Name and note on one line."""
        return f"{self.name}: {self.note}" if self.note else self.name


def mentions(text: str, authority: Authority) -> tuple[Mention, ...]:
    """Find the names of a text that are linked, in order.

    A person is linked by the family name, with initials that fit, and where one bearer is more prominent than all
    others or is named in full in the same text; a place by its very name.
    """
    years = Counter(match.group() for match in YEAR.finditer(text))
    year = int(years.most_common(1)[0][0]) if years else None
    candidates = list(CANDIDATE.finditer(text))
    full: dict[str, NameEntry] = {}
    for match in candidates:
        for start, end in _parts(match.group()):
            person = _bearer(match.group()[start:end], year, authority)
            if person and person.kind == "person" and person.weight > 1 and " " in _telling(match.group()[start:end]):
                full.setdefault(_telling(match.group()[start:end]).split()[-1].casefold(), person)
                break
    out = []
    for match in candidates:
        for start, end in _parts(match.group()):
            name = match.group()[start:end]
            entry = _bearer(name, year, authority)
            last = _telling(name).casefold()
            entry = full.get(last, entry) if entry is None or entry.kind == "person" else entry
            if entry:
                out.append(
                    Mention(
                        match.start() + start,
                        match.start() + end,
                        _xml_id(entry.id),
                        entry.kind,
                        entry.name,
                        entry.note,
                    )
                )
                break
    return tuple(out)


def _parts(found: str) -> Iterator[tuple[int, int]]:
    """Yield the whole of what has capitals, then without its first words (a title, the start of a sentence)."""
    yield 0, len(found)
    words = list(WORD.finditer(found))
    for before, match in pairwise(words[:3]):
        if len(before.group()) == 1:
            break  # an initial belongs to the name
        yield match.start(), len(found)


def _telling(name: str) -> str:
    """Return a name without titles and initials."""
    return " ".join(word for word in WORD.findall(name) if len(word) > 1 and word.casefold() not in TITLES)


@lru_cache(maxsize=50_000)
def _bearer(name: str, year: int | None, authority: Authority) -> NameEntry | None:
    telling = _telling(name)
    words = telling.split()
    if not words or any(word.casefold() in DATES for word in words) or len(words[-1]) < 3:
        return None
    if not authority.knows(words[-1].title() if words[-1].isupper() else words[-1]):
        return None
    match = next(iter(authority.lookup(telling, year=year)), None)
    if match is None or match.p < SURE or match.form != telling:
        return None
    bare = len([word for word in WORD.findall(name) if word.casefold() != "the"]) == 1
    if bare and (telling.casefold() in NATIONS or not _is_name(telling)):
        return None
    place = next((e for e in authority.search(telling, 5) if e.kind != "person" and _fold(e.name) == _fold(name)), None)
    meant = match.entry.kind == "person" and _is_person(match.entry, telling, name)
    if place and not meant and (place.kind == "place" or len(words) > 1):
        return place
    people = [
        e
        for e in authority.search(words[-1], 40)
        if e.kind == "person"
        and _is_person(e, telling, name)
        and (year is None or ((not e.since or e.since <= year + 5) and (not e.until or e.until >= year - 5)))
    ]
    people.sort(key=lambda e: -e.weight)
    if not people or (bare and people[0].weight < PROMINENT):
        return None
    if len(people) > 1 and people[0].weight < CLEARLY * people[1].weight:
        return None
    return people[0]


def _is_person(entry: NameEntry, telling: str, name: str) -> bool:
    """Whether the family name stands last, and what stands before it begins like the given names."""
    family, comma, given = entry.name.partition(",")
    if not comma:
        return _fold(entry.name) == _fold(telling)
    if not f" {_fold(telling)}".endswith(f" {_fold(family)}"):
        return False
    letters = {part[0].casefold() for part in WORD.findall(given)}
    before = WORD.findall(name)[: -len(WORD.findall(family))]
    given_names = [word for word in before if word.casefold() not in TITLES or (len(word) == 1 and word != "M")]
    return not letters or all(word[0].casefold() in letters for word in given_names)


def _is_name(word: str) -> bool:
    from corpus.language import load

    language = load()
    return not language.count(word) or language.cased(word) >= CAPITAL


def _fold(name: str) -> str:
    return " ".join(WORD.findall(name.casefold()))


def _xml_id(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    return plain if plain[:1].isalpha() else f"n-{plain}"
