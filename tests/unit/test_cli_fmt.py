"""``gongkai fmt`` and ``gongkai check --fix`` on sites on disk."""

from __future__ import annotations

from pathlib import Path

from generator.workspace.content import load
from tests.support.sites import SOUND, gongkai, problems, site

REPORT = "content/demo/2023.yml"
PROSE = "content/demo/2023.md"
UNTIDY = {
    REPORT: "unlisted: '0'\npublished: 2024-01-20\ntitle: 演示市示例局2023年报告   \n# 完\n",
    PROSE: SOUND[PROSE].replace("## 存在", "## 5、存在").replace("正文。", "正文。 "),
}


def read(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def test_files_are_put_in_order_once(tmp_path: Path) -> None:
    root = site(tmp_path, UNTIDY)
    before = load(root).filed["demo", "2023"]
    ran = gongkai("-C", root, "fmt")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"已整理：{REPORT}\n已整理：{PROSE}\n看了 4 个文件，整理了 2 个。\n"
    assert read(root, REPORT) == (
        "title: 演示市示例局2023年报告\npublished: 2024-01-20\nunlisted: 0\n# 完\n"
    )
    assert "## 一、总体情况\n" in read(root, PROSE)
    assert "## 五、存在的主要问题及改进情况\n" in read(root, PROSE)
    after = load(root).filed["demo", "2023"]
    assert (after.report, after.narrative) == (before.report, before.narrative)
    assert gongkai("-C", root, "fmt").err == "看了 4 个文件，整理了 0 个。\n"


def test_check_lists_and_leaves_everything_as_it_is(tmp_path: Path) -> None:
    root = site(tmp_path, UNTIDY)
    ran = gongkai("-C", root, "fmt", "--check")
    assert (ran.status, ran.out) == (1, f"{REPORT}\n{PROSE}\n")
    assert read(root, REPORT) == UNTIDY[REPORT]
    gongkai("-C", root, "fmt")
    assert gongkai("-C", root, "fmt", "--check").status == 0


def test_diff_shows_what_would_change_and_what_nobody_sees(tmp_path: Path) -> None:
    root = site(tmp_path, UNTIDY)
    ran = gongkai("-C", root, "fmt", "--diff", REPORT)
    assert ran.status == 0
    assert "-title: 演示市示例局2023年报告···\n" in ran.out
    assert "+title: 演示市示例局2023年报告\n" in ran.out
    assert PROSE not in ran.out
    assert read(root, REPORT) == UNTIDY[REPORT]


def test_only_the_files_asked_for_are_seen_to(tmp_path: Path) -> None:
    root = site(tmp_path, UNTIDY)
    assert gongkai("-C", root, "fmt", str(root / PROSE)).status == 0
    assert read(root, REPORT) == UNTIDY[REPORT]
    assert read(root, PROSE) != UNTIDY[PROSE]


def test_a_file_that_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    broken = "title: [\n"
    root = site(tmp_path, {**UNTIDY, REPORT: broken})
    ran = gongkai("-C", root, "fmt")
    assert ran.status == 1
    assert f"没有整理 {REPORT}：读不了。" in ran.err
    assert read(root, REPORT) == broken
    assert "## 一、总体情况\n" in read(root, PROSE)


def test_bytes_that_are_no_text_are_left(tmp_path: Path) -> None:
    gbk = "title: 报告\n".encode("gbk")
    root = site(tmp_path, {REPORT: gbk, PROSE: "## 总体情况\n".encode("gbk")})
    assert gongkai("-C", root, "fmt").status == 1
    assert (root / REPORT).read_bytes() == gbk


def test_the_mode_of_a_file_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    root = site(tmp_path, UNTIDY)
    (root / REPORT).chmod(0o640)
    gongkai("-C", root, "fmt")
    assert (root / REPORT).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (root / "content/demo").iterdir()) == [
        "2023.md",
        "2023.yml",
        "agency.yml",
    ]


def test_a_folder_that_is_no_site_cannot_be_put_in_order(tmp_path: Path) -> None:
    assert gongkai("-C", tmp_path, "fmt").status == 2


def test_what_gongkai_new_writes_is_in_order(tmp_path: Path) -> None:
    gongkai("new", "site", tmp_path)
    gongkai("-C", tmp_path, "new", "agency", "other", "--name", "演示市其他局")
    gongkai("-C", tmp_path, "new", "report", "other", "2024")
    gongkai("-C", tmp_path, "new", "report", "other", "2019")
    ran = gongkai("-C", tmp_path, "fmt", "--diff")
    assert (ran.status, ran.out) == (0, "")


def test_fixing_mends_what_is_certain_shows_it_and_checks_again(tmp_path: Path) -> None:
    text = "titel: 演示市示例局2023年报告\npublished：2024-01-20\nunlisted: 0\n申请办理: {本年新收: {自燃人: 1}}\n"
    root = site(tmp_path, {REPORT: text})
    ran = gongkai("-C", root, "check", "--fix")
    assert "-titel: 演示市示例局2023年报告\n" in ran.err
    assert "+title: 演示市示例局2023年报告\n" in ran.err
    assert "已改好 2 个文件" in ran.err
    assert [problem.diagnostic.args["key"] for problem in problems(root)] == ["自燃人"]
    assert (ran.status, "自燃人" in ran.out) == (1, True)


def test_fixing_leaves_a_sound_site_alone(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "fmt")
    ran = gongkai("-C", root, "check", "--fix")
    assert ran.status == 0
    assert ran.err.startswith("没有可以自动改好的地方。\n")


def test_fixing_keeps_standard_output_for_the_findings(tmp_path: Path) -> None:
    root = site(tmp_path, UNTIDY)
    assert gongkai("-C", root, "check", "--fix", "--format", "json").document["diagnostics"] == []
