"""Marks at word ends: stops and commas that are lost, mistaken for each other or not there, hyphens lost at line ends.

Between any two words stand a tail (marks after the first word), white space, and a head (marks before the second). For
each such gap the options are: another tail, or no head. What speaks for each is weighed by a small gradient boosting:
the language model with and without a sentence's edge, the next word's capital, what usually stands after the one word
and before the other, the line, the marks around, and how noisy the text is. Trained by ``bench/train/punctuation.py``
on newspapers and on clean texts damaged at many rates, so that a clean text asks for much before it is doubted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import ABBREVIATIONS, CLASSES, EDGE, UNKNOWN

from ..words.boosted_trees import Trees
from ..words.channel import FOLD
from ..words.decision import without_overlaps
from ..words.shapes import STRANGE

if TYPE_CHECKING:
    from corpus.language import Language

    from ..document import Document

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

TAILS = ("", ".", ",", "-")
"""The tails that are offered."""
HEAD = len(TAILS)
"""The number of the option to drop the head."""
HYPHEN = TAILS[-1]
PARTS = re.compile(r"(\S*)(\s+(?:\S+\s+)*)(\S*)", re.DOTALL)
MARKUP = re.compile(r"\*\*|#|/")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
"""Words left out: neither a stop nor a stray mark."""
SIGNS = {"": 0, ".": 1, ",": 2, ";": 3, ":": 4, "-": 5, "?": 6, "!": 7, "'": 9, '"': 10, "(": 11, ")": 12}
ODD, STOPS, MIXED = 8, 13, 14
"""Codes of strange marks, of several stops, and of anything else."""
AROUND = 60
"""Gaps on either side that tell how noisy a place is."""
READ = 0.5
"""The gain from which a word counts as it would be read, not as it stands."""
MOST = 0.98
"""No mark is sure without a witness."""
LEAST = 0.5
"""The p from which a mark is shown: there are too many doubtful ones to read them all."""
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands between two words.

    Attributes:
        tail: after the first word, a mark by itself included, without blanks.
        white: the white space.
        head: before the second word.
        loose: whether a mark stands by itself, or white space before one.
        codes: of the tail, its first mark and the head; of the break (0 blank, 1 line, 2 paragraph, -1 none); how many
            strange marks there are; the sizes of tail and head; loose.
    """

    tail: str
    white: str
    head: str
    loose: bool
    codes: tuple[int, ...]


def code(marks: str) -> int:
    """Return the code of a run of marks."""
    if marks in SIGNS:
        return SIGNS[marks]
    if all(c in STRANGE for c in marks):
        return ODD
    return STOPS if all(c in ".,;:!?" for c in marks) else MIXED


@lru_cache(maxsize=50_000)
def shape(gap: str) -> Shape:
    """Take the gap between two words apart."""
    folded = gap.translate(FOLD)
    match = PARTS.fullmatch(folded)
    # two asterisks and the like are markup
    odd = 0 if MARKUP.search(gap) else sum(c in STRANGE for c in gap)
    if match is None:
        return Shape(folded, "", "", False, (code(folded), code(folded[:1]), 0, -1, odd, len(folded), 0, 0))
    tail, middle, head = match.groups()
    alone = middle.split()
    breaks = middle.count("\n")
    white = middle if not alone else "\n\n" if breaks > 1 else "\n" if breaks else " "
    tail += "".join(alone)
    codes = (code(tail), code(tail[:1]), code(head), min(breaks, 2), odd, len(tail), len(head), int(bool(alone)))
    return Shape(tail, white, head, bool(alone), codes)


EVIDENCE = (
    "option",
    "tail",
    "first",
    "tail_size",
    "head",
    "head_size",
    "loose",
    "break",
    "before_size",
    "before_digit",
    "before_capital",
    "before_capitals",
    "before_known",
    "before_count",
    "before_cased",
    "before_short",
    "after_size",
    "after_digit",
    "after_capital",
    "after_capitals",
    "after_known",
    "after_count",
    "after_cased",
    "habit_comma",
    "habit_stop",
    "stops_after",
    "commas_after",
    "stops_before",
    "commas_before",
    "gain",
    "edge",
    "opens",
    "runs",
    "last_tail",
    "next_tail",
    "since",
    "until",
    "line",
    "at_line",
    "length",
    "noise",
    "noise_here",
    "odd",
    "odd_here",
    "stops_here",
    "commas_here",
    "capitals_here",
    "bare",
    "bare_here",
    "small",
    "small_here",
    "joined",
    "halves",
    "quotes",
    "double",
    "own_stop",
    "own_times",
    "before_noise",
    "after_noise",
    "capital_before",
    "capital_after",
)
"""What an option is judged by; see :func:`evidence`."""


