"""``gongkai blame``: since which commit a figure stands, in real repositories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.repository import commit, git
from tests.support.sites import gongkai, site

FILE = "content/demo/2023.yml"
CELL = "申请办理/本年新收/自然人"
HEAD = "title: 演示市示例局2023年政府信息公开工作年度报告\npublished: 2024-01-20\nunlisted: 0\n"


def report(received: int, permits: int = 0) -> str:
    row = f"{{自然人: {received}, 总计: {received}}}"
    return (
        f"{HEAD}主动公开:\n  行政许可: {permits}\n申请办理:\n  本年新收: {row}\n"
        f"  办理结果:\n    予以公开: {row}\n    总计: {row}\n"
    )


def blamed(root: Path, *arguments: str) -> Any:
    ran = gongkai("-C", root, "blame", *(arguments or ("demo", "2023", CELL)), "--format", "json")
    assert ran.status == 0, ran.err
    return ran.document


def write(root: Path, text: str, file: str = FILE) -> None:
    (root / file).write_text(text)


def test_a_value_is_followed_through_rewriting_and_other_names(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2)})
    commit(root, "初稿", "2024-01-10")
    write(root, report(3))
    wanted = commit(root, "更正新收", "2024-01-12")
    # written otherwise, on another line, in another order: the same figure
    write(
        root,
        f"# 说明\n\n{HEAD}申请办理:\n  本年新收: [3, 0, 0, 0, 0, 0, 3]\n  办理结果: {{予以公开: {{自然人: 3}}}}\n",
    )
    commit(root, "改写法", "2024-01-13")
    git(root, "mv", "content/demo", "content/bureau")
    commit(root, "改文件夹", "2024-01-14")
    found = blamed(root, "bureau", "2023", CELL)
    assert (found["figure"], found["before"], found["first"]) == (3, 2, False)
    assert (found["commit"], found["date"], found["subject"]) == (wanted, "2024-01-12", "更正新收")
    assert (found["author"], found["file"]) == ("演示编辑", FILE)
    # a total that the file does not list follows its parts
    assert blamed(root, "bureau/2023#申请办理/办理结果/总计/总计")["commit"] == wanted
    text = gongkai("-C", root, "blame", f"bureau/2023#{CELL}").out
    assert f"{wanted[:12]} 起（2024-01-12，演示编辑），以前是 2" in text


def test_what_was_changed_and_changed_back_stands_since_it_came_back(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2)})
    commit(root, "a")
    write(root, report(3))
    commit(root, "b")
    write(root, report(2))
    wanted = commit(root, "c")
    found = blamed(root)
    assert (found["commit"], found["before"]) == (wanted, 3)


def test_a_merge_leads_to_the_side_that_brought_the_figure(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2)})
    first = commit(root, "初稿")
    git(root, "checkout", "-q", "-b", "side")
    write(root, report(5))
    wanted = commit(root, "旁支更正", "2024-01-11")
    git(root, "checkout", "-q", "main")
    write(root, report(2).replace("published: 2024-01-20", "published: 2024-01-21"))
    commit(root, "改日期", "2024-01-12")
    git(root, "merge", "-q", "--no-ff", "-m", "合并", "side")
    assert blamed(root)["commit"] == wanted
    # never changed on either side, and there from the beginning
    found = blamed(root, "demo", "2023", "主动公开/行政许可")
    assert (found["commit"], found["first"], found["before"]) == (first, True, None)


def test_a_merge_that_writes_a_figure_of_its_own_is_named(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2)})
    commit(root, "初稿")
    git(root, "checkout", "-q", "-b", "side")
    write(root, report(5))
    commit(root, "旁支")
    git(root, "checkout", "-q", "main")
    commit(root, "主线")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "side")
    write(root, report(6))
    merge = commit(root, "合并时改为 6")
    assert blamed(root)["commit"] == merge


def test_what_is_not_committed_is_said(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2)})
    commit(root, "初稿")
    write(root, report(4))
    found = blamed(root)
    assert (found["commit"], found["figure"], found["before"]) == (None, 4, 2)
    assert "还没有提交；上一次提交里是 2" in gongkai("-C", root, "blame", "demo", "2023", CELL).out
    write(root, report(1), "content/demo/2024.yml")
    assert "还没有提交过" in gongkai("-C", root, "blame", "demo", "2024", CELL).out


def test_a_blank_is_no_0_and_an_unreadable_state_is_passed(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2).replace("行政许可: 0", "行政许可: ~")})
    commit(root, "空着")
    write(root, "title: [\n")
    commit(root, "写坏了")
    write(root, report(2))
    wanted = commit(root, "填 0")
    found = blamed(root, "demo", "2023", "主动公开/行政许可")
    assert (found["commit"], found["figure"]) == (wanted, 0)


def test_a_site_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = site(tmp_path / "deep/site", {FILE: report(2)})
    wanted = commit(tmp_path, "初稿")
    assert blamed(root)["commit"] == wanted


def test_a_shallow_clone_says_so_instead_of_naming_its_end(tmp_path: Path) -> None:
    root = site(tmp_path / "site", {FILE: report(2)})
    commit(root, "初稿")
    write(root, report(3))
    wanted = commit(root, "更正")
    write(root, report(3, permits=7))
    commit(root, "许可")
    for depth, status in ((2, 2), (3, 0)):
        clone = tmp_path / f"clone-{depth}"
        git(tmp_path, "clone", "-q", "--depth", str(depth), root.as_uri(), str(clone))
        ran = gongkai("-C", clone, "blame", "demo", "2023", CELL, language="en")
        assert ran.status == status
        told = ran.err if status else ran.out
        assert ("fetch --unshallow" if status else wanted[:12]) in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_cannot_be_told_is_said(tmp_path: Path, language: str) -> None:
    def err(*arguments: str) -> str:
        ran = gongkai("-C", tmp_path, "blame", *arguments, language=language)
        assert ran.status == 2
        return ran.err

    root = site(tmp_path, {FILE: report(2)})
    assert "git" in err("demo", "2023", CELL)
    commit(root, "初稿")
    assert "没有的格子" in err("demo", "2023", "没有的格子")
    assert "demo/2022.yml" in err("demo", "2022", CELL)
    assert "demo 2023" in err("demo")
    write(root, "title: [\n")
    assert "demo/2023.yml" in err("demo", "2023", CELL)


def test_without_git_it_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(tmp_path, {FILE: report(2)})
    monkeypatch.setenv("PATH", str(tmp_path))
    for command in (("blame", "demo", "2023", CELL), ("diff", "HEAD")):
        ran = gongkai("-C", root, *command, language="en")
        assert (ran.status, "needs git" in ran.err) == (2, True)
