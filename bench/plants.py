"""Makes faulty documents out of clean ones, with a key to what was done: pages, copies, stamps, exchanged leaves.

The clean text is that of the FRUS volumes in ``shared/lang``; nothing here is tuned to ``shared/bench/planted``: the
detectors can be judged on both.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .table import shared

Row = dict[str, Any]
HEAD = re.compile(
    r"^(?:\d+\. )?(?:The .{4,90} to (?:the|President) .{4,80}|(?:Memorandum|Telegram|Letter|Despatch) .{8,120})$"
)
CONFUSED = {
    "e": "oc",
    "o": "eoc0",
    "a": "nuos",
    "i": "lIt1",
    "l": "I1i",
    "s": "aB",
    "r": "it",
    "n": "ua",
    "u": "na",
    "h": "bli",
    "b": "h",
    "m": "nw",
    "t": "lfi",
    "f": "t",
    "c": "eo",
    "d": "cl",
    "w": "vv",
    "y": "v",
    "g": "q",
    "p": "n",
    "F": "P",
    "R": "H",
    "S": "B8",
    "T": "I",
    " ": ".",
    ".": ",",
    ",": ".",
}
TYPISTS = ("JWB:KM", "EDR:mls", "FCH/jk", "RLP:HB", "AAB:ma")
TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--"})
KINDS = ("garbled", "exact", "truncated", "exchanged", "repeat", "plain")
MOVES = ("exchanged", "apart", "moved", "doubled")
"""Neighbours exchanged, pages exchanged that are no neighbours, one page that stands two or more pages from its place,
and one that stands there a second time."""


def garbled(text: str, share: float, chance: random.Random) -> str:
    """Misread a share of the letters, now and then lose or add one."""
    out: list[str] = []
    for letter in text:
        roll = chance.random()
        if roll > share or letter == "\n":
            out.append(letter)
        elif roll < 0.08 * share:
            out.append("")
        elif roll < 0.16 * share:
            out.append(letter + chance.choice("il.,"))
        elif letter == " ":
            out.append(chance.choice(["", ".", " ", " ", " "]))
        else:
            out.append(chance.choice(CONFUSED.get(letter, "ecoanil")))
    return "".join(out)


@dataclass
class PlantedSheet:
    """A document being made: its text so far, the key, and where a page breaks the running text."""

    name: str
    text: str = ""
    rows: list[Row] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)

    def add(self, piece: str) -> tuple[int, int]:
        """Append, and give where the piece stands."""
        start = len(self.text)
        self.text += piece
        return start, len(self.text)

    def fault(self, span: tuple[int, int], kind: str, corr: str = "") -> None:
        """Enter a fault in the key."""
        start, end = span
        self.rows.append(
            {"file": self.name, "start": start, "end": end, "sic": self.text[start:end], "corr": corr, "kind": kind}
        )


def documents(
    number: int, seed: int, volumes: slice = slice(None), noisy: bool = False, kinds: Sequence[str] = KINDS
) -> Iterator[PlantedSheet]:
    """Make faulty documents, the kinds of fault in turn; noisy ones have misread letters too, which no key lists."""
    chance = random.Random(seed)
    clean = list(letters(volumes))
    chance.shuffle(clean)
    for place, text in enumerate(clean[:number]):
        yield plant(f"plant{place:03}.txt", text, kinds[place % len(kinds)], chance, noisy)


def letters(volumes: slice = slice(None)) -> Iterator[str]:
    """Yield the clean documents of middling length in the volumes."""
    for path in sorted((shared() / "lang" / "frus").glob("*.txt.gz"))[volumes]:
        with gzip.open(path, "rt", encoding="utf8") as stream:
            blocks = stream.read().translate(TYPED).split("\n\n")
        heads = [n for n, block in enumerate(blocks) if HEAD.match(block)]
        for first, last in pairwise(heads):
            text = "\n\n".join(block.strip() for block in blocks[first:last])
            if 2_500 <= len(text) <= 10_000:
                yield text


def plant(name: str, clean: str, kind: str, chance: random.Random, noisy: bool = False) -> PlantedSheet:
    """Break a clean document over pages and plant one fault of the kind, registry marks now and then."""
    sheet = PlantedSheet(name)
    pages = [page for page in in_pages(clean, chance) if page]
    numbered, catchwords, marks = chance.random() < 0.7, chance.random() < 0.5, chance.random() < 0.3
    order, wrong = _order(kind, len(pages), chance)
    noise = chance.choice([0.0, 0.0, 0.003, 0.006]) if noisy else 0.0
    truncated = chance.randrange(1, len(pages)) if kind == "truncated" and len(pages) > 1 else 0
    for place, number in enumerate(order):
        page = pages[number]
        if place:
            _turn(sheet, page, number, numbered, catchwords and not wrong, marks, chance)
            if place == truncated:
                stump = re.match(r"[^\n]{90,130}[a-z]{4,}(?= )", page)
                if stump:
                    sheet.fault(sheet.add(garbled(stump.group(), 0.01, chance)), "duplicate")
                    sheet.add("\n\n")
        span = sheet.add(garbled(page, noise, chance))
        if place in wrong:
            sheet.fault(span, "duplicate" if kind == "doubled" else "misplaced")
        if place < len(order) - 1 and not wrong and chance.random() < 0.3:
            _split(sheet, chance)
    paragraphs = [p for p in clean.split("\n\n")[2:] if len(p) > 250]
    if kind in ("garbled", "exact") and paragraphs:
        passage = chance.choice(paragraphs)
        sheet.add("\n\n")
        share = chance.uniform(0.15, 0.33) if kind == "garbled" else 0.0
        sheet.fault(sheet.add(garbled(passage, share, chance)), "duplicate")
    if kind == "repeat" and paragraphs:
        sheet.add("\n\nThe Secretary of State to the Ambassador in France (Caffery)\n\nWashington, May 3, 1947.\n\n")
        sheet.add("\n\n".join(paragraphs[:2]))
    return sheet


def _order(kind: str, count: int, chance: random.Random) -> tuple[list[int], frozenset[int]]:
    """Return the order of the pages, and which places in it are wrong."""
    order = list(range(count))
    if kind == "exchanged" and count > 3:
        one = chance.randrange(1, count - 2)
        order[one], order[one + 1] = order[one + 1], order[one]
        return order, frozenset((one, one + 1))
    if kind == "apart" and count > 4:
        one = chance.randrange(1, count - 3)
        other = chance.randrange(one + 2, count - 1)
        order[one], order[other] = order[other], order[one]
        return order, frozenset((one, other))
    if kind in ("moved", "doubled") and count > 4:
        one = chance.randrange(1, count)
        other = chance.choice([n for n in range(1, count) if abs(n - one) > 1])
        if kind == "moved":
            order.insert(other, order.pop(one))
        else:
            order.insert(other + (other > one), one)
        return order, frozenset((order.index(one) if kind == "moved" else other + (other > one),))
    return order, frozenset()


def in_pages(clean: str, chance: random.Random, near: int = 250) -> Iterator[str]:
    """Cut a text into pages: where a paragraph ends so near the foot, there, else in the middle of a sentence."""
    at = 0
    while len(clean) - at > 1_900:
        stop = clean.index(" ", at + chance.randrange(900, 1_500))
        around = clean[max(at, stop - near) : stop + near]
        if "\n" in around:
            stop = clean.find("\n\n", max(at, stop - near))
        yield clean[at:stop].strip()
        at = stop
    yield clean[at:].strip()


def _turn(
    sheet: PlantedSheet, page: str, number: int, numbered: bool, catchwords: bool, marks: bool, chance: random.Random
) -> None:
    """Turn the page: catchword, typist's initials, number, a registry mark."""
    bare = not (numbered or catchwords or marks)
    last = sheet.text[-1]
    first = page.split()[0]
    if catchwords and first.isalpha():
        sheet.add("\n\n")
        sheet.fault(sheet.add(f"{first}/"), "furniture")
    if marks and chance.random() < 0.5:
        sheet.add("\n\n")
        registry = f"{chance.randrange(1000, 9999)}/{chance.randrange(1, 200)}/{chance.randrange(38, 55)}"
        mark = chance.choice([registry, "(over)", *TYPISTS])
        sheet.fault(sheet.add(mark), "furniture")
    if numbered:
        sheet.add("\n\n")
        sheet.fault(sheet.add(f"-{number + 1}-"), "furniture")
    span = sheet.add("\n\n")
    sheet.turns.append(span[1])
    if bare and last.isalpha() and page[0].islower() and "\n" not in sheet.text[-80:-2]:
        sheet.fault(span, "paragraph", " ")


def _split(sheet: PlantedSheet, chance: random.Random) -> None:
    """Break a long word near the end of what stands there over a page."""
    found = list(re.finditer(r"(?<![\w-])[a-z]{7,12}(?![\w'-])", sheet.text[-400:]))
    if found:
        word = chance.choice(found)
        start = len(sheet.text) - len(sheet.text[-400:]) + word.start()
        cut = chance.randrange(3, len(word.group()) - 2)
        sheet.text = sheet.text[: start + cut] + "-\n\n" + sheet.text[start + cut :]
        sheet.turns = [turn + 3 * (turn > start + cut) for turn in sheet.turns]
        for row in sheet.rows:
            if row["end"] > start + cut:
                row["end"] += 3
                row["start"] += 3 * (row["start"] > start + cut)
                row["sic"] = sheet.text[row["start"] : row["end"]]
        sheet.fault((start, start + len(word.group()) + 3), "split", word.group())
