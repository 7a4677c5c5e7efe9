"""The body of the TEI: one document, its blocks and pieces, and what decisions and transcription say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree

from corpus.kinds import Trait, having
from corpus.records import Basis, Kind, Remark
from corpus.xml import FORBIDDEN

from ...blocks import Block
from ...mentions import ELEMENTS, Mention
from ...pieces import SHOWN, Note, Piece
from ...record import Part
from ...roles import BlockRole
from .context import Context
from .xml import ID, clean, sub, tag

OPENERS = (BlockRole.DATELINE, BlockRole.SALUTE)
CLOSERS = (BlockRole.CLOSE, BlockRole.SIGNED, BlockRole.DATELINE)
IN_TEXT = "in-text"
"""The type of ``del`` of struck-out words that the transcription has in its text."""
LEFT_OUT = "left-out"
"""The type of ``del`` of struck-out words that the transcription only tells of."""
SURPLUS = {Kind.DUPLICATE: "repeated", Kind.MARKUP: "markup", Kind.MARKER: "note-call"}
EVIDENCE = {Basis.EDITOR: "conjecture", Basis.NAME: "external"}
"""What a conjecture rests on, in TEI's words; everything else is internal evidence."""
ELEMENT = {
    BlockRole.HEADING: "head",
    BlockRole.DATELINE: "dateline",
    BlockRole.SALUTE: "salute",
    BlockRole.CLOSE: "salute",
    BlockRole.SIGNED: "signed",
}


