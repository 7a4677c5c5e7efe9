"""Decisions to edition: the text is computed from the witness and the decisions in force, never changed in place.

No decisions: the edition is the witness, byte for byte. The order of the decisions does not matter.

White space: where a passage goes, the gaps before and after it become one, the stronger of the two as it stands
(an empty line is stronger than a line end, a line end than a space); a decision on the gap itself (a false paragraph
break, a page number with the break after it read as a space) overrules that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.decisions.log import in_force
from corpus.decisions.selectors import locate
from corpus.kinds import Trait, having
from corpus.records import Decision, Kind, Verdict, Witness
from corpus.tokens import DIVIDING

BROKEN = re.compile(r"([^\W\d_]+)[^\w\s-]{0,2}([^\S\n]*\n\s*)([^\W\d_]+)")
"""A word broken over two lines of which the hyphen is lost, or read as another mark."""
DIVIDED = re.compile(rf"[^\W\d_]+[{DIVIDING}] +[^\W\d_]+\W*")
"""A word divided at the end of a line that is none any more: its hyphen stands inside the line."""
View = Callable[[Decision], Decision | None]
"""What a view of the text has of a decision: all, nothing, or a part."""


def edited(decision: Decision) -> Decision:
    """All that was decided."""
    return decision


def diplomatic(decision: Decision) -> Decision | None:
    """What a decision says of how the ink reads: of a word broken over two lines, only the hyphen that was lost.

    A word is made one where its hyphen stands inside a line, for the line it was broken at is not there to be kept.
    """
    if decision.kind in having(Trait.DIPLOMATIC) or (
        decision.kind is Kind.SPLIT and DIVIDED.fullmatch(decision.selector.exact)
    ):
        return decision
    broken = BROKEN.fullmatch(decision.selector.exact) if decision.kind is Kind.SPLIT else None
    if broken is None or decision.text.replace("-", "") != broken[1] + broken[3]:
        return None
    return replace(decision, text=f"{broken[1]}-{broken[2]}{broken[3]}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the edition and where it comes from.

    Attributes:
        text: as it stands in the edition; empty for what went.
        start: offset in the witness.
        end: offset in the witness, end exclusive.
        decision: that made it so, if one did.
        gap: whether it is white space that closed up because something beside it went.
        moved: the decision that brought it here from elsewhere, if one did.
    """

    text: str
    start: int
    end: int
    decision: Decision | None = None
    gap: bool = False
    moved: Decision | None = None


@dataclass(frozen=True)
class Edition:
    """A witness with the decisions in force.

    Attributes:
        witness: the base.
        segments: in the edition's order; together they cover each code point of the witness once.
        orphans: decisions whose place is not there any more.
        clashes: decisions that another one leaves no room for.
        moves: start and end in the witness of every passage that moved, with the decision, in text order.
    """

    witness: Witness
    segments: tuple[Segment, ...]
    orphans: tuple[Decision, ...] = ()
    clashes: tuple[Decision, ...] = ()
    moves: tuple[tuple[int, int, Decision], ...] = ()

    @property
    def text(self) -> str:
        """The edited text."""
        return "".join(segment.text for segment in self.segments)

    def slice(self, start: int, end: int) -> str:
        """Return the edited text of a stretch of the witness, in the edition's order."""
        parts: list[str] = []
        for segment in self.segments:
            if segment.end <= start or segment.start >= end:
                continue
            if segment.decision is None and not segment.gap:
                low = max(start, segment.start) - segment.start
                high = min(end, segment.end) - segment.start
                parts.append(segment.text[low:high])
            elif start <= segment.start:
                parts.append(segment.text)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Applied:
    start: int
    end: int
    decision: Decision
    move_to: int | None = None

    @property
    def text(self) -> str:
        return self.decision.text

    @property
    def moves(self) -> bool:
        return self.move_to is not None

    @property
    def deletes(self) -> bool:
        return not self.moves and not self.text


