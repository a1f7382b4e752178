"""Any tree of headers makes a form, and any form makes tables without holes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator import form
from generator.form import Form
from generator.grid import lay_out
from tests.support.forms import tiny
from tests.support.occupancy import fills_its_rectangle, headers_of

TREES = st.recursive(
    st.just([]), lambda below: st.lists(below, min_size=1, max_size=4), max_leaves=8
)
"""Headers as lists of the headers below them."""


def headers(trees: list[Any], name: str = "h") -> list[dict[str, Any]]:
    """The headers of an axis as an edition's file writes them."""
    made = []
    for number, below in enumerate(trees):
        own = f"{name}_{number}"
        header: dict[str, Any] = {"id": own, "key": own.upper(), "label": f"Label {own}"}
        if below:
            header["children"] = headers(below, own)
        made.append(header)
    return made


def formed(rows: list[Any], columns: list[Any]) -> Form:
    """A form of one table with the given headers."""
    data = tiny()
    block = data["tables"][0]["blocks"][0]
    block["rows"], block["columns"] = headers(rows, "r"), headers(columns, "c")
    if not rows:
        del block["rows"], block["stub"]
    return form.load(data)


AXES = st.lists(TREES, min_size=1, max_size=4)


@given(st.one_of(st.just([]), AXES), AXES)
def test_headers_and_figures_fill_a_rectangle(rows: list[Any], columns: list[Any]) -> None:
    ((grid,),) = [laid.grids for laid in lay_out(formed(rows, columns))]
    assert fills_its_rectangle(grid)


@given(AXES, AXES)
def test_every_figure_has_exactly_its_headers(rows: list[Any], columns: list[Any]) -> None:
    made = formed(rows, columns)
    ((grid,),) = [laid.grids for laid in lay_out(made)]
    for cell in made.cells:
        assert headers_of(grid, cell.id) == (
            [header.label.text for header in cell.row],
            [header.label.text for header in cell.column],
        )


@given(AXES, AXES)
def test_there_is_a_figure_for_each_row_and_column(rows: list[Any], columns: list[Any]) -> None:
    made = formed(rows, columns)
    (block,) = made.tables[0].blocks
    sizes = [sum(header.size for header in axis) for axis in (block.rows, block.columns)]
    assert len(made.cells) == sizes[0] * sizes[1]
    assert len({cell.address for cell in made.cells}) == len(made.cells)
