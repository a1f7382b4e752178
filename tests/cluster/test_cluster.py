"""A site built on a real cluster: the same bytes, whoever dies; and a stop where it cannot be."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.engine.cluster import Terms
from generator.engine.cluster import cluster as joined
from generator.engine.executor import LostError, in_batches
from tests.cluster import work
from tests.cluster.conftest import Cluster
from tests.portals import ROOT, Portal

DEMO = ROOT / "examples" / "demo-city"
ADDRESS = "https://www.example.com/demo/"
"""What the portal of other checks is built for, whose bytes these have to be."""


def command(site: Path, target: Path, *words: str) -> list[str]:
    asked = ["build", "-o", str(target), "--base-url", ADDRESS, *words]
    return [sys.executable, "-m", "generator", "-C", str(site), *asked]


def surroundings() -> dict[str, str]:
    return {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "GONGKAI_LANG": "en"}


def root_hash(folder: Path) -> str:
    return hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()


def test_two_workers_build_the_same_bytes(cluster: Cluster, demo: Portal, tmp_path: Path) -> None:
    cluster.hire(2)
    target = tmp_path / "out"
    words = ("--no-cache", "--executor", f"dask={cluster.address}")
    ran = subprocess.run(
        command(DEMO, target, *words), env=surroundings(), capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr + cluster.log()
    assert "Traceback" not in ran.stderr
    assert root_hash(target) == root_hash(demo.folder)


def test_a_worker_killed_midway_costs_nothing(
    cluster: Cluster, demo: Portal, tmp_path: Path
) -> None:
    victim, *_ = cluster.hire(2)
    site = tmp_path / "site"
    shutil.copytree(DEMO, site, ignore=shutil.ignore_patterns(".gongkai", "public"))
    bundles, target = site / ".gongkai" / "bundles", tmp_path / "out"
    words = ("--executor", f"dask={cluster.address}")
    said = tmp_path / "said"
    with said.open("wb") as log:
        building = subprocess.Popen(command(site, target, *words), env=surroundings(), stderr=log)
    while not any(bundles.glob("[0-9a-f]*")):
        assert building.poll() is None, said.read_text(encoding="utf-8")
        time.sleep(0.002)
    assert not target.exists(), "it is midway"
    victim.kill()
    assert building.wait(timeout=120) == 0, said.read_text(encoding="utf-8")
    assert victim.wait() < 0
    assert "Traceback" not in said.read_text(encoding="utf-8")
    assert root_hash(target) == root_hash(demo.folder)


def test_work_that_kills_whoever_does_it_is_named_and_the_rest_is_done(cluster: Cluster) -> None:
    cluster.hire(3)
    terms = Terms(work.program, work.program(), ())
    done: list[str] = []
    with (
        joined(cluster.address, 2, terms) as crew,
        pytest.raises(LostError) as lost,
    ):
        done.extend(in_batches(crew, work.run, [("a", "b"), ("c", work.DEADLY)]))
    assert lost.value.jobs == (work.DEADLY,)
    assert set(done) <= {"A", "B", "C"}


def test_a_worker_of_another_version_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    for worker in cluster.workers:
        worker.kill()
    other = tmp_path / "other"
    for part in ("generator", "themes"):
        shutil.copytree(ROOT / part, other / part)
    with (other / "generator" / "site.py").open("a", encoding="utf-8") as module:
        module.write("# Another version.\n")
    cluster.hire(1, program=other)
    target = tmp_path / "out"
    words = ("--no-cache", "--executor", f"dask={cluster.address}")
    ran = subprocess.run(
        command(DEMO, target, *words), env=surroundings(), capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert "another version of the program" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not target.exists()
