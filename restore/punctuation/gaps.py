"""The gaps between the words of a text: what stands there, as codes and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.language.text import EDGE, UNKNOWN

from ..words.channel import FOLD
from ..words.decision import without_overlaps
from ..words.shapes import STRANGE

if TYPE_CHECKING:
    from corpus.language import Language, Stream

    from ..text import Text
    from ..words.suspect import Suspect

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
SIGNS = {"": 0, ".": 1, ",": 2, ";": 3, ":": 4, "-": 5, "?": 6, "!": 7, "'": 9, '"': 10, "(": 11, ")": 12}
ODD = 8
"""The code of strange marks."""
STOPS = 13
"""The code of several stops."""
MIXED = 14
"""The code of any other marks."""
AROUND = 60
"""Gaps on either side that tell how noisy a place is."""
READ = 0.5
"""The gain from which a word counts as it would be read, not as it stands."""


@dataclass(frozen=True, slots=True)
class GapShape:
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
def shape(gap: str) -> GapShape:
    """Take the gap between two words apart."""
    folded = gap.translate(FOLD)
    match = PARTS.fullmatch(folded)
    # two asterisks and the like are markup
    odd = 0 if MARKUP.search(gap) else sum(c in STRANGE for c in gap)
    if match is None:
        return GapShape(folded, "", "", False, (code(folded), code(folded[:1]), 0, -1, odd, len(folded), 0, 0))
    tail, middle, head = match.groups()
    alone = middle.split()
    breaks = middle.count("\n")
    white = middle if not alone else "\n\n" if breaks > 1 else "\n" if breaks else " "
    tail += "".join(alone)
    codes = (code(tail), code(tail[:1]), code(head), min(breaks, 2), odd, len(tail), len(head), int(bool(alone)))
    return GapShape(tail, white, head, bool(alone), codes)


@cache
def _capital() -> Flags:
    return np.fromiter((chr(n).isupper() for n in range(0x3000)), bool, 0x3000)


@cache
def _digit() -> Flags:
    return np.fromiter((chr(n).isdigit() for n in range(0x3000)), bool, 0x3000)


@dataclass(frozen=True)
class Gaps:
    """All gaps of a text, in order; gap n stands between words n and n + 1. All arrays have one row per word or gap.

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
    shapes: list[GapShape]
    codes: Ints
    capital: Flags
    capitals: Flags
    digit: Flags
    noise: Flags


def gaps(source: Text, stream: Stream, suspects: Iterable[Suspect], language: Language) -> Gaps:
    """Return the words and gaps of a text, words read as the likeliest readings have them.

    Args:
        source: the text.
        stream: the text as the language model sees it.
        suspects: the places that may be misread, judged.
        language: for the ids of words.
    """
    text = source.string
    is_word = stream.ids != EDGE
    place = np.flatnonzero(is_word)
    starts, ends = stream.starts[place], stream.ends[place]
    firsts, lasts = starts.tolist(), ends.tolist()
    words = [text[a:b] for a, b in zip(firsts, lasts, strict=True)]
    ids = stream.ids.copy()
    number = np.cumsum(is_word) - 1
    for suspect in without_overlaps(suspects, lambda s: s.gain, READ):
        option = suspect.options[suspect.rival]
        if suspect.last == suspect.first + 1 and len(option.words) == 1 and option.words[0]:
            words[int(number[suspect.first])] = option.words[0]
            ids[suspect.first] = language.id(option.words[0])
    kinds: dict[str, int] = {}
    which = [kinds.setdefault(source.plain[a:b], len(kinds)) for a, b in zip(lasts, firsts[1:], strict=False)]
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
class GapOptions:
    """The options that are worth weighing: shape (n,), the gap of each and the number of the option."""

    gap: Ints
    option: Ints


def mean_around(flags: NDArray[Any], gap: Ints) -> Floats:
    """Return the mean of something over the gaps around each."""
    total = np.concatenate([[0.0], np.cumsum(flags, dtype=np.float64)])
    low, high = np.maximum(gap - AROUND, 0), np.minimum(gap + AROUND + 1, len(flags))
    result: Floats = (total[high] - total[low]) / np.maximum(high - low, 1)
    return result
