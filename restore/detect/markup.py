"""Stray markup: signs of Markdown, HTML and LaTeX that a transcriber's program left in the text.

Signs with which transcribers say something (``_underlined_``, ``<del>``) are none: see
:mod:`corpus.transcriptions.signs`. Where a sign is a habit of the whole transcription (headings with #, bold with **),
it is one decision: one finding at its first place, which says how often it stands. A sign that stands a few times is
pointed at each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Basis, Finding, Kind, Reading

from ..document import Document
from ..text.markup import SIGNS
from .examples import Fires, Leaves

ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&mdash;": "—", "&ndash;": "–"}
HABIT = 3
"""So often a sign is a habit of the transcription."""


def detect(document: Document) -> Iterator[Finding]:
    """Point at stray markup, a habit once."""
    text = document.text.string
    for name, pattern, p in SIGNS:
        by_form: dict[str, list[re.Match[str]]] = {}
        for match in pattern.finditer(text):
            by_form.setdefault("" if pattern.groups else match.group(), []).append(match)
        for matches in by_form.values():
            times = len(matches)
            reason = name if times < HABIT else f"{name}, {times} times in this text: a habit of the transcription"
            for match in matches if times < HABIT else matches[:1]:
                inside = match[1] if pattern.groups else ENTITIES.get(match.group(), "")
                reading = Reading(inside, p, Basis.RULE, reason)
                yield Finding(*match.span(), Kind.MARKUP, match.group(), p, reason, (reading,))


EXAMPLES = (
    Fires("The meeting was held in **London** on the ninth.", "**"),
    Leaves("He gave £2 * 3 for it.", "a sign that encloses nothing"),
)
