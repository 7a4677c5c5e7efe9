"""Train the marks at word ends; writes restore/punctuation/data/marks.json.

Trained on the newspaper articles, and on clean texts of many kinds that are broken into lines, misread and damaged at
many rates, half of them not at all. Nothing of the sets under CC BY-NC is used. The habits of words are counted in the
same clean texts.
"""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.train.misreadings import Sample, overproof
from bench.train.texts import books
from bench.train.words import FOLDS, Goal, as_json, bare, document, misreadings, parted, scale
from corpus.tokens import WORD
from restore.document import Document
from restore.punctuation.features import COLUMNS, gap_features
from restore.punctuation.gaps import HEAD, TAILS, Floats, GapOptions, Gaps, gaps, shape
from restore.punctuation.habits import Habits, habit_table
from restore.punctuation.marks import DATA
from restore.punctuation.options import gap_options
from restore.words.channel import FOLD
from restore.words.knowledge import Knowledge, shipped

WORDS = 2000
"""Common words whose habits are kept."""
WEIGHT = 3
"""How often the newspapers count: real faults teach more than made ones. Chosen by folds, of 1, 3 and all."""
UNSURE = -1
"""It is not known what is right."""


@dataclass
class LabelledGaps:
    """A document with the options of its gaps, what speaks for each, and which are right."""

    name: str
    document: Document
    gaps: Gaps
    gap_options: GapOptions
    rows: Floats
    right: Goal


def pieces(words: int, each: int) -> Iterator[tuple[str, str]]:
    """Yield a stretch of so many words of each clean book, with the book's name; ``each`` stretches a book."""
    for _, book in books():
        paragraphs = book.text.split("\n\n")
        noise = random.Random(book.name)
        for number in range(each):
            at = noise.randrange(max(1, len(paragraphs) - 30))
            part: list[str] = []
            while at < len(paragraphs) and sum(map(len, part)) < words * 6:
                part.append(" ".join(paragraphs[at].split()))
                at += 1
            yield f"{book.name}:{number}", "\n\n".join(part)[: words * 7].rsplit(" ", 1)[0]


def habits(stretches: Iterable[str], known: Knowledge) -> dict[str, list[int]]:
    """Count what stands after and before common words; log-odds in tenths."""
    common = sorted(known.language.forms, key=lambda form: -form[1])[:WORDS]
    kept = {word for word, _ in common}
    counts: dict[str, Counter[str]] = {word: Counter() for word in ("", *kept)}
    for text in stretches:
        words = list(WORD.finditer(text))
        forms = [form if (form := m.group().casefold()) in kept else "" for m in words]
        for n in range(len(words) - 1):
            one = shape(text[words[n].end() : words[n + 1].start()])
            tail = one.tail[:1] if one.codes[3] in (0, 1) else "\n"
            counts[forms[n]][f"after{tail}"] += 1
            counts[forms[n + 1]][f"before{tail}"] += 1

    def odds(word: str, side: str, mark: str) -> int:
        row, rest = counts[word], counts[""]
        all_, all_rest = (sum(n for key, n in c.items() if key.startswith(side)) for c in (row, rest))
        share = rest[side + mark] / max(1, all_rest)
        p = (row[side + mark] + 20 * share) / (all_ + 20)
        return round(10 * log(p / (1 - p)))

    return {
        word: [odds(word, side, mark) for side in ("after", "before") for mark in (",", ".")] for word in sorted(counts)
    }


Spans = Sequence[tuple[int, int]]
"""Where words stand: begin and end."""


def label(text: str, truth: str, found: Gaps, at: GapOptions) -> Goal:
    """Say which options are right (1), which wrong (0), and of which it is not known."""
    true = [(m.start(), m.end()) for m in WORD.finditer(truth)]
    owners = _owners(text, truth, list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)), true)
    right = []
    for gap, option in zip(at.gap.tolist(), at.option.tolist(), strict=True):
        a, b = owners[gap], owners[gap + 1]
        if a < 0 or b != a + 1:
            right.append(UNSURE)
            continue
        one, stands = found.shapes[gap], shape(truth[true[a][1] : true[b][0]])
        if stands.codes[3] < 0 or stands.loose:
            # no white space, or a mark by itself, in the truth: the gap is another case
            right.append(0 if stands.tail != one.tail else UNSURE)
        elif option == HEAD:
            right.append(int(not stands.head))
        else:
            right.append(int(stands.tail == TAILS[option]))
    return np.array(right, dtype=np.int64)


