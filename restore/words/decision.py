"""Whether a place is wrong, and whether its likeliest other reading is right: the last step, and the whole of them."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .boosted_trees import Trees
from .decision_features import EVIDENCE, evidence
from .features import FEATURES
from .knowledge import Knowledge
from .old_spelling import skeleton
from .ranking import Table, weigh
from .reranking import COMPARED, choose
from .shapes import STRANGE
from .suspect import Floats, Suspect
from .suspects import find

if TYPE_CHECKING:
    from ..document import Document

HOPELESS = -4.0
"""Words in the vocabulary, and pieces, are dropped in the first round where no other is nearly as likely (in nats)."""
DATA = Path(__file__).parent / "data"
UNSETTLED, RATHER, RATHER_KNOWN = 0.2, 0.4, 0.5
"""What goes against the usage of the time in a text of old spelling is so much less likely, and English in a passage of
another language. Up to the second p no word of letters is changed in a text of old spelling, up to the third no known
one."""
INSIDE, MARKED = re.compile(rf"[^\W\d_][{re.escape(''.join(sorted(STRANGE)))}]+[^\W\d_]"), 0.6
"""Strange marks between letters, and how much a word that has them is doubted at least."""
MARKS = ".,;:!?()[]'’\"“”"
"""What may stand beside a word."""


@dataclass(frozen=True)
class WordModel:
    """What was learned.

    Attributes:
        ranking: one weight a feature.
        choice: which of the likeliest options is right.
        decision: whether the likeliest other option is right.
        doubt: whether the text as it stands is wrong.
        gain: whether the likeliest other option is nearer to what is right.
    """

    ranking: Floats
    choice: Trees
    decision: Trees
    doubt: Trees
    gain: Trees

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> WordModel:
        """Make it from plain data, by what it is."""
        weights = np.array([raw["ranking"].get(name, 0.0) for name in FEATURES])
        choice = Trees.of(raw["choice"], COMPARED)
        return cls(weights, choice, *(Trees.of(raw[name], EVIDENCE) for name in ("decision", "doubt", "gain")))


LEARNED = ("ranking", "choice", "decision", "doubt", "gain")
"""What a model is made of, one file each."""


@cache
def shipped() -> WordModel:
    """Return the model that ships."""
    return WordModel.of({name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in LEARNED})


def decide(
    document: Document, suspects: list[Suspect], knowledge: Knowledge, model: WordModel, table: Table | None = None
) -> None:
    """Weigh all options; fill in how likely each place is wrong, and its likeliest other option right."""
    if not suspects:
        return
    weigh(document, suspects, knowledge, model.ranking, table=table)
    choose(document, suspects, knowledge, model.choice)
    rows = evidence(document, suspects, knowledge)
    # whether something is wrong where no reading is likely is only known of what is no word
    unknown = np.array([not suspect.known and not suspect.pair for suspect in suspects])
    wrong = np.zeros(len(rows))
    wrong[unknown] = model.doubt.chance(rows[unknown])
    chances = model.decision.chance(rows).tolist(), wrong.tolist(), model.gain.chance(rows).tolist()
    for suspect, p, doubt, gain in zip(suspects, *chances, strict=True):
        # where the document spells as was done before spelling was settled, that is no fault
        if document.words.old_spelling and of_the_time(suspect, knowledge):
            p, doubt, gain = p * UNSETTLED, doubt * UNSETTLED, gain * UNSETTLED
        elif document.words.old_spelling and suspect.sic.isalpha() and p < (RATHER_KNOWN if suspect.known else RATHER):
            # nobody has listed all its words, nor all its turns of phrase
            gain *= UNSETTLED
        # in another language something may be wrong, but no English word is right
        if not document.words.in_english(suspect.start):
            p, gain = p * UNSETTLED, gain * UNSETTLED
        suspect.p = p
        suspect.gain = gain
        suspect.doubt = p if suspect.known or suspect.pair else max(p, doubt, MARKED * bool(INSIDE.search(suspect.sic)))


def of_the_time(suspect: Suspect, knowledge: Knowledge) -> bool:
    """Whether what stands at a place is right in a text of old spelling, as far as its letters tell.

    A word of the time, what the likeliest reading only respells or writes small, or words apart that are now one.
    """
    option = suspect.options[suspect.rival]
    pieces = [_bare(piece) for piece in suspect.sic.split(" ")]
    whole, other = "".join(pieces), _bare(option.text)
    if option.kind == "case" or skeleton(whole) == skeleton(other) or whole == other.replace("'", ""):
        return True
    return all(knowledge.bygone(piece) or (suspect.pair and knowledge.form(piece).listed) for piece in pieces)


def _bare(word: str) -> str:
    """Return a word folded, without the marks beside it."""
    return word.casefold().strip(MARKS)


def judged_suspects(document: Document, model: WordModel | None = None) -> list[Suspect]:
    """Return the places of a document that may be misread, weighed and judged by a model, or by what ships."""
    shared, model = document.knowledge, model or shipped()
    suspects = find(document, shared)
    if not suspects:
        return []
    table = Table.of(document, suspects, shared)
    weigh(document, suspects, shared, model.ranking, 1, table)
    likely = [
        not (suspect.known or suspect.pair) or suspect.scores[1:].max() - suspect.scores[0] > HOPELESS
        for suspect in suspects
    ]
    suspects = list(compress(suspects, likely))
    table = table.only(suspects, np.array(likely))
    decide(document, suspects, shared, model, table)
    return suspects


def without_overlaps(suspects: Iterable[Suspect], likely: Callable[[Suspect], float], least: float) -> list[Suspect]:
    """Return the places that are likely enough, the likelier where two overlap; in text order."""
    kept: list[Suspect] = []
    starts: list[int] = []
    for suspect in sorted(suspects, key=lambda s: (-likely(s), s.start, s.end)):
        if likely(suspect) < least:
            break
        place = bisect_left(starts, suspect.start)
        if place and kept[place - 1].end > suspect.start:
            continue
        if place < len(kept) and kept[place].start < suspect.end:
            continue
        kept.insert(place, suspect)
        starts.insert(place, suspect.start)
    return kept
