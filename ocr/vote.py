"""The vote: two readings of the same line, aligned; where they part, ink and language decide.

Both readings are cut at the spaces they share (as ROVER does, Fiscus 1997). For every piece in which they differ, or
which the recogniser doubts, the candidates are what each engine read, every mixture of the two, and what the
recogniser nearly read. A log-linear model weighs how well a candidate agrees with the ink, as the recogniser saw it
and as Tesseract rated its characters, and how well it stands in the language; its probabilities are the confidences
of the words. Whoever loses stays as an alternative, with its witness. What both engines read alike is left alone,
however odd it looks: the ink has it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from corpus.language import Language
from corpus.records import Alternative, Box, Line, Word

from .engines import InkWord
from .lattice import Lattice, Sign

WEIGHTS = {"recogniser": 0.52, "engine": 0.18, "language": 0.30, "unknown": -0.27, "odd": -2.1}
"""The weights of the evidence, in the order of ``_evidence``; fitted by ``python -m bench.ocr_vote``."""
UNSURE = 0.6
"""Where engines agree but the recogniser gave a character less than this, its other readings are weighed as well."""
SURE = 0.97
"""The confidence from which every character of a line must be for the line not to be read twice."""
FLUENT = 10.0
"""The most that language may say for or against a candidate, in nats: it must not outweigh clear ink."""
UNSEEN = 25.0
"""The most that the recogniser may say against one."""
MIXED = 4
"""The most differences in a piece of which all mixtures are tried."""
SAME = 0.995
"""The confidence of a word that both engines read alike; that of a single engine is its own."""
KEPT = 0.02
"""The least probability of a reading that is kept as an alternative."""

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "`": "'", "´": "'"})
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_PLAIN = re.compile(
    r"""["'(\[/]*(?:[A-Z]?[a-zß-ÿ]+(?:'[a-z]+)?|[A-Z]+(?:'S|'s)?|[A-Z](?:\.[A-Z])*\.?|(?:O'|Mc|Mac|D'|L')[A-Z][a-z]+"""
    r"""|[£$]?\d+(?:[.,/]\d+)*(?:st|nd|rd|th|d|s)?%?|[A-Z]+\d+|\d+[A-Z])"""
    r"""(?:-+(?:[A-Z]?[a-zß-ÿ]+|[A-Z]+|\d+))*-*'?[.,;:!?)\]"'/]*|[-=_.*]+|&"""
)
"""Words, initials, numbers, with the marks that may stand around them: what a token usually looks like."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the line between spaces that both readings share."""

    signs: tuple[Sign, ...]
    mine: str
    words: tuple[InkWord, ...]
    theirs: str
    sure: tuple[float, ...]
    start: int
    """Offset in the recogniser's reading."""


def vote(lattice: Lattice | None, seen: Sequence[InkWord], language: Language) -> Line | None:
    """Join the readings of one line; None where nobody read anything.

    Args:
        lattice: what the recogniser saw, or None where it was not asked.
        seen: the words that the other engine read there, from left to right.
        language: to weigh the candidates by.
    """
    signs = [Sign(sign.text.translate(_STRAIGHT), sign.p, sign.step) for sign in lattice.best()] if lattice else []
    if lattice is None or not signs:
        return alone(seen)
    mine = "".join(sign.text for sign in signs)
    pieces = list(_pieces(signs, mine, seen))
    options = [_candidates(piece, lattice, bool(seen)) for piece in pieces]
    open_ = [number for number, option in enumerate(options) if len(option) > 1]
    chances: dict[int, NDArray[np.float64]] = {}
    if open_:
        whole = [mine, *(_placed(pieces[n], text, mine) for n in open_ for text in options[n])]
        agreement = lattice.agreement(whole)
        at = 1
        for number in open_:
            piece, texts = pieces[number], options[number]
            ink = agreement[at : at + len(texts)] - agreement[0]
            chances[number] = _chances(_evidence(piece, texts, ink, mine, bool(seen), language))
            at += len(texts)
    words = [
        word
        for number, piece in enumerate(pieces)
        for word in _words(piece, options[number], chances.get(number), lattice, bool(seen))
    ]
    if not words:
        return None
    return Line(tuple(words), lattice.box)


