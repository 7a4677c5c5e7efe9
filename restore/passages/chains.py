"""Where a text runs along itself: seeds that stand twice, chained.

Seeds are runs of letters at every position, folded to a few shapes, so that what an engine takes for one another (e and
o, i and l, n and u) is the same seed: a copy with every third letter wrong still shares many. Seeds that lie on one
diagonal of the comparison of the text with itself are chained. Time and memory grow in proportion to the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int32]

SHAPES = ("aceoséèö06ª", "iltfjr1!íï", "nuhbmü", "vyw", "dk", "gpq9", "xz27", "34581")
"""Letters that are read for one another share a shape; the order is of no meaning."""
SCALES = ((8, 15_000, 4), (12, 400_000, 3), (20, 1 << 40, 2))
"""Letters of a seed, how far apart two of them at most, how many later places each is paired with. The shorter the
seed, the worse the copy it still finds, and the nearer it must stand."""
REFRAIN = 6
"""What comes back so often without a break is a table or a refrain."""
APART = 40
"""A copy begins at least so many letters after its original."""
BAND = 24
"""Seeds of one chain differ by less than this in their distance."""
REST = 5
"""A number that holds a band, a place and a distance within the band has the distance in this many lowest bits."""
BANDS = 37
"""The band stands above this many bits."""
WITHIN = (1 << REST) - 1
"""The bits of the distance."""
PLACE = (1 << (BANDS - REST)) - 1
"""The bits of the place, once the distance is shifted out."""
SHARE = 1_500_000
"""Pairs of seeds that are chained at one time."""
GAP = 70
"""The longest stretch without a seed inside a chain, in letters."""
BRIDGE = 500
"""Two chains are one where they are at most this many letters apart."""
DRIFT = 220
"""Two chains are one where their distances differ by at most this many letters, as where a line was left out."""
LANE = 256
"""Chains whose distances differ by no more than ``DRIFT`` are in one lane, or in neighbouring ones."""
SHORTEST = 60
"""Letters of the shortest copy reported."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, folded.

    Attributes:
        folded: one folded letter for each.
        shapes: the shape class of each, 0 to 7.
        offsets: where each stands in the text.
        figures: whether each is a digit.
    """

    folded: str
    shapes: npt.NDArray[np.uint8]
    offsets: Places
    figures: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chain:
    """Seeds on one diagonal, from the first to the last: letters ``start`` to ``end`` stand again at ``copy_start``.

    One that was joined has its parts, too: a chance likeness further on may spoil what is surely alike.
    """

    start: int
    end: int
    copy_start: int
    copy_end: int
    parts: tuple[Chain, ...] = ()


def chains(letters: Letters) -> list[Chain]:
    """Return the chains of a text, those that continue each other as one."""
    return _joined(_chains(letters))


def letters_of(text: str) -> Letters:
    """Return the letters and digits of a text."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if not len(points):
        return Letters("", np.zeros(0, np.uint8), np.zeros(0, np.int32), np.zeros(0, np.bool_))
    used = np.flatnonzero(np.bincount(points))
    fold = np.zeros(int(used[-1]) + 1, np.uint32)
    shape = np.zeros(int(used[-1]) + 1, np.uint8)
    figure = np.zeros(int(used[-1]) + 1, np.bool_)
    classes = {letter: number for number, group in enumerate(SHAPES) for letter in group}
    for point in used.tolist():
        letter = chr(point)
        if letter.isalnum():
            plain = unicodedata.normalize("NFKD", letter.casefold())[0]
            fold[point] = ord(plain)
            shape[point] = classes.get(plain, ord(plain) % 8)
            figure[point] = letter.isdigit()
    offsets = np.flatnonzero(fold[points]).astype(np.int32)
    points = points[offsets]
    folded = fold[points].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Letters(folded, shape[points], offsets, figure[points])


def shapes(text: str) -> npt.NDArray[np.uint8]:
    """Return the shape class of each letter and digit of a text, 0 to 7."""
    return letters_of(text).shapes


def _chains(letters: Letters) -> Iterator[Chain]:
    for size, window, lags in SCALES:
        yield from _chains_of(letters.shapes, size, lags, window)


