"""The language of one document: what it has said before, it is likely to say again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .kneser import pack
from .model import Language
from .ngrams import Ids, Scores
from .text import CLASSES

OWN_WORD = 0.1
"""The share of its probability that a word has from how often it stands in the document (Kuhn and De Mori 1990)."""
OWN_PAIR = 0.1
"""And from how often it stands after the word before it."""


@dataclass(frozen=True, eq=False)
class Local:
    """A language that has read a document.

    Attributes:
        language: the language at large.
        times: shape (ids,), how often each word stands in the document.
        pairs: packed pairs of words that stand in it, sorted; ``together`` has how often.
        together: shape (pairs,).
    """

    language: Language
    times: NDArray[np.int64]
    pairs: NDArray[np.uint64]
    together: NDArray[np.int64]

    @classmethod
    def read(cls, language: Language, ids: Ids) -> Local:
        """Read a document's stream of ids (``Language.stream``)."""
        times = np.bincount(ids, minlength=CLASSES + len(language.words))
        times[:CLASSES] = 0
        pairs, together = np.unique(pack(ids[:-1], ids[1:]), return_counts=True)
        return cls(language, times, pairs, together)

    def contexts(self, left: Ids, candidates: Ids, right: Ids, standing: Ids) -> Scores:
        """Give the log-probability of candidates in place, as ``Language.contexts`` does.

        Args:
            left: shape (n, 2), the two ids before.
            candidates: shape (n,).
            right: shape (n, 2), the two ids after.
            standing: shape (n,), the id that stands at the place now: its own occurrence is no evidence for it.
        """
        own = (candidates == standing).astype(np.int64)
        there = np.ones_like(own)
        before, after = left[:, 1], right[:, 0]
        total = self._mixed(left[:, 0], before, candidates, own, own)
        total += self._mixed(before, candidates, after, there, own)
        total += self._mixed(candidates, after, right[:, 1], there, there)
        return total

    def _mixed(
        self, first: Ids, second: Ids, third: Ids, own_word: NDArray[np.int64], own_pair: NDArray[np.int64]
    ) -> Scores:
        at_large = np.exp(self.language.logp(np.column_stack([first, second, third]).astype(np.int32)))
        word = np.maximum(self.times[third] - own_word, 0) / max(1, int(self.times.sum()))
        key = pack(second, third)
        place = np.minimum(np.searchsorted(self.pairs, key), max(0, len(self.pairs) - 1))
        found = self.pairs[place] == key if len(self.pairs) else np.zeros(len(key), bool)
        pair = np.where(found, self.together[place] if len(self.pairs) else 0, 0)
        before = np.maximum(self.times[second] - own_pair, 1)
        follows = np.minimum(np.maximum(pair - own_pair, 0) / before, 1.0)
        share = (1 - OWN_WORD - OWN_PAIR) * at_large + OWN_WORD * word + OWN_PAIR * follows
        mixed: Scores = np.log(share).astype(np.float32)
        return mixed