def _owners(text: str, truth: str, words: Spans, true: Spans) -> list[int]:
    """Return the number of the word of the truth that each word of the text has most letters of; -1 for none."""
    there: dict[int, int] = {}
    for block in Levenshtein.opcodes(text, truth):
        if block.tag == "equal":
            for k in range(block.src_end - block.src_start):
                there[block.src_start + k] = block.dest_start + k
    begins = [a for a, _ in true]

    def owner(start: int, end: int) -> int:
        votes: Counter[int] = Counter()
        for k in range(start, end):
            n = bisect_right(begins, there.get(k, -1)) - 1
            if n >= 0 and there[k] < true[n][1]:
                votes[n] += 1
        return votes.most_common(1)[0][0] if votes else -1

    return [owner(a, b) for a, b in words]


def labelled(name: str, text: str, truth: str, known: Knowledge, rules: Habits) -> LabelledGaps:
    """Weigh all options of a text and label them by its truth."""
    doc = document(text, known)
    found = gaps(doc.text, doc.words.stream, doc.words.suspects, known.language)
    words = habit_table(known.language, rules)
    at = gap_options(found, words, text)
    return LabelledGaps(
        name, doc, found, at, gap_features(text, known.language, found, at, words), label(text, truth, found, at)
    )


def wrapped(text: str, width: int, noise: random.Random) -> str:
    """Break a text into lines, long words with a hyphen now and then."""
    lines = []
    for paragraph in text.split("\n\n"):
        line, done = "", []
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                room = width - len(line) - 2
                if word.isalpha() and len(word) > 5 and 2 < room < len(word) - 2 and noise.random() < 0.7:
                    done.append(f"{line} {word[:room]}-")
                    line = word[room:]
                    continue
                done.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append("\n".join([*done, line]))
    return noise.choice(["\n\n", "\n"]).join(lines)


SPURIOUS = [".", ",", "'", "-", '"', "*", "«", "»", "^", ";", ":", "~", "_", "|", "!", "(", "•", "■", "\\", "¬"]


class MarkHarm(NamedTuple):
    """How the marks of one text are damaged.

    Attributes:
        rate: how often any of it happens.
        lose_stop: how often, beside the others, a stop is lost.
        lose_comma: a comma is lost.
        to_comma: a stop is read as a comma.
        to_stop: a comma is read as a stop.
        spurious: a speck is read as a mark.
        lose_hyphen: the hyphen at the end of a line is lost.
        loose: a mark is set off from its word.
        specks: what specks are read as; those of this text stand in it twice.
    """

    rate: float
    lose_stop: float
    lose_comma: float
    to_comma: float
    to_stop: float
    spurious: float
    lose_hyphen: float
    loose: float
    specks: tuple[str, ...]

    def instead(self, tail: str, line_end: bool, noise: random.Random) -> str:
        """Return what is read in place of the mark at the end of a word."""
        rate, roll = self.rate, noise.random()
        if tail == ".":
            if roll < rate * 8 * self.lose_stop * (2 if line_end else 1):
                return ""
            return "," if rate * 12 < roll < rate * 12 + rate * 3 * self.to_comma else tail
        if tail == ",":
            if roll < rate * 5 * self.lose_comma:
                return ""
            return "." if rate * 8 < roll < rate * 8 + rate * 3 * self.to_stop else tail
        if tail == "-" and line_end and roll < rate * 6 * self.lose_hyphen:
            return noise.choice(["", "", ".", "«"])
        if not tail and roll < rate * 0.8 * self.spurious:
            return noise.choice(self.specks)
        return tail

    def beside(self, tail: str, noise: random.Random) -> str:
        """Return the mark set off from its word, or with a speck after it."""
        if tail in (".", ",", ";") and noise.random() < self.rate * 2 * self.loose:
            return " " + tail
        if tail and noise.random() < self.rate * self.spurious:
            return tail + noise.choice(self.specks)
        return tail


