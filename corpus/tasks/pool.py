"""A pool of processes for tasks that may crash, hang or eat up the memory: each fails alone, with its reason.

``concurrent.futures`` cannot end a task that hangs, and one crashed worker breaks its whole pool; here every worker is
a process with a pipe of its own, ended and replaced when its time is up or when it dies.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from ..errors import CorrigendaError, ExitCode
from ..records import Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""How many items a worker are taken from the source before the first result is waited for."""


@dataclass
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: Connection
    number: int = -1
    item: Item | None = None
    until: float = float("inf")


def run(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    limit: float,
    name: Callable[[Item], str] = str,
) -> Iterator[Result | Failure]:
    """Do a task for every item and give the results in the order of the items.

    Args:
        task: a picklable function; pure, so that it does not matter where it runs.
        items: picklable; taken one by one as workers fall free. A Failure among them is passed on as it is.
        workers: how many processes.
        limit: seconds an item may take; then its process is ended.
        name: what a failure calls the item.

    Yields:
        What the task gave, or a Failure with the reason; never raises for an item.
    """
    context = multiprocessing.get_context("spawn")
    crew: list[_Worker[Item]] = []
    done: dict[int, Result | Failure] = {}
    waiting: deque[tuple[int, Item]] = deque()
    source = iter(items)
    taken = given = 0
    ended = False
    try:
        while True:
            while not ended and taken - given < max(1, workers) * AHEAD:
                try:
                    item = next(source)
                except StopIteration:
                    ended = True
                    break
                if isinstance(item, Failure):
                    done[taken] = item
                else:
                    waiting.append((taken, item))
                taken += 1
            while given in done:
                yield done.pop(given)
                given += 1
            if ended and given == taken:
                return
            _hand_out(context, task, crew, waiting, workers, limit)
            _collect(crew, done, limit, name)
    finally:
        for worker in crew:
            _end(worker)


def _hand_out(
    context: Any, task: Any, crew: list[_Worker[Item]], waiting: deque[tuple[int, Item]], workers: int, limit: float
) -> None:
    while waiting:
        free = next((worker for worker in crew if worker.number < 0), None)
        if free is None:
            if len(crew) >= max(1, workers):
                return
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(task, theirs), daemon=True)
            with _uninterrupted():
                process.start()
            theirs.close()
            free = _Worker(process, ours)
            crew.append(free)
        free.number, free.item = waiting.popleft()
        free.until = time.monotonic() + limit
        with contextlib.suppress(OSError):  # it died while idle: _collect finds its pipe closed
            free.pipe.send(free.item)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait; a process that is started meanwhile never gets it: it is the parent's to handle."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _collect(crew: list[_Worker[Item]], done: dict[int, Any], limit: float, name: Callable[[Item], str]) -> None:
    """Wait for the next result, death or end of time, and note it."""
    busy = [worker for worker in crew if worker.number >= 0]
    if not busy:
        return
    left = max(0.0, min(worker.until for worker in busy) - time.monotonic())
    spoke = wait([worker.pipe for worker in busy], timeout=None if left == float("inf") else left)
    for worker in busy:
        assert worker.item is not None
        if worker.pipe in spoke:
            try:
                result, error = worker.pipe.recv()
            except Exception:  # it died, or sent what cannot be rebuilt
                worker.process.join(1)
                done[worker.number] = Failure(name(worker.item), _death(worker.process), "try it alone", ExitCode.INPUT)
                _end(worker)
                crew.remove(worker)
                continue
            done[worker.number] = result if error is None else failure(name(worker.item), error)
            worker.number, worker.item, worker.until = -1, None, float("inf")
        elif time.monotonic() >= worker.until:
            reason = f"took longer than {limit:.0f} s"
            done[worker.number] = Failure(name(worker.item), reason, "allow more time, or try it alone", ExitCode.INPUT)
            _end(worker)
            crew.remove(worker)


def failure(name: str, error: BaseException) -> Failure:
    """Return an error as a value."""
    if isinstance(error, CorrigendaError):
        return Failure(
            name, error.what if not error.where else f"{error.where}: {error.what}", error.remedy, error.code
        )
    if isinstance(error, MemoryError):
        return Failure(name, "needs more memory than there is", "use fewer workers", ExitCode.INPUT)
    return Failure(name, f"{type(error).__name__}: {error}", "please report this", ExitCode.INTERNAL)


def _death(process: BaseProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended with code {code}"


def _end(worker: _Worker[Item]) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join(5)


def _serve(task: Callable[[Any], Any], pipe: Connection) -> None:
    """Run in the worker: do item after item until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[Any, BaseException | None] = (task(item), None)
        except Exception as error:  # every error becomes a value
            answer = (None, error)
        try:
            pipe.send(answer)
        except Exception as error:  # what cannot be pickled
            pipe.send((None, RuntimeError(f"{type(error).__name__}: {error}")))
