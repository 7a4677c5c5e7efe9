"""Passages that stand twice in a text: each chain of seeds is aligned letter by letter.

The stretch that is more alike than chance is a copy. No pair of passages is compared that shares no chain
(:mod:`restore.passages.chains`), so time and memory grow in proportion to the text.

Longer than other modules: half of it is the table of limits, each with its caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .chains import SHORTEST, Chain, Letters, Places, chains, letters_of

Ints = npt.NDArray[np.int64]
CROWD = 150
"""At most one chain in this many letters is aligned on average, the longest ones."""
CELL = 512
"""Copies that overlap are found by cells of this many code points."""
CORE = 0.5
"""Two chained stretches are aligned where at least this share of their letters is alike."""
PARTS = 3
"""Where the whole of a chain is not alike, at most this many of its parts are aligned one by one."""
MARGIN = 240
"""This many letters are tried beyond each end of a chain."""
PENALTY = 1.15
"""A letter without its like costs this, where one with its like earns 1."""
SKIP = 15.0
"""Letters left out on one side cost at most this together."""
DROP = 35.0
"""A stretch ends where it has lost more than this of what it had earned."""
ALIKE = 0.52
"""Below this share of letters alike two stretches are alike by chance."""
PIECE = 2_000
"""This many letters are aligned at one time."""
SURELY = 8
"""A copy begins at the heads of paragraphs that are at most this many letters before both of its sides."""
RAGGED = 24
"""A copy reaches to the edges of paragraphs that are at most this many letters beyond both of its sides."""
LONG_RAGGED = 90
"""A copy reaches to edges at most this many letters away where the letters on the way are alike."""
RAGGED_SHARE = 0.15
"""Of a long copy, this share of its letters instead."""
EVEN_RAGGED = 0.75
"""Two edges are as far away as each other where the nearer one is at least this share of the farther one's distance."""
ALIKE_RAGGED = 42.0
"""The letters on the way to two edges are alike from this likeness on, of 100."""
TAIL_BLOCKS = 4
"""At most this many short paragraphs after a copy may belong to it."""
TAIL_LENGTH = 120
"""A paragraph of at most this many code points is a short one."""
TAIL_REST = 80
"""At most this many code points of the original's paragraph may be left out before its short paragraphs."""
TAIL_ALIKE = 50.0
"""Two short paragraphs are the same from this likeness on, of 100."""
STRAY = 12
"""Fewer letters alike beyond a paragraph's edge are chance."""
ALIKE_EDGE = 0.6
"""A few words beyond a paragraph's edge stay in a copy where at least this share of their letters is alike."""


