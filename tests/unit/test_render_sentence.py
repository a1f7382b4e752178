"""A table in one sentence."""

from __future__ import annotations

from decimal import Decimal

from generator.form import Form
from generator.render.sentence import wording
from generator.report import Amount, Value
from tests.support.forms import fictionia, shipped
from tests.support.records import figures
from tests.support.themes import MESSAGES, theme


def of(form: Form, table: str, listed: dict[str, Value], messages: str = MESSAGES) -> str:
    cells = [cell for cell in form.cells if cell.table == table]
    told = wording(theme(messages), form, form.table(table), cells)
    return told.of(figures(form, listed))


def requests(**listed: Value) -> str:
    return of(
        fictionia(), "requests", {f"Requests/{k.replace('_', '/')}": v for k, v in listed.items()}
    )


def test_a_table_of_zeros_is_all_zero() -> None:
    assert requests() == "all 0."


def test_leading_figures_come_first_even_if_they_are_zero() -> None:
    assert requests(Received_All=2, Received_Press=2) == (
        "Received 2 requests, Decided 0 requests; from Press 2 requests; rest 0."
    )


def test_outcomes_follow_the_leading_figures() -> None:
    assert requests(Outcome_Granted_All=1, Outcome_Decided_All=1) == (
        "Received 0 requests, Decided 1 requests; of which Granted 1 requests; rest 0."
    )


def test_blanks_are_counted() -> None:
    assert requests(Received_All=2, Open_All=None, Open_Press=None).endswith("; rest 0; 2 blank.")


def test_a_leading_figure_may_be_blank() -> None:
    assert requests(Received_All=None, Open_All=1).startswith("Received blank, Decided 0 requests")


def test_zeros_and_blanks_are_told_apart() -> None:
    assert requests(Open_All=None) == "rest 0; 1 blank."


def test_a_table_without_leading_figures_tells_each_that_is_not_zero() -> None:
    listed: dict[str, Value] = {
        "复议诉讼/行政复议/结果维持": 1,
        "复议诉讼/行政诉讼/未经复议/总计": 2,
    }
    chinese = MESSAGES.replace("language: en", "language: zh-CN")
    assert of(shipped("2021"), "disputes", listed, chinese) == (
        "行政复议/结果维持 1 件, 行政诉讼/未经复议/总计 2 件; rest 0."
    )


def test_a_form_in_another_language_is_told_in_english() -> None:
    listed: dict[str, Value] = {"复议诉讼/行政复议/结果维持": 1}
    assert of(shipped("2021"), "disputes", listed) == (
        "Administrative reconsideration/Upheld 1 cases; rest 0."
    )


def test_an_amount_of_nothing_is_zero() -> None:
    assert of(fictionia(), "fees", {}) == "all 0."


def test_an_amount_is_told_as_it_was_written() -> None:
    amount = Amount(value=Decimal("1.50"), unit=None)
    assert of(fictionia(), "fees", {"Fees/Waived": amount}) == "Waived 1.50 crowns; rest 0."
