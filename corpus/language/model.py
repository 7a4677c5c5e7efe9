"""The language as the program knows it: word counts, word n-grams, and a letter model for unknown words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SourceError

from .derived import derived
from .ngrams import Ids, Ngrams, Scores
from .spelling import Spelling
from .table import mapped
from .text import ABBREVIATIONS, CLASSES, EDGE, UNKNOWN, Stream, fold, kind_of, marks

SHIPPED = Path(__file__).parent / "data"
DOUBT = 14
"""Above this a word counts as unknown: where more than three misreadings stand against a right one."""
_PREFIX = re.compile(r"(?:[MDO]['’]|Mc|Mac|MC|MAC)(?P<rest>\w{3,})$")
_INITIALS = frozenset("MDO")
USUAL = 3
"""Books that make a word a usual one, from which others follow."""
OWN = 0.3
"""The share of the probability that the user's own texts have, where there are any; measured, bench/language.py."""
_OWN, _LARGE = np.float32(log(OWN)), np.float32(log(1 - OWN))
FORMAT = 2
"""Of the folder; raised when old folders can no longer be read."""


def _zeros(kind: type[np.generic], *shape: int) -> Callable[[], NDArray[Any]]:
    return lambda: np.zeros(shape or 0, kind)


@dataclass(frozen=True, eq=False)
class Language:
    """Vocabulary and models; loaded once, shared by all. All arrays are maps of files and are read in place.

    Attributes:
        words: the folded words; the id of a word is its place here + CLASSES.
        counts: shape (words,), how often each stands in the texts learned from, no book giving more than its share.
        evidence: shape (words,), in how many books, those of doubtful spelling counted in part; in 1/16.
        capitals: shape (words,), the share with a capital inside sentences, in 1/255.
            255 only where it never stands in small letters.
        doubts: shape (words,), what ``doubt`` gives, in 1/10.
        spelling: of unknown words.
        ngrams: what follows what.
        own: the same in the user's own texts, mixed in with the share OWN.
    """

    words: tuple[str, ...] = ()
    counts: NDArray[np.uint32] = field(default_factory=_zeros(np.uint32))
    evidence: NDArray[np.uint16] = field(default_factory=_zeros(np.uint16))
    capitals: NDArray[np.uint8] = field(default_factory=_zeros(np.uint8))
    doubts: NDArray[np.uint8] = field(default_factory=_zeros(np.uint8))
    spelling: Spelling = field(default_factory=Spelling.flat)
    ngrams: Ngrams = field(default_factory=partial(Ngrams.empty, CLASSES))
    own: Ngrams | None = None

    @cached_property
    def _ids(self) -> dict[str, int]:
        return dict(zip(self.words, range(CLASSES, CLASSES + len(self.words)), strict=True))

    # -- vocabulary

    @property
    def forms(self) -> list[tuple[str, int]]:
        """All words with their counts, sorted by word: what an index of candidates is built from."""
        return sorted(zip(self.words, self.counts.tolist(), strict=True))

    def id(self, word: str) -> int:
        """Return the id of a word or its class; UNKNOWN (0) where it is neither."""
        form = fold(word)
        found = self._ids.get(form)
        if found is not None:
            return found
        return kind_of(form) if form else EDGE

    def ids(self, words: Sequence[str]) -> Ids:
        """Return the ids of words, shape (n,); the empty word stands for the edge of a sentence."""
        return np.fromiter(map(self.id, words), np.int32, len(words))

    def count(self, word: str) -> int:
        """Return how often a word stands in the texts learned from, whatever its case."""
        at = self._ids.get(fold(word))
        return 0 if at is None else int(self.counts[at - CLASSES])

    def known(self, word: str) -> bool:
        """Whether a word is right as it stands, as far as a word can be without the words around it.

        A word in the vocabulary is, unless it stands there in small letters and is only ever written with a capital, or
        in OCR text it would rather be a misreading of a commoner one. So are its possessive, a compound of known words
        with hyphens, a name with M', Mc, Mac, O' or D' before a known one, and what follows by rule from usual words.
        """
        form = fold(word)
        at = self._ids.get(form)
        if at is not None:
            return self._sound(at - CLASSES, word)
        if form in ABBREVIATIONS:
            return True
        if form.endswith(("'s", "s'")):
            return bool(form[:-2]) and self.known(word[:-2] if form.endswith("'s") else word[:-1])
        if "-" in form.strip("-"):
            return all(self.known(part) for part in word.split("-") if part)
        prefix = _PREFIX.match(word) if word[:1] in _INITIALS else None
        if prefix is not None and fold(prefix["rest"]) in self._ids:
            return True
        return derived(form, self._usual)

    def _usual(self, form: str) -> bool:
        at = self._ids.get(form)
        return at is not None and int(self.evidence[at - CLASSES]) >= USUAL * 16

    def _sound(self, at: int, word: str) -> bool:
        return int(self.doubts[at]) <= DOUBT and (int(self.capitals[at]) < 255 or not word.islower())

    def doubt(self, word: str) -> float:
        """Return the natural logarithm of 1 + how many misreadings of commoner words stand against a right one.

        In OCR text, by the word alone: 0 for most words, above 3 for ``tho``; 0 for unknown ones.
        """
        at = self._ids.get(fold(word))
        return 0.0 if at is None else float(self.doubts[at - CLASSES]) / 10

    def cased(self, word: str) -> float:
        """Return the share of a word's occurrences inside sentences that have a capital; 0 for an unknown one."""
        at = self._ids.get(fold(word))
        return 0.0 if at is None else float(self.capitals[at - CLASSES]) / 255

    # -- words in context

    def stream(self, text: str) -> Stream:
        """Read a text as the model does: its words and the edges of its sentences, with offsets."""
        found = marks(text)
        starts = np.fromiter((start for _, start, _ in found), np.int64, len(found))
        ends = np.fromiter((end for _, _, end in found), np.int64, len(found))
        return Stream(self.ids([word for word, _, _ in found]), starts, ends)

    def logp(self, ngrams: Ids) -> Scores:
        """Return natural-log P(third | first, second) for rows of three ids, shape (n, 3)."""
        at_large = self.ngrams.logp(ngrams)
        if self.own is None:
            return at_large
        mixed: Scores = np.logaddexp(at_large + _LARGE, self.own.logp(ngrams) + _OWN)
        return mixed

    def contexts(self, left: Ids, candidates: Ids, right: Ids) -> Scores:
        """Return the log-probability of candidates in place: the product of the three trigrams that hold each.

        UNKNOWN stands for all unknown words together: add ``spellings`` for what one of them is.

        Args:
            left: shape (n, 2), the two ids before.
            candidates: shape (n,).
            right: shape (n, 2), the two ids after.
        """
        row = np.column_stack([left, candidates, right]).astype(np.int32)
        ngrams = np.concatenate([row[:, 0:3], row[:, 1:4], row[:, 2:5]])
        total: Scores = self.logp(ngrams).reshape(3, -1).sum(axis=0)
        return total

    def score(self, words: Sequence[str]) -> float:
        """Return the natural-log probability of words at the start of a sentence; of unknown ones, of their letters."""
        if not words:
            return 0.0
        ids = self.ids(words)
        row = np.concatenate([[EDGE, EDGE], ids]).astype(np.int32)
        total = self.logp(np.lib.stride_tricks.sliding_window_view(row, 3)).sum()
        unknown = [word for word, at in zip(words, ids.tolist(), strict=True) if at == UNKNOWN]
        return float(total + self.spellings(unknown).sum())

    # -- letters

    def spellings(self, words: Sequence[str]) -> Scores:
        """Return the natural-log probability of the letters of each word, shape (n,)."""
        return self.spelling.bits(words) * np.float32(-log(2))

    def spell(self, word: str) -> float:
        """Return the natural-log probability of the letters of a word, given that it is not in the vocabulary."""
        return float(self.spellings([word])[0])

    def oddities(self, words: Sequence[str]) -> Scores:
        """Return the mean surprise of each word's letters in bits, shape (n,)."""
        sizes = np.fromiter((len(word) + 1 for word in words), np.float32, len(words))
        return self.spelling.bits(words) / sizes

    def oddity(self, word: str) -> float:
        """Return the mean surprise of a word's letters in bits: about 3 for English words, above 5 for a garble."""
        return float(self.oddities([word])[0])

    # -- on disk

    def save(self, folder: Path, about: dict[str, Any]) -> None:
        """Write the folder that ``load`` maps; of a language that goes on from what ships, only what is its own."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "words.txt").write_text("\n".join(self.words), "utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        if self.own is None:
            self.spelling.save(folder)
        (self.own or self.ngrams).save(folder)
        about = {"format": FORMAT, "extends": bool(self.own), **about}
        (folder / "about.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


_ARRAYS = ("counts", "evidence", "capitals", "doubts")


@lru_cache(maxsize=4)
def load(path: Path | None = None) -> Language:
    """Load what ships, or what ``corrigenda learn`` made.

    Raises:
        SourceError: the folder holds no language model, or a damaged one.
    """
    folder = path or SHIPPED
    try:
        about = json.loads((folder / "about.json").read_text("utf-8"))
        words = tuple((folder / "words.txt").read_text("utf-8").split("\n"))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SourceError(
            f"no language model here: {why}", where=folder, remedy="make one with `corrigenda learn TEXT… -o DIR`"
        ) from error
    if about.get("format") != FORMAT:
        raise SourceError(
            "the language model is of another version", where=folder, remedy="run `corrigenda learn` again"
        )
    arrays: dict[str, Any] = {name: mapped(folder, name) for name in _ARRAYS}
    ngrams = Ngrams.open(folder)
    if len(arrays["counts"]) != len(words) or len(ngrams.unigram) != len(words) + CLASSES:
        raise SourceError("the language model is damaged", where=folder, remedy="run `corrigenda learn` again")
    if not about.get("extends"):
        return Language(words=words, spelling=Spelling.open(folder), ngrams=ngrams, **arrays)
    base = load()
    if words[: len(base.words)] != base.words:
        raise SourceError(
            "goes on from another version of what ships", where=folder, remedy="run `corrigenda learn` again"
        )
    widened = base.ngrams.widened(len(words) + CLASSES)
    return Language(words=words, spelling=base.spelling, ngrams=widened, own=ngrams, **arrays)
