"""What the words around say, for all places at once, is what it says for each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from corpus.language.text import EDGE
from restore.document import Document
from restore.words.contexts import Contexts
from restore.words.suspects import find

Make = Callable[[str], Document]
TEXTS = (
    "He said that the hqat of the summer was over.",
    "tbe rep ort of tbe com mittee was rcad and tbe mectmg ad journed",
    "Thc wh ole of thc army came, and thc king rode out",
)


@pytest.mark.parametrize("text", TEXTS)
def test_each_option_is_weighed_between_the_words_beside_it(make: Make, text: str) -> None:
    document = make(text)
    known = document.knowledge
    suspects = find(document.words.surroundings, document.words.units)
    words = [[known.id(word) for word in option.words] for suspect in suspects for option in suspect.options]
    starts = [0, *np.cumsum([len(suspect.options) for suspect in suspects]).tolist()]
    inner: dict[int, list[int]] = {n: [] for n, suspect in enumerate(suspects) if suspect.pair}
    ids = document.words.stream.ids.tolist()
    scores = Contexts(suspects, words, starts, inner).now(ids, document.knowledge.language)
    full = [EDGE, EDGE, *ids, EDGE, EDGE]
    for number, suspect in enumerate(suspects):
        for n in range(starts[number], starts[number + 1]):
            row = full[suspect.first : suspect.first + 2] + words[n] + full[suspect.last + 2 : suspect.last + 4]
            trigrams = np.array([row[i : i + 3] for i in range(len(row) - 2)], dtype=np.int32)
            assert scores[n] == pytest.approx(float(document.knowledge.language.logp(trigrams).sum()), abs=1e-3)


def test_asked_again_it_follows_what_the_neighbours_became(make: Make) -> None:
    document = make("He said tbat tbe king of tbe land was dead.")
    known = document.knowledge
    suspects = find(document.words.surroundings, document.words.units)
    words = [[known.id(word) for word in option.words] for suspect in suspects for option in suspect.options]
    starts = [0, *np.cumsum([len(suspect.options) for suspect in suspects]).tolist()]
    inner: dict[int, list[int]] = {n: [] for n, suspect in enumerate(suspects) if suspect.pair}
    contexts = Contexts(suspects, words, starts, inner)
    ids = document.words.stream.ids.tolist()
    contexts.now(ids, document.knowledge.language)
    for suspect in suspects:
        suspect.best = len(suspect.options) - 1
    again = contexts.now(ids, document.knowledge.language).tolist()
    assert again == Contexts(suspects, words, starts, inner).now(ids, document.knowledge.language).tolist()
