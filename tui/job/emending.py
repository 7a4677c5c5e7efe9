"""Tasks to emendations: every document is looked through in the pool, with what the others know of it."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from corpus import __version__
from corpus.records import Emendation, Failure, Finding, Witness
from corpus.store import Store
from corpus.tasks import cluster, pool

from ..knowledge_paths import KnowledgePaths
from .records import Outcome, Settings, Task, Tick

if TYPE_CHECKING:
    from restore.emend.rule import Rule

LOG = logging.getLogger(__name__)
DOCUMENT_LIMIT = 1800.0
"""Seconds one document may take."""


@dataclass(frozen=True, slots=True)
class Work:
    """A document for the pool: its witness, the others that have the same text, and what stands there too."""

    witness: Witness
    parallels: tuple[Witness, ...] = ()
    shared: tuple[Finding, ...] = ()


def emend_all(store: Store, tasks: Sequence[Task], settings: Settings, outcome: Outcome, tick: Tick) -> None:
    """Find and propose for every document that was not done in the same way before, and keep what was found."""
    outcome.documents = len(tasks)
    tick("looking for faults", 0, len(tasks))
    works = _Works(store, tasks)
    handed: deque[tuple[int, str]] = deque()

    def todo() -> Iterator[Work]:
        for number in range(len(tasks)):
            work = works.work(number)
            outcome.words += len(work.witness.text.split())
            known = settings.knowledge.with_parallels(work.parallels)
            how = f"{__version__} {settings.rule} {known.digest(work.witness)}"
            if store.done(work.witness.siglum) == how:
                outcome.kept += 1
                LOG.debug("%s: looked through before, in the same way", work.witness.title)
                continue
            handed.append((number, how))
            yield work

    before = time.monotonic()
    for result in _results(todo(), len(tasks), settings):
        number, how = handed.popleft()
        took, before = time.monotonic() - before, time.monotonic()
        if isinstance(result, Failure):
            outcome.failures.append(result)
        else:
            store.keep_witness(tasks[number].witness(store), result, how)
            LOG.debug("%s: %d findings, %.1f s after the document before", tasks[number].title, len(result), took)
        tick("looking for faults", number + 1, len(tasks))
    LOG.info("looked through %d documents; %d of them were done before", len(tasks), outcome.kept)


def _results(todo: Iterator[Work], count: int, settings: Settings) -> Iterable[tuple[Emendation, ...] | Failure]:
    task = partial(emend_work, rule=settings.rule, knowledge=settings.knowledge)

    def name(work: Work) -> str:
        return work.witness.title

    if settings.cluster:
        return cluster.run(task, todo, address=settings.cluster, limit=DOCUMENT_LIMIT, name=name)
    if count > 1 and settings.workers > 1:
        return pool.run(task, todo, workers=settings.workers, limit=DOCUMENT_LIMIT, name=name)
    return (_guarded(task, work) for work in todo)


def _guarded(task: Callable[[Work], tuple[Emendation, ...]], work: Work) -> tuple[Emendation, ...] | Failure:
    try:
        return task(work)
    except Exception as error:  # one document's error is a value; the others go on
        return pool.failure(work.witness.title, error)


def emend_work(work: Work, rule: Rule, knowledge: KnowledgePaths) -> tuple[Emendation, ...]:
    """Find and propose in one document: the task that runs in the pool."""
    from restore.emend import emend

    return emend(knowledge.with_parallels(work.parallels).document(work.witness, work.shared), rule)


class _Works:
    """Makes each document ready when its turn comes, with the passages that it shares with the others."""

    def __init__(self, store: Store, tasks: Sequence[Task]) -> None:
        self._store = store
        self._tasks = tasks
        self._shared: defaultdict[int, list[tuple[int, int, int, float]]] = defaultdict(list)
        self._parallel: defaultdict[int, Counter[int]] = defaultdict(Counter)
        if len(tasks) > 1:
            self._compare()

    def _compare(self) -> None:
        from restore.passages.shared import SAME_TEXT, passages

        for found in passages(len(self._tasks), lambda number: self._witness(number).text):
            self._shared[found.other].append((found.other_start, found.other_end, found.document, found.likeness))
            if found.end - found.start >= SAME_TEXT:
                self._parallel[found.document][found.other] += found.end - found.start
                self._parallel[found.other][found.document] += found.end - found.start

    def _witness(self, number: int) -> Witness:
        return self._tasks[number].witness(self._store)

    def work(self, number: int) -> Work:
        """Return the document of a number."""
        from restore.passages.shared import finding

        witness = self._witness(number)
        parallels = [replace(self._witness(other), ink=()) for other, _ in self._parallel[number].most_common(8)]
        shared = (
            finding(witness, start, end, self._tasks[other].title, likeness)
            for start, end, other, likeness in self._shared[number]
        )
        return Work(witness, tuple(parallels), tuple(shared))
