"""The layout of tables, checked against a count of our own of what each header covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diagnostic import FormError
from generator.form import Form, Table
from generator.grid import Grid, TableGrid, lay_out
from tests.support.forms import fictionia, shipped
from tests.support.occupancy import fills_its_rectangle, headers_of

FORMS = [shipped("2021"), shipped("2019"), fictionia()]
TABLES = [laid for form in FORMS for laid in lay_out(form)]
GRIDS = [grid for laid in TABLES for grid in laid.grids]


def of(form: Form, table: str) -> Grid:
    return next(laid.grids[0] for laid in lay_out(form) if laid.table.id == table)


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.block.id)
def test_every_spot_of_the_rectangle_is_taken_once(grid: Grid) -> None:
    assert fills_its_rectangle(grid)


@pytest.mark.parametrize("laid", TABLES, ids=lambda laid: laid.table.id)
def test_every_figure_has_exactly_the_headers_of_the_form(laid: TableGrid) -> None:
    form = next(form for form in FORMS if laid.table in form.tables)
    for grid in laid.grids:
        for cell in form.cells:
            if (cell.table, cell.block) == (laid.table.id, grid.block.id):
                assert headers_of(grid, cell.id) == (
                    [header.label.text for header in cell.row],
                    [header.label.text for header in cell.column],
                )


@pytest.mark.parametrize("laid", TABLES, ids=lambda laid: laid.table.id)
def test_the_figures_of_a_table_follow_each_other(laid: TableGrid) -> None:
    indexes = [
        cell.index
        for grid in laid.grids
        for body in grid.bodies
        for line in body
        for cell in line.cells
    ]
    assert indexes == list(range(laid.first, laid.first + laid.size))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.edition)
def test_the_tables_of_a_form_hold_all_of_its_figures(form: Form) -> None:
    assert sum(laid.size for laid in lay_out(form)) == len(form.cells)


def test_the_corner_spans_all_header_rows_and_row_headers() -> None:
    corner = of(shipped("2021"), "requests").head[0][0]
    assert (corner.label.text, corner.colspan, corner.rowspan) == ("办理情况", 3, 3)


def test_a_block_without_row_headers_has_no_corner() -> None:
    grid = of(shipped("2021"), "disputes")
    assert (grid.stub, [head.label.text for head in grid.head[0]]) == (0, ["行政复议", "行政诉讼"])


def test_a_header_that_ends_early_reaches_down_to_the_figures() -> None:
    heads = {head.label.text: head for row in of(fictionia(), "requests").head for head in row}
    assert heads["Natural persons"].rowspan == 2
    assert heads["The press"].rowspan == 1


def test_a_row_header_that_ends_early_reaches_right_to_the_figures() -> None:
    bodies = of(fictionia(), "requests").bodies
    first, second = bodies[0][0].heads, bodies[1][0].heads
    assert [head.colspan for head in first] == [2]
    assert [(head.colspan, head.rowspan) for head in second] == [(1, 3), (1, 1)]


def test_a_row_header_is_printed_on_its_first_line_only() -> None:
    outcome = of(fictionia(), "requests").bodies[1]
    assert [len(line.heads) for line in outcome] == [2, 1, 1]


def test_rows_are_grouped_by_their_outermost_header() -> None:
    bodies = of(shipped("2021"), "requests").bodies
    assert [len(body) for body in bodies] == [1, 1, 22, 1]


def test_totals_are_marked_as_such() -> None:
    lines = [line for body in of(fictionia(), "requests").bodies for line in body]
    assert [line.total for line in lines] == [False, False, False, True, False]


def test_levels_count_from_the_outside() -> None:
    levels = {
        head.label.text: head.level for row in of(fictionia(), "requests").head for head in row
    }
    assert levels == {
        "What happened": 0,
        "Who asked": 1,
        "Natural persons": 2,
        "Bodies": 2,
        "The press": 3,
        "Firms": 3,
        "All applicants": 2,
    }


def test_a_table_with_a_hole_is_refused() -> None:
    form = fictionia()
    holed = replace(form, cells=(*form.cells[:3], *form.cells[4:]))
    with pytest.raises(FormError, match="requests/requests .*headers and figures do not fill"):
        lay_out(holed)


def test_tables_are_laid_out_in_printed_order() -> None:
    tables: list[Table] = [laid.table for laid in lay_out(shipped("2019"))]
    assert [table.id for table in tables] == ["disclosure", "requests", "disputes"]
