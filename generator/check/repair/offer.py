"""The repairs of a report's broken sums, ranked, and those of them that are worth offering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.check.repair.lines import Lines, lines
from generator.check.repair.parts import parts
from generator.check.repair.slips import LIKELY, SLIPS, slip
from generator.check.repair.system import Edits, Number, System, system
from generator.check.subject import Subject
from generator.diagnostic import Change, Repair
from generator.report import Amount

_FEW = 3
"""How many repairs are offered."""
_ALIKE = 5
"""How many are offered at most where they are as good as each other."""

_Ranked = tuple[str, Edits]
"""A slip and the changes that undo it."""


def repairs(
    subject: Subject, verdicts: Sequence[Number | None]
) -> Mapping[int, tuple[Repair, ...]]:
    """By broken sum, as its place in ``Form.identities``: what would mend it, best first.

    Sums that one slip broke have the same repairs. ``verdicts`` has the gap of every sum, ``None``
    where it cannot be judged.
    """
    equations = system(subject.form, subject.report, verdicts)
    found: dict[int, tuple[Repair, ...]] = {}
    table = lines(subject.form)
    for part, edits in parts(equations, table):
        offered = tuple(_offered(subject, equations, _ranked(equations, edits, table)))
        found.update(dict.fromkeys(part, offered))
    return found


def _offered(subject: Subject, equations: System, ranked: Sequence[_Ranked]) -> Iterator[Repair]:
    alike = Counter(SLIPS[name] for name, _ in ranked)
    for name, edits in ranked[: _worth_offering(equations, ranked)]:
        yield Repair(
            slip=name,
            changes=tuple(_change(subject, cell, by) for cell, by in edits),
            settles=equations.settled(edits),
            rivals=alike[SLIPS[name]] - 1,
        )


def _worth_offering(equations: System, ranked: Sequence[_Ranked]) -> int:
    """How many repairs to offer: a few, or all those that are as good as the last of these few."""
    ranks = [SLIPS[name] for name, _ in ranked]
    if any(len(edits) == 1 and equations.figures[edits[0][0]] for _, edits in ranked):
        ranks = [rank for rank in ranks if rank < LIKELY + bool(ranks[0])]
    alike = sum(rank <= ranks[_FEW - 1] for rank in ranks) if len(ranks) > _FEW else len(ranks)
    return alike if alike <= _ALIKE else _FEW


def _ranked(equations: System, found: Iterable[Edits], table: Lines) -> Sequence[_Ranked]:
    """Every repair once, the most likely first."""
    once = {tuple(sorted(edits)) for edits in found}
    named = [(slip(equations, edits, table), edits) for edits in once]
    return sorted(named, key=lambda item: _rank(equations, *item))


def _rank(equations: System, name: str, edits: Edits) -> tuple[Number | Edits, ...]:
    """Human slips first; then figures in many broken sums, named by them, filed, little changed."""
    zeros = [cell for cell, _ in edits if not equations.figures[cell]]
    size: Number = sum(max(by, -by) for _, by in edits)
    reached = [
        (cell, sum_)
        for cell, _ in edits
        for sum_ in equations.effects[cell]
        if sum_ in equations.gaps
    ]
    sums = equations.form.identities
    named = [
        cell
        for cell, sum_ in reached
        if any(operand.cell == cell for operand in sums[sum_].operands)
    ]
    return SLIPS[name], len(edits), -len(reached), -len(named), len(zeros), size, edits


def _change(subject: Subject, cell: int, by: Number) -> Change:
    value = subject.report.figures[cell]
    assert value is not None  # noqa: S101 - a blank stands in no sum that was judged
    if isinstance(value, Amount):
        now = str(Amount(value=value.value + by, unit=value.unit))
    else:
        now = str(value + by)
    return Change(
        at=subject.place(cell),
        cell=subject.form.cells[cell].address,
        was=str(value),
        now=now,
    )
