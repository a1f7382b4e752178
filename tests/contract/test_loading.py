"""What a run loads: a build of a site that has not changed is mostly the loading of modules."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portals import ROOT

HEAVY = {"jinja2", "markdown_it", "yaml", "generator.form", "generator.report"}
JUDGED = {"generator.site", "generator.workspace.places", "generator.pipeline.problems"}
GATE = {"generator.publish.gate", "generator.publish.outline", "generator.publish.survey"}
OTHER = {"generator.engine.build", "generator.source.laid", "tempfile"}
TOLD = {"generator.cli.printers.text", "generator.catalogue", "generator.privacy", "rich.cells"}
NEVER = {"rich.console", "importlib.resources"}
LOADED = """
import sys
from generator.cli.app import main
status = main(sys.argv[1:])
print("\\n", *sys.modules)
sys.exit(status)
"""


def loaded(*arguments: str | Path) -> set[str]:
    """The modules that a command has loaded when it is done."""
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample, whose three warnings are printed each time."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "site.yml", tmp_path)
    return tmp_path


def test_an_unchanged_site_is_built_without_what_reads_or_renders_reports(sample: Path) -> None:
    needed = HEAVY | JUDGED | GATE | OTHER | TOLD
    assert loaded("-C", sample, "build") >= needed
    assert loaded("-C", sample, "build") & (needed | NEVER) == set()
