"""``check --changed``, on real repositories, and ``check --watch``, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.sites import SOUND, gongkai, site, write

HEAD = SOUND["content/demo/2023.yml"]
BEFORE = HEAD.replace("2024", "2023").replace("2023年", "2022年")
EARLIER = f"{BEFORE}申请办理:\n  本年新收: {{自然人: 1}}\n  结转下年: {{自然人: 1}}\n"
LATER = f"{HEAD}申请办理:\n  上年结转: {{自然人: 1}}\n  结转下年: {{自然人: 1}}\n"
WRONG = f"{HEAD}复议诉讼: {{行政复议: [1, 0, 0, 0, 2]}}\n"
OTHER = WRONG.replace("示例局", "另一局")
PROSE = SOUND["content/demo/2023.md"]
IDENTITY = {
    f"GIT_{who}_{what}": "gongkai" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def git(root: Path, *arguments: str) -> None:
    environment = {**os.environ, **IDENTITY, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *arguments], cwd=root, env=environment, capture_output=True, check=True)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "One")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site in a folder of a repository, with two years, another agency and a fault in each."""
    folder = tmp_path / "各站点" / "门户"
    files = {
        "content/demo/2022.yml": EARLIER,
        "content/demo/2022.md": PROSE.replace("正文。", "那一年的问题与今年的不同，已经逐项改进。"),
        "content/demo/2023.yml": LATER,
        "content/other/agency.yml": "name: 演示市另一局\nkind: department\n",
        "content/other/2023.yml": OTHER,
        "content/other/2023.md": PROSE,
    }
    site(folder, files)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return folder


def found(root: Path, revision: str = "HEAD", *more: str) -> list[str]:
    """The files of the problems that a change has to do with."""
    arguments = ("-C", root, "check", "--format", "json", "--changed", revision, *more)
    return [item["file"] for item in gongkai(*arguments).document["diagnostics"]]


def test_without_a_change_nothing_is_told(root: Path) -> None:
    assert found(root) == []
    ran = gongkai("-C", root, "check", "--changed", "HEAD")
    assert (ran.status, ran.out) == (0, "")
    assert gongkai("-C", root, "check").status == 1


def test_a_changed_file_is_told_of(root: Path) -> None:
    write(root, {"content/demo/2023.yml": WRONG})
    assert set(found(root)) == {"content/demo/2023.yml"}


def test_a_problem_elsewhere_that_a_changed_file_causes_is_told_of(root: Path) -> None:
    write(root, {"content/demo/2022.yml": EARLIER.replace("自然人: 1", "自然人: 3")})
    assert set(found(root)) == {"content/demo/2023.yml"}


@pytest.mark.parametrize("name", ["content/demo/2023.md", "content/demo/2023/说 明.csv"])
def test_prose_and_attachments_go_with_their_figures(root: Path, name: str) -> None:
    write(root, {"content/demo/2023.yml": WRONG})
    commit(root)
    assert found(root) == []
    write(root, {name: f"{PROSE}\n又一段。\n"})
    assert set(found(root)) == {"content/demo/2023.yml"}


def test_a_new_file_with_a_chinese_name_is_told_of(root: Path) -> None:
    write(root, {"content/other/表 一.db": ""})
    assert found(root) == ["content/other/表 一.db"]


def test_a_file_that_is_gone_is_a_change(root: Path) -> None:
    prose = f"{PROSE}\n[说明](说明.csv)\n"
    write(root, {"content/demo/2023.md": prose, "content/demo/2023/说明.csv": "a\n"})
    commit(root)
    assert found(root) == []
    (root / "content/demo/2023/说明.csv").unlink()
    assert found(root) == ["content/demo/2023.md"]


def test_what_is_committed_since_counts_too(root: Path) -> None:
    write(root, {"content/demo/2023.yml": WRONG})
    commit(root)
    assert found(root) == []
    assert set(found(root, "HEAD~1")) == {"content/demo/2023.yml"}
    assert found(root, "HEAD~1", "content/other") == []


@pytest.mark.parametrize("name", ["site.yml", "forms/own.yml"])
def test_a_change_of_the_settings_leaves_nothing_out(root: Path, name: str) -> None:
    write(root, {name: "name: 改了\n"})
    assert "content/other/2023.yml" in found(root)


def test_a_change_outside_of_the_site_is_nobody_s(root: Path) -> None:
    write(root.parent, {"content/other/2023.yml": "x\n", "site.yml": "x\n"})
    assert found(root) == []


@pytest.mark.parametrize(
    ("revision", "language", "words"),
    [
        ("没有", "zh", "这个版本"),
        ("--output=x", "en", "no revision"),
        ("", "zh", "这个版本"),
        ("HEAD:content", "en", "no revision"),
    ],
)
def test_an_unknown_revision_is_said_to_be_one(
    root: Path, revision: str, language: str, words: str
) -> None:
    ran = gongkai("-C", root, "check", f"--changed={revision}", language=language)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert revision in ran.err


def test_a_site_outside_of_any_repository_is_said_to_be_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    ran = gongkai("-C", site(tmp_path / "alone"), "check", "--changed", "HEAD")
    assert (ran.status, "不在 git 仓库里" in ran.err) == (2, True)


def test_a_machine_without_git_is_said_to_be_that(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(root))
    ran = gongkai("-C", root, "check", "--changed", "HEAD")
    assert (ran.status, "git，请先安装" in ran.err) == (2, True)


class Watcher:
    """A running ``check --watch`` and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self.log = log

    def waits(self, count: int) -> str:
        """All that is said by the time that it waits for the so-manieth time."""
        for _ in range(1200):
            said = self.log.read_text()
            if said.count("Waiting for changes") >= count or self.process.poll() is not None:
                break
            time.sleep(0.05)
        assert said.count("Waiting for changes") == count, said
        return said


@contextmanager
def watching(root: Path, log: Path) -> Iterator[Watcher]:
    environment = {**os.environ, "GONGKAI_LANG": "en"}
    command = [sys.executable, "-m", "generator", "-C", root, "check", "--watch"]
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            # A shell's background job ignores Ctrl+C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    try:
        yield Watcher(process, log)
    finally:
        process.kill()
        process.wait()


def test_watching_checks_again_after_each_change_until_it_is_stopped(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    with watching(root, tmp_path / "log") as watcher:
        said = watcher.waits(1)
        assert "nothing found" in said
        write(root, {"content/demo/2023.yml": WRONG})
        said = watcher.waits(2)
        assert said.count("error balance.disputes") == 1
        write(root, {"site.yml": "name: [\n"})
        assert "yaml.syntax" in watcher.waits(3)
        (root / "site.yml").unlink()
        assert "Cannot go on" in watcher.waits(4)
        write(root, SOUND)
        said = watcher.waits(5)
        assert said.rstrip().endswith("Waiting for changes; Ctrl+C to stop.")
        assert said.count("nothing found") == 2
        assert said.count(" checking ────") == 5
        watcher.process.send_signal(signal.SIGINT)
        assert watcher.process.wait(timeout=20) == 0
        said = (tmp_path / "log").read_text()
        assert said.endswith("Stopped.\n")
        assert "Traceback" not in said


def test_a_touched_file_that_holds_what_it_held_is_no_change(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    with watching(root, tmp_path / "log") as watcher:
        watcher.waits(1)
        (root / "content/demo/2023.yml").touch()
        write(root, {".gongkai/x": "y", "public/index.html": ""})
        time.sleep(1.5)
        watcher.waits(1)
