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
COMMON, DOUBTED, WEIGHTY = 12, 40, 2
"""How often a word must stand in the texts learned from to be a candidate, how doubtful it may be as a misreading of
another itself (in tenths), and how many volumes must know a name."""
LONG, COMMON_LONG = 8, 8
"""From how many letters a word names itself, and how often it must stand in the texts then."""
USUAL = 20
"""How often a word must stand in the texts learned from for an old spelling of it to be believed."""
OFTEN = {4: 100, 5: 20}
"""The same for words of so many letters, where all habits together are asked; shorter ones are too like misreadings."""
SELDOM, SHORTEST = 3, 4
"""The same for longer ones, and the letters of the shortest."""
APART = {4: 2}
"""How many letters an old spelling of so many may be away from the settled one."""
FARTHEST = 3
"""The same for longer ones."""
HINTED = 0.25
"""The share of a text's unknown words up to which, where but one habit is asked, it is not looked at more closely."""
VERBAL = ("eth", "est")
"""The endings of verbs that went out of use."""
SAMPLE = 400
"""Unknown words of a document that are looked at for old habits."""
REMEMBERED = 500_000
"""Words of which what is known is kept at hand."""
RAREST = 0.03
"""The least share of its occurrences that a word is believed to have with a capital, or without."""


class Form(NamedTuple):
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

    def _form(self, word: str) -> Form:
        count, share, listed = self.language.count(word), self.language.cased(word), word in self.vocabulary
        return Form(count, log1p(count), listed, share if listed else 1.0, cases(share))

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
