"""Witnesses and decisions to files: the pages as corrected, the log, and the edition in every format asked for."""

from __future__ import annotations

import logging
from collections.abc import Container, Iterator
from pathlib import Path

from corpus.decisions.log import by_witness
from corpus.errors import OutputError
from corpus.file_names import distinct, file_name
from corpus.records import Witness
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
    source_of = {name: source for name, (source, _) in store.pages_read().items()}
    taken: set[str] = set()
    for number, siglum in enumerate(sigla, 1):
        witness = store.witness(siglum)
        edition = establish(witness, logs[siglum], view=diplomatic)
        scans = {span.page for span in witness.pages if source_of.get(span.page) in witness.sources}
        for name, start, end in files_of(witness, scans):
            text = edition.text if end < 0 else edition.slice(start, end) + "\n"
            put(folder / f"{distinct(name, taken)}.txt", text)
        tick("writing pages", number, len(sigla))
    store.export_log(store.folder / "decisions.jsonl")
    outcome.written = publish(store, settings.formats, image=images(store.folder, store.sources()))
    LOG.info("%d files of the edition written to %s", len(outcome.written), store.folder.name)


def files_of(witness: Witness, scans: Container[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the files of a witness: name, and the stretch of the text that each holds, -1 as its end for all of it.

    A scanned page is called as its scan is, which no other one is; the page of a text by the text and its number there,
    whatever the text itself calls it.
    """
    if not witness.pages:
        yield file_name(witness.siglum), 0, -1
    for number, span in enumerate(witness.pages, 1):
        own = witness.siglum if len(witness.pages) == 1 else f"{witness.siglum}-p{number}"
        yield file_name(span.page if span.page in scans else own), span.start, span.end


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
