"""PDF by Typst: set with real footnotes, an outline and tags for screen readers.

Typst comes as one wheel without system libraries, embeds its own fonts and is quick on books; WeasyPrint needs Pango
and has no footnotes that break well.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from corpus.errors import EngineError, OutputError

from ..blocks import Block
from ..escape import asset, shown
from ..prose import runs, told
from ..record import Part, Record
from ..roles import BlockRole


def write(record: Record, folder: Path) -> list[Path]:
    """Write edition.pdf.

    Raises:
        EngineError: Typst is not installed.
        OutputError: Typst refuses the text.
    """
    try:
        import typst
    except ImportError:
        raise EngineError("PDF needs Typst", remedy="pip install 'corrigenda[pdf]'") from None
    path = folder / "edition.pdf"
    when = datetime.datetime.fromisoformat(record.date or "2000-01-01T00:00:00+00:00")
    try:
        pdf = typst.compile(source(record).encode(), format="pdf", timestamp=int(when.timestamp()))
    except RuntimeError as error:
        raise OutputError(f"Typst could not set it: {error}", where=path, remedy="please report the text") from None
    path.write_bytes(pdf)
    return [path]


def source(record: Record) -> str:
    """Return the edition in Typst's language; every text is a string literal, so that none is obeyed."""
    parts = "".join(_part(part) for part in record.parts)
    when = record.date[:10]
    date = f"datetime(year: {int(when[:4])}, month: {int(when[5:7])}, day: {int(when[8:10])})" if when else "none"
    return f"{asset('edition.typ')}\n#show: edition.with({_string(record.title)}, {date})\n{parts}"


def _part(part: Part) -> str:
    called: set[int] = set()
    blocks = (_block(part, block, called) for block in part.blocks if block.role is not BlockRole.GAP)
    return f"#document-title({_string(part.title)})\n" + "".join(blocks)


def _block(part: Part, block: Block, called: set[int]) -> str:
    found = runs(part, block, called)
    if not found:
        return ""
    content = " + ".join(
        f"words({_string(run.text)})" + (f" + note({_string(told(run.notes))})" if run.notes else "") for run in found
    )
    if block.role is BlockRole.HEADING:
        return f"#head({min(4, max(2, block.level))}, {content})\n"
    return f"#{block.role}({content})\n"


def _string(text: str) -> str:
    text = re.sub(r"\s+\n|\n\s+", "\n", shown(text).replace("\t", " ").replace("\r", ""))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
