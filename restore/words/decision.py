"""Whether a place is wrong, and how surely its likeliest other reading is right.

The options are ranked (:mod:`.ranking`), the likeliest compared once more (:mod:`.reranking`), and then a small
gradient boosting decides over what speaks for the likeliest one against the text as it stands
(:mod:`.decision_features`): its margin, the noise around, and the document's own confusions, known by what reads
beyond doubt and by what editors corrected. A ranker and a decision maker, as in apoco (Schulz and others). Trained by
``bench/train/words.py``; what was learned is in ``data/``: one file per part.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np

from .boosted_trees import Trees
from .decision_features import DecisionFeatures, decision_features
from .features import FEATURES
from .foreign import in_english
from .knowledge import Knowledge
from .old_spelling import skeleton
from .ranking import OptionTable, weigh
from .reranking import COMPARED, rerank
from .shapes import STRANGE
from .surroundings import Surroundings
from .suspect import Floats, Suspect, Unit
from .suspects import find

HOPELESS = -4.0
"""Known words, and several chunks, are dropped in the first round where every other option is so much less likely than
the text as it stands, in nats."""
DATA = Path(__file__).parent / "data"
UNSETTLED = 0.2
"""What goes against the usage of its time or language is by this factor less likely: settled spelling in a text of old
spelling, English in a passage of another language."""
RATHER = 0.4
"""In a text of old spelling no unknown word of letters is changed unless its reading is likelier than this."""
RATHER_KNOWN = 0.5
"""In a text of old spelling no known word of letters is changed unless its reading is likelier than this."""
INSIDE = re.compile(rf"[^\W\d_][{re.escape(''.join(sorted(STRANGE)))}]+[^\W\d_]")
"""Strange marks between letters."""
MARKED = 0.6
"""A word with strange marks between letters is doubted at least this much."""
MARKS = ".,;:!?()[]'’\"“”"
"""What may stand beside a word."""


@dataclass(frozen=True)
class WordModel:
    """What was learned.

    Attributes:
        ranking: one weight per feature.
        reranking: which of the likeliest options is right.
        decision: whether the likeliest other option is right.
        doubt: whether the text as it stands is wrong.
        gain: whether the likeliest other option is nearer to what is right.
    """

    ranking: Floats
    reranking: Trees
    decision: Trees
    doubt: Trees
    gain: Trees

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> WordModel:
        """Make it from plain data, by what it is."""
        weights = np.array([raw["ranking"].get(name, 0.0) for name in FEATURES])
        reranking = Trees.of(raw["reranking"], COMPARED)
        decided = (Trees.of(raw[name], DecisionFeatures._fields) for name in ("decision", "doubt", "gain"))
        return cls(weights, reranking, *decided)


LEARNED = ("ranking", "reranking", "decision", "doubt", "gain")
"""The parts of a model, one file each."""


@cache
def shipped() -> WordModel:
    """Return the model that ships."""
    return WordModel.of({name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in LEARNED})


def decide(around: Surroundings, suspects: list[Suspect], model: WordModel, table: OptionTable | None = None) -> None:
    """Weigh all options; fill in how likely each place is wrong, and its likeliest other option right."""
    if not suspects:
        return
    weigh(around, suspects, model.ranking, table=table)
    rerank(around, suspects, model.reranking)
    rows = decision_features(around, suspects)
    # whether something is wrong where no reading is likely is only known of what is no word
    unknown = np.array([not suspect.known and not suspect.pair for suspect in suspects])
    wrong = np.zeros(len(rows))
    wrong[unknown] = model.doubt.chance(rows[unknown])
    chances = model.decision.chance(rows).tolist(), wrong.tolist(), model.gain.chance(rows).tolist()
    for suspect, p, doubt, gain in zip(suspects, *chances, strict=True):
        # where the document spells as was done before spelling was settled, that is no fault
        if around.old_spelling and right_for_its_time(suspect, around.knowledge):
            p, doubt, gain = p * UNSETTLED, doubt * UNSETTLED, gain * UNSETTLED
        elif around.old_spelling and suspect.sic.isalpha() and p < (RATHER_KNOWN if suspect.known else RATHER):
            # nobody has listed all its words, nor all its turns of phrase
            gain *= UNSETTLED
        # in another language something may be wrong, but no English word is right
        if not in_english(around.foreign, suspect.start):
            p, gain = p * UNSETTLED, gain * UNSETTLED
        suspect.p = p
        suspect.gain = gain
        suspect.doubt = p if suspect.known or suspect.pair else max(p, doubt, MARKED * bool(INSIDE.search(suspect.sic)))


def right_for_its_time(suspect: Suspect, knowledge: Knowledge) -> bool:
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


def judged_suspects(around: Surroundings, units: Sequence[Unit], model: WordModel | None = None) -> list[Suspect]:
    """Return the odd places of a text, decided on by a model, or by the one that ships."""
    model = model or shipped()
    suspects = find(around, units)
    if not suspects:
        return []
    table = OptionTable.of(around, suspects)
    weigh(around, suspects, model.ranking, 1, table)
    likely = [
        not (suspect.known or suspect.pair) or suspect.scores[1:].max() - suspect.scores[0] > HOPELESS
        for suspect in suspects
    ]
    suspects = list(compress(suspects, likely))
    table = table.only(suspects, np.array(likely))
    decide(around, suspects, model, table)
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
