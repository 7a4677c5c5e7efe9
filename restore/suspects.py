"""Places where the text may be misread, with all that may stand there, each weighed.

Weighed by what reading does to letters (:mod:`restore.channel`), by the words around (:mod:`corpus.language`), by
names, and by the document's own words. Everything is done for all places of a document at once: candidates by kind of
word, costs in one table, contexts in one look-up, and the best readings of neighbours are used in the next round
(iterated conditional modes, Besag 1986). Most words are known and in place; they cost a look in a dictionary.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import CLASSES, EDGE, UNKNOWN
from corpus.tokens import WORD

from .candidates import Lattice, Lexicon, Repeated, rarity, undone
from .channel import FAR, Channel, Confusions, shipped
from .period import respelt

if TYPE_CHECKING:
    from corpus.language import Language
    from corpus.language.text import Stream
    from corpus.names import Authority

    from .document import Document

CHUNK = re.compile(r"\S+")
MOST = 24
"""Candidates a word from the vocabulary."""
KEPT = 20
"""Options a place that are weighed in context, at most."""
ROWS = 4
"""Rows of words a place that are weighed besides."""
DEAR = 10.0
"""What the cheapest word costs from which rows of words are looked for, in nats."""
SPREAD = 10.0
"""How much dearer than the cheapest they may be, in nats."""
RATE = 0.04
"""The share of letters read wrong that the costs assume."""
UNSEEN = -8.0
UNSEEN_ROUND = -20.0
COMMON, DOUBTED, WEIGHTY = 12, 40, 2
"""How often a word must stand in the texts learned from to be a candidate, how doubtful it may be as a misreading of
another itself (in tenths), and how many volumes must know a name."""
USUAL = 20
"""How often a word must stand in the texts learned from for an old spelling of it to be believed."""
SAMPLE = 400
"""Unknown words of a document that are looked at for old habits."""
RARE = 150
"""A known word that stood less often in the texts learned from is compared with the whole vocabulary."""
"""Below this log-probability in context a known word is looked at."""
ROMAN = re.compile(r"[ivxlcdm]+|[IVXLCDM]+")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d|s)", re.IGNORECASE)
NUMBER = re.compile(r"[£$]?\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th|d|s|%)?", re.IGNORECASE)
DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?|[A-Za-z]{1,4}(?:\.[A-Za-z]{1,4})*")
FIGURES = str.maketrans(
    {"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2", "J": "1", "|": "1"}
)
NOTE = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Note calls that stand at the end of a word."""
SAFE = set("-–—/‐‑")
"""Marks that part words and numbers without being faults."""
STOPS = set(".,;:!?")

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Option:
    """A text that may stand at a place.

    Attributes:
        text: in place of the whole span.
        words: those the language model sees.
        cost: of this text being read as what stands there, in nats.
        form: the word put in, folded, for counts and names; empty for a text as it stands.
        kind: ``keep``, ``word``, ``split`` (a blank put in), ``merge`` (a blank taken out), ``case``, ``figure``,
            ``part`` (one of several words).
        origin: ``lexicon``, ``document``, ``name`` or ``shape``.
    """

    text: str
    words: tuple[str, ...]
    cost: float
    form: str
    kind: str
    origin: str = "lexicon"


@dataclass(slots=True)
class Suspect:
    """A place with its options.

    Attributes:
        start: offset in the text.
        end: offset after it.
        sic: what stands there.
        first: the place's first word in the stream.
        last: after its last word.
        options: the text as it stands first.
        known: whether all its words are in the vocabulary.
        pair: whether it is two chunks, over the places of each.
        break_at: where the line ends inside, in letters; -1 where it does not.
        scores: one an option, once weighed: the logarithm of its probability.
        features: one row an option.
        best: the number of the likeliest.
        p: the calibrated probability that the likeliest option that is not the text as it stands is right.
        doubt: the probability that the text as it stands is wrong.
    """

    start: int
    end: int
    sic: str
    first: int
    last: int
    options: list[Option]
    known: bool
    pair: bool = False
    break_at: int = -1
    scores: Floats = field(default_factory=lambda: np.zeros(0))
    features: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    best: int = 0
    p: float = 0.0
    doubt: float = 0.0

    @property
    def rival(self) -> int:
        """The number of the likeliest option that is not the text as it stands."""
        return 1 + int(self.scores[1:].argmax())


