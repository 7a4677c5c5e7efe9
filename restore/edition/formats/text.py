"""Plain text: the edited text of each document, nothing else."""

from __future__ import annotations

from pathlib import Path

from ..record import Record


def write(record: Record, folder: Path) -> list[Path]:
    """Write one UTF-8 file a document, byte for byte the edition."""
    out = []
    for part in record.parts:
        path = folder / f"{part.file}.txt"
        path.write_bytes(part.edition.text.encode("utf-8", "surrogatepass"))
        out.append(path)
    return out
