"""Which of the options at a place is right: a ranking, a choice, then a decision, all learned.

The ranking is log-linear over what speaks for each option, and takes the best readings of the neighbours into account
in the next round (iterated conditional modes, Besag 1986). The decision is a small gradient boosting over what speaks
for the likeliest option against the text as it stands, its margin, the noise around, and the document's own confusions,
known by what reads beyond doubt and by what editors corrected; it gives the probability that the option is right (the
ranker and decision maker of Schulz and others, apoco). Between them :mod:`restore.words.reranking` compares the
likeliest once more. Trained by ``bench/train/words.py``; what was learned ships as JSON (``data/ranking.json`` and its
like).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise
from math import log, log1p
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import EDGE, UNKNOWN
from corpus.tokens import APOSTROPHES

from .boosted_trees import Trees
from .contexts import Contexts
from .error_profile import errors, lessons, tells
from .features import AT, FEATURES, KINDS, OF_KEPT, OF_KIND, OF_OTHERS
from .knowledge import Knowledge, cases
from .old_spelling import same, skeleton
from .options import Option
from .reranking import COMPARED, STOPS, choose, rest_known
from .shapes import STRANGE
from .suspects import Floats, Suspect, find

if TYPE_CHECKING:
    from corpus.language import Language

    from ..document import Document

Flags = NDArray[np.bool_]

ROUNDS = 3
AROUND = 40
"""Words before and after that tell how noisy a place is."""
UNKNOWN_AMONG = 2.0, 40.0
"""Unknown words among so many that noise is told from before any is seen."""
HOPELESS = -4.0
"""Words in the vocabulary, and pieces, are dropped in the first round where no other is nearly as likely (in nats)."""
OPENING = cases(0.95)
"""What speaks for a small letter and a capital at the start of a sentence."""
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Table:
    """The options of all places, one row each, with what does not change with the words around.

    Attributes:
        starts: where the options of each place begin, and where the last end.
        inner: for each place of two chunks the places inside it.
        features: the contexts are put in.
        words: the ids of the words.
        spelt: the log-probability of the letters of the unknown words.
        contexts: of the words around, as they were read last.
    """

    starts: NDArray[np.int64]
    inner: dict[int, list[int]]
    features: Floats
    words: list[list[int]]
    spelt: Floats
    contexts: Contexts

    @classmethod
    def of(cls, document: Document, suspects: list[Suspect], knowledge: Knowledge) -> Table:
        """Make it for places in text order."""
        flat = [option for suspect in suspects for option in suspect.options]
        words = [list(map(knowledge.id, option.words)) for option in flat]
        features, spelt = lasting(document, suspects, knowledge), _spelt(flat, words, knowledge.language)
        starts, inner = _starts(suspects), _inner(suspects)
        return cls(starts, inner, features, words, spelt, Contexts(suspects, words, starts.tolist(), inner))

    def only(self, suspects: list[Suspect], kept: Flags) -> Table:
        """Return the same for some of the places alone: those kept."""
        rows = np.repeat(kept, np.diff(self.starts))
        words = list(compress(self.words, rows.tolist()))
        starts, inner = _starts(suspects), _inner(suspects)
        contexts = Contexts(suspects, words, starts.tolist(), inner)
        contexts.go_on_from(self.contexts, kept, rows)
        return Table(starts, inner, self.features[rows], words, self.spelt[rows], contexts)


def weigh(
    document: Document,
    suspects: list[Suspect],
    knowledge: Knowledge,
    weights: Floats,
    rounds: int = ROUNDS,
    table: Table | None = None,
) -> None:
    """Weigh all options of all places; fills in features, scores and best.

    Args:
        document: where the places are.
        suspects: in text order.
        knowledge: shared.
        weights: one a feature.
        rounds: how often at most, each with the neighbours as they were read in the last.
        table: of the options of these places, where it is made.
    """
    if not suspects:
        return
    ids = document.words.stream.ids.tolist()
    table = table or Table.of(document, suspects, knowledge)
    features, spelt, starts, edges = table.features, table.spelt, table.starts[:-1], table.starts.tolist()
    sizes = np.diff(table.starts)
    for suspect, a, b in zip(suspects, edges, edges[1:], strict=False):
        suspect.features = features[a:b]
    before: list[int] = []
    for _ in range(rounds):
        bests = [suspect.best for suspect in suspects]
        if bests == before:
            break
        before = bests
        for number, row in table.inner.items():
            # two words left as they are: as they are read at present
            best = [edges[n] + suspects[n].best for n in row]
            features[edges[number]] = features[best].sum(axis=0)
            spelt[edges[number]] = spelt[best].sum()
        features[:, AT["context"]] = (table.contexts.now(ids, knowledge.language) + spelt) / 10.0
        scores = features @ weights
        top = np.maximum.reduceat(scores, starts)
        whole = np.log(np.add.reduceat(np.exp(scores - np.repeat(top, sizes)), starts))
        scores -= np.repeat(top + whole, sizes)
        for suspect, a, b in zip(suspects, edges, edges[1:], strict=False):
            suspect.scores = scores[a:b]
            suspect.best = int(suspect.scores.argmax())


def _starts(suspects: list[Suspect]) -> NDArray[np.int64]:
    """Return where the options of each place begin, and where the last end."""
    return np.cumsum([0, *(len(suspect.options) for suspect in suspects)])


def _inner(suspects: list[Suspect]) -> dict[int, list[int]]:
    """Return for each place of two chunks the places inside it."""
    single = [n for n, suspect in enumerate(suspects) if not suspect.pair]
    starts = [suspects[n].start for n in single]
    inner: dict[int, list[int]] = {}
    for number, suspect in enumerate(suspects):
        if suspect.pair:
            a, b = bisect_left(starts, suspect.start), bisect_left(starts, suspect.end)
            inner[number] = [n for n in single[a:b] if suspects[n].end <= suspect.end]
    return inner


def _spelt(flat: list[Option], words: list[list[int]], language: Language) -> Floats:
    """Return the log-probability of the letters of the unknown words of each option."""
    unknown = [
        (n, word)
        for n, row in enumerate(words)
        if UNKNOWN in row
        for word, i in zip(flat[n].words, row, strict=True)
        if i == UNKNOWN
    ]
    total = np.zeros(len(flat))
    if unknown:
        logp = language.spellings([word for _, word in unknown])
        np.add.at(total, [n for n, _ in unknown], logp.astype(np.float64))
    return total


def lasting(document: Document, suspects: list[Suspect], knowledge: Knowledge) -> Floats:
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
                _noise(unknown[b] - unknown[a], b - a) + 3.0,
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
UNSETTLED, RATHER, RATHER_KNOWN = 0.2, 0.4, 0.5
"""What goes against the usage of the time in a text of old spelling is so much less likely, and English in a passage of
another language. Up to the second p no word of letters is changed in a text of old spelling, up to the third no known
one."""
INSIDE, MARKED = re.compile(rf"[^\W\d_][{re.escape(''.join(sorted(STRANGE)))}]+[^\W\d_]"), 0.6
"""Strange marks between letters, and how much a word that has them is doubted at least."""
MARKS = ".,;:!?()[]'’\"“”"
"""What may stand beside a word."""
NOTHING = -20.0
"""The lead where there is no other place."""
NUMBER_BESIDE = re.compile(r"[£$\d][\d,.]* ?$")


def _noise(unknown: int, words: int) -> float:
    """Return the logarithm of the share of unknown words."""
    return log((unknown + UNKNOWN_AMONG[0]) / (words + UNKNOWN_AMONG[1]))


def evidence(document: Document, suspects: list[Suspect], knowledge: Knowledge) -> Floats:
    """Return what speaks for the likeliest option of each place against the text as it stands, one row a place."""
    language = knowledge.language
    stream = document.words.stream
    noise = _noise(int(np.count_nonzero(stream.ids == UNKNOWN)), len(stream.ids))
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
    for number, row in _inner(suspects).items():
        for n in row:
            most[number], most[n] = max(most[number], leads[n]), max(most[n], leads[number])
    return most


def mixed(word: str) -> bool:
    """Whether a capital stands inside a word that is not all capitals."""
    return not word.isupper() and any(b.isupper() and a.islower() for a, b in pairwise(word))


@dataclass(frozen=True)
class Model:
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
    def of(cls, raw: Mapping[str, Any]) -> Model:
        """Make it from plain data, by what it is."""
        weights = np.array([raw["ranking"].get(name, 0.0) for name in FEATURES])
        choice = Trees.of(raw["choice"], COMPARED)
        return cls(weights, choice, *(Trees.of(raw[name], EVIDENCE) for name in ("decision", "doubt", "gain")))


LEARNED = ("ranking", "choice", "decision", "doubt", "gain")
"""What a model is made of, one file each."""


@cache
def shipped() -> Model:
    """Return the model that ships."""
    return Model.of({name: json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in LEARNED})


def judge(
    document: Document, suspects: list[Suspect], knowledge: Knowledge, model: Model, table: Table | None = None
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


def judged(document: Document, model: Model | None = None) -> list[Suspect]:
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
    judge(document, suspects, shared, model, table)
    return suspects


def chosen(suspects: Iterable[Suspect], likely: Callable[[Suspect], float], least: float) -> list[Suspect]:
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
