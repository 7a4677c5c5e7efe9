"""A transcription as it came, and how one is put together from running text with marks in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..records import Page, PageSpan, Remark, Witness


@dataclass(frozen=True, slots=True)
class Transcription:
    """A transcription as it came.

    Attributes:
        witness: its text, with pages, what it says of its text, and words' boxes where it has them.
        pages: of formats that hold the layout.
    """

    witness: Witness
    pages: tuple[Page, ...] = ()


class Builder:
    """Puts a text together, with pages and remarks on it; used by formats that mark up running text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._pages: list[tuple[int, str]] = []
        self._remarks: list[Remark] = []

    @property
    def at(self) -> int:
        """Where the next text will stand."""
        return self._at

    @property
    def pages(self) -> int:
        """How many pages have begun."""
        return len(self._pages)

    def text(self, text: str) -> None:
        """Add text."""
        self._parts.append(text)
        self._at += len(text)

    def words(self, text: str) -> None:
        """Add text whose white space means no more than that there is some; none at the start of a line."""
        flat = " ".join(text.split())
        if text[:1].isspace() and self._at and not self._ends_blank():
            self.text(" ")
        if flat:
            self.text(flat)
            if text[-1:].isspace():
                self.text(" ")

    def _ends_blank(self) -> bool:
        last = next((part for part in reversed(self._parts) if part), "")
        return last[-1:].isspace()

    def gap(self, gap: str) -> None:
        """Make the white space at the end at least a line end or an empty line."""
        while self._parts and not self._parts[-1].strip(" "):
            self._at -= len(self._parts.pop())
        if self._parts:
            stripped = self._parts[-1].rstrip(" ")
            self._at -= len(self._parts[-1]) - len(stripped)
            self._parts[-1] = stripped
        have = "".join(self._parts[-3:])
        have = have[len(have.rstrip("\n")) :]
        if self._at and len(gap) > len(have):
            self.text("\n" * (len(gap) - len(have)))

    def page(self, name: str) -> None:
        """Begin a page here."""
        self._pages.append((self._at, name))

    def remark(self, start: int, kind: str, value: str = "") -> None:
        """Say something of what stands from an offset to here."""
        self._remarks.append(Remark(min(start, self._at), self._at, kind, value))

    def transcription(self, siglum: str, title: str, digest: str, provenance: str) -> Transcription:
        """Return what was put together."""
        whole = "".join(self._parts)
        text = whole.rstrip() + ("\n" if whole.strip() else "")
        starts = [min(at, len(text)) for at, _ in self._pages]
        spans = tuple(
            PageSpan(start, end, name)
            for start, end, (_, name) in zip(starts, [*starts, len(text)][1:], self._pages, strict=True)
        )
        said = [replace(r, start=min(r.start, len(text)), end=min(r.end, len(text))) for r in self._remarks]
        said = _joined(sorted(said, key=lambda remark: (remark.start, -remark.end)))
        return Transcription(Witness(siglum, title, text, (digest,), spans, (), provenance, tuple(said)))


def _joined(said: Iterable[Remark]) -> list[Remark]:
    """Make one of remarks that say the same of words one after the other, as runs of one style do."""
    out: list[Remark] = []
    last: dict[tuple[str, str], int] = {}
    for remark in said:
        at = last.get((remark.kind, remark.value))
        if at is not None and out[at].start < out[at].end == remark.start < remark.end and remark.kind != "heading":
            out[at] = replace(out[at], end=remark.end)
        else:
            last[remark.kind, remark.value] = len(out)
            out.append(remark)
    return out
