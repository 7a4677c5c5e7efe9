"""A second look at the likeliest options of a place: which of them is right, if one is.

The ranking (:mod:`restore.words.ranking`) is log-linear, the same for short words and long ones, for good pages and
bad. Here a small gradient boosting compares the few that come near each other, and sees what the ranking cannot: what
the document itself has often wrong, how the options stand to each other, and how noisy the place is. Trained by
``bench/train/words.py``; ships as ``data/choice.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import UNKNOWN

from .error_profile import Lessons, errors, lessons, tells
from .features import AT, KINDS
from .suspect import Floats, Suspect

if TYPE_CHECKING:
    from ..document import Document
    from .boosted_trees import Trees
    from .knowledge import Knowledge
    from .suspect import Option

Ints = NDArray[np.int64]

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
    place: Ints
    option: Ints


NOTHING = Choices(np.zeros((0, len(COMPARED))), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def choices(document: Document, suspects: Sequence[Suspect], knowledge: Knowledge) -> Choices:
    """Return the options of the weighed places that come near the likeliest."""
    if not suspects:
        return NOTHING
    sizes = np.array([len(suspect.options) for suspect in suspects])
    starts = np.cumsum(sizes) - sizes
    scores = np.concatenate([suspect.scores for suspect in suspects])
    features = np.concatenate([suspect.features for suspect in suspects])
    rows, place, rank = _near(scores, starts, sizes)
    if not len(rows):
        return NOTHING
    option = rows - starts[place]
    # where each place begins in these rows, and which of them each row belongs to
    first = np.flatnonzero(np.diff(place, prepend=-1))
    owner = np.cumsum(np.diff(place, prepend=-1) > 0) - 1
    places = [suspects[n] for n in place[first].tolist()]
    own, keep = features[rows], features[starts[place]]
    learned = lessons(document, suspects, knowledge)
    told = [
        _told(suspects[n], number, learned, knowledge, first=not before)
        for n, number, before in zip(place.tolist(), option.tolist(), rank.tolist(), strict=True)
    ]
    around = [_around(suspect, document) for suspect in places]
    columns = {
        **dict(zip(OF_OPTIONS, np.array(told, dtype=np.float64).T, strict=True)),
        **dict(zip(OF_PLACES, np.array(around, dtype=np.float64)[owner].T, strict=True)),
        **{name: own[:, AT[name]] for name in ("count", "often", "name", "case", "titles", "new_case")},
        "lead": scores[rows] - scores[rows[first]][owner],
        "keep_lead": scores[rows] - scores[starts[place]],
        "rank": rank,
        "cost": -10.0 * own[:, AT["cost"]],
        "context": 10.0 * own[:, AT["context"]],
        "context_now": 10.0 * keep[:, AT["context"]],
        "noise": keep[:, AT["keep_noise"]],
        "marks": np.full(len(rows), learned.marks),
    }
    columns["cost_a_letter"] = columns["cost"] / columns["size"]
    columns["cost_over"] = columns["cost"] - np.minimum.reduceat(columns["cost"], first)[owner]
    for under, name in (("context_under", "context"), ("count_under", "count"), ("habit_under", "habit")):
        columns[under] = columns[name] - np.maximum.reduceat(columns[name], first)[owner]
    return Choices(np.column_stack([columns[name] for name in COMPARED]), place, option)


def _near(scores: Floats, starts: Ints, sizes: Ints) -> tuple[Ints, Ints, Ints]:
    """Return row, place and rank of the options near the likeliest of their place, the likelier first."""
    others = scores.copy()
    others[starts] = -np.inf
    best = np.maximum.reduceat(others, starts)
    least = np.where(best < scores[starts] - AHEAD, np.inf, best - CLOSE)
    rows = np.flatnonzero(others > np.repeat(least, sizes))
    place = np.repeat(np.arange(len(starts)), sizes)[rows]
    order = np.lexsort((-scores[rows], place))
    rows, place = rows[order], place[order]
    many = np.bincount(place, minlength=len(starts))
    rank = np.arange(len(rows)) - (np.cumsum(many) - many)[place]
    kept = (rank < MOST) & (many[place] > 1)
    return rows[kept], place[kept], rank[kept]


OF_PLACES = ("size", "unknown_before", "unknown_after", "known", "pair", "capital", "options", "after_stop")
"""What is asked of a place."""
OF_OPTIONS = (
    "longer",
    "errors",
    "first_letter",
    "last_letter",
    "kind",
    "new_capital",
    "habit",
    "habit_least",
    "gathered",
    "rest_known",
    "digits",
)
"""What is asked of options one by one."""


def _around(suspect: Suspect, document: Document) -> tuple[float, ...]:
    """Return what OF_PLACES names."""
    ids = document.words.stream.ids
    before = document.text.string[max(0, suspect.start - 4) : suspect.start].rstrip()
    return (
        len(suspect.sic),
        suspect.first > 0 and ids[suspect.first - 1] == UNKNOWN,
        suspect.last < len(ids) and ids[suspect.last] == UNKNOWN,
        suspect.known,
        suspect.pair,
        suspect.sic[:1].isupper(),
        len(suspect.options),
        not before or before[-1] in STOPS,
    )


def _told(suspect: Suspect, number: int, learned: Lessons, knowledge: Knowledge, *, first: bool) -> tuple[float, ...]:
    """Return what OF_OPTIONS names; the likeliest option tells nothing of its own errors."""
    sic, option = suspect.sic, suspect.options[number]
    steps, own = errors(sic, option.text), first and tells(suspect)
    habit = learned.habit(steps, own)
    return (
        len(option.text) - len(sic),
        len(steps),
        sic[:1].casefold() == option.text[:1].casefold(),
        sic[-1:].casefold() == option.text[-1:].casefold(),
        KINDS.index(option.kind),
        option.text[:1].isupper(),
        sum(habit) / max(1, len(habit)),
        min(habit, default=0.0),
        learned.gathered(option.form, own),
        rest_known(option, knowledge),
        sum(map(str.isdecimal, option.text)),
    )


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
