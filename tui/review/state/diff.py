"""What a reading changes, word by word, and letter by letter inside changed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.tokens import WORD

TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{WORD.pattern}|\s+|\S")
"""Abbreviations with their points, words, white space, single marks: together the whole text."""
LARGE = 4_000_000
"""Above this product of the two lengths in tokens no differences are looked for: all of it changed."""


class Tone(StrEnum):
    """What a piece of text is to the editor; how each looks is said in ``paint``."""

    SAME = "same"
    GONE = "gone"
    GONE_LETTERS = "gone-letters"
    """The letters that make the difference."""
    NEW = "new"
    NEW_LETTERS = "new-letters"
    SIGN = "sign"
    MINUS = "minus"
    PLUS = "plus"
    DIM = "dim"
    WAITING = "waiting"
    """Another finding that waits."""
    DONE = "done"
    """A decided one, as it will stand."""
    KEY = "key"
    TITLE = "title"
    STRONG = "strong"
    BAR = "bar"
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"
    CURSOR = "cursor"


CHANGED = frozenset({Tone.GONE, Tone.GONE_LETTERS, Tone.NEW, Tone.NEW_LETTERS})


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of text in one role."""

    text: str
    role: Tone = Tone.SAME


Pieces = Sequence[Styled]


def _opcodes(sic: str, text: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield difflib's opcodes over words, in offsets of the two texts."""
    a, b = TOKEN.findall(sic), TOKEN.findall(text)
    if len(a) * len(b) > LARGE:
        yield "replace", 0, len(sic), 0, len(text)
        return
    starts_a, starts_b = _starts(a), _starts(b)
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield tag, starts_a[i], starts_a[j], starts_b[k], starts_b[m]


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def before_after(sic: str, text: str) -> tuple[list[Styled], list[Styled]]:
    """Return the text as it stands and as it would stand, with what differs marked in both."""
    before: list[Styled] = []
    after: list[Styled] = []
    for tag, i, j, k, m in _opcodes(sic, text):
        if tag == "equal":
            before.append(Styled(sic[i:j]))
            after.append(Styled(text[k:m]))
        else:
            gone, new = _letters(sic[i:j], text[k:m])
            before += gone
            after += new
    return before, after


def _letters(gone: str, new: str) -> tuple[list[Styled], list[Styled]]:
    """Mark the letters that differ where two words are alike enough for that to help."""
    matcher = SequenceMatcher(None, gone, new, autojunk=False)
    alike = len(gone) * len(new) <= 10_000 and matcher.ratio() >= 0.5
    if not alike:
        return ([Styled(gone, Tone.GONE_LETTERS)] if gone else []), ([Styled(new, Tone.NEW_LETTERS)] if new else [])
    before: list[Styled] = []
    after: list[Styled] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        same = tag == "equal"
        if i < j:
            before.append(Styled(gone[i:j], Tone.GONE if same else Tone.GONE_LETTERS))
        if k < m:
            after.append(Styled(new[k:m], Tone.NEW if same else Tone.NEW_LETTERS))
    return before, after


def inline(sic: str, text: str) -> list[Styled]:
    """Return both in one line, as ``git diff --word-diff`` does: [-gone-]{+new+}."""
    out: list[Styled] = []
    for tag, i, j, k, m in _opcodes(sic, text):
        if tag == "equal":
            out.append(Styled(sic[i:j]))
            continue
        gone, new = _letters(sic[i:j], text[k:m])
        if gone:
            out += [Styled("[-", Tone.SIGN), *gone, Styled("-]", Tone.SIGN)]
        if new:
            out += [Styled("{+", Tone.SIGN), *new, Styled("+}", Tone.SIGN)]
    return out


def parts(sic: str, text: str) -> list[tuple[int, int, str]]:
    """Return each change on its own: start and end in ``sic``, and the text that goes there.

    A change that only puts something in takes the word before it (or after it) along, so that it has a place.
    """
    found: list[tuple[int, int, str]] = []
    for tag, i, j, k, m in _opcodes(sic, text):
        if tag == "equal":
            continue
        start, end, new = i, j, text[k:m]
        if start == end:
            neighbour = [t for t in TOKEN.finditer(sic) if t.end() == start] or [
                t for t in TOKEN.finditer(sic) if t.start() == start
            ]
            if not neighbour:
                continue
            token = neighbour[0]
            new = token.group() + new if token.end() == start else new + token.group()
            start, end = token.start(), token.end()
        if found and found[-1][1] > start:
            return []
        found.append((start, end, new))
    return found
