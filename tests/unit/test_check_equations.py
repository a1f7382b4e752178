"""The form's own rules, over the figures of one report and of the year before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.check.equations import broken_identities
from generator.diagnostic import Diagnostic
from generator.form import Form
from generator.report import Amount, Report, Value
from tests.support.forms import fictionia, shipped
from tests.support.records import filing, report, subject

FORM = shipped("2021")
FEES_ARE_EVEN = """
    rules:
      - {rule: fees.even, each: table, equation: charged = waived, source: nowhere}
"""
IN, LEFT_OVER = "申请办理/本年新收", "申请办理/结转下年"


def broken(listed: dict[str, Value], form: Form = FORM, **changes: Any) -> list[Diagnostic]:
    return list(broken_identities(subject(form, listed, **changes)))


def rules(found: list[Diagnostic]) -> list[str]:
    return [finding.rule for finding in found]


def after(previous: Report, form: Form = FORM) -> dict[str, Any]:
    return {"previous": filing(previous), "previous_form": form}


def test_a_report_of_zeros_balances() -> None:
    assert broken({}) == []


def test_a_column_that_balances_is_fine() -> None:
    listed: dict[str, Value] = {
        f"{row}/{column}": 2 for row in (IN, LEFT_OVER) for column in ("自然人", "总计")
    }
    assert broken(listed) == []


@pytest.mark.parametrize("count", [1, 10**6, 10**9, 10**30])
def test_figures_of_any_size_are_judged_exactly(count: int) -> None:
    listed: dict[str, Value] = {
        f"{row}/{column}": count for row in (IN, LEFT_OVER) for column in ("自然人", "总计")
    }
    assert broken(listed) == []
    assert rules(broken({**listed, f"{IN}/自然人": count - 1})) == ["balance.column", "balance.row"]


def test_a_column_that_does_not_balance_is_told() -> None:
    found = broken({f"{IN}/自然人": 2, f"{IN}/总计": 2, f"{LEFT_OVER}/自然人": 2})
    assert rules(found) == ["balance.column", "balance.row"]


def test_a_finding_tells_the_sums_and_their_difference() -> None:
    (finding,) = broken({"复议诉讼/行政复议/结果维持": 3, "复议诉讼/行政复议/总计": 1})
    args = finding.args
    assert (args["left"], args["right"], args["gap"]) == ("1", "3", "-2")
    assert (args["subject"], args["subject_en"]) == ("行政复议", "Administrative reconsideration")


def test_a_finding_tells_the_rule_in_the_words_of_editors() -> None:
    found = broken({f"{IN}/自然人": 1, f"{IN}/总计": 1})
    assert found[0].args["words"] == "本年新收＋上年结转＝办理结果·总计＋结转下年"
    assert found[0].args["words_en"] == (
        "Requests received this year + Requests carried over from last year"
        " = Outcome of requests this year · Total + Carried over to next year"
    )


def test_a_finding_names_every_cell_that_the_rule_read() -> None:
    found = broken({f"{IN}/自然人": 1, f"{IN}/总计": 1})
    assert found[0].cells == (
        "申请办理/本年新收/自然人",
        "申请办理/上年结转/自然人",
        "申请办理/办理结果/总计/自然人",
        "申请办理/结转下年/自然人",
    )


def test_a_finding_shows_the_figures_that_are_not_zero_and_the_one_to_mend() -> None:
    found = broken({f"{LEFT_OVER}/自然人": 1, f"{LEFT_OVER}/总计": 1})
    assert [related.label for related in found[0].related] == [
        "申请办理/本年新收/自然人 = 0",
        "申请办理/结转下年/自然人 = 1",
    ]


def test_a_finding_points_where_the_figure_would_stand_if_it_is_not_listed() -> None:
    (finding,) = broken({"复议诉讼/行政复议/结果维持": 3})
    assert finding.at.path == ("复议诉讼", "行政复议", "总计")


@pytest.mark.parametrize("blank", [f"{IN}/自然人", f"{LEFT_OVER}/自然人"])
def test_a_sum_with_a_blank_has_no_verdict(blank: str) -> None:
    listed: dict[str, Value] = {f"{IN}/自然人": 1, f"{IN}/总计": 1, f"{LEFT_OVER}/总计": 1}
    found = broken({**listed, blank: None})
    assert "balance.column" not in rules(found)


def test_a_blank_in_one_column_leaves_the_others_to_be_judged() -> None:
    found = broken({f"{IN}/自然人": None, f"{IN}/商业企业": 1})
    assert rules(found) == ["balance.column"]


def test_the_total_of_outcomes_is_that_of_its_items() -> None:
    found = broken({"申请办理/办理结果/予以公开/自然人": 1, "申请办理/办理结果/予以公开/总计": 1})
    assert rules(found) == ["balance.outcomes", "balance.outcomes"]


def test_the_year_before_has_to_have_carried_out_what_came_in() -> None:
    earlier = report(FORM, {f"{LEFT_OVER}/自然人": 3}, year=2022, slug="2022")
    found = broken({}, **after(earlier))
    assert rules(found) == ["years.carried"]
    assert (found[0].args["left"], found[0].args["right"]) == ("0", "3")
    assert found[0].related[-1].label == "2022·申请办理/结转下年/自然人 = 3"
    assert found[0].related[-1].at.file == "content/demo/2022.yml"


def test_without_a_report_on_the_year_before_nothing_is_judged() -> None:
    assert "years.carried" not in rules(broken({"申请办理/上年结转/自然人": 1}))


def test_a_blank_of_the_year_before_has_no_verdict() -> None:
    earlier = report(FORM, {f"{LEFT_OVER}/自然人": None}, year=2022)
    assert broken({}, **after(earlier)) == []


def test_figures_of_another_edition_compare_where_they_mean_the_same() -> None:
    older = shipped("2019")
    earlier = report(older, {f"{LEFT_OVER}/自然人": 3}, year=2020, slug="2020")
    found = broken({}, year=2021, slug="2021", **after(earlier, older))
    assert rules(found) == ["years.carried"]


def test_figures_of_another_edition_that_mean_something_else_are_not_compared() -> None:
    older = shipped("2019")
    earlier = report(older, {"主动公开/规章/对外公开总数": 9}, year=2020, slug="2020")
    assert broken({}, year=2021, slug="2021", **after(earlier, older)) == []


def test_documents_in_force_follow_from_the_year_before() -> None:
    row = "主动公开/行政规范性文件"
    earlier = report(FORM, {f"{row}/现行有效": 8}, year=2022)
    listed: dict[str, Value] = {f"{row}/制发": 2, f"{row}/废止": 1}
    assert broken({**listed, f"{row}/现行有效": 9}, **after(earlier)) == []
    found = broken({**listed, f"{row}/现行有效": 8}, **after(earlier))
    assert (rules(found), found[0].args["gap"]) == (["years.stock"], "-1")


def test_a_form_s_own_rule_is_told_under_its_own_name() -> None:
    found = broken({"Requests/Received/People": 1, "Requests/Received/All": 1}, fictionia())
    assert rules(found) == ["records.flow", "records.flow"]
    assert found[0].args["words"] == "Received＝Outcome·Decided＋Open"


def test_amounts_are_added_exactly() -> None:
    form = fictionia(FEES_ARE_EVEN)
    listed: dict[str, Value] = {
        "Fees/Charged": Amount(value=Decimal("0.10"), unit=None),
        "Fees/Waived": Amount(value=Decimal("0.1"), unit=None),
    }
    assert broken(listed, form) == []
    listed["Fees/Waived"] = Amount(value=Decimal("0.11"), unit=None)
    assert [finding.args["gap"] for finding in broken(listed, form)] == ["-0.01"]
