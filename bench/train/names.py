"""Make the name authority that ships: ``python -m bench.train.names [FOLDER]``, under a minute.

From the public-domain lists in shared/authority (Foreign Relations of the United States, Principal Officers of the
Department of State), from the project's own list of the period (corpus/names/period.csv), and from words that stand
with a capital in several books of shared/lang.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.table import shared
from corpus.language import load as load_language
from corpus.language.learn import FREQUENT, misreadings
from corpus.names.authority import SHIPPED
from corpus.names.index import Index, NameEntry, parts, plain
from corpus.names.lists import read

FIRST = 1890
"""The first year of the volumes that count."""
LAST = 1963
"""The last one: volumes on 1961-63 still name the people of 1960."""
NOTE = 240
"""Code points of a note that are kept."""
BOOKS = 2
"""In so many of them."""
OWN = 10
"""The weight of a name that the project's own list has: about so many volumes."""
ODDS = 3
"""How many misreadings may stand against one occurrence of a name."""
MENTIONS = 5
"""How often a name stands in a volume that lists it, about."""
SHORT = 4
"""The weight that a name of three letters or two needs."""
COMMON = 0.95
"""The share with a capital from which a word of shared/lang is a name."""


def rows(name: str) -> Iterator[dict[str, str]]:
    with (shared() / "authority" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _years(volumes: list[str]) -> list[int]:
    return [int(m.group()) for volume in volumes if (m := re.search(r"\d{4}", volume))]


def _note(remarks: list[str], born: str, died: str) -> str:
    """Return dates and offices: the remark that has most in common with the others first."""
    cleaned = [
        re.sub(r"^(?:Non-career appointee|Foreign Service Officer|Career Ambassador)\. ", "", r) for r in remarks
    ]
    cleaned = [r.strip(" .").replace("Ambassador Extraordinary and Plenipotentiary", "Ambassador") for r in cleaned]
    cleaned = [r.replace("Envoy Extraordinary and Minister Plenipotentiary", "Minister") for r in cleaned]
    left = [r for r in dict.fromkeys(cleaned) if r and not r.startswith("see ") and not r.startswith("(")]
    common = Counter(word for r in left for word in set(r.split()))
    left.sort(key=lambda r: -sum(common[word] - 1 for word in set(r.split())) / (5 + len(r.split())))
    whole = f"{born}–{died}" if born or died else ""
    for remark in left:
        said = set(whole.split())
        if whole and (
            len(whole) + len(remark) > NOTE or sum(w in said for w in remark.split()) > 0.6 * len(remark.split())
        ):
            continue
        whole = f"{whole}; {remark}" if whole else remark
    return whole if len(whole) <= NOTE else whole[: NOTE - 1].rsplit(" ", 1)[0] + "…"


def people() -> Iterator[NameEntry]:
    """Yield the people who may be named in papers of the period."""
    terms: dict[str, list[int]] = defaultdict(list)
    for row in rows("pocom_people.tsv"):
        years = [int(year) for year in re.findall(r"/(\d{4})", row["roles"])]
        terms[plain(f"{row['surname']}, {row['forename']}")] += years
    for person in json.loads((shared() / "authority" / "people.json").read_text("utf-8")):
        volumes = [year for year in _years(person["volumes"]) if year <= LAST]
        active = volumes + [year for year in terms[plain(person["name"])] if FIRST <= year <= LAST]
        visits = [int(y) for r in person["remarks"] if "Visited U.S." in r for y in re.findall(r"\b1[89]\d\d", r)]
        active += [year for year in visits if FIRST <= year <= LAST]
        if not active:
            continue
        born, died = person["birth"][:4], person["death"][:4]
        since = int(born) + 15 if born.isdigit() else min(active) - 25
        until = int(died) + 20 if died.isdigit() else max(active) + 30
        name = re.sub(r"\s+", " ", person["name"]).strip(" ,")
        variants = tuple(dict.fromkeys(v.strip(" ,") for v in person["variants"] if v.strip(" ,") != name))
        note = _note(person["remarks"], born, died)
        yield NameEntry(f"p{person['id']}", "person", name, variants, note, since, until, 1 + len(volumes))


def places() -> Iterator[NameEntry]:
    """Yield states, territories and posts."""
    for row in rows("places.tsv"):
        if row["kind"] == "territory":
            since, until = row["since"], row["until_or_territory"]
            if (until.isdigit() and int(until) < FIRST) or (since.isdigit() and int(since) > LAST):
                continue
            long = (row["long_name"],) if row["long_name"] not in ("", row["name"]) else ()
            yield NameEntry(f"t-{row['id']}", "place", row["name"], long, "state or territory", weight=5)
        else:
            land = row["until_or_territory"].replace("-", " ").title()
            yield NameEntry(f"l-{row['id']}", "place", row["name"], (), f"in {land}" if land else "", weight=3)


def terms() -> Iterator[NameEntry]:
    """Yield abbreviations and code names of the volumes, each once, with its shortest meaning."""
    meanings: dict[str, list[str]] = defaultdict(list)
    for row in rows("frus_terms.tsv"):
        years = _years([row["volume"]])
        meaning = row["entry"].removeprefix(row["name"]).strip(" ,:;—–-")
        if years and years[0] <= LAST and meaning and 0 < len(row["name"].strip()) <= 40:
            meanings[row["name"].strip()].append(meaning)
    for number, (name, found) in enumerate(sorted(meanings.items())):
        best = min(found, key=len)[:NOTE]
        code = any(
            re.search(r"code (?:name|word)|operations? |offensive|landing|invasion|conference", m) for m in found
        )
        kind = "operation" if code and name[:1].isupper() and name[1:].islower() else "abbreviation"
        yield NameEntry(f"a{number}", kind, name, (), best, weight=len(found))


def indexed() -> Iterator[NameEntry]:
    """Yield the people that only the volumes' indexes name."""
    for number, row in enumerate(rows("frus_index_names.tsv")):
        name = row["name"].partition("—")[0].replace("–", "-").strip()
        if (
            "," in name
            and not re.search(r"\d|Department|Treaty|Resolution|Council|Nato|U\.[SN]\.|[A-Z]{3}", name)
            and parts(name)
        ):
            years = _years(row["volumes"].split()) or [LAST]
            note = f"in the index of {row['volumes'].replace(' ', ', ')}"
            yield NameEntry(f"i{number}", "person", name, (), note[:NOTE], min(years) - 25, max(years) + 30,
                        int(row["n_volumes"]))  # fmt: skip


def entries() -> list[NameEntry]:
    """Return all entries: the project's own list joined with the people and places that the others have too."""
    found = [*people(), *places(), *terms()]
    at: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(found):
        for key in _keys(entry):
            if key not in at or entry.weight > found[at[key]].weight:
                at[key] = number
    for entry in indexed():
        if not any(key in at for key in _keys(entry)):
            found.append(entry)
    for entry in read(Path(__file__).parents[2] / "corpus" / "names" / "period.csv"):
        same = at.get(_keys(entry)[0])
        if same is None:
            found.append(replace(entry, weight=OWN))
            continue
        old = found[same]
        forms = dict.fromkeys((*old.variants, entry.name, *entry.variants))
        found[same] = replace(
            old,
            variants=tuple(form for form in forms if form != old.name),
            note=f"{entry.note}; {old.note}"[:NOTE] if entry.note else old.note,
            weight=max(old.weight, OWN),
        )
    return found


def _keys(entry: NameEntry) -> list[tuple[str, str]]:
    """Return what entries of one person or place have in common: family name and how a given one begins."""
    if entry.kind != "person":
        return [(entry.kind, plain(entry.name))]
    family, _, given = plain(entry.name).partition(",")
    return [(family, name[:3]) for name in given.split() or [""]]


def capitals(known: set[str]) -> dict[str, int]:
    """Return words that stand with a capital in several of the books, with a weight from how often."""
    language = load_language()
    return {
        word[:1].upper() + word[1:]: min(20, 1 + count // 50)
        for (word, count), books in zip(language.forms, language.evidence.tolist(), strict=True)
        if len(word) > 2
        and "'" not in word
        and books >= BOOKS * 16
        and plain(word) not in known
        and language.known(word.capitalize())
        and language.cased(word) >= COMMON
    }


def doubtful(index: Index) -> set[str]:
    """Return the words of names that are rather misreadings of common words, in OCR text, when they stand alone."""
    language = load_language()
    everything = sum(int(count) for count in language.counts)
    expected: Counter[str] = Counter()
    for word, count in language.forms:
        if count >= FREQUENT * everything:
            for other, chance in misreadings(word).items():
                if other in index.places:
                    expected[other] += chance * count
    return {
        word
        for word, weight, exact in zip(index.words, index.weights.tolist(), index.exact.tolist(), strict=True)
        if expected[word] > ODDS * max(language.count(word), MENTIONS * weight)
        or (len(word) < 4 and weight < SHORT and not exact)
    }


def main() -> None:
    """Write the folder."""
    found = entries()
    known = {plain(word) for entry in found for form in (entry.name, *entry.variants) for word in parts(form)}
    more = capitals(known)
    index = Index.build(found, more, doubtful(Index.build(found, more)))
    index.save(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
    print(Counter(entry.kind for entry in found), len(index.words), "words")


if __name__ == "__main__":
    main()
