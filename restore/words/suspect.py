"""A place that may be misread, and the texts that may stand there: plain values, with no rule in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.tokens import letters

EVEN = 0.5
"""The gain from which a reading mends more than it spoils."""
GUESS = 0.1
"""Up to this p a reading of what is no word is a mere guess."""
GUESS_FOR_KNOWN = 0.2
"""Up to this p a reading of known words, or of several chunks, is a mere guess."""
GUESS_FOR_NAME = 0.4
"""Up to this p a reading of what may be a name that nobody has listed is a mere guess."""
LONGEST_NO_NAME = 3
"""A word of at most this many letters is not taken for an unlisted name."""
Ids = NDArray[np.int32]
Floats = NDArray[np.float64]


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
        scores: one per option, once weighed: the logarithm of its probability.
        features: one row per option.
        best: the number of the likeliest.
        p: the calibrated probability that the likeliest option that is not the text as it stands is right.
        doubt: the probability that the text as it stands is wrong.
        gain: of the errors that the likeliest other option is expected to mend or make, the share that it mends.
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
    gain: float = 0.0

    @property
    def rival(self) -> int:
        """The number of the likeliest option that is not the text as it stands."""
        return 1 + int(self.scores[1:].argmax())

    @property
    def mends(self) -> bool:
        """Whether the likeliest other option is expected to mend more than it spoils, and is no mere guess."""
        if self.known or self.pair:
            least = GUESS_FOR_KNOWN
        else:
            named = self.sic.istitle() and self.sic.isalpha() and len(self.sic) > LONGEST_NO_NAME
            least = GUESS_FOR_NAME if named else GUESS
        return self.gain > EVEN and self.p > least


@dataclass(slots=True)
class Option:
    """A text that may stand at a place.

    Attributes:
        text: in place of the whole span.
        words: those the language model sees.
        cost: of this text being read as what stands there, in nats.
        form: the word put in, folded, for counts and names; empty for a text as it stands.
        kind: ``keep``, ``word``, ``split`` (a blank put in), ``merge`` (a blank taken out), ``case``, ``figure``,
            ``part`` (one of several words), ``drop`` (specks left out), ``unmark`` (marks left out), ``stop`` (a blank
            after a stop).
    """

    text: str
    words: tuple[str, ...]
    cost: float
    form: str
    kind: str


@dataclass(slots=True)
class Unit:
    """A place before its options are known: where it is, and what it is searched by."""

    start: int
    end: int
    read: str
    odd: str
    parts: tuple[tuple[int, int], ...] = ()
    break_at: int = -1
    """Where the line ends inside, counted in letters of ``read``; -1 where it does not."""


def option_starts(suspects: Sequence[Suspect]) -> NDArray[np.int64]:
    """Return where the options of each place begin, and where the last end."""
    return np.cumsum([0, *(len(suspect.options) for suspect in suspects)])


def inner_places(suspects: Sequence[Suspect]) -> dict[int, list[int]]:
    """Return for each place of two chunks the places inside it."""
    single = [n for n, suspect in enumerate(suspects) if not suspect.pair]
    starts = [suspects[n].start for n in single]
    inner: dict[int, list[int]] = {}
    for number, suspect in enumerate(suspects):
        if suspect.pair:
            a, b = bisect_left(starts, suspect.start), bisect_left(starts, suspect.end)
            inner[number] = [n for n in single[a:b] if suspects[n].end <= suspect.end]
    return inner


def only_marks(suspect: Suspect) -> bool:
    """Whether the likeliest reading leaves letters and figures as they are."""
    return letters(suspect.sic) == letters(suspect.options[suspect.rival].text)
