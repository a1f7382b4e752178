"""Who does the batches of a build: this process, a pool of processes, or a cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.engine.executor import Crew, pool, processes
from generator.pipeline import memory
from generator.pipeline.workshop import Order
from generator.workspace.settings import SITE_FILE

_WORTH = 250
"""Reports that make it worth while to start another process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """What was asked for."""

    count: int | None = None
    """How many processes may be used; ``None`` for as many as the machine has."""
    cluster: str | None = None
    """The address of a Dask scheduler, empty for one of our own; ``None`` for no cluster."""

    @contextmanager
    def hired(self, order: Order, work: int) -> Iterator[Crew | None]:
        """Those who do an amount of work, in reports; ``None`` where nobody else is needed.

        Raises:
            WorkerError: the cluster cannot be used.
        """
        if self.cluster is None or not work:
            with pool(processes(self.count, work, worth=_WORTH)) as crew:
                yield crew
            return
        from generator.engine import cluster  # and with it an event loop and its friends

        count = processes(self.count, work, worth=1)
        with _shared(order) as files:
            terms = cluster.Terms(memory.program, memory.program(), files)
            with cluster.cluster(self.cluster, count, terms) as crew:
                yield crew


@contextmanager
def _shared(order: Order) -> Iterator[tuple[tuple[str, str], ...]]:
    """What every worker has to see: the settings, and a probe where the bundles are written."""
    folder = Path(order.bundles or order.root)
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(prefix=".probe.", dir=folder) as probe:
        probe.write(probe.name.encode())
        probe.flush()
        paths = (Path(order.root, SITE_FILE), Path(probe.name))
        yield tuple((str(p), hashlib.sha256(p.read_bytes()).hexdigest()) for p in paths)
