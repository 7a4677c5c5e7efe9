"""Word boxes that follow a corrected text: the words of a page as read, with another text put in their places."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from corpus.records import Alternative, Box, Line, Page, Word

from .common import share


def follow(page: Page, text: str) -> Page:
    """Return the page with a corrected text, line by line where the line breaks were kept.

    A word that was corrected keeps its box; words that were split or joined share or join their boxes; what was read
    before stays as an alternative. Lines that lost all their words fall out.

    Args:
        page: as read.
        text: the whole text of the page, corrected.
    """
    corrected = [line.split() for line in text.splitlines() if line.strip()]
    if len(corrected) == len(page.typed):
        lines: list[Line | None] = [_line(line, words) for line, words in zip(page.typed, corrected, strict=True)]
    else:
        lines = _across(page, [word for words in corrected for word in words])
    followed = iter(lines)
    typed = set(map(id, page.typed))
    held = (next(followed, None) if id(line) in typed else line for line in page.lines)
    return replace(page, lines=tuple(line for line in held if line is not None))


def _line(line: Line, words: list[str]) -> Line:
    return replace(line, words=tuple(_words(line.words, words))) if words else line


def _across(page: Page, words: list[str]) -> list[Line | None]:
    """Put words into lines when the lines themselves changed: each word goes where the words beside it stand."""
    old = [word.text for line in page.typed for word in line.words]
    owner = [number for number, line in enumerate(page.typed) for _ in line.words]
    held: list[list[str]] = [[] for _ in page.typed]
    for op in Levenshtein.opcodes(old, words):
        for offset, word in enumerate(words[op.dest_start : op.dest_end]):
            at = min(op.src_start + offset, max(op.src_start, op.src_end - 1), len(owner) - 1)
            held[owner[at]].append(word)
    return [_line(line, part) if part else None for line, part in zip(page.typed, held, strict=True)]


def _words(read: tuple[Word, ...], words: list[str]) -> list[Word]:
    found: list[Word] = []
    for op in Levenshtein.opcodes([word.text for word in read], words):
        before, after = read[op.src_start : op.src_end], words[op.dest_start : op.dest_end]
        if op.tag == "equal":
            found.extend(before)
        elif len(before) == len(after):
            found.extend(_corrected(word, text) for word, text in zip(before, after, strict=True))
        elif after:
            found.extend(_shared(read, op.src_start, before, after))
    return found


def _corrected(word: Word, text: str) -> Word:
    kept = tuple(other for other in word.alternatives if other.text != text)
    return Word(text, word.box, word.confidence, (Alternative(word.text, word.confidence, "as read"), *kept))


def _shared(read: tuple[Word, ...], at: int, before: tuple[Word, ...], after: list[str]) -> list[Word]:
    """Return words the joint box of those they stand for; inserted ones the gap where they were inserted."""
    if before:
        around = before[0].box
        for word in before[1:]:
            around = around.union(word.box)
        confidence = min(word.confidence for word in before)
    else:
        left = read[at - 1].box.right if at else read[0].box.left
        right = max(left, read[at].box.left if at < len(read) else left)
        beside = read[min(at, len(read) - 1)].box
        around, confidence = Box(left, beside.top, right, beside.bottom), 1.0
    return [Word(text, box, confidence) for text, box in share(around, " ".join(after))]
