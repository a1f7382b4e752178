"""A block of a table as it is printed: rows of heads and figures, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.export.figures import head_text
from generator.form import Form
from generator.grid import Grid, Head, TableGrid


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A head or a figure."""

    text: str = ""
    """What a head says."""
    cell: int | None = None
    """The figure's cell; ``None`` for a head."""
    colspan: int = 1
    """How many columns it spans."""
    rowspan: int = 1
    """How many rows it spans."""
    group: bool = False
    """Whether it heads several rows or columns."""


def printed(grid: Grid, laid: TableGrid, form: Form) -> tuple[tuple[Item, ...], ...]:
    """The rows of a block; the first ``heads`` of them are heads of columns."""
    band = [(Item(text=grid.block.label.text, colspan=grid.width),)] if _several(laid) else []
    head = [
        tuple(_head(item, head_text(item, grid, laid, form)) for item in row) for row in grid.head
    ]
    lines = [
        (
            *(_head(item, item.label.text) for item in line.heads),
            *(Item(cell=cell.index) for cell in line.cells),
        )
        for body in grid.bodies
        for line in body
    ]
    return (*band, *head, *lines)


def heads(grid: Grid, laid: TableGrid) -> int:
    """How many rows of a block are heads of columns."""
    return len(grid.head) + _several(laid)


def places(rows: Sequence[Sequence[Item]]) -> Iterator[tuple[int, int, Item]]:
    """Row and column, from 0, of everything in a block."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for item in row:
            while (y, x) in taken:
                x += 1
            yield y, x, item
            taken |= {(y + dy, x + dx) for dy in range(item.rowspan) for dx in range(item.colspan)}
            x += item.colspan


def _several(laid: TableGrid) -> bool:
    """Whether a table is printed as several blocks, each below a line with its name."""
    return len(laid.grids) > 1


def _head(head: Head, text: str) -> Item:
    return Item(text=text, colspan=head.colspan, rowspan=head.rowspan, group=not head.leaf)
