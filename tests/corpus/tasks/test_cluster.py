"""The same tasks on a cluster: in order, failures as values."""

import pytest

from corpus.errors import SourceError, UsageError
from corpus.records import Failure
from corpus.tasks import cluster


def halve(number):
    if number % 2:
        raise SourceError("is odd", where=f"number {number}")
    return number // 2


@pytest.fixture(scope="module")
def scheduler():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None, protocol="tcp", host="127.0.0.1"
    ) as local:
        yield local.scheduler_address


def test_results_come_in_order_and_failures_are_values(scheduler):
    listed = Failure("lost", "is empty")
    results = list(cluster.run(halve, [4, 3, listed, 8], address=scheduler, limit=60))
    assert results[0] == 2 and results[3] == 4
    assert isinstance(results[1], Failure) and "is odd" in results[1].reason
    assert results[2] is listed


def test_an_address_where_nothing_answers_is_refused():
    pytest.importorskip("distributed")
    with pytest.raises(UsageError, match="no Dask scheduler"):
        list(cluster.run(halve, [2], address="no address", limit=5))
