"""What the decision about a place is made by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import NamedTuple

import numpy as np

from corpus.language.text import UNKNOWN
from corpus.tokens import APOSTROPHES

from .error_profile import ErrorProfile, error_profile, errors, tells
from .features import AT, KINDS, log_share_unknown
from .old_spelling import same
from .reranking import STOPS, rest_known
from .surroundings import Surroundings
from .suspect import Floats, Suspect, inner_places

NOTHING = -20.0
"""The lead of other places where there are none; other options count as so much less likely where there are none. In
nats."""
NUMBER_BESIDE = re.compile(r"[£$\d][\d,.]* ?$")
"""A number, or the sign of a sum, at the end of what stands before a place."""


class DecisionFeatures(NamedTuple):
    """What speaks for the likeliest other option of a place against the text as it stands.

    Attributes:
        lead: how much likelier the option is than the text as it stands, in nats.
        margin: how much likelier it is than the next other option, in nats.
        chance: its log-probability.
        stays: the log-probability of the text as it stands.
        cost: of reading it as what stands there, in nats.
        cost_a_letter: the cost by letters of what stands there.
        context_gain: how much better it fits the words around, in nats.
        context: how well it fits them, in nats.
        context_now: how well the text as it stands fits them, in nats per word.
        frequency: as in the ranking.
        size: letters of what stands there.
        new_size: letters of the option.
        known: whether what stands there is known.
        noise: the logarithm of the share of unknown words around, and 3.
        noise_of_document: the same share in the whole document, as a logarithm.
        keep_name: as in the ranking.
        keep_often: as in the ranking.
        often: as in the ranking.
        case: as in the ranking.
        rare: as in the ranking.
        name: as in the ranking.
        capital: whether what stands there begins with a capital.
        capitals: whether it is all capitals.
        new_capital: whether the option begins with a capital.
        digits: figures in what stands there.
        marks: marks in what stands there, apostrophes left out.
        inside: whether it has a capital inside a sentence.
        options: how many there are.
        kind: of the option, by its number in KINDS.
        broken: whether the place is broken over lines.
        oddity: of the letters of what stands there, in bits per letter.
        titles: as in the ranking.
        doubt: how doubtful the word is in the texts learned from.
        old: whether an old habit of spelling makes a known word of it.
        same: whether it is the option in old spelling.
        age: the share of unknown words that are known ones in old spelling.
        mixed: whether a capital stands among small letters.
        errors: letters in which the two differ.
        habit: how usual these errors are in the document, on average.
        again: how often else the document has the same of both, as a logarithm.
        gathered: how often the option was misread in the document, as a logarithm.
        line_end: whether the place ends its line.
        line_start: whether it begins its line.
        dotted: whether a stop follows.
        money: whether a number stands before (1), behind (2) or both (3).
        pair: whether the place is several chunks.
        rest_known: whether what the option leaves of the place is known.
        marks_are_letters: the share of words with strange marks whose marks are letters.
        first_letter: whether the first letters are the same.
        last_letter: whether the last letters are the same.
        unknown_before: whether the word before is unknown.
        unknown_after: whether the word after is unknown.
        habit_least: how usual the least usual of the errors is in the document.
        after_stop: whether a sentence ended before.
        beside: the lead of the likeliest other reading among the places it lies over or under.
    """

    lead: float
    margin: float
    chance: float
    stays: float
    cost: float
    cost_a_letter: float
    context_gain: float
    context: float
    context_now: float
    frequency: float
    size: float
    new_size: float
    known: float
    noise: float
    noise_of_document: float
    keep_name: float
    keep_often: float
    often: float
    case: float
    rare: float
    name: float
    capital: float
    capitals: float
    new_capital: float
    digits: float
    marks: float
    inside: float
    options: float
    kind: float
    broken: float
    oddity: float
    titles: float
    doubt: float
    old: float
    same: float
    age: float
    mixed: float
    errors: float
    habit: float
    again: float
    gathered: float
    line_end: float
    line_start: float
    dotted: float
    money: float
    pair: float
    rest_known: float
    marks_are_letters: float
    first_letter: float
    last_letter: float
    unknown_before: float
    unknown_after: float
    habit_least: float
    after_stop: float
    beside: float


def decision_features(around: Surroundings, suspects: Sequence[Suspect]) -> Floats:
    """Return what speaks for the likeliest option of each place against the text as it stands, one row per place."""
    knowledge, stream = around.knowledge, around.stream
    whole = _OfDocument(
        noise=log_share_unknown(int(np.count_nonzero(stream.ids == UNKNOWN)), len(stream.ids)),
        age=knowledge.age(dict.fromkeys(suspect.sic for suspect in suspects if not suspect.known)),
        profile=error_profile(around, suspects),
        again=Counter((s.sic, s.options[s.rival].text) for s in suspects),
        unknown=np.concatenate([[False], stream.ids == UNKNOWN, [False]]).tolist(),
    )
    letters = ["".join(c for c in suspect.sic if c.isalpha()) or "a" for suspect in suspects]
    oddities = knowledge.language.oddities(letters).tolist()
    rows = [
        _row(around, whole, suspect, oddity, beside)
        for suspect, oddity, beside in zip(suspects, oddities, _beside(suspects), strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(DecisionFeatures._fields))


@dataclass(frozen=True, slots=True)
class _OfDocument:
    """What the rows of one document share.

    Attributes:
        noise: the logarithm of its share of unknown words.
        age: its share of unknown words that are known ones in old spelling.
        profile: what it has often wrong.
        again: how often it has each pair of what stands there and what may stand there.
        unknown: whether each word of the stream is unknown, with one more at either end.
    """

    noise: float
    age: float
    profile: ErrorProfile
    again: Counter[tuple[str, str]]
    unknown: list[bool]


def _row(around: Surroundings, whole: _OfDocument, suspect: Suspect, oddity: float, beside: float) -> DecisionFeatures:
    knowledge, text, sic, rival = around.knowledge, around.string, suspect.sic, suspect.rival
    option, scores = suspect.options[rival], suspect.scores.tolist()
    keep, row = suspect.features[[0, rival]].tolist()
    others = [s for n, s in enumerate(scores) if n not in (0, rival)]
    steps, own = errors(sic, option.text), tells(suspect)
    habit = whole.profile.habit(steps, own)
    before, after = text[max(0, suspect.start - 12) : suspect.start], text[suspect.end : suspect.end + 3]
    plain = option.kind == "word" and len(sic) > 2 and sic.isalpha() and sic[1:].islower()
    old = plain and knowledge.old(sic.casefold())
    return DecisionFeatures(
        lead=scores[rival] - scores[0],
        margin=scores[rival] - max(others, default=scores[rival] + NOTHING),
        chance=scores[rival],
        stays=scores[0],
        cost=option.cost,
        cost_a_letter=option.cost / len(sic),
        context_gain=10.0 * (row[AT["context"]] - keep[AT["context"]]),
        context=10.0 * row[AT["context"]],
        context_now=10.0 * keep[AT["context"]] / (suspect.last - suspect.first + 2),
        frequency=row[AT["frequency"]],
        size=len(sic),
        new_size=len(option.text),
        known=suspect.known,
        noise=keep[AT["keep_noise"]],
        noise_of_document=whole.noise,
        keep_name=keep[AT["keep_name"]],
        keep_often=keep[AT["keep_often"]],
        often=row[AT["often"]],
        case=row[AT["case"]],
        rare=keep[AT["rare"]],
        name=row[AT["name"]],
        capital=sic[:1].isupper(),
        capitals=sic.isupper(),
        new_capital=option.text[:1].isupper(),
        digits=sum(map(str.isdecimal, sic)),
        marks=sum(not c.isalnum() and c not in APOSTROPHES for c in sic),
        inside=keep[AT["keep_capital"]],
        options=len(suspect.options),
        kind=KINDS.index(option.kind),
        broken=suspect.break_at >= 0,
        oddity=oddity,
        titles=row[AT["titles"]],
        doubt=knowledge.language.doubt(sic),
        old=old,
        same=old or (plain and same(sic.casefold(), option.form)),
        age=whole.age,
        mixed=keep[AT["keep_mixed"]],
        errors=len(steps),
        habit=sum(habit) / max(1, len(habit)),
        again=log1p(whole.again[sic, option.text] - 1),
        gathered=whole.profile.gathered(option.form, own),
        line_end=after[:1] in ("\n", "-", "¬", "‐") or (after[:1] in ".,;:" and "\n" in after),
        line_start=before[-1:] in ("\n", "-", "‐") or before[-2:] in ("- ", "-\n", "‐ "),
        dotted=after[:1] == ".",
        money=bool(NUMBER_BESIDE.search(before)) + 2 * (after[1:2].isdigit() and after[0] in " ."),
        pair=suspect.pair,
        rest_known=rest_known(option, knowledge),
        marks_are_letters=whole.profile.marks,
        first_letter=sic[:1].casefold() == option.text[:1].casefold(),
        last_letter=sic[-1:].casefold() == option.text[-1:].casefold(),
        unknown_before=whole.unknown[suspect.first],
        unknown_after=whole.unknown[suspect.last + 1],
        habit_least=min(habit, default=0.0),
        after_stop=before.rstrip()[-1:] in STOPS,
        beside=beside,
    )


def _beside(suspects: Sequence[Suspect]) -> list[float]:
    """Return for each place the lead of the likeliest other reading among the places it lies over or under."""
    leads = [float(suspect.scores[1:].max() - suspect.scores[0]) for suspect in suspects]
    most = [NOTHING] * len(suspects)
    for number, row in inner_places(suspects).items():
        for n in row:
            most[number], most[n] = max(most[number], leads[n]), max(most[n], leads[number])
    return most