def _chains_of(shapes: npt.NDArray[np.uint8], size: int, lags: int, window: int) -> Iterator[Chain]:
    """Pair equal seeds, and chain the pairs that lie close together on one diagonal."""
    at, shift = _pairs(shapes, size, lags, window)
    for phase in (0, BAND // 2):
        band = (shift + np.int32(phase)) // np.int32(BAND)
        for first, last in _shares(band):
            chosen = np.flatnonzero((band >= first) & (band < last))
            yield from _chains_in(at[chosen], shift[chosen] + np.int32(phase), phase, size)


def _shares(band: Places) -> Iterator[tuple[int, int]]:
    """Part the bands, so that what is sorted at one time is not much."""
    if len(band) <= SHARE:
        yield 0, (1 << 31) - 1
        return
    before = np.cumsum(np.bincount(band))
    edges = np.searchsorted(before, np.arange(SHARE, len(band), SHARE)) + 1
    yield from pairwise([0, *np.unique(edges).tolist(), len(before)])


def _chains_in(at: Places, shift: Places, phase: int, size: int) -> Iterator[Chain]:
    """Chain pairs of seeds, their distances counted from the phase of the bands."""
    if not len(at):
        return
    # one number holds band, place, and distance within the band: sorted as plain numbers, and taken apart again
    band, rest = np.divmod(shift.astype(np.int64), BAND)
    key = (band << BANDS) | (at.astype(np.int64) << REST) | rest
    key.sort()
    steps = np.diff(key >> REST)
    heads = np.concatenate(([0], np.flatnonzero(steps > GAP) + 1))
    tails = np.append(heads[1:], len(key)) - 1
    fresh = np.concatenate(([size], np.minimum(steps, size)))
    fresh[heads] = size
    covered = np.add.reduceat(fresh, heads)
    far = np.concatenate(([True], steps > size // 2)).astype(np.int64)
    far[heads] = 1
    islands = np.add.reduceat(far, heads)
    good = (covered >= 5 * size) | ((islands >= 3) & (covered >= 3 * size)) | ((islands >= 2) & (covered >= 4 * size))
    heads, tails = heads[good], tails[good]
    long = (key[tails] >> REST) - (key[heads] >> REST) + size >= SHORTEST // 2
    sides = key[heads[long]], key[tails[long]]
    places = ((side >> REST) & PLACE for side in sides)
    shifts = ((side >> BANDS) * BAND + (side & WITHIN) - phase for side in sides)
    for start, last, head, tail in zip(*(column.tolist() for column in (*places, *shifts)), strict=True):
        yield from _unfolded(Chain(start, last + size, start + head, last + size + tail))


def _pairs(shapes: npt.NDArray[np.uint8], size: int, lags: int, window: int) -> tuple[Places, Places]:
    """Return the places of equal seeds: the earlier place, and how much later the other one stands."""
    count = len(shapes) - size + 1
    if count <= 1:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    kind = np.uint32 if size <= 10 else np.uint64
    keys: npt.NDArray[Any] = np.zeros(count, kind)
    for position in range(size):
        np.left_shift(keys, kind(3), out=keys)
        np.bitwise_or(keys, shapes[position : position + count], out=keys)
    order, same = _order(keys, 3 * size)
    alike = same
    places, shifts = [], []
    for lag in range(1, lags + 1):
        distance = order[lag:] - order[:-lag]
        chosen = np.flatnonzero(alike & (distance >= APART) & (distance <= window))
        places.append(order[chosen])
        shifts.append(distance[chosen])
        alike = alike[:-1] & same[lag:]
    return np.concatenate(places), np.concatenate(shifts)


def _order(keys: npt.NDArray[Any], bits: int) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Return the places of keys in the order of the keys, and whether each has the key of the next one."""
    width = len(keys).bit_length()
    if bits + width <= 64:
        # the place in the lower bits: plain numbers are sorted faster than places by their keys
        keys = (keys.astype(np.uint64) << np.uint64(width)) | np.arange(len(keys), dtype=np.uint64)
        keys.sort()
        order = (keys & np.uint64((1 << width) - 1)).astype(np.int32)
        keys >>= np.uint64(width)
    else:
        order = np.argsort(keys, kind="stable").astype(np.int32)
        keys = keys[order]
    return order, keys[1:] == keys[:-1]


def _unfolded(chain: Chain) -> Iterator[Chain]:
    """Cut a chain that runs into its own copy (a passage that stands three times) where the copy begins."""
    period = chain.copy_start - chain.start
    if chain.end <= chain.copy_start:
        yield chain
    elif period >= SHORTEST and chain.end - chain.start <= REFRAIN * period:
        for start in range(chain.start, chain.end - SHORTEST // 2, period):
            end = min(start + period, chain.end)
            yield Chain(start, end, start + period, end + period)


def _joined(chains: Iterable[Chain]) -> list[Chain]:
    """Join chains that continue each other across a gap or a line left out."""
    joined: list[Chain] = []
    # those that may still go on, by the distance at their ends: a chain goes on at nearly the same one
    lanes: dict[int, list[int]] = {}
    for chain in sorted(chains, key=lambda c: (c.start, c.end, c.copy_start)):
        middle = (chain.copy_start - chain.start) // LANE
        fits = []
        for lane in (middle - 1, middle, middle + 1):
            numbers = lanes.get(lane)
            if numbers:
                numbers[:] = [number for number in numbers if joined[number].end + BRIDGE >= chain.start]
                fits += [number for number in numbers if _continues(joined[number], chain)]
        if not fits:
            number = len(joined)
            joined.append(chain)
        else:
            number = min(fits)
            one = joined[number]
            end, copy_end = max(one.end, chain.end), max(one.copy_end, chain.copy_end)
            joined[number] = Chain(one.start, end, one.copy_start, copy_end, (*(one.parts or (one,)), chain))
            lanes[(one.copy_end - one.end) // LANE].remove(number)
        one = joined[number]
        lanes.setdefault((one.copy_end - one.end) // LANE, []).append(number)
    return joined


def _continues(one: Chain, other: Chain) -> bool:
    """Whether the second chain, which begins no earlier, runs on where the first one goes."""
    if max(one.end, other.end) > min(one.copy_start, other.copy_start) or other.copy_start < one.copy_start:
        return False
    gaps = other.start - one.end, other.copy_start - one.copy_end
    drift = abs(gaps[0] - gaps[1])
    if drift <= BAND:
        return max(gaps) <= BRIDGE
    return min(gaps) >= -BAND and min(gaps) <= GAP and drift <= DRIFT
