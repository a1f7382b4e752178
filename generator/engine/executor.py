"""Where batches run: in this process, in a pool of processes, or on a cluster."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

J = TypeVar("J")
R = TypeVar("R")

_AHEAD = 4
"""Batches handed out for each worker: enough that none waits, and few enough to hold in memory."""
_PATIENCE = 30.0
"""Seconds without a result after which it is asked whether anybody still works."""


class LostError(Exception):
    """Work that killed whoever did it, or that nobody is left to do; ``jobs`` are the jobs."""

    def __init__(self, jobs: tuple[Any, ...]) -> None:
        super().__init__(jobs)
        self.jobs = jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Those who do batches."""

    executor: Executor
    """Takes calls."""
    workers: int
    """How many can work at once."""
    killed: tuple[type[BaseException], ...] = ()
    """What the executor raises for a call that killed its workers, though others still work."""
    is_alive: Callable[[], bool] = lambda: True
    """Whether anybody is there."""


def processes(wanted: int | None, work: int, *, worth: int) -> int:
    """How many processes to use for an amount of work of which ``worth`` pays for starting one."""
    available = wanted or os.cpu_count() or 1
    return max(1, min(available, work // worth))


@contextmanager
def pool(count: int) -> Iterator[Crew | None]:
    """A pool of processes, or ``None`` where one process is enough."""
    if count <= 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # and with it all of multiprocessing

    # What a worker is born with stays; going through it for garbage would copy it, page by page.
    with ProcessPoolExecutor(count, initializer=gc.freeze) as executor:
        yield Crew(executor=executor, workers=count)


def in_batches(
    crew: Crew | None,
    run: Callable[[tuple[J, ...]], tuple[R, ...]],
    batches: Iterable[tuple[J, ...]],
) -> Iterator[R]:
    """The results of all jobs, in any order. A batch is taken only when it can be handed out.

    Raises:
        LostError: a job killed all that tried it, or nobody is left.
        Exception: whatever a job raised.
    """
    if crew is None:
        for batch in batches:
            yield from run(batch)
        return
    waiting: dict[Future[tuple[R, ...]], tuple[J, ...]] = {}
    try:
        for batch in batches:
            waiting[crew.executor.submit(run, batch)] = batch
            while len(waiting) >= crew.workers * _AHEAD:
                yield from _results(crew, run, waiting)
        while waiting:
            yield from _results(crew, run, waiting)
    except (BrokenExecutor, CancelledError) as error:
        raise LostError(_jobs(waiting.values())) from error


def _results(
    crew: Crew,
    run: Callable[[tuple[J, ...]], tuple[R, ...]],
    waiting: dict[Future[tuple[R, ...]], tuple[J, ...]],
) -> Iterator[R]:
    """The results of the batches that are done by now; waits until one is."""
    done, _ = wait(waiting, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
    if not done and not crew.is_alive():
        raise LostError(_jobs(waiting.values()))
    for future in done:
        try:
            found = future.result()
        except crew.killed as error:
            batch = waiting.pop(future)
            if len(batch) == 1:
                raise LostError(batch) from error
            # One by one, so that the job to blame can be named and the others are done.
            waiting |= {crew.executor.submit(run, (job,)): (job,) for job in batch}
        else:
            del waiting[future]
            yield from found


def _jobs(batches: Iterable[tuple[J, ...]]) -> tuple[J, ...]:
    return tuple(job for batch in batches for job in batch)
