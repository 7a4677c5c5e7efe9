"""Documents of an edition that share passages: which pairs to compare, and the passages they share.

Comparing all pairs would take a square of time. Instead every document leaves minimisers (Roberts et al. 2004: the
smallest hash of every window of seeds; two texts that share a stretch of a window and a seed share a minimiser) in
hash partitions on the disk; one partition at a time gives the pairs that share rare ones; only these are aligned.
Seeds are runs of letter shapes, as in :mod:`restore.passages.copies`, so that misread letters do not hide a passage.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.records import Finding, Kind, Witness

from .alignment import Copy, find_copies
from .chains import shapes

SEED = 14
"""Letters of a seed, three bits each."""
WINDOW = 10
"""Seeds of a window: the smallest of them is a minimiser."""
COMMON = 12
"""A minimiser that stands in more documents is a formula."""
SHARED = 5
"""Pairs that share fewer minimisers are not compared."""
PARTITION = 5_000
"""Documents for one partition: what is sorted in memory at one time."""
WHOLE = 0.8
"""Share of a page, or of a document, from which it counts as the whole of it."""
SAME_TEXT = 200
"""Letters shared from which another document counts as a witness of the same text."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that spreads the hashes (Knuth's multiplicative hashing)."""

_ROW = np.dtype([("hash", np.uint64), ("document", np.uint32)])


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A stretch of one document that stands in another too.

    Attributes:
        document: number of the first document.
        start: offset in it.
        end: offset in it.
        other: number of the second document.
        other_start: offset in that.
        other_end: offset in that.
        likeness: share of letters alike, 0 to 1.
    """

    document: int
    start: int
    end: int
    other: int
    other_start: int
    other_end: int
    likeness: float


def minimisers(text: str) -> npt.NDArray[np.uint64]:
    """Return the distinct minimisers of a text, sorted."""
    letters = shapes(text)
    count = len(letters) - SEED + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    keys = np.zeros(count, np.uint64)
    for position in range(SEED):
        keys = (keys << np.uint64(3)) | letters[position : position + count]
    keys = (keys + np.uint64(1)) * SPREAD
    if count > WINDOW:
        keys = np.lib.stride_tricks.sliding_window_view(keys, WINDOW).min(axis=1)
    return np.unique(keys)


def candidates(texts: Iterable[str], folder: Path, partitions: int = 1) -> list[tuple[int, int]]:
    """Return the pairs of documents that share rare minimisers, the most sharing first.

    Args:
        texts: taken one by one, none is kept.
        folder: for the partitions; what is written there can be thrown away afterwards.
        partitions: how many; each is sorted in memory by itself.
    """
    files = [(folder / f"{number:04d}").open("wb") for number in range(partitions)]
    try:
        for number, text in enumerate(texts):
            hashes = minimisers(text)
            part = (hashes >> np.uint64(40)) % np.uint64(partitions)
            rows = np.empty(len(hashes), _ROW)
            rows["hash"], rows["document"] = hashes, number
            for index, file in enumerate(files):
                rows[part == index].tofile(file)
    finally:
        for file in files:
            file.close()
    shared: Counter[tuple[int, int]] = Counter()
    for number in range(partitions):
        shared.update(_pairs(np.fromfile(folder / f"{number:04d}", _ROW)))
    return [pair for pair, count in shared.most_common() if count >= SHARED]


def _pairs(rows: npt.NDArray[np.void]) -> Iterator[tuple[int, int]]:
    """Yield each pair of documents once for every minimiser they share in a partition."""
    rows = rows[np.argsort(rows["hash"], kind="stable")]
    hashes = rows["hash"]
    heads = np.flatnonzero(np.concatenate((np.ones(min(1, len(rows)), bool), hashes[1:] != hashes[:-1])))
    sizes = np.diff(np.append(heads, len(rows)))
    for head, size in zip(heads[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        if size <= COMMON:
            group = sorted(rows["document"][head : head + size].tolist())
            yield from ((one, other) for n, one in enumerate(group) for other in group[n + 1 :])


def passages(count: int, text: Callable[[int], str]) -> list[SharedPassage]:
    """Return the passages that documents share, by document and place.

    Args:
        count: how many documents there are.
        text: gives the text of one by its number; asked again when it is needed again, so that none need be kept.
    """
    texts = (text(number) for number in range(count))
    with tempfile.TemporaryDirectory(prefix="corrigenda-") as folder:
        pairs = candidates(texts, Path(folder), 1 + count // PARTITION)
    found = [passage for pair in sorted(pairs) for passage in _shared(text, *pair)]
    return sorted(found, key=lambda p: (p.document, p.start, p.other, p.other_start))


def _shared(text: Callable[[int], str], one: int, other: int) -> Iterator[SharedPassage]:
    """Align two documents and give the passages that stand in both."""
    joint = text(one) + "\n\n"
    for copy in find_copies(joint + text(other)):
        crossing = _crossing(copy, len(joint))
        if crossing is not None:
            (start, end), (other_start, other_end) = crossing
            yield SharedPassage(one, start, end, other, other_start, other_end, copy.likeness)


def _crossing(copy: Copy, joint: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    first, second = sorted([(copy.start, copy.end), (copy.copy_start, copy.copy_end)])
    if first[1] > joint or second[0] < joint:
        return None
    return first, (second[0] - joint, second[1] - joint)


def finding(witness: Witness, start: int, end: int, elsewhere: str, likeness: float) -> Finding:
    """Tell of a passage of one document that an earlier one has too.

    Nothing is proposed for it: two documents with the same text are two witnesses, and which of them the edition
    wants is the editor's to say. That a whole page stands elsewhere (it may have been scanned twice) is said.
    """
    spans = [(page.start, page.end) for page in witness.pages] or [(0, len(witness.text))]
    covered = max((min(end, high) - max(start, low)) / max(1, high - low) for low, high in spans)
    what = "this passage" if covered < WHOLE else "this whole page" if witness.pages else "this whole document"
    reason = f"{what} stands in {elsewhere} too ({likeness:.0%} of the letters alike)"
    return Finding(start, end, Kind.REPEAT, witness.text[start:end], 0.6, reason)
