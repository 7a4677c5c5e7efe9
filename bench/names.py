"""How well names are found and left alone: ``python -m bench.names``, about a minute."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from bench.table import Figure, show
from bench.train.names import rows as table
from corpus.names import Authority, NameEntry, load
from corpus.names.index import plain
from corpus.records import Emendation, Kind, Witness
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule, applies
from restore.words.knowledge import Knowledge, shipped

from .name_plants import Page, Plant, again, garbled, others, pages, right
from .name_plants import people as persons

SIZE = 600
"""Sentences for each way to garble a name."""
SURE = 0.9
"""The probability from which a reading counts as sure."""


def people(names: Authority, pick: random.Random) -> list[NameEntry]:
    """Return persons with a plain name: family and given names; the prominent ones oftener."""
    every = [entry for index in names.indexes for entry in map(index.entry, range(len(index)))]
    chosen = [e for e in every if e.kind == "person" and "," in e.name and len(e.name.partition(",")[0]) > 4]
    return pick.choices(chosen, [entry.weight for entry in chosen], k=SIZE)


def _family(entry: NameEntry) -> str:
    return entry.name.partition(",")[0].split()[-1]


def _full(entry: NameEntry, family: str) -> str:
    return f"{entry.name.partition(',')[2].split()[0]} {family}"


def _office(entry: NameEntry) -> str:
    parts = [part for part in entry.note.split("; ") if not part[:4].isdigit()]
    return f", {parts[0]}," if parts else ""


def found(names: Authority, ask: Callable[[NameEntry, str], tuple[str, str]]) -> tuple[float, float, float]:
    """Return how many garbled names are read right at once, how many within three, how many rightly and surely."""
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
    """Return family and given names of American officers who entered after the period of the authority."""
    return [
        (row["surname"], row["forename"].split()[0])
        for row in table("pocom_people.tsv")
        if row["birth"] >= "1935" and row["surname"].isalpha() and len(row["surname"]) > 4 and row["forename"]
    ]


HELD = 1
"""The half of the names that is measured on."""
FITTED = 0
"""The half that rules are made on (``bench.train.name_weights``)."""
PASSAGES = frozenset({Kind.DUPLICATE, Kind.REPEAT, Kind.MISPLACED, Kind.GARBLE})


def plants(knowledge: Knowledge, which: int, size: int) -> list[Plant]:
    """Return sentences with a garbled name, if garbling made no other listed name of it, and with right ones."""
    names, pick = knowledge.names, random.Random(17)
    wrong = [*persons(names, which, pick, size), *others(names, which, pick, size)]
    wrong = [plant for plant in wrong if not names.knows(plant.read[plant.start : plant.end])]
    return [*wrong, *right(names, knowledge.language, which, pick, size)]


def whole(text: str) -> str:
    """Return a text on one line, broken words made whole."""
    return " ".join(re.sub(r"-\n", "", text).split())


def seen(knowledge: Knowledge, texts: Iterable[Page]) -> Iterator[tuple[Plant, Counter[str]]]:
    """Run the whole pipeline; give for each sentence what was pointed at, offered and applied."""
    for text, placed in texts:
        document = Document(Witness("A", "x", text), knowledge)
        every = [e for e in emend(document, Rule.LIKELY) if e.finding.kind not in PASSAGES]
        for at, plant in placed:
            mine = [e for e in every if at <= e.finding.start and e.finding.end <= at + len(plant.read)]
            yield plant, _tally(document, plant, at, mine)


def _tally(document: Document, plant: Plant, at: int, mine: list[Emendation]) -> Counter[str]:
    def read(chosen: list[tuple[Emendation, str]]) -> str:
        text = plant.read
        for e, new in sorted(chosen, key=lambda pair: -pair[0].finding.start):
            text = text[: e.finding.start - at] + new + text[e.finding.end - at :]
        return whole(text)

    truth = whole(plant.truth)
    start, end = at + plant.start, at + plant.end
    on = [e for e in mine if e.finding.start < end and e.finding.end > start]
    offered = [[read([(e, reading.text)]) for reading in e.readings] for e in on]
    tally = Counter(
        n=1,
        found=bool(on),
        first=any(row[:1] == [truth] for row in offered),
        three=any(truth in row[:3] for row in offered),
    )
    for rule in (Rule.LIKELY, Rule.CERTAIN):
        applied = [
            (e, e.readings[0].text) for e in mine if e.readings and applies(document, e.finding, e.readings[0], rule)
        ]
        after = read(applied)
        tally[f"{rule} right"] += after == truth != whole(plant.read)
        tally[f"{rule} wrong"] += after not in (truth, whole(plant.read))
    return tally


def in_sentences() -> list[Figure]:
    """Measure names in sentences, of the half that no rule was made on."""
    knowledge = shipped()
    sums: dict[str, Counter[str]] = {}
    pick = random.Random(17)
    texts = pages(plants(knowledge, HELD, 150), pick)
    for plant, tally in seen(knowledge, chain(texts, again(knowledge.names, knowledge.language, HELD, pick, 200))):
        wrong = plant.read != plant.truth
        way, _, strength = plant.how.partition(", ")
        kinds = ("garbled", way, f"garbled, {strength}") if strength else (way,)
        for key in kinds if wrong else ("right as it stands", plant.how):
            sums.setdefault(key, Counter()).update(tally)
    out = []
    for key, tally in sorted(sums.items(), key=lambda pair: pair[0]):
        n = tally["n"]
        figure = f"found {tally['found'] / n:.1%}, first {tally['first'] / n:.1%}, in three {tally['three'] / n:.1%}; "
        figure += f"`likely` {tally['likely right']} right, {tally['likely wrong']} wrong; "
        figure += f"`certain` {tally['certain right']}, {tally['certain wrong']}"
        out.append(Figure(f"{n} names in sentences: {key}", figure))
    return out


def rows() -> list[Figure]:
    """Measure."""
    names = load()
    out = in_sentences()
    asks: dict[str, Callable[[NameEntry, str], tuple[str, str]]] = {
        "family name alone": lambda entry, family: (family, ""),
        "with the given name": lambda entry, family: (_full(entry, family), ""),
        "with the office beside it": lambda entry, family: (family, _office(entry)),
        "with both": lambda entry, family: (_full(entry, family), _office(entry)),
    }
    for how, ask in asks.items():
        first, three, sure = found(names, ask)
        out.append(Figure(f"garbled family name read right, {how}", f"{first:.1%}", "", f"among three {three:.1%}"))
        out.append(Figure(f"… and sure of it (p ≥ {SURE})", f"{sure:.1%}"))
    pick = random.Random(5)
    strangers = [(family, given) for family, given in _modern() if not names.knows(family)]
    for how, size in (("family name alone", 1), ("with the given name", 2)):
        tried = pick.sample(strangers, min(SIZE, len(strangers)))
        asked = [(family if size == 1 else f"{given} {family}") for family, given in tried]
        changed = sum(1 for name in asked if (m := names.lookup(name, "Mr. ")) and m[0].p >= SURE)
        out.append(
            Figure(
                f"right names that are not listed and would surely be read as another, {how}",
                f"{changed / len(tried):.1%}",
            )
        )
    return out


if __name__ == "__main__":
    show(rows())
