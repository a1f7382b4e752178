"""Figures and table heads as text, alike in every download."""

from __future__ import annotations

from generator.export.words import say
from generator.form import Cell, Form, Table
from generator.grid import Grid, Head, TableGrid
from generator.report import Amount, Value


def shown(value: Value) -> str:
    """A figure as text; one that was not filed is empty, which is not 0."""
    return "" if value is None else str(value)


def digits(value: Value) -> str:
    """The number of a figure without a unit that was written beside it."""
    return str(value.value) if isinstance(value, Amount) else shown(value)


def unit(cell: Cell, value: Value, form: Form) -> str:
    """The unit of a figure: as written beside it, or as the form prints it; else empty."""
    if isinstance(value, Amount) and value.unit:
        return value.unit
    block = next(item for item in form.table(cell.table).blocks if item.id == cell.block)
    return block.unit.text if block.unit and cell.unit_printed else ""


def head_text(head: Head, grid: Grid, laid: TableGrid, form: Form) -> str:
    """What a head cell says: its label, the form's remark in the corner, or the label and a unit.

    A unit stands beside a column's label where the block has another one than the table.
    """
    block, table = grid.block, laid.table
    if head.level == 0 and table.note is not None:
        return say(form, "note_corner", note=table.note.text)
    own = block.unit is not None and block.unit.text != _first_unit(table)
    if own and block.unit and head.leaf and head.level and head in grid.head[-1]:
        return say(form, "unit_beside", label=head.label.text, unit=block.unit.text)
    return head.label.text


def _first_unit(table: Table) -> str:
    unit = table.blocks[0].unit
    return unit.text if unit else ""


def table_unit(laid: TableGrid, form: Form) -> str:
    """The unit of a table's figures, in words; empty where the form prints none."""
    first = _first_unit(laid.table)
    return say(form, "unit", unit=first) if first else ""