class BetterBecause(StrEnum):
    """Why one of two copies is the better witness."""

    FEWER_ODD_WORDS = "fewer odd words"
    OTHER_BREAKS_OFF = "the other breaks off"
    STANDS_FIRST = "stands first"
    SENTENCES_GO_ON = "sentences go on"
    NUMBER_COUNTS_ON = "number counts on"


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two copies: ``base[start:end]`` stands as ``copy[copy_start:copy_end]``."""

    start: int
    end: int
    copy_start: int
    copy_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Two stretches of one text that are copies of each other.

    Attributes:
        start: of the better witness, in the text.
        end: of the better witness.
        copy_start: of the worse witness.
        copy_end: of the worse witness.
        likeness: share of letters alike, 0 to 1.
        edits: the differences in words, in text order, none for an exact copy.
        better: why the first one is the better witness, once that is known.
        why: the same as people read it.
    """

    start: int
    end: int
    copy_start: int
    copy_end: int
    likeness: float
    edits: tuple[Edit, ...]
    better: BetterBecause | None = None
    why: str = ""

    @property
    def letters(self) -> int:
        """Length of the worse witness in code points."""
        return self.copy_end - self.copy_start

    def swapped(self) -> Copy:
        """Return the same pair with the other one as the better witness."""
        edits = tuple(Edit(e.copy_start, e.copy_end, e.start, e.end) for e in self.edits)
        return Copy(self.copy_start, self.copy_end, self.start, self.end, self.likeness, edits, self.better, self.why)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A copy whose differences are still to be told.

    Attributes:
        copy: without its edits.
        pairs: offsets of the letters that are alike, in the first passage and in the second.
        end: where the aligned part of the first passage ends.
        copy_end: where that of the second ends.
        tails: the short paragraphs that follow: start and end in the first passage, and in the second.
    """

    copy: Copy
    pairs: tuple[Places, Places]
    end: int
    copy_end: int
    tails: tuple[tuple[int, int, int, int], ...] = ()


def find_copies(text: str) -> tuple[Copy, ...]:
    """Find all doubled passages of a text, the earlier one first, in order of the later one."""
    letters = letters_of(text)
    if len(letters.folded) < 2 * SHORTEST:
        return ()
    blocks = _blocks(text)
    longest = sorted(chains(letters), key=lambda c: (c.start - c.end, c.start, c.copy_start))
    most = 64 + len(letters.folded) // CROWD
    found = [aligned for chain in longest[:most] for aligned in _best(text, letters, blocks, chain)]
    found.sort(key=lambda a: (-a.copy.likeness * a.copy.letters, a.copy.copy_start, a.copy.start))
    kept: list[Copy] = []
    cells: dict[int, list[Copy]] = {}
    for aligned in found:
        copy = aligned.copy
        touched = range(copy.copy_start // CELL, copy.copy_end // CELL + 1)
        if not any(_same(copy, other) for cell in touched for other in cells.get(cell, ())):
            for cell in touched:
                cells.setdefault(cell, []).append(copy)
            kept.append(replace(copy, edits=tuple(_edits(text, aligned))))
    return tuple(sorted(kept, key=lambda c: (c.copy_start, c.copy_end)))


def _same(one: Copy, other: Copy) -> bool:
    """Whether the second passages of two copies are largely the same stretch."""
    shared = min(one.copy_end, other.copy_end) - max(one.copy_start, other.copy_start)
    return shared > 0.5 * min(one.copy_end - one.copy_start, other.copy_end - other.copy_start)


def _blocks(text: str) -> tuple[Ints, Ints]:
    """Return the starts and ends of the paragraphs, without the space around them."""
    edges = [(m.start(), m.end()) for m in re.finditer(r"\s*\n\s*\n\s*", text)]
    starts = [len(text) - len(text.lstrip()), *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text.rstrip())]
    return np.array(starts, np.int64), np.array(ends, np.int64)


def _best(text: str, letters: Letters, blocks: tuple[Ints, Ints], chain: Chain) -> list[_Aligned]:
    """Align a chain; where nothing comes of it, its parts, the longest first, until something does."""
    parts = {part for part in chain.parts if part.end - part.start >= SHORTEST}
    for one in (chain, *sorted(parts, key=lambda part: part.start - part.end)[:PARTS]):
        found = list(_align(text, letters, blocks, one))
        if found:
            return found
    return []


def _align(text: str, letters: Letters, blocks: tuple[Ints, Ints], chain: Chain) -> Iterator[_Aligned]:
    """Align what a chain points at, and give the stretches that are alike."""
    one, other = letters.folded[chain.start : chain.end], letters.folded[chain.copy_start : chain.copy_end]
    if len(one) <= PIECE and Levenshtein.normalized_similarity(one, other, score_cutoff=CORE) == 0:
        return
    between = max(0, chain.copy_start - chain.end)
    before = min(MARGIN, chain.start, between // 2)
    after = min(MARGIN, len(letters.folded) - chain.copy_end, between - before)
    runs = _matches(
        letters.folded, chain.start - before, chain.end + after, chain.copy_start - before, chain.copy_end + after
    )
    stretches = [(first, last) for first, last in _stretches(runs) if last - first >= ALIKE * SHORTEST]
    if not stretches:
        return
    ours, theirs = _places(runs)
    for first, last in stretches:
        mine = ours[first:last]
        pairs = _trimmed((letters.offsets[mine], letters.offsets[theirs[first:last]]), blocks)
        like = len(pairs[0])
        if like < ALIKE * SHORTEST:
            continue
        dropped = int(np.searchsorted(letters.offsets[mine], pairs[0][0]))
        if np.count_nonzero(letters.figures[mine[dropped : dropped + like]]) > like / 2:
            continue
        (start, end), (copy_start, copy_end) = _snapped(text, blocks, pairs)
        end = min(end, copy_start)
        edges = np.searchsorted(letters.offsets, np.array([start, end, copy_start, copy_end], np.int32)).tolist()
        lengths = edges[1] - edges[0], edges[3] - edges[2]
        if min(lengths) < SHORTEST or like < ALIKE * max(lengths):
            continue
        copy = Copy(start, end, copy_start, copy_end, round(like / max(lengths), 4), ())
        yield _lengthened(text, blocks, _Aligned(copy, pairs, end, copy_end))


def _lengthened(text: str, blocks: tuple[Ints, Ints], aligned: _Aligned) -> _Aligned:
    """Add the short paragraphs that follow (closing, signature, postscript), in whatever order they follow the base."""
    copy = aligned.copy
    after = int(np.searchsorted(blocks[0], copy.copy_end))
    base_after = int(np.searchsorted(blocks[0], copy.end))
    closes = int(np.searchsorted(blocks[1], copy.copy_end))
    rest = int(blocks[1][min(len(blocks[1]) - 1, int(np.searchsorted(blocks[1], copy.end)))]) - copy.end
    if closes == len(blocks[1]) or blocks[1][closes] != copy.copy_end or rest > TAIL_REST:
        return aligned
    following = zip(blocks[0][base_after:][:TAIL_BLOCKS], blocks[1][base_after:][:TAIL_BLOCKS], strict=True)
    short = takewhile(lambda block: block[1] - block[0] <= TAIL_LENGTH, following)
    free = [(int(s), int(e)) for s, e in short if e <= copy.copy_start]
    end, copy_end, tails = copy.end, copy.copy_end, []
    for s, e in zip(blocks[0][after:][:TAIL_BLOCKS].tolist(), blocks[1][after:][:TAIL_BLOCKS].tolist(), strict=True):
        ranked = sorted((-fuzz.ratio(text[s:e].casefold(), text[f:t].casefold()), f, t) for f, t in free)
        if e - s > TAIL_LENGTH or not ranked or -ranked[0][0] < TAIL_ALIKE:
            break
        _, f, t = ranked[0]
        free.remove((f, t))
        end, copy_end = max(end, t), e
        tails.append((f, t, s, e))
    return replace(aligned, copy=replace(copy, end=end, copy_end=copy_end), tails=tuple(tails))


def _edits(text: str, aligned: _Aligned) -> Iterator[Edit]:
    """Tell where the two passages differ."""
    base, copy = (aligned.copy.start, aligned.end), (aligned.copy.copy_start, aligned.copy_end)
    yield from word_edits(text, base, copy, zip(*(side.tolist() for side in aligned.pairs), strict=True))
    for f, t, s, e in aligned.tails:
        blocks = Levenshtein.editops(text[f:t].casefold(), text[s:e].casefold()).as_matching_blocks()
        pairs = [(f + block.a + n, s + block.b + n) for block in blocks for n in range(block.size)]
        yield from word_edits(text, (f, t), (s, e), pairs)


def _trimmed(pairs: tuple[Places, Places], blocks: tuple[Ints, Ints]) -> tuple[Places, Places]:
    """Drop chance matches at the ends: the tail of the paragraph before, the head of the one after."""
    pairs = _from_common_edge(pairs, blocks)
    for side in (0, 1):
        if not len(pairs[0]):
            break
        offsets = pairs[side]
        first, last = int(offsets[0]), int(offsets[-1]) + 1
        place = int(np.searchsorted(blocks[0], first, "right"))
        if 0 < place < len(blocks[0]) and blocks[0][place] - first <= 2 * RAGGED:
            edge, begin = int(blocks[1][place - 1]), int(blocks[0][place - 1])
            outside = int(np.searchsorted(offsets, edge))
            if outside < max(STRAY, ALIKE_EDGE * (edge - (begin if first - begin <= RAGGED else first))):
                pairs = pairs[0][outside:], pairs[1][outside:]
                offsets = pairs[side]
        place = int(np.searchsorted(blocks[0], last - 1, "right")) - 1
        if place > 0 and last - blocks[0][place] <= 2 * RAGGED:
            edge, stop = int(blocks[0][place]), int(blocks[1][place])
            inside = int(np.searchsorted(offsets, edge))
            outside = len(offsets) - inside
            if outside < max(STRAY, ALIKE_EDGE * ((stop if stop - last <= RAGGED else last) - edge)):
                pairs = pairs[0][:inside], pairs[1][:inside]
    return pairs


def _matches(folded: str, left: int, right: int, copy_left: int, copy_right: int) -> list[tuple[int, int, int]]:
    """Return the runs of like letters of the best alignment, aligned piece by piece: both places, and how many."""
    runs: list[tuple[int, int, int]] = []
    while left < right and copy_left < copy_right:
        whole = right - left <= PIECE and copy_right - copy_left <= 2 * PIECE
        one = folded[left : right if whole else left + PIECE]
        other = folded[copy_left : copy_right if whole else copy_left + PIECE + MARGIN]
        blocks = Levenshtein.editops(one, other).as_matching_blocks()
        found = [(left + block.a, copy_left + block.b, block.size) for block in blocks if block.size]
        if whole:
            return runs + found
        half = left + PIECE // 2
        found = [(i, j, min(n, half - i)) for i, j, n in found if i < half]
        if not found:
            return runs
        runs += found
        i, j, n = found[-1]
        left, copy_left = i + n, j + n
    return runs


def _places(runs: Sequence[tuple[int, int, int]]) -> tuple[Ints, Ints]:
    """Return the places of all letters of runs."""
    ours, theirs, sizes = np.array(runs, np.int64).T
    ends = np.cumsum(sizes)
    count = np.arange(int(ends[-1]))
    return count + np.repeat(ours - ends + sizes, sizes), count + np.repeat(theirs - ends + sizes, sizes)


def _stretches(runs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last like letter of the stretches that earn most (Kadane's scan, cut where it drops)."""
    best, span = 0.0, (0, 0)
    earned, start, number = 0.0, 0, 0
    i_end, j_end = runs[0][:2] if runs else (0, 0)
    for i, j, size in runs:
        left, right = i - i_end, j - j_end
        if left or right:
            paired, skipped = (right, PENALTY * (left - right)) if left > right else (left, PENALTY * (right - left))
            earned -= PENALTY * paired + (skipped if skipped < SKIP else SKIP)
            if earned <= 0 or best - earned > DROP:
                if best >= SHORTEST / 4:
                    yield span
                best, earned, start = 0.0, 0.0, number
        number += size
        earned += size
        if earned > best:
            best, span = earned, (start, number)
        i_end, j_end = i + size, j + size
    if best >= SHORTEST / 4:
        yield span


