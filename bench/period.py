"""What becomes of right text that is no modern English: passages in old spelling, and in other languages.

The passages (bench/passages) are old and in the public domain: the Bible of 1611 and Luther's, Tyndale, Malory, More as
Robynson put him into English, Spenser, Kyd, Marlowe, Shakespeare, Bacon, Walton, Chaucer, the Vulgate and Caesar,
Descartes, Reynke de Vos, the brothers Grimm, and two written for this. They are read as they are, where every change is
wrong, and as an engine with some habits of its own reads them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench.train.misreadings import Sample
from corpus.records import Witness
from restore.document import Document
from restore.emend import emend
from restore.emend.rule import Rule
from restore.words.channel import shipped as shipped_confusions
from restore.words.knowledge import Knowledge, shipped

from .correct import corrected, folded
from .table import Figure, show

PASSAGES = Path(__file__).parent / "passages"
"""Texts of other periods and languages."""
_HABITS = "ll U, ll d, h b, li h, il d, n u, c e, b h, e c, w wr, m ni, f t"
HABITS = [tuple(habit.split()) for habit in _HABITS.split(", ")]
"""What engines read again and again for the same letters."""
AT_ONCE = 4
"""Habits of one reading."""
MOST = 8.0
"""How often a habit shows at most."""
BESIDES = 0.004
"""The share of letters misread besides."""
READINGS = {"old": 3, "foreign": 2}


def read(text: str, noise: random.Random) -> str:
    """Read a text with some habits, and some letters wrong besides."""
    others = {
        truth: [(other, n) for other, n in row.items() if len(other) == 1 and not other.isspace() and other != truth]
        for truth, row in shipped_confusions().counts.items()
        if len(truth) == 1 and truth.isalpha()
    }
    habits: dict[str, tuple[str, float]] = {}
    for truth, other in noise.sample(HABITS, AT_ONCE):
        habits.setdefault(truth, (other, noise.uniform(0.05, 0.5) * min(1.0, MOST / max(1, text.count(truth)))))
    made, at = [], 0
    while at < len(text):
        habit = next((t for t in (text[at : at + 2], text[at]) if t in habits and noise.random() < habits[t][1]), "")
        row = others.get(text[at], [])
        if habit:
            made.append(habits[habit][0])
        elif row and noise.random() < BESIDES:
            made += noise.choices([other for other, _ in row], [n for _, n in row])
        else:
            made.append(text[at])
        at += len(habit) or 1
    return "".join(made)


def settled(text: str) -> str:
    """Write u and v as is done now: so old texts are often printed."""
    text = re.sub(r"\bv(?=[^aeiouy\W])", "u", text)
    return re.sub(r"(?<=[aeiouyr])u(?=[aeiy])", "v", text)


def passages(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the passages of a kind with their names; old ones in both ways to write u and v."""
    for path in sorted((PASSAGES / kind).glob("*.txt")):
        text = path.read_text("utf-8").strip()
        yield path.stem, text
        if kind == "old" and settled(text) != text:
            yield f"{path.stem}, u and v as now", settled(text)


def changes(text: str, known: Knowledge, rule: Rule) -> int:
    """Return how many changes a rule makes in a text."""
    document = Document(Witness("A", "text", text), known)
    return sum(one.auto for one in emend(document, rule))


def rows() -> list[Figure]:
    known = shipped()
    found = []
    for kind, times in READINGS.items():
        tally: Counter[str] = Counter()
        for name, text in passages(kind):
            tally["words"] += len(text.split())
            tally["likely"] += changes(text, known, Rule.LIKELY)
            tally["certain"] += changes(text, known, Rule.CERTAIN)
            for number in range(times):
                garbled = read(text, random.Random(f"{name}{number}"))
                mended = corrected(Sample(name, garbled, text), known)[1]
                before, after = (Levenshtein.distance(folded(text), folded(one)) for one in (garbled, mended))
                tally.update(before=before, after=after, better=after < before, worse=after > before, readings=1)
        rate = 1000.0 / tally["words"]
        found += [
            Figure(
                f"right words changed in {kind} passages, of 1,000",
                f"likely {tally['likely'] * rate:.1f}, certain {tally['certain'] * rate:.1f}",
                "0",
            ),
            Figure(
                f"wrong letters in {kind} passages as an engine reads them",
                f"{tally['before']} -> {tally['after']} ({tally['after'] / tally['before'] - 1:+.0%}), better "
                f"{tally['better']}, worse {tally['worse']} of {tally['readings']}",
                "fewer",
            ),
        ]
    return found


if __name__ == "__main__":
    show(rows())
