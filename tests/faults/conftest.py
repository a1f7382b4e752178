"""How the tests have publications harmed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.portals import ROOT

FULL = bool(os.environ.get("GONGKAI_FULL"))
"""Whether to take the time for every call, every error and every start."""

Plan = Mapping[str, Any]


class Runner:
    """The process that harms publications; see ``tests.faults.runner``."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.runner", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            cwd=ROOT,
        )

    def __call__(self, **plan: Any) -> Plan:
        """What came of a plan."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(plan) + "\n")
        found: Plan = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def runner(folder: Path) -> Iterator[Runner]:
    """A runner that works in a folder."""
    started = Runner(folder)
    try:
        yield started
    finally:
        started.close()


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of flushes to a disk take minutes."""
    with _room() as folder:
        yield folder


@contextmanager
def _room() -> Iterator[Path]:
    memory = Path("/dev/shm")
    usable = memory.is_dir() and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(dir=memory if usable else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def harmed() -> Iterator[Runner]:
    """Carries out plans, in memory."""
    with _room() as folder, runner(folder) as started:
        yield started
