"""Rules over the words of a report: template, years, organs, parts, points, fee, numerals, title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from generator.check import Subject
from generator.check.contents import duties, nothing_said, odd_fee
from generator.check.copied import copied
from generator.check.numerals import mixed_numerals
from generator.check.title import odd_title
from generator.check.wording import leftovers, other_organ, other_year, promised_parts
from generator.diagnostic import Diagnostic
from generator.report import Scope
from tests.support.forms import fictionia, shipped
from tests.support.judged import POINTS, judged, pointed
from tests.support.records import agency, subject, told

BUREAU = agency(name="演示市城北区商务局", short="区商务局")
GOVERNMENT = agency(name="演示市人民政府", short="演示市", kind="government")
Rule = Callable[[Subject], Iterable[Diagnostic]]


def words(rule: Rule, prose: str, **changes: Any) -> list[str]:
    """What a rule points at in the overview."""
    return [pointed(found, prose) for found in rule(judged(prose, **changes))]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("该部分以表格形式报告。", ["以表格形式报告"]),
        ("公开政策文件××件。", ["××"]),
        ("XX年，工作平稳。", ["XX"]),
        ("xx局认真落实。", ["xx"]),
        ("全年累计发布　条。", ["　条"]),
        ("全年累计发布条，其中政策文件3件。", ["累计发布条"]),
        ("共公开信息条。", ["共公开信息条"]),
        ("收到申请____件。", ["____件"]),
        ("（单位名称）认真落实。", ["（单位名称）"]),
        ("请与（此处填写电话）联系。", ["（此处填写电话）"]),
        ("请与(请填写单位名称)联系。", ["(请填写单位名称)"]),
        ("全年发布 77 条。", []),
        ("全年发布七十 条。", []),
        ("主动公开信息条目77个。", []),
        ("政策解读 条理清楚。", []),
        ("增加H5、MAXX等形式。", []),
        ("隐去138****5678。", []),
        ("3×4版面。", []),
        ("（一）主动公开。", []),
    ],
)
def test_what_a_template_left_behind_is_told(prose: str, found: list[str]) -> None:
    told_of = words(leftovers, prose)
    assert [item.strip("。，") for item in told_of] == found


def test_a_figure_printed_by_the_program_is_no_empty_place() -> None:
    assert words(leftovers, "累计发布 {{申请办理/本年新收/总计}} 件。") == []


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("本报告由总体情况、主动公开政府信息情况等七个部分组成。", ["七个部分"]),
        ("本年度报告分为5个部分。", ["5个部分"]),
        ("本报告由总体情况、其他需要报告的事项等六个部分组成。", []),
        ("培训分为三个部分。", []),
    ],
)
def test_the_parts_that_are_promised_are_those_of_the_form(prose: str, found: list[str]) -> None:
    assert words(promised_parts, prose) == found


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("2022年，我局认真落实。", ["2022"]),
        ("现公布2022年政府信息公开工作年度报告。", ["2022"]),
        ("按要求编制2024年度政府信息公开年度报告。", ["2024"]),
        ("我局2022年未收取信息处理费。", ["2022"]),
        ("统计期限自2022年1月1日起至2022年12月31日止。", ["2022年1月1日起至2022年12月31日"]),
        ("统计期限为2023年1月1日至11月30日。", ["2023年1月1日至11月30日"]),
        ("2023年，我局认真落实。", []),
        ("统计期限为2023年1月1日至12月31日。", []),
        ("2024年，我局将继续努力。", []),
        ("落实2021—2025年规划。较2022年增长三成。", []),
        ("根据国办公开办函〔2021〕30号和2019年修订的条例。", []),
    ],
)
def test_another_year_is_told_where_this_one_is_meant(prose: str, found: list[str]) -> None:
    assert words(other_year, prose) == found


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("如有疑问，请与演示市城南县商务局办公室联系。", ["演示市城南县商务局"]),
        ("联系单位：演示市城南县商务局办公室，地址：演示路。", ["演示市城南县商务局"]),
        ("联系部门：演示市城南县商务局，地址：演示路。", ["演示市城南县商务局"]),
        ("编制单位：演示市城南县商务局。", ["演示市城南县商务局"]),
        ("编制机关:演示市城南县商务局", ["演示市城南县商务局"]),
        ("2023年，演示市城南县商务局认真贯彻条例。", ["演示市城南县商务局"]),
        ("根据条例的规定，演示市城南县商务局编制本报告。", ["演示市城南县商务局"]),
        ("如有疑问，请与演示市城北区商务局办公室联系。", []),
        ("如有疑问，请与区商务局办公室联系。", []),
        ("如有疑问，请与演示市人民政府办公室联系。", []),
        ("会同演示市城南县商务局开展宣传。", []),
        ("加强与有关部门联系。", []),
    ],
)
def test_another_organ_is_told_where_the_report_speaks_of_its_own(
    prose: str, found: list[str]
) -> None:
    assert words(other_organ, prose, agency=BUREAU, above=(GOVERNMENT,)) == found


def points(prose: str, **changes: Any) -> list[str]:
    """What a narrative is told to lack."""
    return [f"{item.rule} {item.args['points']}" for item in duties(judged(prose, **changes))]


def test_an_overview_speaks_of_five_points() -> None:
    assert points(POINTS) == []
    assert points("正文。") == [
        "narrative.points 主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障"
    ]
    assert points(POINTS.replace("依申请公开、", "")) == ["narrative.points 依申请公开"]


def test_only_a_government_has_to_tell_of_assessment() -> None:
    whole = f"{POINTS}工作考核、社会评议、责任追究情况良好。"
    assert points(whole, agency=GOVERNMENT) == []
    assert points(POINTS, agency=GOVERNMENT) == ["narrative.duties 工作考核、社会评议、责任追究"]
    assert points(POINTS, agency=BUREAU) == []


def test_the_last_section_tells_of_the_processing_fee() -> None:
    assert points(POINTS, six="没有其他事项。") == ["narrative.fee 信息处理费"]


@pytest.mark.parametrize(
    ("five", "is_told"),
    [
        ("无。", True),
        ("暂无", True),
        ("我局不存在问题。", True),
        ("无相关情况。", True),
        ("无障碍浏览还不完善。", False),
        ("公开不够及时。", False),
        ("没有形成长效机制，将建立台账。", False),
    ],
)
def test_problems_cannot_be_nothing(five: str, *, is_told: bool) -> None:
    found = told(nothing_said(judged(POINTS, five=five)))
    assert found == (["narrative.missing/nothing"] if is_told else [])


@pytest.mark.parametrize(
    ("six", "found"),
    [
        ("收取信息处理费1200元。", []),
        ("收取信息处理费共计0元。", []),
        ("收取信息处理费10元。", []),
        ("收取信息处理费1205元。", ["narrative.fee/unit"]),
        ("按件计收1起：1名申请人当月申请12件，收取信息处理费200元。", []),
        ("按件计收1起：1名申请人当月申请12件，收取信息处理费300元。", ["narrative.fee/case"]),
        ("按件计收1起：1名申请人3月申请35件，收取信息处理费3000元。", []),
        ("按件计收1起：1名申请人3月申请45件，收取信息处理费5500元。", []),
        ("按件计收1起：1名申请人3月申请8件，收取信息处理费100元。", ["narrative.fee/case"]),
    ],
)
def test_a_fee_follows_the_schedule(six: str, found: list[str]) -> None:
    assert told(odd_fee(judged(POINTS, six=six))) == found


def test_the_schedule_of_fees() -> None:
    fee = shipped("2021").prose.fee
    assert fee is not None
    charged = [fee.of(n) for n in (0, 10, 11, 30, 31, 40, 41, 50, 51)]
    assert charged == [0, 0, 100, 2000, 2200, 4000, 4300, 7000, 7400]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("（一）甲。\n\n（2）乙。", ["（2）"]),
        ("（一）甲。\n\n（二）乙。\n\n（３）丙。", ["（３）"]),
        ("### 一、甲\n\n### 2、乙", ["2、"]),
        ("**（一）甲。**乙。\n\n**（2）丙。**丁。", ["（2）"]),
        ("1、甲。\n\n二、乙。", ["二、"]),
        ("（一）甲。\n\n（1）子。\n\n（2）丑。\n\n（二）乙。", []),
        ("一、甲。\n\n1、子。\n\n二、乙。", []),
        ("（一）甲。\n\n（二）乙。\n\n1. 子。", []),
        ("2、乙。", []),
    ],
)
def test_one_kind_of_numeral_at_each_level(prose: str, found: list[str]) -> None:
    assert words(mixed_numerals, prose) == found


def test_numerals_begin_anew_in_each_section() -> None:
    assert list(mixed_numerals(judged("（一）甲。", five="（1）甲。\n\n（2）乙。"))) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("演示市城北区商务局2023年政府信息公开工作年度报告", []),
        ("演示市城北区商务局２０２３年政府信息公开工作年度报告", []),
        ("演示市城北区商务局2023年度政府信息公开工作报告", []),
        ("区商务局2023年政府信息公开工作年度报告", ["title.form/agency"]),
        ("演示市城北区商务局政府信息公开工作年度报告", ["title.form/year"]),
        ("演示市城北区商务局2022年政府信息公开工作年度报告", ["title.form/year"]),
        ("演示市城北区商务局2023年度政府信息公开工作年度报告", ["title.form/doubled"]),
        ("2023", []),
    ],
)
def test_a_title_says_who_and_when_once(title: str, found: list[str]) -> None:
    assert told(odd_title(judged(POINTS, title=title, agency=BUREAU))) == found


def test_a_government_s_title_may_name_the_place_alone() -> None:
    title = "演示市2023年政府信息公开工作年度报告（汇总）"
    assert told(odd_title(judged(POINTS, title=title, agency=GOVERNMENT))) == []


LONG = "\n".join(
    f"第{n}项工作按照计划完成，公开范围稳步扩大，群众查询更加便利。" for n in range(15)
)
OTHER = "\n".join(
    f"第{n}项任务调整了方式，改用图解说明，来信逐件回复，方便老年读者。" for n in range(15)
)


@pytest.mark.parametrize(
    ("now", "before", "is_told"),
    [
        (LONG, LONG, True),
        (LONG, LONG.replace("第1", "第9"), True),
        (LONG + "新增一句。", LONG, True),
        (LONG + OTHER, LONG, False),
        (LONG, OTHER, False),
        ("短。", "短。", False),
    ],
)
def test_a_narrative_like_last_year_s_is_told(now: str, before: str, *, is_told: bool) -> None:
    earlier = judged(before, five=f"{before[:30]}不足。").narrative
    found = told(copied(judged(now, previous_narrative=earlier)))
    assert found == (["narrative.copied/default"] if is_told else [])


def test_a_first_narrative_is_like_none() -> None:
    assert list(copied(judged(LONG))) == []


def test_a_form_without_patterns_has_no_rules_over_prose() -> None:
    bare = subject(fictionia(), title="x", narrative=judged("2022年，累计发布　条。").narrative)
    rules: tuple[Rule, ...] = (leftovers, promised_parts, other_year, other_organ, duties)
    rules += (nothing_said, odd_fee, mixed_numerals, odd_title, copied)
    assert [found for rule in rules for found in rule(bare)] == []


def test_a_region_s_report_is_judged_too() -> None:
    assert words(leftovers, "累计发布　条。", scope=Scope.REGION) == ["　条"]
