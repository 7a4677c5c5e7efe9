"""Tokens of a text: words and marks, each with its offsets and the form it is compared by.

The original is always printed; ``norm`` is only compared (CollateX's t and n).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

APOSTROPHES = "'’"
HYPHENS = "-‐‑"
DIVIDING = "‐¬\u00ad-"
"""The hyphens that divide a word at the end of a line; the last one is plain, so that they may stand in a class."""
_LETTERS = "(?:[^\\W_]+[\u0300-\u036f]*)+"
WORD = re.compile(rf"{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*")
"""Letters and digits of any script with their combining marks, and apostrophes inside: ``O'Malley`` is one word."""
TOKEN = re.compile(rf"{WORD.pattern}|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a single mark.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        text: as it stands.
    """

    start: int
    end: int
    text: str

    @property
    def norm(self) -> str:
        """The form for comparing: case folded, typographic apostrophes straight."""
        return self.text.casefold().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether it starts with a letter or a digit."""
        return self.text[0].isalnum()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words and marks between two offsets, in order."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text, start, stop)]


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return only the words between two offsets."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), m.group()) for m in WORD.finditer(text, start, stop)]


def letters(text: str) -> str:
    """Return the letters and figures of a text, without what stands between them."""
    return "".join(filter(str.isalnum, text))
