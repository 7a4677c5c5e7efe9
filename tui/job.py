"""The main job: sources in, edition out. Reads, finds, proposes, applies what the rule allows, writes.

Every page and every document is one task in a pool of processes; one that fails is a value with its reason. What is
done is kept in the store, so a run that was stopped goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import __version__, cluster, pool
from corpus.errors import CorrigendaError
from corpus.log import by_witness, in_force, new_id, now
from corpus.records import Decision, Emendation, Failure, Finding, Kind, Page, Source, Verdict, Witness
from corpus.selectors import select
from corpus.sources import read_text, source
from corpus.store import Store

from .knowledge import Knowledge
from .sources import Job

if TYPE_CHECKING:
    from ocr.ingest import PageImage
    from restore.rank import Rule

DOCUMENT_LIMIT = 1800.0
"""Seconds one document may take."""

Tick = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user asked for."""

    rule: Rule
    quality: str
    workers: int
    formats: tuple[str, ...]
    knowledge: Knowledge = field(default_factory=Knowledge)
    cluster: str = ""
    """Address of a Dask scheduler; the work is done there instead of in a pool of processes here."""


@dataclass
class Outcome:
    """What a run did, for the summary."""

    pages: int = 0
    documents: int = 0
    words: int = 0
    kept: int = 0
    """Documents that were done before."""
    engine: str = ""
    failures: list[Failure] = field(default_factory=list)
    found: Counter[Kind] = field(default_factory=Counter)
    applied: Counter[Kind] = field(default_factory=Counter)
    waiting: Counter[Kind] = field(default_factory=Counter)
    repeats: int = 0
    written: list[Path] = field(default_factory=list)


def run(store: Store, jobs: Sequence[Job], settings: Settings, tick: Tick) -> Outcome:
    """Do the main job for documents and give what was done."""
    outcome = Outcome()
    tasks: list[_Task] = []
    scans = [job for job in jobs if job.media == "scan"]
    if scans:
        tasks += _read(store, scans, settings, outcome, tick)
    for job in jobs:
        if job.media == "text":
            tasks += _take(store, job, outcome)
    order = {job.title: number for number, job in enumerate(jobs)}
    tasks.sort(key=lambda task: order[task.title])
    _emend(store, tasks, settings, outcome, tick)
    _apply(store, settings, outcome)
    _write(store, settings, outcome, tick)
    return outcome


# Reading


def _read(store: Store, jobs: Sequence[Job], settings: Settings, outcome: Outcome, tick: Tick) -> Iterator[_Task]:
    """Read the scans of all documents in one pool, page after page, and give the documents."""
    from ocr import engines
    from ocr.read import PAGE_LIMIT, Quality, listed, read_images, read_page

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
            named = replace(image, name=names.give(image.name, image.source, image.number))
            images.append(named)
            belongs[job.title].append(named.name)
    for path in {image.path for image in images if not isinstance(image, Failure)}:
        store.keep_source(source(path), path)
    done = {page.name: page for page in store.pages(how=how)}
    todo = [image for image in images if isinstance(image, Failure) or image.name not in done]
    outcome.pages = len(images) - len(todo)
    quality = Quality(settings.quality)
    read: Iterable[Page | Failure]
    if settings.cluster:
        task = partial(read_page, quality=quality)
        read = cluster.run(task, todo, address=settings.cluster, limit=PAGE_LIMIT, name=lambda image: image.name)
    else:
        read = read_images(todo, quality, settings.workers)
    for number, page in enumerate(read, 1):
        if isinstance(page, Failure):
            outcome.failures.append(page)
        else:
            store.keep_page(page, how)
            done[page.name] = page
            outcome.pages += 1
        tick("reading pages", len(images) - len(todo) + number, len(images))
    for job in jobs:
        pages = tuple(done[name] for name in belongs[job.title] if name in done and done[name].lines)
        if pages:
            yield _Task(job.title, Witness.of_pages(job.title, job.title, pages))


class _Names:
    """Gives every page a name of its own, and the same one in the next run."""

    def __init__(self, store: Store) -> None:
        self._owner = {page.name: (page.source, page.number) for page in store.pages()}

    def give(self, name: str, digest: str, number: int) -> str:
        """Give the page's own name, or that name with a number where another page has it."""
        wanted, count = name, 1
        while self._owner.setdefault(wanted, (digest, number)) != (digest, number):
            count += 1
            wanted = f"{name}-{count}"
        return wanted


def _take(store: Store, job: Job, outcome: Outcome) -> Iterator[_Task]:
    path = job.paths[0]
    try:
        text = read_text(path)
        described: Source = source(path)
        store.keep_source(described, path)
    except CorrigendaError as error:
        outcome.failures.append(pool.failure(path.name, error))
        return
    yield _Task(job.title, Witness(job.title, path.name, text, (described.digest,)))


# Finding and proposing


@dataclass(frozen=True, slots=True)
class _Task:
    title: str
    witness: Witness


