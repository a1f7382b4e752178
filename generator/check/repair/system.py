"""A report's sums as linear equations in the figures that its file states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.form import Form, Measure, working
from generator.report import Amount, Report

Number = int | Decimal
Edits = tuple[tuple[int, Number], ...]
"""Cells, and by how much each of them changes."""

MAX_COUNT = 999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The sums that have a verdict, and what each figure does to them."""

    form: Form
    """The report's form."""
    figures: Mapping[int, Number]
    """The figures that were filed, by cell."""
    gaps: Mapping[int, Number]
    """The broken sums, by their place in ``Form.identities``: left side less right side."""
    effects: Mapping[int, Mapping[int, int]]
    """By cell: by how much the gap of each sum grows when the figure grows by one."""
    readers: Mapping[int, Sequence[int]]
    """By sum: the cells that move it, in the form's order."""

    def mends(self, edits: Edits, part: Sequence[int]) -> bool:
        """Whether changes make some broken sums true and leave all others as they are."""
        moved = self._moved(edits)
        for sum_ in part:
            if moved.pop(sum_, 0) != -self.gaps[sum_]:
                return False
        return not any(moved.values()) and all(self.takes(*edit) for edit in edits)

    def settled(self, edits: Edits) -> int:
        """How many broken sums changes make true."""
        moved = self._moved(edits)
        return sum(moved.get(sum_) == -gap for sum_, gap in self.gaps.items())

    def _moved(self, edits: Edits) -> dict[int, Number]:
        """By sum: how much its gap grows by changes."""
        moved: dict[int, Number] = {}
        for cell, change in edits:
            for sum_, effect in self.effects[cell].items():
                moved[sum_] = moved.get(sum_, 0) + effect * change
        return moved

    def takes(self, cell: int, change: Number) -> bool:
        """Whether a cell can hold its figure after a change."""
        measure, now = self.form.cells[cell].measure, self.figures[cell] + change
        if measure is Measure.CHANGE:
            return True
        return now >= 0 and (measure is Measure.AMOUNT or now <= MAX_COUNT)


def system(form: Form, report: Report, verdicts: Sequence[Number | None]) -> System:
    """The sums of a report; ``verdicts`` has the gap of each, ``None`` where it cannot be judged.

    A total that was worked out is no figure of its own: what it does to a sum is done by its parts.
    """
    moves = _moves(form, verdicts)
    _pass_on(form, report, moves)
    figures: dict[int, Number] = {}
    for cell, value in enumerate(report.figures):
        if value is not None:
            figures[cell] = value.value if isinstance(value, Amount) else value
    effects = {
        cell: moved
        for cell in sorted(moves.keys() & figures.keys())
        if (moved := {sum_: by for sum_, by in moves[cell].items() if by})
    }
    readers: dict[int, list[int]] = {sum_: [] for sum_, gap in enumerate(verdicts) if gap}
    for cell, moved in effects.items():
        for sum_ in moved:
            readers.setdefault(sum_, []).append(cell)
    return System(
        form=form,
        figures=figures,
        gaps={sum_: gap for sum_, gap in enumerate(verdicts) if gap},
        effects=effects,
        readers=readers,
    )


def _moves(form: Form, verdicts: Sequence[Number | None]) -> dict[int, dict[int, int]]:
    """What each cell does to each sum that was judged; last year's figures are taken as given."""
    moves: dict[int, dict[int, int]] = {}
    for sum_, identity in enumerate(form.identities):
        if verdicts[sum_] is None:
            continue
        for side, operands in ((1, identity.left), (-1, identity.right)):
            for operand in operands:
                if not operand.previous:
                    moved = moves.setdefault(operand.cell, {})
                    moved[sum_] = moved.get(sum_, 0) + side * operand.sign
    return moves


def _pass_on(form: Form, report: Report, moves: dict[int, dict[int, int]]) -> None:
    """Give the effects of totals that were worked out to the figures they were worked out from."""
    left_out = [
        rule for rule in form.identities if rule.derives and rule.left[0].cell in report.derived
    ]
    filed = [
        cell
        for cell, value in enumerate(report.figures)
        if isinstance(value, int) and cell not in report.derived
    ]
    for rule in reversed(working(left_out, filed)):
        for sum_, effect in moves.pop(rule.left[0].cell, {}).items():
            for operand in rule.right:
                moved = moves.setdefault(operand.cell, {})
                moved[sum_] = moved.get(sum_, 0) + effect * operand.sign
