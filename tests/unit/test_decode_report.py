"""What a report's file says beside its figures."""

from __future__ import annotations

from datetime import date

import pytest

from generator.diagnostic import Diagnostic
from generator.report import CellChange, Contact, Correction, Scope, Waiver
from tests.support.decoding import decoded, sound
from tests.support.records import told

HEAD = "title: 演示市示例局2023年报告\nunlisted: 0\n"
CELL = "申请办理/本年新收/自然人"


def only(text: str, slug: str = "2023") -> Diagnostic:
    (finding,) = decoded(text, slug).diagnostics
    return finding


def test_a_report_is_told_from_others_by_agency_and_file_name() -> None:
    assert sound(HEAD).key == ("demo", "2023")


@pytest.mark.parametrize(
    ("slug", "edition"), [("2019", "2019"), ("2020", "2019"), ("2021", "2021")]
)
def test_the_edition_goes_by_the_year(slug: str, edition: str) -> None:
    assert sound(HEAD, slug).edition == edition


def test_a_file_may_name_another_edition() -> None:
    assert sound(f'{HEAD}edition: "2021"\n', "2020").edition == "2021"


def test_an_edition_that_is_out_of_force_is_told_and_used() -> None:
    found = decoded(f'{HEAD}edition: "2019"\n')
    assert told(found.diagnostics) == ["form.edition/year"]
    assert found.report is not None
    assert found.report.edition == "2019"


OF_2019 = """
主动公开:
  规范性文件: {新制作: 1, 新公开: 1, 对外公开总数: 9}
  行政许可: {上年项目: 20, 增减: +3, 处理决定: 412}
  政府集中采购: {项目数量: 0, 总金额: 0}
"""
OF_2021 = """
主动公开:
  行政规范性文件: {制发: 1, 废止: 0, 现行有效: 9}
申请办理:
  办理结果:
    其他处理: {逾期不补正: {自然人: 1}}
"""


def test_tables_of_another_edition_are_told_once_instead_of_name_by_name() -> None:
    (finding,) = decoded(f"{HEAD}{OF_2019}").diagnostics
    assert (finding.rule, finding.variant) == ("form.edition", "fits")
    assert finding.at.path == ("主动公开", "规范性文件")
    assert (finding.args["fits"], finding.args["edition"]) == ("2019", "2021")
    assert finding.args["count"] == 3


def test_the_other_way_round() -> None:
    (finding,) = decoded(f"{HEAD}{OF_2021}", "2020").diagnostics
    assert (finding.rule, finding.variant) == ("form.edition", "fits")
    assert finding.args["fits"] == "2021"


def test_without_unlisted_what_lacks_in_the_wrong_edition_is_not_told_besides() -> None:
    found = decoded(f"title: 演示市示例局2023年报告\n{OF_2019}")
    assert told(found.diagnostics)[0] == "form.edition/fits"
    assert "content.unknown-key/default" not in told(found.diagnostics)


def test_a_slip_that_fits_no_edition_is_told_as_it_is() -> None:
    found = decoded(f"{HEAD}主动公开:\n  行政规范性文件: {{制作: 1}}\n")
    assert told(found.diagnostics) == ["content.unknown-key/meant"]


def test_an_edition_that_is_not_there_is_told_with_those_that_are() -> None:
    found = decoded(f'{HEAD}edition: "2018"\n')
    assert found.report is None
    (finding,) = found.diagnostics
    assert (finding.rule, finding.variant) == ("form.edition", "unknown")
    assert finding.args == {"found": "2018", "known": "2021、2019"}


def test_a_year_without_an_edition_is_told() -> None:
    finding = only(HEAD, slug="2017")
    assert (finding.rule, finding.variant, finding.args["year"]) == ("form.edition", "none", 2017)


def test_a_title_is_required() -> None:
    finding = only("unlisted: 0\n")
    assert (finding.rule, finding.variant) == ("content.missing", "key")
    assert finding.at.path == ("title",)


@pytest.mark.parametrize("written", ["''", '"   "', "~"])
def test_an_empty_title_is_none(written: str) -> None:
    assert told([only(f"title: {written}\nunlisted: 0\n")]) == ["content.missing/key"]


def test_blanks_around_a_title_are_left_out() -> None:
    assert sound('title: "  报告 "\nunlisted: 0\n').title == "报告"


def test_the_scope_is_the_agency_by_default() -> None:
    assert sound(HEAD).scope is Scope.AGENCY


def test_the_scope_goes_by_the_file_name() -> None:
    assert sound(HEAD, "2023-region").scope is Scope.REGION


def test_a_file_may_name_its_scope() -> None:
    assert sound(f"{HEAD}scope: region\n").scope is Scope.REGION


def test_a_scope_that_is_none_is_told_with_the_one_meant() -> None:
    finding = only(f"{HEAD}scope: regional\n")
    assert (finding.rule, finding.variant) == ("content.type", "choice")
    assert finding.args == {"key": "scope", "found": "regional", "allowed": "region"}


def test_a_date_is_year_month_and_day() -> None:
    assert sound(f"{HEAD}published: 2024-01-19\n").published == date(2024, 1, 19)


@pytest.mark.parametrize("written", ["2024-02-30", "2024-1-9", "20240119", "2024年1月19日", "soon"])
def test_a_date_that_is_none_is_told(written: str) -> None:
    finding = only(f"{HEAD}published: {written}\n")
    assert (finding.rule, finding.variant) == ("content.type", "date")
    assert finding.args["found"] == written


def test_a_date_may_be_left_out() -> None:
    assert sound(HEAD).published is None


