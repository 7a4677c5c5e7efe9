"""Learn what reading does to letters, from aligned pairs; writes restore/words/data/channel.json.

``print`` is learned from the newspaper articles (public domain).
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench.train.misreadings import Pair, overproof, pairs
from restore.words.channel import FOLD, Channel, Confusions, channel

Counts = dict[str, dict[str, float]]
"""How often each piece of the truth was read as each other piece."""
ROUNDS = 3
"""So often the words are aligned by what was counted, and counted again."""
START = 0.03
"""The share of wrong letters assumed in the first round."""
TARGET = Path(__file__).parents[2] / "restore" / "words" / "data" / "channel.json"
"""The file that is written."""


def learn(aligned: Iterable[Pair]) -> Confusions:
    """Learn the counts of confusions: align by the costs of the last round, count, again."""
    whole = [pair for pair in aligned if pair.truth and pair.read and abs(len(pair.truth) - len(pair.read)) <= 4]
    wrong = Counter((p.truth.translate(FOLD), p.read.translate(FOLD)) for p in whole if p.truth != p.read)
    letters: Counter[str] = Counter()
    for pair in whole:
        letters.update(pair.truth.translate(FOLD))
    counts = _by_edits(wrong)
    for _ in range(ROUNDS):
        counts = _by_costs(wrong, channel(counts, letters, START))
    kept = {
        truth: {read: n for read, n in reads.items() if n >= (3 if len(truth) + len(read) > 2 else 1)}
        for truth, reads in counts.items()
    }
    return Confusions(
        {truth: dict(sorted(reads.items(), key=lambda x: -x[1])) for truth, reads in sorted(kept.items()) if reads},
        dict(sorted(letters.items())),
    )


def _by_edits(wrong: Counter[tuple[str, str]]) -> Counts:
    """Count the steps of the shortest edits of each misread word, truth and reading."""
    counts: Counts = {}
    for (truth, read), n in wrong.items():
        for tag, i, j in Levenshtein.editops(truth, read):
            step = (truth[i] if tag != "insert" else "", read[j] if tag != "delete" else "")
            counts.setdefault(step[0], {})[step[1]] = counts.get(step[0], {}).get(step[1], 0.0) + n
    return counts


def _by_costs(wrong: Counter[tuple[str, str]], costs: Channel) -> Counts:
    """Count the steps of the cheapest way from truth to reading."""
    seen: Counter[tuple[str, str]] = Counter()
    shapes: Counter[tuple[str, str]] = Counter()
    for (truth, read), n in wrong.items():
        if costs.costs([truth], [read])[0] > 6.0 * max(len(truth), 2):
            continue
        steps = costs.trace(truth, read)
        for step in steps:
            if step[0] != step[1]:
                seen[step] += n
        for joint in _joint(steps):
            shapes[joint] += n
    counts: Counts = {}
    for (truth, read), number in (seen + Counter({k: v for k, v in shapes.items() if v >= 3})).items():
        counts.setdefault(truth, {})[read] = counts.get(truth, {}).get(read, 0.0) + number
    return counts


def _joint(steps: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield two neighbouring steps as one where they read two letters as one, or one as two."""
    for (a, b), (c, d) in itertools.pairwise(steps):
        if (a, b) != (a, a) or (c, d) != (c, c):
            joint = (a + c, b + d)
            if (len(joint[0]), len(joint[1])) in ((2, 1), (1, 2)) and joint[0][:1] != joint[1][:1]:
                yield joint


def of_print() -> Confusions:
    """Learn from the newspaper articles."""
    return learn(pair for sample in overproof() for pair in pairs(sample.read, sample.truth))


def main() -> None:
    learned = {"print": of_print()}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(
        json.dumps(
            {name: {"confusions": c.counts, "letters": c.letters} for name, c in learned.items()},
            ensure_ascii=False,
            indent=1,
        )
        + "\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
