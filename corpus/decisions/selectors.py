"""Selectors: say where a place is, and find it again after the text changed.

W3C Web Annotation's TextPosition and TextQuote selectors together. A place is re-attached only where its quotation
stands with the same surroundings; where that is not so, the answer is None, and the decision is an orphan.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from ..records import Selector

CONTEXT = 32
"""Code points of prefix and suffix kept."""
LIKENESS = 0.75
"""How alike the surroundings must be, from 0 to 1, for the place to count as the same."""
MARGIN = 0.1
"""How much more alike than the next best place."""


def select(text: str, start: int, end: int) -> Selector:
    """Describe a place.

    Raises:
        ValueError: the span is not in the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no such place: {start}..{end} in {len(text)} code points")
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(text: str, selector: Selector) -> tuple[int, int] | None:
    """Find the place again, or None where it is not there or not unmistakable.

    The quotation must stand there letter for letter. At the old offsets with the old surroundings it is taken at once;
    elsewhere the most alike surroundings win, if they are alike enough and clearly more so than the next.
    """
    here = text[selector.start : selector.end]
    if here == selector.exact and _likeness(text, selector, selector.start) == 1.0:
        return selector.start, selector.end
    ranked = sorted(((_likeness(text, selector, at), at) for at in _occurrences(text, selector)), reverse=True)
    if not ranked or ranked[0][0] < LIKENESS:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    at = ranked[0][1]
    return at, at + len(selector.exact)


def _occurrences(text: str, selector: Selector) -> list[int]:
    """Return every offset where the quotation stands; for an empty one, where prefix or suffix stands."""
    if selector.exact:
        return _all(text, selector.exact, 0)
    after = _all(text, selector.prefix, len(selector.prefix)) if selector.prefix else []
    before = _all(text, selector.suffix, 0) if selector.suffix else []
    ends = ([] if selector.prefix else [0]) + ([] if selector.suffix else [len(text)])
    return sorted({*after, *before, *ends})


def _all(text: str, part: str, shift: int) -> list[int]:
    found = []
    at = text.find(part)
    while at >= 0:
        found.append(at + shift)
        at = text.find(part, at + 1)
    return found


def _likeness(text: str, selector: Selector, at: int) -> float:
    prefix = text[max(0, at - len(selector.prefix)) : at]
    end = at + len(selector.exact)
    suffix = text[end : end + len(selector.suffix)]
    size = len(selector.prefix) + len(selector.suffix)
    if not size:
        return 1.0
    lost = Levenshtein.distance(prefix, selector.prefix) + Levenshtein.distance(suffix, selector.suffix)
    return 1.0 - lost / size
