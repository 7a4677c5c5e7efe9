"""What a reading changes, in the letters that differ: how alike places and like confusions are told."""

from __future__ import annotations

import hashlib

from ..records import Emendation

LONGEST = 3
"""A confusion has at most so many letters on either side."""


def confusion(sic: str, text: str) -> str:
    """Name the letters that were confused, ``e→o`` for Seviet and Soviet; empty where more than that differs."""
    if not text or sic == text:
        return ""
    head = _same(sic, text)
    tail = _same(sic[head:][::-1], text[head:][::-1])
    before, after = sic[head : len(sic) - tail], text[head : len(text) - tail]
    short = len(before) <= LONGEST and len(after) <= LONGEST
    whole = head + tail == 0 and max(len(sic), len(text)) > 1
    return f"{before}→{after}" if short and not whole else ""


def _same(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    differ = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def likeness(emendation: Emendation) -> str:
    """Return the same short name to all emendations that ask the same: same kind, same text, same first reading.

    Empty where nothing is proposed and for what is its own case each time (moves, doubled passages).
    """
    finding, best = emendation.finding, emendation.best
    if best is None or finding.move_to is not None or finding.partner is not None:
        return ""
    raw = f"{finding.kind}\x00{finding.sic}\x00{best.text}"
    return hashlib.blake2b(raw.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
