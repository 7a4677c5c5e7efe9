"""What options are ranked by, and the kinds of options: names that ranking, reranking and decision share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log, log1p
from typing import NamedTuple

import numpy as np

from corpus.language.text import EDGE, UNKNOWN

from .knowledge import cases
from .surroundings import Surroundings
from .suspect import Floats, Suspect

KINDS = ("word", "split", "merge", "drop", "figure", "part", "case", "stop", "unmark")


class OtherFeatures(NamedTuple):
    """What is asked of each option that is not the text as it stands.

    Attributes:
        frequency: the logarithm of how often the word put in stands in the texts learned from, in tenths.
        often: the logarithm of how often the document has it, in thirds.
        name: whether only the list of names has it.
        case: how usual its case is, in thirds of a nat.
        titles: the share of the four words around that begin with a capital, where it has one.
        new_case: whether its first letter has another case than what stands there.
        letters: of what stands there, in twelfths, at most 1.
    """

    frequency: float = 0.0
    often: float = 0.0
    name: float = 0.0
    case: float = 0.0
    titles: float = 0.0
    new_case: float = 0.0
    letters: float = 0.0


class KeptFeatures(NamedTuple):
    """What is asked of a text as it stands.

    Attributes:
        keep: always 1.
        keep_known: whether it is known.
        keep_capital: whether it has a capital inside a sentence.
        keep_name: whether a listed name is written so.
        keep_often: the logarithm of how often else the document has it, for more than three letters.
        keep_noise: the logarithm of the share of unknown words around, and 3.
        keep_short: whether it has two letters at most.
        keep_digits: whether it has figures.
        keep_capitals: whether it has several letters, all capitals.
        keep_mixed: whether it has a capital among small letters.
        stealth: whether it is one known word.
        rare: how rare a known word it is, 1 for the rarest.
    """

    keep: float
    keep_known: float
    keep_capital: float
    keep_name: float
    keep_often: float
    keep_noise: float
    keep_short: float
    keep_digits: float
    keep_capitals: float
    keep_mixed: float
    stealth: float
    rare: float


OF_KIND = {kind: kind for kind in KINDS if kind not in ("word", "case")} | {"case": "recase"}
"""The features that name an option's kind."""
FEATURES = ("cost", "context", *OtherFeatures._fields, *KeptFeatures._fields, *OF_KIND.values(), "unmarked")
"""What an option is ranked by; the weights are in ``data/ranking.json``."""
AT = {name: number for number, name in enumerate(FEATURES)}
"""The column of each feature."""

AROUND = 40
"""Words before and after that tell how noisy a place is."""
UNKNOWN_BEFORE = 2.0
"""Unknown words that are assumed before any word is seen."""
WORDS_BEFORE = 40.0
"""Words that are assumed before any word is seen."""
OPENING = cases(0.95)
"""What speaks for a small letter and a capital at the start of a sentence."""


def static_features(around: Surroundings, suspects: Sequence[Suspect]) -> Floats:
    """Return the features that do not change with the words around, one row per option."""
    knowledge, stream = around.knowledge, around.stream
    text, starts, ids = around.string, stream.starts.tolist(), stream.ids.tolist()
    own = Counter(text[a:b].casefold() for a, b in zip(starts, stream.ends.tolist(), strict=True))
    unknown = [0, *np.cumsum(stream.ids == UNKNOWN).tolist()]
    size = len(ids)
    keeps: list[KeptFeatures] = []
    others: list[OtherFeatures] = []
    unmarked: list[int] = []
    kept: list[int] = []
    for suspect in suspects:
        a, b = max(0, suspect.first - AROUND), min(size, suspect.last + AROUND)
        sic = suspect.sic
        capital = sic[:1].isupper()
        capitals = sum(
            text[starts[n]].isupper()
            for n in (suspect.first - 2, suspect.first - 1, suspect.last, suspect.last + 1)
            if 0 <= n < size
        )
        opening = suspect.first == 0 or ids[suspect.first - 1] == EDGE
        kept.append(len(others))
        keeps.append(
            KeptFeatures(
                keep=1.0,
                keep_known=suspect.known,
                keep_capital=capital and not opening,
                keep_name=knowledge.names.knows(sic),
                keep_often=log1p(max(0, own[sic.casefold()] - 1)) if len(sic) > 3 else 0.0,
                keep_noise=log_share_unknown(unknown[b] - unknown[a], b - a) + 3.0,
                keep_short=len(sic) <= 2,
                keep_digits=any(map(str.isdecimal, sic)),
                keep_capitals=sic.isupper() and sum(map(str.isalpha, sic)) > 1,
                keep_mixed=mixed(sic),
                stealth=suspect.known and not suspect.pair,
                rare=(1.0 - knowledge.form(sic).often / 12.0) if suspect.known else 0.0,
            )
        )
        marked = not sic.isalnum()
        letters, titles = min(len(sic), 12) / 12.0, 0.0 if opening else capitals / 4.0
        others.append(OtherFeatures())
        for option in suspect.options[1:]:
            if marked and option.kind == "word" and len(option.text) < len(sic):
                unmarked.append(len(others))
            if not option.form:
                others.append(OtherFeatures(letters=letters))
                continue
            form = knowledge.form(option.form)
            cased = option.words[0][:1].isupper()
            often = own.get(option.form)
            case = 0.0
            if len(option.form) == 1 or not option.text.isupper():
                case = (OPENING if opening else form.cases)[cased]
            others.append(
                OtherFeatures(
                    frequency=form.often / 10.0,
                    often=log1p(often) / 3.0 if often else 0.0,
                    name=not form.listed,
                    case=case,
                    titles=titles if cased else 0.0,
                    new_case=capital != cased and sic[0].isalpha(),
                    letters=letters,
                )
            )
    table = np.zeros((len(others), len(FEATURES)))
    table[:, [AT[name] for name in OtherFeatures._fields]] = np.array(others, dtype=np.float64)
    table[np.ix_(kept, [AT[name] for name in KeptFeatures._fields])] = np.array(keeps, dtype=np.float64)
    table[unmarked, AT["unmarked"]] = 1.0
    flat = [option for suspect in suspects for option in suspect.options]
    table[:, AT["cost"]] = np.array([option.cost for option in flat]) / -10.0
    column = np.array([AT.get(OF_KIND.get(option.kind, ""), -1) for option in flat])
    rows = np.flatnonzero(column >= 0)
    table[rows, column[rows]] = 1.0
    return table


def log_share_unknown(unknown: int, words: int) -> float:
    """Return the logarithm of the share of unknown words."""
    return log((unknown + UNKNOWN_BEFORE) / (words + WORDS_BEFORE))


def mixed(word: str) -> bool:
    """Whether a capital stands inside a word that is not all capitals."""
    return not word.isupper() and any(b.isupper() and a.islower() for a, b in pairwise(word))
