"""The tasks of :mod:`corpus.tasks.pool` on a Dask cluster: same functions, same order, failures as values.

Every worker of the cluster needs this program installed and sees the edition folder under the same path.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from ..errors import UsageError
from ..records import Failure
from .pool import failure

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""How many items a core of the cluster are handed out before the first result is waited for."""


def run(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    address: str,
    limit: float,
    name: Callable[[Item], str] = str,
) -> Iterator[Result | Failure]:
    """Do a task for every item on the cluster and give the results in the order of the items.

    Args:
        task: a picklable pure function.
        items: picklable; a Failure among them is passed on as it is.
        address: of the scheduler, as in ``tcp://host:8786``.
        limit: seconds an item may take once its turn has come.
        name: what a failure calls the item.

    Raises:
        UsageError: distributed is not installed, or nothing answers at the address.
    """
    client = _connect(address)
    try:
        ahead = AHEAD * max(1, sum(client.ncores().values()))
        waiting: deque[tuple[str, Any]] = deque()
        for item in items:
            known = isinstance(item, Failure)
            waiting.append(("", item) if known else (name(item), client.submit(task, item, pure=False)))
            if len(waiting) >= ahead:
                yield _result(*waiting.popleft(), limit)
        while waiting:
            yield _result(*waiting.popleft(), limit)
    finally:
        client.close()


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("--cluster needs Dask", remedy="pip install 'corrigenda[cluster]'") from None
    try:
        return Client(address, timeout="20s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers: {error}", where=address, remedy="start one with: dask scheduler"
        ) from None


def _result(name: str, future: Any, limit: float) -> Any:
    if isinstance(future, Failure):
        return future
    try:
        return future.result(timeout=limit)
    except TimeoutError:
        future.cancel()
        return Failure(name, f"took longer than {limit:.0f} s", "allow more time, or try it alone")
    except Exception as error:  # every error becomes a value
        return failure(name, error)