@dataclass(frozen=True, eq=False)
class Habits:
    """What usually stands after and before common words: log-odds of a comma and of a stop.

    Attributes:
        words: folded.
        table: shape (words + 1, 4): comma after, stop after, comma before, stop before; the last row is of all others.
    """

    words: tuple[str, ...]
    table: Floats

    @classmethod
    def of(cls, raw: Mapping[str, list[float]]) -> Habits:
        """Make it from plain data, in tenths; the empty word stands for all others."""
        words = tuple(word for word in raw if word)
        return cls(words, np.array([*(raw[word] for word in words), raw[""]], dtype=np.float64) / 10.0)


@dataclass(frozen=True)
class Model:
    """What was learned: the habits of words, and the trees."""

    habits: Habits
    trees: Trees

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Model:
        """Make it from plain data."""
        return cls(Habits.of(raw["habits"]), Trees.of(raw["options"], EVIDENCE))


@cache
def shipped() -> Model:
    """Return the model that ships."""
    return Model.of(json.loads((DATA / "marks.json").read_text("utf-8")))


class Lookup:
    """What is known of words by their ids in a language: one row an id.

    Attributes:
        habit: shape (ids, 4), as in :class:`Habits`.
        short: whether it is an abbreviation.
        count: the logarithm of how often it stands in the texts learned from; 0 for the unknown.
        cased: the share with a capital; -1 for the unknown.
    """

    def __init__(self, language: Language, habits: Habits) -> None:
        size = len(language.words) + CLASSES
        rows = np.full(size, len(habits.words))
        rows[language.ids(habits.words)] = np.arange(len(habits.words))
        rows[:CLASSES] = len(habits.words)
        self.habit = habits.table[rows]
        self.short = np.zeros(size, dtype=bool)
        self.short[language.ids(sorted(ABBREVIATIONS))] = True
        self.short[:CLASSES] = False
        classes = np.zeros(CLASSES)
        self.count = np.concatenate([classes, np.log1p(language.counts)])
        self.cased = np.concatenate([classes - 1.0, language.capitals / 255.0])


@lru_cache(maxsize=2)
def lookup(language: Language, habits: Habits) -> Lookup:
    """Return the look-up of a language, made once."""
    return Lookup(language, habits)


@cache
def _capital() -> Flags:
    return np.fromiter((chr(n).isupper() for n in range(0x3000)), bool, 0x3000)


@cache
def _digit() -> Flags:
    return np.fromiter((chr(n).isdigit() for n in range(0x3000)), bool, 0x3000)


@dataclass(frozen=True)
class Gaps:
    """All gaps of a text, in order; gap n stands between words n and n + 1. All arrays have one row a word or gap.

    Attributes:
        starts: where each word starts.
        ends: where it ends.
        words: as read at present.
        ids: of the words, as read at present.
        place: of each word in the document's stream.
        stream: the document's stream, as read at present.
        shapes: of the gaps.
        codes: shape (gaps, 8), as in :class:`Shape`.
        capital: whether the word begins with one.
        capitals: whether its second letter is one, too.
        digit: whether it begins with one.
        noise: whether it is unknown as it stands, or read otherwise.
    """

    starts: Ints
    ends: Ints
    words: list[str]
    ids: NDArray[np.int32]
    place: Ints
    stream: NDArray[np.int32]
    shapes: list[Shape]
    codes: Ints
    capital: Flags
    capitals: Flags
    digit: Flags
    noise: Flags


def gaps(document: Document) -> Gaps:
    """Take a text apart into words and gaps, words read as the likeliest readings have them."""
    stream = document.words.stream
    text = document.text.string
    is_word = stream.ids != EDGE
    place = np.flatnonzero(is_word)
    starts, ends = stream.starts[place], stream.ends[place]
    firsts, lasts = starts.tolist(), ends.tolist()
    words = [text[a:b] for a, b in zip(firsts, lasts, strict=True)]
    ids = stream.ids.copy()
    number = np.cumsum(is_word) - 1
    for suspect in without_overlaps(document.words.suspects, lambda s: s.gain, READ):
        option = suspect.options[suspect.rival]
        if suspect.last == suspect.first + 1 and len(option.words) == 1 and option.words[0]:
            words[int(number[suspect.first])] = option.words[0]
            ids[suspect.first] = document.knowledge.language.id(option.words[0])
    kinds: dict[str, int] = {}
    which = [kinds.setdefault(document.text.plain[a:b], len(kinds)) for a, b in zip(lasts, firsts[1:], strict=False)]
    row = [shape(gap) for gap in kinds]
    codes = np.array([one.codes for one in row], dtype=np.int64).reshape(len(row), 8)[which]
    letters = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), 0x2FFF)
    capital, second = _capital()[letters[starts]], _capital()[letters[np.minimum(starts + 1, ends - 1)]]
    return Gaps(
        starts,
        ends,
        words,
        ids[place],
        place,
        ids,
        [row[n] for n in which],
        codes,
        capital,
        capital & second & (ends - starts > 1),
        _digit()[letters[starts]],
        (stream.ids[place] == UNKNOWN) | (stream.ids[place] != ids[place]),
    )


