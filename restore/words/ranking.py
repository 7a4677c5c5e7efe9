"""Which of the options at a place is likeliest: log-linear over what speaks for each, among the words around.

The best readings of the neighbours are taken into account in the next round (iterated conditional modes, Besag 1986).
Trained by ``bench/train/words.py``; the weights are in ``data/ranking.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import UNKNOWN

from .contexts import Contexts
from .features import AT, static_features
from .surroundings import Surroundings
from .suspect import Floats, Option, Suspect, inner_places, option_starts

if TYPE_CHECKING:
    from corpus.language import Language

Flags = NDArray[np.bool_]

ROUNDS = 3
"""The options are ranked at most this often, each time with the neighbours as they were read before."""


@dataclass(frozen=True)
class OptionTable:
    """The options of all places, one row per option, with what does not change with the words around.

    Attributes:
        starts: where the options of each place begin, and where the last end.
        inner: for each place of two chunks the places inside it.
        features: the contexts are put in.
        words: the ids of the words.
        spelt: the log-probability of the letters of the unknown words.
        contexts: of the words around, as they were read last.
    """

    starts: NDArray[np.int64]
    inner: dict[int, list[int]]
    features: Floats
    words: list[list[int]]
    spelt: Floats
    contexts: Contexts

    @classmethod
    def of(cls, around: Surroundings, suspects: list[Suspect]) -> OptionTable:
        """Make it for places in text order."""
        knowledge = around.knowledge
        flat = [option for suspect in suspects for option in suspect.options]
        words = [list(map(knowledge.id, option.words)) for option in flat]
        features, spelt = static_features(around, suspects), _spelt(flat, words, knowledge.language)
        starts, inner = option_starts(suspects), inner_places(suspects)
        return cls(starts, inner, features, words, spelt, Contexts(suspects, words, starts.tolist(), inner))

    def only(self, suspects: list[Suspect], kept: Flags) -> OptionTable:
        """Return the same for some of the places alone: those kept."""
        rows = np.repeat(kept, np.diff(self.starts))
        words = list(compress(self.words, rows.tolist()))
        starts, inner = option_starts(suspects), inner_places(suspects)
        contexts = Contexts(suspects, words, starts.tolist(), inner)
        contexts.go_on_from(self.contexts, kept, rows)
        return OptionTable(starts, inner, self.features[rows], words, self.spelt[rows], contexts)


def weigh(
    around: Surroundings,
    suspects: list[Suspect],
    weights: Floats,
    rounds: int = ROUNDS,
    table: OptionTable | None = None,
) -> None:
    """Rank all options of all places: fill in their features, scores and best.

    Args:
        around: what the places stand in.
        suspects: in text order.
        weights: one per feature.
        rounds: how often at most, each with the neighbours as they were read in the last.
        table: of the options of these places, where it is made.
    """
    if not suspects:
        return
    ids = around.stream.ids.tolist()
    table = table or OptionTable.of(around, suspects)
    features, spelt, starts, edges = table.features, table.spelt, table.starts[:-1], table.starts.tolist()
    sizes = np.diff(table.starts)
    for suspect, a, b in zip(suspects, edges, edges[1:], strict=False):
        suspect.features = features[a:b]
    before: list[int] = []
    for _ in range(rounds):
        bests = [suspect.best for suspect in suspects]
        if bests == before:
            break
        before = bests
        for number, row in table.inner.items():
            # two words left as they are: as they are read at present
            best = [edges[n] + suspects[n].best for n in row]
            features[edges[number]] = features[best].sum(axis=0)
            spelt[edges[number]] = spelt[best].sum()
        features[:, AT["context"]] = (table.contexts.now(ids, around.knowledge.language) + spelt) / 10.0
        scores = features @ weights
        top = np.maximum.reduceat(scores, starts)
        whole = np.log(np.add.reduceat(np.exp(scores - np.repeat(top, sizes)), starts))
        scores -= np.repeat(top + whole, sizes)
        for suspect, a, b in zip(suspects, edges, edges[1:], strict=False):
            suspect.scores = scores[a:b]
            suspect.best = int(suspect.scores.argmax())


def _spelt(flat: list[Option], words: list[list[int]], language: Language) -> Floats:
    """Return the log-probability of the letters of the unknown words of each option."""
    unknown = [
        (n, word)
        for n, row in enumerate(words)
        if UNKNOWN in row
        for word, i in zip(flat[n].words, row, strict=True)
        if i == UNKNOWN
    ]
    total = np.zeros(len(flat))
    if unknown:
        logp = language.spellings([word for _, word in unknown])
        np.add.at(total, [n for n, _ in unknown], logp.astype(np.float64))
    return total
