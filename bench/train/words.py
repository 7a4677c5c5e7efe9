"""Train what judges misread words: ranking, reranking, decision, doubt and gain, a file each in restore/words/data.

Trained on the newspaper articles, on the documents with planted faults, on the clean texts of these with misread words
put in at several rates (real misreadings, from the newspapers), and on synthetic documents of many kinds
(:mod:`bench.train.synthetic`). Nothing of the sets under CC BY-NC is used.
``folds`` gives the same, trained without a part of the documents, for measuring on that part.

Longer than other modules: the parts of the model are learned one on another, in the order they stand here.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression

from bench.table import shared
from bench.train.misreadings import Pair, Sample, overproof, pairs, planted
from bench.train.synthetic import documents, reduced
from corpus.names import Authority
from corpus.records import Witness
from restore.document import Document
from restore.words.channel import FOLD
from restore.words.decision import DATA, WordModel
from restore.words.decision_features import DecisionFeatures, decision_features
from restore.words.features import FEATURES
from restore.words.knowledge import Knowledge
from restore.words.knowledge import shipped as shipped_knowledge
from restore.words.old_spelling import unsettled
from restore.words.ranking import weigh
from restore.words.reranking import COMPARED, Comparisons, comparisons, share
from restore.words.suspect import Suspect
from restore.words.suspects import find

Floats = NDArray[np.float64]
Goal = NDArray[np.int64]
START = {"cost": 10.0, "context": 7.0, "count": 1.0, "keep_known": 3.0, "keep_capital": 1.0, "case": 3.0}
"""The weights the first round begins with: the channel and the language model as they are."""
AGED = 0.5
"""Share of the noisiest texts that are put in old spelling before."""
FOLDS = 3
"""Into so many parts the documents are divided, so that each is judged by a model that has not seen it."""
MISSING = -1
"""The right reading is not among the options."""
OUTSIDE = -2
"""It is not known what is right."""
RATES = (0.0, 0.003, 0.02, 0.08, 0.04)
"""Shares of the words that are made misread in clean text."""
TYPED = 16.0
"""What a place of the typed documents with planted faults counts: they are few, and most like what is edited."""
CLEAN = 3.0
"""What a place of a nearly clean text counts: what is right there must stay."""
CLEANEST = 0.01
"""A text is nearly clean up to this share of wrong letters."""
WORD = 0.5
"""What a wrong word counts beside its wrong letters, where a gain is learned."""
MUCH = 6.0
"""What a place counts at most, where a gain is learned."""
SYNTHETIC = 400
"""How many synthetic documents."""


@dataclass
class LabelledWords:
    """A document with what it was weighed by, its places, and the number of the right option at each."""

    name: str
    text: str
    known: Knowledge
    document: Document
    suspects: list[Suspect]
    labels: list[int]
    aligned: Sequence[Pair]
    truth: str = ""
    weight: float = 1.0


def document(text: str, known: Knowledge) -> Document:
    """Make a document of a text."""
    return Document(Witness("A", "text", text), known)


def bare(text: str) -> str:
    """Return a text without the marks at its ends."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", text.translate(FOLD)).strip()


def label(text: str, suspects: Iterable[Suspect], aligned: Sequence[Pair]) -> list[int]:
    """Say which option of each place is right."""
    ends = [pair.end for pair in aligned]
    return [_label(text, suspect, aligned, ends) for suspect in suspects]


def _around(text: str, suspect: Suspect, aligned: Sequence[Pair], ends: list[int]) -> tuple[str, str, str] | None:
    """Return what stands before and after a place between the blanks around it, and the truth for all; None outside."""
    first = last = bisect_right(ends, suspect.start)
    while last < len(aligned) and aligned[last].end < suspect.end:
        last += 1
    if last >= len(aligned) or aligned[first].start > suspect.start:
        return None
    truth = " ".join(pair.truth for pair in aligned[first : last + 1]).strip()
    if truth == "\0":
        return None
    return text[aligned[first].start : suspect.start], text[suspect.end : aligned[last].end], truth


def _label(text: str, suspect: Suspect, aligned: Sequence[Pair], ends: list[int]) -> int:
    around = _around(text, suspect, aligned, ends)
    if around is None:
        return OUTSIDE
    before, after, truth = around
    made = [before + (suspect.sic if n == 0 else option.text) + after for n, option in enumerate(suspect.options)]
    if suspect.break_at >= 0:
        made = [re.sub(r"[-\s]", "", text) for text in made]
        truth = re.sub(r"[-\s]", "", truth)
    whole = [" ".join(text.split()).translate(FOLD) for text in made]
    if truth.translate(FOLD) in whole:
        return whole.index(truth.translate(FOLD))
    core = bare(truth)
    cores = [bare(text) for text in whole]
    return cores.index(core) if core and core in cores else MISSING


