"""Which other marks are worth weighing at a gap: in a clean text, next to none."""

from __future__ import annotations

import numpy as np

from .gaps import HEAD, MARKUP, ODD, GapOptions, Gaps, mean_around
from .habits import HabitTable

USUAL = -3.2
"""A comma is missed between two words where their log-odds of one sum to more than this."""
UNUSUAL = -5.5
"""A comma is doubted between two words where their log-odds of one sum to less than this."""
BEGINS = 0.5
"""Up to this share of capitals elsewhere, a word's capital says that a sentence begins."""
QUIET = 0.03
"""Up to this share of unknown words around a place, and without strange marks, ordinary marks are not doubted."""


def gap_options(found: Gaps, known: HabitTable, text: str) -> GapOptions:
    """Return the options that are worth weighing: in a clean text, next to none."""
    tail, _, head, broken, odd, *_, loose = found.codes.T
    every = np.arange(len(tail))
    small = ~(found.capital | found.digit)[1:]
    comma = known.habit[found.ids[:-1], 0] + known.habit[found.ids[1:], 2]
    quiet = (mean_around(found.noise[1:], every) < QUIET) & (mean_around(odd > 0, every) == 0)
    strange = (tail >= ODD) | (head >= ODD) | (loose > 0)
    # a stop inside what is broken off without white space: an acronym, a figure
    acronym = np.concatenate([[False], (broken[:-1] < 0) & (tail[:-1] == 1)])
    within = (broken >= 0) & (strange | ~quiet)
    ending = within & (broken < 2) & ~acronym
    bare, other = ending & (tail == 0), ending & (tail > 0) & ~strange
    odd = ending & (tail > 0) & strange
    begins = found.capital[1:] & (known.cased[found.ids[1:]] < BEGINS)
    options = {
        0: odd | (other & ((tail != 2) | (comma < UNUSUAL))),
        1: (bare & ~small) | (other & (tail != 1) & begins) | (odd & ((tail != 1) | (loose > 0))),
        2: (bare & (comma > USUAL)) | (other & (tail == 1)) | (odd & ((tail != 2) | (loose > 0))),
        3: within & (broken == 1) & small & (tail != 5),
        HEAD: within & (head > 0),
    }
    where = [np.flatnonzero(mask) for mask in options.values()]
    gap, option = np.concatenate(where), np.repeat(np.array(list(options)), [len(row) for row in where])
    keep = [
        (o > 0 and o != HEAD) or not _paired(found, g, o, text)
        for g, o in zip(gap.tolist(), option.tolist(), strict=True)
    ]
    return GapOptions(gap[keep], option[keep])


FELLOWS = {"(": ")", "[": "]", "{": "}", "<": ">", "*": "*", "_": "_", "-": "-", "«": "»", "»": "«", '"': '"', "~": "~"}
CLOSERS = {closer: opener for opener, closer in FELLOWS.items()}
REACH = 120
"""How far a mark may stand from its fellow."""


def _paired(found: Gaps, gap: int, option: int, text: str) -> bool:
    """Whether the marks that would go are no stray ones.

    They are markup, a dash, the apostrophe of a genitive, or stand around something with their fellow.
    """
    one = found.shapes[gap]
    marks = one.head if option == HEAD else one.tail
    if MARKUP.search(marks) or (one.loose and marks == "-"):
        return True
    if marks == "'" and option != HEAD and found.words[gap][-1] in "sSzZ":
        return True
    if option == HEAD:
        closer = FELLOWS.get(marks[-1])
        at = int(found.starts[gap + 1])
        return closer is not None and closer in text[at : at + REACH].split("\n\n")[0]
    opener = CLOSERS.get(marks[:1])
    at = int(found.ends[gap])
    return opener is not None and opener in text[max(0, at - REACH) : at].split("\n\n")[-1]
