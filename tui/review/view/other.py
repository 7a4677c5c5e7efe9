"""The other witnesses of a place: the other copy of its passage, and other texts of the edition that have it."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.store import Entry
from restore.text.places import line_of

from ..state.diff import Styled, Tone, before_after
from ..state.session import ReviewSession

AROUND = 70
"""Code points before and after the place that are compared."""
ALIKE = 60.0
"""How alike, of 100, a stretch must be to count as the same passage."""
LARGEST = 400_000
"""Longer texts are not searched while the editor waits."""


@dataclass(frozen=True, slots=True)
class Other:
    """How another witness has a place.

    Attributes:
        label: which one, and where in it.
        pieces: its text there, what differs from this place marked as new.
    """

    label: str
    pieces: list[Styled]


def others(session: ReviewSession, entry: Entry) -> list[Other]:
    """Return the other witnesses of an entry's place, copies in the same text first."""
    text = session.witnesses[entry.witness].text
    out: list[Other] = []
    for start, end, other_start, other_end in _copies(session, entry):
        low, high = max(start, entry.start - AROUND), min(end, entry.stop + AROUND)
        found = _aligned(text[low:high], text, other_start, other_end)
        if found is not None:
            out.append(Other(f"line {line_of(text, found[0])}", found[1]))
    for witness in (*session.witnesses.values(), *session.parallels):
        if witness.siglum != entry.witness and len(witness.text) <= LARGEST:
            here = text[max(0, entry.start - AROUND) : entry.stop + AROUND]
            found = _aligned(here, witness.text, 0, len(witness.text))
            if found is not None:
                out.append(Other(f"{witness.title}, line {line_of(witness.text, found[0])}", found[1]))
    return out


def _copies(session: ReviewSession, entry: Entry) -> list[tuple[int, int, int, int]]:
    """Return the doubled passages around an entry: its own copy, and the other."""
    found = []
    for passage, (start, end) in session.doubled(entry.witness):
        if passage.start <= entry.start and entry.stop <= passage.stop:
            found.append((passage.start, passage.stop, start, end))
        elif start <= entry.start and entry.stop <= end:
            found.append((start, end, passage.start, passage.stop))
    return found


def _aligned(here: str, text: str, start: int, end: int) -> tuple[int, list[Styled]] | None:
    part = text[start:end]
    if not here.strip() or not part.strip():
        return None
    match = fuzz.partial_ratio_alignment(here, part, score_cutoff=ALIKE)
    if match is None:
        return None
    if len(here) <= len(part):
        low, high = match.dest_start, match.dest_end
    else:
        low, high = 0, len(part)
        here = here[match.src_start : match.src_end]
    low, high = _to_words(part, low, high)
    _, pieces = before_after(" ".join(here.split()), " ".join(part[low:high].split()))
    return start + low, [Styled("… ", Tone.DIM), *pieces, Styled(" …", Tone.DIM)]


def _to_words(text: str, low: int, high: int) -> tuple[int, int]:
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return low, high
