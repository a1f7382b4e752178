"""The wheel carries all that a site needs, into an environment that has nothing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (made,) = folder.glob("gongkai-*.whl")
    return made


def test_the_wheel_has_forms_rules_words_and_theme(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "generator/forms/cn-2019.yml",
        "generator/forms/cn-2021.yml",
        "generator/rules/cell.blank.yml",
        "generator/cli/words.yml",
        "generator/ingest/words.yml",
        "generator/schema/words.yml",
        "generator/themes/default/templates/report.html",
        "generator/themes/default/messages/zh-CN.yml",
        "generator/themes/default/assets/site.css",
        "generator/themes/plain/templates/base.html",
    } <= names
    assert not [name for name in names if not name.startswith(("generator/", "gongkai-"))]


def test_a_new_site_builds_where_only_the_wheel_is_installed(wheel: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv)
    run(venv / "bin" / "python", "-m", "pip", "install", "--quiet", wheel)
    site = tmp_path / "site"
    run(venv / "bin" / "gongkai", "new", "site", site)
    run(venv / "bin" / "gongkai", "-C", site, "build", "--strict")
    assert (site / "public/sample/2024/index.html").is_file()
