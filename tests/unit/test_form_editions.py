"""The shipped editions, word by word.

The lists below were typed from the forms that 国办公开办函〔2021〕30号 and 国办公开办函〔2019〕60号
prescribe, and share nothing with the files under test.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from generator.form import Block, Cell, Form, HeaderPath, Measure
from generator.grid import lay_out
from tests.support.forms import shipped

EDITIONS = ("2021", "2019")

SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]

DISCLOSURE_2021 = [
    "第二十条第（一）项|件|本年制发件数 本年废止件数 现行有效件数|规章 行政规范性文件",
    "第二十条第（五）项|件|本年处理决定数量|行政许可",
    "第二十条第（六）项|件|本年处理决定数量|行政处罚 行政强制",
    "第二十条第（八）项|万元|本年收费金额|行政事业性收费",
]
DISCLOSURE_2019 = [
    "第二十条第（一）项|件|本年新制作数量 本年新公开数量 对外公开总数量|规章 规范性文件",
    "第二十条第（五）项||上一年项目数量 本年增/减 处理决定数量|行政许可 其他对外管理服务事项",
    "第二十条第（六）项||上一年项目数量 本年增/减 处理决定数量|行政处罚 行政强制",
    "第二十条第（八）项||上一年项目数量 本年增/减|行政事业性收费",
    "第二十条第（九）项||采购项目数量 采购总金额|政府集中采购",
]

APPLICANTS = """
申请人情况
  自然人
  法人或其他组织
    商业企业
    科研机构
    社会公益组织
    法律服务机构
    其他
  总计
"""

REQUESTS = """
一、本年新收政府信息公开申请数量
二、上年结转政府信息公开申请数量
三、本年度办理结果
  （一）予以公开
  （二）部分公开（区分处理的，只计这一情形，不计其他情形）
  （三）不予公开
    1.属于国家秘密
    2.其他法律行政法规禁止公开
    3.危及“三安全一稳定”
    4.保护第三方合法权益
    5.属于三类内部事务信息
    6.属于四类过程性信息
    7.属于行政执法案卷
    8.属于行政查询事项
  （四）无法提供
    1.本机关不掌握相关政府信息
    2.没有现成信息需要另行制作
    3.补正后申请内容仍不明确
  （五）不予处理
    1.信访举报投诉类申请
    2.重复申请
    3.要求提供公开出版物
    4.无正当理由大量反复申请
    5.要求行政机关确认或重新出具已获取信息
  （六）其他处理
    1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
    2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
    3.其他
  （七）总计
四、结转下年度继续办理
"""
ONLY_2021 = """
    1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
    2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
    3.其他
"""

DISPUTES = """
行政复议
  结果维持
  结果纠正
  其他结果
  尚未审结
  总计
行政诉讼
  未经复议直接起诉
    结果维持
    结果纠正
    其他结果
    尚未审结
    总计
  复议后起诉
    结果维持
    结果纠正
    其他结果
    尚未审结
    总计