@dataclass(frozen=True, slots=True)
class Shape:
    """What a run of letters without blanks is made of.

    Attributes:
        start: of the core within the chunk: without the marks around it.
        end: of the core.
        odd: ``""`` where nothing is wrong, else ``word`` (unknown), ``marks`` (marks inside), ``case``, ``digits``.
        parts: start and end of the words in the core, within the chunk.
    """

    start: int
    end: int
    odd: str
    parts: tuple[tuple[int, int], ...]


class Knowledge:
    """Language, names and confusions, with what has been looked up in them.

    One for all documents: shapes and candidates depend on the word only.
    """

    def __init__(self, language: Language, names: Authority, confusions: Confusions) -> None:
        self.language = language
        self.names = names
        self.confusions = confusions
        language_ids = set(language.words)
        self.forms = {form.text.casefold(): form for form in names.forms()}
        # a garbled word is hardly ever one of the rarest
        common = np.flatnonzero((language.counts >= COMMON) & (language.doubts < DOUBTED)).tolist()
        new = [
            form
            for form, row in self.forms.items()
            if row.weight >= WEIGHTY and form not in language_ids and len(form) > 2 and form.isalpha()
        ]
        self.lexicon = Lexicon(
            [*(language.words[n] for n in common), *new],
            np.concatenate(
                [language.counts[common], np.array([min(30, self.forms[f].weight) for f in new], dtype=np.uint32)]
            ),
        )
        self.lattice = Lattice(language.words, np.array(language.counts))
        self.channel: Channel = confusions.channel(RATE)
        self.shapes: dict[str, Shape] = {}
        self.near: dict[str, list[str]] = {}
        self.options: dict[tuple[str, str], list[Option]] = {}
        self.undo = _undo(confusions)
        self.vocabulary: dict[str, object] = dict.fromkeys(language.words)
        self.habits: dict[str, bool] = {}
        self.misreadings: dict[str, list[str]] = {}
        self.wholes: dict[str, bool] = {}
        self.short = [w for w in language.words if len(w) <= 2 and w.isalpha() and language.count(w) > 3000]

    def shape(self, chunk: str) -> Shape:
        """Say what a chunk is made of."""
        found = self.shapes.get(chunk)
        if found is None:
            if len(self.shapes) > 500_000:
                self.shapes.clear()
            found = self.shapes[chunk] = _shape(chunk, self.language)
        return found

    def whole(self, joined: str) -> bool:
        """Whether two chunks that follow each other are one known word together."""
        found = self.wholes.get(joined)
        if found is None:
            if len(self.wholes) > 500_000:
                self.wholes.clear()
            found = self.wholes[joined] = self.language.known(joined)
        return found

    def undone(self, word: str) -> list[str]:
        """Give the known words that one frequent confusion turns into a folded word."""
        found = self.misreadings.get(word)
        if found is None:
            found = self.misreadings[word] = undone(word, self.undo, self.vocabulary)
        return found

    def old(self, word: str) -> bool:
        """Whether an old habit of spelling turns a word into a known one."""
        found = self.habits.get(word)
        if found is None:
            found = self.habits[word] = any(self.language.count(other) > USUAL for other in respelt(word))
        return found

    def age(self, words: Iterable[str]) -> float:
        """Give the share of unknown words that are known ones in old spelling: near 0, or above a half."""
        kinds = [word for word in words if len(word) > 3 and word.isalpha() and word.islower()][:SAMPLE]
        return (sum(map(self.old, kinds)) + 0.3) / (len(kinds) + 10.0)

    def cased(self, word: str) -> float:
        """Give the share of a word's occurrences with a capital; a name that is no word always has one."""
        return self.language.cased(word) if word in self.vocabulary else 1.0

    def near_to(self, reading: str) -> Sequence[str]:
        """Give the words near a reading; those of a single letter are few, and all tried."""
        return self.near.get(reading, ()) if len(reading) > 1 else self.short


