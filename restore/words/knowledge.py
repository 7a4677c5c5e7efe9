"""Language, names and confusions, with what has been looked up in them; one for all documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, cached_property
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from rapidfuzz.distance import Levenshtein

from corpus.language import load as load_language
from corpus.names import load as load_names

from .channel import Channel, Confusions
from .channel import shipped as shipped_confusions
from .foreign import Foreign
from .old_spelling import AGED, BYGONE, MARKERS, aged, respelt, skeleton
from .segmentation import Segmenter
from .shapes import shape_of
from .vocabulary import Lexicon, undone

if TYPE_CHECKING:
    from corpus.language import Language
    from corpus.names import Authority

    from .suspect import Option

T = TypeVar("T")

RATE = 0.04
"""The share of letters read wrong that the costs assume."""
COMMON = 12
"""A word is a candidate if it stands at least this often in the texts learned from."""
DOUBTED = 40
"""A word is no candidate if it is doubted more than this as a misreading of another itself, in tenths."""
WEIGHTY = 2
"""A name is a candidate if at least this many volumes know it."""
LONG = 8
"""A word of at least this many letters names itself."""
COMMON_LONG = 8
"""A word that names itself is a candidate if it stands at least this often in the texts learned from."""
USUAL = 20
"""An old spelling is believed of a word that stands more often than this in the texts learned from."""
SHORTEST = 4
"""Words of fewer letters are not asked whether all habits of old spelling together explain them: too many would be."""
OFTEN = {4: 100, 5: 20}
"""All habits together are believed of a word that stands more often than this in the texts learned from, by its
letters."""
SELDOM = 3
"""All habits together are believed of a longer word that stands more often than this in the texts learned from."""
APART = {4: 2}
"""An old spelling is at most this many letters away from the settled one, by its letters."""
FARTHEST = 3
"""A longer old spelling is at most this many letters away from the settled one."""
HINTED = 0.25
"""A text is looked at more closely where one habit explains more than this share of its unknown words."""
VERBAL = ("eth", "est")
"""The endings of verbs that went out of use."""
SAMPLE = 400
"""At most this many unknown words of a document are looked at for old habits."""
REMEMBERED = 500_000
"""What is known of words is kept at hand for at most this many."""
RAREST = 0.03
"""A word is believed to stand with a capital, and without one, in at least this share of its occurrences."""


class WordFacts(NamedTuple):
    """What is known of a folded word.

    Attributes:
        times: how often it stands in the texts learned from.
        often: the logarithm of 1 + that.
        listed: whether it is in the vocabulary.
        cased: the share of its occurrences with a capital; a name that is no word always has one.
        cases: the weight of the shares without a capital and with one.
    """

    times: int
    often: float
    listed: bool
    cased: float
    cases: tuple[float, float]


def cases(share: float) -> tuple[float, float]:
    """Return how much speaks for a small letter and for a capital, by the share of capitals."""
    share = min(1.0 - RAREST, max(RAREST, share))
    return log(1.0 - share) / 3.0, log(share) / 3.0


class Remembered(dict[str, T]):
    """What was found out of words; all is forgotten when it becomes too much."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        """Find it out."""
        if len(self) > REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


def remembered(find: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function that finds out the same, and does so once."""
    return Remembered(find).__getitem__


