"""What every engine gives: words of ink with boxes and confidences, and how it is asked whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

from corpus.records import Box

from ..clean import Picture
from ..lattice import Lattice


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
    """One engine: how it is probed, and what it can read.

    Attributes:
        name: of the engine.
        probe: asks whether it can be used here.
        read: an untouched page; takes the picture, its dots per inch (0 when unknown) and a limit in seconds.
        read_lines: lines of a cleaned page, set one under another; takes what ``read`` takes, and whether the
            confidence of every letter is wanted. None where the engine is no good at it.
        read_lattice: one line of a picture, in its box, as what the ink allows. None where the engine tells no more
            than its reading.

    All of them raise EngineError.
    """

    name: str
    probe: Callable[[], Status]
    read: Callable[[Picture, int, float], Sequence[InkLine]]
    read_lines: Callable[[Picture, int, float, bool], Sequence[InkLine]] | None = None
    read_lattice: Callable[[Picture, Box], Lattice] | None = None

    @property
    def reads_lines(self) -> bool:
        """Whether it reads the lines of a cleaned page."""
        return self.read_lines is not None

    @property
    def gives_lattice(self) -> bool:
        """Whether it tells what else the ink of a line allows."""
        return self.read_lattice is not None