def damaged(text: str, noise: random.Random, wrong: dict[str, list[str]]) -> tuple[str, str]:
    """Damage the marks of a text and misread some of its words, at rates drawn anew; and give it broken into lines."""
    text = text.translate(FOLD) if noise.random() < 0.7 else text
    if noise.random() < 0.75:
        text = wrapped(text, noise.choice([28, 34, 40, 48, 60, 75]), noise)
    if noise.random() < 0.4:
        text = text.replace("--", "—")
    heavy = noise.random() < 0.5
    words = noise.choice([0.0, 0.003, 0.01, 0.03]) if not heavy else noise.choice([0.02, 0.05, 0.1, 0.15])
    rate = noise.choice([0.0, 0.0, 0.0, 0.001]) if not heavy else noise.choice([0.003, 0.01, 0.03, 0.08])
    kinds = [noise.random() ** 3 for _ in range(7)]
    top = max(kinds)
    harm = MarkHarm(rate, *(k / top for k in kinds), (*noise.sample(SPURIOUS, 4), *SPURIOUS))
    out: list[str] = []
    at = 0
    for match in re.finditer(r"(\S*?)([.,;:-]*)(?=(\s+|\Z))", text):
        if not match.group() and not match[3]:
            continue
        body, tail = match[1], match[2]
        out.append(text[at : match.start()])
        at = match.end()
        core = bare(body)
        if core in wrong and noise.random() < words * 4:
            body = body.replace(core, noise.choice(wrong[core]))
        tail = harm.beside(harm.instead(tail, "\n" in match[3], noise), noise)
        if body and noise.random() < rate * 0.8 * harm.spurious:
            body = noise.choice(harm.specks) + noise.choice(["", "", "", " "]) + body
        out.append(body + tail)
    out.append(text[at:])
    return "".join(out), text


def synthetic(stretches: Iterable[tuple[str, str]], known: Knowledge, rules: Habits) -> list[LabelledGaps]:
    """Damage clean texts, and label them."""
    wrong = misreadings()
    made = []
    for name, clean in stretches:
        read, truth = damaged(clean, random.Random(name), wrong)
        made.append(labelled(name, read, truth, known, rules))
    return made


def of_newspapers(samples: Iterable[Sample], known: Knowledge, rules: Habits) -> list[LabelledGaps]:
    """Label the gaps of the newspapers."""
    return [labelled(sample.name, sample.read, sample.truth, known, rules) for sample in samples]


def train(
    newspapers: Sequence[LabelledGaps], made: Sequence[LabelledGaps], rules: dict[str, list[int]]
) -> dict[str, Any]:
    """Learn from labelled documents, the newspapers counting more; as it ships."""
    rows, right, group = stacked([one for one in newspapers for _ in range(WEIGHT)] + list(made))
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        here = group == fold
        if here.any() and not here.all():
            odds[here] = boost(rows[~here], right[~here]).decision_function(rows[here])
    return {"habits": rules, "options": {**as_json(boost(rows, right), COLUMNS), "scale": scale(odds, right)}}


def stacked(made: Sequence[LabelledGaps]) -> tuple[Floats, Goal, Goal]:
    """Return all options of which it is known whether they are right: their rows, whether they are, their folds."""
    known = [one.right != UNSURE for one in made]
    return (
        np.vstack([one.rows[kept] for one, kept in zip(made, known, strict=True)]),
        np.concatenate([one.right[kept] for one, kept in zip(made, known, strict=True)]),
        np.concatenate([np.full(int(kept.sum()), parted(one.name)) for one, kept in zip(made, known, strict=True)]),
    )


def boost(rows: Floats, right: Goal) -> HistGradientBoostingClassifier:
    """Learn which options are right."""
    model = HistGradientBoostingClassifier(
        max_iter=180, learning_rate=0.06, max_leaf_nodes=26, min_samples_leaf=60, l2_regularization=5.0, random_state=0
    )
    return model.fit(rows, right)


def main() -> None:
    known = shipped()
    rules = habits((text for _, text in pieces(12_000, 1)), known)
    table = Habits.of(rules)
    learned = train(of_newspapers(overproof(), known, table), synthetic(pieces(700, 1), known, table), rules)
    (DATA / "marks.json").write_text(json.dumps(learned) + "\n", "utf-8")


if __name__ == "__main__":
    main()
