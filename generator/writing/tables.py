"""A table's figures as the lines of a report's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.form import Form, Level, Table
from generator.writing.words import words


def table_lines(
    form: Form,
    table: Table,
    figures: Mapping[int, str],
    remarks: Mapping[int, str] | None = None,
    *,
    columns: bool = False,
) -> tuple[str, ...]:
    """The lines of a table that list some of its cells; none where there is nothing to list.

    ``figures`` has the text of each cell to be listed; ``remarks`` are comments for the rows that
    begin with a cell. A row of which every cell is listed becomes a list, and with ``columns`` a
    comment names its columns wherever they are others than before.
    """
    writer = _Writer(figures, remarks or {}, columns)
    return tuple(writer.entry(table.key, form.levels[table.id], ""))


@dataclass(slots=True)
class _Writer:
    figures: Mapping[int, str]
    remarks: Mapping[int, str]
    columns: bool
    told: tuple[str, ...] = field(default=())
    """The columns named last."""

    def entry(self, key: str, below: Level | int, indent: str) -> Iterator[str]:
        """The lines of a key and what stands below it."""
        if isinstance(below, int):
            if below in self.figures:
                yield f"{indent}{words(key)}: {self.figures[below]}{self._remark(below)}"
        elif self.figures.keys().isdisjoint(below.cells):
            return
        elif below.is_row:
            yield from self._row(key, below, indent)
        else:
            yield f"{indent}{words(key)}:"
            for name in below.keys:
                yield from self.entry(name, below.entries[name], f"{indent}  ")

    def _row(self, key: str, row: Level, indent: str) -> Iterator[str]:
        remark = self._remark(row.cells[0])
        if self.figures.keys() >= set(row.cells):
            if self.columns and row.keys != self.told:
                self.told = row.keys
                yield f"{indent}# {' '.join(row.keys)}"
            listed = ", ".join(self.figures[cell] for cell in row.cells)
            yield f"{indent}{words(key)}: [{listed}]{remark}"
        else:
            cells = ((name, row.entries[name]) for name in row.keys)
            listed = ", ".join(
                f"{words(name, in_flow=True)}: {self.figures[cell]}"
                for name, cell in cells
                if isinstance(cell, int) and cell in self.figures
            )
            yield f"{indent}{words(key)}: {{{listed}}}{remark}"

    def _remark(self, cell: int) -> str:
        return f"   # {self.remarks[cell]}" if cell in self.remarks else ""
