"""What the decision about a place is made by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from math import log1p
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import UNKNOWN
from corpus.tokens import APOSTROPHES

from .error_profile import errors, lessons, tells
from .features import AT, KINDS, log_share_unknown
from .knowledge import Knowledge
from .old_spelling import same
from .reranking import STOPS, rest_known
from .suspect import Floats, Suspect

if TYPE_CHECKING:
    from ..document import Document


def option_starts(suspects: list[Suspect]) -> NDArray[np.int64]:
    """Return where the options of each place begin, and where the last end."""
    return np.cumsum([0, *(len(suspect.options) for suspect in suspects)])


def inner_places(suspects: list[Suspect]) -> dict[int, list[int]]:
    """Return for each place of two chunks the places inside it."""
    single = [n for n, suspect in enumerate(suspects) if not suspect.pair]
    starts = [suspects[n].start for n in single]
    inner: dict[int, list[int]] = {}
    for number, suspect in enumerate(suspects):
        if suspect.pair:
            a, b = bisect_left(starts, suspect.start), bisect_left(starts, suspect.end)
            inner[number] = [n for n in single[a:b] if suspects[n].end <= suspect.end]
    return inner


EVIDENCE = (
    "lead",
    "margin",
    "chance",
    "stays",
    "cost",
    "cost_a_letter",
    "context_gain",
    "context",
    "context_now",
    "count",
    "size",
    "new_size",
    "known",
    "noise",
    "noise_of_document",
    "keep_name",
    "keep_often",
    "often",
    "case",
    "rare",
    "name",
    "capital",
    "capitals",
    "new_capital",
    "digits",
    "marks",
    "inside",
    "options",
    "kind",
    "broken",
    "oddity",
    "titles",
    "doubt",
    "old",
    "same",
    "age",
    "mixed",
    "errors",
    "habit",
    "again",
    "gathered",
    "line_end",
    "line_start",
    "dotted",
    "money",
    "pair",
    "rest_known",
    "marks_are_letters",
    "first_letter",
    "last_letter",
    "unknown_before",
    "unknown_after",
    "habit_least",
    "after_stop",
    "beside",
)
"""What the decision is made by."""
NOTHING = -20.0
"""The lead where there is no other place."""
NUMBER_BESIDE = re.compile(r"[£$\d][\d,.]* ?$")


def evidence(document: Document, suspects: list[Suspect], knowledge: Knowledge) -> Floats:
    """Return what speaks for the likeliest option of each place against the text as it stands, one row a place."""
    language = knowledge.language
    stream = document.words.stream
    noise = log_share_unknown(int(np.count_nonzero(stream.ids == UNKNOWN)), len(stream.ids))
    age = knowledge.age(dict.fromkeys(suspect.sic for suspect in suspects if not suspect.known))
    odd = language.oddities(["".join(c for c in suspect.sic if c.isalpha()) or "a" for suspect in suspects]).tolist()
    learned = lessons(document, suspects, knowledge)
    same_again = Counter((s.sic, s.options[s.rival].text) for s in suspects)
    text = document.text.string
    unknown = np.concatenate([[False], stream.ids == UNKNOWN, [False]]).tolist()
    beside = _beside(suspects)
    rows = []
    for suspect, oddity, other in zip(suspects, odd, beside, strict=True):
        rival = suspect.rival
        option, scores = suspect.options[rival], suspect.scores.tolist()
        keep, row = suspect.features[[0, rival]].tolist()
        others = [s for n, s in enumerate(scores) if n not in (0, rival)]
        sic = suspect.sic
        steps = errors(sic, option.text)
        own = tells(suspect)
        habit = learned.habit(steps, own)
        before, after = text[max(0, suspect.start - 12) : suspect.start], text[suspect.end : suspect.end + 3]
        plain = option.kind == "word" and len(sic) > 2 and sic.isalpha() and sic[1:].islower()
        old = plain and knowledge.old(sic.casefold())
        rows.append(
            [
                scores[rival] - scores[0],
                scores[rival] - max(others, default=scores[rival] - 20.0),
                scores[rival],
                scores[0],
                option.cost,
                option.cost / len(sic),
                10.0 * (row[AT["context"]] - keep[AT["context"]]),
                10.0 * row[AT["context"]],
                10.0 * keep[AT["context"]] / (suspect.last - suspect.first + 2),
                row[AT["count"]],
                len(sic),
                len(option.text),
                suspect.known,
                keep[AT["keep_noise"]],
                noise,
                keep[AT["keep_name"]],
                keep[AT["keep_often"]],
                row[AT["often"]],
                row[AT["case"]],
                keep[AT["rare"]],
                row[AT["name"]],
                sic[:1].isupper(),
                sic.isupper(),
                option.text[:1].isupper(),
                sum(map(str.isdecimal, sic)),
                sum(not c.isalnum() and c not in APOSTROPHES for c in sic),
                keep[AT["keep_capital"]],
                len(suspect.options),
                KINDS.index(option.kind),
                suspect.break_at >= 0,
                oddity,
                row[AT["titles"]],
                language.doubt(sic),
                old,
                old or (plain and same(sic.casefold(), option.form)),
                age,
                keep[AT["keep_mixed"]],
                len(steps),
                sum(habit) / max(1, len(habit)),
                log1p(same_again[sic, option.text] - 1),
                learned.gathered(option.form, own),
                after[:1] in ("\n", "-", "¬", "‐") or (after[:1] in ".,;:" and "\n" in after),
                before[-1:] in ("\n", "-", "‐") or before[-2:] in ("- ", "-\n", "‐ "),
                after[:1] == ".",
                bool(NUMBER_BESIDE.search(before)) + 2 * (after[1:2].isdigit() and after[0] in " ."),
                suspect.pair,
                rest_known(option, knowledge),
                learned.marks,
                sic[:1].casefold() == option.text[:1].casefold(),
                sic[-1:].casefold() == option.text[-1:].casefold(),
                unknown[suspect.first],
                unknown[suspect.last + 1],
                min(habit, default=0.0),
                before.rstrip()[-1:] in STOPS,
                other,
            ]
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(EVIDENCE))


def _beside(suspects: list[Suspect]) -> list[float]:
    """Return for each place the lead of the likeliest other reading among the places it lies over or under."""
    leads = [float(suspect.scores[1:].max() - suspect.scores[0]) for suspect in suspects]
    most = [NOTHING] * len(suspects)
    for number, row in inner_places(suspects).items():
        for n in row:
            most[number], most[n] = max(most[number], leads[n]), max(most[n], leads[number])
    return most
