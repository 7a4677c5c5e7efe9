"""How well names are found and left alone: ``python -m bench.names``, about a minute."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.build_names import rows as table
from bench.table import Row, show
from corpus.names import Authority, Entry, load
from corpus.names.garble import CONFUSED
from corpus.names.index import plain

SIZE = 600
SURE = 0.9


def garbled(word: str, pick: random.Random) -> str:
    """Misread one place of a word (the first letter apart, as a rule): three times in four as OCR confuses letters."""
    for _ in range(50):
        at = pick.randrange(1, len(word)) if pick.random() < 0.85 else 0
        if pick.random() < 0.75:
            ways = [(a, b) for a, b in CONFUSED if word.casefold().startswith(a, at)]
            if not ways:
                continue
            old, new = pick.choice(ways)
        else:
            old, new = word[at], pick.choice(["", *"abcdefghijklmnopqrstuvwxyz"])
        new = new.upper() if at == 0 else new
        other = word[:at] + new + word[at + len(old) :]
        if plain(other) != plain(word):
            return other
    return word + word[-1]


def people(names: Authority, pick: random.Random) -> list[Entry]:
    """Give persons with a plain name: family and given names; the prominent ones oftener."""
    every = [entry for index in names.indexes for entry in map(index.entry, range(len(index)))]
    chosen = [e for e in every if e.kind == "person" and "," in e.name and len(e.name.partition(",")[0]) > 4]
    return pick.choices(chosen, [entry.weight for entry in chosen], k=SIZE)


def _family(entry: Entry) -> str:
    return entry.name.partition(",")[0].split()[-1]


def _full(entry: Entry, family: str) -> str:
    return f"{entry.name.partition(',')[2].split()[0]} {family}"


def _office(entry: Entry) -> str:
    parts = [part for part in entry.note.split("; ") if not part[:4].isdigit()]
    return f", {parts[0]}," if parts else ""


def found(names: Authority, ask: Callable[[Entry, str], tuple[str, str]]) -> tuple[float, float, float]:
    """Give how many garbled names are read right at once, how many within three, how many rightly and surely."""
    pick = random.Random(7)
    first = three = sure = tried = 0
    for entry in people(names, pick):
        family = _family(entry)
        wrong = garbled(family, pick)
        if names.knows(wrong):
            continue
        name, after = ask(entry, wrong)
        right, _ = ask(entry, family)
        tried += 1
        matches = names.lookup(name, "", after)
        forms = [plain(match.form) for match in matches[:3]]
        first += int(forms[:1] == [plain(right)])
        three += int(plain(right) in forms)
        sure += int(forms[:1] == [plain(right)] and matches[0].p >= SURE)
    return first / tried, three / tried, sure / tried


def _modern() -> list[tuple[str, str]]:
    """Give family and given names of American officers who entered after the period of the authority."""
    return [
        (row["surname"], row["forename"].split()[0])
        for row in table("pocom_people.tsv")
        if row["birth"] >= "1935" and row["surname"].isalpha() and len(row["surname"]) > 4 and row["forename"]
    ]


def rows() -> list[Row]:
    """Measure."""
    names = load()
    out = []
    asks: dict[str, Callable[[Entry, str], tuple[str, str]]] = {
        "family name alone": lambda entry, family: (family, ""),
        "with the given name": lambda entry, family: (_full(entry, family), ""),
        "with the office beside it": lambda entry, family: (family, _office(entry)),
        "with both": lambda entry, family: (_full(entry, family), _office(entry)),
    }
    for how, ask in asks.items():
        first, three, sure = found(names, ask)
        out.append(Row(f"garbled family name read right, {how}", f"{first:.1%}", "", f"among three {three:.1%}"))
        out.append(Row(f"… and sure of it (p ≥ {SURE})", f"{sure:.1%}"))
    pick = random.Random(5)
    strangers = [(family, given) for family, given in _modern() if not names.knows(family)]
    for how, size in (("family name alone", 1), ("with the given name", 2)):
        tried = pick.sample(strangers, min(SIZE, len(strangers)))
        asked = [(family if size == 1 else f"{given} {family}") for family, given in tried]
        changed = sum(1 for name in asked if (m := names.lookup(name, "Mr. ")) and m[0].p >= SURE)
        out.append(
            Row(
                f"right names that are not listed and would surely be read as another, {how}",
                f"{changed / len(tried):.1%}",
            )
        )
    return out


if __name__ == "__main__":
    show(rows())