class Body:
    """The text of one document."""

    def __init__(self, context: Context, part: Part) -> None:
        self._context = context
        self._part = part
        self._wit = f"#wit-{part.slug}"
        self._coming = list(part.witness.pages)
        self._said = [r for r in part.witness.remarks if r.start == r.end and r.kind in SHOWN]

    def element(self) -> etree._Element:
        """Return the document as a ``div``: sections at headings, openers and closers where TEI allows them."""
        division = etree.Element(tag("div"), {"type": "document", "n": clean(self._part.witness.siglum)})
        division.set(ID, self._context.id(self._part.slug))
        current = division
        for section in _sections(self._part.blocks):
            if section and section[0].role is BlockRole.HEADING and len(current):
                current = sub(division, "div", type="section")
            self._section(current, section)
        if not len(division):
            sub(division, "p")
        for page in self._coming:
            self._break(division[-1] if len(division) else division, page.page)
        self._points(division[-1], len(self._part.witness.text))
        return division

    def _section(self, division: etree._Element, blocks: Sequence[Block]) -> None:
        solid = [n for n, block in enumerate(blocks) if block.role is not BlockRole.GAP]
        first, last = _edges(blocks, solid)
        wrapper: etree._Element | None = None
        for n, block in enumerate(blocks):
            if block.role is BlockRole.GAP:
                self._gap(division, wrapper, block)
                continue
            name, around = _element(blocks, n, first, last, opens=bool(solid) and n == solid[0])
            if around:
                same = wrapper is not None and wrapper.tag == tag(around) and around != "postscript"
                wrapper = wrapper if same else sub(division, around)
            else:
                wrapper = None
            target = sub(division if wrapper is None else wrapper, name)
            if name == "ab":
                target.set("type", str(block.role))
            target.set(ID, self._context.id(block.anchor))
            self._pieces(target, block.pieces)

    def _gap(self, division: etree._Element, wrapper: etree._Element | None, block: Block) -> None:
        """Put white space between blocks; where TEI allows none or not these characters, inside the block before."""
        text = block.text
        holder = division
        if wrapper is not None and wrapper.tag != tag("postscript"):
            holder = wrapper
        if FORBIDDEN.search(text):
            if not len(division):
                holder = sub(division, "ab")
            else:
                holder = division[-1]
                while len(holder) and holder[-1].tag in (tag("p"), tag("ab"), tag("salute"), tag("signed")):
                    holder = holder[-1]
        self._context.put(holder, text, lines=False)

    def _pieces(self, parent: etree._Element, pieces: Sequence[Piece]) -> None:
        for moved, group in groupby(pieces, key=lambda piece: piece.moved):
            if moved is None:
                self._named(parent, _joined(group))
            else:
                app = self._marked(parent, "app", moved, type="transposition", corresp=f"#{moved.id}-from")
                self._named(sub(app, "lem"), group)
                sub(app, "rdg", wit=self._wit)

    def _named(self, parent: etree._Element, pieces: Iterable[Piece]) -> None:
        for name, group in groupby(pieces, key=lambda piece: piece.name):
            holder = self._name(parent, name) if name else parent
            for said, run in groupby(group, key=_remarks):
                inner: etree._Element | None = None
                for piece in run:
                    if piece.moved is None:
                        self._pages(holder if inner is None else inner, piece)
                        self._points(holder if inner is None else inner, piece.start)
                    inner = self._wrapped(holder, said) if inner is None else inner
                    self._piece(inner, piece)
                if piece.moved is None:
                    self._points(holder, piece.end)

    def _wrapped(self, parent: etree._Element, said: Sequence[Remark]) -> etree._Element:
        """Put the elements around a stretch that its remarks ask for; give the innermost."""
        for remark in said:
            if remark.kind == "gap":
                parent = sub(sub(parent, "gap", reason=remark.value or "unknown"), "desc")
            elif remark.kind == "highlight":
                parent = sub(parent, "hi", rend=remark.value)
            else:
                name, kind = {"unclear": ("unclear", ""), "addition": ("add", "")}.get(remark.kind, ("del", IN_TEXT))
                parent = sub(parent, name, type=kind)
        return parent

    def _points(self, parent: etree._Element, offset: int) -> None:
        """Put what the transcription says of places, up to an offset in the witness."""
        while self._said and self._said[0].start <= offset:
            remark = self._said.pop(0)
            if remark.kind == "gap":
                sub(parent, "gap", reason=remark.value or "unknown")
            elif remark.kind == "note":
                sub(parent, "note", remark.value, type="transcription")
            elif remark.kind == "deletion":
                sub(parent, "del", remark.value, type=LEFT_OUT)

    def _name(self, parent: etree._Element, name: Mention) -> etree._Element:
        if name.kind in ELEMENTS:
            return sub(parent, ELEMENTS[name.kind], ref=f"#{name.id}")
        return sub(parent, "name", type=name.kind)

    def _pages(self, parent: etree._Element, piece: Piece) -> None:
        while self._coming and piece.end > piece.start >= self._coming[0].start:
            self._break(parent, self._coming.pop(0).page)

    def _break(self, parent: etree._Element, page: str) -> None:
        sub(parent, "pb", n=page, facs=self._context.surface(self._part.witness.siglum, page))

    def _marked(self, parent: etree._Element, name: str, note: Note, **attributes: str) -> etree._Element:
        element = sub(parent, name, **attributes)
        element.set(ID, self._context.id(note.id))
        element.set("change", f"#d-{note.id}")
        return element

    def _piece(self, parent: etree._Element, piece: Piece) -> None:
        put = self._context.put
        note = piece.note
        if piece.text == piece.source:
            if piece.query is not None:
                kind = str(piece.query.finding.kind)
                put(sub(parent, "unclear", reason=kind, cert="low"), piece.text)
            else:
                put(parent, piece.text)
            return
        if note is None or (note.moves and piece.text):
            self._space(parent, piece)
            return
        decision = note.decision
        resp = self._context.resp(decision.by)
        cert = "low" if decision.doubtful else "high"
        if note.moves:
            app = sub(parent, "app", type="transposition", corresp=f"#{note.id}", change=f"#d-{note.id}")
            app.set(ID, self._context.id(f"{note.id}-from"))
            sub(app, "lem")
            put(sub(app, "rdg", wit=self._wit), piece.source)
        elif not piece.text:
            if decision.kind is Kind.FURNITURE:
                put(self._marked(parent, "fw", note, type="furniture", resp=resp, cert=cert), piece.source)
            else:
                reason = SURPLUS.get(decision.kind, str(decision.kind))
                put(self._marked(parent, "surplus", note, reason=reason, resp=resp, cert=cert), piece.source)
        elif not piece.source:
            put(self._marked(parent, "supplied", note, reason="omitted", resp=resp, cert=cert), piece.text)
        elif piece.moved is None and self._from_ink(note) and not self._context.inline:
            put(self._marked(parent, "seg", note, type="emended"), piece.text)
            self._context.note_external(note, piece, self._part)
        elif decision.basis.independent:
            app = self._marked(parent, "app", note, type=str(decision.kind))
            wit = self._context.wit(decision.follows)
            put(sub(app, "lem", wit=wit, resp=resp, cert=cert, cause=str(decision.basis)), piece.text)
            put(sub(app, "rdg", wit=self._wit), piece.source)
        else:
            choice = self._marked(parent, "choice", note)
            put(sub(choice, "sic"), piece.source)
            evidence = EVIDENCE.get(decision.basis, "internal")
            corr = sub(choice, "corr", type=str(decision.kind), resp=resp, cert=cert, evidence=evidence)
            put(corr, piece.text)

    def _from_ink(self, note: Note) -> bool:
        return (
            bool(note.inks)
            and note.decision.kind in having(Trait.DIPLOMATIC)
            and note.decision.basis is not Basis.PARALLEL
        )

    def _space(self, parent: etree._Element, piece: Piece) -> None:
        """White space that closed up beside something that went."""
        if not piece.text:
            self._context.put(sub(parent, "surplus", reason="space"), piece.source)
        else:
            app = sub(parent, "app", type="space")
            self._context.put(sub(app, "lem"), piece.text)
            self._context.put(sub(app, "rdg", wit=self._wit), piece.source)


