"""What the layout of a block means to a form: which cell each of its numbers belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.decode.numbers import number
from generator.diagnostic import DataPath
from generator.form import Cell, Level, Measure
from generator.report import Value

COUNTS = {str(count): count for count in range(1000)}
"""The counts that nearly all rows are made of, as they are written."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a layout means at a level of a form."""

    level: Level
    """The level."""
    sound: bool
    """Whether nothing is wrong with the layout; what is, is told by reading it in full."""
    cells: Sequence[int] = ()
    """The cell of each number."""
    measured: Sequence[tuple[int, Cell]] = ()
    """The numbers that are no counts: where they stand among all, and their cells."""
    singles: Mapping[int, DataPath] = field(default_factory=dict)
    """Where the cells stand that have keys of their own."""
    rows: Sequence[tuple[Sequence[int], DataPath]] = ()
    """The cells of each row that is a list, and where it stands."""

    def values(self, numbers: Sequence[str]) -> Sequence[Value] | None:
        """The figures that numbers state, or ``None`` where one is none that its cell may have."""
        if not self.sound:
            return None
        values: list[Value] = list(map(COUNTS.get, numbers))
        for index, cell in self.measured:
            figure = number(numbers[index], cell.measure, unit_printed=cell.unit_printed)
            if isinstance(figure, str):
                return None
            values[index] = figure
        return values if None not in values else self._with_large(values, numbers)

    def _with_large(self, values: list[Value], numbers: Sequence[str]) -> list[Value] | None:
        """The same with the counts that are not among the usual ones."""
        for index, known in enumerate(values):
            if known is None:
                figure = number(numbers[index], Measure.COUNT, unit_printed=False)
                if isinstance(figure, str):
                    return None
                values[index] = figure
        return values
