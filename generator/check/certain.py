"""Statements of the narrative that are certainly of one figure, and say it rightly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.prose import place
from generator.check.statements import Said, stated
from generator.check.subject import Subject
from generator.diagnostic import Address
from generator.report import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Certain:
    """A number in prose that is a figure of the tables."""

    at: Address
    """Where it stands."""
    words: str
    """The number with its unit."""
    cell: int
    """Index of the figure's cell."""


def certain(subject: Subject) -> Iterator[Certain]:
    """Every number that is just the figure which its pattern means first, in no order.

    What one pattern takes for one figure and another for another is left out.
    """
    meant: dict[int, set[int | None]] = {}
    words: dict[int, str] = {}
    for item in stated(subject):
        if not item.told.denies:
            meant.setdefault(item.end, set()).add(_cell(subject, item))
            words[item.end] = item.told.number.words
    for end, cells in meant.items():
        (cell,) = cells if len(cells) == 1 else (None,)
        if cell is not None:
            at = place(subject, end - len(words[end]), end)
            yield Certain(at=at, words=words[end], cell=cell)


def _cell(subject: Subject, item: Said) -> int | None:
    """The cell that a number states, if it is a single one and has just this figure."""
    cells = item.told.statement.sums[0].cells
    value = subject.report.figures[cells[0]]
    if len(cells) > 1 or value is None or not item.told.number.exact:
        return None
    return cells[0] if item.told.number.value == _number(value) else None


def _number(value: Amount | int) -> object:
    return value.value if isinstance(value, Amount) else value
