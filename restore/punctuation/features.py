"""What speaks for and against other marks at a gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import CLASSES, EDGE, UNKNOWN

from .gaps import HEAD, HYPHEN, TAILS, Flags, Floats, GapOptions, Gaps, Ints, mean_around
from .habits import HabitTable

if TYPE_CHECKING:
    from corpus.language import Language

COLUMNS = (
    "option",
    "tail",
    "first",
    "tail_size",
    "head",
    "head_size",
    "loose",
    "break",
    "before_size",
    "before_digit",
    "before_capital",
    "before_capitals",
    "before_known",
    "before_count",
    "before_cased",
    "before_short",
    "after_size",
    "after_digit",
    "after_capital",
    "after_capitals",
    "after_known",
    "after_count",
    "after_cased",
    "habit_comma",
    "habit_stop",
    "stops_after",
    "commas_after",
    "stops_before",
    "commas_before",
    "gain",
    "edge",
    "opens",
    "runs",
    "last_tail",
    "next_tail",
    "since",
    "until",
    "line",
    "at_line",
    "length",
    "noise",
    "noise_here",
    "odd",
    "odd_here",
    "stops_here",
    "commas_here",
    "capitals_here",
    "bare",
    "bare_here",
    "small",
    "small_here",
    "joined",
    "halves",
    "quotes",
    "double",
    "own_stop",
    "own_times",
    "before_noise",
    "after_noise",
    "capital_before",
    "capital_after",
)
"""What an option is judged by; see :func:`gap_features`."""


def gap_features(text: str, language: Language, found: Gaps, at: GapOptions, habits: HabitTable) -> Floats:
    """Return what speaks for and against each option, one row per option, columns as in COLUMNS."""
    gap, ids = at.gap, found.ids
    tail, first, head, broken, odd, tail_size, head_size, loose = found.codes.T
    size = len(ids)
    capital, capitals, digit = found.capital, found.capitals, found.digit
    known = ids != UNKNOWN
    count, cased = habits.count[ids], habits.cased[ids]
    lengths = found.ends - found.starts
    short = habits.short[ids] | (lengths == 1)
    before, after = gap, gap + 1
    # the language model: an edge between the two words, and none
    stream = np.concatenate([[EDGE, EDGE], found.stream, [EDGE, EDGE]]).astype(np.int32)
    one, two = found.place[before] + 2, found.place[after] + 2
    w0, w1, w2, w3 = stream[one - 1], stream[one], stream[two], stream[two + 1]
    edge = np.full(len(gap), EDGE, np.int32)
    grams = np.concatenate(
        [np.column_stack(row) for row in ((w0, w1, edge), (w1, edge, w2), (edge, w2, w3), (w0, w1, w2), (w1, w2, w3))]
    )
    closes, opens, goes, runs, on = language.logp(grams).reshape(5, -1).astype(np.float64)
    stop = (tail == 1) | (tail == 6) | (tail == 7)
    within = broken >= 0
    # stops before small letters, and none before capitals on words that have none
    small = within & (tail == 1) & ~(capital | digit)[1:] & ~short[:-1]
    plain = within & capital[1:] & ~capitals[1:] & (cased[1:] >= 0) & (cased[1:] < 0.3)
    bare = plain & (tail == 0)
    every = np.arange(len(stop))
    last = np.maximum.accumulate(np.where(stop, every, -1))
    upcoming = np.minimum.accumulate(np.where(stop, every, len(stop))[::-1])[::-1]
    since = gap - np.concatenate([[-1], last])[gap]
    until = np.concatenate([upcoming, [len(stop)]])[gap + 1] - gap
    ends = np.array([m.start() for m in re.finditer(r"\n", text)] + [len(text)], dtype=np.int64)
    line = np.searchsorted(ends, found.ends[before])
    begins = np.concatenate([[0], ends[:-1] + 1])
    widths = ends - begins
    usual = float(np.quantile(widths[widths > 0], 0.7)) if (widths > 0).any() else 1.0
    signs = np.array([m.start() for m in re.finditer('"', text)], dtype=np.int64)
    quotes = np.searchsorted(signs, found.starts[after])
    strange = np.minimum(odd, 2)
    joined, halves = _joined(text, language, found, at)
    own, times = _own(ids, stop, gap)
    ringed = np.concatenate([[False], capital, [False]])
    neighbour = np.concatenate([[0], tail, [0]])
    row_before, row_after = habits.habit[ids[before]], habits.habit[ids[after]]
    columns = {
        "option": at.option,
        "tail": tail[gap],
        "first": first[gap],
        "tail_size": tail_size[gap],
        "head": head[gap],
        "head_size": head_size[gap],
        "loose": loose[gap],
        "break": broken[gap],
        "before_size": lengths[before],
        "before_digit": digit[before],
        "before_capital": capital[before],
        "before_capitals": capitals[before],
        "before_known": known[before],
        "before_count": count[before],
        "before_cased": cased[before],
        "before_short": short[before],
        "after_size": lengths[after],
        "after_digit": digit[after],
        "after_capital": capital[after],
        "after_capitals": capitals[after],
        "after_known": known[after],
        "after_count": count[after],
        "after_cased": cased[after],
        "habit_comma": row_before[:, 0] + row_after[:, 2],
        "habit_stop": row_before[:, 1] + row_after[:, 3],
        "stops_after": row_before[:, 1],
        "commas_after": row_before[:, 0],
        "stops_before": row_after[:, 3],
        "commas_before": row_after[:, 2],
        "gain": closes + opens + goes - runs - on,
        "edge": closes,
        "opens": opens,
        "runs": runs,
        "last_tail": neighbour[gap],
        "next_tail": neighbour[gap + 2],
        "since": np.minimum(since, 60),
        "until": np.minimum(until, 60),
        "line": widths[line] / max(usual, 1.0),
        "at_line": found.starts[before] - begins[line],
        "length": float(min(size, 3000)),
        "noise": float(np.mean(found.noise)),
        "noise_here": mean_around(found.noise, gap),
        "odd": float(np.mean(strange)),
        "odd_here": mean_around(strange, gap),
        "stops_here": mean_around(stop, gap),
        "commas_here": mean_around(tail == 2, gap),
        "capitals_here": mean_around(capital[1:], gap),
        "bare": (bare.sum() + 0.2) / (plain.sum() + 2.0),
        "bare_here": (mean_around(bare, gap) + 0.002) / (mean_around(plain, gap) + 0.02),
        "small": (small.sum() + 0.1) / (size + 100.0),
        "small_here": mean_around(small, gap),
        "joined": joined,
        "halves": halves,
        "quotes": quotes % 2,
        "double": np.where((at.option == HEAD) | (at.option == 0), tail[gap] == head[gap], 0),
        "own_stop": own,
        "own_times": times,
        "before_noise": found.noise[before],
        "after_noise": found.noise[after],
        "capital_before": ringed[before],
        "capital_after": ringed[after + 2],
    }
    return np.column_stack([np.broadcast_to(np.asarray(columns[name], dtype=np.float64), len(gap)) for name in COLUMNS])


def _own(ids: NDArray[np.int32], stop: Flags, gap: Ints) -> tuple[Floats, Floats]:
    """Return how often the document has a stop after the same word elsewhere: the share (-1: none), and of how many."""
    size = int(ids.max()) + 1
    all_ = np.bincount(ids[:-1], minlength=size)
    stops = np.bincount(ids[:-1], weights=stop, minlength=size)
    times = np.where(ids[gap] >= CLASSES, all_[ids[gap]] - 1, 0)
    share = np.where(times > 0, (stops[ids[gap]] - stop[gap]) / np.maximum(times, 1), -1.0)
    return share, np.minimum(times, 20).astype(np.float64)


def _joined(text: str, language: Language, found: Gaps, at: GapOptions) -> tuple[Floats, Floats]:
    """Return for hyphens how usual the word is that the two halves make, and the rarer half; in logarithms."""
    joined, halves = np.full(len(at.gap), -1.0), np.full(len(at.gap), -1.0)
    for n in np.flatnonzero(at.option == TAILS.index(HYPHEN)).tolist():
        a, b = (text[found.starts[m] : found.ends[m]] for m in (at.gap[n], at.gap[n] + 1))
        joined[n] = np.log1p(language.count(a + b)) + float(language.known(a + b))
        halves[n] = np.log1p(min(language.count(a), language.count(b)))
    return joined, halves
