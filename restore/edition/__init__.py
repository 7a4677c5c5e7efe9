"""The edition as it is published: one record, and one writer per format in a visible table."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.errors import OutputError, UsageError
from corpus.plugins import Group, loaded

from .establish import View, edited
from .facsimile import ImageOf
from .record import Record, compile_record

if TYPE_CHECKING:
    from corpus.names import Authority
    from corpus.store import Store

FORMATS: dict[str, str] = {
    "text": "the edited text, one file per document",
    "tei": "TEI P5, with every reading and every decision",
    "html": "a folder to read and to put on any server: views, apparatus, evidence, scans, search",
    "markdown": "one file per document, the apparatus as footnotes",
    "docx": "for word processors, with footnotes",
    "epub": "for reading devices, with notes that open in place",
    "pdf": "set for print, with footnotes",
    "pages": "hOCR, ALTO and PAGE with the corrected text, for what came from scans",
    "data": "decisions as JSON Lines and CSV, findings as W3C Web Annotations",
}
"""Every format of this program with what it is; its module in ``formats/`` has ``write(record, folder)``."""
DEFAULT = ("text", "tei")
Writer = Callable[..., list[Path]]
"""Writes a record into a folder and gives the files written."""


def all_formats() -> dict[str, str]:
    """Return every format with what it is: this program's own, then those of other packages.

    Raises:
        PluginError: one of others cannot be loaded.
    """
    others = loaded(Group.FORMATS, FORMATS)
    return {**FORMATS, **{name: (inspect.getdoc(write) or name).split("\n")[0] for name, write in others.items()}}


def _writer(name: str) -> Writer:
    if name not in FORMATS:
        return cast("Writer", loaded(Group.FORMATS, FORMATS)[name])
    return cast("Writer", importlib.import_module(f".formats.{name}", __package__).write)


def publish(store: Store, wanted: Sequence[str] = DEFAULT, image: ImageOf | None = None) -> list[Path]:
    """Write the edition into FOLDER/edition in the formats asked for, and FOLDER/report.html; give the files written.

    Args:
        store: of the edition folder.
        wanted: names of formats; ``all`` for every one.
        image: gives page images; without it those that Pillow reads.

    Raises:
        UsageError: there is no such format.
        OutputError: the folder cannot be written.
    """
    from . import report

    record = open_record(store, image=image)
    written = write(record, store.folder / "edition", wanted) if record.parts else []
    return [*written, *_saving(store.folder, lambda: report.write(record, store.folder))]


def open_record(
    store: Store,
    title: str = "",
    view: View = edited,
    image: ImageOf | None = None,
) -> Record:
    """Lay out what a store holds; ``view`` says what counts of them, ``image`` gives page images."""
    witnesses = store.witnesses()
    return compile_record(
        title or store.folder.resolve().name,
        store.folder,
        witnesses,
        {witness.siglum: store.emendations(witness.siglum) for witness in witnesses},
        store.decisions(),
        store.pages(),
        store.sources(),
        authority=_authority(store.folder),
        image=image,
        view=view,
        parallels=store.parallels(),
    )


def _authority(folder: Path) -> Authority:
    """Load the names that ship, and the edition's own lists."""
    from corpus.names import load
    from corpus.names.lists import lists

    return load(lists(folder))


def chosen(wanted: Sequence[str]) -> list[str]:
    """Return the names of the formats asked for, each once.

    Raises:
        UsageError: there is no such format.
    """
    known = all_formats()
    names = list(known) if "all" in wanted else list(dict.fromkeys(name.strip() for name in wanted))
    for name in names:
        if name not in known:
            raise UsageError(f"there is no format “{name}”", remedy=f"choose from {', '.join(known)} or all")
    return names


def write(record: Record, folder: Path, wanted: Sequence[str] = DEFAULT, *, inline: bool = False) -> list[Path]:
    """Write a record in the formats asked for; give the files written.

    Args:
        record: the edition.
        folder: made if need be.
        wanted: names of formats; ``all`` for every one.
        inline: TEI has the faults of reading in the text.

    Raises:
        UsageError: there is no such format.
        OutputError: the folder cannot be written.
        EngineError: what a format needs is not installed.
    """
    out: list[Path] = []
    for name in chosen(wanted):
        out += _saving(folder, partial(_writer(name), record, folder, **({"inline": inline} if name == "tei" else {})))
    return out


def _saving(folder: Path, write: Callable[[], list[Path]]) -> list[Path]:
    """Write into a folder that is made if need be; say what to do where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write()
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}",
            where=error.filename or folder,
            remedy="check permissions and free space",
        ) from None
