"""Markdown: one file per document, the apparatus as footnotes (the syntax of Pandoc and GitHub)."""

from __future__ import annotations

import re
from pathlib import Path

from ..blocks import Block
from ..escape import shown
from ..prose import Run, runs, told
from ..record import Part, Record
from ..roles import BlockRole

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
LEADING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]\s))", re.MULTILINE)


def write(record: Record, folder: Path) -> list[Path]:
    """Write one Markdown file a document."""
    out = []
    for part in record.parts:
        path = folder / f"{part.file}.md"
        path.write_text(render(part), encoding="utf-8")
        out.append(path)
    return out


def render(part: Part) -> str:
    """Return a document as Markdown."""
    called: set[int] = set()
    notes: list[str] = []
    blocks = [_block(part, block, called, notes) for block in part.blocks if block.role is not BlockRole.GAP]
    return "\n\n".join([f"# {_escaped(part.title)}", *filter(None, blocks), "\n".join(notes)]).rstrip() + "\n"


def _block(part: Part, block: Block, called: set[int], notes: list[str]) -> str:
    text = "".join(_run(run, notes) for run in runs(part, block, called))
    text = LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else f"{m[1]}{m[2]}\\", text)
    text = text.replace("\n", "\\\n")
    if block.role is BlockRole.HEADING:
        return "#" * min(6, max(2, block.level)) + " " + text.replace("\\\n", " ")
    return f"> {text}" if block.role is BlockRole.QUOTE else text


def _run(run: Run, notes: list[str]) -> str:
    if not run.notes:
        return _escaped(run.text)
    notes.append(f"[^{len(notes) + 1}]: {_escaped(told(run.notes))}")
    return f"{_escaped(run.text)}[^{len(notes)}]"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", shown(text)).replace("&", "&amp;")
