"""What every engine gives: words of ink with boxes and confidences, and how it is asked whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

from corpus.records import Box

from ..clean import Picture


@dataclass(frozen=True, slots=True)
class InkWord:
    """A word as one engine read it.

    Attributes:
        text: without spaces.
        box: in pixels of the picture that was read.
        confidence: the engine's own, from 0 to 1; not calibrated.
        letters: the confidence of every character, where the engine tells; else empty.
    """

    text: str
    box: Box
    confidence: float
    letters: tuple[float, ...] = ()


def around(left: float, top: float, right: float, bottom: float) -> Box:
    """Return a box of whole pixels, whatever an engine said."""
    x, y = max(0, round(left)), max(0, round(top))
    return Box(x, y, max(x, round(right)), max(y, round(bottom)))


@dataclass(frozen=True, slots=True)
class InkLine:
    """A line as one engine read it, words from left to right."""

    words: tuple[InkWord, ...]

    @property
    def box(self) -> Box:
        """The smallest box around the words."""
        return reduce(Box.union, (word.box for word in self.words))

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


class Status(NamedTuple):
    """Whether an engine can be used here.

    Attributes:
        name: of the engine.
        version: what is installed, empty when it is not.
        remedy: what to do when it is missing.
    """

    name: str
    version: str
    remedy: str

    @property
    def ready(self) -> bool:
        """Whether it can be used."""
        return bool(self.version)


class Engine(NamedTuple):
    """One engine: how it is probed, and how it reads a picture.

    ``read`` takes the picture, its dots per inch (0 when unknown) and a time limit in seconds, and raises EngineError.
    """

    name: str
    probe: Callable[[], Status]
    read: Callable[[Picture, int, float], Sequence[InkLine]]
