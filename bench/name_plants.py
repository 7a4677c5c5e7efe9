"""Sentences that name somebody or something, with the name garbled or right as it stands.

Names are taken by halves (``half``), so that rules are made on one and measured on the other.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bench.table import shared
from bench.train.names import LAST
from bench.train.names import rows as table
from corpus.language import Language
from corpus.names import Authority, NameEntry
from corpus.names.garble import CONFUSED
from corpus.names.index import parts, plain
from restore.words.channel import shipped

MARKS = {"l": "1!|", "o": "0", "s": "5$", "e": "c", "a": "@", "t": "+", "h": "*", "m": "*", "n": "«", "i": "'"}
"""What bad print makes of letters, beside other letters."""
TITLES = ("Mr.", "Ambassador", "General", "Secretary of State", "Dr.", "Consul General", "Sir John", "Minister")
SENTENCES = (
    "I spoke to {} this morning about the note of the Embassy.",
    "The proposal was brought forward by {} at the second meeting.",
    "He said that {} had refused to sign the agreement.",
    "In a conversation with the Minister yesterday {} repeated his view.",
    "The Department informed {} of the contents of your telegram.",
    "After lunch {} asked whether the Government would agree to a delay.",
    "It is thought that {} may be willing to see the delegation again.",
    "My first impression was that {} knew nothing of these instructions.",
    "A copy of the draft was handed to {} for his comments.",
    "On the following evening {} called to say that he could not come.",
    "These arrangements were made before {} took up his duties here.",
    "As you are aware, {} has long been opposed to any such plan.",
    "Members of the party believe that {} would resign rather than yield.",
    "The reply which {} gave to this question was far from clear.",
)
PLACES = (
    "The Legation at {} reports that the frontier has been closed.",
    "He left {} by train on Tuesday and is expected here tomorrow.",
    "The troops which had been stationed near {} were withdrawn in May.",
    "Shipments to {} have been held up for want of licenses.",
    "Conditions in {} have become worse since the last harvest failed.",
    "No news has come from {} since the telegraph lines were cut.",
    "A railway is to be built from the coast to {} within two years.",
    "The consul who lives in {} asks for further instructions.",
)
SHIPS = (
    "The cruiser {} was sighted off the coast on the following day.",
    "The steamer {} sailed with a cargo of wheat and flour.",
    "A torpedo struck the {} shortly before midnight.",
    "Survivors of the {} were landed by a fishing boat.",
    "Repairs to the {} will take about six weeks in dry dock.",
    "Orders were given that the {} should return to port at once.",
)
OPERATIONS = (
    "The Chiefs of Staff agreed that Operation {} should be put off.",
    "The landing craft needed for {} cannot be found before June.",
    "All forces assigned to {} will come under one commander.",
    "The target date for {} has been moved forward by ten days.",
    "Without more shipping {} would have to be given up.",
)
CAPITALS = (
    "THE SECRETARY OF STATE TO MR. {}",
    "MEMORANDUM BY THE AMBASSADOR ({})",
    "STATEMENT OF GENERAL {} BEFORE THE COMMITTEE",
    "THE CONSUL AT HAVANA ({}) TO THE DEPARTMENT",
    "REMARKS OF SENATOR {} ON THE RESOLUTION",
    "NOTE HANDED TO DR. {} ON MAY 4",
)
QUIET = (
    "There was no further discussion of the matter at that time.",
    "The remaining questions were left over until the next meeting.",
    "Copies of this despatch are being sent to the other missions.",
    "Nothing has been heard since of the goods which were ordered.",
    "It was raining hard and the roads were nearly empty.",
    "A full report will follow by the next pouch.",
    "Prices have risen again and bread is hard to get.",
    "No answer has yet been received to our last telegram.",
    "The matter is of little importance and may be left to time.",
    "Everything else in the draft was approved without change.",
    "The weather has been fine and the crops are good.",
    "Further details will be sent when they become known.",
    "We should be glad to have your views on this point.",
    "The newspapers have given the subject little attention.",
)
"""Sentences between: no page is made of names alone."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A sentence with a name.

    Attributes:
        how: in what way the name stands there, and how it was garbled.
        read: as it stands.
        truth: as it is right.
        start: where the garbled word, or the right name, starts.
        end: where it ends.
        pattern: the sentence without the name.
        entry: whose name it is; None where nobody is listed.
    """

    how: str
    read: str
    truth: str
    start: int
    end: int
    pattern: str
    entry: NameEntry | None = None


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
        new = new.upper() if at == 0 or word.isupper() else new
        other = word[:at] + new + word[at + len(old) :]
        if plain(other) != plain(word):
            return other
    return word + word[-1]


def worse(word: str, pick: random.Random) -> str:
    """Misread two places."""
    for _ in range(20):
        other = garbled(garbled(word, pick), pick)
        if plain(other) != plain(word):
            return other
    return garbled(word, pick)


def marked(word: str, pick: random.Random) -> str:
    """Put a mark or a figure in place of a letter."""
    places = [n for n, c in enumerate(word) if n and c.casefold() in MARKS]
    if not places:
        return garbled(word, pick)
    at = pick.choice(places)
    return word[:at] + pick.choice(MARKS[word[at].casefold()]) + word[at + 1 :]


@cache
def _confusions() -> tuple[tuple[tuple[str, str], ...], tuple[float, ...]]:
    """Return what presses and scanners make of letters, with how often."""
    found = {
        (truth, read): n
        for truth, reads in shipped().counts.items()
        for read, n in reads.items()
        if truth != read and truth.isalpha() and not re.search(r"[\s.,;:-]", read)
    }
    return tuple(found), tuple(found.values())


def pressed(word: str, pick: random.Random) -> str:
    """Misread one place, or two, as newspapers are misread."""
    for _ in range(pick.choice((1, 1, 2))):
        for _ in range(200):
            ((old, new),) = pick.choices(*_confusions())
            at = pick.choice([m.start() for m in re.finditer(f"(?={re.escape(old)})", word)] or [-1])
            if at >= 0 and plain(new) != plain(old):
                word = word[:at] + new + word[at + len(old) :]
                break
        else:
            return garbled(word, pick)
    return word


STRENGTHS: dict[str, Callable[[str, random.Random], str]] = {
    "one": garbled,
    "two": worse,
    "mark": marked,
    "press": pressed,
}
SHARES = (4, 2, 2, 4)


def half(key: str) -> int:
    """Say to which half a name belongs."""
    return zlib.crc32(plain(key).encode()) % 2


def entries(names: Authority, kind: str, which: int) -> list[NameEntry]:
    """Return the entries of a kind in a half whose names are of plain words."""
    every = (index.entry(number) for index in names.indexes for number in range(len(index)))
    found = [e for e in every if e.kind == kind and half(parts_of(e)[-1] if parts_of(e) else e.name) == which]
    if kind == "person":
        return [e for e in found if "," in e.name and len(family(e)) > 3 and family(e).isalpha() and given(e)]
    return [e for e in found if re.fullmatch(r"[A-Z][a-z]{3,}", e.name)]


def parts_of(entry: NameEntry) -> list[str]:
    """Return the words that tell who it is, the family name last."""
    return parts(entry.name.partition(",")[0])


def family(entry: NameEntry) -> str:
    """Return the last word of the family name."""
    return (entry.name.partition(",")[0].split() or [""])[-1]


def given(entry: NameEntry) -> str:
    """Return the first given name, if it is written out."""
    words = entry.name.partition(",")[2].split()
    return words[0] if words and len(words[0]) > 3 and words[0].isalpha() else ""


def office(entry: NameEntry) -> str:
    """Return the first office, without what follows it."""
    rest = [part for part in entry.note.split("; ") if not part[:4].isdigit() and not part.startswith("in the index")]
    return re.split(r" (?:from|until|since|\d)|,|\(|…", rest[0])[0].strip(" .") if rest else ""


def _plant(
    how: str, pattern: str, before: str, word: str, after: str, read: str, entry: NameEntry | None = None
) -> Plant:
    head, tail = pattern.split("{}")
    start = len(head) + len(before)
    texts = [head + before + name + after + tail for name in (read, word)]
    return Plant(how, texts[0], texts[1], start, start + len(read), pattern, entry)


def people(names: Authority, which: int, pick: random.Random, size: int) -> Iterator[Plant]:
    """Yield sentences with a garbled name of a person; the prominent ones oftener."""
    chosen = entries(names, "person", which)
    weights = [entry.weight for entry in chosen]
    for way in ("title", "given", "garbled given", "office after", "bare", "possessive", "broken", "capitals"):
        for entry in pick.choices(chosen, weights, k=size):
            strength = pick.choices(list(STRENGTHS), SHARES)[0]
            garble = STRENGTHS[strength]
            phrase = _phrase(way, entry, pick)
            if phrase is None:
                continue
            pattern, before, name, after = phrase
            read = garble(name, pick)
            if way == "broken":
                if len(read) < 6:
                    continue
                cut = pick.randrange(2, len(read) - 2)
                read = read[:cut] + "-\n" + read[cut:]
            yield _plant(f"{way}, {strength}", pattern, before, name, after, read, entry)


def _phrase(way: str, entry: NameEntry, pick: random.Random) -> tuple[str, str, str, str] | None:
    """Return a sentence, what stands before the name to garble, that name, and what stands after it.

    None where the person has no office and one is to follow.
    """
    name, first, pattern = family(entry), given(entry), pick.choice(SENTENCES)
    if way == "title":
        return pattern, pick.choice(TITLES) + " ", name, ""
    if way == "given":
        return pattern, first + " ", name, ""
    if way == "garbled given":
        return pattern, "", first, " " + name
    if way == "office after":
        place = office(entry)
        return (pattern, first + " ", name, f", {place},") if place else None
    if way == "possessive":
        title = pick.choice(("Mr. ", ""))
        return pattern.replace("{}", title + "{} office"), "", name, "'s"
    if way == "capitals":
        return pick.choice(CAPITALS), "", name.upper(), ""
    return pattern, "", name, ""


def others(names: Authority, which: int, pick: random.Random, size: int) -> Iterator[Plant]:
    """Yield sentences with a garbled name of a place, a ship or an operation."""
    for kind, patterns in (("place", PLACES), ("ship", SHIPS), ("operation", OPERATIONS)):
        chosen = entries(names, kind, which)
        for entry in pick.choices(chosen, k=size):
            strength = pick.choices(list(STRENGTHS), SHARES)[0]
            read = STRENGTHS[strength](entry.name, pick)
            yield _plant(f"{kind}, {strength}", pick.choice(patterns), "", entry.name, "", read, entry)


def strangers(names: Authority, which: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return family and given names of people after the period whom nobody lists: Americans, and others."""
    born = {
        (row["surname"], row["forename"].split()[0])
        for row in table("pocom_people.tsv")
        if row["birth"] >= "1935" and row["forename"]
    }
    american = [pair for pair in sorted(born) if _unlisted(names, pair[0], which)]
    foreign = []
    for person in json.loads((shared() / "authority" / "people.json").read_text("utf-8")):
        years = [int(m.group()) for volume in person["volumes"] if (m := re.search(r"\d{4}", volume))]
        last, _, first = person["name"].partition(",")
        row = (last.split()[-1] if last.split() else "", first.split()[0] if first.split() else "")
        if years and min(years) > LAST and row[1] and _unlisted(names, row[0], which) and row not in born:
            foreign.append(row)
    return american, foreign


