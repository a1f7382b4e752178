"""Findings as they are printed: for people, with marks under the lines, and for programs.

Each file in ``printed`` is what a terminal shows; a Chinese character takes two columns there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_no_more_than_a_screenful_is_printed(tmp_path: Path) -> None:
    cells = "".join(f"  甲{number}: 1\n" for number in range(250))
    root = site(tmp_path, {"content/demo/2023.yml": f"{HEAD}主动公开:\n{cells}"})
    printed = gongkai("-C", root, "check").out
    assert printed.count("错误 content.unknown-key") == 200
    assert printed.endswith("还有 50 个问题没有列出；用 --format json 看全部。\n")


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
                    {
                        "file": "content/demo/2023.yml",
                        "line": 4,
                        "column": 27,
                        "label": "复议诉讼/行政复议/总计 = 4",
                    },
                    {
                        "file": "content/demo/2023.yml",
                        "line": 4,
                        "column": 15,
                        "label": "复议诉讼/行政复议/结果维持 = 1",
                    },
                    {
                        "file": "content/demo/2023.yml",
                        "line": 4,
                        "column": 21,
                        "label": "复议诉讼/行政复议/其他结果 = 2",
                    },
                ],
                "hint": document["diagnostics"][0]["hint"],
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "notes": 0},
    }


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
