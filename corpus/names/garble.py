"""How likely one name was misread for another: edit distance with the costs of what OCR confuses."""

from __future__ import annotations

from collections.abc import Callable

Cost = Callable[[str, str], float]
"""Takes what stands there and what should stand there (both in compared form); gives a cost of 0 and more."""

PLAIN = 1.0
"""Of any letter for any other, one lost, or one too many."""
MARKS = frozenset("@#$%*+=^~|!?<>«»{}[]\\/£§°•■®_")
"""What bad print makes of letters."""
ENDING = frozenset("@#$%*+=^~|«»£§°■")
"""Those that may be the last letter."""
MARKED = 0.5
"""Of a mark for any letter."""

CONFUSED: dict[tuple[str, str], float] = {}
"""What is read for what, and its cost; both ways round."""
for _cost, _pairs in (
    (0.3, "e:o e:c c:o i:l i:j l:t n:u a:o h:b rn:m m:rn in:m m:in cl:d li:h h:li vv:w w:vv ii:u ll:u ri:n"),
    (0.4, "a:n a:u s:a f:t r:i y:v m:n e:a c:t g:q u:v f:s k:h k:b i:t l:f iu:m nn:m tl:d fi:ii ni:m nr:m"),
    (0.5, "b:6 o:0 l:1 i:1 s:5 z:2 g:9 b:8 h:k a:e t:r z:x d:o p:r"),
):
    for _pair in _pairs.split():
        _one, _other = _pair.split(":")
        CONFUSED.setdefault((_one, _other), _cost)
        CONFUSED.setdefault((_other, _one), _cost)


def distance(sic: str, form: str, limit: float = 9.0) -> float:  # noqa: C901  # one table, filled in one place: it is asked a million times
    """Return the cheapest way from what stands there to a form, with one or two letters for one or two.

    Returns ``limit`` as soon as nothing cheaper is possible.
    """
    # what both begin and end with costs nothing; a letter of it is kept on each side, for it may be half of a pair
    short = min(len(sic), len(form))
    head = 0
    while head < short and sic[head] == form[head]:
        head += 1
    end = 0
    while end < short - head and sic[-1 - end] == form[-1 - end]:
        end += 1
    head, end = max(0, head - 1), max(0, end - 1)
    sic, form = sic[head : len(sic) - end], form[head : len(form) - end]
    rows = [[0.0] * (len(form) + 1) for _ in range(len(sic) + 1)]
    for j in range(1, len(form) + 1):
        rows[0][j] = j * PLAIN
    for i in range(1, len(sic) + 1):
        row, above = rows[i], rows[i - 1]
        row[0] = i * PLAIN
        for j in range(1, len(form) + 1):
            a, b = sic[i - 1], form[j - 1]
            best = above[j - 1] if a == b else above[j - 1] + CONFUSED.get((a, b), MARKED if a in MARKS else PLAIN)
            best = min(best, above[j] + PLAIN, row[j - 1] + PLAIN)
            if j > 1:
                cost = CONFUSED.get((a, form[j - 2 : j]))
                if cost is not None:
                    best = min(best, above[j - 2] + cost)
            if i > 1:
                cost = CONFUSED.get((sic[i - 2 : i], b))
                if cost is not None:
                    best = min(best, rows[i - 2][j - 1] + cost)
                if j > 1:
                    cost = CONFUSED.get((sic[i - 2 : i], form[j - 2 : j]))
                    if cost is not None:
                        best = min(best, rows[i - 2][j - 2] + cost)
                    if a != b and sic[i - 2] == b and a == form[j - 2]:
                        best = min(best, rows[i - 2][j - 2] + PLAIN)
            row[j] = best
        if min(row) >= limit and (i < 2 or min(above) >= limit):
            return limit
    return min(limit, rows[-1][-1])