class Knowledge:
    """Language, names and confusions, with what has been looked up in them.

    One for all documents: shapes and candidates depend on the word only.

    Attributes:
        shape: says what a chunk is made of.
        whole: whether two chunks that follow each other are one known word together.
        undone: gives the known words that one frequent confusion turns into a folded word.
        old: whether an old habit of spelling turns a word into a known one.
        bygone: whether a folded word is one of old times, or a usual one in old spelling.
        form: says what is known of a word.
        id: gives the id of a word in the language model.
    """

    def __init__(self, language: Language, names: Authority, confusions: Confusions | None = None) -> None:
        self.language = language
        self.names = names
        self.confusions = confusions = confusions or shipped_confusions()
        self.forms = {form.text.casefold(): form for form in names.forms()}
        # a garbled word is hardly ever one of the rarest
        sizes = np.array([len(word) for word in language.words])
        often = language.counts >= np.where(sizes < LONG, COMMON, COMMON_LONG)
        common = np.flatnonzero(often & (language.doubts < DOUBTED)).tolist()
        listed = {language.words[n] for n in common}
        new = [
            form
            for form, row in self.forms.items()
            if row.weight >= WEIGHTY and form not in listed and len(form) > 2 and form.isalpha()
        ]
        self.lexicon = Lexicon(
            [*(language.words[n] for n in common), *new],
            np.concatenate(
                [language.counts[common], np.array([min(30, self.forms[f].weight) for f in new], dtype=np.uint32)]
            ),
        )
        self.lattice = Segmenter(language.words, np.array(language.counts))
        self.channel: Channel = confusions.channel(RATE)
        self.near: dict[str, list[str]] = {}
        self.close: dict[str, list[str]] = {}
        self.options: dict[tuple[str, str], list[Option]] = {}
        self.undo = _undo(confusions)
        self.vocabulary: dict[str, object] = dict.fromkeys(language.words)
        self.shape = remembered(lambda chunk: shape_of(chunk, language))
        self.whole = remembered(language.known)
        self.undone = remembered(lambda word: undone(word, self.undo, self.vocabulary))
        self.old = remembered(lambda word: any(language.count(other) > USUAL for other in respelt(word)))
        self.bygone = remembered(self._is_bygone)
        self.form = remembered(self._form)
        self.id = remembered(language.id)
        self.short = [w for w in language.words if len(w) <= 2 and w.isalpha() and language.count(w) > 3000]

    def age(self, words: Iterable[str]) -> float:
        """Return the share of unknown words that are known ones in old spelling: near 0, or above a half."""
        kinds = [word for word in words if len(word) > 3 and word.isalpha() and word.islower()][:SAMPLE]
        return (sum(map(self.old, kinds)) + 0.3) / (len(kinds) + 10.0)

    def in_old_spelling(self, chunks: Sequence[str], words: Collection[str]) -> bool:
        """Whether a text is spelt as before spelling was settled.

        Args:
            chunks: what stands between its blanks.
            words: its words, folded.
        """
        kinds: dict[str, None] = {}
        for before, chunk, after in zip(("", *chunks), chunks, (*chunks[1:], ""), strict=False):
            shape = self.shape(chunk)
            word = chunk[shape.start : shape.end]
            if shape.odd != "word" or len(word) < SHORTEST or not (word.isalpha() and word.islower()):
                continue
            # what is a word with its neighbour is no old word
            if not self.whole(before + word) and not self.whole(word + after):
                kinds[word] = None
            if len(kinds) == SAMPLE:
                break
        many, markers = len(kinds), len(MARKERS.intersection(words))
        if aged(many, many, markers) <= AGED or sum(map(self.old, kinds)) <= max(1.0, HINTED * many):
            return False
        return aged(sum(map(self.bygone, kinds)), many, markers) > AGED

    def _is_bygone(self, word: str) -> bool:
        stems = [word, *(word[:-3] for ending in VERBAL if word.endswith(ending))]
        return word in BYGONE or any(self._settled_of(stem) for stem in stems if len(stem) >= SHORTEST)

    def _settled_of(self, word: str) -> list[str]:
        """Return the usual words of which a word is an old spelling."""
        least, apart = OFTEN.get(len(word), SELDOM), APART.get(len(word), FARTHEST)
        return [
            other
            for other in self._settled.get(skeleton(word), ())
            if self.form(other).times > least and Levenshtein.distance(word, other) <= apart
        ]

    @cached_property
    def foreign(self) -> Foreign:
        """What is known of other languages beside this one of English."""
        return Foreign(self.language)

    @cached_property
    def _settled(self) -> dict[str, list[str]]:
        """The usual words by what is left of them once every freedom of old spelling is taken away."""
        found: dict[str, list[str]] = {}
        for number in np.flatnonzero(self.language.counts > SELDOM).tolist():
            word = self.language.words[number]
            if word.isalpha() and self.language.known(word):
                found.setdefault(skeleton(word), []).append(word)
        return found

    def _form(self, word: str) -> WordFacts:
        count, share, listed = self.language.count(word), self.language.cased(word), word in self.vocabulary
        return WordFacts(count, log1p(count), listed, share if listed else 1.0, cases(share))

    def near_to(self, reading: str) -> Sequence[str]:
        """Return the words near a reading; those of a single letter are few, and all tried."""
        return self.near.get(reading, ()) if len(reading) > 1 else self.short


def _undo(confusions: Confusions) -> dict[str, list[str]]:
    """Return for what was read what may have stood there: the frequent confusions the other way round."""
    undo: dict[str, list[tuple[float, str]]] = {}
    for truth, reads in confusions.counts.items():
        for read, n in reads.items():
            if n >= 4 and truth.lower() != read.lower() and read.strip() == read and truth.strip() == truth:
                undo.setdefault(read.lower(), []).append((n, truth.lower()))
    return {read: list(dict.fromkeys(t for _, t in sorted(row, reverse=True)))[:20] for read, row in undo.items()}


@cache
def shipped() -> Knowledge:
    """Return what ships: language, names and confusions, loaded once."""
    return Knowledge(load_language(), load_names())
