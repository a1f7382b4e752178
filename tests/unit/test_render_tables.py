"""Tables are prepared once per form and filled with the figures of each report."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from generator.form import Form
from generator.render.tables import prepare
from generator.report import Amount, Value
from tests.support.forms import fictionia, shipped
from tests.support.records import figures
from tests.support.themes import theme


def filled(form: Form, table: str, listed: dict[str, Value] | None = None) -> str:
    return str(prepare(theme(), form, "en")[table].fill(figures(form, listed)))


def printed(form: Form, table: str, listed: dict[str, Value] | None = None) -> list[str]:
    """The figures of a table, row by row."""
    return re.findall(r"<p>(.*?) </p>", filled(form, table, listed))


def test_each_figure_is_printed_in_its_place() -> None:
    listed: dict[str, Value] = {
        "Requests/Received/Press": 2,
        "Requests/Outcome/Granted/All": 3,
        "Requests/Open/People": 4,
    }
    assert printed(fictionia(), "requests", listed) == [
        "0 2 0 0",
        "0 0 0 3",
        "0 0 0 0",
        "0 0 0 0",
        "4 0 0 0",
    ]


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_a_table_prints_every_figure_of_its_own_and_no_other(edition: str) -> None:
    form = shipped(edition)
    for table in form.tables:
        numbered: dict[str, Value] = {
            cell.id: number for number, cell in enumerate(form.cells) if cell.table == table.id
        }
        shown = " ".join(printed(form, table.id, numbered)).split()
        assert [int(figure) for figure in shown] == list(numbered.values())


def test_a_blank_is_marked_up_as_one() -> None:
    assert printed(fictionia(), "fees", {"Fees/Charged": None}) == ["<i>blank</i> 0"]


def test_an_amount_is_printed_as_it_was_written() -> None:
    amount = Amount(value=Decimal("12.50"), unit=None)
    assert printed(fictionia(), "fees", {"Fees/Waived": amount}) == ["0 12.50"]


def test_an_amount_of_unknown_unit_says_so_where_the_form_prints_none() -> None:
    amount, cell = Amount(value=Decimal("3"), unit=None), "主动公开/政府集中采购/总金额"
    assert printed(shipped("2019"), "disclosure", {cell: amount})[-1] == "0 3 (?)"


def test_an_amount_with_a_unit_prints_it() -> None:
    amount, cell = Amount(value=Decimal("3.0"), unit="万元"), "主动公开/政府集中采购/总金额"
    assert printed(shipped("2019"), "disclosure", {cell: amount})[-1] == "0 3.0万元"


def test_an_amount_of_nothing_needs_no_unit() -> None:
    assert printed(shipped("2019"), "disclosure")[-1] == "0 0"


def test_percent_signs_of_the_theme_stay() -> None:
    assert 'title="100 % & more"' in filled(fictionia(), "fees")


def test_a_table_is_named_by_the_section_it_stands_in() -> None:
    assert filled(fictionia(), "fees").startswith('<div id="fees" lang="en"')
