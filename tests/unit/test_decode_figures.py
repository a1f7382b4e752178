"""The figures of a report, in every way that a file may give them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.diagnostic import Diagnostic
from generator.report import Amount
from tests.support.decoding import decoded, figure, sound
from tests.support.forms import shipped
from tests.support.records import told

HEAD = "title: 演示市示例局2023年报告\nunlisted: 0\n"
RECEIVED = "申请办理/本年新收"


def findings(text: str) -> list[str]:
    return told(decoded(HEAD + text).diagnostics)


def only(text: str) -> Diagnostic:
    (finding,) = decoded(HEAD + text).diagnostics
    return finding


def row(text: str, address: str = RECEIVED) -> list[object]:
    """The seven figures of a row of requests."""
    form, report = shipped("2021"), sound(HEAD + text)
    first = form.cell_by_address[f"{address}/自然人"].index
    return list(report.figures[first : first + 7])


def test_a_row_may_be_a_list_in_the_order_of_the_form() -> None:
    assert row("申请办理: {本年新收: [1, 2, 3, 4, 5, 6, 21]}\n") == [1, 2, 3, 4, 5, 6, 21]


def test_a_row_may_be_a_mapping_in_any_order() -> None:
    assert row("申请办理: {本年新收: {总计: 3, 其他: 2, 自然人: 1}}\n") == [1, 0, 0, 0, 0, 2, 3]


def test_rows_and_columns_answer_to_their_ids() -> None:
    text = "requests: {received: {natural_person: 1, legal_service: 2}}\n"
    assert row(text) == [1, 0, 0, 0, 2, 0, 3]


def test_rows_and_columns_answer_to_the_words_of_the_statute() -> None:
    text = """
收到和处理政府信息公开申请情况:
  一、本年新收政府信息公开申请数量:
    社会公益组织: 2
    法律服务机构: 3
