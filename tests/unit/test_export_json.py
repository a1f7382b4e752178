"""``report.json``: the same figures as on the pages, for programs."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.export import prepare_json, report_json
from generator.form import Form
from generator.report import Amount, Scope, Value, Waiver
from tests.support.forms import fictionia, shipped
from tests.support.records import agency, report


def document(form: Form, listed: dict[str, Value] | None = None, **changes: Any) -> Any:
    filed = report(form, listed, **changes)
    return json.loads(report_json(filed, agency(name="Harbour “Office”"), form, prepare_json(form)))


def at(tree: Any, path: str) -> Any:
    for key in path.split("/"):
        tree = tree[key]
    return tree


def test_the_facts_of_a_report_stand_at_the_top() -> None:
    found = document(
        shipped("2021"),
        title="报告 100%",
        published=date(2024, 1, 19),
        index_number="001",
        scope=Scope.REGION,
    )
    del found["figures"]
    assert found == {
        "version": 1,
        "agency": {"id": "demo", "name": "Harbour “Office”"},
        "year": 2023,
        "scope": "region",
        "edition": "2021",
        "form": "国办公开办函〔2021〕30号",
        "title": "报告 100%",
        "published": "2024-01-19",
        "index_number": "001",
        "waivers": [],
        "corrections": [],
        "release": None,
        "versions": [],
    }


def test_explanations_are_told_with_the_figures_they_were_given_for() -> None:
    fee, permits = "主动公开/行政事业性收费", "主动公开/行政许可"
    seen = ((permits, None), (fee, Amount(value=Decimal("3.50"), unit=None)))
    waiver = Waiver(rule="cell.blank", cells=(permits, fee), reason="“核实”中", seen=seen)
    assert document(shipped("2021"), waivers=(waiver,))["waivers"] == [
        {
            "rule": "cell.blank",
            "reason": "“核实”中",
            "cells": ["disclosure/licences/decisions", "disclosure/fees/amount"],
            "seen": {
                "disclosure/licences/decisions": None,
                "disclosure/fees/amount": {"value": "3.50", "unit": None},
            },
        }
    ]


def test_what_is_not_known_is_null() -> None:
    found = document(shipped("2021"))
    assert (found["published"], found["index_number"]) == (None, None)


@pytest.mark.parametrize("form", [shipped("2021"), shipped("2019"), fictionia()])
def test_every_figure_stands_at_its_address(form: Form) -> None:
    numbered: dict[str, Value] = {cell.id: cell.index for cell in form.cells}
    figures = document(form, numbered)["figures"]
    assert [at(figures, cell.id) for cell in form.cells] == list(range(len(form.cells)))


def test_a_blank_is_null_and_never_zero() -> None:
    figures = document(fictionia(), {"Requests/Open/Press": None})["figures"]
    assert at(figures, "requests/open/applicants/bodies/press") is None
    assert at(figures, "requests/open/applicants/bodies/firms") == 0


def test_an_amount_keeps_its_digits_and_its_unit() -> None:
    listed: dict[str, Value] = {
        "Fees/Charged": Amount(value=Decimal("12.50"), unit="元"),
        "Fees/Waived": Amount(value=Decimal("0.0"), unit=None),
    }
    assert document(fictionia(), listed)["figures"]["fees"] == {
        "charged": {"value": "12.50", "unit": "元"},
        "waived": {"value": "0.0", "unit": None},
    }


def test_equal_reports_give_equal_bytes() -> None:
    form = shipped("2021")
    one, other = report(form), report(form)
    prepared = prepare_json(form)
    assert report_json(one, agency(), form, prepared) == report_json(
        other, agency(), form, prepared
    )


def test_the_file_is_utf_8_with_a_line_end() -> None:
    form = shipped("2021")
    raw = report_json(report(form, title="报告"), agency(), form, prepare_json(form))
    assert "报告" in raw.decode()
    assert raw.endswith(b"}\n")