def of_samples(samples: Iterable[Sample], known: Knowledge) -> list[LabelledWords]:
    """Label the places of texts by their truth."""
    labelled = []
    for sample in samples:
        doc = document(sample.read, known)
        suspects = find(doc.words.surroundings, doc.words.units)
        aligned = pairs(sample.read, sample.truth)
        labels = label(sample.read, suspects, aligned)
        labelled.append(LabelledWords(sample.name, sample.read, known, doc, suspects, labels, aligned, sample.truth))
    return labelled


def of_planted(known: Knowledge) -> list[LabelledWords]:
    """Label the places of the documents with planted faults by their key."""
    labelled = []
    for name, text, key in planted():
        doc = document(text, known)
        suspects = find(doc.words.surroundings, doc.words.units)
        # the places of other faults are left out, whatever stands there
        aligned = [Pair(m.start(), m.end(), m.group(), m.group()) for m in re.finditer(r"\S+", text)]
        for number, pair in enumerate(aligned):
            for row in key:
                a, b = int(str(row["start"])), int(str(row["end"]))
                if a < pair.end and b > pair.start:
                    if row["kind"] in ("misread", "name") and pair.start <= a and b <= pair.end:
                        truth = text[pair.start : a] + str(row["corr"]) + text[b : pair.end]
                        aligned[number] = Pair(pair.start, pair.end, pair.read, truth)
                        break
                    aligned[number] = Pair(pair.start, pair.end, pair.read, "\0")
        labels = label(text, suspects, aligned)
        labelled.append(LabelledWords(name, text, known, doc, suspects, labels, aligned, weight=TYPED))
    return labelled


def misreadings() -> dict[str, list[str]]:
    """Return the real misreadings of words in the newspapers."""
    wrong: dict[str, list[str]] = {}
    for sample in overproof():
        for pair in pairs(sample.read, sample.truth):
            if pair.read != pair.truth and " " not in pair.truth + pair.read:
                read, truth = bare(pair.read), bare(pair.truth)
                if read and truth and read != truth:
                    wrong.setdefault(truth, []).append(read)
    return wrong


def noisy(known: Knowledge) -> list[LabelledWords]:
    """Put misread words into clean texts, and label the places."""
    wrong = misreadings()
    noise = random.Random(0)
    labelled = []
    for path in sorted((shared() / "bench" / "planted").glob("*.clean")):
        clean = path.read_text("utf-8")
        for rate in RATES:
            parts, aligned, at, done = [], [], 0, 0
            aged = rate == RATES[-1] and noise.random() < AGED
            for match in re.finditer(r"\S+", clean):
                word = match.group()
                if aged and noise.random() < 0.3 and word.isalpha() and word.islower() and len(word) > 3:
                    word = noise.choice(unsettled(word) or (word,))
                core = bare(word)
                read = word
                if noise.random() < rate * 4 and core in wrong:
                    read = word.replace(core, noise.choice(wrong[core]))
                parts.append(clean[done : match.start()] + read)
                at += match.start() - done
                aligned.append(Pair(at, at + len(read), read, word))
                at += len(read)
                done = match.end()
            text = "".join(parts) + clean[done:]
            doc = document(text, known)
            suspects = find(doc.words.surroundings, doc.words.units)
            name = path.name.replace(".clean", ".txt")
            labels = label(text, suspects, aligned)
            labelled.append(
                LabelledWords(
                    name, text, known, doc, suspects, labels, aligned, clean, CLEAN if rate < CLEANEST else 1.0
                )
            )
    return labelled


def synthetic(names: Authority, many: int = SYNTHETIC) -> list[LabelledWords]:
    """Label the places of synthetic documents, weighed by a language that has not seen their texts."""
    language, held = reduced()
    known = Knowledge(language, names)
    labelled = []
    for one in documents(many, held):
        doc = document(one.read, known)
        suspects = find(doc.words.surroundings, doc.words.units)
        labels = label(one.read, suspects, one.aligned)
        weight = CLEAN if one.rate < CLEANEST else 1.0
        labelled.append(LabelledWords(one.name, one.read, known, doc, suspects, labels, one.aligned, one.truth, weight))
    return labelled


def everything(known: Knowledge) -> list[LabelledWords]:
    """Return all that is trained on."""
    return [*of_samples(overproof(), known), *of_planted(known), *noisy(known), *synthetic(known.names)]


def rank(labelled: Sequence[LabelledWords], rounds: int = 2) -> Floats:
    """Learn the weights of the ranking (conditional logit): weigh, fit, weigh again with the neighbours read better."""
    weights = np.array([START.get(name, 0.0) for name in FEATURES])
    for _ in range(rounds):
        for one in labelled:
            weigh(one.document.words.surroundings, one.suspects, weights)
        weights = _fit(labelled, weights)
    return weights