def doubtful(seen: Sequence[InkWord], language: Language) -> bool:
    """Whether a second engine should read a line: unless all is sure, known, and looks like words."""
    return not seen or any(
        min(word.letters, default=0.0) < SURE
        or _PLAIN.fullmatch(word.text.translate(_STRAIGHT)) is None
        or any(len(part) > 1 and not language.known(part) for part in _LETTERS.findall(word.text))
        for word in seen
    )


def alone(seen: Sequence[InkWord]) -> Line | None:
    """Return a line that one engine read alone."""
    if not seen:
        return None
    words = tuple(Word(word.text.translate(_STRAIGHT), word.box, word.confidence) for word in seen)
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return Line(words, box)


def _pieces(signs: Sequence[Sign], mine: str, seen: Sequence[InkWord]) -> Iterator[_Segment]:
    """Cut both readings at the spaces that stand in both."""
    theirs = " ".join(word.text for word in seen).translate(_STRAIGHT)
    sure: list[float] = []
    owner: list[int] = []
    for number, word in enumerate(seen):
        if number:
            sure.append(min(seen[number - 1].confidence, word.confidence))
            owner.append(-1)
        sure.extend(word.letters or [word.confidence] * len(word.text))
        owner.extend([number] * len(word.text))
    cuts = [
        (op.src_start + k, op.dest_start + k)
        for op in Levenshtein.opcodes(mine, theirs)
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
        if mine[op.src_start + k] == " "
    ]
    a = b = 0
    for at, there in [*cuts, (len(mine), len(theirs))]:
        held = tuple(seen[n] for n in dict.fromkeys(owner[b:there]) if n >= 0)
        yield _Segment(tuple(signs[a:at]), mine[a:at], held, theirs[b:there], tuple(sure[b:there]), a)
        a, b = at + 1, there + 1


def _placed(piece: _Segment, text: str, line: str) -> str:
    """Return the line with another reading of the piece."""
    return line[: piece.start] + text + line[piece.start + len(piece.mine) :]


def _candidates(piece: _Segment, lattice: Lattice, both: bool) -> list[str]:
    """Return the readings to choose from, the recogniser's own first."""
    found = [piece.mine]
    if both and piece.theirs != piece.mine:
        found.append(piece.theirs)
        found.extend(_mixtures(piece.mine, piece.theirs))
    if len(found) > 1 or min((sign.p for sign in piece.signs), default=1.0) < UNSURE:
        found.extend(text.translate(_STRAIGHT) for text in lattice.others(piece.signs))
    return list(dict.fromkeys(found))


def _mixtures(mine: str, theirs: str) -> Iterator[str]:
    """Yield every choice of one or the other, difference by difference."""
    ops = list(Levenshtein.opcodes(mine, theirs))
    differences = sum(op.tag != "equal" for op in ops)
    if not 2 <= differences <= MIXED:
        return
    for choice in product((False, True), repeat=differences):
        turn = iter(choice)
        yield "".join(
            mine[op.src_start : op.src_end]
            if op.tag == "equal" or not next(turn)
            else theirs[op.dest_start : op.dest_end]
            for op in ops
        )


def _evidence(
    piece: _Segment, texts: Sequence[str], ink: NDArray[np.float64], line: str, both: bool, language: Language
) -> NDArray[np.float64]:
    """Return the evidence for every candidate, relative to the recogniser's own: candidates × WEIGHTS."""
    before = line[: piece.start].split()[-2:]
    after = line[piece.start + len(piece.mine) :].split()[:2]
    ends, starts = not after, not before
    own = _fluency([*before, piece.mine, *after], language)
    rows = []
    for text, agrees in zip(texts, ink, strict=True):
        # Half a word at either end of a line tells the language model little.
        trust = 0.5 if starts or (ends and text.endswith("-")) else 1.0
        rows.append(
            (
                max(-UNSEEN, float(agrees)),
                _support(text, piece.theirs, piece.sure) if both else 0.0,
                float(np.clip(_fluency([*before, text, *after], language) - own, -FLUENT, FLUENT)) * trust,
                sum(len(word) > 1 and not language.known(word) for word in _LETTERS.findall(text)) * trust,
                sum(_PLAIN.fullmatch(token) is None for token in text.split()),
            )
        )
    return np.array(rows, dtype=np.float64)