"""
    assert row(text) == [0, 0, 0, 2, 3, 0, 5]


def test_a_group_that_has_no_key_is_passed_over() -> None:
    report = sound(f"{HEAD}主动公开:\n  行政处罚: 12\n")
    assert figure(report, "主动公开/行政处罚") == 12


def test_a_row_below_groups_is_written_below_their_keys() -> None:
    text = "申请办理: {办理结果: {不予公开: {国家秘密: {自然人: 4}}}}\n"
    assert row(text, "申请办理/办理结果/不予公开/国家秘密")[0] == 4


def test_a_table_of_one_row_is_written_by_its_columns() -> None:
    report = sound(f"{HEAD}复议诉讼:\n  行政复议: [1, 2, 3, 4, 10]\n")
    assert figure(report, "复议诉讼/行政复议/总计") == 10


def test_an_amount_keeps_its_precision() -> None:
    report = sound(f"{HEAD}主动公开: {{行政事业性收费: 12.50}}\n")
    assert figure(report, "主动公开/行政事业性收费") == Amount(value=Decimal("12.50"), unit=None)
    assert str(figure(report, "主动公开/行政事业性收费")) == "12.50"


def test_what_is_not_listed_was_filed_as_the_file_says() -> None:
    report = sound("title: 演示市示例局2023年报告\nunlisted: 0\n")
    assert {str(value) for value in report.figures} == {"0"}


def test_an_unlisted_amount_is_an_amount() -> None:
    report = sound(HEAD)
    assert figure(report, "主动公开/行政事业性收费") == Amount(value=Decimal(0), unit=None)


def test_unlisted_blanks_are_told_once_and_stay_blank() -> None:
    found = decoded("title: 演示市示例局2023年报告\nunlisted: ~\n主动公开: {规章: [0, 0, 0]}\n")
    assert told(found.diagnostics) == ["cell.blank/unlisted"]
    assert found.report is not None
    assert figure(found.report, "主动公开/规章/制发") == 0
    assert figure(found.report, "主动公开/行政许可") is None


@pytest.mark.parametrize(
    ("written", "fault"), [("零", "other"), ("0件", "unit"), ("0\u3000", "fullwidth")]
)
def test_unlisted_is_a_figure(written: str, fault: str) -> None:
    found = decoded(f"title: 演示市示例局2023年报告\nunlisted: {written}\n")
    assert told(found.diagnostics)[0] == f"cell.number/{fault}"


def test_without_unlisted_every_cell_has_to_be_there() -> None:
    found = decoded(
        "title: 演示市示例局2023年报告\n申请办理: {本年新收: {自然人: 1}}\n复议诉讼: {}\n"
    )
    lacking = {finding.at.path: finding.args.get("keys") for finding in found.diagnostics}
    assert lacking == {
        ("申请办理", "本年新收"): "商业企业、科研机构、公益组织、法律服务、其他",
        ("申请办理",): "上年结转、办理结果、结转下年",
        ("复议诉讼",): "行政复议、行政诉讼",
        ("主动公开",): None,
    }


def test_without_unlisted_totals_may_be_left_out() -> None:
    text = """
        title: 演示市示例局2023年报告
        复议诉讼:
          行政复议: [0, 0, 0, 0, 0]
          行政诉讼:
            未经复议: {结果维持: 1, 结果纠正: 0, 其他结果: 0, 尚未审结: 0}
            复议后: [0, 0, 0, 0, 0]
    """
    lacking = [finding.at.path for finding in decoded(text).diagnostics]
    assert lacking == [("主动公开",), ("申请办理",)]


def test_without_unlisted_a_row_of_totals_may_be_left_out() -> None:
    found = decoded(
        "title: 演示市示例局2023年报告\n申请办理: {办理结果: {予以公开: [0, 0, 0, 0, 0, 0, 0]}}\n"
    )
    lacking = {finding.at.path: finding.args.get("keys") for finding in found.diagnostics}
    assert lacking["申请办理", "办理结果"] == "部分公开、不予公开、无法提供、不予处理、其他处理"


def test_a_total_that_is_left_out_is_worked_out() -> None:
    report = sound(f"{HEAD}申请办理: {{本年新收: {{自然人: 2, 商业企业: 3}}}}\n")
    form = shipped("2021")
    total = form.cell_by_address[f"{RECEIVED}/总计"].index
    assert report.figures[total] == 5
    assert total in report.derived


def test_a_total_that_is_written_is_kept_even_if_it_is_wrong() -> None:
    report = sound(f"{HEAD}申请办理: {{本年新收: {{自然人: 2, 总计: 9}}}}\n")
    total = shipped("2021").cell_by_address[f"{RECEIVED}/总计"].index
    assert report.figures[total] == 9
    assert total not in report.derived


def test_a_total_of_totals_is_worked_out_in_turn() -> None:
    text = """
申请办理:
  办理结果:
    予以公开: {自然人: 2}
    无法提供:
      不掌握: {自然人: 1, 商业企业: 4}
