"""``gongkai rollup``: a fictional city of eleven parts, whole and with each thing that can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import writing
from generator.writing import neat_yaml
from tests.support.forms import shipped
from tests.support.region import CARRIED, PARTS, RECEIVED, city, report
from tests.support.sites import SOUND, gongkai, problems, write


def compiled(root: Path, *more: str, status: int = 0) -> Any:
    ran = gongkai("-C", root, "rollup", "city", "2023", "--format", "json", *more)
    assert ran.status == status, ran.err
    return ran.document


def cell(document: Any, address: str) -> Any:
    return next(item for item in document["cells"] if item["cell"] == address)


def test_eleven_parts_add_up_and_each_is_named_in_every_cell(tmp_path: Path) -> None:
    document = compiled(city(tmp_path))
    assert document["complete"] is True
    assert [part["agency"] for part in document["parts"]] == sorted(PARTS)
    assert {part["state"] for part in document["parts"]} == {"counted"}
    found = cell(document, "申请办理/本年新收/总计")
    assert (found["sum"], found["lacks"]) == (RECEIVED, [])
    assert {part["agency"]: part["figure"] for part in found["parts"]} == {
        agency: received for agency, (_, received, _) in PARTS.items()
    }
    assert cell(document, "申请办理/上年结转/总计")["sum"] == CARRIED
    assert cell(document, "申请办理/办理结果/总计/总计")["sum"] == RECEIVED + CARRIED == 3607
    assert cell(document, "主动公开/行政事业性收费")["sum"] == "1.10"
    assert cell(document, "主动公开/行政许可")["sum"] == 0


def test_one_missing_one_late_one_of_the_old_edition_are_each_said_and_none_is_0(
    tmp_path: Path,
) -> None:
    old = report(340, 8, 'edition: "2019"\n').replace(
        "  行政事业性收费: 0.10\n", "  行政事业性收费: {增减: 0}\n"
    )
    late = report(900, 33).replace("2024-01-20", "2024-02-05")
    root = city(tmp_path, zone_b=None, old_town=old, bureaus=late)
    document = compiled(root, status=1)
    states = {part["agency"]: part for part in document["parts"]}
    assert states["city/zone-b"]["state"] == "missing"
    assert states["city/old-town"]["state"] == "edition"
    assert states["city/old-town"]["edition"] == "2019"
    assert (states["city/bureaus"]["state"], states["city/bureaus"]["days_late"]) == ("counted", 5)
    assert document["complete"] is False
    # Not one cell is known, not even those that are 0 in every part that is there.
    assert {item["sum"] for item in document["cells"]} == {None}
    assert {tuple(item["lacks"]) for item in document["cells"]} == {("parts",)}
    assert cell(document, "申请办理/本年新收/总计")["at_least"] == RECEIVED - 25 - 340
    for language, words in (
        ("zh", ("没有报告，不计", "用的是 2019 版格式", "逾期 5 天", "至少 3146（不完整）")),
        (
            "en",
            ("no report, not counted", "edition 2019, not counted", "5 days late", "at least 3146"),
        ),
    ):
        ran = gongkai("-C", root, "rollup", "city", "2023", language=language)
        assert ran.status == 1
        assert [word for word in words if word not in ran.out] == []


def test_what_is_written_is_a_sound_draft_that_later_checks_compare(tmp_path: Path) -> None:
    root = city(tmp_path)
    compiled(root, "--write")
    path = root / "content/city/2023-region.yml"
    text = path.read_text()
    assert neat_yaml(text, writing.report_shape(shipped("2021"))) == text
    assert "本年新收: {自然人: 3511, 总计: 3511}" in text
    assert "draft: yes" in text
    rules = {item.diagnostic.rule for item in problems(root) if "region" in item.position.file}
    assert {rule for rule in rules if rule.startswith(("rollup", "balance", "cell"))} == set()
    assert compiled(root)["differences"] == 0
    path.write_text(text.replace("{自然人: 3511, 总计: 3511}", "[3510, 1, 0, 0, 0, 0, 3511]"))
    assert "rollup.sum" in {item.diagnostic.rule for item in problems(root)}
    document = compiled(root, status=1)
    assert cell(document, "申请办理/本年新收/自然人")["difference"] == -1
    assert cell(document, "申请办理/本年新收/商业企业")["difference"] == 1
    assert document["differences"] == 2


def test_a_report_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    root = city(tmp_path)
    compiled(root, "--write")
    before = (root / "content/city/2023-region.yml").read_bytes()
    again = gongkai("-C", root, "rollup", "city", "2023", "--write", language="en")
    assert (again.status, "exists already" in again.err) == (2, True)
    assert (root / "content/city/2023-region.yml").read_bytes() == before


def test_what_cannot_be_summed_is_blank_in_the_draft_and_named(tmp_path: Path) -> None:
    blank = report(860, 14).replace("0.10", "~")
    root = city(tmp_path, south=blank)
    document = compiled(root, "--write", status=1)
    found = cell(document, "主动公开/行政事业性收费")
    assert (found["sum"], found["at_least"], found["lacks"]) == (None, "1.00", ["blank"])
    assert cell(document, "申请办理/本年新收/总计")["sum"] == RECEIVED
    text = (root / "content/city/2023-region.yml").read_text()
    assert "行政事业性收费: ~" in text
    assert "南县未填" in text
    assert "本年新收: {自然人: 3511, 总计: 3511}" in text


def test_a_draft_without_a_part_is_blank_throughout(tmp_path: Path) -> None:
    root = city(tmp_path, zone_b=None)
    compiled(root, "--write", status=1)
    text = (root / "content/city/2023-region.yml").read_text()
    assert "# 没有计入：乙开发区（本机关），没有报告" in text
    (shown,) = [part for part in text.split("\n") if part.startswith("  本年新收:")]
    assert shown == "  本年新收: [~, ~, ~, ~, ~, ~, ~]"
    assert "unlisted: 0" in text
    assert text.count("~") == len(shipped("2021").cells)


def test_drafts_count_only_if_asked_for_and_what_cannot_be_read_never(tmp_path: Path) -> None:
    root = city(tmp_path, east=report(470, 7, "draft: yes\n"))
    assert compiled(root, status=1)["parts"][2]["state"] == "draft"
    assert compiled(root, "--drafts")["complete"] is True
    (root / "content/city/east/2023.yml").write_text("title: [\n")
    assert compiled(root, "--drafts", status=1)["parts"][2]["state"] == "unread"


def test_amounts_in_several_units_are_not_added(tmp_path: Path) -> None:
    head = 'title: 演示\nedition: "2019"\nunlisted: 0\npublished: 2021-01-20\n主动公开:\n  政府集中采购: {项目数量: 1, 总金额: "%s"}\n'
    root = write(
        tmp_path,
        {
            "site.yml": "name: 演示\n",
            "content/city/agency.yml": "name: 演示市\nkind: government\n",
            "content/city/2020.yml": head % "5万元",
            "content/city/a/agency.yml": "name: 甲局\nkind: department\n",
            "content/city/a/2020.yml": head % "3元",
        },
    )
    ran = gongkai("-C", root, "rollup", "city", "2020", "--format", "json")
    found = [item for item in ran.document["cells"] if item["lacks"]]
    assert [(item["sum"], item["at_least"], item["lacks"]) for item in found] == [
        (None, None, ["unit"])
    ]
    assert "不能相加（单位不一）" in gongkai("-C", root, "rollup", "city", "2020").out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("nobody", "2023"), "nobody"), (("demo", "2023"), "demo"), (("demo", "1900"), "1900")],
)
def test_what_cannot_be_compiled_is_said(
    tmp_path: Path, language: str, arguments: tuple[str, ...], word: str
) -> None:
    ran = gongkai("-C", write(tmp_path, SOUND), "rollup", *arguments, language=language)
    assert (ran.status, word in ran.err) == (2, True)


def test_a_tree_that_is_torn_is_not_compiled(tmp_path: Path) -> None:
    root = city(tmp_path)
    (root / "content/city/east/agency.yml").write_text(
        "name: 东县\nkind: government\nparent: nowhere\n"
    )
    assert gongkai("-C", root, "rollup", "city", "2023").status == 2
