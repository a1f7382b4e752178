"""Findings as they are printed: for people, with marks under the lines, and for programs.

Each file in ``printed`` is what a terminal shows; a Chinese character takes two columns there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.printers.terminal import cell_len, show
from tests.support.sites import Ran, gongkai, site

PRINTED = Path(__file__).parent / "printed"
HEAD = "title: 演示市示例局2023年报告\npublished: 2024-01-20\nunlisted: 0\n"
REPORTS = {
    "blank": f"{HEAD}主动公开:\n  行政规范性文件: {{制发: 0, 废止: 0, 现行有效: ~}}\n",
    "number": f'{HEAD}主动公开: {{行政许可: 1234, 行政处罚: "12,345"}}\n',
    "key": f"{HEAD}申请办理:\n  本年新收到: {{自然人: 1}}\n",
    "sum": (
        f"{HEAD}申请办理:\n"
        "  # 总计与各项\n"
        "  本年新收: {自然人: 12, 商业企业: 3, 总计: 16}\n"
        "  办理结果:\n"
        "    予以公开: {自然人: 12, 商业企业: 3}\n"
    ),
    "long": (
        f"{HEAD}申请办理:\n"
        "  本年新收: [50, 3, 0, 0, 0, 0, 53]\n"
        "  办理结果:\n"
        "    予以公开: [41, 1, 0, 0, 0, 0, 15]\n"
        "    部分公开: [1, 1, 0, 0, 0, 0, 2]\n"
        "    不予公开: {国家秘密: [1, 0, 0, 0, 0, 0, 1], 法律禁止: [2, 0, 0, 0, 0, 0, 2]}\n"
        "    无法提供:\n"
        "      不掌握: [9, 1, 0, 0, 0, 0, 10]\n"
        "      需另行制作: [4, 0, 0, 0, 0, 0, 4]\n"
        "      补正后不明确: [3, 0, 0, 0, 0, 0, 3]\n"
        "    不予处理:\n"
        "      信访举报投诉: [5, 0, 0, 0, 0, 0, 5]\n"
        "      重复申请: [6, 0, 0, 0, 0, 0, 6]\n"
        "    其他处理:\n"
        "      逾期不补正: [3, 0, 0, 0, 0, 0, 3]\n"
        "      其他: [2, 0, 0, 0, 0, 0, 2]\n"
        "    总计: [50, 3, 0, 0, 0, 0, 53]\n"
    ),
    "swap": (
        f"{HEAD}申请办理:\n"
        "  本年新收: [12, 3, 0, 0, 0, 0, 15]\n"
        "  办理结果:\n"
        "    予以公开: [3, 12, 0, 0, 0, 0, 15]\n"
        "    总计: [12, 3, 0, 0, 0, 0, 15]\n"
    ),
    "row": f"{HEAD}复议诉讼: {{行政复议: [1, 0, 2, 0, 4]}}\n",
    "syntax": f"{HEAD}主动公开：\n  行政许可: 1\n",
    "twice": f"{HEAD}主动公开:\n  行政许可: 1\n  licences: 2\n",
    "hidden": f"{HEAD}主动公开: {{行政许可: 1\u200b}}   # \x1b[31m\u202e\n",
}


def check(root: Path, report: str, language: str = "zh", form: str = "text") -> Ran:
    files = {"content/demo/2023.yml": REPORTS[report]}
    return gongkai("-C", site(root, files), "check", "--format", form, language=language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("report", REPORTS)
def test_a_finding_is_printed_with_marks_under_its_lines(
    tmp_path: Path, report: str, language: str, update_golden: bool
) -> None:
    golden = PRINTED / f"{report}.{language}.txt"
    printed = check(tmp_path, report, language).out
    if update_golden:
        golden.write_text(printed)
    assert printed == golden.read_text()


def test_nothing_in_a_file_gives_orders_to_the_terminal(tmp_path: Path) -> None:
    printed = check(tmp_path, "hidden").out
    assert all(char.isprintable() or char in "\n\u3000" for char in printed)


def test_a_terminal_gets_colours_and_a_pipe_the_same_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [("错误 ", "bold red"), ("a.b  ", "dim"), ("[red]标题\n", "")]
    show(words)
    plain = capsys.readouterr().out
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    show(words)
    coloured = capsys.readouterr().out
    assert plain == "错误 a.b  [red]标题\n"
    assert coloured.startswith("\x1b[1;31m错误 \x1b[0m")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_no_more_than_a_screenful_is_printed(tmp_path: Path) -> None:
    cells = "".join(f"  甲{number}: 1\n" for number in range(250))
    root = site(tmp_path, {"content/demo/2023.yml": f"{HEAD}主动公开:\n{cells}"})
    printed = gongkai("-C", root, "check").out
    assert printed.count("错误 content.unknown-key") == 200
    assert printed.endswith("还有 50 个问题没有列出；用 --format json 看全部。\n")


def test_what_is_explained_is_not_to_be_mended(tmp_path: Path) -> None:
    cells = "复议诉讼/行政复议/总计"
    waived = f"waivers:\n  - {{rule: balance.disputes, cells: [{cells}], reason: 原报告如此}}\n"
    files = {"content/demo/2023.yml": REPORTS["row"] + waived}
    printed = gongkai("-C", site(tmp_path, files), "check").out
    assert "提示 balance.disputes" in printed
    assert "可以这样改" not in printed


def test_many_zeros_are_counted_and_not_marked(tmp_path: Path) -> None:
    zeros = "".join(
        f"      {cell}: [0, 0, 0, 0, 0, 0, 0]\n"
        for cell in (
            "国家秘密",
            "法律禁止",
            "三安全一稳定",
            "第三方权益",
            "内部事务",
            "过程性信息",
            "执法案卷",
        )
    )
    text = f"{HEAD}申请办理:\n  办理结果:\n    不予公开:\n{zeros}    总计: [1, 0, 0, 0, 0, 0, 1]\n"
    root = site(tmp_path, {"content/demo/2023.yml": text})
    printed = gongkai("-C", root, "check").out
    assert "另有 7 项是 0，没有逐项标出\n" in printed
    assert "国家秘密" not in printed.partition("balance.outcomes")[2].partition("可以这样改")[0]


def test_a_figure_of_another_file_is_told_with_its_place(tmp_path: Path) -> None:
    earlier = f"{HEAD}申请办理:\n  本年新收: {{自然人: 1}}\n  结转下年: {{自然人: 1}}\n"
    root = site(tmp_path, {"content/demo/2022.yml": earlier, "content/demo/2022.md": ""})
    printed = gongkai("-C", root, "check", "content/demo/2023.yml").out
    assert "content/demo/2022.yml:6:15  2022·申请办理/结转下年/自然人 = 1\n" in printed


def test_programs_read_one_json_object(tmp_path: Path) -> None:
    document = check(tmp_path, "row", "en", "json").document
    assert document == {
        "diagnostics": [
            {
                "rule": "balance.disputes",
                "severity": "error",
                "message": document["diagnostics"][0]["message"],
                "file": "content/demo/2023.yml",
                "line": 4,
                "column": 27,
                "cells": [
                    "复议诉讼/行政复议/总计",
                    "复议诉讼/行政复议/结果维持",
                    "复议诉讼/行政复议/结果纠正",
                    "复议诉讼/行政复议/其他结果",
                    "复议诉讼/行政复议/尚未审结",
                ],
                "related": [
                    _related(column, f"复议诉讼/行政复议/{cell} = {figure}")
                    for column, cell, figure in (
                        (27, "总计", 4),
                        (15, "结果维持", 1),
                        (18, "结果纠正", 0),
                        (21, "其他结果", 2),
                        (24, "尚未审结", 0),
                    )
                ],
                "unlisted": 0,
                "hint": document["diagnostics"][0]["hint"],
                "repairs": document["diagnostics"][0]["repairs"],
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "notes": 0},
    }


def _related(column: int, label: str) -> dict[str, object]:
    return {"file": "content/demo/2023.yml", "line": 4, "column": column, "label": label}


def test_programs_read_what_would_mend_a_sum(tmp_path: Path) -> None:
    found = check(tmp_path, "sum", "en", "json").document["diagnostics"]
    assert found[0]["unlisted"] == 2
    assert found[0]["repairs"] == found[1]["repairs"]
    assert found[0]["repairs"] == [
        {
            "message": "change 申请办理/本年新收/总计 from 16 to 15 (out by one), which settles 2"
            " broken sums.",
            "slip": "one",
            "settles": 2,
            "rivals": 0,
            "changes": [
                {
                    "cell": "申请办理/本年新收/总计",
                    "file": "content/demo/2023.yml",
                    "line": 6,
                    "column": 32,
                    "was": "16",
                    "now": "15",
                }
            ],
        }
    ]


def test_programs_read_all_findings_sorted_by_place(tmp_path: Path) -> None:
    found = check(tmp_path, "sum", form="json").document["diagnostics"]
    places = [(item["file"], item["line"], item["column"]) for item in found]
    assert places == sorted(places)
    assert len(found) == len({str(item) for item in found})


def test_a_sound_site_is_an_empty_list_for_programs(tmp_path: Path) -> None:
    document = gongkai("-C", site(tmp_path), "check", "--format", "json").document
    assert document == {
        "diagnostics": [],
        "summary": {"errors": 0, "warnings": 0, "notes": 0},
    }


def test_a_file_that_is_not_there_has_line_0_for_programs(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2023.md": None, "content/demo/x.txt": ""})
    found = gongkai("-C", root, "check", "--format", "json").document["diagnostics"]
    assert [(item["file"], item["line"], item["column"]) for item in found] == [
        ("content/demo/2023.yml", 1, 1),
        ("content/demo/x.txt", 0, 0),
    ]


PERSONAL = "138 0000 1234"
LONG = "政务公开工作按照要求开展，" * 20


def test_a_personal_number_is_masked_in_every_output(tmp_path: Path) -> None:
    prose = f"## 总体情况\n\n累计发布　条，联系电话{PERSONAL}。\n"
    report = f"title: 报告（{PERSONAL}）\npublished: {PERSONAL}\nunlisted: 0\n"
    root = site(tmp_path, {"content/demo/2023.md": prose, "content/demo/2023.yml": report})
    for form in ("text", "json"):
        for language in ("zh", "en"):
            out = gongkai("-C", root, "check", "--format", form, language=language).out
            assert "privacy.mobile" in out
            assert "0000 1234" not in out
            assert "13800001234" not in out


def test_a_long_line_is_shown_around_its_mark(tmp_path: Path) -> None:
    prose = f"## 总体情况\n\n{LONG}累计发布　条，{LONG}\n"
    root = site(tmp_path, {"content/demo/2023.md": prose})
    out = gongkai("-C", root, "check").out
    lines = out.splitlines()
    index = next(i for i, line in enumerate(lines) if "累计发布" in line)
    assert lines[index].startswith("  3 | …")
    assert lines[index].endswith("…")
    assert len(lines[index]) < 120
    start = lines[index].index("　条")
    shown = sum(2 if ord(char) > 0x2000 and char != "…" else 1 for char in lines[index][:start])
    assert lines[index + 1].index("^") == shown


@pytest.mark.parametrize("before", [0, 60, 300])
def test_an_excerpt_of_prose_fits_a_terminal(tmp_path: Path, before: int) -> None:
    """A paragraph is one line; broken by the terminal it would leave its marks behind."""
    prose = f"{'甲' * before}全年新收政府信息公开申请99件{'乙' * 300}。"
    text = f"## 总体情况\n\n{prose}\n"
    printed = gongkai("-C", site(tmp_path, {"content/demo/2023.md": text}), "check").out
    (told,) = [part for part in printed.split("\n\n") if "narrative.contradicts" in part]
    line, marks = [line for line in told.splitlines() if " | " in line]
    assert cell_len(line) <= 100
    start = cell_len(line[: line.index("新收")])
    assert (marks.index("^"), marks.count("^")) == (start, cell_len("新收政府信息公开申请99件"))
