"""Two texts side by side, their differences marked: the page of a collation and of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .markup import asset, esc

ROW = 700
"""Code points after which a row ends at the next line end or sentence."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two texts differ, with the offsets in both and a word on how."""

    start: int
    end: int
    other_start: int
    other_end: int
    how: str = ""


def page(title: str, lead: str, sections: Iterable[str]) -> str:
    """Give a self-contained page; ``lead`` and the sections are HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{esc(title)}</title>\n<style>\n{asset('base.css')}{asset('side.css')}</style>\n</head>\n<body>\n"
        f"<main><h1>{esc(title)}</h1>\n{lead}\n{''.join(sections)}</main>\n</body>\n</html>\n"
    )


def rows(
    text: str, other: str, span: tuple[int, int], other_span: tuple[int, int], differences: Sequence[Difference]
) -> str:
    """Give the rows of a table: both stretches cut at the same places, so that they stay aligned however long."""
    out = ""
    for cuts in _cuts(text, span, other_span, differences):
        left, right, some = cuts
        out += f"<tr><td>{_marked(text, left, some, 0)}</td><td>{_marked(other, right, some, 1)}</td></tr>\n"
    return out


def _cuts(
    text: str, span: tuple[int, int], other_span: tuple[int, int], differences: Sequence[Difference]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], list[Difference]]]:
    """Cut after a difference where the text between it and the next one has a line end."""
    start, other_start = span[0], other_span[0]
    pending: list[Difference] = []
    for number, difference in enumerate(differences):
        pending.append(difference)
        stop = differences[number + 1].start if number + 1 < len(differences) else span[1]
        at = text.find("\n", difference.end, stop)
        if difference.end - start > ROW // 3 and at >= 0:
            ahead = at - difference.end
            yield (start, at), (other_start, difference.other_end + ahead), pending
            start, other_start, pending = at, difference.other_end + ahead, []
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
    return (out + esc(text[at : span[1]])).strip("\n")
