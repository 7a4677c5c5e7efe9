"""The signs with which transcribers of plain text say what they could not read, what is struck out and underlined.

The signs stay in the text; what they say is a remark on it. Only the usual ones are known, and only where they can mean
nothing else; a note in brackets is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Remark

LOST = r"illegible|unreadable|undeciphered|indecipherable|missing|lost|torn|cut off|faded|blotted|damaged|blank|omitted"
COUNT = r"(?:(?:a|one|two|three|four|five|several|some|\d+)\s+)?(?:words?|lines?|letters?|names?|figures?|pages?)"
STRUCK = r"struck (?:out|through)|crossed (?:out|through)|deleted|cancelled|canceled|strike ?out"
UNDER = r"underlined|underscored|underline|emphasis in original"
ADDED = r"inserted|interlined|added|above (?:the )?line|below (?:the )?line"
WORDS = r"(?=[^\W_])[^\n^\\/<>]{1,80}(?<=[\w.,;:!?'’\"”)])"
"""Some words of one line that begin and end beside their signs."""


def _tagged(names: str) -> str:
    return rf"<(?P<tag>{names})(?:\s[^<>\n]{{0,80}})?>[^<>\n]{{1,300}}</(?P=tag)>"


SIGNS: dict[str, re.Pattern[str]] = {
    "gap": re.compile(
        rf"\[\s*(?:(?:{COUNT}\s+)?(?P<lost>{LOST})(?:\s+{COUNT})?|\.\s?\.\s?\.(?:\s?\.)?|…|-{{2,}})\s*\]|(?<![\w])\[\?+\]"
        r"|<gap(?:\s[^<>\n]{0,80})?/>",
        re.IGNORECASE,
    ),
    "unclear": re.compile(
        r"(?P<word>[^\W_][\w'’-]*)\[\?\]|\[(?P<guess>[^\W_][\w'’ .-]{0,40})\s?\?\]"
        rf"|\[\?(?P<doubted>[^\W_][\w'’ .-]{{0,40}})\]|{_tagged('unclear')}"
    ),
    "deletion": re.compile(
        rf"\[(?:{STRUCK})\s*:\s*[^\[\]\n]{{1,300}}\]|(?<!~)~~(?=[^~\s])[^~\n]{{1,300}}~~(?!~)|{_tagged('del|strike|s')}",
        re.IGNORECASE,
    ),
    "addition": re.compile(
        rf"\[(?:{ADDED})\s*:\s*[^\[\]\n]{{1,300}}\]|(?<![\w^])\^{WORDS}\^(?![\w^])|(?<!\S)\\{WORDS}/(?!\w)"
        rf"|{_tagged('ins|add')}",
        re.IGNORECASE,
    ),
    "highlight": re.compile(
        rf"\[(?:{UNDER})\s*:\s*[^\[\]\n]{{1,300}}\]|(?<![\w_])_(?=[^\W_])[^_\n]{{1,120}}(?<=[^\s_])_(?![\w_])"
        rf"|{_tagged('u|hi')}",
        re.IGNORECASE,
    ),
}
"""Every sign by what it says: ``[torn]``, ``[...]``, ``[?]`` · ``word[?]``, ``[word?]`` · ``~~word~~``, ``<del>`` ·
``^word^``, ``\\word/``, ``<ins>`` · ``_word_``, ``<u>``."""
TEI = "gap|unclear|del|strike|s|ins|add|u|hi|supplied|sic|corr|note|lb|pb|cb|abbr|expan|ex|orig|reg|choice|foreign"
MARKS = re.compile(
    rf"</?(?:{TEI})(?:\s[^<>\n]{{0,80}})?/?>"
    r"|\[(?:(?:fols?\.|ff?\.|folio|pp?\.|page|sheet)\s?)?\d{1,4}\s?[rv]?\](?<!\d\])|\[(?:fols?\.|ff?\.|folio|pp?\.|page|sheet)\s?\d{1,4}\]"
    r"|(?P<open>\[{1,2}|[⟨⟦⸢⸤{])(?=[^\[\]{}\n]{0,200}[^\W\d_])[^\[\]{}⟨⟩⟦⟧\n]{1,300}(?P<close>\]{1,2}|[⟩⟧⸣⸥}])"
    r"|(?<![\w^])(?P<from>\^{1,2}|__|[‸↑↓+])(?=[^\W_])[^\n^_‸↑↓+]{1,80}(?<=[^\W_])(?P<to>(?P=from))(?![\w^])"
    r"|(?<=\w)(?P<raised>\^)[^\W\d_]{1,6}(?P<end>\^)"
)
"""Other signs of transcribers and editors: what is between them is text, and they are not."""
PAIRS = (("open", "close"), ("from", "to"), ("raised", "end"))
RARE = re.compile(r"[\[<~^\\_{+⟨⟦⸢⸤‸↑↓]")
"""Every sign has one of these."""
INSIDE = re.compile(r"(?:<[^<>]*>|\[(?:[^\[\]:]*:\s*|\?)?|[\\^_])?(.*?)(?:</\w+>|\s?\[?\?\]|[\]/^_])?", re.DOTALL)
"""What a sign stands around."""
WHOLE = frozenset({"gap", "deletion"})
"""What is said of words that are no running text."""


def remarks(text: str) -> Iterator[Remark]:
    """Yield what the signs of a text say, in text order."""
    found = (Remark(match.start(), match.end(), kind, _value(kind, match)) for kind, match in _signs(text))
    yield from sorted(found, key=lambda remark: (remark.start, -remark.end))


def marks(text: str) -> list[tuple[int, int]]:
    """Return where the signs themselves stand, with what is lost or struck out and with words that a sign parts.

    Of ``_word_`` the two signs, of ``[torn]`` and ``~~word~~`` the whole, of ``trea[sury]`` the word.
    """
    spans: list[tuple[int, int]] = []
    for kind, match in _signs(text):
        start, end = match.span()
        if kind in WHOLE:
            spans.append(_word(text, start, end, whole=kind == "gap" and "?" not in match.group()))
        else:
            inside = INSIDE.fullmatch(match.group())
            first, last = inside.span(1) if inside else (0, 0)
            spans += [(start, start + first), (start + last, end)]
    for low, high in _lines(text):
        for match in MARKS.finditer(text, low, high):
            names = next((pair for pair in PAIRS if match[pair[0]]), ())
            spans += [_word(text, *match.span(name)) for name in names] or [match.span()]
    return sorted({(start, end) for start, end in spans if start < end})


def without(text: str) -> str:
    """Return the text with blanks for the signs, each letter at the offset where it was."""
    spans = marks(text)
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        letters[start:end] = (c if c.isalnum() else " " for c in letters[start:end])
    return "".join(letters)


def _signs(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    lines = list(_lines(text))
    for kind, pattern in SIGNS.items():
        for start, end in lines:
            for match in pattern.finditer(text, start, end):
                yield kind, match


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that may hold a sign: none runs over a line's end."""
    done = 0
    for match in RARE.finditer(text):
        if match.start() >= done:
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            done = end if end >= 0 else len(text)
            yield start, done


def _word(text: str, start: int, end: int, whole: bool = False) -> tuple[int, int]:
    """Take the letters on both sides with a sign that stands in a word, or (``whole``) for a part of it."""
    before, after = text[start - 1 : start].isalpha(), text[end : end + 1].isalpha()
    if (before and after) or (whole and (before or after)):
        while start and text[start - 1].isalpha():
            start -= 1
        while text[end : end + 1].isalpha():
            end += 1
    return start, end


def _value(kind: str, match: re.Match[str]) -> str:
    if kind == "gap":
        return (match["lost"] or "").casefold()
    return "underlined" if kind == "highlight" else ""
