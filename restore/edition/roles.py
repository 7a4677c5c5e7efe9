"""What a paragraph of a letter is: date line, salutation, close, signature, postscript, heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum


class BlockRole(StrEnum):
    """What a block is."""

    GAP = "gap"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    DATELINE = "dateline"
    SALUTE = "salute"
    CLOSE = "close"
    SIGNED = "signed"
    POSTSCRIPT = "postscript"


MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
DATELINE = re.compile(
    rf"(?:[\w.,’' -]{{0,40}}\b)?"
    rf"(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\.?)"
    r",?(?:\s+(?:1[5-9]|20)\d\d)?\b[\s\d:.,apm]*",
    re.IGNORECASE,
)
SALUTE = re.compile(
    r"(?:my\s+)?(?:dear(?:est)?|sirs?\b|gentlemen\b|madam\b|your\s+\w+|excellency\b|mr\.?\s+(?:president|secretary|"
    r"minister|ambassador)\b)[^.!?\n]{0,60}[,:;—–-]*",
    re.IGNORECASE,
)
CLOSE = re.compile(
    r"(?:yours?\b|(?:very\s+)?(?:sincerely|respectfully|truly|faithfully|cordially)\b|i\s+(?:am|remain|have\s+the)\b|"
    r"accept\b|believe\s+me\b|with\s+(?:\w+\s+){0,3}(?:regards|respect|wishes|esteem)\b|(?:best|kind(?:est)?)\s+regards\b)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"(?:\(?\s*(?:sgd|signed)\b\.?\s*\)?|/s/|s/)", re.IGNORECASE)
POSTSCRIPT = re.compile(r"P\.?\s?(?:P\.?\s?)?S\.?[\s:—-]")
MARK = re.compile(r"(#{1,6})\s+\S")
CAPITALS = re.compile(r"[^a-zß-öø-ÿ]*[A-Z]{2}[^a-zß-öø-ÿ]*")


def roles(texts: Sequence[str], marks: Iterable[str]) -> Iterator[tuple[BlockRole, int]]:
    """Yield the role of each block, and the level of a heading.

    A role is given only to what is short and stands where such a thing stands: a close is followed by nothing longer
    than itself, a signature follows a close or ends the text.

    Args:
        texts: of the blocks, stripped.
        marks: the markup that stood before each and went.
    """
    before = BlockRole.HEADING
    for number, (text, mark) in enumerate(zip(texts, marks, strict=True)):
        role, level = _role(text, mark, before, texts[number + 1] if number + 1 < len(texts) else "")
        before = role
        yield role, level


def _role(text: str, mark: str, before: BlockRole, after: str) -> tuple[BlockRole, int]:
    marked = _marked(text, mark)
    if marked is not None:
        return marked
    if len(text) > 160:
        return BlockRole.PARAGRAPH, 0
    if len(text) <= 80 and DATELINE.fullmatch(text):
        return BlockRole.DATELINE, 0
    if len(text) <= 80 and "\n" not in text and SALUTE.fullmatch(text) and len(after) > len(text):
        return BlockRole.SALUTE, 0
    if CLOSE.match(text) and (text.endswith(",") or len(text) <= 80):
        return BlockRole.CLOSE, 0
    if SIGNED.match(text) or (before is BlockRole.CLOSE and len(text) <= 80):
        return BlockRole.SIGNED, 0
    if (
        before in (BlockRole.HEADING, BlockRole.GAP)
        and len(text) <= 100
        and "\n" not in text
        and CAPITALS.fullmatch(text)
    ):
        return BlockRole.HEADING, 2
    return BlockRole.PARAGRAPH, 0


def _marked(text: str, mark: str) -> tuple[BlockRole, int] | None:
    """Return the role that a block's own markup or first letters tell, if they tell one."""
    heading = MARK.match(text)
    if heading:
        return BlockRole.HEADING, len(heading[1])
    if mark.startswith("#"):
        return BlockRole.HEADING, len(mark) - len(mark.lstrip("#"))
    if POSTSCRIPT.match(text):
        return BlockRole.POSTSCRIPT, 0
    return (BlockRole.QUOTE, 0) if text.startswith("> ") else None