def _undo(confusions: Confusions) -> dict[str, list[str]]:
    """Give for what was read what may have stood there: the frequent confusions the other way round."""
    undo: dict[str, list[tuple[float, str]]] = {}
    for truth, reads in confusions.counts.items():
        for read, n in reads.items():
            if n >= 4 and truth.lower() != read.lower() and read.strip() == read and truth.strip() == truth:
                undo.setdefault(read.lower(), []).append((n, truth.lower()))
    return {read: list(dict.fromkeys(t for _, t in sorted(row, reverse=True)))[:20] for read, row in undo.items()}


_KNOWLEDGE: dict[tuple[int, int], Knowledge] = {}


def knowledge(language: Language, names: Authority) -> Knowledge:
    """Give the knowledge shared by all documents of the same language and names."""
    key = id(language), id(names)
    if key not in _KNOWLEDGE:
        _KNOWLEDGE[key] = Knowledge(language, names, shipped())
    return _KNOWLEDGE[key]


def _shape(chunk: str, language: Language) -> Shape:
    parts = tuple((m.start(), m.end()) for m in WORD.finditer(chunk) if m.group().strip(NOTE))
    if not parts:
        return Shape(0, len(chunk), "", ())
    start, end = parts[0][0], parts[-1][1]
    core = chunk[start:end]
    beside = "beside" if STRANGE.intersection(chunk[:start][-2:] + chunk[end:][:2]) else ""
    if len(parts) == 1:
        return Shape(start, end, _odd(core, language) or beside, parts)
    if NUMBER.fullmatch(core) or DOTTED.fullmatch(core):
        return Shape(start, end, "", parts)
    between = {c for (_, a), (b, _) in itertools.pairwise(parts) for c in chunk[a:b]}
    if between <= SAFE:
        odd = next((o for a, b in parts if (o := _odd(chunk[a:b], language))), "")
        return Shape(start, end, odd, parts)
    if between <= SAFE | STOPS | set("'’\"()[]") and all(
        not _odd(chunk[a:b], language) and (b - a > 2 or chunk[a:b].isdigit()) for a, b in parts
    ):
        return Shape(start, end, "stop" if between & STOPS else "", parts)
    return Shape(start, end, "marks", parts)


def _odd(word: str, language: Language) -> str:
    """Say what is odd about a word."""
    word = word.rstrip(NOTE) or word
    if word.isdigit():
        return ""
    if any(c.isdigit() for c in word):
        return "" if ORDINAL.fullmatch(word) or (word.isupper() and len(word) < 8) else "digits"
    if len(word) == 1 and word not in "aAIO":
        return "" if word.isupper() else "word"
    if not known_spelling(word, language):
        return "" if ROMAN.fullmatch(word) and word.isupper() else "word"
    if len(word) > 1 and not word.islower() and not word.istitle() and not word.isupper():
        plain = word.replace("’", "'")
        inner = plain.split("'")[-1]
        if not (inner.istitle() or plain.startswith(("Mc", "Mac", "De", "Du", "La", "Le", "Van", "Von"))):
            return "case"
    return ""


VARIANTS = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("re", "er"),
    ("ll", "l"),
    ("ogue", "og"),
    ("ae", "e"),
    ("oe", "e"),
)
"""How British and American spellings differ, the endings apart."""


def same_word(one: str, other: str) -> bool:
    """Whether two folded words are spellings of the same word: neither is a misreading of the other."""
    if one.removesuffix("'s") == other.removesuffix("'s"):
        return True
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 2:
        return False
    for a, b in VARIANTS:
        for x, y in ((one, other), (other, one)):
            if a in x:
                at = x.rfind(a)
                if at > 1 and x[:at] + b + x[at + len(a) :] == y:
                    return True
    return False


def known_spelling(word: str, language: Language) -> bool:
    """Whether a word is known, or another spelling of a known one (organisation, where organization is known)."""
    if language.known(word):
        return True
    folded = word.casefold()
    for a, b in VARIANTS[:3]:
        for x, y in ((a, b), (b, a)):
            at = folded.rfind(x)
            if (
                at > 2
                and at + len(x) < len(folded) + (x in ("our", "or"))
                and language.known(folded[:at] + y + folded[at + len(x) :])
            ):
                return True
    return False


