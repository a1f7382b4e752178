"""Editions side by side: equal ids stand on one line, and what only one edition divides is added."""

from __future__ import annotations

from typing import Any

import pytest

from generator import form
from generator.diagnostic import FormError
from generator.form import Aligned, Form, align
from tests.support.forms import data, fictionia, shipped, tiny

BOTH = (shipped("2021"), shipped("2019"))


def names(lines: tuple[Aligned, ...]) -> list[str]:
    return ["·".join(label.text for label in line.labels) for line in lines]


def addresses(of: Form, line: Aligned) -> list[str]:
    return [of.cells[index].address for index in line.cells[of.edition]]


def line(lines: tuple[Aligned, ...], name: str) -> Aligned:
    return lines[names(lines).index(name)]


def test_rows_are_shown_by_their_totals() -> None:
    lines = align(BOTH, "requests")
    received = line(lines, "一、本年新收政府信息公开申请数量")
    for edition in BOTH:
        assert addresses(edition, received) == ["申请办理/本年新收/总计"]
    assert (received.depth, received.summed) == (0, False)


def test_a_group_that_is_a_row_of_the_other_edition_is_the_sum_of_its_parts() -> None:
    lines = align(BOTH, "requests")
    otherwise = line(lines, "（六）其他处理")
    assert addresses(BOTH[1], otherwise) == ["申请办理/办理结果/其他处理/总计"]
    assert len(otherwise.cells["2021"]) == 3
    assert all("其他处理/" in address for address in addresses(BOTH[0], otherwise))
    assert otherwise.summed
    part = line(lines, "3.其他")
    assert (part.depth, list(part.cells)) == (1, ["2021"])


def test_a_group_whose_total_is_printed_needs_no_line_of_its_own() -> None:
    shown = names(align(BOTH, "requests"))
    assert "三、本年度办理结果" not in shown
    assert shown.index("（七）总计") > shown.index("（六）其他处理")


def test_the_columns_of_a_row_can_be_shown_instead() -> None:
    lines = align(BOTH, "requests", "received")
    assert names(lines)[0] == "自然人"
    bodies = line(lines, "法人或其他组织")
    assert len(bodies.cells["2021"]) == 5
    assert names(lines)[-1] == "总计"


def test_labels_that_come_twice_are_told_apart_by_what_is_above() -> None:
    shown = names(align(BOTH, "disputes"))
    assert len(shown) == len(set(shown)) == 15
    assert "行政复议·结果维持" in shown
    assert "行政诉讼·复议后·总计" in shown


def test_the_order_is_the_newest_edition_s_and_what_it_lacks_follows_its_neighbour() -> None:
    raw: Any = data("2019")
    rows = raw["tables"][1]["blocks"][0]["rows"]
    rows.insert(1, {"id": "spoken", "key": "口头", "label": "口头申请", "label_en": "Spoken"})
    raw["tables"][1]["rules"] = raw["tables"][1]["rules"][:1]
    lines = align((BOTH[0], form.load(raw)), "requests")
    shown = names(lines)
    assert shown.index("口头申请") == shown.index("一、本年新收政府信息公开申请数量") + 1
    assert list(line(lines, "口头申请").cells) == ["2019"]


@pytest.mark.parametrize("table", ["requests", "disputes"])
@pytest.mark.parametrize("edition", BOTH, ids=lambda edition: edition.edition)
def test_each_line_of_the_form_is_shown_once(edition: Form, table: str) -> None:
    shown = [
        cells[0]
        for item in align(BOTH, table)
        if len(cells := item.cells.get(edition.edition, ())) == 1
    ]
    wanted = [
        cell.index
        for cell in edition.cells
        if cell.table == table and (not cell.row or cell.column[-1].total)
    ]
    assert sorted(shown) == wanted


def test_a_table_without_totals_is_shown_cell_by_cell() -> None:
    alone = shipped("2021")
    lines = align((alone,), "disclosure")
    assert sorted(index for item in lines for index in item.cells["2021"] if not item.summed) == [
        cell.index for cell in alone.cells if cell.table == "disclosure"
    ]


def test_another_country_s_form_is_lined_up_as_well() -> None:
    lines = align((fictionia(),), "requests")
    assert names(lines)[0] == "1. Received"


def indicated(*items: dict[str, str], comparable: str = "yes") -> dict[str, Any]:
    made: dict[str, Any] = tiny()
    made["tables"][0] |= {"comparable": comparable, "indicators": list(items)}
    return made


def test_an_indicator_adds_up_cells() -> None:
    all_fruit = {"id": "all", "label": "All fruit", "sum": "Counts/*/Total"}
    apples = {"id": "apples", "label": "Apples", "sum": "Counts/Apples/Total", "share_of": "all"}
    made = form.load(indicated(all_fruit, apples))
    assert [(item.id, item.cells, item.share_of) for item in made.indicators] == [
        ("all", (0, 1), None),
        ("apples", (0,), "all"),
    ]


@pytest.mark.parametrize(
    ("items", "comparable"),
    [
        ([{"id": "a", "label": "A", "sum": "Counts/Plums/Total"}], "yes"),
        ([{"id": "A", "label": "A", "sum": "Counts/*/Total"}], "yes"),
        ([{"id": "a", "label": "A", "sum": "Counts/*/Total", "share_of": "b"}], "yes"),
        ([{"id": "a", "label": "A", "sum": "Counts/*/Total"}] * 2, "yes"),
        ([{"id": "a", "label": "A", "sum": "Counts/*/Total"}], "no"),
        ([{"id": "a", "label": "A", "sum": "Counts/*/Total", "of": "x"}], "yes"),
    ],
)
def test_an_indicator_that_means_nothing_is_refused(
    items: list[dict[str, str]], comparable: str
) -> None:
    with pytest.raises(FormError):
        form.load(indicated(*items, comparable=comparable))


def test_an_amount_is_no_indicator() -> None:
    raw: Any = data("2021")
    raw["tables"][0] |= {
        "comparable": "yes",
        "indicators": [
            {"id": "fees", "label": "收费", "label_en": "Fees", "sum": "主动公开/行政事业性收费"}
        ],
    }
    with pytest.raises(FormError, match="no count"):
        form.load(raw)


def test_editions_mean_the_same_by_an_indicator_that_they_share() -> None:
    newer, older = ({(item.id, item.label) for item in edition.indicators} for edition in BOTH)
    assert newer == older
    assert {table.id for edition in BOTH for table in edition.tables if table.comparable} == {
        "requests",
        "disputes",
    }
