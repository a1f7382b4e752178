"""The statutory tables in Word, merged just as the form's grid is."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.export.docx.page import WIDTH, opened
from generator.export.docx.parts import Element, behind, made
from generator.export.docx.styles import side
from generator.export.figures import shown, table_unit
from generator.export.printed import Item, heads, places, printed
from generator.form import Form
from generator.grid import Grid, TableGrid
from generator.report import Value

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_BESIDE_ONE, _BESIDE_MORE = 0.75, 0.46
"""How much of the width figures take at most beside one column of row heads, and beside more."""
_WIDEST_FIGURE = 2300
_WEIGHTS = (2, 5, 10)
"""How wide row heads are beside each other: the innermost has the most words."""
_SHADE = "F2F2F2"

Rows = tuple[tuple[Item, ...], ...]


def statutory(document: Document, laid: TableGrid, form: Form, figures: Sequence[Value]) -> None:
    """Add a table of the form: its unit, then its blocks, which touch each other."""
    unit = table_unit(laid, form)
    if unit:
        document.add_paragraph(unit, style="Table Unit")
    for grid in laid.grids:
        names = dict.fromkeys((laid.table.label.text, grid.block.label.text))
        rows = printed(grid, laid, form)
        widths = tuple(_widths(grid))
        block = deepcopy(_empty(rows, heads(grid, laid), widths, grid.stub, " ".join(names)))
        document.element.body.sectPr.addprevious(block)
        _fill(block, rows, figures)
        document.add_paragraph(style="Table Gap")


def _fill(block: Element, rows: Rows, figures: Sequence[Value]) -> None:
    """Put the figures into the cells that were left for them, which are the last of their rows."""
    for row, items in zip(block.tr_lst, rows, strict=True):
        indexes = [item.cell for item in items if item.cell is not None]
        cells = row.tc_lst[-len(indexes) :] if indexes else ()
        for cell, index in zip(cells, indexes, strict=True):
            if figures[index] is not None:
                cell.p_lst[0].add_r().text = shown(figures[index])


@lru_cache(maxsize=64)
def _empty(rows: Rows, count: int, widths: tuple[int, ...], stub: int, name: str) -> Element:
    """A block without its figures; it is the same for every report of a form."""
    table = opened().add_table(len(rows), len(widths), style="Table Grid")
    lay(table, widths, count, name)
    cells = [row.cells for row in table.rows]
    for y, x, item in places(rows):
        spanned = [
            cell for row in cells[y : y + item.rowspan] for cell in row[x : x + item.colspan]
        ]
        if item.cell is None:
            for cell in spanned:
                shade(cell)
            words = spanned[0].paragraphs[0]
            words.add_run(item.text)
            if y >= count and stub > 1 and not item.group:
                words.alignment = side("left")
        if len(spanned) > 1:
            spanned[0].merge(spanned[-1])
    return behind(table)


def lay(table: Table, widths: Sequence[int], count: int, name: str) -> None:
    """Set a table's widths, repeat its first ``count`` rows on each page, say what it shows."""
    from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
    from docx.shared import Twips

    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for number, row in enumerate(table.rows):
        properties = behind(row).get_or_add_trPr()
        properties.append(made("w:cantSplit"))
        if number < count:
            properties.append(made("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Twips(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            behind(cell.paragraphs[0]).style = "TableText"
    properties = behind(table).tblPr
    properties.find("{*}tblW").attrib.update(made("w:tblW", w=sum(widths), type="dxa").attrib)
    properties.append(made("w:tblDescription", val=name))


def shade(cell: _Cell) -> None:
    """Set a cell off from the figures."""
    properties = behind(cell).get_or_add_tcPr()
    properties.find("{*}vAlign").addprevious(made("w:shd", val="clear", color="auto", fill=_SHADE))


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
