"""The same with the system's own calls: a disk that is full, and calls that strace lets fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import FULL, runner
from tests.faults.stage import KINDS, Stage, sites
from tests.portals import ROOT


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "gongkai-test", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a disk can be mounted by root only, and in some containers by nobody")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("kind", KINDS if FULL else KINDS[:1])
def test_on_a_full_disk_the_old_site_stands_and_nothing_is_left(
    kind: str, disk: Path, tmp_path: Path
) -> None:
    plan = {
        "task": "full disk",
        "kind": kind,
        "pages": 24,
        "more": 4096 if FULL else 16384,
        "bundles": str(tmp_path / "bundles"),  # on another disk, so that files are copied
    }
    with runner(disk) as carried_out:
        ran = carried_out(**plan)
    assert ran["broken"] == []
    assert ran["refusals"] >= (20 if FULL else 5)


PUBLISH = (
    "import sys; from pathlib import Path; from tests.faults.stage import Stage, sites\n"
    "from generator.diagnostic import PublishError\n"
    "here = Path(sys.argv[1])\n"
    "stage = Stage(here / 'site', sys.argv[2], sites(here / 'bundles'))\n"
    "try: print(stage.publish('new'))\n"
    "except PublishError as error: print('refused', error)\n"
)


@pytest.fixture
def strace() -> str:
    """The program, if it may look into others."""
    program = shutil.which("strace")
    if program is None or subprocess.run([program, "-qq", "true"], capture_output=True).returncode:
        pytest.skip("strace is missing, or must not trace here")
    return program


def injected(strace: str, room: Path, kind: str, fault: str) -> tuple[str, str | None, Stage]:
    """What a publication says with one of its calls failing, and which site then stands."""
    stage = Stage(room / "site", kind, sites(room / "bundles"))
    stage.set("normal")
    ran = subprocess.run(
        [
            *(strace, "-fqq", "-o", os.devnull, "-e", f"inject={fault}"),
            *(sys.executable, "-c", PUBLISH, str(room), kind),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    words = ran.stdout.split() or [ran.stderr]
    return words[0], stage.standing(), stage


@pytest.mark.parametrize(
    ("kind", "call", "said", "stands"),
    [
        ("folder", "syncfs:error=EIO", "refused", "old"),
        ("folder", "renameat2:error=ENOSPC", "refused", "old"),
        ("folder", "renameat2:error=ENOSYS", "published", "new"),
        ("folder", "fsync:error=EIO", "left", "new"),
        ("releases", "rename:error=EROFS:when=2", "refused", "old"),
        ("releases", "link:error=EMLINK", "published", "new"),
    ],
)
def test_the_systems_own_calls_fail(
    kind: str, call: str, said: str, stands: str, strace: str, room: Path
) -> None:
    assert injected(strace, room, kind, call)[:2] == (said, stands)


CHANGES = ("openat", "mkdir", "link", "rename", "renameat2", "symlink", "unlink", "unlinkat")


@pytest.mark.skipif(not FULL, reason="takes minutes; set GONGKAI_FULL=1")
@pytest.mark.parametrize("kind", ["folder", "releases"])
@pytest.mark.parametrize("fault", ["signal=KILL", "error=ENOSPC", "error=EIO"])
def test_every_call_of_the_system_fails_once(
    kind: str, fault: str, strace: str, room: Path
) -> None:
    runs = 0
    for call in CHANGES:
        # Python itself opens some 300 files before our first line.
        for number in range(1, 8) if call != "openat" else range(280, 420, 20):
            said, stands, stage = injected(strace, room, kind, f"{call}:{fault}:when={number}")
            assert stands in ("old", "new"), (call, number, said)
            if said == "refused":
                assert stands == "old", (call, number)
            assert stage.publish("new") == "published"
            assert (stage.standing(), stage.litter()) == ("new", [])
            runs += 1
    assert runs == 7 * len(CHANGES)
