"""The order of lines on a page, and where paragraphs start."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.records import Box, Line, Role

INDENT = 2.0
"""How far a paragraph's first line stands in from its neighbours, in character widths."""
ROWS = 5
"""How many rows must leave the same gap for it to be one between columns."""
BROAD = 6.0
"""How broad the lines of a column are at least, in their own heights: what is narrower is a list or a table."""
SCRAWLED = 0.3
"""Mean confidence of a letter below which a short line is not typed text."""
SHORT = 24
"""The most letters of such a line: a longer one may be faint type, and is never set apart."""
GAP = 1.45
"""How much further than usual the line above is, where a paragraph starts."""


def roles(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark what is short and hardly readable, as stamps and handwriting are: kept, but apart from the text."""
    return tuple(replace(line, role=_apart(line)) if _scrawled(line) else line for line in lines)


def _scrawled(line: Line) -> bool:
    letters = sum(len(word.text) for word in line.words)
    sure = sum(len(word.text) * word.confidence for word in line.words) / letters
    return sure < SCRAWLED and letters <= SHORT


def _apart(line: Line) -> Role:
    """Return stamp for capitals and figures, hand for the rest."""
    signs = [sign for sign in line.text if sign.isalnum()]
    return Role.STAMP if sum(not sign.islower() for sign in signs) > len(signs) * 0.6 else Role.HAND


def structured(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark roles, and the paragraphs of the typed lines."""
    marked = roles(lines)
    typed = iter(paragraphs([line for line in marked if line.role is Role.TEXT]))
    return tuple(next(typed) if line.role is Role.TEXT else line for line in marked)


def paragraphs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark the lines that start a paragraph: indented, or after a wide gap.

    Args:
        lines: in reading order; their own marks are ignored.
    """
    if not lines:
        return ()
    width = median(word.box.width / len(word.text) for line in lines for word in line.words)
    rows = rows_of([line.box for line in lines])
    # A number in the margin or the second half of a broken line says nothing of paragraphs.
    heads = [max((lines[n] for n in row), key=lambda line: line.box.width) for row in rows]
    steps = [_pitch(above.box, line.box) for above, line in itertools.pairwise(heads)]
    ahead = sorted(step for step in steps if step > 0)
    usual = ahead[len(ahead) // 3] if ahead else 0.0
    starts = set()
    for number, line in enumerate(heads[1:], 1):
        step, above = steps[number - 1], heads[number - 1]
        below = heads[number + 1] if number + 1 < len(heads) else None
        wide = usual > 0 and not 0 < step <= usual * GAP
        stands_in = line.box.left - above.box.left > INDENT * width
        alone = below is None or line.box.left - below.box.left > INDENT * width
        if wide or (stands_in and alone):
            starts.add(rows[number][0])
    return tuple(replace(line, starts_paragraph=number in starts) for number, line in enumerate(lines))


def rows_of(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the numbers of consecutive boxes that stand side by side, row by row; a box of its own is a row."""
    rows: list[list[int]] = []
    for number, box in enumerate(boxes):
        last = boxes[rows[-1][-1]] if rows else None
        if last and box.left >= last.right and _shared(box, last) > 0.5:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def ordered(boxes: Sequence[Box]) -> list[Box]:
    """Return boxes in reading order: columns from left to right where the page has them, else rows from the top.

    A column is a run of rows, at least ROWS of them, that all leave free the same gap between two pieces of some width.
    """
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom, box.left)):
        if rows and any(_shared(box, other) > 0.5 for other in rows[-1]) and all(apart(box, o) for o in rows[-1]):
            rows[-1].append(box)
        else:
            rows.append([box])
    found: list[Box] = []
    at = 0
    while at < len(rows):
        end, gap = _columns(rows, at)
        if gap is None:
            found.extend(sorted(rows[at], key=lambda box: box.left))
            at += 1
        else:
            pieces = [box for row in rows[at:end] for box in row]
            left = [box for box in pieces if box.right <= gap]
            found.extend(ordered(left))
            found.extend(ordered([box for box in pieces if box not in left]))
            at = end
    return found


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes stand side by side."""
    return one.right <= other.left or other.right <= one.left


def _columns(rows: Sequence[Sequence[Box]], at: int) -> tuple[int, int | None]:
    """Return the end of the run of rows from ``at`` that share a gap, and a place in the gap, or None."""
    first = sorted(rows[at], key=lambda box: box.left)
    for one, other in itertools.pairwise(first):
        left, right = one.right, other.left
        end, both = at + 1, 1
        while end < len(rows):
            before = max((box.right for box in rows[end] if box.left < left), default=left)
            after = min((box.left for box in rows[end] if box.left >= left), default=right)
            if min(right, after) - max(left, before) <= 0 or before > right:
                break
            left, right = max(left, before), min(right, after)
            both += len(rows[end]) > 1
            end += 1
        pieces = [box for row in rows[at:end] for box in row]
        sides = [box for box in pieces if box.right <= left], [box for box in pieces if box.left >= right]
        broad = all(side and median(box.width / box.height for box in side) > BROAD for side in sides)
        if both >= ROWS and broad:
            return end, (left + right) // 2
    return at + 1, None


def _shared(one: Box, other: Box) -> float:
    """Return the part of the lower of two boxes that stands at the height of the other."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(1, min(one.height, other.height))


def _pitch(above: Box, below: Box) -> float:
    """Return the distance from middle to middle, in pixels; negative where the order goes up to a new column."""
    return (below.top + below.bottom - above.top - above.bottom) / 2.0
