"""Synthetic documents: clean text of many kinds, each read by a channel of its own (domain randomisation).

What is learned from one collection knows its press, its scanner and its engine. Here every document gets another: how
many letters are wrong and how evenly, what share is added, lost or taken for others, which few confusions are
frequent, whether words run together or fall apart, how the lines are broken. The texts are of books held back: the
language that the documents are weighed by is learned without them.
"""

from __future__ import annotations

import random
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench.train.misreadings import Pair
from bench.train.texts import books
from corpus.language import Language
from corpus.language import load as load_language
from corpus.language.learn import Book, learn, summary
from restore.words.channel import Confusions, shipped
from restore.words.old_spelling import unsettled

HELD = 14
"""One book of so many, in each group at least one, is held back."""
WORDS = (120, 450)
"""How long a document is."""
ALIKE = (
    "aeocsuo",
    "ilIt1jfr!",
    "nuhbmrvk",
    "ceoCGOQ0",
    "BRPEFSH",
    "hbkltd",
    "vyxwu",
    "gqyjp9",
    "fts",
    "zs2",
    "MNHWK",
    "3589B",
)
"""Letters that look alike, whatever the type."""
STRAY = ".,'-*^~«»•_|:;`\"\\/!°■"
MARKED = 0.2
"""Share of the documents that have marks of emphasis, as transcriptions have."""
RATES = ((0.12, 0.0, 0.0), (0.2, 0.002, 0.01), (0.33, 0.01, 0.05), (0.25, 0.05, 0.12), (0.10, 0.12, 0.25))
"""How often a document is how bad: share of the documents, lowest and highest share of wrong letters."""


@dataclass(frozen=True, slots=True)
class Noisy:
    """A synthetic document.

    Attributes:
        name: of the book, and a number.
        read: the text with faults.
        truth: the text without.
        aligned: the stretches between blanks that both have.
        rate: the share of wrong letters it was made with.
    """

    name: str
    read: str
    truth: str
    aligned: list[Pair]
    rate: float


