"""The main job: sources in, edition out. Reads, finds, proposes, applies what the rule allows, writes.

Every page and every document is one task in a pool of processes; one that fails is a value with its reason. What is
done is kept in the store, so a run that was stopped goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.store import Store

from ..sources import Job
from .emending import emend_all
from .reading import read_scans, take_text
from .records import Outcome, Settings, Task, Tick
from .ruling import apply_rule
from .writing import write_all

__all__ = ["Outcome", "Settings", "Tick", "run"]


def run(store: Store, jobs: Sequence[Job], settings: Settings, tick: Tick) -> Outcome:
    """Do the main job for documents and give what was done.

    Raises:
        CorrigendaError: the store or the output cannot be written, or scans are to be read and there is no engine.
    """
    outcome = Outcome()
    known = settings.knowledge.apart_from([*store.sigla(), *(job.title for job in jobs)])
    settings = replace(settings, knowledge=known)
    store.keep_parallels(known.parallels)
    tasks: list[Task] = []
    scans = [job for job in jobs if job.media == "scan"]
    if scans:
        tasks += read_scans(store, scans, settings, outcome, tick)
    for job in jobs:
        if job.media == "text":
            tasks += take_text(store, job, outcome)
    order = {job.title: number for number, job in enumerate(jobs)}
    tasks.sort(key=lambda task: order[task.title])
    emend_all(store, tasks, settings, outcome, tick)
    apply_rule(store, settings, outcome)
    write_all(store, settings, outcome, tick)
    return outcome
