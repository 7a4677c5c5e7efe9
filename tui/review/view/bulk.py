"""A decision for many places at once: what it says, and where it would hold, looked at before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Basis, Reading, Verdict
from corpus.store import Entry

from ..state.diff import Styled, Tone
from ..state.session import ReviewSession
from .fold import one_line, pad


@dataclass
class Bulk:
    """A bulk decision before it is made.

    Attributes:
        entries: the places, the one it started from first.
        verdict: accept or reject.
        reading: that is accepted.
        why: said in the log, for a rejection.
        basis: what a rejection rests on.
        out: keys of the places that are left out.
    """

    entries: Sequence[Entry]
    verdict: Verdict
    reading: Reading | None = None
    why: str = ""
    basis: Basis = Basis.EDITOR
    out: set[str] = field(default_factory=set)

    @property
    def taken(self) -> list[Entry]:
        """The places it would hold for."""
        return [entry for entry in self.entries if entry.key not in self.out]

    def toggle(self, entry: Entry) -> None:
        """Take a place in, or leave it out."""
        self.out ^= {entry.key}

    def toggle_all(self) -> None:
        """Take all in; none if all are in."""
        self.out = set() if self.out else {entry.key for entry in self.entries}

    def decide(self, session: ReviewSession) -> int:
        """Make the decision: one action, one undo; give for how many places."""
        first, *others = self.taken
        if self.verdict is Verdict.ACCEPT:
            return session.accept(first, self.reading, others=others)
        return session.reject(first, others=others, why=self.why, basis=self.basis)

    def told(self, session: ReviewSession) -> str:
        """Say what it does."""
        sic = one_line(session.sic(self.entries[0]), 30) if self.entries else ""
        if self.verdict is Verdict.REJECT:
            return f"leave “{sic}”" + (f" ({self.why.partition(':')[0]})" if self.why else "")
        text = self.reading.text if self.reading else ""
        return f"“{sic}” → “{one_line(text, 30)}”" if text else f"“{sic}” goes"


def concordance_row(session: ReviewSession, entry: Entry, text: str | None, width: int) -> list[Styled]:
    """Return a place as a row of a concordance: the word in the middle, what is around it on both sides.

    Args:
        session: the review.
        entry: the place.
        text: the reading shown beside the word; None for none, empty for going.
        width: in cells.
    """
    whole = session.witnesses[entry.witness].text
    sic = one_line(session.sic(entry), max(8, width // 4))
    middle = [Styled(f"{sic}", Tone.GONE if text is not None else Tone.STRONG)]
    if text:
        middle += [Styled("→", Tone.DIM), Styled(one_line(text, max(8, width // 4)), Tone.NEW)]
    room = max(0, width - sum(len(piece.text) for piece in middle) - 2)
    left_room = room // 2
    left = " ".join(one_line(whole[max(0, entry.start - left_room * 2) : entry.start], 10**6).split())
    right = " ".join(one_line(whole[entry.stop : entry.stop + room * 2], 10**6).split())
    left = left[-left_room:] if left_room else ""
    return [
        Styled(" " * max(0, left_room - len(left))),
        Styled(left, Tone.DIM),
        Styled(" "),
        *middle,
        Styled(" "),
        *pad([Styled(right, Tone.DIM)], room - left_room),
    ]
