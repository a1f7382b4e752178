"""The CI templates and the hook do what they say: their lines are run as the runners run them.

On a runner ``pip`` installs a wheel (test_wheel.py tries that); here it is asked for the program that
is there already, and finds so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tests.support.sites import SOUND, site

ROOT = Path(__file__).parents[2]
CI = ROOT / "docs" / "ci"
WRONG = "title: 报告\npublished: 2024-01-20\nunlisted: 0\n复议诉讼: {行政复议: [1, 0, 0, 0, 2]}\n"


def template(name: str) -> Any:
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


class Runner:
    """A machine that runs scripts in a copy of the sample site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        self.folder.mkdir()
        shutil.copy(ROOT / "site.yml", self.folder)
        shutil.copytree(ROOT / "content", self.folder / "content")
        self.summary = folder / "summary.md"
        self.environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INDEX": "1",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.folder),
            "CI_PROJECT_DIR": str(self.folder),
        }

    def run(self, script: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a script, with the variables of the template but for what is installed."""
        environment = self.environment | variables | {"GONGKAI": "gongkai"}
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def spoil(self) -> None:
        """Put a mistake into the site."""
        site(self.folder, {"site.yml": None, "content/demo/2023.yml": WRONG})


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def steps(job: str) -> list[str]:
    """The scripts of a job on GitHub."""
    return [
        step["run"]
        for step in template("github-actions.yml")["jobs"][job]["steps"]
        if "run" in step
    ]


def test_github_checks_and_builds_a_sound_site_and_stops_at_an_error(runner: Runner) -> None:
    variables = template("github-actions.yml")["env"]
    install, annotate, listed = steps("check")
    again, build = steps("build")
    assert install == again
    for script in (install, annotate, listed, build):
        ran = runner.run(script, variables)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert runner.summary.read_text().startswith("### ")
    assert (runner.folder / "public/yuhang/commerce/2023/index.html").is_file()

    runner.spoil()
    ran = runner.run(annotate, variables)
    assert ran.returncode == 1
    assert "::error file=content/demo/2023.yml,line=4," in ran.stdout
    assert "balance.disputes" in runner.summary.read_text()
    assert runner.run(listed, variables).returncode == 0
    log = json.loads((runner.folder / "findings.sarif").read_text())
    assert "balance.disputes" in {item["ruleId"] for item in log["runs"][0]["results"]}
    assert runner.run(build, variables).returncode == 1
    assert not (runner.folder / "public/demo").exists()

    nowhere = {**variables, "SITE": "elsewhere"}
    assert [runner.run(script, nowhere).returncode for script in (annotate, listed)] == [2, 1]


def test_gitlab_checks_and_builds_a_sound_site_and_stops_at_an_error(runner: Runner) -> None:
    jobs = template("gitlab-ci.yml")
    variables, check, build = jobs["variables"], jobs["check"], jobs["build"]
    findings = runner.folder / check["artifacts"]["reports"]["junit"]
    for job in (check, build):
        ran = runner.run("\n".join(job["script"]), variables)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "already satisfied: gongkai" in ran.stdout
    assert JUnitXml.fromfile(str(findings)).failures == 0
    (public,) = build["artifacts"]["paths"]
    assert (runner.folder / public / "index.html").is_file()

    runner.spoil()
    ran = runner.run("\n".join(check["script"][1:]), variables)
    assert ran.returncode == 1
    assert "balance.disputes" in ran.stdout
    assert JUnitXml.fromfile(str(findings)).failures == 1


@pytest.mark.parametrize(
    ("file", "schema", "more"),
    [
        ("github-actions.yml", "vendor.github-workflows", []),
        ("gitlab-ci.yml", "vendor.gitlab-ci", ["--data-transform", "gitlab-ci"]),
    ],
)
def test_the_templates_are_what_their_hosts_take(file: str, schema: str, more: list[str]) -> None:
    program = Path(sys.executable).with_name("check-jsonschema")
    command = [program, "--builtin-schema", schema, *more, CI / file]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=gongkai", "-c", "user.email=gongkai", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def repository(folder: Path) -> str:
    """Make a folder a repository with all that it holds; the commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "One")
    return git(folder, "rev-parse", "HEAD")


def test_pre_commit_runs_the_hook_when_content_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site at the top of a repository, and one in a folder.

    The program is that of this environment, since a hook's own would be fetched from an index.
    """
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GONGKAI_LANG", "en")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    hooks, work = tmp_path / "hooks", tmp_path / "work"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    top = {"id": "gongkai-check", "language": "system"}
    below = {**top, "args": ["-C", "portal", "check"], "files": "^portal/"}
    source = {"repo": str(hooks), "rev": repository(hooks), "hooks": [top, below]}
    site(site(work) / "portal")
    (work / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [source]}))
    (work / ".gitignore").write_text(".gongkai/\n")
    repository(work)

    def pre_commit() -> subprocess.CompletedProcess[str]:
        git(work, "add", "--all")
        command = [sys.executable, "-m", "pre_commit", "run", "--verbose"]
        return subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)

    (work / "README.md").write_text("演示\n")
    ran = pre_commit()
    assert (ran.returncode, ran.stdout.count("Skipped")) == (0, 2), ran.stdout
    (work / "content/demo/2023.yml").write_text(f"# 一行\n{SOUND['content/demo/2023.yml']}")
    ran = pre_commit()
    assert (ran.returncode, ran.stdout.count("nothing found")) == (0, 1), ran.stdout
    (work / "portal/content/demo/2023.yml").write_text(WRONG)
    ran = pre_commit()
    assert (ran.returncode, ran.stdout.count("nothing found")) == (1, 1), ran.stdout
    assert ran.stdout.count("error balance.disputes") == 1
