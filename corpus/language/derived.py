"""Words that no book happens to have, but that follow by rule from words that many have: rare, and right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

LEAST = 8
"""Letters; shorter words that follow by rule are too like misreadings."""
STEM = 5
"""Letters that are left of the word they follow from."""

ISE = re.compile(r"(?<=[a-z]{2}[iy])([sz])(?=(?:e|ed|es|er|ers|ing|able|ations?|ational)$)")
"""British and American: organise, organize; both are right."""
PLURAL = re.compile(r"(?:ence|ance|ion|ment|ness|er|or|ist|ism|ship|age|ure|hood|ing|al)s$")
PREFIX = re.compile(
    r"(?:un|non|re|over|under|mis|dis|pre|inter|counter|anti|super|semi|sub|ultra|out|fore|im(?=[bmp])|ir(?=r)|il(?=l))"
)
ENDINGS = (("ically", "ic"), ("ily", "y"), ("ly", ""), ("iness", "y"), ("ness", ""), ("ities", "ity"))
"""What is taken off, and put on, to come to the word it follows from."""
SIBILANTS, LAST = ("is", "iz", "ys", "yz"), ("y", "ness", "ities")
"""What a word has, and ends in, that ISE or ENDINGS may change."""


def derived(form: str, usual: Callable[[str], bool]) -> bool:
    """Whether a folded word follows by rule from a usual one.

    Args:
        form: such as ``transferences``, ``impermissible``, ``stabilising``.
        usual: whether a form stands in several books.
    """
    return len(form) >= LEAST and any(len(source) >= STEM and usual(source) for source in _sources(form))


def _sources(form: str) -> Iterator[str]:
    if any(letters in form for letters in SIBILANTS):
        swapped = ISE.sub(lambda match: "z" if match.group() == "s" else "s", form)
        if swapped != form:
            yield swapped
    if form.endswith(LAST):
        for ending, instead in ENDINGS:
            if form.endswith(ending):
                yield form.removesuffix(ending) + instead
    if form.endswith("s") and PLURAL.search(form):
        yield form[:-1]
    prefix = PREFIX.match(form)
    if prefix:
        yield form[prefix.end() :]