def recased(word: str, read: str, capital: float) -> tuple[str, ...]:
    """Give a folded word in the cases it may have had where something was read.

    Args:
        word: folded.
        read: what stands there.
        capital: the share of the word's occurrences with a capital.
    """
    case = _case(read)
    if case == "upper" and len(word) > 1:
        return (word.upper(),)
    title = word[:1].upper() + word[1:]
    if case != "lower":
        return (title,) if capital > 0.95 else (word, title)
    return (title, word) if capital > 0.25 else (word,)


@lru_cache(maxsize=10_000)
def _case(read: str) -> str:
    """Say in which case something was read: ``upper``, ``title`` or ``lower``."""
    letters = [c for c in read if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if len(letters) > 1 and upper > 1 and upper >= 0.6 * len(letters):
        return "upper"
    return "title" if read[:1].isupper() or not letters or upper else "lower"


@dataclass(slots=True)
class _Unit:
    """A place before its options are known: where it is, and what it is searched by."""

    start: int
    end: int
    read: str
    odd: str
    parts: tuple[tuple[int, int], ...] = ()
    break_at: int = -1
    """Where the line ends inside, counted in letters of ``read``; -1 where it does not."""


STRANGE = frozenset("*«»}{\\^~|<>=_•■¬°§¡¿®©¦#@¢¥¤±µ¶·¸")
"""Marks that have no business beside a word of plain prose."""
ODD_MARKS = STRANGE | frozenset("'!)?£;:(\"")
"""Marks beside a word that may be letters misread."""
BROKEN = 6
"""Letters from which two chunks that are one known word together are its halves."""
SHORTEST = 4
"""Letters a name of the document must have to be a candidate."""
SPECK = 3
"""Letters and marks of the longest piece that may be a speck, or a fragment beside a word."""
TOGETHER = 4
"""Chunks that may be one word."""
RIGHTED = 3
"""Words near a garbled one that are offered with the specks beside it dropped."""
LONGEST = 24
"""Longer runs of letters are not looked up."""


def find(document: Document, knowledge: Knowledge) -> list[Suspect]:
    """Give the places of a document that may be misread, with options, not yet weighed; in text order.

    Places may overlap: a place of two chunks stands beside the places of each.
    """
    text = document.text
    stream = document.stream
    chunks = [(m.start(), m.group()) for m in CHUNK.finditer(text)]
    units, halves = _units(text, chunks, knowledge)
    units += _unlikely(text, stream, {*halves, *(unit.start for unit in units)}, knowledge)
    units.sort(key=lambda unit: (unit.start, unit.end))
    _look_up(units, knowledge)
    _price(units, knowledge)
    unknown = np.flatnonzero(stream.ids == UNKNOWN).tolist()
    repeated = Repeated(text[int(stream.starts[n]) : int(stream.ends[n])] for n in unknown)
    suspects = []
    firsts = np.searchsorted(stream.starts, [unit.start for unit in units]).tolist()
    lasts = np.searchsorted(stream.starts, [unit.end for unit in units]).tolist()
    for unit, first, last in zip(units, firsts, lasts, strict=True):
        options = knowledge.options[unit.read, unit.odd]
        if unit.odd in ("word", "marks", "digits") and repeated:
            options = [*options, *_from_document(unit, repeated, knowledge)]
        if len(options) < 2:
            continue
        sic = text[unit.start : unit.end]
        known = unit.odd in ("", "rare", "stop", "beside")
        suspects.append(
            Suspect(unit.start, unit.end, sic, first, last, options, known, unit.odd == "pair", unit.break_at)
        )
    return suspects


def _from_document(unit: _Unit, repeated: Repeated, knowledge: Knowledge) -> list[Option]:
    """Give the document's own names that may stand at a place."""
    (a, b), *parts = unit.parts
    core = unit.read[a:b]
    if len(parts) != 1 or len(core) < SHORTEST:
        return []
    forms = repeated.near(core)
    costs = knowledge.channel.costs(forms, [core] * len(forms)).tolist()
    return [
        Option(unit.read[:a] + form + unit.read[b:], (form,), cost, form.casefold(), "word", "document")
        for form, cost in zip(forms, costs, strict=True)
        if cost < min(4.0 + 2.4 * len(core), float(FAR) - 1.0)
    ]


def _units(text: str, chunks: list[tuple[int, str]], knowledge: Knowledge) -> tuple[list[_Unit], set[int]]:
    """Find what is odd: chunk by chunk, and pairs of chunks that may be one word.

    Also gives where the halves of broken words start, which are no places of their own.
    """
    halves: set[int] = set()
    units: list[_Unit] = []
    whole = knowledge.whole
    skip = -1
    shapes = [knowledge.shape(chunk) for _, chunk in chunks]
    loose = [_loose(chunk, shape) for (_, chunk), shape in zip(chunks, shapes, strict=True)]
    for number, ((at, chunk), shape) in enumerate(zip(chunks, shapes, strict=True)):
        end = at + len(chunk)
        after = chunks[number + 1] if number + 1 < len(chunks) else (len(text), "")
        if chunk[-1] in "-¬" and shape.parts and "\n" in text[end : after[0]] and after[1][:1].islower():
            # a word broken at the end of the line: its halves are not words, and need not be
            a = chunk[shape.parts[-1][0] : shape.parts[-1][1]]
            tail = shapes[number + 1]
            b = after[1][tail.parts[0][0] : tail.parts[0][1]] if tail.parts else ""
            joined = a + b
            single = len(shape.parts) == 1 and len(tail.parts) == 1
            if whole(joined) or not b:
                skip = number + 1
                if len(shape.parts) == 1:
                    continue
            elif single and (shape.odd or tail.odd):
                start = at + shape.start
                units.append(_Unit(start, after[0] + tail.end, joined, "broken", (), len(a)))
                skip = number + 1
                continue
        if shape.parts and after[1] and shape.end == len(chunk):
            half, rest = shape.parts[-1][0], shapes[number + 1].parts
            a, b = chunk[half:], after[1][: rest[0][1]] if rest and not rest[0][0] else ""
            if len(a) + len(b) >= BROKEN and a.isalpha() and b.isalpha() and b.islower() and whole(a + b):
                halves |= {at + half, after[0]}
        if number != skip and shape.odd and shape.parts and at + shape.parts[-1][0] not in halves:
            start, stop = shape.start, shape.end
            if shape.odd in ("word", "marks", "digits", "beside"):
                for _ in range(2):
                    if start and chunk[start - 1] in ODD_MARKS:
                        start -= 1
                    if stop < len(chunk) and chunk[stop] in ODD_MARKS:
                        stop += 1
            core = (shape.start - start, shape.end - start)
            parts = tuple((a - start, b - start) for a, b in shape.parts)
            read = chunk[start:stop]
            if len(read) <= LONGEST * 2:
                units.append(_Unit(at + start, at + stop, read, shape.odd, (core, *parts)))
        for size in range(2, TOGETHER + 1):
            last = number + size - 1
            if last == len(chunks) or text[end : chunks[last][0]] != " ":
                break
            if loose[number] or loose[last] or (size == 2 and chunk[-1] in "-." and after[1][:1].islower()):
                unit = _together(chunks[number : last + 1], shapes[number : last + 1], knowledge)
                if unit:
                    units.append(unit)
            end = chunks[last][0] + len(chunks[last][1])
    return units, halves


def _loose(chunk: str, shape: Shape) -> bool:
    """Whether a chunk is hardly a word by itself."""
    return bool(shape.odd) or not shape.parts or (len(chunk) == 1 and chunk.islower() and chunk != "a")


def _together(chunks: Sequence[tuple[int, str]], shapes: Sequence[Shape], knowledge: Knowledge) -> _Unit | None:
    """Give chunks that follow each other as one place where they may be one word, or but one of them is a word."""
    (start, head), (end, tail) = chunks[0], chunks[-1]
    pieces = [chunk for _, chunk in chunks]
    pieces[0], pieces[-1] = head[shapes[0].start :], tail[: shapes[-1].end]
    if sum(map(len, pieces)) > LONGEST or not any(shape.parts for shape in shapes):
        return None
    loose = [_loose(piece, shape) for piece, shape in zip(pieces, shapes, strict=True)]
    if pieces[0].isdigit() or pieces[-1].isdigit():
        return None
    if len(chunks) == 2:
        whole = knowledge.whole(_joined(pieces))
        if not any(loose) and not (whole and pieces[0][-1] in "-." and pieces[1][:1].islower()):
            return None
        # a fragment is short, or both are no words, or together they are one
        if not all(loose) and min(map(len, pieces)) > SPECK and not whole:
            return None
    elif loose.count(False) > 1 or sum(1 for piece in pieces if len(piece) > SPECK) > 1:
        return None
    for piece, shape in zip(pieces, shapes, strict=True):
        if not shape.parts and (len(piece) > SPECK or piece in '-–—&+£$"“”([)]'):
            return None
    return _Unit(start + shapes[0].start, end + shapes[-1].end, " ".join(pieces), "pair")


def _garbled(piece: str, language: Language) -> bool:
    """Whether a piece is a run of letters that may be looked up for itself, and no word."""
    return piece.isalpha() and len(piece) > SPECK and bool(_odd(piece, language))


def _joined(pieces: Iterable[str]) -> str:
    """Give pieces of a word as one, without the marks between them."""
    return "".join(c for piece in pieces for c in piece if c.isalnum() or c in "'’").strip("'’")


def _look_up(units: Iterable[_Unit], knowledge: Knowledge) -> None:
    """Search the vocabulary for all readings not searched for yet."""
    wanted: dict[str, None] = {}
    for unit in units:
        for reading in _queries(unit, knowledge):
            if reading not in knowledge.near and 1 < len(reading) <= LONGEST:
                wanted[reading] = None
    if len(knowledge.near) > 200_000:
        knowledge.near.clear()
    knowledge.near.update(knowledge.lexicon.near(list(wanted), knowledge.channel, MOST))


def _queries(unit: _Unit, knowledge: Knowledge) -> list[str]:
    """Give the strings the vocabulary is searched for."""
    if unit.odd in ("", "stop"):
        return []
    if unit.odd == "rare":
        return [unit.read]
    if unit.odd == "pair":
        pieces = unit.read.split(" ")
        joined = _joined(pieces)
        queries = [piece for piece in pieces if _garbled(piece, knowledge.language)]
        return queries if knowledge.whole(joined) else [*queries, joined]
    if unit.break_at >= 0:
        return [unit.read]
    (a, b), *parts = unit.parts
    queries = [] if unit.odd == "beside" else [unit.read[a:b]]
    if (a, b) != (0, len(unit.read)):
        queries.append(unit.read)
    if len(parts) > 1 and unit.odd != "marks":
        queries += [unit.read[x:y] for x, y in parts if _odd(unit.read[x:y], knowledge.language)]
    return queries


def _price(units: Iterable[_Unit], knowledge: Knowledge) -> None:
    """Give the options of all readings not met before, with their costs; the cheapest are kept."""
    new = {(unit.read, unit.odd): unit for unit in units if (unit.read, unit.odd) not in knowledge.options}
    if len(knowledge.options) > 100_000:
        knowledge.options.clear()
    rows = {key: _options(unit, knowledge) for key, unit in new.items()}
    _cost(rows, knowledge.channel)
    more = {
        key: _rows_of_words(new[key], knowledge)
        for key, row in rows.items()
        if key[1] in ("word", "marks", "digits") and min((o.cost for o in row[1:]), default=DEAR) >= DEAR
    }
    _cost(more, knowledge.channel)
    for key, (keep, *others) in rows.items():
        # a garble that nothing is near is still a place to look at
        kept, rows_of_words = (_cheapest(o, len(key[0]), knowledge) for o in (others, more.get(key, [])))
        knowledge.options[key] = [keep, *kept, *rows_of_words[:ROWS]]


def _cheapest(options: list[Option], size: int, knowledge: Knowledge) -> list[Option]:
    """Give the options that are nearly as likely as the likeliest, that first.

    Args:
        options: with their costs.
        size: letters of what was read.
        knowledge: for the frequency of words.
    """
    if not options:
        return []
    counts = np.array([knowledge.language.count(option.form) for option in options], dtype=np.uint32)
    prices = np.array([option.cost for option in options]) + rarity(counts, size)
    order = prices.argsort(kind="stable")
    enough = int(np.count_nonzero(prices < prices[order[0]] + SPREAD))
    return [options[n] for n in order[: min(KEPT, enough)].tolist()]


def _cost(rows: Mapping[tuple[str, str], Sequence[Option]], channel: Channel) -> None:
    """Fill in what the options of each reading cost."""
    options = [option for row in rows.values() for option in row]
    costs = channel.costs([option.text for option in options], [read for (read, _), row in rows.items() for _ in row])
    for option, cost in zip(options, costs.tolist(), strict=True):
        option.cost = cost


def _rows_of_words(unit: _Unit, knowledge: Knowledge) -> list[Option]:
    """Give the rows of words that a place may be where no single word is near."""
    (a, b), *_ = unit.parts
    core = unit.read[a:b]
    if not SHORTEST < len(core) <= LONGEST:
        return []
    lead, trail = unit.read[:a], unit.read[b:]
    options: dict[str, Option] = {}
    for words in knowledge.lattice.ways(core.casefold(), knowledge.channel):
        rarest = min(words, key=knowledge.language.count)
        for first in recased(words[0], core, knowledge.cased(words[0])):
            row = tuple(word.upper() for word in words) if first.isupper() and len(first) > 1 else (first, *words[1:])
            text = lead + " ".join(row) + trail
            options.setdefault(text, Option(text, row, -1.0, rarest, "split"))
    return list(options.values())


def _unlikely(text: str, stream: Stream, taken: set[int], knowledge: Knowledge) -> list[_Unit]:
    """Find known words that are so unlikely where they stand that they may be other words misread."""
    ids = np.concatenate([[EDGE, EDGE], stream.ids, [EDGE, EDGE]]).astype(np.int32)
    if len(stream.ids) == 0:
        return []
    logp = knowledge.language.logp(np.lib.stride_tricks.sliding_window_view(ids, 3))
    size = len(stream.ids)
    here, one, two = logp[:size], logp[1 : size + 1], logp[2 : size + 2]
    unlikely = (stream.ids >= CLASSES) & (here < UNSEEN) & (here + one + two < UNSEEN_ROUND)
    found = []
    for number in np.flatnonzero(unlikely).tolist():
        start, end = int(stream.starts[number]), int(stream.ends[number])
        if start in taken or (start and text[start - 1] in "'’") or end - start > LONGEST:
            continue
        if end - start == 1 and text[start].isupper():
            continue
        word = text[start:end]
        if knowledge.language.count(word) < RARE:
            found.append(_Unit(start, end, word, "rare"))
        elif knowledge.undone(word.casefold()):
            found.append(_Unit(start, end, word, ""))
    # a capital inside a sentence on a word that has none
    starts = stream.starts.tolist()
    for number in np.flatnonzero(stream.ids >= CLASSES).tolist():
        start = starts[number]
        if text[start] in "IJ" and number and stream.ids[number - 1] != EDGE and start not in taken:
            word = text[start : int(stream.ends[number])]
            if len(word) > 1 and word[1:].islower() and knowledge.cased(word.casefold()) < 0.5:
                found.append(_Unit(start, start + len(word), word, ""))
    return list({unit.start: unit for unit in found}.values())


def _options(unit: _Unit, knowledge: Knowledge) -> list[Option]:
    """Give what may stand at a place, the text as it stands first; costs are still to be filled in."""
    read = unit.read
    options: dict[str, Option] = {}

    def offer(text: str, words: tuple[str, ...], form: str, kind: str, origin: str = "lexicon") -> None:
        if text not in options:
            options[text] = Option(text, words, -1.0, form, kind, origin)

    offer(read, tuple(m.group() for m in WORD.finditer(read)), "", "keep")
    language = knowledge.language
    if unit.odd == "pair":
        pieces = read.split(" ")
        joined = _joined(pieces)
        if knowledge.whole(joined):
            for form in recased(joined.casefold(), joined, knowledge.cased(joined)):
                offer(form, (form,), joined.casefold(), "merge")
        elif sum(1 for piece in pieces if WORD.search(piece)) > 1:
            for word in knowledge.near_to(joined):
                for form in recased(word, joined, knowledge.cased(word)):
                    offer(form, (form,), word, "merge")
        for number, piece in enumerate(pieces):
            specks = pieces[:number] + pieces[number + 1 :]
            if not WORD.search(piece) or any(len(speck) > SPECK or speck.isdigit() for speck in specks):
                continue
            offer(piece, tuple(m.group() for m in WORD.finditer(piece)), "", "drop")
            if _garbled(piece, language):
                for word in knowledge.near_to(piece)[:RIGHTED]:
                    for form in recased(word, piece, knowledge.cased(word)):
                        offer(form, (form,), word, "drop")
        return list(options.values())
    if unit.odd == "stop":
        spaced = re.sub(r"([.,;:!?][\"'”’)\]]?)(?=[^\W\d_])", r"\1 ", read)
        if spaced != read:
            offer(spaced, tuple(m.group() for m in WORD.finditer(spaced)), "", "stop")
        return list(options.values())
    if unit.odd in ("", "rare", "broken"):
        folded = read.casefold()
        others = knowledge.undone(folded) if not unit.odd else knowledge.near_to(read)
        others = [word for word in others if not same_word(word, folded)]
        if unit.odd != "broken" and len(read) > 1 and read.istitle():
            offer(folded, (folded,), folded, "case")
        for word in others:
            for form in recased(word, read, knowledge.cased(word)):
                offer(form, (form,), word, "word")
        return list(options.values())
    (a, b), *parts = unit.parts
    core = read[a:b]
    lead, trail = read[:a], read[b:]
    folded = core.casefold()
    if language.known(core) and len(parts) == 1:
        for form in recased(folded, core, knowledge.cased(core)):
            offer(lead + form + trail, (form,), folded, "case")
        for form in (folded, folded[:1].upper() + folded[1:]):
            offer(lead + form + trail, (form,), folded, "case")
    if STRANGE.intersection(lead + trail):
        lead, trail = "".join(c for c in lead if c not in STRANGE), "".join(c for c in trail if c not in STRANGE)
        offer(lead + core + trail, tuple(core[x - a : y - a] for x, y in parts), "", "unmark")
    for query, left, right in ((core, lead, trail), (read, "", "")):
        for word in knowledge.near_to(query):
            if same_word(word, folded):
                continue
            for form in recased(word, core, knowledge.cased(word)):
                offer(left + form + right, (form,), word, "word")
    if len(parts) > 1 and unit.odd != "marks":
        for x, y in parts:
            part = read[x:y]
            if not _odd(part, language):
                continue
            for word in knowledge.near_to(part):
                for form in recased(word, part, knowledge.cased(word)):
                    new = read[:x] + form + read[y:]
                    offer(new, tuple(m.group() for m in WORD.finditer(new)), word, "part")
    if len(parts) == 1 and 4 <= len(core) <= LONGEST and core.isalpha():
        for cut in _cuts(folded, language):
            new = core[:cut] + " " + core[cut:]
            offer(lead + new + trail, (core[:cut], core[cut:]), folded[:cut], "split")
    figures = core.translate(FIGURES)
    if figures != core and NUMBER.fullmatch(figures) and any(c.isdigit() for c in core):
        offer(lead + figures + trail, (figures,), "", "figure")
    return list(options.values())


def _cuts(word: str, language: Language) -> list[int]:
    """Give the places where a run of letters falls into two frequent words, the likeliest three."""
    found: list[tuple[int, int]] = []
    for cut in range(1, len(word)):
        a, b = language.count(word[:cut]), language.count(word[cut:])
        if a > 200 and b > 200 and (cut > 1 or word[0] == "a") and len(word) - cut > 1:
            found.append((a * b, cut))
    return [cut for _, cut in sorted(found, reverse=True)[:3]]


def reading(suspect: Suspect, option: Option, channel: Channel) -> str:
    """Give an option's text with the line break of the place kept where it was."""
    if suspect.break_at < 0 or option is suspect.options[0]:
        return option.text if suspect.break_at < 0 else suspect.sic
    read = suspect.options[0].text
    seen = done = 0
    for truth, part in channel.trace(option.text, read):
        if seen >= suspect.break_at:
            break
        seen += len(part)
        done += len(truth)
    gap = suspect.sic[suspect.break_at : len(suspect.sic) - (len(read) - suspect.break_at)]
    return option.text[:done] + gap + option.text[done:]
