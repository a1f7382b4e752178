"""The statutory tables in Word, merged just as the form's grid is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.export.docx.markup import WIDTH, Box, paragraph, run, table
from generator.export.figures import shown, table_unit
from generator.export.printed import Item, heads, printed
from generator.form import Form
from generator.grid import Grid, TableGrid
from generator.report import Value

_BESIDE_ONE, _BESIDE_MORE = 0.75, 0.46
"""How much of the width figures take at most beside one column of row heads, and beside more."""
_WIDEST_FIGURE = 2300
_WEIGHTS = (2, 5, 10)
"""How wide row heads are beside each other: the innermost has the most words."""


def statutory(laid: TableGrid, form: Form, figures: Sequence[Value]) -> Iterator[str]:
    """A table of the form: its unit, then its blocks, which touch each other."""
    unit = table_unit(laid, form)
    if unit:
        yield paragraph("TableUnit", run(unit))
    for grid in laid.grids:
        yield _block(grid, laid, form, figures)
        yield paragraph("TableGap", "")


def _block(grid: Grid, laid: TableGrid, form: Form, figures: Sequence[Value]) -> str:
    count = heads(grid, laid)
    rows = [
        [_box(item, figures, words=y >= count and grid.stub > 1) for item in row]
        for y, row in enumerate(printed(grid, laid, form))
    ]
    return table(rows, _widths(grid), count)


def _box(item: Item, figures: Sequence[Value], *, words: bool) -> Box:
    """A head or a figure; ``words`` is said of row heads among many: they begin at the left."""
    if item.cell is not None:
        return Box(content=paragraph("TableText", run(shown(figures[item.cell]))))
    side = "left" if words and not item.group else "center"
    content = paragraph("TableText", run(item.text), f'<w:jc w:val="{side}"/>')
    return Box(content=content, colspan=item.colspan, rowspan=item.rowspan, shaded=True)


def _widths(grid: Grid) -> list[int]:
    """Widths of the columns: figures alike, and of the row heads the innermost the widest."""
    count = grid.width - grid.stub
    if not grid.stub:
        return [WIDTH // count] * count
    share = _BESIDE_ONE if grid.stub == 1 else _BESIDE_MORE
    figure = min(_WIDEST_FIGURE, int(WIDTH * share) // count)
    rest = WIDTH - figure * count
    weights = ((_WEIGHTS[0],) * grid.stub + _WEIGHTS)[-grid.stub :]
    return [*(rest * weight // sum(weights) for weight in weights), *[figure] * count]
