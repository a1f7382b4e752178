"""Batches: handed out as they can be done, and named when they are lost."""

from __future__ import annotations

import hashlib
import os
import signal
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostic import WorkerError
from generator.engine import cluster, executor
from generator.engine.executor import Crew, LostError, in_batches, pool, processes


class KilledError(Exception):
    """What an executor raises for a call that killed its workers."""


class AtOnce(Executor):
    """Does every call at once; those with a deadly job end as if the worker had been killed."""

    def __init__(self, error: type[BaseException] = KilledError) -> None:
        self.calls: list[tuple[int, ...]] = []
        self.error = error

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        self.calls.append(args[0])
        future: Future[Any] = Future()
        if 0 in args[0]:
            future.set_exception(self.error())
        else:
            future.set_result(fn(*args))
        return future


class Never(Executor):
    """Takes calls and does none."""

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        return Future()


def double(jobs: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(job * 2 for job in jobs)


def die(jobs: tuple[int, ...]) -> tuple[int, ...]:
    os.kill(os.getpid(), signal.SIGKILL)
    return jobs


def crew(inner: Executor, **more: Any) -> Crew:
    return Crew(executor=inner, workers=1, killed=(KilledError,), **more)


def test_without_a_crew_batches_are_done_here_one_after_the_other() -> None:
    assert list(in_batches(None, double, [(1, 2), (3,)])) == [2, 4, 6]


def test_batches_are_taken_only_when_they_can_be_handed_out() -> None:
    taken: list[int] = []

    def batches() -> Any:
        for number in range(1, 100):
            taken.append(number)
            yield (number,)

    results = in_batches(crew(AtOnce()), double, batches())
    next(results)
    assert len(taken) == executor._AHEAD
    assert len(list(results)) == 98


def test_a_pool_does_all_of_them() -> None:
    with pool(2) as two:
        found = sorted(in_batches(two, double, [(n, n + 1) for n in range(0, 20, 2)]))
    assert found == [n * 2 for n in range(20)]


def test_a_process_that_is_killed_names_what_was_lost() -> None:
    with pytest.raises(LostError) as lost, pool(2) as two:
        list(in_batches(two, die, [(7, 8)]))
    assert lost.value.jobs == (7, 8)


def test_a_batch_that_kills_is_tried_job_by_job() -> None:
    inner, done = AtOnce(), list[int]()
    with pytest.raises(LostError) as lost:
        done.extend(in_batches(crew(inner), double, [(1, 0, 2)]))
    assert lost.value.jobs == (0,)
    assert inner.calls == [(1, 0, 2), (1,), (0,), (2,)]


def test_calls_that_a_vanished_scheduler_cancels_are_lost() -> None:
    with pytest.raises(LostError) as lost:
        list(in_batches(crew(AtOnce(CancelledError)), double, [(0, 1)]))
    assert lost.value.jobs == (0, 1)


def test_nobody_left_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "_PATIENCE", 0.01)
    with pytest.raises(LostError) as lost:
        list(in_batches(crew(Never(), is_alive=lambda: False), double, [(1, 2), (3,)]))
    assert lost.value.jobs == (1, 2, 3)


@pytest.mark.parametrize(
    ("wanted", "work", "count"), [(None, 1, 1), (4, 2000, 4), (4, 500, 2), (1, 10**6, 1)]
)
def test_no_more_processes_than_the_work_is_worth(wanted: int, work: int, count: int) -> None:
    assert processes(wanted, work, worth=250) == count


@pytest.mark.parametrize(
    "address",
    ["tcp://10.0.0.3:8786", "build.example.cn:8786", "ws://192.0.2.1:1", "tcp://[2001:db8::1]:1"],
)
def test_an_open_address_off_this_machine_is_refused(address: str) -> None:
    with pytest.raises(WorkerError, match="open-cluster"):
        cluster._refuse_open(address)


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:8786", "localhost:8786", "tcp://[::1]:8786", "tls://build.example.cn:8786"],
)
def test_loopback_and_tls_may_be_used(address: str) -> None:
    cluster._refuse_open(address)


def test_tls_without_keys_says_where_they_belong() -> None:
    with pytest.raises(WorkerError, match="DASK_DISTRIBUTED__COMM__TLS__CA_FILE"):
        cluster._refuse_keyless("tls://build.example.cn:8786", {"ssl_context": None})


def version() -> str:
    return "a version"


def terms(file: Path, content: bytes, expected: str = "a version") -> cluster.Terms:
    held = ((str(file), hashlib.sha256(content).hexdigest()),)
    return cluster.Terms(version, expected, held)


def test_a_worker_has_to_be_the_same_program_and_see_the_same_files(tmp_path: Path) -> None:
    file = tmp_path / "site.yml"
    file.write_bytes(b"here")
    assert cluster.disagreement(terms(file, b"here")) is None
    assert "worker-version" in str(cluster.disagreement(terms(file, b"here", "another")))
    assert "worker-blind" in str(cluster.disagreement(terms(file, b"elsewhere")))
    assert "worker-blind" in str(cluster.disagreement(terms(tmp_path / "none", b"here")))


def test_a_worker_that_joins_later_is_asked_too(tmp_path: Path) -> None:
    with pool(2) as two:
        assert two is not None
        guarded = cluster._Guarded(two.executor, terms(tmp_path / "none", b""))
        with pytest.raises(WorkerError, match="worker-blind"):
            guarded.submit(double, (1,)).result()
