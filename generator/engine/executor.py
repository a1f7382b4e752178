"""Where batches run: in this process, in a pool of processes, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")


def processes(wanted: int | None, work: int, *, worth: int) -> int:
    """How many processes to use for an amount of work of which ``worth`` pays for starting one."""
    available = wanted or os.cpu_count() or 1
    return max(1, min(available, work // worth))


@contextmanager
def pool(count: int) -> Iterator[Executor | None]:
    """A pool of processes, or ``None`` where one process is enough."""
    if count <= 1:
        yield None
        return
    with ProcessPoolExecutor(count) as executor:
        yield executor


def in_batches(
    executor: Executor | None,
    run: Callable[[tuple[J, ...]], tuple[R, ...]],
    jobs: Sequence[J],
    size: int,
) -> Iterator[R]:
    """The results of all jobs, in any order; each call gets up to ``size`` of them.

    Raises:
        Exception: whatever a job raised.
    """
    batches = [tuple(jobs[start : start + size]) for start in range(0, len(jobs), size)]
    if executor is None:
        for batch in batches:
            yield from run(batch)
        return
    waiting = [executor.submit(run, batch) for batch in batches]
    for future in as_completed(waiting):
        yield from future.result()
