"""The repairs of a report's broken sums, ranked, and those of them that are worth offering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from generator.check.repair.lines import Lines, lines
from generator.check.repair.search import exchanged, groups, mends
from generator.check.repair.slips import LIKELY, SLIPS, slip
from generator.check.repair.system import Edits, Number, System, system
from generator.check.subject import Subject
from generator.diagnostic import Change, Repair
from generator.report import Amount

_FEW = 3
"""How many repairs are offered."""
_ALIKE = 5
"""How many are offered at most where they are as good as each other."""

_MAX_GROUPS = 6
"""With more groups than this that nothing mends alone, they are not tried two and two."""

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
    for part, mending in _mended(equations, lines(subject.form)):
        offered = tuple(_offered(subject, equations, mending))
        found.update(dict.fromkeys(part, offered))
    return found


def _mended(equations: System, table: Lines) -> Iterator[tuple[Sequence[int], Sequence[_Ranked]]]:
    """Groups of broken sums, each with the repairs that mend it, ranked.

    Each group is tried alone, then what is left together: an exchange breaks sums that share
    nothing. One that makes every sum true at once counts beside the repairs of its parts.
    """
    parts = tuple(groups(equations))
    left: list[tuple[int, ...]] = []
    at_once: list[Edits] = []
    if len(parts) > 1:
        at_once += exchanged(equations, sorted(equations.gaps), table)
    for part in parts:
        found = list(mends(equations, part, table))
        if found:
            yield part, _ranked(equations, [*found, *at_once], table)
        else:
            left.append(part)
    for rest, mending in _together(equations, left, table):
        yield rest, _ranked(equations, [*mending, *at_once], table)


def _together(
    equations: System, left: Sequence[tuple[int, ...]], table: Lines
) -> Iterator[tuple[Sequence[int], Sequence[Edits]]]:
    """What mends groups that nothing mends alone: all of them at once, or else two and two."""
    whole = sorted(sum_ for part in left for sum_ in part)
    found = list(mends(equations, whole, table)) if len(left) > 1 else []
    if found or len(left) > _MAX_GROUPS:
        yield whole, found
        return
    waiting = list(left)
    for pair in combinations(left, 2):
        if pair[0] in waiting and pair[1] in waiting:
            part = sorted((*pair[0], *pair[1]))
            if found := list(mends(equations, part, table)):
                waiting = [other for other in waiting if other not in pair]
                yield part, found
    yield [sum_ for part in waiting for sum_ in part], ()


def _offered(subject: Subject, equations: System, ranked: Sequence[_Ranked]) -> Iterator[Repair]:
    alike = Counter(SLIPS[name] for name, _ in ranked)
    for name, edits in ranked[: _worth_offering(equations, ranked)]:
        yield Repair(
            slip=name,
            changes=tuple(_change(subject, cell, by) for cell, by in edits),
            settles=len(_reached(equations, edits)),
            rivals=alike[SLIPS[name]] - 1,
        )


def _worth_offering(equations: System, ranked: Sequence[_Ranked]) -> int:
    """How many repairs to offer: a few, or all those that are as good as the last of these few."""
    ranks = [SLIPS[name] for name, _ in ranked]
    if any(len(edits) == 1 and equations.figures[edits[0][0]] for _, edits in ranked):
        ranks = [rank for rank in ranks if rank <= LIKELY]
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
    reached = [(cell, sum_) for cell, by in edits for sum_ in _reached(equations, ((cell, by),))]
    sums = equations.form.identities
    named = [
        cell
        for cell, sum_ in reached
        if any(operand.cell == cell for operand in sums[sum_].operands)
    ]
    return SLIPS[name], len(edits), -len(reached), -len(named), len(zeros), size, edits


def _reached(equations: System, edits: Edits) -> Collection[int]:
    """The broken sums that read one of these figures."""
    return {sum_ for cell, _ in edits for sum_ in equations.effects[cell] if sum_ in equations.gaps}


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
