"""Which of two copies of a passage is the better witness."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..text.sentences import open_left
from .alignment import BetterBecause, Copy

if TYPE_CHECKING:
    from corpus.language import Language


GARBLED = 0.035
"""A copy is badly read where its share of words that are none exceeds the other copy's by this."""
GARBLE = 0.12
"""A copy is hardly readable where its share of words that are none exceeds the other copy's by this."""
NUMERAL = re.compile(r"[\d.,:/-]+(?:st|nd|rd|d|th|s)?")
PARAGRAPH = re.compile(r"[^\S\n]*\n[^\S\n]*\n")


BETTER: dict[BetterBecause, str] = {
    BetterBecause.FEWER_ODD_WORDS: "it has fewer words that are none: {few} against {many}",
    BetterBecause.OTHER_BREAKS_OFF: "the other one breaks off at “{tail}”",
    BetterBecause.STANDS_FIRST: "both read alike; this one stands first",
    BetterBecause.SENTENCES_GO_ON: "it stands where the sentences before and after go on",
    BetterBecause.NUMBER_COUNTS_ON: "its page number counts on from the one before",
}
"""Why a copy is the better witness, as people read it; no rule reads the wording."""


def because(reason: BetterBecause, **details: object) -> str:
    """Return a reason as people read it."""
    return BETTER[reason].format(**details)


def weighed(copy: Copy, text: str, language: Language) -> Copy:
    """Put the better witness first, and say why.

    The worse one is badly read, or breaks off; of two that are alike it is the later one, which then may still correct
    the first in places. One that hangs on at the end of the text is the worse one unless the other is hardly readable.
    """
    mine, theirs = odd_on_sides(copy, text, language)
    words = len(text[copy.copy_start : copy.copy_end].split())
    hangs_on = not text[copy.copy_end :].strip()
    least = max(5, GARBLE * words) if mine > theirs and hangs_on else max(3, GARBLED * words)
    if abs(mine - theirs) >= least:
        better = copy if mine < theirs else copy.swapped()
        why = because(BetterBecause.FEWER_ODD_WORDS, few=min(mine, theirs), many=max(mine, theirs))
        return replace(better, better=BetterBecause.FEWER_ODD_WORDS, why=why)
    here, there = breaks_off(text, copy.end, copy.copy_end), breaks_off(text, copy.copy_end, copy.end)
    if here != there:
        better = copy.swapped() if here else copy
        tail = " ".join(text[better.copy_start : better.copy_end].split()[-4:])
        why = because(BetterBecause.OTHER_BREAKS_OFF, tail=tail)
        return replace(better, better=BetterBecause.OTHER_BREAKS_OFF, why=why)
    return replace(copy, better=BetterBecause.STANDS_FIRST, why=because(BetterBecause.STANDS_FIRST))


def odd_on_sides(copy: Copy, text: str, language: Language) -> tuple[int, int]:
    """Count the words that are none where the two differ: in the first passage, in the second one."""
    both = [edit for edit in copy.edits if edit.start >= 0 and edit.copy_start >= 0]
    return (
        sum(odd_words(text[edit.start : edit.end], language) for edit in both),
        sum(odd_words(text[edit.copy_start : edit.copy_end], language) for edit in both),
    )


def odd_words(part: str, language: Language) -> int:
    """Count the words of a stretch that are none: not in the vocabulary, or with odd marks or capitals inside."""
    odd = 0
    for word in part.split():
        core = word.strip("\"'“”‘’()[].,;:!?*_-—")
        pieces = re.split(r"[-—/'’.&]", core)
        if core and not NUMERAL.fullmatch(core):
            odd += any(piece and not _sound(piece, language) for piece in pieces)
    return odd


def _sound(piece: str, language: Language) -> bool:
    if piece.isdigit() or language.known(piece):
        return piece.islower() or piece.isupper() or piece[1:].islower() or len(piece) == 1 or piece.isdigit()
    return False


def breaks_off(text: str, end: int, other_end: int) -> bool:
    """Whether a passage stops at a paragraph's end where its copy goes on in the sentence."""
    here, there = text[end : end + 40], text[other_end : other_end + 40]
    stops = not here.strip() or bool(PARAGRAPH.match(here))
    goes_on = bool(there.strip()) and not PARAGRAPH.match(there)
    return stops and goes_on and open_left(text, max(0, end - 400), end) >= 0.7
