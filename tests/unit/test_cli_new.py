"""``gongkai new`` writes files that read back without errors, and never over others."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator import __version__
from generator.diagnostic import Severity
from tests.support.sites import gongkai, problems, site, write

HOSTED = (".github/workflows/reports.yml", ".gitlab-ci.yml")
HEAD = "title: 演示市示例局2023年报告\npublished: 2023-01-20\nunlisted: 0\n"


def errors(root: Path) -> list[str]:
    found = [problem for problem in problems(root) if problem.severity is Severity.ERROR]
    return [f"{problem.position.file} {problem.diagnostic.rule}" for problem in found]


def test_a_new_site_is_sound_and_builds(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    ran = gongkai("new", "site", root)
    assert (ran.status, ran.out) == (0, "")
    assert problems(root) == ()
    assert gongkai("-C", root, "build").status == 0
    assert (root / "public/sample/2024/index.html").is_file()


def test_a_new_site_says_what_was_made_and_what_is_next(tmp_path: Path) -> None:
    ran = gongkai("new", "site", tmp_path / "portal")
    assert f"已新建：{tmp_path}/portal/site.yml\n" in ran.err
    assert f"接下来：gongkai -C {tmp_path}/portal build\n" in ran.err


def test_the_sample_prints_a_figure_in_its_prose(tmp_path: Path) -> None:
    gongkai("new", "site", tmp_path)
    gongkai("-C", tmp_path, "build")
    assert "收到政府信息公开申请3件" in (tmp_path / "public/sample/2024/index.html").read_text()


def test_a_site_is_not_written_over_another(tmp_path: Path) -> None:
    root = write(tmp_path, {"site.yml": "name: 我的\n"})
    ran = gongkai("new", "site", root)
    assert (ran.status, "site.yml" in ran.err) == (2, True)
    assert [path.name for path in root.iterdir()] == ["site.yml"]
    assert (root / "site.yml").read_text() == "name: 我的\n"


def test_a_new_site_may_begin_with_an_agency_and_its_report(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    answers = ("--name", "演示市", "--agency", "demo/commerce 演示市商务局", "--year", "2024")
    assert gongkai("new", "site", root, *answers).status == 0
    assert "name: 演示市\n" in (root / "site.yml").read_text()
    assert "name: 演示市商务局\n" in (root / "content/demo/commerce/agency.yml").read_text()
    report = root / "content/demo/commerce/2024.yml"
    assert "title: 演示市商务局2024年政府信息公开工作年度报告\n" in report.read_text()
    assert not (root / "content/sample").exists()
    assert {error.split()[0] for error in errors(root)} == {
        "content/demo/commerce/2024.yml",
        "content/demo/commerce/2024.md",
    }
    assert gongkai("-C", root, "check", "--no-drafts", "--strict").status == 0
    assert gongkai("-C", root, "check").status == 1
    assert gongkai("-C", root, "build", "--strict").status == 0
    assert gongkai("-C", root, "doctor").status == 0
    assert (root / "public/demo/commerce/index.html").is_file()


@pytest.mark.parametrize(
    ("host", "files"),
    [
        ("github", [".github/workflows/reports.yml"]),
        ("gitlab", [".gitlab-ci.yml"]),
        ("none", []),
    ],
)
def test_a_new_site_has_the_template_of_its_host(
    tmp_path: Path, host: str, files: list[str]
) -> None:
    assert gongkai("new", "site", tmp_path, "--ci", host).status == 0
    assert [name for name in HOSTED if (tmp_path / name).exists()] == files
    for name in files:
        assert f"gongkai-{__version__}-py3-none-any.whl" in (tmp_path / name).read_text()


@pytest.mark.parametrize(
    "answers",
    [
        ("--agency", "demo"),
        ("--agency", "Demo 演示市商务局"),
        ("--year", "2024"),
        ("--agency", "demo 演示市商务局", "--year", "2017"),
        ("--agency", "demo 演示市商务局", "--year", "24"),
        ("--ci", "elsewhere"),
    ],
)
def test_an_answer_that_will_not_do_leaves_nothing_behind(
    tmp_path: Path, answers: tuple[str, ...]
) -> None:
    assert gongkai("new", "site", tmp_path / "portal", *answers).status == 2
    assert not (tmp_path / "portal").exists()


@pytest.mark.parametrize(
    ("typed", "questions", "made"),
    [
        (["演示市", "商务局", "demo 演示市商务局", "2023"], 4, "content/demo/2023.yml"),
        (["", "demo 演示市商务局", ""], 3, f"content/demo/{date.today().year - 1}.yml"),  # noqa: DTZ011
        (["", ""], 2, "content/sample/2024.yml"),
    ],
)
def test_three_questions_are_asked_at_a_terminal(
    tmp_path: Path, typed: list[str], questions: int, made: str
) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "generator", "new", "site", str(tmp_path / "portal")]
    environment = {**os.environ, "GONGKAI_LANG": "zh", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as ran:
        os.write(ours, "".join(f"{answer}\n" for answer in typed).encode())
        assert ran.wait(timeout=120) == 0
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert (tmp_path / "portal" / made).is_file()
    asked = [said.count(word) for word in ("站点名称 [", "第一个机关", "第一份报告是")]
    assert sum(asked) == questions
    assert ("要写编号和全称" in said) == (questions == 4)


def test_a_new_agency_reads_back(tmp_path: Path) -> None:
    root = site(tmp_path)
    ran = gongkai("-C", root, "new", "agency", "city/fa-gai", "--name", "演示市发改委")
    assert ran.status == 0
    assert problems(root) == ()
    assert "name: 演示市发改委\n" in (root / "content/city/fa-gai/agency.yml").read_text()


@pytest.mark.parametrize(
    "name", ["名: 称", "# 名", "*名*", "“名”", "[名]", "null", "名 #1", "'", '"']
)
def test_an_agency_may_have_any_name(tmp_path: Path, name: str) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "new", "agency", "other", "--name", name).status == 0
    assert errors(root) == []
    gongkai("-C", root, "new", "report", "other", "2023")
    assert not any("yaml" in error or "content." in error for error in errors(root))


@pytest.mark.parametrize(
    "id",
    ["Demo", "a_b", "../a", "/a", "a/", "a//b", "", "商务局", "con", "a/years", "123", "x" * 65],
)
def test_an_agency_may_not_have_any_id(tmp_path: Path, id: str) -> None:
    root = site(tmp_path)
    ran = gongkai("-C", root, "new", "agency", id, "--name", "名")
    assert ran.status == 2
    assert [path.name for path in (root / "content").iterdir()] == ["demo"]


def test_an_agency_is_not_written_over_another(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = (root / "content/demo/agency.yml").read_text()
    assert gongkai("-C", root, "new", "agency", "demo", "--name", "别名").status == 2
    assert (root / "content/demo/agency.yml").read_text() == before


@pytest.mark.parametrize(("year", "edition"), [(2019, "2019"), (2020, "2019"), (2024, "2021")])
def test_a_new_report_has_every_cell_of_the_year_s_form_left_blank(
    tmp_path: Path, year: int, edition: str
) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "new", "report", "demo", str(year)).status == 0
    assert f'edition: "{edition}"' in (root / f"content/demo/{year}.yml").read_text()
    assert set(errors(root)) == {
        f"content/demo/{year}.yml cell.blank",
        f"content/demo/{year}.md narrative.missing",
    }


def test_a_new_report_is_a_draft(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "new", "report", "demo", "2024")
    assert "\ndraft: yes " in (root / "content/demo/2024.yml").read_text()


def test_a_new_report_has_the_headings_that_are_required(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "new", "report", "demo", "2024")
    headings = (root / "content/demo/2024.md").read_text().split("\n")
    assert [line for line in headings if line] == [
        "## 一、总体情况",
        "## 五、存在的主要问题及改进情况",
        "## 六、其他需要报告的事项",
    ]


def test_a_new_report_is_reminded_of_what_last_year_carried_out(tmp_path: Path) -> None:
    listed = f"{HEAD}申请办理: {{本年新收: {{自然人: 4}}, 结转下年: {{自然人: 4}}}}\n"
    root = site(tmp_path, {"content/demo/2023.yml": listed})
    gongkai("-C", root, "new", "report", "demo", "2024")
    text = (root / "content/demo/2024.yml").read_text()
    assert "上年结转: [~, ~, ~, ~, ~, ~, ~]   # 2023 年结转下年：[4, 0, 0, 0, 0, 0, 4]\n" in text


def test_a_new_report_can_be_filled_in(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "new", "report", "demo", "2024")
    path = root / "content/demo/2024.yml"
    filled = path.read_text().replace("~        #", "2025-01-10  #").replace("~", "0")
    path.write_text(filled.replace("draft: yes", "draft: no"))
    assert [error for error in errors(root) if error.startswith("content/demo/2024.yml")] == []


def test_a_report_is_not_written_over_another(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = (root / "content/demo/2023.yml").read_text()
    assert gongkai("-C", root, "new", "report", "demo", "2023").status == 2
    assert (root / "content/demo/2023.yml").read_text() == before


def test_neither_file_is_written_where_one_is_there(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2024.md": "我的"})
    assert gongkai("-C", root, "new", "report", "demo", "2024").status == 2
    assert not (root / "content/demo/2024.yml").exists()
    assert (root / "content/demo/2024.md").read_text() == "我的"


def test_a_report_needs_an_agency(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "new", "report", "nobody", "2024")
    assert (ran.status, "gongkai new agency nobody" in ran.err) == (2, True)


def test_a_report_needs_a_form(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "new", "report", "demo", "2017")
    assert (ran.status, "2017" in ran.err) == (2, True)
    assert not (tmp_path / "content/demo/2017.yml").exists()


def test_a_folder_that_cannot_be_written_ends_with_2(tmp_path: Path) -> None:
    root = write(tmp_path, {"file": "in the way"})
    ran = gongkai("new", "site", root / "file")
    assert (ran.status, ran.err.startswith("不能继续：")) == (2, True)
