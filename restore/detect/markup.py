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
from .examples import Fires, Leaves

TAGS = "p|br|b|i|em|strong|sup|sub|span|div|font|a|u|center|h[1-6]|blockquote"
SIGNS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("block quotation sign", re.compile(r"(?m)^> ?(?=\S)"), 0.95),
    ("heading sign", re.compile(r"(?m)^#{1,6} +(?=\S)"), 0.97),
    ("bold sign", re.compile(r"\*\*(?=\S)|(?<=\S)\*\*"), 0.97),
    ("italic signs", re.compile(r"(?<![\w*\\])\*([^\s*](?:[^*\n]{0,80}[^\s*])?)\*(?![\w*])"), 0.95),
    ("backslash before a mark", re.compile(r"\\(?=[$&#*_%\[\]<>~^.()-])"), 0.97),
    ("HTML tag", re.compile(rf"</?(?:{TAGS})\b[^<>\n]{{0,120}}>", re.I), 0.97),
    ("HTML entity", re.compile(r"&(?:amp|lt|gt|quot|nbsp|mdash|ndash|#\d{2,5});"), 0.97),
    ("code fence", re.compile(r"(?m)^```\w*$"), 0.97),
)
"""What each sign is called, how it looks, and how surely it is none of the document's."""
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&mdash;": "—", "&ndash;": "–"}
HABIT = 3
"""So often a sign is a habit of the transcription."""


def signs(text: str) -> list[tuple[int, int]]:
    """Return where signs of markup stand, one span a sign, in text order."""
    spans = set()
    for _, pattern, _ in SIGNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            spans |= {(start, start + 1), (end - 1, end)} if pattern.groups else {(start, end)}
    return sorted(spans)


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
