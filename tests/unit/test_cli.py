"""The command line: what it prints where, and how it ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import main
from tests.support.sites import gongkai, site, write

BLANK = (
    "title: 演示市示例局2023年报告\npublished: 2024-01-20\nunlisted: 0\n主动公开: {行政许可: ~}\n"
)
UNDATED = "title: 演示市示例局2023年报告\nunlisted: 0\n"


def test_a_sound_site_ends_with_0(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path), "check")
    assert (ran.status, ran.out, ran.err) == (0, "", "核对了 1 份报告，没有发现问题。\n")


def test_an_error_ends_with_1(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path, {"content/demo/2023.yml": BLANK}), "check")
    assert ran.status == 1
    assert ran.err == "核对了 1 份报告：1 个错误，0 个警告，0 个提示。\n"


def test_a_warning_ends_with_0(tmp_path: Path) -> None:
    ran = gongkai("-C", site(tmp_path, {"content/demo/2023.yml": UNDATED}), "check")
    assert (ran.status, "1 个警告" in ran.err) == (0, True)


def test_a_warning_ends_with_1_under_strict(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": UNDATED})
    assert gongkai("-C", root, "check", "--strict").status == 1


def test_a_note_ends_with_0_even_under_strict(tmp_path: Path) -> None:
    forgiving = "name: 站点\nseverities: {date.missing: note}\n"
    root = site(tmp_path, {"content/demo/2023.yml": UNDATED, "site.yml": forgiving})
    assert gongkai("-C", root, "check", "--strict").status == 0


def test_a_folder_without_a_site_ends_with_2(tmp_path: Path) -> None:
    ran = gongkai("-C", tmp_path, "check")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("不能继续：")
    assert "site.yml" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["check", "--frobnicate"],
        ["check", "--format", "frobnicate"],
        ["serve", "--port", "0"],
        ["explain", "no.rule"],
        ["new", "report", "demo", "year"],
        ["new", "agency", "demo"],
    ],
)
def test_bad_usage_ends_with_2(arguments: list[str]) -> None:
    ran = gongkai(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err != ""


def test_no_command_at_all_shows_the_commands() -> None:
    ran = gongkai()
    assert ran.status == 2
    assert "check" in ran.out + ran.err


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["check", "-h"], ["new", "site", "-h"]])
def test_help_ends_with_0(arguments: list[str]) -> None:
    ran = gongkai(*arguments)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("用法：gongkai")
    assert "显示这份说明" in ran.out


def test_the_version_is_that_of_the_package() -> None:
    assert gongkai("--version").out.strip().endswith(__version__)


def test_a_bug_of_ours_ends_with_70_and_a_traceback() -> None:
    program = (
        "import sys\n"
        "from generator import pipeline\n"
        "from generator.cli import main\n"
        "pipeline.check = None\n"
        "sys.exit(main(['check']))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ran.returncode == 70
    assert b"TypeError" in ran.stderr


def test_the_package_can_be_run(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "-C", site(tmp_path), "check"],
        capture_output=True,
        env={**os.environ, "GONGKAI_LANG": "en"},
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert ran.stderr == b"1 report checked, nothing found.\n"


def test_help_is_in_the_language_asked_for() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "-h"],
        capture_output=True,
        env={**os.environ, "GONGKAI_LANG": "en_GB.UTF-8"},
        check=True,
    )
    assert b"Check all content" in ran.stdout


def test_a_terminal_that_cannot_show_chinese_is_no_reason_to_stop(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": BLANK})
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "-C", root, "check"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert ran.returncode == 1


@pytest.mark.parametrize("language", ["", "zh_CN.UTF-8", "fr", "ZH"])
def test_any_other_language_is_chinese(tmp_path: Path, language: str) -> None:
    assert "核对了" in gongkai("-C", site(tmp_path), "check", language=language).err


def test_messages_are_in_the_language_asked_for(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": BLANK})
    ran = gongkai("-C", root, "check", language="en")
    assert ran.err == "1 report checked: 1 error, 0 warnings, 0 notes.\n"
    assert "error cell.blank" in ran.out


def test_the_site_is_the_current_folder_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site(tmp_path))
    assert gongkai("check").status == 0


@pytest.mark.parametrize(
    "path",
    [
        "content/demo/2023.yml",
        "content/demo",
        "content",
        ".",
    ],
)
def test_a_path_leaves_what_is_wrong_below_it(tmp_path: Path, path: str) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": BLANK})
    assert gongkai("-C", root, "check", path).status == 1
    assert gongkai("-C", root, "check", root / path).status == 1


def test_a_path_leaves_out_what_is_wrong_elsewhere(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": BLANK})
    ran = gongkai("-C", root, "check", "content/demo/2023.md", "site.yml")
    assert (ran.status, ran.out) == (0, "")


def test_several_paths_add_up(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "content/demo/2023.yml": BLANK,
            "content/demo/2022.yml": BLANK.replace("2024", "2023"),
            "content/demo/2022.md": "",
        },
    )
    ran = gongkai(
        *("-C", root, "check", "--format", "json"),
        *("content/demo/2023.yml", "content/demo/2022.yml"),
    )
    assert {item["file"] for item in ran.document["diagnostics"]} == {
        "content/demo/2023.yml",
        "content/demo/2022.yml",
    }


def test_a_build_writes_below_the_site(tmp_path: Path) -> None:
    root = site(tmp_path)
    ran = gongkai("-C", root, "build")
    assert (ran.status, ran.out) == (0, "")
    assert re.search("核对报告 1 份，生成页面 [0-9]{2} 个，沿用 0 个，用时 ", ran.err)
    assert (root / "public/demo/2023/index.html").is_file()


def test_a_build_writes_where_it_is_told(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    assert gongkai("-C", root, "build", "-o", tmp_path / "out").status == 0
    assert (tmp_path / "out/demo/2023/report.json").is_file()
    assert not (root / "public").exists()


def test_a_build_for_an_address_states_it(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "build", "--base-url", "https://www.example.gov.cn/xxgk")
    page = (root / "public/demo/2023/index.html").read_text()
    assert 'href="https://www.example.gov.cn/xxgk/demo/2023/"' in page
    assert "/xxgk/about/" in (root / "public/404.html").read_text()


def test_nothing_is_written_for_content_with_errors(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": BLANK})
    ran = gongkai("-C", root, "build")
    assert (ran.status, "没有生成" in ran.err) == (1, True)
    assert not (root / "public").exists()


def test_a_published_site_stays_while_there_are_errors(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "build")
    before = {path: path.read_bytes() for path in (root / "public").rglob("*") if path.is_file()}
    write(root, {"content/demo/2023.yml": BLANK})
    assert gongkai("-C", root, "build").status == 1
    after = {path: path.read_bytes() for path in (root / "public").rglob("*") if path.is_file()}
    assert after == before


def test_warnings_stop_a_strict_build(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": UNDATED})
    assert gongkai("-C", root, "build", "--strict").status == 1
    assert not (root / "public").exists()
    assert gongkai("-C", root, "build").status == 0


def test_a_folder_that_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    root = write(site(tmp_path / "site"), {"public/letters.txt": "mine"})
    ran = gongkai("-C", root, "build")
    assert (ran.status, "public" in ran.err) == (2, True)
    assert [path.name for path in (root / "public").iterdir()] == ["letters.txt"]


def test_an_empty_folder_is_built_into(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "public").mkdir()
    assert gongkai("-C", root, "build").status == 0


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "build")
    for name in ("2023.yml", "2023.md"):
        (root / "content/demo" / name).rename(root / "content/demo" / name.replace("3", "2"))
    assert gongkai("-C", root, "build").status == 0
    assert not (root / "public/demo/2023").exists()
    assert (root / "public/demo/2022/index.html").is_file()


def test_what_a_build_prints_from_its_memory_is_what_it_would_print_anew(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": UNDATED})
    for text in (UNDATED, f"# 一行\n{UNDATED}"):
        write(root, {"content/demo/2023.yml": text})
        for language in ("zh", "en", "zh"):
            anew = gongkai("-C", root, "build", "--no-cache", language=language).out
            assert "date.missing" in anew
            for _ in range(2):
                assert gongkai("-C", root, "build", language=language).out == anew


def test_drafts_are_checked_but_built_only_if_asked_for(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.yml": f"{UNDATED}draft: yes\n"})
    assert gongkai("-C", root, "check").err.startswith("核对了 1 份报告")
    assert gongkai("-C", root, "build").status == 0
    assert not (root / "public/demo/2023").exists()
    assert gongkai("-C", root, "build", "--drafts").status == 0
    assert (root / "public/demo/2023/index.html").is_file()


def test_a_theme_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    root = site(tmp_path, {"site.yml": "name: 站点\ntheme: absent\n"})
    ran = gongkai("-C", root, "build")
    assert (ran.status, "absent" in ran.err) == (2, True)


def test_a_site_replaces_single_messages_and_templates_of_the_theme(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        {
            "site.yml": "name: 站点\ntheme: own\n",
            "themes/own/messages/zh-CN.yml": "nav: {home: 起点}\n",
            "themes/own/templates/404.html": (
                "<html lang=\"zh-CN\">\n<h1>没有这一页：{{ t('nav.home') }}</h1>"
            ),
        },
    )
    assert gongkai("-C", root, "build").status == 0
    assert (root / "public/404.html").read_text().endswith("<h1>没有这一页：起点</h1>")


def test_explaining_lists_every_rule_by_name() -> None:
    lines = gongkai("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert any(line.startswith("balance.column ") for line in lines)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["级别", "怎么改"]), ("en", ["Severity", "How to mend"])]
)
def test_explaining_tells_all_about_a_rule(language: str, words: list[str]) -> None:
    ran = gongkai("explain", "cell.blank", language=language)
    assert ran.status == 0
    assert ran.out.startswith("cell.blank  ")
    assert all(word in ran.out for word in words)


def test_a_rule_that_is_not_there_is_told_with_the_one_meant() -> None:
    assert "balance.column" in gongkai("explain", "balance.colum").err


def test_main_returns_the_status_and_does_not_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert main(["-C", str(site(tmp_path)), "check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], "没有命令“chek”。您是不是要用 check？"),
        (["new", "agancy"], "没有命令“agancy”。您是不是要用 agency？"),
        (["build", "--strickt"], "没有选项 --strickt。您是不是要用 --strict？"),
        (["new", "report"], "缺少 'ID'"),
        (["serve", "--port", "0"], "'--port' 的值不对"),
    ],
)
def test_bad_usage_is_told_in_the_editors_language(arguments: list[str], told: str) -> None:
    ran = gongkai(*arguments)
    assert ran.status == 2
    assert told in ran.err
    assert "用法：gongkai" in ran.err


def test_a_date_after_the_day_that_was_said_is_an_error(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "check", "--as-of", "2024-01-20").status == 0
    late = gongkai("-C", root, "check", "--as-of", "2024-01-19", "--format", "json")
    assert late.status == 1
    assert [item["rule"] for item in late.document["diagnostics"]] == ["date.impossible"]
    assert gongkai("-C", root, "check").status == 0
    assert gongkai("-C", root, "check", "--as-of", "19.1.2024").status == 2


def test_numbers_that_nothing_vouches_for_are_listed(tmp_path: Path) -> None:
    prose = "## 总体情况\n\n全年发布信息77条，收到政府信息公开申请0件。\n"
    root = site(tmp_path, {"content/demo/2023.md": prose})
    listed = gongkai("-C", root, "check", "--unbound")
    assert listed.status == 0
    assert listed.out.splitlines() == ["content/demo/2023.md:3:7  77条  …全年发布信息77条"]
    found = gongkai("-C", root, "check", "--unbound", "--format", "json").document["unbound"]
    assert [(item["line"], item["column"], item["words"]) for item in found] == [(3, 7, "77条")]
    elsewhere = gongkai("-C", root, "check", "--unbound", root / "content/other")
    assert elsewhere.out == ""
