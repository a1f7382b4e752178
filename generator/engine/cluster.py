"""Batches on a cluster: the door of dask.distributed, which the extra ``cluster`` brings.

Whoever can talk to a scheduler can run anything on its workers, so an address off this machine has
to be one that TLS guards. A worker is given work only if it is the same program and sees the same
files.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import platform
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.diagnostic import WorkerError
from generator.engine.executor import Crew

_WAIT = 20
"""Seconds to wait for a scheduler and for its first worker."""

_KEYS = ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")
"""Dask's settings for TLS."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker has to agree with before it is given work."""

    program: Callable[[], str]
    """Asked on the worker: a digest of the program that it would run."""
    expected: str
    """What it has to answer."""
    files: tuple[tuple[str, str], ...]
    """Absolute paths that have to hold the same for it as here, with their SHA-256."""


@contextmanager
def cluster(address: str, count: int, terms: Terms) -> Iterator[Crew]:
    """The workers of the scheduler at an address; for none, ``count`` processes of this machine.

    Raises:
        WorkerError: there is no such cluster, it is not safe to use, or it cannot do our work.
    """
    if address:
        _refuse_open(address)
    try:
        import distributed
    except ImportError as error:
        raise WorkerError("no-distributed") from error
    if not address:
        _hush()
    try:
        with _client(distributed, address, count) as client:
            client.wait_for_workers(1, timeout=_WAIT)
            _prove(client, terms)
            yield Crew(
                executor=_Guarded(client.get_executor(pure=False, retries=2), terms),
                workers=len(_workers(client)),
                killed=(distributed.KilledWorker,),
                is_alive=lambda: bool(_workers(client)),
            )
    except (OSError, TimeoutError) as error:
        raise WorkerError("no-cluster", address=address or "127.0.0.1", reason=error) from error


@contextmanager
def _client(distributed: Any, address: str, count: int) -> Iterator[Any]:
    if address:
        keys = distributed.Security()
        _refuse_keyless(address, keys.get_connection_args("client"))
        with distributed.Client(
            address, security=keys, timeout=_WAIT, set_as_default=False
        ) as client:
            yield client
        return
    place = {"host": "127.0.0.1", "dashboard_address": None}
    with (
        distributed.LocalCluster(
            n_workers=count, threads_per_worker=1, silence_logs=logging.CRITICAL, **place
        ) as local,
        distributed.Client(local, set_as_default=False) as client,
    ):
        yield client


def _hush() -> None:
    """Let a cluster that goes when its work is done go without complaints."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)


def _refuse_open(address: str) -> None:
    """Stop at an address off this machine that is not guarded by TLS."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme in ("tls", "wss") or _is_loopback(parts.hostname or ""):
        return
    raise WorkerError("open-cluster", address=address)


def _refuse_keyless(address: str, keys: dict[str, Any]) -> None:
    if address.startswith(("tls://", "wss://")) and keys.get("ssl_context") is None:
        names = ", ".join(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in _KEYS)
        raise WorkerError("no-keys", address=address, names=names)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _workers(client: Any) -> list[str]:
    return list(client.scheduler_info(n_workers=-1)["workers"])


def _prove(client: Any, terms: Terms) -> None:
    """Ask every worker whether it can do our work; one that joins later is asked by its batch."""
    for worker, answer in client.run(disagreement, terms, on_error="return").items():
        if isinstance(answer, WorkerError):
            raise WorkerError(answer.key, **{**answer.slots, "worker": worker})
        if answer is not None:
            raise WorkerError("worker-fails", worker=worker, reason=answer)


@lru_cache(maxsize=4)
def disagreement(terms: Terms) -> WorkerError | None:
    """Why this process cannot work under some terms; ``None`` if it can."""
    worker, found = platform.node(), terms.program()
    if found != terms.expected:
        here, there = terms.expected[:8], found[:8]
        return WorkerError("worker-version", worker=worker, here=here, there=there)
    for name, digest in terms.files:
        try:
            same = hashlib.sha256(Path(name).read_bytes()).hexdigest() == digest
        except OSError:
            same = False
        if not same:
            return WorkerError("worker-blind", worker=worker, path=name)
    return None


class _Guarded(Executor):
    """An executor whose calls ask, where they arrive, whether they have come to the right place."""

    def __init__(self, inner: Executor, terms: Terms) -> None:
        self._inner = inner
        self._terms = terms

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        return self._inner.submit(_agreed, self._terms, fn, *args)


def _agreed(terms: Terms, call: Callable[..., Any], *args: Any) -> Any:
    reason = disagreement(terms)
    if reason is not None:
        raise WorkerError(reason.key, **reason.slots)
    return call(*args)