def _unlisted(names: Authority, word: str, which: int) -> bool:
    return word.isalpha() and word.istitle() and len(word) > 3 and not names.knows(word) and half(word) == which


def right(names: Authority, language: Language, which: int, pick: random.Random, size: int) -> Iterator[Plant]:
    """Yield sentences with a name that is right as it stands: rare, of the period, unlisted, or near another word."""
    rare = [e for e in entries(names, "person", which) if e.weight <= 2]
    rows: dict[str, list[tuple[str, Sequence[str]]]] = {
        "rare": [(f"{given(e)} ", (family(e),)) for e in rare],
        "rare, a title": [(f"{pick.choice(TITLES)} ", (family(e),)) for e in rare],
    }
    every = [index.entry(number) for index in names.indexes for number in range(len(index))]
    period = [e for e in every if e.id.startswith("period-") and e.kind in ("person", "place")]
    variants = [(e.kind, v) for e in period for v in e.variants if re.fullmatch(r"[A-Z][a-z]{3,}", v)]
    rows["period variant"] = [("Mr. " if k == "person" else "", (v,)) for k, v in variants if half(v) == which]
    american, foreign = strangers(names, which)
    rows["unlisted American"] = [(f"{pick.choice(('Mr.', first))} ", (last,)) for last, first in american]
    rows["unlisted foreign"] = [(f"{pick.choice(('Mr.', 'General', first))} ", (last,)) for last, first in foreign]
    unlisted = [last for last, _ in american + foreign]
    rows["unlisted, bare"] = [("", (last,)) for last in unlisted]
    rows["unlisted, capitals"] = [("", (last.upper(),)) for last in unlisted]
    rows["near a listed name"] = [
        ("Mr. ", (last,)) for last in unlisted
        if any(price <= 1 and form.weight > 20 for form, price in names.similar(last))
    ]  # fmt: skip
    common = {word for word in language.words if language.count(word) > 2000 and language.cased(word) < 0.5}
    rows["near a common word"] = [("Mr. ", (last,)) for last in unlisted if _near(last.casefold(), common)]
    for how, row in rows.items():
        for before, (word,) in pick.sample(row, min(size, len(row))):
            place = how == "period variant" and not before
            patterns = CAPITALS if word.isupper() else PLACES if place else SENTENCES
            yield _plant(how, pick.choice(patterns), before, word, "", word)


