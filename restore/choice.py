"""A second look at the likeliest options of a place: which of them is right, if one is.

The ranking (:mod:`restore.weigh`) is log-linear, the same for short words and long ones, for good pages and bad. Here a
small gradient boosting compares the few that come near each other, and sees what the ranking cannot: what the document
itself has often wrong, how the options stand to each other, and how noisy the place is. Trained by
``bench/train_rank.py``; ships as ``data/choice.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import UNKNOWN

from .features import FEATURES, KINDS
from .lessons import errors, lessons, tells
from .suspects import Floats, Suspect

if TYPE_CHECKING:
    from .document import Document
    from .knowledge import Knowledge
    from .options import Option
    from .trees import Trees

MOST = 5
"""Options of a place that are compared."""
CLOSE = 6.0
"""How far behind the likeliest they may be, in nats."""
AHEAD = 4.0
"""Nothing is compared where the text as it stands is so much likelier, in nats."""

COMPARED = (
    "lead",
    "rank",
    "cost",
    "cost_over",
    "cost_a_letter",
    "context",
    "context_under",
    "context_now",
    "count",
    "count_under",
    "size",
    "longer",
    "errors",
    "first_letter",
    "last_letter",
    "often",
    "name",
    "case",
    "titles",
    "new_case",
    "kind",
    "noise",
    "unknown_before",
    "unknown_after",
    "known",
    "pair",
    "new_capital",
    "capital",
    "options",
    "habit",
    "habit_least",
    "habit_under",
    "gathered",
    "rest_known",
    "marks",
    "after_stop",
    "keep_lead",
    "digits",
)
"""What an option is compared by."""
STOPS = frozenset('.!?"')


@dataclass(frozen=True)
class Choices:
    """The options that are compared.

    Attributes:
        rows: shape (n, features), columns as in COMPARED.
        place: shape (n,): the number of the place.
        option: shape (n,): the number of the option there.
    """

    rows: Floats
    place: NDArray[np.int64]
    option: NDArray[np.int64]


def choices(document: Document, suspects: Sequence[Suspect], knowledge: Knowledge) -> Choices:
    """Give the options of the weighed places that come near the likeliest."""
    at = {name: number for number, name in enumerate(FEATURES)}
    still = [at[name] for name in ("often", "name", "case", "titles", "new_case")]
    ids, text = document.stream.ids, document.text
    unknown = np.concatenate([[False], ids == UNKNOWN, [False]]).tolist()
    learned = lessons(document, suspects, knowledge)
    rows: list[list[float]] = []
    place: list[int] = []
    numbers: list[int] = []
    for number, suspect in enumerate(suspects):
        scores = suspect.scores
        if scores[1:].max() < scores[0] - AHEAD:
            continue
        order = 1 + np.argsort(-scores[1:], kind="stable")[:MOST]
        order = order[scores[order] > scores[order[0]] - CLOSE]
        if len(order) < 2:
            continue
        features = suspect.features
        costs, contexts, counts = -10.0 * features[order, 0], 10.0 * features[order, 1], features[order, at["count"]]
        sic, own = suspect.sic, tells(suspect)
        before = text[max(0, suspect.start - 4) : suspect.start].rstrip()
        beside = [
            10.0 * features[0, 1],
            features[0, at["keep_noise"]],
            unknown[suspect.first],
            unknown[suspect.last + 1],
            suspect.known,
            suspect.pair,
            sic[:1].isupper(),
            len(suspect.options),
            learned.marks,
            not before or before[-1] in STOPS,
        ]
        found = []
        rest = zip(order.tolist(), scores[order].tolist(), features[np.ix_(order, still)].tolist(), strict=True)
        for rank, ((n, score, row), cost, context, count) in enumerate(
            zip(rest, costs.tolist(), contexts.tolist(), counts.tolist(), strict=True)
        ):
            option = suspect.options[n]
            steps = errors(sic, option.text)
            habit = learned.habit(steps, own and rank == 0)
            found.append(
                [
                    score - scores[order[0]],
                    rank,
                    cost,
                    cost - costs.min(),
                    cost / len(sic),
                    context,
                    context - contexts.max(),
                    beside[0],
                    count,
                    count - counts.max(),
                    len(sic),
                    len(option.text) - len(sic),
                    len(steps),
                    sic[:1].casefold() == option.text[:1].casefold(),
                    sic[-1:].casefold() == option.text[-1:].casefold(),
                    *row,
                    KINDS.index(option.kind),
                    *beside[1:6],
                    option.text[:1].isupper(),
                    beside[6],
                    beside[7],
                    sum(habit) / max(1, len(habit)),
                    min(habit, default=0.0),
                    0.0,
                    learned.gathered(option.form, own and rank == 0),
                    rest_known(option, knowledge),
                    beside[8],
                    beside[9],
                    score - scores[0],
                    sum(map(str.isdecimal, option.text)),
                ]
            )
        most = max(row[HABIT] for row in found)
        for row in found:
            row[UNDER] = row[HABIT] - most
        rows += found
        place += [number] * len(found)
        numbers += order.tolist()
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(COMPARED))
    return Choices(table, np.array(place, dtype=np.int64), np.array(numbers, dtype=np.int64))


HABIT, UNDER = COMPARED.index("habit"), COMPARED.index("habit_under")


def rest_known(option: Option, knowledge: Knowledge) -> bool:
    """Whether what an option leaves of a place is known: one that puts a word in leaves nothing."""
    return bool(option.form) or all(map(knowledge.whole, option.words))


def choose(document: Document, suspects: Sequence[Suspect], knowledge: Knowledge, trees: Trees) -> None:
    """Compare the likeliest options of each place, and put them in order; what they have together stays."""
    found = choices(document, suspects, knowledge)
    if len(found.place):
        order(suspects, found, trees.odds(found.rows))


def order(suspects: Sequence[Suspect], found: Choices, odds: Floats) -> None:
    """Share what the compared options of each place have together by their log-odds."""
    starts = np.flatnonzero(np.diff(found.place, prepend=-1)).tolist()
    for a, b in zip(starts, [*starts[1:], len(odds)], strict=True):
        suspect, numbers = suspects[int(found.place[a])], found.option[a:b]
        together = np.logaddexp.reduce(suspect.scores[numbers])
        suspect.scores[numbers] = together + odds[a:b] - np.logaddexp.reduce(odds[a:b])
        suspect.best = int(suspect.scores.argmax())
