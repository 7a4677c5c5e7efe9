"""How a text itself writes its words."""

from __future__ import annotations

import re
from collections import Counter

LETTERS = r"[^\W\d_]"
USED = re.compile(rf"{LETTERS}+(?:[-'’]{LETTERS}+)*")


def usage(text: str) -> Counter[str]:
    """Count the words of a text, hyphened ones as they stand, those at line ends left out."""
    counts: Counter[str] = Counter()
    for word, count in Counter(USED.findall(text)).items():
        counts[word.casefold()] += count
    return counts