@dataclass(frozen=True)
class Offers:
    """The options that are worth weighing: shape (n,), the gap of each and the number of the option."""

    gap: Ints
    option: Ints


USUAL, UNUSUAL = -3.2, -5.5
"""How usual a comma must be between two words (sum of log-odds) to be missed, and how unusual to be doubted."""
BEGINS = 0.5
"""Up to this share of capitals elsewhere, a word's capital says that a sentence begins."""
QUIET = 0.03
"""Up to this share of unknown words around a place, and without strange marks, ordinary marks are not doubted."""


def offers(found: Gaps, known: Lookup, text: str) -> Offers:
    """Return the options that are worth weighing: in a clean text, next to none."""
    tail, _, head, broken, odd, *_, loose = found.codes.T
    every = np.arange(len(tail))
    small = ~(found.capital | found.digit)[1:]
    comma = known.habit[found.ids[:-1], 0] + known.habit[found.ids[1:], 2]
    quiet = (_around(found.noise[1:], every) < QUIET) & (_around(odd > 0, every) == 0)
    strange = (tail >= ODD) | (head >= ODD) | (loose > 0)
    # a stop inside what is broken off without white space: an acronym, a figure
    acronym = np.concatenate([[False], (broken[:-1] < 0) & (tail[:-1] == 1)])
    within = (broken >= 0) & (strange | ~quiet)
    ending = within & (broken < 2) & ~acronym
    bare, other = ending & (tail == 0), ending & (tail > 0) & ~strange
    odd = ending & (tail > 0) & strange
    begins = found.capital[1:] & (known.cased[found.ids[1:]] < BEGINS)
    options = {
        0: odd | (other & ((tail != 2) | (comma < UNUSUAL))),
        1: (bare & ~small) | (other & (tail != 1) & begins) | (odd & ((tail != 1) | (loose > 0))),
        2: (bare & (comma > USUAL)) | (other & (tail == 1)) | (odd & ((tail != 2) | (loose > 0))),
        3: within & (broken == 1) & small & (tail != 5),
        HEAD: within & (head > 0),
    }
    where = [np.flatnonzero(mask) for mask in options.values()]
    gap, option = np.concatenate(where), np.repeat(np.array(list(options)), [len(row) for row in where])
    keep = [
        (o > 0 and o != HEAD) or not _paired(found, g, o, text)
        for g, o in zip(gap.tolist(), option.tolist(), strict=True)
    ]
    return Offers(gap[keep], option[keep])


FELLOWS = {"(": ")", "[": "]", "{": "}", "<": ">", "*": "*", "_": "_", "-": "-", "«": "»", "»": "«", '"': '"', "~": "~"}
CLOSERS = {closer: opener for opener, closer in FELLOWS.items()}
REACH = 120
"""How far a mark may stand from its fellow."""


def _paired(found: Gaps, gap: int, option: int, text: str) -> bool:
    """Whether the marks that would go are no stray ones.

    They are markup, a dash, the apostrophe of a genitive, or stand around something with their fellow.
    """
    one = found.shapes[gap]
    marks = one.head if option == HEAD else one.tail
    if MARKUP.search(marks) or (one.loose and marks == "-"):
        return True
    if marks == "'" and option != HEAD and found.words[gap][-1] in "sSzZ":
        return True
    if option == HEAD:
        closer = FELLOWS.get(marks[-1])
        at = int(found.starts[gap + 1])
        return closer is not None and closer in text[at : at + REACH].split("\n\n")[0]
    opener = CLOSERS.get(marks[:1])
    at = int(found.ends[gap])
    return opener is not None and opener in text[max(0, at - REACH) : at].split("\n\n")[-1]


