"""Getting it: both archives are sound, and a bare machine can do all with them that it should.

Few tests with much in each: every one that needs the archives has them built again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
LOCK = ROOT / "requirements.lock"


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        | environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Archives:
    sdist: Path
    wheel: Path


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    """The source archive, and the wheel made from it alone."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--installer", "uv", "--outdir", folder, ROOT)
    (sdist,), (wheel,) = folder.glob("gongkai-*.tar.gz"), folder.glob("gongkai-*.whl")
    return Archives(sdist=sdist, wheel=wheel)


def builds(gongkai: Path, site: Path, **environment: str) -> None:
    """A new site builds with that program."""
    run(gongkai, "new", "site", site, **environment)
    run(gongkai, "-C", site, "build", "--strict", **environment)
    assert (site / "public/sample/2024/index.html").is_file()
    assert (site / ".github/workflows/reports.yml").is_file()


def test_the_archives_are_whole_and_an_index_would_take_them(archives: Archives) -> None:
    names = set(zipfile.ZipFile(archives.wheel).namelist())
    assert {
        "generator/ci/github-actions.yml",
        "generator/ci/gitlab-ci.yml",
        "generator/cli/words.yml",
        "generator/forms/cn-2019.yml",
        "generator/forms/cn-2021.yml",
        "generator/ingest/words.yml",
        "generator/py.typed",
        "generator/rules/cell.blank.yml",
        "generator/schema/words.yml",
        "generator/themes/default/assets/site.css",
        "generator/themes/default/messages/zh-CN.yml",
        "generator/themes/default/templates/report.html",
        "generator/themes/plain/templates/base.html",
    } <= names
    assert not [name for name in names if not name.startswith(("generator/", "gongkai-"))]
    top = archives.sdist.name.removesuffix(".tar.gz")
    with tarfile.open(archives.sdist) as archive:
        packed = {name.removeprefix(f"{top}/") for name in archive.getnames()}
    assert {
        "CITATION.cff",
        "Dockerfile",
        "LICENSE",
        "SECURITY.md",
        "pyproject.toml",
        "requirements.lock",
        "docs/promise.md",
        "examples/demo-city/site.yml",
        "tests/conftest.py",
    } <= packed
    assert not [name for name in packed if "__pycache__" in name or "/public/" in name]
    run(TOOLS / "twine", "check", "--strict", archives.sdist, archives.wheel)
    run(TOOLS / "check-wheel-contents", archives.wheel)


def test_pipx_installs_a_program_that_makes_a_site(archives: Archives, tmp_path: Path) -> None:
    places = {
        name: str(tmp_path / name.lower()) for name in ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR")
    }
    run(TOOLS / "pipx", "install", "--backend", "uv", archives.wheel, **places)
    builds(tmp_path / "pipx_bin_dir" / "gongkai", tmp_path / "site")


def test_what_the_image_installs_by_the_lock_makes_a_site(
    archives: Archives, tmp_path: Path
) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    install = (TOOLS / "uv", "pip", "install", "--quiet", "--python", python)
    run(*install, "--require-hashes", "-r", LOCK)
    run(*install, "--no-deps", archives.wheel)
    run(TOOLS / "uv", "pip", "check", "--python", python)
    builds(python.with_name("gongkai"), tmp_path / "site")


def test_the_lock_satisfies_the_project_and_has_a_hash_for_each_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["import"], *extras["office"]]
    locked: dict[str, str] = {}
    for entry in LOCK.read_text(encoding="utf-8").replace("\\\n", "").splitlines():
        if not entry.startswith("#"):
            name, _, version = entry.split()[0].partition("==")
            locked[name] = version
            assert "--hash=sha256:" in entry, entry
    for line in wanted:
        name, _, least = line.partition(">=")
        assert numbers(locked[name]) >= numbers(least), line


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def test_the_image_is_pinned_and_runs_as_an_ordinary_user() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    stages = [line.split() for line in lines if line.startswith("FROM ")]
    assert len(stages) == 2
    assert len({stage[1] for stage in stages}) == 1
    _, _, tag = stages[0][1].partition(":")
    assert tag.split("-")[0].count(".") == 2
    last = lines[lines.index(" ".join(stages[-1])) :]
    (user,) = (line for line in last if line.startswith("USER "))
    assert int(user.split()[1].partition(":")[0]) > 0
    assert all(not line.startswith("RUN ") for line in last[last.index(user) :])
    copies = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--" not in line]
    copied = {name for names in copies for name in names}
    assert all((ROOT / name).exists() for name in copied)
    run(TOOLS / "hadolint", ROOT / "Dockerfile")
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} <= set(kept)
