"""A table's geometry: which header stands where and spans what. Every format prints from it.

Only ``row`` and ``col`` scopes are ever meant: by the HTML algorithm such a header covers exactly
the rows or columns that it spans, at any depth, which ``rowgroup`` and ``colgroup`` do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.diagnostic import FormError
from generator.form import Block, Cell, Form, Header, HeaderPath, Label, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A header cell."""

    label: Label
    """The printed words."""
    colspan: int
    """How many columns it spans."""
    rowspan: int
    """How many rows it spans."""
    level: int
    """Its depth in its axis, from 1; 0 for the corner."""
    leaf: bool
    """Whether it heads a single row or column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of figures with the row headers that begin on it."""

    heads: tuple[Head, ...]
    """Row headers that begin here; those above that span this row are not repeated."""
    cells: tuple[Cell, ...]
    """The figures, left to right."""
    total: bool
    """Whether the row is printed as a total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One block, laid out."""

    block: Block
    """What it shows."""
    head: tuple[tuple[Head, ...], ...]
    """Header rows, top to bottom."""
    bodies: tuple[tuple[Line, ...], ...]
    """Rows, grouped by their outermost row header."""
    stub: int
    """How many columns the row headers take."""

    @property
    def width(self) -> int:
        """Columns in all, row headers among them."""
        return self.stub + sum(header.size for header in self.block.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrid:
    """A table of the form, laid out."""

    table: Table
    """What it shows."""
    grids: tuple[Grid, ...]
    """Its blocks, in printed order."""
    first: int
    """Index of its first cell in ``Form.cells``; its cells follow each other."""
    size: int
    """How many cells it has."""


def lay_out(form: Form) -> tuple[TableGrid, ...]:
    """Every table of a form, laid out.

    Raises:
        FormError: headers and figures of a block do not fill a rectangle exactly.
    """
    laid = []
    for table in form.tables:
        cells = [cell for cell in form.cells if cell.table == table.id]
        grids = tuple(
            _grid(block, [cell for cell in cells if cell.block == block.id])
            for block in table.blocks
        )
        for grid in grids:
            _prove(table, grid)
        laid.append(TableGrid(table=table, grids=grids, first=cells[0].index, size=len(cells)))
    return tuple(laid)


def _grid(block: Block, cells: Sequence[Cell]) -> Grid:
    stub = max((header.depth for header in block.rows), default=0)
    lines = [(row, tuple(in_row)) for row, in_row in groupby(cells, key=lambda cell: cell.row)]
    bodies = [
        tuple(_lines([line for _, line in group], stub))
        for _, group in groupby(enumerate(lines), key=lambda item: _outermost(item[1][0]))
    ]
    return Grid(block=block, head=_head(block, stub), bodies=tuple(bodies), stub=stub)


def _outermost(row: HeaderPath) -> str:
    return row[0].id if row else ""


def _lines(lines: Sequence[tuple[HeaderPath, tuple[Cell, ...]]], stub: int) -> Iterator[Line]:
    above: HeaderPath = ()
    for row, cells in lines:
        shared = 0
        while shared < min(len(row), len(above)) and row[shared] is above[shared]:
            shared += 1
        heads = tuple(
            _row_head(header, level, stub) for level, header in enumerate(row, 1) if level > shared
        )
        yield Line(heads=heads, cells=cells, total=bool(row) and row[-1].total)
        above = row


def _row_head(header: Header, level: int, stub: int) -> Head:
    leaf = not header.children
    return Head(
        label=header.label,
        colspan=stub - level + 1 if leaf else 1,
        rowspan=header.size,
        level=level,
        leaf=leaf,
    )


def _head(block: Block, stub: int) -> tuple[tuple[Head, ...], ...]:
    depth = max(header.depth for header in block.columns)
    rows: list[list[Head]] = [[] for _ in range(depth)]
    if block.stub is not None:
        rows[0].append(Head(label=block.stub, colspan=stub, rowspan=depth, level=0, leaf=True))

    def place(header: Header, level: int) -> None:
        leaf = not header.children
        rows[level - 1].append(
            Head(
                label=header.label,
                colspan=header.size,
                rowspan=depth - level + 1 if leaf else 1,
                level=level,
                leaf=leaf,
            )
        )
        for child in header.children:
            place(child, level + 1)

    for header in block.columns:
        place(header, 1)
    return tuple(tuple(row) for row in rows)


def _prove(table: Table, grid: Grid) -> None:
    """Fill the rectangle as a browser does and refuse holes and overlaps."""
    lines = [line for body in grid.bodies for line in body]
    rows: list[list[tuple[int, int]]] = [
        [(head.colspan, head.rowspan) for head in row] for row in grid.head
    ]
    rows += [
        [(head.colspan, head.rowspan) for head in line.heads] + [(1, 1)] * len(line.cells)
        for line in lines
    ]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for colspan, rowspan in row:
            while (x, y) in taken:
                x += 1
            spots = {(x + dx, y + dy) for dx in range(colspan) for dy in range(rowspan)}
            if spots & taken:
                raise FormError((table.id, grid.block.id), "headers overlap")
            taken |= spots
            x += colspan
    if taken != {(x, y) for x in range(grid.width) for y in range(len(rows))}:
        raise FormError((table.id, grid.block.id), "headers and figures do not fill a rectangle")
