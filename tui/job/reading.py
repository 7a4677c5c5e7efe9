"""Sources to tasks: scans are read page by page in one pool, texts are taken as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from corpus import __version__
from corpus.errors import CorrigendaError
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
    for path in dict.fromkeys(image.path for image in images if not isinstance(image, Failure)):
        store.keep_source(source(path), path)
    done = store.pages_read(how)
    todo = [image for image in images if isinstance(image, Failure) or image.name not in done]
    outcome.pages = before = len(images) - len(todo)
    LOG.info("%d pages with %s; %d of them were read before", len(images), outcome.engine, before)
    for number, page in enumerate(_pages(todo, settings), before + 1):
        if isinstance(page, Failure):
            outcome.failures.append(page)
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


def _pages(images: Iterable[PageImage | Failure], settings: Settings) -> Iterator[Page | Failure]:
    from ocr.read import PAGE_LIMIT, Quality, read_images, read_page

    quality = Quality(settings.quality)
    if settings.cluster:
        task = partial(read_page, quality=quality)
        return cluster.run(task, images, address=settings.cluster, limit=PAGE_LIMIT, name=lambda image: image.name)
    return read_images(images, quality, settings.workers)


class _Names:
    """Gives every page a name of its own, and the same one in the next run."""

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
        read_transcription(path)
        described = source(path)
        store.keep_source(described, path)
    except CorrigendaError as error:
        outcome.failures.append(pool.failure(path.name, error))
        return
    LOG.debug("%s: taken, %d bytes", path.name, described.size)
    yield Task(job.title, path=path, digest=described.digest)
