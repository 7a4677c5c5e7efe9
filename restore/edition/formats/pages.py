"""Pages for libraries: hOCR, ALTO and PAGE with the corrected text, words' boxes following it.

Only what says how the ink reads is corrected here; page numbers stay, for they stand on the page.
"""

from __future__ import annotations

from pathlib import Path

from corpus.decisions.log import by_witness
from corpus.file_names import file_name
from corpus.formats import FORMATS, follow

from ..establish import diplomatic, establish
from ..facsimile import scanned
from ..record import Record


def write(record: Record, folder: Path) -> list[Path]:
    """Write the folder ``pages``: one file per page and format; texts without a scan have none."""
    top = folder / "pages"
    logs = by_witness(record.events)
    out: list[Path] = []
    for part in record.parts:
        edition = establish(part.witness, logs[part.witness.siglum], view=diplomatic)
        for span in part.witness.pages:
            page = scanned(record.pages, part.witness, span)
            if page is None:
                continue
            corrected = follow(page, edition.slice(span.start, span.end))
            for name, kind in FORMATS.items():
                path = top / name / file_name(span.page, kind.suffix)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(kind.write(corrected))
                out.append(path)
    return out
