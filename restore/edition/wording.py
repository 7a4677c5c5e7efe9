"""What an apparatus entry says, in words; every writer uses these."""

from __future__ import annotations

from corpus.records import Basis

from .pieces import Note

BASES = {
    Basis.COPY: "another copy of the passage in this document",
    Basis.INK: "another reading of the same ink",
    Basis.PARALLEL: "a parallel text",
    Basis.NAME: "the name authority",
    Basis.LANGUAGE: "language",
    Basis.RULE: "rule",
    Basis.EDITOR: "the editor’s judgement",
}
"""What a reading rests on, as an editor says it."""


def short(text: str, limit: int = 72) -> str:
    """Return a text on one line, its middle left out where it is long; line ends alone are shown as signs."""
    flat = " ".join(text.split()) or text.replace("\n", "⏎").replace(" ", "␣")
    half = (limit - 3) // 2
    return flat if len(flat) <= limit else f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"


def describe(note: Note) -> str:
    """Return lemma and reading: ``Soviet] Seviet``."""
    if note.moves:
        return f"“{short(note.sic)}” stands elsewhere in the source"
    if note.sic and not (note.sic + note.text).strip():
        return _white(note.sic, note.text)
    if not note.text.strip():
        return f"“{short(note.sic)}” left out"
    if not note.sic:
        return f"“{short(note.text)}” supplied"
    return f"{short(note.text)}] {short(note.sic)}"


def _white(sic: str, text: str) -> str:
    """Say how white space changed."""
    before, after = (2 if "\n" in t.strip(" \t").strip("\r")[1:] else t.count("\n") for t in (sic, text))
    names = ("space", "line break", "paragraph break")
    if before == after:
        return "space closed" if not text else "space changed"
    return f"{names[min(before, 2)]} closed" if before > after else f"{names[min(after, 2)]} put in"


def rationale(note: Note) -> str:
    """Return what the decision rests on and who made it."""
    decision = note.decision
    why = decision.why or BASES[decision.basis]
    doubt = "; doubtful" if decision.doubtful else ""
    return f"{why} ({decision.by}{doubt})"
