"""Killed, refused or watched at any call: the old or the new site stands, whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.publish.verify import verify
from tests.faults.conftest import FULL, Runner
from tests.faults.mutants import MUTANTS
from tests.faults.stage import KINDS, STARTS
from tests.portals import ROOT
from tests.support.sites import site

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EMFILE", "ENFILE", "EROFS", "EXDEV", "EACCES", "ENOMEM")
"""No room, a broken disk, a quota, too many files, read-only, another disk, no right, no memory."""


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_call_the_old_or_the_new_site_stands(kind: str, harmed: Runner) -> None:
    starts = STARTS if FULL else ("normal",) if kind in ("twice", "spare") else ("normal", "aside")
    ran = harmed(task="each", kind=kind, what="kill", starts=starts)
    assert ran["broken"] == []
    assert ran["points"] >= 30 * len(starts)


@pytest.mark.parametrize("start", ["empty", "fresh"])
def test_killed_from_other_starts_too(start: str, harmed: Runner) -> None:
    for kind in ("folder", "releases"):
        ran = harmed(task="each", kind=kind, what="kill", starts=[start], step=1 if FULL else 4)
        assert ran["broken"] == []
        assert ran["points"] >= 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("error", ERRORS if FULL else ERRORS[:1])
def test_refused_at_any_call_it_says_what_stands(
    kind: str, error: str, lasting: bool, harmed: Runner
) -> None:
    plan: dict[str, Any] = {"starts": STARTS} if FULL else {"starts": ["normal"], "step": 3}
    ran = harmed(task="each", kind=kind, what=error, lasting=lasting, **plan)
    assert ran["broken"] == []
    assert ran["points"] >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_time(kind: str, harmed: Runner) -> None:
    ran = harmed(task="random", kind=kind, kills=300 if FULL else 8, seed=20231231, pages=60)
    assert ran["broken"] == []


@pytest.mark.parametrize("kind", ["folder", "spare", "releases"])
def test_nobody_reads_half_a_site_or_none(kind: str, harmed: Runner) -> None:
    ran = harmed(task="readers", kind=kind, publications=300 if FULL else 20)
    assert ran["broken"] == []
    assert ran["points"] > 100


@pytest.mark.parametrize("kind", ["folder", "releases"])
def test_of_sixteen_at_once_one_publishes_and_the_others_say_why(kind: str, harmed: Runner) -> None:
    ran = harmed(task="at once", kind=kind, builds=16)
    assert (ran["published"], ran["busy"], ran["broken"]) == (1, 15, [])


def test_of_commands_at_once_one_at_least_publishes_and_the_others_end_with_4(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "generator", "-C", site(tmp_path), "build", "--no-cache"]
    running = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        for _ in range(16 if FULL else 2)
    ]
    statuses = [process.wait() for process in running]
    assert 0 in statuses
    assert set(statuses) <= {0, 4}
    assert verify(tmp_path / "public").sound
    assert sorted(tmp_path.glob(".public*")) == []


@pytest.mark.parametrize(("kind", "swap"), [("folder", "exchange"), ("releases", "replace")])
def test_everything_is_on_disk_before_the_swap(kind: str, swap: str, harmed: Runner) -> None:
    log = harmed(task="order", kind=kind)["log"]
    at = log.index(swap)
    written = [number for number, name in enumerate(log) if name in ("write", "link")]
    assert max(written) < log.index("flush") < at
    assert "flush entry" in log[at:]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_publisher_with_a_mistake_is_caught(mutant: str, harmed: Runner) -> None:
    kind = MUTANTS[mutant][0]
    plan = {"task": "each", "kind": kind, "what": "kill", "starts": ["normal"], "most": 0}
    assert harmed(**plan, mutant=mutant)["broken"] != []
