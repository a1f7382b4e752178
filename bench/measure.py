"""One command, measured from outside: wall time, CPU time of all its processes, peak memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks at the memory."""


class CommandError(Exception):
    """A command that was to be measured failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, its own and the kernel's for it, of the command and every process
    that it waited for."""
    peak: int | None
    """Most memory of all its processes together, in bytes; ``None`` where nobody looked."""


def measure(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], memory: bool = False
) -> Measured:
    """Run a command to its end.

    Looking at the memory of a large process holds it up, so a run that counts for time does not.

    Raises:
        CommandError: it failed; holds the end of what it said.
    """
    log = cwd.with_name(f"{cwd.name}.log")
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid) if memory else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = watch.stop() if watch else None
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandError(f"{' '.join(command)}: exit status {process.returncode}\n{end}")
    return Measured(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=peak)


class _Watch:
    """Looks at the memory of a session of processes until it is told to stop."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self._peak = max(self._peak, sum(map(_memory, _processes(self._session))))

    def stop(self) -> int:
        """The most that was seen."""
        self._over.set()
        self._thread.join()
        return self._peak


def _processes(session: int) -> list[int]:
    """The processes of a session, and those whose parent is one of them."""
    found = {session}
    names = os.listdir("/proc")  # noqa: PTH208 - names are all that is wanted, 50 times a second
    for name in sorted(filter(str.isdecimal, names), key=int):
        try:
            stat = Path("/proc", name, "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        _, parent, _, group = stat.rpartition(")")[2].split()[:4]
        if int(group) == session or int(parent) in found:
            found.add(int(name))
    return sorted(found)


def _memory(process: int) -> int:
    """The memory of a process in bytes, shared pages by its share of them."""
    try:
        rollup = Path("/proc", str(process), "smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = [line for line in rollup.splitlines() if line.startswith("Pss:")]
    return int(found[0].split()[1]) * 1024 if found else 0
