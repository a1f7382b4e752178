"""A region's figures beside the sums over its parts, cell by cell.

What is not there never counts as 0. While a part is missing, cannot be read, follows another
edition or left a cell blank, the sum of the others is a bound: no count of the region is below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.form import Form, Measure
from generator.report import Amount, Value

Number = int | Decimal
"""A count or an amount, without its unit."""

Sparse = tuple[tuple[int, int | tuple[str, str | None] | None], ...]
"""The figures that are not 0, in plain types: index, and count, amount with unit, or blank."""

_TELLING = 3
"""So many figures of a part are not equal to the differences by chance."""


def sparse(figures: Sequence[Value]) -> Sparse:
    """The figures of a report, kept small: most of them are 0."""
    return tuple(
        (index, (str(value.value), value.unit) if isinstance(value, Amount) else value)
        for index, value in enumerate(figures)
        if value is None or value
    )


def numbers(figures: Sparse) -> Mapping[int, Number | None]:
    """The figures that are not 0, by cell; ``None`` for a blank."""
    return {
        cell: Decimal(value[0]) if isinstance(value, tuple) else value for cell, value in figures
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of a region's report that is not the sum of its parts."""

    cell: int
    """The cell's index."""
    filed: Number
    """What the region filed."""
    total: Number
    """The sum over the parts that are there."""
    exact: bool
    """Whether all parts are; else the region has to have at least this sum."""

    @property
    def gap(self) -> Number:
        """What the region has too much, or below 0 too little."""
        return self.filed - self.total

    @property
    def size(self) -> Decimal:
        """How far off it is."""
        return abs(Decimal(self.gap))


def differences(
    form: Form, region: Sparse, parts: Sequence[Sparse], *, whole: bool
) -> Iterator[Difference]:
    """The cells that differ, in the form's order; ``whole`` if no part is wanting."""
    filed = numbers(region)
    total: dict[int, Number] = {}
    blank: set[int] = set()
    for part in parts:
        for cell, value in numbers(part).items():
            if value is None:
                blank.add(cell)
            else:
                total[cell] = total.get(cell, 0) + value
    mixed = unclear(form, (region, *parts))
    for cell in sorted({*filed, *total} - mixed):
        own, summed = filed.get(cell, 0), total.get(cell, 0)
        if own is None:
            continue
        exact = whole and cell not in blank
        may_fall = form.cells[cell].measure is Measure.CHANGE
        if own != summed and (exact or (own < summed and not may_fall)):
            yield Difference(cell, own, summed, exact)


def unclear(form: Form, reports: Sequence[Sparse]) -> frozenset[int]:
    """Amounts that cannot be added: in several units, or in one that nobody wrote down."""
    units: dict[int, set[str | None]] = {}
    for figures in reports:
        for cell, value in figures:
            if isinstance(value, tuple):
                units.setdefault(cell, set()).add(value[1])
    return frozenset(
        cell
        for cell, found in units.items()
        if len(found) > 1 or (None in found and not form.cells[cell].unit_printed)
    )


def explaining(
    found: Sequence[Difference], parts: Sequence[Sparse], *, doubled: bool
) -> int | None:
    """The one part whose figures, all of them, are just what the region lacks.

    With ``doubled``, just what it has too much.
    """
    if len(found) < _TELLING or not all(item.exact for item in found):
        return None
    gaps = {item.cell: item.gap if doubled else -item.gap for item in found}
    same = [number for number, part in enumerate(parts) if numbers(part) == gaps]
    return same[0] if len(same) == 1 else None
