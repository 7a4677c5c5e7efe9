"""Two texts side by side, their differences marked: the page of a collation and of an evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.tokens import words

from .escape import asset, esc

ROW = 700
"""Three times the code points after which a row ends with the next sentence or line."""


CUT = re.compile(r"\n|[.!?]\s")
"""Where a row may end."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two texts differ, with the offsets in both and a word on how."""

    start: int
    end: int
    other_start: int
    other_end: int
    how: str = ""


def page(title: str, lead: str, sections: Iterable[str]) -> str:
    """Return a self-contained page; ``lead`` and the sections are HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{esc(title)}</title>\n<style>\n{asset('base.css')}{asset('side.css')}</style>\n</head>\n<body>\n"
        f"<main><h1>{esc(title)}</h1>\n{lead}\n{''.join(sections)}</main>\n</body>\n</html>\n"
    )


def rows(
    text: str, other: str, span: tuple[int, int], other_span: tuple[int, int], differences: Sequence[Difference]
) -> str:
    """Return the rows of a table: both stretches cut at the same places, so that they stay aligned however long."""
    out = ""
    for cuts in _cuts(text, other, span, other_span, differences):
        left, right, some = cuts
        out += f"<tr><td>{_marked(text, left, some, 0)}</td><td>{_marked(other, right, some, 1)}</td></tr>\n"
    return out


def _cuts(
    text: str, other: str, span: tuple[int, int], other_span: tuple[int, int], differences: Sequence[Difference]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], list[Difference]]]:
    """Cut both texts before the same word, where a sentence or line ends and they are alike."""
    start, other_start = span[0], other_span[0]
    at, other_at = start, other_start
    pending: list[Difference] = []
    for difference in [*differences, None]:
        stop, other_stop = (difference.start, difference.other_start) if difference else (span[1], other_span[1])
        mine, theirs = words(text, at, stop), words(other, other_at, other_stop)
        # alike, they have as many words: the space between them may differ
        for before, word, twin in zip(mine, mine[1:], theirs[1:] if len(mine) == len(theirs) else (), strict=False):
            if word.start - start > ROW // 3 and CUT.search(text, before.end, word.start):
                yield (start, word.start), (other_start, twin.start), pending
                start, other_start, pending = word.start, twin.start, []
        if difference:
            pending.append(difference)
            at, other_at = difference.end, difference.other_end
    if start < span[1] or other_start < other_span[1]:
        yield (start, span[1]), (other_start, other_span[1]), pending


def _marked(text: str, span: tuple[int, int], differences: Iterable[Difference], side: int) -> str:
    out, at = "", span[0]
    for difference in differences:
        low, high = (difference.start, difference.end) if not side else (difference.other_start, difference.other_end)
        out += esc(text[at:low])
        tag = "ins" if side else "del"
        shown = esc(text[low:high]) if text[low:high].strip() else esc(text[low:high].replace("\n", "⏎") or "‸")
        out += f'<{tag} class="{esc(difference.how.split()[0])}" title="{esc(difference.how)}">{shown}</{tag}>'
        at = high
    return (out + esc(text[at : span[1]])).strip()
