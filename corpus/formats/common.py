"""What the page formats share: words with their boxes in and out of elements, paragraphs, and the size of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from corpus.records import Alternative, Box, Line, Page, Role, Word
from corpus.xml import FORBIDDEN

_SCORED = re.compile(r"(.*); (\d(?:\.\d+)?)", re.DOTALL)


def storable(text: str) -> str:
    """Return a text that XML can hold: what it cannot hold becomes the replacement character."""
    return FORBIDDEN.sub("\ufffd", text)


def share(box: Box, text: str) -> Iterator[tuple[str, Box]]:
    """Yield every word of a text its share of a box, by its letters."""
    size = max(1, len(text))
    at = 0
    for part in re.split(r"(\s+)", text):
        if part and not part.isspace():
            left, right = box.left + box.width * at // size, box.left + box.width * (at + len(part)) // size
            yield part, Box(left, box.top, right, box.bottom)
        at += len(part)


def words(text: str, box: Box, confidence: float = 1.0, others: tuple[Alternative, ...] = ()) -> Iterator[Word]:
    """Yield the words of an element's text; alternatives only where it is one word."""
    parts = list(share(box, text.strip()))
    for part, place in parts:
        yield Word(part, place, min(1.0, max(0.0, confidence)), others if len(parts) == 1 else ())


def line(found: Sequence[Word], box: Box | None, role: str = "", starts: bool = False) -> Line | None:
    """Return a line of words, or None where there are none."""
    if not found:
        return None
    around = box or reduce(Box.union, (word.box for word in found))
    return Line(tuple(found), around, Role(role) if role in set(Role) else Role.TEXT, starts)


def paragraphs(page: Page) -> Iterator[list[Line]]:
    """Yield the lines of a page, paragraph by paragraph."""
    held: list[Line] = []
    for one in page.lines:
        if one.starts_paragraph and held:
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def around(lines: Iterable[Line]) -> Box:
    """Return the smallest box around lines."""
    return reduce(Box.union, (one.box for one in lines))


def page(
    name: str, source: str, number: int, size: tuple[int, int], lines: Sequence[Line], dpi: int = 0, how: str = ""
) -> Page:
    """Return a page; where the file does not tell its size, it reaches as far as its lines."""
    width = size[0] if size[0] > 0 else max((one.box.right for one in lines), default=1)
    height = size[1] if size[1] > 0 else max((one.box.bottom for one in lines), default=1)
    return Page(name, source, max(1, number), max(1, width), max(1, height), tuple(lines), max(0, dpi), how)


def whole(value: object, default: int = 0) -> int:
    """Return a number of pixels from an attribute; the default where there is none."""
    try:
        return min(10**7, max(0, round(float(str(value)))))
    except (ValueError, OverflowError):
        return default


def part(value: object, default: float = 1.0, of: float = 1.0) -> float:
    """Return a number from 0 to 1 from an attribute that counts up to ``of``."""
    try:
        number = round(float(str(value)) / of, 9)
    except ValueError:
        return default
    return min(1.0, max(0.0, number)) if number == number else default


def scored(label: str, confidence: float) -> str:
    """Return a witness and its confidence as one label, for formats that have a label only."""
    return f"{label}; {confidence:.4f}"


def unscored(label: str) -> tuple[str, float]:
    """Take such a label apart."""
    match = _SCORED.fullmatch(label)
    return (match.group(1), part(match.group(2), 0.0)) if match else (label, 0.0)