def establish(witness: Witness, events: Iterable[Decision], view: View = edited) -> Edition:
    """Compute the edition of a witness from the log.

    Args:
        witness: the base text.
        events: the log; undone and overruled events in it are seen to here.
        view: what of the decisions in force counts (all, what says how the ink reads, …).
    """
    edits: list[_Applied] = []
    orphans: list[Decision] = []
    for decision in in_force(event for event in events if event.witness == witness.siglum):
        seen = view(decision) if decision.verdict is Verdict.ACCEPT else None
        if seen is None:
            continue
        place = locate(witness.text, decision.selector)
        target = None if decision.move_to is None else locate(witness.text, decision.move_to)
        if place is None or (decision.move_to is not None and target is None):
            orphans.append(decision)
        else:
            edits.append(_Applied(*place, seen, None if target is None else target[0]))
    fitting, clashes = _fit(edits)
    items = _Rendering(witness.text, fitting).items()
    segments = tuple(_close_gaps(witness.text, items))
    moves = tuple((edit.start, edit.end, edit.decision) for edit in fitting if edit.moves)
    return Edition(witness, segments, tuple(orphans), tuple(clashes), moves)


def _fit(edits: Sequence[_Applied]) -> tuple[list[_Applied], list[Decision]]:
    """Keep edits that are disjoint or nested; longer ones first, so that the outcome does not hang on the order.

    What is supplied at the edge of another edit's place stands outside it.
    """
    kept: list[_Applied] = []
    clashes: list[Decision] = []
    ends: list[_Applied] = []
    for edit in sorted(edits, key=_precedence):
        while ends and ends[-1].end <= edit.start:
            ends.pop()
        outer = ends[-1] if ends else None
        inside = outer is not None and edit.end <= outer.end and (outer.moves or outer.deletes)
        same = outer is not None and (outer.start, outer.end) == (edit.start, edit.end)
        into_itself = edit.move_to is not None and edit.start < edit.move_to < edit.end
        if into_itself or (outer is not None and (not inside or same)):
            clashes.append(edit.decision)
            continue
        kept.append(edit)
        ends.append(edit)
    return kept, clashes


def _precedence(edit: _Applied) -> tuple[int, bool, int, str, str]:
    length = edit.end - edit.start
    return edit.start, length > 0, -length, edit.decision.at, edit.decision.id


