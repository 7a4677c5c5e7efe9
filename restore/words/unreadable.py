"""Stretches where hardly anything is a word: nothing is looked up there, for nothing found would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.language.text import EDGE, MIXED, UNKNOWN

from ..text.spans import Span

if TYPE_CHECKING:
    from corpus.language.text import Stream

AROUND = 40
"""Words before and after that tell."""
FEWEST = 40
"""Words that there must be to tell."""
UNREADABLE = 0.75
"""The share of unknown words from which nothing is read. In the worst stretches of badly read newspapers it is 0.63, in
German 0.64; of letters at random 0.8 and more, for many short ones happen to be words."""


def unreadable(stream: Stream) -> tuple[Span, ...]:
    """Return where the stretches begin and end in the text, in order."""
    words = np.flatnonzero(stream.ids != EDGE)
    size = len(words)
    if size < FEWEST:
        return ()
    ids = stream.ids[words]
    unknown = np.concatenate([[0], np.cumsum((ids == UNKNOWN) | (ids == MIXED))])
    place = np.arange(size)
    first, last = np.maximum(0, place - AROUND), np.minimum(size, place + AROUND + 1)
    lost = unknown[last] - unknown[first] > UNREADABLE * (last - first)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], lost, [False]]).astype(np.int8)))
    starts, ends = stream.starts[words[edges[::2]]], stream.ends[words[edges[1::2] - 1]]
    return tuple(map(Span, starts.tolist(), ends.tolist()))