def _around(flags: NDArray[Any], gap: Ints) -> Floats:
    """Return the mean of something over the gaps around each."""
    total = np.concatenate([[0.0], np.cumsum(flags, dtype=np.float64)])
    low, high = np.maximum(gap - AROUND, 0), np.minimum(gap + AROUND + 1, len(flags))
    result: Floats = (total[high] - total[low]) / np.maximum(high - low, 1)
    return result


def evidence(document: Document, found: Gaps, at: Offers, lookup: Lookup) -> Floats:
    """Return what speaks for and against each option, one row an option, columns as in EVIDENCE."""
    gap, text, ids = at.gap, document.text.string, found.ids
    tail, first, head, broken, odd, tail_size, head_size, loose = found.codes.T
    size = len(ids)
    capital, capitals, digit = found.capital, found.capitals, found.digit
    known = ids != UNKNOWN
    count, cased = lookup.count[ids], lookup.cased[ids]
    lengths = found.ends - found.starts
    short = lookup.short[ids] | (lengths == 1)
    before, after = gap, gap + 1
    # the language model: an edge between the two words, and none
    stream = np.concatenate([[EDGE, EDGE], found.stream, [EDGE, EDGE]]).astype(np.int32)
    one, two = found.place[before] + 2, found.place[after] + 2
    w0, w1, w2, w3 = stream[one - 1], stream[one], stream[two], stream[two + 1]
    edge = np.full(len(gap), EDGE, np.int32)
    grams = np.concatenate(
        [np.column_stack(row) for row in ((w0, w1, edge), (w1, edge, w2), (edge, w2, w3), (w0, w1, w2), (w1, w2, w3))]
    )
    closes, opens, goes, runs, on = document.knowledge.language.logp(grams).reshape(5, -1).astype(np.float64)
    stop = (tail == 1) | (tail == 6) | (tail == 7)
    within = broken >= 0
    # stops before small letters, and none before capitals on words that have none
    small = within & (tail == 1) & ~(capital | digit)[1:] & ~short[:-1]
    plain = within & capital[1:] & ~capitals[1:] & (cased[1:] >= 0) & (cased[1:] < 0.3)
    bare = plain & (tail == 0)
    every = np.arange(len(stop))
    last = np.maximum.accumulate(np.where(stop, every, -1))
    upcoming = np.minimum.accumulate(np.where(stop, every, len(stop))[::-1])[::-1]
    since = gap - np.concatenate([[-1], last])[gap]
    until = np.concatenate([upcoming, [len(stop)]])[gap + 1] - gap
    ends = np.array([m.start() for m in re.finditer(r"\n", text)] + [len(text)], dtype=np.int64)
    line = np.searchsorted(ends, found.ends[before])
    begins = np.concatenate([[0], ends[:-1] + 1])
    widths = ends - begins
    usual = float(np.quantile(widths[widths > 0], 0.7)) if (widths > 0).any() else 1.0
    signs = np.array([m.start() for m in re.finditer('"', text)], dtype=np.int64)
    quotes = np.searchsorted(signs, found.starts[after])
    strange = np.minimum(odd, 2)
    joined, halves = _joined(document, found, at)
    own, times = _own(ids, stop, gap)
    ringed = np.concatenate([[False], capital, [False]])
    neighbour = np.concatenate([[0], tail, [0]])
    row_before, row_after = lookup.habit[ids[before]], lookup.habit[ids[after]]
    columns = (
        at.option,
        tail[gap],
        first[gap],
        tail_size[gap],
        head[gap],
        head_size[gap],
        loose[gap],
        broken[gap],
        lengths[before],
        digit[before],
        capital[before],
        capitals[before],
        known[before],
        count[before],
        cased[before],
        short[before],
        lengths[after],
        digit[after],
        capital[after],
        capitals[after],
        known[after],
        count[after],
        cased[after],
        row_before[:, 0] + row_after[:, 2],
        row_before[:, 1] + row_after[:, 3],
        row_before[:, 1],
        row_before[:, 0],
        row_after[:, 3],
        row_after[:, 2],
        closes + opens + goes - runs - on,
        closes,
        opens,
        runs,
        neighbour[gap],
        neighbour[gap + 2],
        np.minimum(since, 60),
        np.minimum(until, 60),
        widths[line] / max(usual, 1.0),
        found.starts[before] - begins[line],
        float(min(size, 3000)),
        float(np.mean(found.noise)),
        _around(found.noise, gap),
        float(np.mean(strange)),
        _around(strange, gap),
        _around(stop, gap),
        _around(tail == 2, gap),
        _around(capital[1:], gap),
        (bare.sum() + 0.2) / (plain.sum() + 2.0),
        (_around(bare, gap) + 0.002) / (_around(plain, gap) + 0.02),
        (small.sum() + 0.1) / (size + 100.0),
        _around(small, gap),
        joined,
        halves,
        quotes % 2,
        np.where((at.option == HEAD) | (at.option == 0), tail[gap] == head[gap], 0),
        own,
        times,
        found.noise[before],
        found.noise[after],
        ringed[before],
        ringed[after + 2],
    )
    return np.column_stack([np.broadcast_to(np.asarray(c, dtype=np.float64), len(gap)) for c in columns])