def _edges(blocks: Sequence[Block], solid: Sequence[int]) -> tuple[int, int]:
    """Return the first block that is no opener, and the first one of the closer; TEI wants text between."""
    first = next((n for n in solid if blocks[n].role not in (*OPENERS, BlockRole.HEADING)), len(blocks))
    last = len(blocks)
    for n in reversed(solid):
        if blocks[n].role not in (*CLOSERS, BlockRole.POSTSCRIPT) or n < first:
            break
        last = n
    return first, len(blocks) if all(n < first or n >= last for n in solid) else last


def _element(blocks: Sequence[Block], n: int, first: int, last: int, *, opens: bool) -> tuple[str, str]:
    """Return the element of a block, and the one around it, if any.

    Args:
        blocks: of the section.
        n: the number of the block.
        first: the first block that is no opener.
        last: the first block of the closer.
        opens: whether it is the first block of the section.
    """
    role = blocks[n].role
    name = ELEMENT.get(role, "p")
    if role is BlockRole.HEADING and opens:
        return name, ""
    if role in OPENERS and n < first:
        return name, "opener"
    if role in CLOSERS and n >= last and not _after_postscript(blocks, n, last):
        return name, "closer"
    if role is BlockRole.POSTSCRIPT and n >= last:
        return "p", "postscript"
    return name if name == "p" else "ab", ""


def _remarks(piece: Piece) -> tuple[Remark, ...]:
    """Return the remarks on a stretch; a gap holds its sign only, and what is doubted is none."""
    gap = next((n for n, remark in enumerate(piece.remarks) if remark.kind == "gap"), len(piece.remarks))
    return piece.remarks[: gap + 1 if piece.query is None else gap]


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut the blocks before every heading that follows something else."""
    out: list[list[Block]] = [[]]
    for block in blocks:
        if block.role is BlockRole.HEADING and any(b.role is not BlockRole.GAP for b in out[-1]):
            out.append([])
        out[-1].append(block)
    return out


def _after_postscript(blocks: Sequence[Block], n: int, last: int) -> bool:
    return any(block.role is BlockRole.POSTSCRIPT for block in blocks[last:n])


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Put the white space that only the witness has to the passage beside it that went."""
    out: list[Piece] = []
    for piece in pieces:
        gone = not piece.text and piece.source
        last = out[-1] if out else None
        if gone and last and not last.text and last.source and last.end == piece.start:
            if piece.note is None or piece.note is last.note:
                out[-1] = _merge(last, piece, last.note)
                continue
            if last.note is None:
                out[-1] = _merge(last, piece, piece.note)
                continue
        out.append(piece)
    return out


def _merge(one: Piece, other: Piece, note: Note | None) -> Piece:
    return Piece("", one.source + other.source, one.start, other.end, note, one.moved)
