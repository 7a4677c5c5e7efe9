"""Learn vocabulary and models from texts: what ``corrigenda learn`` does, and how the shipped model was made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SourceError

from .kneser import estimate
from .model import Language
from .ngrams import Ngrams
from .spelling import LETTERS, Spelling
from .text import CLASSES, EDGE, UNKNOWN, fold, kind_of, marks


@dataclass(frozen=True, slots=True)
class Book:
    """A text that counts as one voice.

    Attributes:
        name: for messages.
        text: the whole of it.
        trust: what its spellings count as evidence for a word, 0 to 1: less for novels, which have dialect.
    """

    name: str
    text: str
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked of a word, and how much is kept.

    Attributes:
        evidence: books that a word has to stand in, weighted by their trust, for words of one letter, two letters, and
            so on; the last one holds for all that are longer. Short forms are asked for more: most short strings are
            misreadings of some common word, long ones hardly ever are.
        bigrams: kept, at most.
        trigrams: kept, at most.
    """

    evidence: tuple[float, ...] = (8, 8, 4, 2, 1, 0.5)
    bigrams: int = 3_400_000
    trigrams: int = 3_500_000


ALONE = Limits(evidence=(1,))
"""For a single text, or a few: whatever stands in it is a word."""


class _Forms(dict[str, int]):
    """Give each form as it stands a number, in order of first sight."""

    def __missing__(self, form: str) -> int:
        self[form] = number = len(self)
        return number


@dataclass(frozen=True)
class CountedText:
    """Books as numbers.

    Attributes:
        raw: the forms as they stand, by number; the first is the edge of a sentence.
        books: one array of numbers a book.
        trust: of each book.
    """

    raw: list[str]
    books: list[NDArray[np.int32]]
    trust: list[float]


def read(books: Iterable[Book]) -> CountedText:
    """Turn books to numbers, one at a time."""
    numbers = _Forms({"": 0})
    read_books, trust = [], []
    for book in books:
        row = array("i", (numbers[form] for form, _, _ in marks(book.text)))
        read_books.append(np.frombuffer(row, np.int32) if row else np.zeros(0, np.int32))
        trust.append(book.trust)
    return CountedText(list(numbers), read_books, trust)


@dataclass(frozen=True)
class WordTally:
    """What stands in the books, by folded form; all arrays have one row per form.

    Attributes:
        forms: folded.
        fold_of: shape (raw forms,), the folded form of each form as it stands.
        kinds: the class of each, UNKNOWN for words of letters.
        counts: how often, no book giving more than its share.
        evidence: in how many books, by their trust.
        inside: how often inside sentences.
        capitals: how often so with a capital.
    """

    forms: list[str]
    fold_of: NDArray[np.int64]
    kinds: NDArray[np.int32]
    counts: NDArray[np.int64]
    evidence: NDArray[np.float64]
    inside: NDArray[np.int64]
    capitals: NDArray[np.int64]


def tally(reading: CountedText) -> WordTally:
    """Count what was read."""
    folded = _Forms()
    fold_of = np.fromiter((folded[fold(form)] for form in reading.raw), np.int64, len(reading.raw))
    forms = list(folded)
    kinds = np.fromiter((kind_of(form) if form else EDGE for form in forms), np.int32, len(forms))
    capital = np.fromiter((form[:1].isupper() for form in reading.raw), bool, len(reading.raw))
    counts, evidence = _evidence(reading, fold_of, len(forms))
    inside, capitals = _case(reading, fold_of, capital, len(forms))
    return WordTally(forms, fold_of, kinds, counts, evidence, inside, capitals)


def learn(books: Iterable[Book], limits: Limits | None = None, base: Language | None = None) -> Language:
    """Learn a language from books.

    Args:
        books: clean texts.
        limits: what is asked of a word, and how much is kept.
        base: a language to go on from: it keeps all it knows, and what the books have is mixed in.

    Raises:
        SourceError: there are no words in them.
    """
    limits = limits or Limits()
    reading = read(books)
    seen = tally(reading)
    sizes = np.fromiter((min(len(form), len(limits.evidence)) for form in seen.forms), np.int64, len(seen.forms))
    good = (seen.kinds == UNKNOWN) & (seen.evidence >= np.array(limits.evidence)[sizes - 1])
    found = sorted(seen.forms[n] for n in np.flatnonzero(good).tolist())
    if not found:
        raise SourceError("no words to learn from: too little text", remedy="give more or longer texts")
    before = base.words if base else ()
    known = frozenset(before)
    words = (*before, *(form for form in found if form not in known))

    # where each form that was read stands among the words
    place = dict(zip(words, range(len(words)), strict=True))
    rows = [(n, place[form]) for n, form in enumerate(seen.forms) if seen.kinds[n] == UNKNOWN and form in place]
    form, at = np.array(rows, np.int64).reshape(-1, 2).T
    counts, evidence = np.zeros(len(words), np.int64), np.zeros(len(words), np.float64)
    capitals = np.zeros(len(words), np.uint8)
    capitals[at] = _shares(seen.capitals[form], seen.inside[form])
    if base:
        # a word that is always capital at large, but stands small here
        small = np.zeros(len(words), bool)
        small[at] = seen.capitals[form] < seen.inside[form]
        old = len(before)
        counts[:old], evidence[:old] = base.counts, base.evidence / 16
        capitals[:old] = np.where(small[:old], np.minimum(base.capitals, 254), base.capitals)
    counts[at] += seen.counts[form]
    evidence[at] += seen.evidence[form]

    ids = seen.kinds.copy()
    ids[form] = CLASSES + at
    size = CLASSES + len(words)
    own = Ngrams.of(estimate(_joined(reading, ids[seen.fold_of]), size, limits.bigrams, limits.trigrams))
    rare = [word for word, count in zip(words, counts.tolist(), strict=True) if count <= RARE]
    return Language(
        words=words,
        counts=counts.astype(np.uint32),
        evidence=np.minimum(np.rint(evidence * 16), 65535).astype(np.uint16),
        capitals=capitals,
        doubts=doubts(list(words), counts, evidence),
        spelling=base.spelling if base else Spelling.learn(rare),
        ngrams=base.ngrams.widened(size) if base else own,
        own=own if base else None,
    )


