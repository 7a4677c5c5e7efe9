"""Sources to tasks: scans are read page by page in one pool, texts are taken as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import __version__
from corpus.errors import CorrigendaError, SourceError
from corpus.records import Failure, Page
from corpus.sources import source
from corpus.store import Store
from corpus.tasks import cluster, pool
from corpus.transcriptions import read as read_transcription

from ..sources import Job
from .records import Outcome, Settings, Task, Tick

if TYPE_CHECKING:
    from ocr.ingest import PageImage


LOG = logging.getLogger(__name__)


def read_scans(store: Store, jobs: Sequence[Job], settings: Settings, outcome: Outcome, tick: Tick) -> Iterator[Task]:
    """Read the scans of all documents, page after page, keep every page as it comes, and give the documents.

    Pages that were read before in the same way are not read again.

    Raises:
        EngineError: there is no OCR engine.
    """
    from ocr import engines
    from ocr.read import listed

    outcome.engine = engines.used()
    how = f"{__version__} {settings.quality} {outcome.engine}"
    images: list[PageImage | Failure] = []
    belongs: dict[str, list[str]] = {job.title: [] for job in jobs}
    names = _Names(store)
    for job in jobs:
        for image in listed(job.paths):
            if isinstance(image, Failure):
                images.append(image)
                continue
            named = replace(image, name=names.give(image.name, image.source))
            images.append(named)
            belongs[job.title].append(named.name)
    done = store.pages_read(how)
    todo = [
        (image, copy)
        for image, copy in zip(images, _from_copies(store, images), strict=True)
        if isinstance(copy, Failure) or copy.name not in done
    ]
    outcome.pages = before = len(images) - len(todo)
    LOG.info("%d pages with %s; %d of them were read before", len(images), outcome.engine, before)
    found = _pages([copy for _, copy in todo], settings)
    for number, ((image, copy), page) in enumerate(zip(todo, found, strict=True), before + 1):
        if isinstance(page, Failure):
            outcome.failures.append(_naming(page, image, copy))
        else:
            store.keep_page(page, how)
            LOG.debug("%s: %d lines read", page.name, len(page.lines))
            outcome.pages += 1
        tick("reading pages", number, len(images))
    read = store.pages_read(how)
    for job in jobs:
        pages = tuple(name for name in belongs[job.title] if read.get(name, ("", False))[1])
        if pages:
            yield Task(job.title, pages)


def _from_copies(store: Store, images: Sequence[PageImage | Failure]) -> list[PageImage | Failure]:
    """Keep the sources of pages, and let the pages be read from what is kept; one that changed meanwhile is a failure.

    Raises:
        OutputError: a copy cannot be written.
    """
    kept: dict[Path, Path] = {}
    failed: dict[Path, SourceError] = {}
    for path, digest in {image.path: image.source for image in images if not isinstance(image, Failure)}.items():
        try:
            kept[path] = _kept(store, path, digest)
        except SourceError as error:
            failed[path] = error
    return [
        image
        if isinstance(image, Failure)
        else pool.failure(image.name, failed[image.path])
        if image.path in failed
        else replace(image, path=kept[image.path])
        for image in images
    ]


def _kept(store: Store, path: Path, digest: str) -> Path:
    """Return where the copy of a source lies, made if there is none yet.

    Raises:
        SourceError: it cannot be read, or is not any more what its digest says.
        OutputError: the copy cannot be written.
    """
    known = store.kept_source(digest, path.name)
    if known is not None:
        return known
    taken = store.take_source(path)
    if taken.source.digest == digest:
        return store.keep_source(taken)
    taken.path.unlink(missing_ok=True)
    raise SourceError("changed while the run began", where=path, remedy="the same command reads it anew")


def _naming(failure: Failure, image: PageImage | Failure, copy: PageImage | Failure) -> Failure:
    """Return a failure that names the file that the editor named, where it names the copy of it."""
    if isinstance(image, Failure) or isinstance(copy, Failure):
        return failure
    return replace(failure, reason=failure.reason.replace(str(copy.path), str(image.path)))


def _pages(images: Iterable[PageImage | Failure], settings: Settings) -> Iterator[Page | Failure]:
    from ocr.read import PAGE_LIMIT, Quality, read_images, read_page

    quality = Quality(settings.quality)
    if settings.cluster:
        task = partial(read_page, quality=quality)
        return cluster.run(task, images, address=settings.cluster, limit=PAGE_LIMIT, name=lambda image: image.name)
    return read_images(images, quality, settings.workers)


class _Names:
    """Give every page a name of its own, and the same one in the next run."""

    def __init__(self, store: Store) -> None:
        self._owner = {name: digest for name, (digest, _) in store.pages_read().items()}

    def give(self, name: str, digest: str) -> str:
        """Return the page's own name, or that name with a number where a page of another source has it."""
        wanted, count = name, 1
        while self._owner.setdefault(wanted, digest) != digest:
            count += 1
            wanted = f"{name}-{count}"
        return wanted


def take_text(store: Store, job: Job, outcome: Outcome) -> Iterator[Task]:
    """Take a text as it is; one that cannot be read is a failure, and the others go on."""
    path = job.paths[0]
    try:
        described = source(path)
        kept = store.kept_source(described.digest, path.name)
        if kept is None:
            taken = store.take_source(path)
            described = taken.source
            _readable(taken.path, path)
            kept = store.keep_source(taken)
    except CorrigendaError as error:
        outcome.failures.append(pool.failure(path.name, error))
        return
    LOG.debug("%s: taken, %d bytes", path.name, described.size)
    yield Task(job.title, path=kept, name=path.name, digest=described.digest)


def _readable(copy: Path, path: Path) -> None:
    """Read the copy of a text once, so that one that cannot be read is not kept.

    Raises:
        CorrigendaError: it cannot be read; the error names the file that it was copied from.
    """
    try:
        read_transcription(copy)
    except CorrigendaError as error:
        copy.unlink(missing_ok=True)
        where = (error.where or str(path)).replace(str(copy), str(path))
        raise type(error)(error.what.replace(copy.name, path.name), where=where, remedy=error.remedy) from None
