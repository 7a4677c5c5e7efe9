"""A document's own names: what it writes more than once, and no vocabulary has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from corpus.language.text import UNKNOWN

if TYPE_CHECKING:
    from symspellpy import SymSpell

    from corpus.language.text import Stream


class OwnNames:
    """The names that a document has and the vocabulary has not: what stands twice is likely right.

    There are few of them, so that symspellpy's index of deletions is made in no time.
    """

    DISTANCE = 2

    def __init__(self, unknown: Iterable[str]) -> None:
        tally = Counter(word for word in unknown if len(word) > 3 and word.isalpha() and word.istitle())
        self._counts = {word.casefold(): n for word, n in tally.items() if n > 1}
        self._forms = {word.casefold(): word for word in tally}
        self._index: SymSpell | None = None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._counts)

    def near(self, reading: str) -> list[str]:
        """Return the names that stand more often than a reading, and that it may be a misreading of."""
        from symspellpy import SymSpell, Verbosity

        if self._index is None:
            self._index = SymSpell(self.DISTANCE, 7)
            for word, n in self._counts.items():
                self._index.create_dictionary_entry(word, n)
        folded = reading.casefold()
        found = self._index.lookup(folded, Verbosity.ALL, self.DISTANCE)
        mine = self._counts.get(folded, 1)
        return [self._forms[one.term] for one in found if one.term != folded and one.count > mine]


def own_names(text: str, stream: Stream) -> OwnNames:
    """Return the names that a text has more than once, and the vocabulary has not."""
    unknown = np.flatnonzero(stream.ids == UNKNOWN).tolist()
    return OwnNames(text[int(stream.starts[n]) : int(stream.ends[n])] for n in unknown)