def _from_common_edge(pairs: tuple[Places, Places], blocks: tuple[Ints, Ints]) -> tuple[Places, Places]:
    """Let a copy begin where a paragraph begins on both sides, if it would begin a few words earlier, inside others."""
    firsts = [int(offsets[0]) for offsets in pairs]
    places = [int(np.searchsorted(blocks[0], first, "right")) for first in firsts]
    if max(places) >= len(blocks[0]):
        return pairs
    edges = [int(blocks[0][place]) for place in places]
    if any(edge - first > 2 * RAGGED for first, edge in zip(firsts, edges, strict=True)):
        return pairs
    if any(first - int(blocks[0][place - 1]) <= RAGGED for first, place in zip(firsts, places, strict=True)):
        return pairs
    begin = max(int(np.searchsorted(offsets, edge)) for offsets, edge in zip(pairs, edges, strict=True))
    return pairs[0][begin:], pairs[1][begin:]


def _snapped(
    text: str, blocks: tuple[Ints, Ints], pairs: tuple[Places, Places]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Widen both spans to whole words, and to their paragraphs' edges where both are close and neither is there."""
    spans = [_whole_words(text, int(offsets[0]), int(offsets[-1]) + 1) for offsets in pairs]
    heads = [start - int(blocks[0][max(0, int(np.searchsorted(blocks[0], start, "right")) - 1)]) for start, _ in spans]
    tails = [
        int(blocks[1][min(len(blocks[1]) - 1, int(np.searchsorted(blocks[1], end, "left")))]) - end for _, end in spans
    ]
    for rests, before in ((heads, True), (tails, False)):
        near = before and max(rests) <= SURELY
        if not near and (not all(rests) or (max(rests) > RAGGED and not _goes_on(text, spans, rests, before))):
            rests[:] = (rest if all(rests) and rest <= RAGGED else 0 for rest in rests)
    one, other = ((start - head, end + tail) for (start, end), head, tail in zip(spans, heads, tails, strict=True))
    return one, other


def _goes_on(text: str, spans: Sequence[tuple[int, int]], rests: Sequence[int], before: bool) -> bool:
    """Whether two passages go on alike to their paragraphs' edges, though too badly read to be aligned there."""
    most = max(LONG_RAGGED, RAGGED_SHARE * max(end - start for start, end in spans))
    if max(rests) > most or min(rests) < EVEN_RAGGED * max(rests):
        return False
    one, other = (
        text[start - rest : start] if before else text[end : end + rest]
        for (start, end), rest in zip(spans, rests, strict=True)
    )
    return fuzz.ratio(one.casefold(), other.casefold()) >= ALIKE_RAGGED


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def word_edits(
    text: str, base: tuple[int, int], copy: tuple[int, int], pairs: Iterable[tuple[int, int]]
) -> Iterator[Edit]:
    """Yield the differences in words, from pairs of offsets of like letters.

    Words are what stands between white space. Words that are equal and aligned hold the two together; what lies between
    them differs, and is paired off word by word where both sides have as many.
    """
    ours = [m.span() for m in re.finditer(r"\S+", text[base[0] : base[1]])]
    ours = [(s + base[0], e + base[0]) for s, e in ours]
    theirs = [m.span() for m in re.finditer(r"\S+", text[copy[0] : copy[1]])]
    theirs = [(s + copy[0], e + copy[0]) for s, e in theirs]
    if not ours or not theirs:
        return
    links = dict(pairs)
    there = {s: number for number, (s, _) in enumerate(theirs)}
    starts = np.array([s for s, _ in theirs], np.int64)
    anchors: list[tuple[int, int]] = []
    for number, (s, e) in enumerate(ours):
        linked = next((links[at] for at in range(s, e) if at in links), None)
        if linked is None:
            continue
        other = int(np.searchsorted(starts, linked, "right")) - 1
        if other < 0 or there[theirs[other][0]] <= (anchors[-1][1] if anchors else -1):
            continue
        if text[s:e] == text[theirs[other][0] : theirs[other][1]]:
            anchors.append((number, other))
    before = (-1, -1)
    for anchor in [*anchors, (len(ours), len(theirs))]:
        mine, yours = ours[before[0] + 1 : anchor[0]], theirs[before[1] + 1 : anchor[1]]
        if mine or yours:
            yield from _paired(text, mine, yours)
        before = anchor


def _paired(text: str, mine: list[tuple[int, int]], other: list[tuple[int, int]]) -> Iterator[Edit]:
    """Pair off words that differ, where each has its counterpart; else give the whole stretch as one edit."""
    if mine and other and len(mine) == len(other):
        for (s, e), (cs, ce) in zip(mine, other, strict=True):
            if text[s:e] != text[cs:ce]:
                yield Edit(s, e, cs, ce)
    elif mine and other:
        yield Edit(mine[0][0], mine[-1][1], other[0][0], other[-1][1])
    elif mine:
        yield Edit(mine[0][0], mine[-1][1], -1, -1)
    else:
        yield Edit(-1, -1, other[0][0], other[-1][1])
