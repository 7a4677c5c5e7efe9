"""A finding in its context, as rows for the screen: what stands there, what would stand there, what is around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.records import Verdict
from restore.text.places import line_of

from ..state.diff import Styled, Tone, before_after, inline
from .fold import Row, cut, fold, pad, shown, size

if TYPE_CHECKING:
    from corpus.store import Entry

    from ..state.session import ReviewSession

CONTEXT = (60, 120, 240, 480, 960, 2000, 4000, 16000)
"""Code points of context on either side, step by step."""
LONG = 240
"""A passage longer than this is shown by its beginning and end, unless its context was asked for."""


class Mode(StrEnum):
    """How a change is shown."""

    STACKED = "stacked"
    SIDE = "side by side"
    INLINE = "inline"


def page_name(session: ReviewSession, entry: Entry) -> str:
    """Return the page an entry is on, empty for a text."""
    spans = session.witnesses[entry.witness].pages
    return next((span.page for span in spans if span.start <= entry.start < span.end), "")


def around(session: ReviewSession, entry: Entry, context: int) -> tuple[list[Styled], list[Styled]]:
    """Return the context before and after, as it will stand where it is decided, with what waits marked."""
    text = session.witnesses[entry.witness].text
    low, high = max(0, entry.start - context), min(len(text), entry.stop + context)
    while low > 0 and not text[low - 1].isspace() and entry.start - low < context + 30:
        low -= 1
    while high < len(text) and not text[high].isspace() and high - entry.stop < context + 30:
        high += 1
    before = _stretch(session, entry, low, entry.start)
    after = _stretch(session, entry, entry.stop, high)
    return ([Styled("… ", Tone.DIM)] if low else []) + before, after + (
        [Styled(" …", Tone.DIM)] if high < len(text) else []
    )


def _stretch(session: ReviewSession, entry: Entry, low: int, high: int) -> list[Styled]:
    text = session.witnesses[entry.witness].text
    out: list[Styled] = []
    at = low
    for other in session.near(entry.witness, low, high):
        if other.start < at or other.start == other.stop:
            continue
        decision = session.standing(other).decision
        if decision is None:
            piece = Styled(text[other.start : other.stop], Tone.WAITING)
        elif decision.verdict is not Verdict.ACCEPT:
            continue
        elif decision.move_to is not None:
            piece = Styled(elided(text[other.start : other.stop], 0), Tone.DIM)
        else:
            piece = Styled(decision.text, Tone.DONE)
        if at < other.start:
            out.append(Styled(text[at : other.start]))
        out.append(piece)
        at = other.stop
    if at < high:
        out.append(Styled(text[at:high]))
    return _gaps_closed(out)


def _gaps_closed(pieces: list[Styled]) -> list[Styled]:
    """Leave one gap where something between two went, as the edition will (which keeps the stronger of them)."""
    out: list[Styled] = []
    gone = False
    for piece in pieces:
        if piece.role is Tone.DONE and not piece.text:
            gone = True
        elif gone and out and out[-1].text[-1:].isspace():
            out.append(replace(piece, text=piece.text.lstrip()))
            gone = False
        else:
            out.append(piece)
            gone = False
    return [piece for piece in out if piece.text]


def elided(text: str, context: int) -> str:
    """Return a long passage by its beginning and end, unless as much context as it is long was asked for."""
    if len(text) <= max(LONG, context):
        return text
    half = LONG // 2
    return f"{text[:half]} ⋯ {len(text) - 2 * half} characters ⋯ {text[-half:]}"


def rows(session: ReviewSession, entry: Entry, text: str | None, *, context: int, mode: Mode, width: int) -> list[Row]:
    """Return a finding in its context, with the change to ``text`` (None: nothing is proposed)."""
    before, after = (shown(part) for part in around(session, entry, context))
    sic = session.sic(entry)
    finding = session.emendation(entry).finding
    moves = finding.move_to is not None and not text
    if text is None:
        gone = shown([Styled(elided(sic, context), Tone.GONE)])
        return _signed(fold([*before, *gone, *after], width - 2), len_before := size(before), len_before + size(gone))
    if len(sic) > max(LONG, context) and not text:
        gone, new = [Styled(elided(sic, context), Tone.GONE)], list[Styled]()
    else:
        gone, new = before_after(sic, text)
    if mode is Mode.INLINE:
        both = inline(sic, text) if text else [Styled("[-", Tone.SIGN), *gone, Styled("-]", Tone.SIGN)]
        out = [replace(row, sign=" ") for row in fold([*before, *shown(both), *after], width - 2)]
    elif mode is Mode.SIDE and width >= 60:
        out = _side(before, shown(gone), shown(new), after, width)
    else:
        out = _stacked(before, shown(gone), shown(new), after, width - 2)
    if moves and finding.move_to is not None:
        out += _arrival(session, entry, finding.move_to, context, width - 2)
    return out


def _signed(found: list[Row], start: int, end: int, sign: str = "-") -> list[Row]:
    return [replace(row, sign=sign) if row.start < end and row.end >= start else row for row in found]


def _stacked(before: list[Styled], gone: list[Styled], new: list[Styled], after: list[Styled], width: int) -> list[Row]:
    """The rows with the change twice, as a diff has them: as they stand, as they would stand."""
    old = [*before, *gone, *after]
    start, end = size(before), size(before) + size(gone)
    laid = fold(old, width)
    hit = [n for n, row in enumerate(laid) if row.start < max(end, start + 1) and row.end > start] or [len(laid) - 1]
    first, last = hit[0], hit[-1]
    from_, to = laid[first].start, laid[last].end
    fresh = [*cut(before, from_, start), *new, *cut(after, 0, to - end)]
    while fresh and fresh[-1].text.endswith("\n"):
        fresh[-1] = replace(fresh[-1], text=fresh[-1].text[:-1])
    plus = fold(fresh, width) if any(piece.text.strip() for piece in fresh) else []
    return [
        *laid[:first],
        *(replace(row, sign="-") for row in laid[first : last + 1]),
        *(replace(row, sign="+") for row in plus),
        *laid[last + 1 :],
    ]


def _side(before: list[Styled], gone: list[Styled], new: list[Styled], after: list[Styled], width: int) -> list[Row]:
    """As it stands beside as it would stand."""
    half = half_of(width)
    left = _marked(fold([*before, *gone, *after], half), size(before), size(gone), "-")
    right = _marked(fold([*before, *new, *after], half), size(before), size(new), "+")
    return columns(left, right, half)


def half_of(width: int) -> int:
    """Return the width of each of two columns."""
    return (width - 7) // 2


def columns(left: Sequence[Row], right: Sequence[Row], half: int) -> list[Row]:
    """Put rows side by side in two columns of a width."""
    out = []
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else Row(())
        two = right[number] if number < len(right) else Row(())
        pieces = [*pad(one.pieces, half), Styled(" │ ", Tone.DIM), Styled(f"{two.sign} ", _sign_role(two.sign))]
        out.append(Row((*pieces, *pad(two.pieces, half)), sign=one.sign))
    return out


def _marked(found: list[Row], start: int, length: int, sign: str) -> list[Row]:
    end = start + max(length, 1)
    return [replace(row, sign=sign) if row.start < end and row.end > start else row for row in found]


def _sign_role(sign: str) -> Tone:
    return {"-": Tone.MINUS, "+": Tone.PLUS}.get(sign, Tone.DIM)


def _arrival(session: ReviewSession, entry: Entry, target: int, context: int, width: int) -> list[Row]:
    """The place a passage moves to, with the passage there."""
    text = session.witnesses[entry.witness].text
    number = line_of(text, target)
    context = max(context // 2, CONTEXT[0])
    low, high = max(0, target - context), min(len(text), target + context)
    low += len(text[low:target]) - len(text[low:target].partition(" ")[2]) if low and " " in text[low:target] else 0
    head = Row((Styled(f"moves to before line {number}:", Tone.TITLE),))
    passage = shown([Styled(elided(session.sic(entry), 0).strip("\n"), Tone.NEW)])
    return [
        Row(()),
        head,
        *fold(shown([Styled("… " if low else "", Tone.DIM), Styled(text[low:target].strip("\n"))]), width),
        *(replace(row, sign="+") for row in fold(passage, width)),
        *fold(
            shown([Styled(text[target:high].strip("\n")), Styled(" …" if high < len(text) else "", Tone.DIM)]), width
        ),
    ]


def gutter(row: Row) -> list[Styled]:
    """Return a row with its sign before it."""
    return [Styled(f"{row.sign} ", _sign_role(row.sign)), *row.pieces]


def change_row(found: list[Row]) -> int:
    """Return the number of the first row with a change, 0 if there is none."""
    return next((n for n, row in enumerate(found) if row.sign in "-+"), 0)
