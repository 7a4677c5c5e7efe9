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
    from restore.edition import publish

    with Store.open(folder) as store:
        witnesses = store.witnesses()
        emendations = {witness.siglum: store.emendations(witness.siglum) for witness in witnesses}
        return publish(folder, witnesses, emendations, store.decisions(), store.pages(), store.sources(), formats)
