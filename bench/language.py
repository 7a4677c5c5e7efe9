"""What the vocabulary and the language model are worth: ``python -m bench.language``, some minutes.

Every tenth book of each kind is held back; the language is learned from the others. Nothing here is trained on or
chosen by ICDAR 2017; how much evidence a word is asked for was chosen on the other sets (see ``EVIDENCE``).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bench.table import Figure, show
from bench.train.misreadings import bln600, icdar2017, overproof, pairs
from bench.train.texts import books, english, frus
from corpus.language import CLASSES, Language, fold
from corpus.language.learn import ALONE, Book, Limits, learn, misreadings
from corpus.language.table import HashTable
from corpus.language.text import UNKNOWN, kind_of, marks
from corpus.tokens import words

KINDS = ("frus", "periodicals", "letters_memoirs", "nonfiction", "eltec_novels")
"""Kinds of text of which some are held back."""
EVIDENCE: dict[str, Limits] = {
    "any form": Limits(evidence=(0,)),
    "two books": Limits(evidence=(2,)),
    "four books": Limits(evidence=(4,)),
    "by length, as shipped": Limits(),
}
"""What a word may be asked for."""
PLACES = 6000
"""Places of a text that are tried."""
RIVALS = 7
"""The commonest words that are one letter away."""


@cache
def split() -> tuple[list[Book], dict[str, list[str]]]:
    """Return the books to learn from, and the texts held back by kind."""
    learned: list[Book] = []
    held: dict[str, list[str]] = defaultdict(list)
    number: Counter[str] = Counter()
    for kind, book in books():
        number[kind] += 1
        if number[kind] % 10 != 5:
            learned.append(book)
        elif kind in KINDS:
            held[kind].append(book.text)
    held["Sydney newspapers"] = [sample.truth for sample in overproof()]
    held["London newspapers"] = [sample.truth for sample in bln600()]
    return learned, held


def bits(language: Language, text: str) -> float:
    """Return the surprise of a word in bits."""
    ids = language.stream(text[:400_000]).ids
    rows = np.lib.stride_tricks.sliding_window_view(np.concatenate([[1, 1], ids]).astype(np.int32), 3)
    return float(-language.logp(rows).mean() / np.log(2))


def lower(language: Language) -> Language:
    """Return the same language without trigrams."""
    levels = language.ngrams.levels.copy()
    levels[1] = 0  # nothing to go back from
    fewer = replace(language.ngrams, triples=HashTable.empty(), trigram=np.zeros(0, np.uint8), levels=levels)
    return replace(language, ngrams=fewer)


def choices(language: Language, texts: list[str]) -> dict[str, float]:
    """Return how often the word that stands there is the likeliest among those one letter away, by several means."""
    right: Counter[str] = Counter()
    tried = 0
    pick = random.Random(1)
    pairs_only = lower(language)
    for text in pick.sample(texts, min(len(texts), 60)):
        forms = [fold(word) for word, _, _ in marks(text[:6000])]
        ids = language.ids(forms)
        for at in range(2, len(forms) - 2):
            if ids[at] < CLASSES or tried >= PLACES:
                continue
            rivals = _rivals(language, forms[at])
            if not rivals:
                continue
            tried += 1
            options = language.ids([forms[at], *rivals])
            size = len(options)
            left, right_of = np.tile(ids[at - 2 : at], (size, 1)), np.tile(ids[at + 1 : at + 3], (size, 1))
            scores: dict[str, NDArray[np.float32]] = {
                "count": language.ngrams.unigram[options],
                "pairs": pairs_only.contexts(left, options, right_of),
                "triples": language.contexts(left, options, right_of),
            }
            for name, score in scores.items():
                right[name] += int(score.argmax() == 0)
    return {name: count / max(1, tried) for name, count in right.items()}


@cache
def _nearby(word: str) -> tuple[str, ...]:
    return tuple(misreadings(word))


def _rivals(language: Language, word: str) -> list[str]:
    near = [(language.count(other), other) for other in _nearby(word) if language.id(other) >= CLASSES]
    return [other for _, other in sorted(near, reverse=True)[:RIVALS]]


@cache
def garbles() -> dict[str, Counter[str]]:
    """Return the words that were misread, by set."""
    found: dict[str, Counter[str]] = {}
    for name, samples in (("Sydney", overproof()), ("London", bln600()), ("ICDAR 2017", icdar2017())):
        counted: Counter[str] = Counter()
        for sample in samples:
            for pair in pairs(sample.read, sample.truth):
                read, truth = words(pair.read), words(pair.truth)
                if len(read) == len(truth) == 1 and fold(read[0].text) != fold(truth[0].text):
                    counted[read[0].text] += 1
        found[name] = Counter({word: n for word, n in counted.items() if kind_of(fold(word)) == UNKNOWN})
    return found


def unknown(language: Language, texts: list[str]) -> float:
    """Return how many of 1,000 right words are not known."""
    counted = Counter(token.text for text in texts for token in words(text) if kind_of(fold(token.text)) == UNKNOWN)
    return 1000 * sum(n for word, n in counted.items() if not language.known(word)) / sum(counted.values())


def accepted(language: Language, counted: Counter[str]) -> float:
    """Return the share of misread words that are known."""
    return sum(n for word, n in counted.items() if language.known(word)) / sum(counted.values())


def own_texts() -> Figure:
    """Measure what ``corrigenda learn`` adds: English books, one volume of the user's own, another one to read."""
    base = learn([book for n, (_, book) in enumerate(english()) if n % 3 == 0])
    volumes = [book for _, book in frus()]
    grown = learn(volumes[4:5], ALONE, base)
    text = volumes[3].text
    assert grown.own is not None
    alone = replace(grown, ngrams=grown.own, own=None)
    return Figure(
        "bits a word, another volume after learning one of the user's own",
        f"{bits(grown, text):.2f}",
        "",
        f"without it {bits(base, text):.2f}, from it alone {bits(alone, text):.2f}",
    )


def rows() -> list[Figure]:
    """Measure."""
    learned, held = split()
    out: list[Figure] = []
    shipped: Language | None = None
    for name, limits in EVIDENCE.items():
        language = learn(learned, limits)
        if name.endswith("shipped"):
            shipped = language
        else:
            language = replace(language, doubts=np.zeros_like(language.doubts))
        missed = ", ".join(f"{kind} {unknown(language, texts):.1f}" for kind, texts in held.items())
        taken = ", ".join(f"{kind} {accepted(language, counted):.1%}" for kind, counted in garbles().items())
        out.append(Figure(f"vocabulary, {name}: right words unknown, of 1,000", missed))
        out.append(Figure(f"vocabulary, {name}: misread words taken for right", taken))
    out.append(own_texts())
    assert shipped is not None
    for kind, texts in held.items():
        text = "\n\n".join(texts)
        without = bits(lower(shipped), text)
        out.append(
            Figure(f"bits a word, {kind}", f"{bits(shipped, text):.2f}", "", f"pairs of words only: {without:.2f}")
        )
        by = choices(shipped, texts)
        others = f"by count {by['count']:.1%}, pairs of words {by['pairs']:.1%}"
        out.append(
            Figure(f"right word likeliest among those one letter away, {kind}", f"{by['triples']:.1%}", "", others)
        )
    return out


if __name__ == "__main__":
    show(rows())
