"""A region's figures, compiled from its parts: what is known, and why the rest is not.

A part that is missing, unfinished, unreadable or of another edition never counts as 0: while there
is one, no figure of the region is known, only how much it is at least.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from generator.check.sums import Number, Sparse, numbers, unclear
from generator.form import Form, Measure
from generator.report import Amount, Scope, Value


class State(enum.StrEnum):
    """How a part stands."""

    COUNTED = "counted"
    """Filed, and added up."""
    MISSING = "missing"
    """Not filed."""
    DRAFT = "draft"
    """There, but not finished."""
    EDITION = "edition"
    """Filed by another edition of the form."""
    UNREAD = "unread"
    """There, but it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a region's report, or what is wanting in its place."""

    agency: str
    """The agency's id."""
    name: str
    """Its short name."""
    scope: Scope
    """Whether its own report counts, or the one on its region."""
    slug: str | None
    """The report; ``None`` where there is none."""
    state: State
    """How it stands."""
    edition: str | None = None
    """Its edition, where it can be read."""
    published: date | None = None
    """When it was published, where it says so."""
    due: date | None = None
    """The last day on which it was in time; ``None`` where neither law nor site sets one."""
    figures: Sparse = ()
    """Its figures, where they are added up."""

    @property
    def late(self) -> int:
        """By how many days it was published late."""
        if self.published is None or self.due is None:
            return 0
        return max((self.published - self.due).days, 0)


class Lack(enum.StrEnum):
    """Why a figure cannot be compiled."""

    PARTS = "parts"
    """Some part does not count."""
    BLANK = "blank"
    """Some part left the cell blank."""
    UNIT = "unit"
    """The parts have amounts in several units, or in one that nobody wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A cell of the region's report."""

    cell: int
    """The cell's index."""
    total: Value
    """The sum over all parts; ``None`` where that is not known."""
    least: Number | None
    """The sum over the parts that are there; ``None`` where even that makes no sense."""
    lacks: tuple[Lack, ...]
    """Why the sum is not known."""
    terms: tuple[tuple[int, Number | None], ...]
    """The parts whose figure is not 0, by their place among the shares; ``None`` for a blank."""


@dataclass(frozen=True)
class Compilation:
    """A region's figures as its parts have them."""

    form: Form
    """The region's form."""
    shares: tuple[Share, ...]
    """Every part, the organ's own first."""

    @property
    def wanting(self) -> tuple[Share, ...]:
        """The parts that do not count."""
        return tuple(share for share in self.shares if share.state is not State.COUNTED)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every cell, in the form's order."""
        return tuple(self._lines())

    @property
    def is_whole(self) -> bool:
        """Whether every figure is known."""
        return not any(line.lacks for line in self.lines)

    def _lines(self) -> Iterator[Line]:
        terms: dict[int, list[tuple[int, Number | None]]] = {}
        for place, share in enumerate(self.shares):
            for cell, value in numbers(share.figures).items():
                terms.setdefault(cell, []).append((place, value))
        mixed = unclear(self.form, [share.figures for share in self.shares])
        for cell in range(len(self.form.cells)):
            yield self._line(cell, tuple(terms.get(cell, ())), mixed=cell in mixed)

    def _line(
        self, cell: int, terms: tuple[tuple[int, Number | None], ...], *, mixed: bool
    ) -> Line:
        blank = any(value is None for _, value in terms)
        held = ((Lack.PARTS, bool(self.wanting)), (Lack.BLANK, blank), (Lack.UNIT, mixed))
        lacks = tuple(lack for lack, holds in held if holds)
        least = sum((value for _, value in terms if value is not None), 0)
        falls = self.form.cells[cell].measure is Measure.CHANGE and lacks
        return Line(
            cell=cell,
            total=None if lacks else self._value(cell, least),
            least=None if mixed or falls else least,
            lacks=lacks,
            terms=terms,
        )

    def _value(self, cell: int, total: Number) -> Value:
        """A sum as a figure of the form; an amount has the unit of the parts' amounts."""
        if self.form.cells[cell].measure is not Measure.AMOUNT:
            return int(total)
        units = {
            value[1]
            for share in self.shares
            for place, value in share.figures
            if place == cell and isinstance(value, tuple)
        }
        return Amount(value=Decimal(total), unit=next(iter(units), None))


def differing(compilation: Compilation, filed: Sparse) -> dict[int, Number]:
    """What a region filed too much, or below 0 too little, by cell.

    Where a sum is not known, it can only be too little.
    """
    found: dict[int, Number] = {}
    own = numbers(filed)
    for line in compilation.lines:
        value = own.get(line.cell, 0)
        if value is None or line.least is None:
            continue
        gap = value - line.least
        if gap and (not line.lacks or gap < 0):
            found[line.cell] = gap
    return found
