"""A bar where somebody looks, and none anywhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portals import ROOT
from tests.support.sites import site


def said(root: Path, **surroundings: str) -> str:
    """What a build writes to a terminal on standard error."""
    master, slave = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(root), "build"],
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT),
            "GONGKAI_LANG": "en",
            "TERM": "xterm",
            "COLUMNS": "100",
            **surroundings,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=slave,
        check=True,
    )
    os.close(slave)
    written = b""
    try:
        while more := os.read(master, 65536):
            written += more
    except OSError:
        pass  # the end, as Linux tells it
    os.close(master)
    return written.decode()


def test_a_terminal_shows_how_far_it_is_and_then_forgets_it(tmp_path: Path) -> None:
    shown = said(site(tmp_path))
    assert "Publishing" in shown
    assert "1/1" in shown
    assert "\x1b[2K" in shown, "the bar's line is cleared"
    last = shown.rstrip().rpartition("\n")[2]
    assert re.search(r"1 report checked, [0-9]{2} pages rendered, 0 reused", last)


@pytest.mark.parametrize("surroundings", [{"CI": "true"}, {"TERM": "dumb"}])
def test_ci_and_simple_terminals_get_lines_only(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    shown = said(site(tmp_path), **surroundings)
    assert "\x1b" not in shown
    assert "Publishing" not in shown
    assert re.search(r"1 report checked, [0-9]{2} pages rendered, 0 reused", shown)