def held_back() -> tuple[list[Book], list[tuple[str, Book]]]:
    """Return the books to learn a language from, and those held back, with their groups."""
    kept: list[Book] = []
    held: list[tuple[str, Book]] = []
    for group, row in groupby(books(), key=lambda pair: pair[0]):
        ranked = sorted((book for _, book in row), key=lambda book: zlib.crc32(book.name.encode()))
        cut = max(1, len(ranked) // HELD)
        held += [(group, book) for book in ranked[:cut]]
        kept += ranked[cut:]
    return kept, held


def reduced(folder: Path | None = None) -> tuple[Language, list[tuple[str, Book]]]:
    """Return a language learned without the books held back, made once and kept in a folder, and these books."""
    folder = folder or Path(tempfile.gettempdir()) / "corrigenda-reduced"
    kept, held = held_back()
    if not (folder / "about.json").exists():
        language = learn(kept)
        folder.mkdir(exist_ok=True)
        language.save(folder, {"source": "shared/lang", **summary(language, len(kept))})
    return load_language(folder), held


class Reader:
    """A reading machine with faults of its own, for one document."""

    def __init__(self, noise: random.Random, learned: Confusions) -> None:
        self.noise = noise
        _, low, high = noise.choices(RATES, [share for share, _, _ in RATES])[0]
        self.rate = noise.uniform(low, high)
        # shares of the kinds of faults: substituted, added, lost, two as one, one as two
        shares = [noise.gammavariate(shape, 1.0) for shape in (2.5, 0.5, 0.7, 0.4, 0.4)]
        whole = sum(shares)
        self.shares = [share / whole for share in shares]
        bad = self.rate / 0.05
        self.joins = noise.gammavariate(0.5, 0.01) * bad
        self.cuts = noise.gammavariate(0.5, 0.01) * bad
        self.strays = noise.gammavariate(0.5, 0.02) * bad
        self.marks = noise.gammavariate(0.7, 0.03) * bad
        self.uneven = noise.choice((0.3, 0.6, 1.0, 2.0, 8.0))
        self.doubling = noise.random() < 0.4
        self.swap = self._swaps(learned)
        two = [(t, r) for t, row in learned.counts.items() for r in row if len(t) == 2 and len(r) == 1]
        one = [(t, r) for t, row in learned.counts.items() for r in row if len(t) == 1 and len(r) == 2]
        self.merge = dict(noise.sample(two, min(len(two), 12)))
        self.split = dict(noise.sample(one, min(len(one), 12)))
        self.added = noise.choices("abcdefghijklmnoprstuvwxyz,.'-:;^*ITLEAJ", k=noise.randint(2, 12))
        # a few letters are read wrong again and again
        frequent = noise.sample(
            list("aaeeeiiooutnnrrsshhlldcmfgpbwyvAITSMW"), noise.randint(0, 5) if self.rate > 0.004 else 0
        )
        self.frequent = {letter: (self._other(letter), noise.uniform(0.05, 0.4)) for letter in frequent}

    def _swaps(self, learned: Confusions) -> dict[str, tuple[list[str], list[float]]]:
        """Return for each letter what it is taken for: as learned but distorted, or what looks alike."""
        tempered = self.noise.choice((0.0, 0.7, 1.5))
        share = self.noise.random()
        swaps: dict[str, tuple[list[str], list[float]]] = {}
        for truth, row in learned.counts.items():
            if len(truth) == 1 and not truth.isspace():
                reads = [(r, n) for r, n in row.items() if len(r) == 1 and not r.isspace()]
                total = sum(n for _, n in reads) or 1.0
                weights = {r: (1 - share) * n / total * self.noise.lognormvariate(0, tempered) for r, n in reads}
                near = [c for cluster in ALIKE if truth in cluster for c in cluster if c != truth]
                for other in near:
                    weights[other] = weights.get(other, 0.0) + share / len(near) * self.noise.lognormvariate(0, 1.0)
                if weights:
                    swaps[truth] = (list(weights), list(weights.values()))
        return swaps

    def _other(self, letter: str) -> str:
        if letter not in self.swap:
            return letter
        return self.noise.choices(*self.swap[letter])[0]

    def word(self, word: str, rate: float) -> str:
        """Read a word where so many letters are wrong."""
        noise = self.noise
        made: list[str] = []
        at = 0
        chance = rate * 1.25
        while at < len(word):
            letter = word[at]
            at += 1
            frequent = self.frequent.get(letter)
            if frequent and noise.random() < min(0.8, frequent[1] * rate / max(self.rate, 1e-9)):
                made.append(frequent[0])
                continue
            if noise.random() >= chance:
                made.append(letter)
                continue
            if not letter.isalnum() and noise.random() < 0.5:
                made.append(noise.choice(("", ".", ",", "'", "-", letter)))
                continue
            match noise.choices(range(5), self.shares)[0]:
                case 1:
                    extra = letter if self.doubling and noise.random() < 0.3 else noise.choice(self.added)
                    made += [extra, letter] if noise.random() < 0.5 else [letter, extra]
                case 2:
                    pass
                case 3 if word[at - 1 : at + 1] in self.merge:
                    made.append(self.merge[word[at - 1 : at + 1]])
                    at += 1
                case 4 if letter in self.split:
                    made.append(self.split[letter])
                case _:
                    made.append(self._other(letter))
        return "".join(made)

    def torn(self, seen: str, wave: float) -> str:
        """Put a blank into a word now and then."""
        noise = self.noise
        if len(seen) < 4 or noise.random() >= self.cuts * wave:
            return seen
        cut = noise.randint(1, len(seen) - 1)
        return seen[:cut] + noise.choice((" ", " ", " ", ". ", "- ", " .")) + seen[cut:]

    def edges(self, word: str) -> str:
        """Put stray marks beside a word, or lose its own."""
        noise = self.noise
        if noise.random() < self.marks:
            stray = noise.choice(STRAY)
            return stray + word if noise.random() < 0.5 else word + stray
        if noise.random() < self.marks and len(word) > 1 and word[-1] in ".,;:":
            return word[:-1] + noise.choice(("", ",", ".", ":"))
        return word


def documents(many: int, held: list[tuple[str, Book]], seed: int = 0) -> Iterator[Noisy]:
    """Make synthetic documents, from each group of texts alike."""
    noise = random.Random(seed)
    learned = shipped()
    groups: dict[str, list[tuple[Book, list[str]]]] = {}
    for group, book in held:
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", book.text)]
        groups.setdefault(group, []).append((book, [p for p in paragraphs if p]))
    kinds = list(groups)
    for number in range(many):
        group = kinds[number % len(kinds)]
        book, paragraphs = noise.choice(groups[group])
        wanted, at = noise.randint(*WORDS), noise.randrange(len(paragraphs))
        passage: list[str] = []
        while wanted > 0 and at < len(paragraphs):
            passage.append(" ".join(paragraphs[at].split()[: wanted + 20]))
            wanted -= len(passage[-1].split())
            at += 1
        if noise.random() < MARKED:
            passage = [emphasised(paragraph, noise) for paragraph in passage]
        yield read(f"{group}/{number}/{book.name}", passage, Reader(noise, learned))


def emphasised(paragraph: str, noise: random.Random) -> str:
    """Put marks of emphasis around some words of a paragraph, or of a heading before it: they belong there."""
    words = paragraph.split(" ")
    mark = noise.choice(("*", "*", "**", "_", "'", '"'))
    for _ in range(1 + len(words) // 40):
        at = noise.randrange(len(words))
        last = min(len(words) - 1, at + noise.randint(0, 3))
        words[at] = mark + words[at]
        words[last] += mark
    if noise.random() < 0.2:
        words.insert(0, noise.choice(("#", "##", "*", "-", "•", "§")))
    return " ".join(words)


class PrintedPage:
    """A text as it is put down, with the stretches between the blanks that reading and truth share."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.aligned: list[Pair] = []
        self.size = self.column = 0
        self._now: list[str] = []
        self._truth = ""

    def put(self, seen: str, truth: str) -> None:
        """Put down what was read, and what should stand there."""
        self._now.append(seen)
        self._truth += truth
        self.column = len(seen) - seen.rfind("\n") - 1 if "\n" in seen else self.column + len(seen)

    def blank(self, gap: str) -> None:
        """Put down a blank that both have."""
        body = "".join(self._now)
        if body or self._truth:
            self.aligned.append(Pair(self.size, self.size + len(body), body, self._truth))
        self.made += [body, gap]
        self.size += len(body) + len(gap)
        self.column = 0 if gap.endswith("\n") else self.column + len(gap)
        self._now, self._truth = [], ""


def read(name: str, passage: list[str], reader: Reader) -> Noisy:
    """Read a passage, paragraph by paragraph, in lines of some width or none."""
    noise = reader.noise
    page = PrintedPage()
    width = noise.choice((0, 0, 32, 45, 60, 75))
    hyphens = noise.choice((0.0, 0.5, 0.9)) if width else 0.0
    lost = noise.choice((0.0, 0.05, 0.3))
    aged, capitals = noise.random() < 0.08, noise.random() < 0.05
    wave, left = 1.0, 0
    for paragraph in passage:
        words = paragraph.split(" ")
        for number, word in enumerate(words, 1):
            if not left:
                left = noise.randint(8, 60)
                wave = noise.gammavariate(reader.uneven, 1.0 / reader.uneven)
            left -= 1
            if aged and word.isalpha() and word.islower() and len(word) > 3 and noise.random() < 0.3:
                word = noise.choice(unsettled(word) or (word,))
            if capitals and noise.random() < 0.2:
                word = word.upper()
            rate = min(0.6, reader.rate * wave * noise.gammavariate(0.7, 1.0 / 0.7)) if reader.rate else 0.0
            full = page.column + len(word) > width and word.isalpha() and len(word) > 6
            if full and noise.random() < hyphens:
                _put_divided(page, word, reader, rate, lost)
            else:
                page.put(reader.edges(reader.torn(reader.word(word, rate), wave)), word)
            if number == len(words):
                page.blank("\n\n")
            else:
                _put_blank(page, reader, wave, width)
    return Noisy(name, "".join(page.made), "\n\n".join(passage), page.aligned, reader.rate)


def _put_divided(page: PrintedPage, word: str, reader: Reader, rate: float, lost: float) -> None:
    """Put a word down in two lines, the hyphen lost at some rate."""
    noise = reader.noise
    cut = noise.randint(2, len(word) - 3)
    page.put(reader.word(word[:cut], rate), word[:cut])
    if noise.random() < lost:
        # without the hyphen the halves are right as they stand
        page.blank("\n")
    else:
        page.put("-\n", "-\n")
    page.put(reader.edges(reader.word(word[cut:], rate)), word[cut:])


def _put_blank(page: PrintedPage, reader: Reader, wave: float, width: int) -> None:
    """Put down what stands between two words: nothing, a blank or a line break, and stray signs."""
    noise = reader.noise
    if noise.random() < reader.joins * wave:
        page.put(noise.choice(("", "", "", ".", "-", "'")), " ")
        return
    page.blank("\n" if width and page.column + 4 > width else " ")
    if noise.random() < reader.strays * wave:
        page.put("".join(noise.choices(STRAY + "iltrs1", k=noise.choice((1, 1, 1, 2, 3)))), "")
        page.blank(" ")