class _Rendering:
    """Walks the witness and lays the pieces out in the edition's order."""

    def __init__(self, text: str, edits: Sequence[_Applied]) -> None:
        self._text = text
        self._edits = edits
        self._arrivals: dict[int, list[_Applied]] = {}
        for edit in edits:
            if edit.move_to is not None:
                self._arrivals.setdefault(self._outside(edit, edit.move_to), []).append(edit)

    def _outside(self, moved: _Applied, offset: int) -> int:
        """Return the offset itself, or the start of the passage that goes and would take the arrival with it."""
        for edit in self._edits:
            if edit is not moved and edit.start < offset < edit.end:
                return edit.start
        return offset

    def items(self) -> list[Segment]:
        top = self._children(0, len(self._text), None)
        return self._lay(0, len(self._text), top)

    def _children(self, start: int, end: int, outer: _Applied | None) -> list[_Applied]:
        children: list[_Applied] = []
        reach = start
        for edit in self._edits:
            at_edge = outer is not None and (edit.end <= start or edit.start >= end)
            if edit is not outer and edit.start >= reach and edit.end <= end and not at_edge:
                children.append(edit)
                reach = edit.end
        return children

    def _lay(
        self, start: int, end: int, children: Sequence[_Applied], body_of: _Applied | None = None
    ) -> list[Segment]:
        """Lay out a stretch; what arrives at the very start of a moved passage stands before it, not inside."""
        edge = -1 if body_of is None else start
        out: list[Segment] = []
        at = start
        for edit in children:
            out += self._kept(at, edit.start, edge)
            arrived = [] if edit.start == edge else self._arrive(edit.start)
            out += arrived
            if edit.moves:
                if not arrived:
                    out.append(Segment("", edit.start, edit.start, edit.decision))
            else:
                out.append(Segment(edit.text, edit.start, edit.end, edit.decision))
            at = edit.end
        out += self._kept(at, end, edge)
        if end == len(self._text) and body_of is None:
            out += self._arrive(end)
        return out

    def _kept(self, start: int, end: int, edge: int) -> list[Segment]:
        out: list[Segment] = []
        at = start
        for offset in sorted(o for o in self._arrivals if start <= o < end and o != edge):
            if offset > at:
                out.append(Segment(self._text[at:offset], at, offset))
            out += self._arrive(offset)
            at = offset
        if end > at:
            out.append(Segment(self._text[at:end], at, end))
        return out

    def _arrive(self, offset: int) -> list[Segment]:
        out: list[Segment] = []
        for edit in self._arrivals.pop(offset, []):
            body = self._lay(edit.start, edit.end, self._children(edit.start, edit.end, edit), edit)
            gap = self._gap(edit)
            before = offset > 0 and not self._text[offset - 1].isspace()
            after = offset < len(self._text) and not self._text[offset].isspace()
            if before:
                out.append(Segment(gap, edit.start, edit.start, edit.decision, gap=True, moved=edit.decision))
            out += [piece if piece.moved else replace(piece, moved=edit.decision) for piece in body]
            if after and not self._replaces(offset):
                out.append(Segment(gap, edit.end, edit.end, edit.decision, gap=True, moved=edit.decision))
        return out

    def _replaces(self, offset: int) -> bool:
        """Whether a passage that itself moves away stands at the offset, so that its gaps serve the arrival."""
        return any(edit.moves and edit.start == offset for edit in self._edits)

    def _gap(self, edit: _Applied) -> str:
        before = self._text[: edit.start]
        after = self._text[edit.end :]
        left = before[len(before.rstrip()) :]
        right = after[: len(after) - len(after.lstrip())]
        return max(left, right, key=_strength) or " "


def _strength(gap: str) -> tuple[int, int]:
    return gap.count("\n"), len(gap)


def _close_gaps(text: str, items: Sequence[Segment]) -> list[Segment]:
    """Make one gap of the gaps around what went."""
    pieces = [piece for item in items for piece in _split_edges(item)]
    out: list[Segment] = []
    at = 0
    while at < len(pieces):
        if not _blank(pieces[at]):
            out.append(pieces[at])
            at += 1
            continue
        stop = at
        while stop < len(pieces) and _blank(pieces[stop]):
            stop += 1
        run = pieces[at:stop]
        if any(piece.decision is not None and not piece.gap for piece in run):
            run = _one_gap(text, run, first=not out, last=stop == len(pieces))
        out += run
        at = stop
    return out


def _one_gap(text: str, run: Sequence[Segment], *, first: bool, last: bool) -> list[Segment]:
    decided = [p for p in run if p.decision is not None and not p.gap and (p.text or text[p.start : p.end].isspace())]
    sides: list[str] = [""]
    for piece in run:
        if piece.decision is not None and not piece.text:
            sides.append("")
        else:
            sides[-1] += piece.text
    if first:
        gap = ""
    elif last:
        gap = text[len(text.rstrip()) :]
    elif decided:
        gap = min((piece.text for piece in decided), key=_strength)
    else:
        gap = max(sides, key=_strength)
    carrier = next((n for n, p in enumerate(run) if p.text or p in decided), 0)
    return [replace(p, text=gap if n == carrier else "", gap=p.gap or p.decision is None) for n, p in enumerate(run)]


def _split_edges(item: Segment) -> list[Segment]:
    """Cut the white space at both ends off a kept stretch."""
    if item.decision is not None or not item.text or item.text.isspace():
        return [item]
    lead = len(item.text) - len(item.text.lstrip())
    tail = len(item.text.rstrip())
    cuts = [(0, lead), (lead, tail), (tail, len(item.text))]
    return [replace(item, text=item.text[a:b], start=item.start + a, end=item.start + b) for a, b in cuts if a < b]


def _blank(piece: Segment) -> bool:
    return not piece.text or piece.text.isspace()