@pytest.mark.parametrize(("written", "draft"), [("yes", True), ("true", True), ("no", False)])
def test_a_report_may_be_a_draft(written: str, draft: bool) -> None:
    assert sound(f"{HEAD}draft: {written}\n").draft is draft


def test_a_report_may_have_an_index_number() -> None:
    assert sound(f"{HEAD}index_number: 001/2024-1\n").index_number == "001/2024-1"


def test_a_report_may_have_a_contact_of_its_own() -> None:
    report = sound(f'{HEAD}contact: {{office: 办公室, phone: "88728707"}}\n')
    assert report.contact == Contact(office="办公室", phone="88728707")


def test_a_waiver_names_rule_cells_and_reason() -> None:
    report = sound(f"{HEAD}waivers:\n  - {{rule: years.stock, cells: [{CELL}], reason: 清理}}\n")
    assert report.waivers == (Waiver(rule="years.stock", cells=(CELL,), reason="清理"),)


def test_a_waiver_may_name_a_cell_by_its_ids() -> None:
    cell = "requests/received/applicants/natural_person"
    report = sound(f"{HEAD}waivers:\n  - {{rule: r, cells: [{cell}], reason: 清理}}\n")
    assert report.waivers[0].cells == (CELL,)


def test_a_waiver_may_say_which_figures_it_saw() -> None:
    other = "主动公开/行政许可"
    text = f"{{rule: r, seen: {{{CELL}: ~, {other}: 3}}, cells: [{other}], reason: 清理}}"
    (waiver,) = sound(f"{HEAD}waivers:\n  - {text}\n").waivers
    assert waiver.cells == (other, CELL)
    assert waiver.seen == ((CELL, None), (other, 3))


def test_a_figure_seen_in_a_cell_that_is_not_there_is_told() -> None:
    finding = only(f"{HEAD}waivers:\n  - {{rule: r, seen: {{表/行: 1}}, reason: 清理}}\n")
    assert (finding.rule, finding.variant) == ("content.type", "cell")
    assert (finding.at.path, finding.at.on_key) == (("waivers", 0, "seen", "表/行"), True)


@pytest.mark.parametrize("key", ["rule", "reason"])
def test_a_waiver_has_to_give(key: str) -> None:
    parts = {"rule": "years.stock", "reason": "清理"}
    del parts[key]
    written = ", ".join(f"{name}: {value}" for name, value in parts.items())
    finding = only(f"{HEAD}waivers:\n  - {{{written}}}\n")
    assert (finding.rule, finding.at.path) == ("content.missing", ("waivers", 0, key))


def test_a_waiver_of_a_cell_that_is_not_there_is_told() -> None:
    finding = only(f"{HEAD}waivers:\n  - {{rule: r, cells: [{CELL}, 表/行], reason: 清理}}\n")
    assert (finding.rule, finding.variant) == ("content.type", "cell")
    assert finding.at.path == ("waivers", 0, "cells", 1)


def test_waivers_are_a_list() -> None:
    assert told([only(f"{HEAD}waivers: {{rule: r}}\n")]) == ["content.type/list"]


def test_a_waiver_is_a_mapping() -> None:
    finding = only(f"{HEAD}waivers: [清理]\n")
    assert (finding.rule, finding.variant) == ("content.type", "mapping")
    assert finding.args["key"] == "waivers[1]"


def test_a_correction_tells_day_cells_and_reason() -> None:
    text = (
        f"{HEAD}corrections:\n"
        f"  - {{date: 2024-03-05, cells: {{{CELL}: {{was: 2, now: ~}}}}, reason: 更正}}\n"
    )
    assert sound(text).corrections == (
        Correction(
            day=date(2024, 3, 5),
            reason="更正",
            changes=(CellChange(cell=CELL, was=2, now=None),),
        ),
    )


def test_a_correction_to_no_figure_is_told() -> None:
    text = (
        f"{HEAD}corrections:\n"
        f"  - {{date: 2024-03-05, cells: {{{CELL}: {{was: 2件, now: 1}}}}, reason: 更正}}\n"
    )
    assert told(decoded(text).diagnostics) == ["cell.number/unit"]


def test_a_correction_of_a_cell_that_is_not_there_is_told_at_its_key() -> None:
    text = (
        f"{HEAD}corrections:\n  - {{date: 2024-03-05, cells: {{表: {{was: 1}}}}, reason: 更正}}\n"
    )
    finding = only(text)
    assert (finding.rule, finding.variant, finding.at.on_key) == ("content.type", "cell", True)


def test_a_correction_needs_a_date() -> None:
    finding = only(f"{HEAD}corrections:\n  - {{reason: 更正}}\n")
    assert (finding.rule, finding.at.path) == ("content.missing", ("corrections", 0, "date"))


def test_a_key_that_means_nothing_is_told_with_the_one_meant() -> None:
    finding = only(f"{HEAD}publish: 2024-01-19\n")
    assert (finding.rule, finding.variant) == ("content.unknown-key", "meant")
    assert finding.args["meant"] == "published"


def test_the_keys_of_tables_are_among_those_meant() -> None:
    finding = only(f"{HEAD}申请办里: {{}}\n")
    assert finding.args["meant"] == "申请办理"


def test_a_text_is_not_a_list() -> None:
    finding = only("title: [报, 告]\nunlisted: 0\n")
    assert (finding.rule, finding.variant) == ("content.type", "text")


def test_every_fault_of_a_file_is_told_at_once() -> None:
    text = "unlisted: 0\nscope: x\npublished: x\nwaivers: x\nxyz: x\n主动公开: {行政许可: x}\n"
    assert sorted(told(decoded(text).diagnostics)) == [
        "cell.number/other",
        "content.missing/key",
        "content.type/choice",
        "content.type/date",
        "content.type/list",
        "content.unknown-key/default",
    ]