RARE = 20
"""Words that stand so many times or fewer are what unknown words are like."""
LOST, WRONG, EXTRA = 5e-4, 2e-4, 5e-5
"""How often a letter of ordinary OCR text is lost, read as a certain other, followed by a certain one too many."""
FREQUENT = 2e-5
"""The share of all words from which the misreadings of one are worth counting."""
ONE_BOOK = 10
"""How much likelier a form that only one book has is a slip of its printer."""


def doubts(words: list[str], counts: NDArray[np.int64], evidence: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return for each word how many misreadings of commoner ones stand against one that is right, in OCR text.

    ``tho`` stands in print now and then, but most of those in OCR text are ``the``. In 1/10 of the natural logarithm
    of one more than that ratio.
    """
    place = dict(zip(words, range(len(words)), strict=True))
    expected = np.zeros(len(words))
    for at in np.flatnonzero(counts >= max(2, FREQUENT * counts.sum())).tolist():
        word = words[at]
        for other, chance in misreadings(word).items():
            there = place.get(other)
            if there is not None and there != at:
                expected[there] += chance * counts[at]
    expected[evidence <= 1] *= ONE_BOOK
    ratio: NDArray[np.float64] = np.log1p(expected / np.maximum(counts, 1))
    return np.minimum(np.rint(10 * ratio), 255).astype(np.uint8)


def misreadings(word: str) -> dict[str, float]:
    """Return what a word may be misread for by one letter, and how often; plurals are no misreadings."""
    ways: dict[str, float] = {}
    for n in range(len(word) + 1):
        for letter in LETTERS:
            ways[word[:n] + letter + word[n:]] = EXTRA
            if n < len(word):
                ways[word[:n] + letter + word[n + 1 :]] = WRONG
        if n < len(word):
            ways[word[:n] + word[n + 1 :]] = LOST
    for other in (word + "s", word.removesuffix("s"), word):
        ways.pop(other, None)
    return ways


SHARE = 4
"""A book may give a word four times the share of it that its length would have."""
LEAST = 30
"""And at any rate this many."""


def _evidence(
    reading: CountedText, fold_of: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return each folded form's count, no book giving more than its share, and the books it stands in, by trust."""
    total = np.zeros(size, np.int64)
    evidence = np.zeros(size)
    tallies: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for ids, trust in zip(reading.books, reading.trust, strict=True):
        tally = np.bincount(fold_of[ids], minlength=size)
        seen = np.flatnonzero(tally)
        tallies.append((seen, tally[seen]))
        total[seen] += tally[seen]
        evidence[seen] += trust
    length = max(1, sum(len(ids) for ids in reading.books))
    counts = np.zeros(size, np.int64)
    for ids, (seen, tally) in zip(reading.books, tallies, strict=True):
        share = SHARE * total[seen] * (len(ids) / length)
        counts[seen] += np.minimum(tally, LEAST + share.astype(np.int64))
    return counts, evidence


def _case(
    reading: CountedText, fold_of: NDArray[np.int64], capital: NDArray[np.bool_], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how often each folded form stands inside sentences, and how often so with a capital."""
    inside = np.zeros(size, np.int64)
    capitals = np.zeros(size, np.int64)
    for ids in reading.books:
        here = ids[1:][(ids[:-1] != 0) & (ids[1:] != 0)]
        inside += np.bincount(fold_of[here], minlength=size)
        capitals += np.bincount(fold_of[here[capital[here]]], minlength=size)
    return inside, capitals


def _shares(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return shares in 1/255; only a whole is 255."""
    share = np.rint(255 * part / np.maximum(whole, 1))
    return np.where((part < whole) & (share == 255), 254, share).astype(np.uint8)


def _joined(reading: CountedText, ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return all books as one stream of ids, with edges between them."""
    edge = np.array([EDGE, EDGE], np.int32)
    parts = [edge]
    for book in reading.books:
        parts += [ids[book], edge]
    return np.concatenate(parts)


def summary(language: Language, books: int) -> dict[str, object]:
    """Say what a language was learned from and what is in it, for ``about.json``."""
    ngrams = language.own or language.ngrams
    return {
        "books": books,
        "words": len(language.words),
        "bigrams": len(ngrams.bigram),
        "trigrams": len(ngrams.trigram),
    }
