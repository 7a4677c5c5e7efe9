"""What options are weighed by, and the kinds of options: names shared by the ranking, the choice and the decision."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log, log1p
from typing import TYPE_CHECKING

import numpy as np

from corpus.language.text import EDGE, UNKNOWN

from .knowledge import Knowledge, cases
from .suspect import Floats, Suspect

if TYPE_CHECKING:
    from ..document import Document


KINDS = ("word", "split", "merge", "drop", "figure", "part", "case", "stop", "unmark")

OF_OTHERS = ("count", "often", "name", "case", "titles", "new_case", "letters")
"""The features of other options that are asked one by one."""
OF_KEPT = (
    "keep",
    "keep_known",
    "keep_capital",
    "keep_name",
    "keep_often",
    "keep_noise",
    "keep_short",
    "keep_digits",
    "keep_capitals",
    "keep_mixed",
    "stealth",
    "rare",
)
"""The features of a text as it stands alone."""
OF_KIND = {kind: kind for kind in KINDS if kind not in ("word", "case")} | {"case": "recase"}
"""The features that name an option's kind."""
FEATURES = ("cost", "context", *OF_OTHERS, *OF_KEPT, *OF_KIND.values(), "unmarked")
"""What an option is weighed by; the weights are in ``data/ranking.json``."""
AT = {name: number for number, name in enumerate(FEATURES)}
"""The column of each."""

AROUND = 40
"""Words before and after that tell how noisy a place is."""
UNKNOWN_AMONG = 2.0, 40.0
"""Unknown words among so many that noise is told from before any is seen."""
OPENING = cases(0.95)
"""What speaks for a small letter and a capital at the start of a sentence."""


def static_features(document: Document, suspects: list[Suspect], knowledge: Knowledge) -> Floats:
    """Return the features that do not change with the words around, one row an option."""
    names, stream = knowledge.names, document.words.stream
    text, starts, ids = document.text.string, stream.starts.tolist(), stream.ids.tolist()
    own = Counter(text[a:b].casefold() for a, b in zip(starts, stream.ends.tolist(), strict=True))
    unknown = [0, *np.cumsum(stream.ids == UNKNOWN).tolist()]
    size = len(ids)
    keeps: list[tuple[float, ...]] = []
    others: list[tuple[float, ...]] = []
    unmarked: list[int] = []
    kept: list[int] = []
    for suspect in suspects:
        a, b = max(0, suspect.first - AROUND), min(size, suspect.last + AROUND)
        sic = suspect.sic
        capital = sic[:1].isupper()
        around = sum(
            text[starts[n]].isupper()
            for n in (suspect.first - 2, suspect.first - 1, suspect.last, suspect.last + 1)
            if 0 <= n < size
        )
        opening = suspect.first == 0 or ids[suspect.first - 1] == EDGE
        kept.append(len(others))
        keeps.append(
            (
                1.0,
                suspect.known,
                capital and not opening,
                names.knows(sic),
                log1p(max(0, own[sic.casefold()] - 1)) if len(sic) > 3 else 0.0,
                log_share_unknown(unknown[b] - unknown[a], b - a) + 3.0,
                len(sic) <= 2,
                any(map(str.isdecimal, sic)),
                sic.isupper() and sum(map(str.isalpha, sic)) > 1,
                mixed(sic),
                suspect.known and not suspect.pair,
                (1.0 - knowledge.form(sic).often / 12.0) if suspect.known else 0.0,
            )
        )
        marked = not sic.isalnum()
        letters, titles = min(len(sic), 12) / 12.0, 0.0 if opening else around / 4.0
        others.append((0.0,) * len(OF_OTHERS))
        for option in suspect.options[1:]:
            if marked and option.kind == "word" and len(option.text) < len(sic):
                unmarked.append(len(others))
            if not option.form:
                others.append((0.0, 0.0, 0.0, 0.0, 0.0, 0.0, letters))
                continue
            form = knowledge.form(option.form)
            cased = option.words[0][:1].isupper()
            often = own.get(option.form)
            case = 0.0
            if len(option.form) == 1 or not option.text.isupper():
                case = (OPENING if opening else form.cases)[cased]
            others.append(
                (
                    form.often / 10.0,
                    log1p(often) / 3.0 if often else 0.0,
                    not form.listed,
                    case,
                    titles if cased else 0.0,
                    capital != cased and sic[0].isalpha(),
                    letters,
                )
            )
    table = np.zeros((len(others), len(FEATURES)))
    table[:, [AT[name] for name in OF_OTHERS]] = np.array(others, dtype=np.float64)
    table[np.ix_(kept, [AT[name] for name in OF_KEPT])] = np.array(keeps, dtype=np.float64)
    table[unmarked, AT["unmarked"]] = 1.0
    flat = [option for suspect in suspects for option in suspect.options]
    table[:, AT["cost"]] = np.array([option.cost for option in flat]) / -10.0
    column = np.array([AT.get(OF_KIND.get(option.kind, ""), -1) for option in flat])
    rows = np.flatnonzero(column >= 0)
    table[rows, column[rows]] = 1.0
    return table


def log_share_unknown(unknown: int, words: int) -> float:
    """Return the logarithm of the share of unknown words."""
    return log((unknown + UNKNOWN_AMONG[0]) / (words + UNKNOWN_AMONG[1]))


def mixed(word: str) -> bool:
    """Whether a capital stands inside a word that is not all capitals."""
    return not word.isupper() and any(b.isupper() and a.islower() for a, b in pairwise(word))