"""


def outline(paths: Iterable[HeaderPath]) -> str:
    """Headers as an indented list, each group once."""
    lines = [""]
    above: HeaderPath = ()
    for path in paths:
        for depth, header in enumerate(path):
            if path[: depth + 1] != above[: depth + 1]:
                lines.append("  " * depth + header.label.text)
        above = path
    return "\n".join([*lines, ""])


def of_table(form: Form, table: str) -> list[Cell]:
    return [cell for cell in form.cells if cell.table == table]


def in_short(block: Block) -> str:
    unit = block.unit.text if block.unit else ""
    columns = " ".join(header.label.text for header in block.columns)
    rows = " ".join(header.label.text for header in block.rows)
    return f"{block.label.text}|{unit}|{columns}|{rows}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_sections_are_the_six_of_the_circular(edition: str) -> None:
    assert [section.heading.text for section in shipped(edition).sections] == SECTIONS


@pytest.mark.parametrize("edition", EDITIONS)
def test_tables_stand_in_sections_two_three_and_four(edition: str) -> None:
    places = [section.table for section in shipped(edition).sections]
    assert places == [None, "disclosure", "requests", "disputes", None, None]


@pytest.mark.parametrize(("edition", "counts"), [("2021", [10, 175, 15]), ("2019", [22, 161, 15])])
def test_every_cell_of_the_circular_is_there_and_no_other(edition: str, counts: list[int]) -> None:
    form = shipped(edition)
    assert [len(of_table(form, table.id)) for table in form.tables] == counts
    assert len(form.cells) == sum(counts)


@pytest.mark.parametrize(("edition", "count"), [("2021", 25), ("2019", 23)])
def test_requests_have_as_many_rows_as_the_circular_prints(edition: str, count: int) -> None:
    rows = {cell.row for cell in of_table(shipped(edition), "requests")}
    assert len(rows) == count


@pytest.mark.parametrize(
    ("edition", "blocks"), [("2021", DISCLOSURE_2021), ("2019", DISCLOSURE_2019)]
)
def test_disclosure_is_worded_as_in_the_circular(edition: str, blocks: list[str]) -> None:
    assert [in_short(block) for block in shipped(edition).table("disclosure").blocks] == blocks


@pytest.mark.parametrize("edition", EDITIONS)
def test_columns_of_requests_are_worded_as_in_the_circular(edition: str) -> None:
    first_row = of_table(shipped(edition), "requests")[:7]
    assert outline(cell.column for cell in first_row) == APPLICANTS


@pytest.mark.parametrize(
    ("edition", "rows"), [("2021", REQUESTS), ("2019", REQUESTS.replace(ONLY_2021, "\n"))]
)
def test_rows_of_requests_are_worded_as_in_the_circular(edition: str, rows: str) -> None:
    first_column = of_table(shipped(edition), "requests")[::7]
    assert outline(cell.row for cell in first_column) == rows


@pytest.mark.parametrize("edition", EDITIONS)
def test_requests_print_how_their_columns_add_up(edition: str) -> None:
    note = shipped(edition).table("requests").note
    assert note is not None
    assert note.text == "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"


@pytest.mark.parametrize("edition", EDITIONS)
def test_disputes_are_worded_as_in_the_circular(edition: str) -> None:
    cells = of_table(shipped(edition), "disputes")
    assert outline(cell.column for cell in cells) == DISPUTES


@pytest.mark.parametrize(("edition", "spans"), [("2021", [1, 1, 22, 1]), ("2019", [1, 1, 20, 1])])
def test_the_third_row_of_requests_spans_all_outcomes(edition: str, spans: list[int]) -> None:
    (block,) = shipped(edition).table("requests").blocks
    assert [row.size for row in block.rows] == spans


def test_only_the_fee_of_2021_is_an_amount() -> None:
    amounts = [cell.address for cell in shipped("2021").cells if cell.measure is Measure.AMOUNT]
    assert amounts == ["主动公开/行政事业性收费"]


def test_only_procurement_of_2019_is_an_amount() -> None:
    amounts = [cell.address for cell in shipped("2019").cells if cell.measure is Measure.AMOUNT]
    assert amounts == ["主动公开/政府集中采购/总金额"]


def test_additions_and_removals_of_2019_may_be_negative() -> None:
    changes = [cell for cell in shipped("2019").cells if cell.measure is Measure.CHANGE]
    assert {cell.column[-1].label.text for cell in changes} == {"本年增/减"}
    assert len(changes) == 5


@pytest.mark.parametrize(
    ("edition", "instances"),
    [
        (
            "2021",
            {
                "years.stock": 2,
                "balance.column": 7,
                "balance.outcomes": 7,
                "balance.row": 25,
                "years.carried": 7,
                "balance.disputes": 3,
            },
        ),
        (
            "2019",
            {
                "balance.column": 7,
                "balance.outcomes": 7,
                "balance.row": 23,
                "years.carried": 7,
                "balance.disputes": 3,
            },
        ),
    ],
)
def test_each_rule_holds_over_every_line_it_is_about(
    edition: str, instances: dict[str, int]
) -> None:
    counted: dict[str, int] = {}
    for identity in shipped(edition).identities:
        counted[identity.rule] = counted.get(identity.rule, 0) + 1
    assert counted == instances


@pytest.mark.parametrize(("edition", "items"), [("2021", 21), ("2019", 19)])
def test_the_total_of_outcomes_is_the_sum_of_all_its_items(edition: str, items: int) -> None:
    form = shipped(edition)
    for identity in form.identities:
        if identity.rule == "balance.outcomes":
            (total,) = identity.left
            assert form.cells[total.cell].row[-1].label.text == "（七）总计"
            assert len({operand.cell for operand in identity.right}) == items


@pytest.mark.parametrize(("year", "editions"), [(2018, []), (2019, ["2019"]), (2020, ["2019"])])
def test_the_edition_of_2019_is_for_two_years(year: int, editions: list[str]) -> None:
    assert [edition for edition in EDITIONS if shipped(edition).applies_to(year)] == editions


@pytest.mark.parametrize("year", [2021, 2024, 2999])
def test_the_edition_of_2021_is_still_in_force(year: int) -> None:
    assert [edition for edition in EDITIONS if shipped(edition).applies_to(year)] == ["2021"]


def ids(edition: str, beginning: str) -> set[str]:
    return {cell.id for cell in shipped(edition).cells if cell.id.startswith(beginning)}


@pytest.mark.parametrize("beginning", ["requests/", "disputes/"])
def test_the_editions_share_ids_where_their_figures_compare(beginning: str) -> None:
    apart = ids("2021", beginning) ^ ids("2019", beginning)
    assert all(cell_id.startswith("requests/results/otherwise/") for cell_id in apart)


@pytest.mark.parametrize("row", ["rules", "normative_documents"])
def test_what_was_made_is_never_taken_for_what_was_issued(row: str) -> None:
    assert ids("2021", f"disclosure/{row}/").isdisjoint(ids("2019", f"disclosure/{row}/"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_fills_its_rectangles(edition: str) -> None:
    assert len(lay_out(shipped(edition))) == 3
