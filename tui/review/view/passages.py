"""Doubled and misplaced passages: the two copies collated, and the seams before and after a move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.kinds import Trait, having
from corpus.records import Basis, Finding, Kind, Reading, Verdict
from corpus.store import Entry

from ..state.diff import Styled, Tone, before_after, parts
from ..state.session import ReviewSession
from .fold import Row, fold, shown
from .place import columns, elided, half_of

SEAM = 90
"""Code points shown on either side of a seam."""


@dataclass(frozen=True, slots=True)
class CopyVariant:
    """A place where two copies differ.

    Attributes:
        start: in the witness, of the better copy's reading.
        end: exclusive.
        kept: what the better copy has.
        other: what the other has.
    """

    start: int
    end: int
    kept: str
    other: str


def passages(session: ReviewSession) -> list[Entry]:
    """Return the findings that are about whole passages, in text order."""
    return [entry for entry in session.entries if entry.kind in having(Trait.SIDE_BY_SIDE)]


def variants(session: ReviewSession, entry: Entry) -> list[CopyVariant]:
    """Return the places where a doubled passage and its better copy differ; none for a move."""
    finding = session.emendation(entry).finding
    if finding.kind is not Kind.DUPLICATE or finding.partner is None:
        return []
    start, end = finding.partner
    text = session.witnesses[entry.witness].text
    kept = text[start:end]
    found = [CopyVariant(start + i, start + j, kept[i:j], other) for i, j, other in parts(kept, finding.sic)]
    return [variant for variant in found if variant.kept.strip() or variant.other.strip()]


def takes_other(session: ReviewSession, entry: Entry, variant: CopyVariant) -> bool:
    """Whether the other copy's reading stands at a variant."""
    at = session.entry_at(entry.witness, variant.start, variant.end)
    decision = None if at is None else session.standing(at).decision
    return decision is not None and decision.verdict is Verdict.ACCEPT and decision.text == variant.other


def merge(session: ReviewSession, entry: Entry, variant: CopyVariant) -> bool:
    """Take the other copy's reading at a variant, or the better copy's again; give whether it is the other's now."""
    if takes_other(session, entry, variant):
        at = session.entry_at(entry.witness, variant.start, variant.end)
        decision = None if at is None else session.standing(at).decision
        if decision is not None:
            session.take_back([decision])
        return False
    reading = Reading(variant.other, 0.5, Basis.COPY, "so in the other copy")
    session.emend(entry.witness, variant.start, variant.end, reading)
    return True


def exchanged(session: ReviewSession, entry: Entry) -> list[Entry]:
    """Return the other passage of an exchange, if there is one."""
    finding = session.emendation(entry).finding
    if finding.kind is not Kind.MISPLACED or finding.partner is None:
        return []
    other = session.entry_at(entry.witness, *finding.partner)
    return [] if other is None else [other]


def collation(session: ReviewSession, entry: Entry, width: int) -> list[Row]:
    """Return the better copy and the other side by side, or one after the other where it is narrow."""
    finding = session.emendation(entry).finding
    text = session.witnesses[entry.witness].text
    if finding.partner is None:
        return fold(shown([Styled(finding.sic)]), width)
    start, end = finding.partner
    other, kept = before_after(finding.sic, text[start:end])
    if width >= 60:
        half = half_of(width)
        heads = [Row((Styled(name, Tone.TITLE),)) for name in ("the better copy", "the other")]
        return columns([heads[0], *fold(shown(kept), half)], [heads[1], *fold(shown(other), half)], half)
    return [
        Row((Styled("the better copy", Tone.TITLE),)),
        *fold(shown(kept), width - 2),
        Row((Styled("the other", Tone.TITLE),)),
        *fold(shown(other), width - 2),
    ]


def seams(session: ReviewSession, entry: Entry, width: int) -> list[Row]:
    """Return both seams of a move, as they are and as they would be."""
    finding = session.emendation(entry).finding
    text = session.witnesses[entry.witness].text
    rows = [*_titled("as it stands", _seam(text, finding.start, finding.end, finding.sic, Tone.GONE), width)]
    rows += _titled("when it is gone", _seam(text, finding.start, finding.end, "", Tone.GONE), width)
    if finding.move_to is not None:
        to = finding.move_to
        rows += _titled("where it would go", _seam(text, to, to, "", Tone.NEW), width)
        rows += _titled("when it is there", _seam(text, to, to, finding.sic, Tone.NEW), width)
    return rows


def _titled(name: str, pieces: Iterable[Styled], width: int) -> list[Row]:
    return [Row((Styled(name, Tone.TITLE),)), *fold(shown(pieces), width - 2), Row(())]


def _seam(text: str, start: int, end: int, passage: str, role: Tone) -> list[Styled]:
    before, after = text[max(0, start - SEAM) : start].rstrip(), text[end : end + SEAM].lstrip()
    middle = (
        [Styled("\n"), Styled(elided(passage, 0).strip(), role), Styled("\n")] if passage else [Styled(" ▏", Tone.KEY)]
    )
    return [Styled(_from_word(before) if start > SEAM else before), *middle, Styled(_to_word(after))]


def _from_word(text: str) -> str:
    return "… " + text.partition(" ")[2] if " " in text else text


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] + " …" if " " in text else text


def told(finding: Finding) -> str:
    """Say in words what kind of passage it is."""
    if finding.kind is Kind.DUPLICATE:
        return "doubled passage"
    return "exchanged passage" if finding.partner is not None else "misplaced passage"
