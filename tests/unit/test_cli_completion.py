"""A shell completes commands, options and values, as the guide has it set up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "install.md"
ENVIRONMENT = {
    **os.environ,
    "GONGKAI_LANG": "zh",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}


def setup() -> str:
    """The line that the guide puts into ~/.bashrc."""
    (line,) = re.findall(r"^echo '(.*)' >> ~/.bashrc$", GUIDE.read_text("utf-8"), re.MULTILINE)
    return str(line)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["gongkai", "ch"], ["check"]),
        (["gongkai", "check", "--format", ""], ["text", "json", "sarif", "github", "junit"]),
        (["gongkai", "new", "site", "x", "--c"], ["--ci"]),
        (["gongkai", "nothing"], []),
    ],
)
def test_bash_offers_what_fits(typed: list[str], offered: list[str]) -> None:
    words = " ".join(f"'{word}'" for word in typed)
    script = (
        f"{setup()}\nCOMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}\n"
        '_gongkai_completion gongkai\nprintf "%s\\n" "${COMPREPLY[@]}"\ncomplete -p gongkai'
    )
    ran = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    *found, registered = ran.stdout.split("\n")[:-1]
    assert [word for word in found if word] == offered
    assert "_gongkai_completion" in registered


@pytest.mark.parametrize(("shell", "mark"), [("zsh", "#compdef gongkai"), ("fish", "complete ")])
def test_the_other_shells_get_a_script(shell: str, mark: str) -> None:
    ran = subprocess.run(
        ["gongkai"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT | {"_GONGKAI_COMPLETE": f"{shell}_source"},
        check=True,
    )
    assert mark in ran.stdout
    assert f"{shell}_source gongkai" in GUIDE.read_text("utf-8")
