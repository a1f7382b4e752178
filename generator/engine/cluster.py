"""Batches on a cluster: the door of dask.distributed, which the extra ``cluster`` brings.

Whoever can talk to a scheduler can run anything on its workers, so an address off this machine has
to be one that TLS guards. A worker is given work only if it is the same program and sees the same
files.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
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
        reason = "dask.distributed is missing; install it with: pip install 'gongkai[cluster]'"
        raise WorkerError(reason) from error
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
        where = address or "this machine"
        raise WorkerError(f"{where}: no scheduler with workers answers ({error})") from error


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
    raise WorkerError(
        f"{address}: a scheduler on another machine has to be reached by TLS (tls://HOST:PORT), "
        "since whoever reaches it can run programs on its workers"
    )


def _refuse_keyless(address: str, keys: dict[str, Any]) -> None:
    if address.startswith(("tls://", "wss://")) and keys.get("ssl_context") is None:
        names = ", ".join(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in _KEYS)
        raise WorkerError(f"{address}: the keys for TLS are not set ({names})")


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
        if answer is not None:
            raise WorkerError(f"worker {worker}: {answer}")


@lru_cache(maxsize=4)
def disagreement(terms: Terms) -> str | None:
    """Why this process cannot work under some terms, in words; ``None`` if it can."""
    found = terms.program()
    if found != terms.expected:
        return (
            f"another version of the program, its libraries or Python (here {terms.expected[:8]}, "
            f"there {found[:8]}); every worker needs the same"
        )
    for name, digest in terms.files:
        try:
            same = hashlib.sha256(Path(name).read_bytes()).hexdigest() == digest
        except OSError:
            same = False
        if not same:
            return f"does not see {name} as it is here; the site's folder has to be shared"
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
        raise WorkerError(f"a worker that joined: {reason}")
    return call(*args)
