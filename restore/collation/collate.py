"""Collation: align witnesses of one text, by words, whatever order their passages stand in.

Words are compared in their normal form and printed as they stand. Runs of words that both have (rare ones count, for
every message has its formulas) are chained into passages; each passage is aligned word by word. Time and memory grow in
proportion to the texts: no passage is compared with all others. (CollateX aligns a page better still where words are
transposed inside a sentence, but needs time and memory that grow with the square of the text.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from corpus.records import Witness
from corpus.tokens import Token, letters, words

from ..text.places import Places
from ..text.spans import BREAK

SEED = 3
"""Words of a seed."""
COMMON = 6
"""A seed that stands more often than this in a witness is a formula and starts nothing."""
GAP = 90
"""Words without a seed inside a passage, at most (a sentence or two left out)."""
DRIFT = 60
"""How far two neighbouring seeds may be displaced against each other, in words."""
SHORTEST = 12
"""Words that a passage has in common, at least."""
ALIKE = 0.4
"""Share of a passage's words that both have, at least."""
REACH = 60
"""Words tried beyond each end of a passage."""
PIECE = 3000
"""Words aligned at one time."""


class Change(StrEnum):
    """How a variant differs, the slightest first."""

    CASE = "case"
    PUNCT = "punctuation"
    SPACING = "spacing"
    SPELLING = "spelling"
    WORDING = "wording"
    OMISSION = "omission"
    ADDITION = "addition"


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where two witnesses differ; offsets are into their texts.

    Attributes:
        start: in the base.
        end: in the base.
        other_start: in the other witness.
        other_end: in the other witness.
        text: the base's reading.
        other: the other witness's reading.
        change: how they differ.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    text: str
    other: str
    change: Change

    @property
    def substantive(self) -> bool:
        """Whether the words differ, and not only case and punctuation."""
        return self.change not in (Change.CASE, Change.PUNCT)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that both witnesses have.

    Attributes:
        start: in the base.
        end: in the base.
        other_start: in the other witness.
        other_end: in the other witness.
        likeness: share of words alike, 0 to 1.
        variants: in the base's order.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    likeness: float
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class Collation:
    """Two witnesses aligned.

    Attributes:
        base: the one variants are told from.
        other: the other one.
        passages: what both have, in the base's order.
    """

    base: Witness
    other: Witness
    passages: tuple[Passage, ...]
    _links: tuple[tuple[Token, Token], ...] = field(default=(), repr=False)

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """All variants, in the base's order."""
        return tuple(variant for passage in self.passages for variant in passage.variants)

    def of_same_version(self, least: float) -> Iterator[Variant]:
        """Return the variants in passages of which at least such a share of the words is alike."""
        return (variant for passage in self.passages if passage.likeness >= least for variant in passage.variants)

    @cached_property
    def places(self) -> Places:
        """Where in the other witness something stands, told to people."""
        return Places(self.other)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token, _ in self._links]

    def counterpart(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of the base stands in the other witness, None where that cannot be told to the word.

        The stretch is taken from the aligned word before it to the one after it, so that its own words may differ.
        """
        after = bisect_left(self._starts, end)
        before = bisect_right(self._starts, start) - 1
        while before >= 0 and self._links[before][0].end > start:
            before -= 1
        if before < 0 or after >= len(self._links):
            return None
        (mine, theirs), (mine_after, theirs_after) = self._links[before], self._links[after]
        lost = self.base.text[mine.end : start] + self.base.text[end : mine_after.start]
        far = theirs_after.start - theirs.end > 4 * (end - start) + 40
        if any(c.isalnum() for c in lost) or theirs_after.start < theirs.end or far:
            return None
        between = words(self.other.text, theirs.end, theirs_after.start)
        if not between:
            return theirs.end, theirs.end
        return between[0].start, between[-1].end


def collate(base: Witness, other: Witness) -> Collation:
    """Align two witnesses."""
    mine, theirs = words(base.text), words(other.text)
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(_norm(token), len(numbers)) for token in mine]
    b = [numbers.setdefault(_norm(token), len(numbers)) for token in theirs]
    passages, links = [], []
    taken: tuple[set[int], set[int]] = set(), set()
    for chain in _chosen(_chains(a, b)):
        free = [pair for pair in _aligned(a, b, chain) if pair[0] not in taken[0] and pair[1] not in taken[1]]
        for pairs in _cut(base.text, other.text, mine, theirs, _stretch(free)):
            span = pairs[-1][0] - pairs[0][0] + 1, pairs[-1][1] - pairs[0][1] + 1
            if len(pairs) < max(SHORTEST, ALIKE * min(span)):
                continue
            found = [(mine[i], theirs[j]) for i, j in pairs]
            places = found[0][0].start, found[-1][0].end, found[0][1].start, found[-1][1].end
            variants = tuple(_variants(base.text, other.text, mine, theirs, pairs))
            passages.append(Passage(*places, round(2 * len(pairs) / sum(span), 4), variants))
            links += found
            for side in (0, 1):
                taken[side].update(pair[side] for pair in pairs)
    passages.sort(key=lambda passage: passage.start)
    links.sort(key=lambda link: link[0].start)
    return Collation(base, other, tuple(passages), tuple(links))


def collate_all(witnesses: Sequence[Witness]) -> tuple[Collation, ...]:
    """Align every witness with the first."""
    return tuple(collate(witnesses[0], other) for other in witnesses[1:])


def _norm(token: Token) -> str:
    return token.norm.replace("'", "")


_Chain = list[tuple[int, int]]
"""Places of seeds in both witnesses, ascending in both."""


def _chains(a: Sequence[int], b: Sequence[int]) -> Iterator[_Chain]:
    """Chain the seeds that both witnesses have."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at in range(len(a) - SEED + 1):
        places[tuple(a[at : at + SEED])].append(at)
    often: dict[tuple[int, ...], int] = defaultdict(int)
    for at in range(len(b) - SEED + 1):
        often[tuple(b[at : at + SEED])] += 1
    open_chains: list[_Chain] = []
    for j in range(len(b) - SEED + 1):
        seed = tuple(b[j : j + SEED])
        if often[seed] > COMMON or not 0 < len(places.get(seed, ())) <= COMMON:
            continue
        closed = [chain for chain in open_chains if j - chain[-1][1] > GAP]
        if closed:
            yield from closed
            open_chains = [chain for chain in open_chains if j - chain[-1][1] <= GAP]
        for i in places[seed]:
            fitting = [
                (abs((i - chain[-1][0]) - (j - chain[-1][1])), number)
                for number, chain in enumerate(open_chains)
                if 0 < i - chain[-1][0] <= GAP and chain[-1][1] < j
            ]
            drift, number = min(fitting, default=(DRIFT + 1, -1))
            if drift <= DRIFT:
                open_chains[number].append((i, j))
            else:
                open_chains.append([(i, j)])
    yield from open_chains


def _chosen(chains: Iterable[_Chain]) -> list[_Chain]:
    """Keep the chains that do not claim words which a longer one has; the longest first."""
    kept: list[_Chain] = []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for chain in sorted((c for c in chains if len(c) >= SEED), key=lambda c: (-len(c), c[0])):
        free = [(i, j) for i, j in chain if i not in taken_a and j not in taken_b]
        if len(free) >= SEED and 2 * len(free) >= len(chain):
            kept.append(free)
            taken_a.update(at for i, _ in free for at in range(i, i + SEED))
            taken_b.update(at for _, j in free for at in range(j, j + SEED))
    return kept


def _aligned(a: Sequence[int], b: Sequence[int], chain: _Chain) -> list[tuple[int, int]]:
    """Return the pairs of like words of a passage and of what lies around it, aligned piece by piece between seeds."""
    first, last = chain[0], chain[-1]
    left = max(0, first[0] - REACH), max(0, first[1] - REACH)
    right = min(len(a), last[0] + SEED + REACH), min(len(b), last[1] + SEED + REACH)
    cuts = [left, first]
    for i, j in chain:
        if min(i - cuts[-1][0], j - cuts[-1][1]) >= PIECE:
            cuts.append((i, j))
    cuts += [(last[0] + SEED, last[1] + SEED), right]
    pairs: list[tuple[int, int]] = []
    for (i, j), (k, m) in pairwise(cuts):
        for op in Levenshtein.opcodes(a[i:k], b[j:m]):
            if op.tag == "equal":
                pairs += [(i + op.src_start + n, j + op.dest_start + n) for n in range(op.src_end - op.src_start)]
    return pairs


def _stretch(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs that earn most: what is alike by chance beyond both ends goes."""
    best, span, earned, start = 0.0, (0, 0), 0.0, 0
    before = pairs[0] if pairs else (0, 0)
    for number, (i, j) in enumerate(pairs):
        earned -= min(8.0, 0.7 * max(i - before[0] - 1, j - before[1] - 1, 0))
        if earned <= 0:
            earned, start = 0.0, number
        earned += 1.0
        if earned > best:
            best, span = earned, (start, number + 1)
        before = (i, j)
    return pairs[span[0] : span[1]]


def _cut(
    text: str, other: str, mine: Sequence[Token], theirs: Sequence[Token], pairs: list[tuple[int, int]]
) -> Iterator[list[tuple[int, int]]]:
    """Cut where both begin a new paragraph and one has a paragraph, a heading, of its own: there a message ends."""
    start = 0
    for number, ((i, j), (k, m)) in enumerate(pairwise(pairs), 1):
        breaks = [
            len(BREAK.findall(gap))
            for gap in (text[mine[i].end : mine[k].start], other[theirs[j].end : theirs[m].start])
        ]
        if min(breaks) >= 1 and max(breaks) >= 2:
            yield pairs[start:number]
            start = number
    if pairs[start:]:
        yield pairs[start:]


def _variants(
    text: str, other: str, mine: Sequence[Token], theirs: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> Iterator[Variant]:
    """Yield the differences of a passage in order."""
    for number, (i, j) in enumerate(pairs):
        if mine[i].text != theirs[j].text:
            yield _variant(text, other, (mine[i].start, mine[i].end), (theirs[j].start, theirs[j].end))
        if number + 1 == len(pairs):
            break
        k, m = pairs[number + 1]
        ours, yours = mine[i + 1 : k], theirs[j + 1 : m]
        if not ours and not yours:
            gaps = text[mine[i].end : mine[k].start], other[theirs[j].end : theirs[m].start]
            if _marks(gaps[0]) != _marks(gaps[1]):
                yield _variant(text, other, (mine[i].end, mine[k].start), (theirs[j].end, theirs[m].start))
            continue
        for some, more in _paired(ours, yours):
            here = (some[0].start, some[-1].end) if some else (mine[i].end, mine[i].end)
            there = (more[0].start, more[-1].end) if more else (theirs[j].end, theirs[j].end)
            yield _variant(text, other, here, there)


def _paired(ours: Sequence[Token], yours: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Pair off words that differ where each has its like, or only the spaces differ; else all is one variant."""
    if ours and yours:
        for cut in range(1, len(yours) + 1):
            if _letters(yours[:cut]) == _letters(ours):
                yield ours, yours[:cut]
                ours, yours = [], yours[cut:]
                break
            if _letters(yours[-cut:]) == _letters(ours):
                yield [], yours[:-cut]
                ours, yours = ours, yours[-cut:]
                break
    if len(ours) == len(yours) and all(fuzz.ratio(o.norm, y.norm) >= 50 for o, y in zip(ours, yours, strict=True)):
        for one, other in zip(ours, yours, strict=True):
            yield [one], [other]
    elif ours or yours:
        yield ours, yours


def _letters(tokens: Sequence[Token]) -> str:
    return "".join(_norm(token) for token in tokens)


def _marks(gap: str) -> str:
    """Return what stands between two words, without regard to white space and the shape of quotes and dashes."""
    return "".join(gap.split()).translate(SHAPES)


SHAPES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "‐": "-", "‑": "-"})


def _variant(text: str, other: str, here: tuple[int, int], there: tuple[int, int]) -> Variant:
    one, two = text[slice(*here)], other[slice(*there)]
    return Variant(*here, *there, one, two, _change(one, two))


def _change(one: str, other: str) -> Change:
    cores = [letters(part) for part in (one, other)]
    if cores[0] == cores[1]:
        spaced = [len(words(part)) for part in (one, other)]
        return Change.SPACING if spaced[0] != spaced[1] else Change.PUNCT
    if cores[0].casefold() == cores[1].casefold():
        return Change.CASE
    if not cores[1]:
        return Change.OMISSION
    if not cores[0]:
        return Change.ADDITION
    far = Levenshtein.distance(cores[0].casefold(), cores[1].casefold())
    return Change.SPELLING if far <= max(1, 0.4 * max(map(len, cores))) else Change.WORDING