def _fit(labelled: Sequence[LabelledWords], weights: Floats, penalty: float = 0.5) -> Floats:
    rows, group, right, worth = [], [], [], []
    many = 0
    for one in labelled:
        for suspect, number in zip(one.suspects, one.labels, strict=True):
            if number >= 0:
                right.append(many + number)
                worth.append(one.weight)
                group += [len(rows)] * len(suspect.features)
                many += len(suspect.features)
                rows.append(suspect.features)
    table, groups, goal, weight = np.vstack(rows), np.array(group), np.array(right), np.array(worth)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(groups)) + 1])

    def loss(w: Floats) -> tuple[float, Floats]:
        z = table @ w
        top = np.maximum.reduceat(z, starts)
        e = np.exp(z - top[groups])
        whole = np.add.reduceat(e, starts)
        p = e / whole[groups]
        likelihood = float(weight @ (z[goal] - top - np.log(whole)))
        slope = weight @ table[goal] - (weight[groups] * p) @ table
        return penalty * float(w @ w) - likelihood, 2 * penalty * w - slope

    fitted: Floats = minimize(loss, weights, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return fitted


def gained(one: LabelledWords, rivals: Sequence[int]) -> list[float]:
    """Return how many errors less there would be with the likeliest other option of each place; 0 outside.

    Letters, and words at half a letter each.
    """
    ends = [pair.end for pair in one.aligned]
    gains = []
    for suspect, rival in zip(one.suspects, rivals, strict=True):
        around = _around(one.text, suspect, one.aligned, ends)
        if around is None:
            gains.append(0.0)
            continue
        before, after, truth = around
        goal = truth.translate(FOLD)
        now, new = (
            " ".join((before + text + after).split()).translate(FOLD)
            for text in (suspect.sic, suspect.options[rival].text)
        )
        letters = Levenshtein.distance(now, goal) - Levenshtein.distance(new, goal)
        words = Levenshtein.distance(now.split(), goal.split()) - Levenshtein.distance(new.split(), goal.split())
        gains.append(letters + WORD * words)
    return gains


@dataclass(frozen=True)
class JudgedPlaces:
    """What the decision is learned from, one row a place.

    Attributes:
        rows: the evidence.
        right: whether the likeliest other option is right.
        wrong: whether something is wrong.
        gain: how many errors less there would be with it.
        group: the fold of the document.
        weight: what a place counts.
    """

    rows: Floats
    right: Goal
    wrong: Goal
    gain: Floats
    group: Goal
    weight: Floats


def table(labelled: Sequence[LabelledWords]) -> JudgedPlaces:
    """Return the evidence of all weighed places, and what is so."""
    rows, right, wrong, gain, group, weight = [], [], [], [], [], []
    for one in labelled:
        if one.suspects:
            keep = [n for n, number in enumerate(one.labels) if number != OUTSIDE]
            rivals = [suspect.rival for suspect in one.suspects]
            gains = gained(one, rivals)
            rows.append(decision_features(one.document.words.surroundings, one.suspects)[keep])
            right += [int(one.labels[n] == rivals[n]) for n in keep]
            wrong += [int(one.labels[n] != 0) for n in keep]
            gain += [gains[n] for n in keep]
            group += [parted(one.name)] * len(keep)
            weight += [one.weight] * len(keep)
    return JudgedPlaces(*map(np.array, (np.vstack(rows), right, wrong, gain, group, weight)))


def choice(labelled: Sequence[LabelledWords]) -> HistGradientBoostingClassifier:
    """Learn the choice among the likeliest options of the weighed places, and put these in order.

    The options of a document are put in order by what was learned without it: so it will be with a text unseen.
    """
    found = [comparisons(one.document.words.surroundings, one.suspects) for one in labelled]
    fold = np.array([parted(one.name) for one in labelled])
    for number in np.unique(fold):
        unlike = [n for n in range(len(labelled)) if fold[n] != number] or list(range(len(labelled)))
        model = _chooser([labelled[n] for n in unlike], [found[n] for n in unlike])
        for n in np.flatnonzero(fold == number).tolist():
            if len(found[n].place):
                share(labelled[n].suspects, found[n], model.decision_function(found[n].rows))
    return _chooser(labelled, found)


def _chooser(labelled: Sequence[LabelledWords], found: Sequence[Comparisons]) -> HistGradientBoostingClassifier:
    """Learn from the places where the right option is among those compared."""
    rows, right, weight = [], [], []
    for one, few in zip(labelled, found, strict=True):
        hit = np.array(one.labels, dtype=np.int64)[few.place] == few.option
        there = np.isin(few.place, few.place[hit])
        rows.append(few.rows[there])
        right.append(hit[there])
        weight.append(np.full(int(there.sum()), one.weight))
    return boost(np.vstack(rows), np.concatenate(right).astype(np.int64), np.concatenate(weight), 240, 28)


def boost(
    rows: Floats, right: Goal, weight: Floats, trees: int = 160, leaves: int = 20
) -> HistGradientBoostingClassifier:
    """Learn to tell what is right."""
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.08,
        max_leaf_nodes=leaves,
        min_samples_leaf=30,
        l2_regularization=1.0,
        random_state=0,
    )
    return model.fit(rows, right, sample_weight=weight)


