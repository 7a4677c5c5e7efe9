"""The order of lines on a page, and where paragraphs start."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from corpus.records import Line

INDENT = 2.0
"""How far a paragraph's first line stands in from its neighbours, in character widths."""
GAP = 1.45
"""How much further than usual the line above is, where a paragraph starts."""


def paragraphs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark the lines that start a paragraph: indented, after a wide gap, or after a short last line.

    Args:
        lines: in reading order; their own marks are ignored.
    """
    if not lines:
        return ()
    width = median(word.box.width / len(word.text) for line in lines for word in line.words)
    steps = [_pitch(above, line) for above, line in itertools.pairwise(lines)]
    ahead = sorted(step for step in steps if step > 0)
    usual = ahead[len(ahead) // 3] if ahead else 0.0
    marked = [_marked(lines[0], False)]
    for number, line in enumerate(lines[1:], 1):
        step = steps[number - 1]
        above = lines[number - 1]
        below = lines[number + 1] if number + 1 < len(lines) else None
        wide = usual > 0 and not 0 < step <= usual * GAP
        stands_in = line.box.left - above.box.left > INDENT * width
        alone = below is None or line.box.left - below.box.left > INDENT * width
        marked.append(_marked(line, wide or (stands_in and alone)))
    return tuple(marked)


def _pitch(above: Line, below: Line) -> float:
    """Give the distance from middle to middle, in pixels; negative where the order goes up to a new column."""
    return (below.box.top + below.box.bottom - above.box.top - above.box.bottom) / 2.0


def _marked(line: Line, starts: bool) -> Line:
    return Line(line.words, line.box, line.role, starts)