def _own(ids: NDArray[np.int32], stop: Flags, gap: Ints) -> tuple[Floats, Floats]:
    """Return how often the document has a stop after the same word elsewhere: the share (-1: none), and of how many."""
    size = int(ids.max()) + 1
    all_ = np.bincount(ids[:-1], minlength=size)
    stops = np.bincount(ids[:-1], weights=stop, minlength=size)
    times = np.where(ids[gap] >= CLASSES, all_[ids[gap]] - 1, 0)
    share = np.where(times > 0, (stops[ids[gap]] - stop[gap]) / np.maximum(times, 1), -1.0)
    return share, np.minimum(times, 20).astype(np.float64)


def _joined(document: Document, found: Gaps, at: Offers) -> tuple[Floats, Floats]:
    """Return for hyphens how usual the word is that the two halves make, and the rarer half; in logarithms."""
    text, language = document.text.string, document.knowledge.language
    joined, halves = np.full(len(at.gap), -1.0), np.full(len(at.gap), -1.0)
    for n in np.flatnonzero(at.option == TAILS.index(HYPHEN)).tolist():
        a, b = (text[found.starts[m] : found.ends[m]] for m in (at.gap[n], at.gap[n] + 1))
        joined[n] = np.log1p(language.count(a + b)) + float(language.known(a + b))
        halves[n] = np.log1p(min(language.count(a), language.count(b)))
    return joined, halves


@dataclass(frozen=True, slots=True)
class Mark:
    """A gap where other marks may stand.

    Attributes:
        start: offset of what would change: marks, or the white space where there are none.
        end: offset after it.
        text: what would stand there.
        p: the calibrated probability that it is right.
        tail: what would stand after the first word; None where the head would go.
        stands: the tail as it stands.
        before: the word before, as read.
        after: the word after, as read.
        first: where the word before stands.
        second: where the word after stands.
    """

    start: int
    end: int
    text: str
    p: float
    tail: str | None
    stands: str
    before: str
    after: str
    first: tuple[int, int]
    second: tuple[int, int]

    @property
    def breaks_word(self) -> bool:
        """Whether a hyphen is lost: the two words are one."""
        return self.tail == HYPHEN

    @property
    def ends_sentence(self) -> bool:
        """Whether a stop would stand there."""
        return self.tail == "."


def marks(document: Document, model: Model, least: float = LEAST) -> list[Mark]:
    """Return the likeliest other marks of each gap, where they are likely enough; in text order."""
    found = gaps(document)
    if len(found.words) < 2:
        return []
    known = lookup(document.knowledge.language, model.habits)
    at = offers(found, known, document.text.string)
    if not len(at.gap):
        return []
    chance = model.trees.chance(evidence(document, found, at, known))
    best: dict[tuple[int, bool], tuple[float, int]] = {}
    for n in np.flatnonzero(chance >= least).tolist():
        option = int(at.option[n])
        key = int(at.gap[n]), option == HEAD
        best[key] = max(best.get(key, (0.0, 0)), (float(chance[n]), option))
    likely = (_mark(found, gap, option, min(p, MOST)) for (gap, _), (p, option) in sorted(best.items()))
    return [mark for mark in likely if not ELLIPSIS.search(document.text.string, mark.start, mark.end)]


def _mark(found: Gaps, gap: int, option: int, p: float) -> Mark:
    one = found.shapes[gap]
    start, end = int(found.ends[gap]), int(found.starts[gap + 1])
    tail = None if option == HEAD else TAILS[option]
    if tail is None:
        start, text = end - len(one.head), ""
    elif one.loose:
        end, text = end - len(one.head), tail + one.white
    elif not one.tail:
        end, text = start + len(one.white), tail + one.white
    else:
        end, text = start + len(one.tail), tail
    first, second = ((int(found.starts[n]), int(found.ends[n])) for n in (gap, gap + 1))
    return Mark(start, end, text, p, tail, one.tail, found.words[gap], found.words[gap + 1], first, second)
