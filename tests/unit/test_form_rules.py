"""A form's rules: names resolve to cells, over each column, each row or a whole table."""

from __future__ import annotations

from typing import Any

import pytest

from generator import form
from generator.diagnostic import FormError
from generator.form import Form, Identity
from tests.support.forms import fictionia, tiny

RULE = ("tables", 0, "rules", 0)


def ruled(equation: str, each: str = "column", **more: str) -> dict[str, Any]:
    """The tiny form with a rule."""
    data = tiny()
    rule = {"rule": "tiny.rule", "each": each, "equation": equation, "source": "nowhere", **more}
    data["tables"][0]["rules"] = [rule]
    return data


def refusal(data: dict[str, Any]) -> FormError:
    with pytest.raises(FormError) as refused:
        form.load(data)
    return refused.value


def of(loaded: Form, rule: str) -> list[Identity]:
    return [identity for identity in loaded.identities if identity.rule == rule]


def addresses(loaded: Form, identity: Identity) -> list[str]:
    return [loaded.cells[operand.cell].address for operand in identity.operands]


def test_a_rule_over_columns_names_rows() -> None:
    loaded = form.load(ruled("apples = pears"))
    (identity,) = loaded.identities
    assert addresses(loaded, identity) == ["Counts/Apples/Total", "Counts/Pears/Total"]


def test_a_rule_over_rows_names_columns() -> None:
    names = [addresses(fictionia(), item) for item in of(fictionia(), "records.all")]
    assert names[0] == [
        "Requests/Received/All",
        "Requests/Received/People",
        "Requests/Received/Press",
        "Requests/Received/Firms",
    ]


def test_a_rule_over_rows_holds_for_each_row() -> None:
    subjects = [item.subject.text for item in of(fictionia(), "records.all")]
    assert subjects == [
        "1. Received",
        "2. Outcome·(a) Granted",
        "2. Outcome·(b) Refused",
        "2. Outcome·(c) Decided in all",
        "3. Still open",
    ]


def test_a_rule_over_a_table_names_rows_and_columns() -> None:
    loaded = form.load(ruled("apples.total = pears.total", each="table"))
    (identity,) = loaded.identities
    assert addresses(loaded, identity) == ["Counts/Apples/Total", "Counts/Pears/Total"]


def test_a_minus_is_kept() -> None:
    (identity,) = form.load(ruled("apples = -pears")).identities
    assert [operand.sign for operand in identity.operands] == [1, -1]


def test_a_rule_may_read_the_year_before() -> None:
    (identity,) = form.load(ruled("apples = previous.pears")).identities
    assert [operand.previous for operand in identity.operands] == [False, True]
    assert identity.reaches_back


def test_a_name_that_means_nothing_is_told_with_its_column() -> None:
    error = refusal(ruled("apples = pears + plums"))
    assert (error.path, error.reason) == (
        (*RULE, "equation"),
        "column 18: 'plums' means no figure here",
    )


def test_an_equation_that_does_not_parse_is_told() -> None:
    error = refusal(ruled("apples == pears"))
    assert error.path == (*RULE, "equation")
    assert "column 9: expected one = between two sums" in error.reason


def test_a_rule_is_over_columns_rows_or_the_table() -> None:
    error = refusal(ruled("apples = pears", each="page"))
    assert (error.path, error.reason) == ((*RULE, "each"), "expected column, row or table")


def test_a_rule_that_holds_over_no_line_is_refused() -> None:
    data = ruled("apples = plums")
    data["tables"][0]["blocks"].append(
        {
            "id": "more",
            "number": "2",
            "label": "More",
            "stub": "Kind",
            "rows": [{"id": "plums", "key": "Plums", "label": "Plums"}],
            "columns": [{"id": "total", "key": "Total", "label": "Total"}],
        }
    )
    error = refusal(data)
    assert (error.path, error.reason) == (
        (*RULE, "equation"),
        "no line of the table has all of these figures",
    )


@pytest.mark.parametrize("equation", ["apples + pears = apples", "-apples = pears"])
def test_only_a_single_figure_can_be_worked_out(equation: str) -> None:
    error = refusal(ruled(equation, derives="yes"))
    assert (error.path, error.reason) == (
        (*RULE, "derives"),
        "only a single figure on the left can be worked out",
    )


@pytest.mark.parametrize("key", ["rule", "each", "equation", "source"])
def test_a_rule_has_to_be_complete(key: str) -> None:
    data = ruled("apples = pears")
    del data["tables"][0]["rules"][0][key]
    assert refusal(data).path == (*RULE, key)


def test_an_unknown_key_of_a_rule_is_refused() -> None:
    assert refusal(ruled("apples = pears", level="error")).path == (*RULE, "level")


def test_operands_are_called_by_the_words_that_editors_write() -> None:
    identity = of(fictionia(), "records.flow")[0]
    assert [operand.label.text for operand in identity.operands] == [
        "Received",
        "Outcome·Decided",
        "Open",
    ]
