"""Which figures stand beside each other in a form's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.form import Cell, Form


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows and columns of a form, as lists of cells."""

    row: Sequence[Sequence[int]]
    """By cell: its row, from left to right."""
    column: Sequence[Sequence[int]]
    """By cell: its column, from top to bottom."""

    def across(self, cell: int) -> Iterator[int]:
        """Every other cell of the same row or column that holds the same kind of figure."""
        yield from (other for other in self.row[cell] if other != cell)
        yield from (other for other in self.column[cell] if other != cell)

    def beside(self, cell: int) -> Iterator[tuple[int, int]]:
        """The pairs, left and right, that a cell makes with its neighbours in the row."""
        row = self.row[cell]
        at = row.index(cell)
        if at:
            yield row[at - 1], cell
        if at + 1 < len(row):
            yield cell, row[at + 1]

    def shared(self, one: int, other: int) -> Sequence[int]:
        """The row or column in which two cells stand; empty if they share neither."""
        for line in (self.row[one], self.column[one]):
            if other in line:
                return line
        return ()

    def are_neighbours(self, one: int, other: int) -> bool:
        """Whether nothing stands between two cells of a line."""
        line = self.shared(one, other)
        return bool(line) and abs(line.index(one) - line.index(other)) == 1


def lines(form: Form) -> Lines:
    """The rows and columns of a form's tables; a kind of figure has lines of its own."""
    rows: dict[object, list[int]] = {}
    columns: dict[object, list[int]] = {}
    keys = [(_line(cell, across=True), _line(cell, across=False)) for cell in form.cells]
    for cell, (row, column) in zip(form.cells, keys, strict=True):
        rows.setdefault(row, []).append(cell.index)
        columns.setdefault(column, []).append(cell.index)
    return Lines([rows[row] for row, _ in keys], [columns[column] for _, column in keys])


def _line(cell: Cell, *, across: bool) -> object:
    path = cell.row if across else cell.column
    return cell.table, cell.block, cell.measure, tuple(header.id for header in path)
