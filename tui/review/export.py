"""The edition written from the review: what ``corrigenda run`` writes last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.store import Store


def export(folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the edition of a folder in some formats; give the files written.

    Raises:
        CorrigendaError: it cannot be read or written.
    """
    from restore.edition import open_record, write

    with Store.open(folder) as store:
        record = open_record(store)
    return write(record, folder / "edition", formats)