def _near(word: str, common: set[str]) -> bool:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return any(
        word[:n] + c + word[n + 1 :] in common
        or word[:n] + c + word[n:] in common
        or word[:n] + word[n + 1 :] in common
        for n in range(len(word))
        for c in letters
    )


Page = tuple[str, list[tuple[int, Plant]]]
"""A text, and the sentences with names in it with where each starts."""


def again(names: Authority, language: Language, which: int, pick: random.Random, size: int) -> Iterator[Page]:
    """Yield texts in which a name that nobody lists stands right twice and is garbled the third time."""
    american, foreign = strangers(names, which)
    for last, _ in pick.sample(american + foreign, size):
        read = garbled(last, pick)
        if names.knows(read) or language.known(read):
            continue
        patterns, quiet, text = pick.sample(SENTENCES, 3), pick.sample(QUIET, 3), ""
        for pattern, rest in zip(patterns[:2], quiet, strict=False):
            text += f"{pattern.replace('{}', f'Mr. {last}')} {rest} "
        plant = _plant("again", patterns[2], "Mr. ", last, "", read)
        yield f"{text}{plant.read} {quiet[2]}", [(len(text), plant)]


def pages(plants: Sequence[Plant], pick: random.Random, most: int = 12) -> Iterator[Page]:
    """Yield texts with some plants each, a quiet sentence after every one, and where each plant starts.

    No sentence stands twice in a text: what is told from doubled passages is not measured here.
    """
    left = list(plants)
    pick.shuffle(left)
    while left:
        text, placed, used, kept = "", [], set(), []
        quiet = pick.sample(QUIET, len(QUIET))
        for plant in left:
            if plant.pattern in used or len(placed) == min(most, len(QUIET)):
                kept.append(plant)
                continue
            used.add(plant.pattern)
            placed.append((len(text), plant))
            gap = "\n\n" if plant.read.isupper() else " "
            text += plant.read + gap + quiet[len(placed) - 1] + ("\n\n" if pick.random() < 0.3 else " ")
        left = kept
        yield text.strip(), placed