def _emend(store: Store, tasks: Sequence[_Task], settings: Settings, outcome: Outcome, tick: Tick) -> None:
    """Find and propose for every document that was not done in the same way before."""
    todo = []
    for task in tasks:
        outcome.words += len(task.witness.text.split())
        if store.done(task.title) == _how(task.witness, settings):
            outcome.kept += 1
        else:
            todo.append(task)
    outcome.documents = len(tasks)
    work = partial(emend_witness, rule=settings.rule, knowledge=settings.knowledge)
    results: Iterable[tuple[Emendation, ...] | Failure]
    if settings.cluster:
        witnesses = [task.witness for task in todo]
        results = cluster.run(work, witnesses, address=settings.cluster, limit=DOCUMENT_LIMIT, name=lambda w: w.title)
    elif len(todo) > 1 and settings.workers > 1:
        witnesses = [task.witness for task in todo]
        results = pool.run(work, witnesses, workers=settings.workers, limit=DOCUMENT_LIMIT, name=lambda w: w.title)
    else:
        results = (_guarded(work, task.witness) for task in todo)
    tick("looking for faults", 0, len(todo))
    for number, (task, result) in enumerate(zip(todo, results, strict=True), 1):
        if isinstance(result, Failure):
            outcome.failures.append(result)
        else:
            store.keep_witness(task.witness, result, _how(task.witness, settings))
        tick("looking for faults", number, len(todo))


def _guarded(work: Callable[[Witness], tuple[Emendation, ...]], witness: Witness) -> tuple[Emendation, ...] | Failure:
    try:
        return work(witness)
    except Exception as error:  # one document's error is a value; the others go on
        return pool.failure(witness.title, error)


def emend_witness(witness: Witness, rule: Rule, knowledge: Knowledge) -> tuple[Emendation, ...]:
    """Find and propose in one document: the task that runs in the pool."""
    from restore.rank import emend

    return emend(knowledge.document(witness), rule)


def _how(witness: Witness, settings: Settings) -> str:
    return f"{__version__} {settings.rule} {settings.knowledge.digest(witness)}"


# Deciding by the rule


def decision(witness: Witness, emendation: Emendation, by: str, group: str = "") -> Decision:
    """Give the event that accepts the first reading of an emendation."""
    finding, best = emendation.finding, emendation.best
    if best is None:
        raise ValueError("there is no reading to accept")
    return Decision(
        id=new_id(),
        witness=witness.siglum,
        selector=select(witness.text, finding.start, finding.end),
        kind=finding.kind,
        verdict=Verdict.ACCEPT,
        by=by,
        at=now(),
        text=best.text,
        basis=best.basis,
        why=best.evidence or finding.reason,
        move_to=None if finding.move_to is None else select(witness.text, finding.move_to, finding.move_to),
        group=group,
    )


def _apply(store: Store, settings: Settings, outcome: Outcome) -> None:
    """Append what the rule accepts, take back what it does not accept any more; editors' decisions stay."""
    signed, group = f"rule:{settings.rule}", new_id()
    events: list[Decision] = []
    log = store.decisions()
    for witness in store.witnesses():
        standing = {
            (d.selector.start, d.selector.end): d
            for d in in_force(event for event in log if event.witness == witness.siglum)
        }
        mine = {place: d for place, d in standing.items() if d.by.startswith("rule:")}
        for emendation in store.emendations(witness.siglum):
            finding = emendation.finding
            old = standing.get(finding.span)
            ours = mine.pop(finding.span, None)
            _count(outcome, finding, emendation.auto if old is None or ours is not None else None)
            if not emendation.auto or emendation.best is None:
                if ours is not None:
                    events.append(_taken_back(ours, signed, group))
            elif old is None or (ours is not None and ours.text != emendation.best.text):
                events.append(decision(witness, emendation, signed, group))
        events += [_taken_back(gone, signed, group) for gone in mine.values()]
    store.decide(events)


def _taken_back(old: Decision, by: str, group: str) -> Decision:
    return Decision(new_id(), old.witness, old.selector, old.kind, Verdict.UNDO, by, now(), undoes=old.id, group=group)


def _count(outcome: Outcome, finding: Finding, auto: bool | None) -> None:
    """Count a finding: applied (True), waiting (False), or decided by an editor before (None)."""
    if finding.kind is Kind.REPEAT:
        outcome.repeats += 1
        return
    outcome.found[finding.kind] += 1
    if auto:
        outcome.applied[finding.kind] += 1
    elif auto is False:
        outcome.waiting[finding.kind] += 1


# Writing


def _write(store: Store, settings: Settings, outcome: Outcome, tick: Tick) -> None:
    """Write the pages as corrected, and the edition in every format asked for."""
    from restore.edition import publish
    from restore.establish import diplomatic, establish

    witnesses = store.witnesses()
    events = store.decisions()
    logs = by_witness(events)
    folder = store.folder / "pages"
    folder.mkdir(exist_ok=True)
    for number, witness in enumerate(witnesses, 1):
        edition = establish(witness, logs[witness.siglum], keep=diplomatic)
        if witness.pages:
            for span in witness.pages:
                _put(folder / f"{span.page}.txt", edition.slice(span.start, span.end) + "\n")
        else:
            _put(folder / f"{witness.siglum}.txt", edition.text)
        tick("writing pages", number, len(witnesses))
    store.export_log(store.folder / "decisions.jsonl")
    emendations = {witness.siglum: store.emendations(witness.siglum) for witness in witnesses}
    pages: tuple[Page, ...] = store.pages()
    outcome.written = publish(store.folder, witnesses, emendations, events, pages, store.sources(), settings.formats)


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all; newlines as they are."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    part.replace(path)
