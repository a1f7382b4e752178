"""A real cluster: a scheduler and its workers, each a process on the loopback address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portals import ROOT

LOOPBACK = ("--host", "127.0.0.1")
REGISTERED = "Registered to"
"""What a worker writes when it is ready."""


class Cluster:
    """A scheduler, and workers that come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start("scheduler", "--port", "0", program=ROOT)
        while not self.file.exists():
            assert self.scheduler.poll() is None, self.log()
            time.sleep(0.05)
        self.address: str = json.loads(self.file.read_text(encoding="utf-8"))["address"]

    def start(self, role: str, *words: str, program: Path) -> subprocess.Popen[bytes]:
        surroundings = {
            "PATH": os.defpath,
            "PYTHONPATH": str(program),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
        }
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *LOOPBACK, *words]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--no-dashboard", "--scheduler-file", str(self.file)],
                cwd=self.folder,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def hire(self, count: int = 2, program: Path = ROOT) -> list[subprocess.Popen[bytes]]:
        """Have that many workers; those that are there already stay."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        already = self.log().count(REGISTERED)
        wanted = count - len(self.workers)
        words = ("--nthreads", "1", "--no-nanny")
        for _ in range(wanted):
            self.workers.append(self.start("worker", *words, program=program))
        while self.log().count(REGISTERED) < already + wanted:
            assert all(worker.poll() is None for worker in self.workers), self.log()
            time.sleep(0.05)
        return self.workers

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The cluster, for the tests of one module."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.close()
