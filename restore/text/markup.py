"""Signs of Markdown, HTML and LaTeX in a text."""

from __future__ import annotations

import re

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


def signs(text: str) -> list[tuple[int, int]]:
    """Return where signs of markup stand, one span per sign, in text order."""
    spans = set()
    for _, pattern, _ in SIGNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            spans |= {(start, start + 1), (end - 1, end)} if pattern.groups else {(start, end)}
    return sorted(spans)
