"""Witnesses and decisions to files: the pages as corrected, the log, and the edition in every format asked for."""

from __future__ import annotations

import logging
from pathlib import Path

from corpus.decisions.log import by_witness
from corpus.errors import OutputError
from corpus.store import Store

from ..facsimile import images
from .records import Outcome, Settings, Tick

LOG = logging.getLogger(__name__)


def write_all(store: Store, settings: Settings, outcome: Outcome, tick: Tick) -> None:
    """Write what a run leaves in the edition folder beside its store.

    Raises:
        OutputError: the folder cannot be written.
    """
    from restore.edition import publish
    from restore.edition.establish import diplomatic, establish

    logs = by_witness(store.decisions())
    folder = store.folder / "pages"
    sigla = store.sigla()
    for number, siglum in enumerate(sigla, 1):
        witness = store.witness(siglum)
        edition = establish(witness, logs[siglum], view=diplomatic)
        if witness.pages:
            for span in witness.pages:
                put(folder / f"{span.page}.txt", edition.slice(span.start, span.end) + "\n")
        else:
            put(folder / f"{siglum}.txt", edition.text)
        tick("writing pages", number, len(sigla))
    store.export_log(store.folder / "decisions.jsonl")
    outcome.written = publish(store, settings.formats, image=images(store.folder, store.sources()))
    LOG.info("%d files of the edition written to %s", len(outcome.written), store.folder.name)


def put(path: Path, text: str) -> None:
    """Write a file whole or not at all; newlines as they are.

    Raises:
        OutputError: it cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", where=path, remedy="check permissions and free space"
        ) from None