"""
    assert row(text, "申请办理/办理结果/总计") == [3, 4, 0, 0, 0, 0, 7]


def test_a_total_of_a_blank_is_blank() -> None:
    found = decoded(f"{HEAD}申请办理: {{本年新收: {{自然人: ~, 商业企业: 3}}}}\n")
    assert found.report is not None
    assert figure(found.report, f"{RECEIVED}/总计") is None
    assert shipped("2021").cell_by_address[f"{RECEIVED}/总计"].index not in found.report.derived


def test_a_blank_is_told_and_is_not_zero() -> None:
    found = decoded(f"{HEAD}主动公开: {{行政许可: ~}}\n")
    assert told(found.diagnostics) == ["cell.blank/default"]
    assert found.report is not None
    assert figure(found.report, "主动公开/行政许可") is None


def test_a_mark_for_a_blank_is_told_with_what_was_written() -> None:
    finding = only("主动公开: {行政许可: 无}\n")
    assert (finding.rule, finding.variant, finding.args["found"]) == ("cell.blank", "mark", "无")


def test_a_row_of_blanks_is_told_once() -> None:
    finding = only("申请办理: {本年新收: [~, ~, ~, ~, ~, ~, ~]}\n")
    assert (finding.rule, finding.variant, len(finding.cells)) == ("cell.blank", "row", 7)


def test_a_row_left_empty_is_told_once() -> None:
    assert findings("申请办理:\n  本年新收:\n") == ["cell.blank/row"]


def test_a_table_left_empty_is_told_once() -> None:
    finding = only("申请办理:\n")
    assert (finding.variant, finding.args["count"]) == ("row", 175)


def test_a_table_with_nothing_filled_in_is_told_once() -> None:
    blank = "[~, ~, ~, ~, ~]"
    courts = f"行政诉讼: {{未经复议: {blank}, 复议后: {blank}}}"
    finding = only(f"复议诉讼: {{行政复议: {blank}, {courts}}}\n")
    assert (finding.variant, finding.at.path, len(finding.cells)) == ("row", ("复议诉讼",), 15)
    assert finding.at.on_key


def test_a_table_of_which_a_part_is_not_listed_is_not_blank_as_a_whole() -> None:
    finding = only("复议诉讼: {行政复议: [~, ~, ~, ~, ~]}\n")
    assert (finding.at.path, len(finding.cells)) == (("复议诉讼", "行政复议"), 5)


def test_a_row_of_blanks_but_one_is_told_blank_by_blank() -> None:
    text = "申请办理: {本年新收: [0, ~, 0, 0, ~, 0, 0]}\n"
    assert findings(text) == ["cell.blank/default", "cell.blank/default"]


@pytest.mark.parametrize("written", ["[1, 2]", "[1, 2, 3, 4, 5, 6, 7, 8]", "[]", "[1,234]"])
def test_a_list_has_as_many_figures_as_the_row(written: str) -> None:
    assert findings(f"申请办理: {{本年新收: {written}}}\n") == ["content.type/list-length"]


def test_thousands_commas_that_make_a_list_too_long_are_told() -> None:
    found = decoded(f"{HEAD}申请办理: {{本年新收: [1,034, 0, 0, 0, 0, 2,000, 3,034]}}\n")
    (finding,) = found.diagnostics
    assert (finding.rule, finding.variant) == ("content.type", "list-thousands")
    assert finding.args["cut"] == "1,034、2,000、3,034"
    assert finding.args["whole"] == "1034、2000、3034"


@pytest.mark.parametrize(
    "written", ["1, 234, 567, 0, 0, 0, 0, 0", "0, 234, 0, 0, 0, 0, 0, 0", "1, 034, 0, 0"]
)
def test_commas_that_may_or_must_be_others_are_not_named(written: str) -> None:
    assert findings(f"申请办理: {{本年新收: [{written}]}}\n") == ["content.type/list-length"]


def test_a_group_of_rows_is_no_list() -> None:
    assert findings("申请办理: {办理结果: [1, 2]}\n") == ["content.type/list-here"]


def test_a_row_is_more_than_one_figure() -> None:
    assert findings("申请办理: {本年新收: 5}\n") == ["content.type/row"]


@pytest.mark.parametrize("written", ["[1]", "{a: 1}"])
def test_a_cell_is_one_figure(written: str) -> None:
    assert findings(f"申请办理: {{本年新收: {{自然人: {written}}}}}\n") == ["content.type/figure"]


def test_what_cannot_be_read_is_blank_and_not_zero() -> None:
    found = decoded(f"{HEAD}申请办理: {{本年新收: 5}}\n主动公开: {{行政许可: 1件}}\n")
    assert found.report is not None
    assert figure(found.report, f"{RECEIVED}/自然人") is None
    assert figure(found.report, "主动公开/行政许可") is None


def test_a_number_written_wrongly_is_told_with_what_was_written() -> None:
    finding = only('主动公开: {行政许可: "1,234"}\n')
    assert (finding.rule, finding.variant) == ("cell.number", "thousands")
    assert finding.args == {"cell": "主动公开/行政许可", "found": "1,234"}
    assert finding.at.path == ("主动公开", "行政许可")


def test_only_the_beginning_of_a_long_text_is_told() -> None:
    assert len(str(only(f"主动公开: {{行政许可: {'9' * 500}}}\n").args["found"])) == 40


def test_a_row_that_the_form_does_not_have_is_told_with_the_one_meant() -> None:
    finding = only("申请办理: {本年新收到: {自然人: 1}}\n")
    assert (finding.rule, finding.variant) == ("content.unknown-key", "meant")
    assert (finding.args["key"], finding.args["meant"]) == ("本年新收到", "本年新收")
    assert (finding.at.path, finding.at.on_key) == (("申请办理", "本年新收到"), True)


def test_a_row_that_is_like_no_other_is_told_with_all_there_are() -> None:
    finding = only("申请办理: {xyz: {自然人: 1}}\n")
    assert finding.variant == "default"
    assert finding.args["known"] == "本年新收、上年结转、办理结果、结转下年"


def test_digits_for_a_name_are_taken_for_a_thousands_comma() -> None:
    assert findings("申请办理: {本年新收: {自然人: 1,234}}\n") == ["content.unknown-key/digits"]


def test_a_row_may_not_be_written_under_two_of_its_names() -> None:
    finding = only("申请办理: {本年新收: {自然人: 1}, received: {商业企业: 1}}\n")
    assert (finding.rule, finding.variant) == ("yaml.duplicate-key", "synonym")
    assert finding.args == {"key": "received", "first": "本年新收"}


def test_a_cell_may_not_be_written_under_two_of_its_names() -> None:
    text = "申请办理: {本年新收: {自然人: 1, natural_person: 2}}\n"
    assert findings(text) == ["yaml.duplicate-key/synonym"]


def test_a_table_may_not_be_written_under_two_of_its_names() -> None:
    assert findings("requests: {}\n申请办理: {}\n") == ["yaml.duplicate-key/synonym"]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("{本年新收: [1, 0, 0, 0, 0, 0, 1]}", ("本年新收", 1)),
        ("{received: {商业企业: 1}}", ("received", "商业企业")),
        ("{本年新收: ~}", ("本年新收",)),
    ],
)
def test_the_place_of_a_listed_cell_is_kept_apart_from_the_report(
    written: str, path: tuple[str | int, ...]
) -> None:
    cell = shipped("2021").cell_by_address[f"{RECEIVED}/商业企业"].index
    assert decoded(f"{HEAD}申请办理: {written}\n").places.find(cell) == ("申请办理", *path)


def test_a_cell_that_is_not_listed_has_no_place() -> None:
    cell = shipped("2021").cell_by_address[f"{RECEIVED}/商业企业"].index
    assert decoded(HEAD).places.find(cell) is None


def test_the_edition_of_2019_takes_changes_and_units() -> None:
    text = """
        title: 演示市示例局2023年报告
        unlisted: 0
        主动公开:
          行政许可: {上年项目: 20, 增减: +19, 处理决定: 300}
          行政处罚: {上年项目: 3, 增减: -3, 处理决定: 0}
          政府集中采购: {项目数量: 2, 总金额: 35.60万元}
    """
    report = sound(text, slug="2019")
    assert figure(report, "主动公开/行政许可/增减") == 19
    assert figure(report, "主动公开/行政处罚/增减") == -3
    assert figure(report, "主动公开/政府集中采购/总金额") == Amount(
        value=Decimal("35.60"), unit="万元"
    )


def test_a_unit_is_refused_where_the_form_prints_one() -> None:
    assert findings("主动公开: {行政事业性收费: 12.5万元}\n") == ["cell.number/unit"]
