"""The indicators of a report, and how much of each other they are."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form import Form
from generator.report import Value

Measures = tuple[int | None, ...]
"""One value for each of ``Form.indicators``; ``None`` where a cell of it was not filed."""


def measures(figures: Sequence[Value], form: Form) -> Measures:
    """The indicators of a report that follows a form."""
    return tuple(added(figures, item.cells) for item in form.indicators)


def added(figures: Sequence[Value], cells: Sequence[int]) -> int | None:
    """The sum of some counts; ``None`` where one was not filed."""
    total = 0
    for cell in cells:
        value = figures[cell]
        if not isinstance(value, int):
            return None
        total += value
    return total


def share(value: int | None, whole: int | None) -> str | None:
    """A share in per cent with one decimal, rounded half up; ``None`` where there is none."""
    if value is None or not whole:
        return None
    tenths = (2000 * value + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"