def as_json(model: HistGradientBoostingClassifier, columns: Sequence[str] = DecisionFeatures._fields) -> dict[str, Any]:
    """Return the trees as plain data."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = []
        for node in predictor.nodes:
            if node["is_leaf"]:
                nodes.append([round(float(node["value"]), 5)])
            else:
                limit = float(f"{node['num_threshold']:.6g}")
                nodes.append([int(node["feature_idx"]), limit, int(node["left"]), int(node["right"])])
        trees.append(nodes)
    return {"columns": list(columns), "base": round(float(model._baseline_prediction[0, 0]), 6), "trees": trees}


@dataclass(frozen=True)
class Learned:
    """What is learned from labelled documents, as it ships.

    Attributes:
        data: what each file holds, by its name.
    """

    data: dict[str, dict[str, Any]]

    @property
    def model(self) -> WordModel:
        """The same, ready for use."""
        return WordModel.of(self.data)


def train(labelled: Sequence[LabelledWords]) -> Learned:
    """Learn the ranking, the choice, the decision, the doubt and the gain."""
    weights = rank(labelled[::2])
    for one in labelled:
        weigh(one.document.words.surroundings, one.suspects, weights)
    chosen = choice(labelled)
    found = table(labelled)
    rows, group, weight = found.rows, found.group, found.weight
    changes = found.gain != 0.0
    much = np.minimum(np.abs(found.gain), MUCH) * weight
    return Learned(
        {
            "ranking": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
            "reranking": as_json(chosen, COMPARED),
            "decision": {
                **as_json(boost(rows, found.right, weight)),
                "scale": scale(unseen(rows, found.right, group, weight), found.right),
            },
            "doubt": {
                **as_json(boost(rows, found.wrong, weight)),
                "scale": scale(unseen(rows, found.wrong, group, weight), found.wrong),
            },
            "gain": as_json(boost(rows[changes], (found.gain[changes] > 0.0).astype(np.int64), much[changes])),
        }
    )


def parted(name: str) -> int:
    """Return the fold of a document: the same for all its versions."""
    return zlib.crc32(name.encode()) % FOLDS


def unseen(rows: Floats, goal: Goal, group: Goal, weight: Floats) -> Floats:
    """Return the log-odds of each row by a model that has not seen its document."""
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        here = group == fold
        if here.any() and not here.all():
            odds[here] = boost(rows[~here], goal[~here], weight[~here]).decision_function(rows[here])
    return odds


def scale(odds: Floats, goal: Goal) -> tuple[list[float], list[float]]:
    """Return the calibration: log-odds, and the probability measured there, its lower 95 % bound above nine in ten.

    Isotonic regression (Zadrozny and Elkan 2002), read at equal shares of the rows; bounds by Wilson.
    """
    fitted = IsotonicRegression(out_of_bounds="clip").fit(odds, goal)
    shares = np.concatenate([np.linspace(0, 0.8, 17), np.linspace(0.82, 0.98, 17), np.linspace(0.985, 1.0, 7)])
    knots = np.unique(np.quantile(odds, shares))
    p = fitted.predict(knots)
    order = np.sort(odds)
    for n, knot in enumerate(knots):
        if p[n] > 0.9:
            # the rows about as sure as this one, a four-hundredth of all at least
            around = max(300, len(odds) // 400)
            at = min(int(np.searchsorted(order, knot)), len(order) - around)
            low, high = order[max(0, at - around)], order[min(len(order) - 1, at + around)]
            p[n] = wilson(goal[(odds >= low) & (odds <= high)])
    p = np.maximum.accumulate(p)
    return [round(float(k), 4) for k in knots], [round(float(x), 5) for x in p]


def wilson(goal: Goal, z: float = 1.645) -> float:
    """Return the lower 95 % bound of a share."""
    n, share = len(goal), float(goal.mean())
    return (share + z * z / 2 / n - z * ((share * (1 - share) + z * z / 4 / n) / n) ** 0.5) / (1 + z * z / n)


def main() -> None:
    for name, data in train(everything(shipped_knowledge())).data.items():
        text = json.dumps(data, indent=1 if name == "ranking" else None)
        (DATA / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