def _fluency(tokens: Sequence[str], language: Language) -> float:
    words = _LETTERS.findall(" ".join(tokens))
    return language.score(words) if words else 0.0


def _support(text: str, theirs: str, sure: Sequence[float]) -> float:
    """Return the log-probability that Tesseract's own confidences leave to a reading."""
    ratings = np.clip(np.array(sure, dtype=np.float64), 0.01, 0.999)
    total = 0.0
    for op in Levenshtein.opcodes(theirs, text):
        held = ratings[op.src_start : op.src_end]
        if op.tag == "equal":
            total += float(np.log(held).sum())
        else:
            added = max(0, (op.dest_end - op.dest_start) - len(held))
            total += float((np.log(1 - held) - 1.5).sum()) - 4.5 * added
    return total


def _chances(evidence: NDArray[np.float64]) -> NDArray[np.float64]:
    scores = evidence @ np.array(list(WEIGHTS.values()))
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum())


def _words(
    piece: _Segment, texts: Sequence[str], chances: NDArray[np.float64] | None, lattice: Lattice, both: bool
) -> Iterator[Word]:
    """Yield the words of a piece: its best reading, with the others as alternatives of the words they stand for."""
    best = 0 if chances is None else int(chances.argmax())
    parts = texts[best].split()
    if chances is None:
        sure = min((sign.p for sign in piece.signs), default=0.0)
        chance = max(sure, SAME) if both and piece.theirs == piece.mine else sure
    else:
        chance = float(chances[best])
    boxes = _boxes(piece, parts, lattice)
    others: list[dict[str, Alternative]] = [{} for _ in parts]
    ranked = [] if chances is None else sorted(zip(chances.tolist(), texts, strict=True), reverse=True)
    for p, text in ranked:
        read = [name for name, reading in (("RapidOCR", piece.mine), ("Tesseract", piece.theirs)) if reading == text]
        if p < KEPT and not read:
            continue
        rivals = text.split()
        if len(rivals) != len(parts):
            rivals = [text] if len(parts) == 1 else []
        for held, part, rival in zip(others, parts, rivals, strict=False):
            if rival.strip() and rival != part:
                held.setdefault(rival, Alternative(rival, min(1.0, p), read[0] if read else "RapidOCR and Tesseract"))
    for part, box, held in zip(parts, boxes, others, strict=True):
        yield Word(part, box, min(1.0, chance), tuple(held.values()))


def _boxes(piece: _Segment, parts: Sequence[str], lattice: Lattice) -> list[Box]:
    """Return each word the box that Tesseract drew, or its share of the steps at which it was seen."""
    if len(parts) == len(piece.words):
        return [word.box for word in piece.words]
    if not piece.signs:
        around = [word.box for word in piece.words]
        left, right = min(box.left for box in around), max(box.right for box in around)
    else:
        half = lattice.box.width / max(1, len(lattice.best())) / 2.0
        left = round(lattice.x(piece.signs[0].step) - half)
        right = round(lattice.x(piece.signs[-1].step) + half)
    size = max(1, sum(map(len, parts)) + len(parts) - 1)
    found, at = [], 0
    for part in parts:
        start, end = left + (right - left) * at / size, left + (right - left) * (at + len(part)) / size
        found.append(Box(max(0, round(start)), lattice.box.top, max(0, round(end)), lattice.box.bottom))
        at += len(part) + 1
    return found
