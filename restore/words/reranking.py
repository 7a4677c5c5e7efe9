"""A second look at the likeliest options of a place: which of them is right, if one is.

The ranking (:mod:`restore.words.ranking`) is log-linear, the same for short words and long ones, for good pages and
bad. Here a small gradient boosting compares the few that come near each other, and sees what the ranking cannot: what
the document itself has often wrong, how the options stand to each other, and how noisy the place is. Trained by
``bench/train/words.py``; ships as ``data/reranking.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import UNKNOWN

from .error_profile import ErrorProfile, error_profile, errors, tells
from .features import AT, KINDS
from .surroundings import Surroundings
from .suspect import Floats, Suspect

if TYPE_CHECKING:
    from .boosted_trees import Trees
    from .knowledge import Knowledge
    from .suspect import Option

Ints = NDArray[np.int64]

MOST = 5
"""At most this many options of a place are compared."""
CLOSE = 6.0
"""An option is compared where it is at most this far behind the likeliest one, in nats."""
AHEAD = 4.0
"""Nothing is compared where the text as it stands is likelier by more than this, in nats."""

COMPARED = (
    "lead",
    "rank",
    "cost",
    "cost_over",
    "cost_a_letter",
    "context",
    "context_under",
    "context_now",
    "frequency",
    "frequency_under",
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
class Comparisons:
    """The options that are compared.

    Attributes:
        rows: shape (n, features), columns as in COMPARED.
        place: shape (n,): the number of the place.
        option: shape (n,): the number of the option there.
    """

    rows: Floats
    place: Ints
    option: Ints


NOTHING = Comparisons(np.zeros((0, len(COMPARED))), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def comparisons(around: Surroundings, suspects: Sequence[Suspect]) -> Comparisons:
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
    profile = error_profile(around, suspects)
    told = [
        _of_option(suspects[n], number, profile, around.knowledge, first=not before)
        for n, number, before in zip(place.tolist(), option.tolist(), rank.tolist(), strict=True)
    ]
    asked = [_of_place(suspect, around) for suspect in places]
    columns = {
        **dict(zip(OptionFeatures._fields, np.array(told, dtype=np.float64).T, strict=True)),
        **dict(zip(PlaceFeatures._fields, np.array(asked, dtype=np.float64)[owner].T, strict=True)),
        **{name: own[:, AT[name]] for name in ("frequency", "often", "name", "case", "titles", "new_case")},
        "lead": scores[rows] - scores[rows[first]][owner],
        "keep_lead": scores[rows] - scores[starts[place]],
        "rank": rank,
        "cost": -10.0 * own[:, AT["cost"]],
        "context": 10.0 * own[:, AT["context"]],
        "context_now": 10.0 * keep[:, AT["context"]],
        "noise": keep[:, AT["keep_noise"]],
        "marks": np.full(len(rows), profile.marks),
    }
    columns["cost_a_letter"] = columns["cost"] / columns["size"]
    columns["cost_over"] = columns["cost"] - np.minimum.reduceat(columns["cost"], first)[owner]
    for under, name in (("context_under", "context"), ("frequency_under", "frequency"), ("habit_under", "habit")):
        columns[under] = columns[name] - np.maximum.reduceat(columns[name], first)[owner]
    return Comparisons(np.column_stack([columns[name] for name in COMPARED]), place, option)


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


class PlaceFeatures(NamedTuple):
    """What is asked of a place, for all its options alike."""

    size: float
    unknown_before: float
    unknown_after: float
    known: float
    pair: float
    capital: float
    options: float
    after_stop: float


class OptionFeatures(NamedTuple):
    """What is asked of options one by one."""

    longer: float
    errors: float
    first_letter: float
    last_letter: float
    kind: float
    new_capital: float
    habit: float
    habit_least: float
    gathered: float
    rest_known: float
    digits: float


def _of_place(suspect: Suspect, around: Surroundings) -> PlaceFeatures:
    ids = around.stream.ids
    before = around.string[max(0, suspect.start - 4) : suspect.start].rstrip()
    return PlaceFeatures(
        size=len(suspect.sic),
        unknown_before=suspect.first > 0 and ids[suspect.first - 1] == UNKNOWN,
        unknown_after=suspect.last < len(ids) and ids[suspect.last] == UNKNOWN,
        known=suspect.known,
        pair=suspect.pair,
        capital=suspect.sic[:1].isupper(),
        options=len(suspect.options),
        after_stop=not before or before[-1] in STOPS,
    )


def _of_option(
    suspect: Suspect, number: int, profile: ErrorProfile, knowledge: Knowledge, *, first: bool
) -> OptionFeatures:
    """Return what is asked of an option; the likeliest one tells nothing of its own errors."""
    sic, option = suspect.sic, suspect.options[number]
    steps, own = errors(sic, option.text), first and tells(suspect)
    habit = profile.habit(steps, own)
    return OptionFeatures(
        longer=len(option.text) - len(sic),
        errors=len(steps),
        first_letter=sic[:1].casefold() == option.text[:1].casefold(),
        last_letter=sic[-1:].casefold() == option.text[-1:].casefold(),
        kind=KINDS.index(option.kind),
        new_capital=option.text[:1].isupper(),
        habit=sum(habit) / max(1, len(habit)),
        habit_least=min(habit, default=0.0),
        gathered=profile.gathered(option.form, own),
        rest_known=rest_known(option, knowledge),
        digits=sum(map(str.isdecimal, option.text)),
    )


def rest_known(option: Option, knowledge: Knowledge) -> bool:
    """Whether what an option leaves of a place is known: one that puts a word in leaves nothing."""
    return bool(option.form) or all(map(knowledge.whole, option.words))


def rerank(around: Surroundings, suspects: Sequence[Suspect], trees: Trees) -> None:
    """Compare the likeliest options of each place, and put them in order; what they have together stays."""
    found = comparisons(around, suspects)
    if len(found.place):
        share(suspects, found, trees.odds(found.rows))


def share(suspects: Sequence[Suspect], found: Comparisons, odds: Floats) -> None:
    """Share what the compared options of each place have together by their log-odds."""
    starts = np.flatnonzero(np.diff(found.place, prepend=-1)).tolist()
    for a, b in zip(starts, [*starts[1:], len(odds)], strict=True):
        suspect, numbers = suspects[int(found.place[a])], found.option[a:b]
        together = np.logaddexp.reduce(suspect.scores[numbers])
        suspect.scores[numbers] = together + odds[a:b] - np.logaddexp.reduce(odds[a:b])
        suspect.best = int(suspect.scores.argmax())
