"""The changes that mend a group of broken sums: of one figure, two, a row, or one for each slip."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from generator.check.repair.lines import Lines
from generator.check.repair.system import Edits, Number, System

_MAX_PAIRS = 1000
"""How many pairs of figures are solved for at most, so that no form keeps a check waiting."""
_MIN_ROW = 3
"""A row of fewer figures cannot slip as a whole: it would be an exchange."""
_MAX_SLIPS = 5
"""How many separate slips are told apart at most."""
_MAX_STEPS = 2000
"""How many steps are taken at most to tell slips apart."""


def groups(system: System) -> Iterator[tuple[int, ...]]:
    """The broken sums that hang together: those that share a figure, directly or by others."""
    left = {sum_: system.readers[sum_] for sum_ in system.gaps}
    while left:
        first, cells = left.popitem()
        group, reached = {first}, set(cells)
        while near := [sum_ for sum_, other in left.items() if not reached.isdisjoint(other)]:
            for sum_ in near:
                group.add(sum_)
                reached.update(left.pop(sum_))
        yield tuple(sorted(group))


def mends(system: System, part: Sequence[int], lines: Lines) -> Iterator[Edits]:
    """Every change found that makes a group of broken sums true; those of few figures first.

    Where a figure that was filed can be the wrong one, pairs are not looked for. A mere 0 that
    would have to be something else is weaker: two figures may as well both be wrong.
    """
    single = list(_single(system, part))
    yield from single
    yield from exchanged(system, part, lines)
    if any(system.figures[cell] for edits in single for cell, _ in edits):
        return
    double = list(_double(system, part))
    yield from double
    if not double:
        yield from _separate(system, part)


def _narrow(system: System, part: Iterable[int]) -> Sequence[int]:
    """The figures of which a repair has to change one: those of the shortest sum."""
    sums = sorted(part)
    return min((system.readers[sum_] for sum_ in sums), key=len)


def _single(system: System, part: Sequence[int]) -> Iterator[Edits]:
    """One figure that stands in just the broken sums, each of which is out by as much."""
    for cell in _narrow(system, part):
        edit = alone(system, cell)
        if edit is not None and system.mends(edit, part):
            yield edit


def alone(system: System, cell: int) -> Edits | None:
    """The change of one figure that mends all sums it stands in, if all of them are broken."""
    wanted = {
        _divided(-system.gaps.get(sum_, 0), effect) for sum_, effect in system.effects[cell].items()
    }
    change = wanted.pop()
    if wanted or not change or not system.takes(cell, change):
        return None
    return ((cell, change),)


def _divided(gap: Number, effect: int) -> Number | None:
    """A quotient, or ``None`` where it is no whole number of cases."""
    if isinstance(gap, int):
        return None if gap % effect else gap // effect
    return gap / effect


def exchanged(system: System, part: Sequence[int], lines: Lines) -> Iterator[Edits]:
    """Figures that are right but stand in the wrong place: of two cells, or of a whole row."""
    for cell in _narrow(system, part):
        for other in lines.across(cell):
            if other in system.effects:
                was, now = system.figures[cell], system.figures[other]
                edits: Edits = ((cell, now - was), (other, was - now))
                if was != now and system.mends(edits, part):
                    yield edits
        for left, right in lines.beside(cell):
            if left in system.effects and right in system.effects:
                cuts = _cut_elsewhere(system, left, right)
                yield from (cut for cut in cuts if system.mends(cut, part))
        shifts = _shifted(system, lines.row[cell])
        yield from (shift for shift in shifts if system.mends(shift, part))


def _cut_elsewhere(system: System, left: int, right: int) -> Iterator[Edits]:
    """The digits of two neighbours in the same order, but with the border at another place."""
    first, second = system.figures[left], system.figures[right]
    if not isinstance(first, int) or not isinstance(second, int) or min(first, second) < 0:
        return
    digits = f"{first or ''}{second or ''}"
    for border in range(len(digits) + 1):
        one, two = digits[:border], digits[border:]
        if not one.startswith("0") and not two.startswith("0"):
            changes = (int(one or 0) - first, int(two or 0) - second)
            if all(changes):
                yield ((left, changes[0]), (right, changes[1]))


def _shifted(system: System, row: Sequence[int]) -> Iterator[Edits]:
    """A whole row that stands one cell too far to the right or to the left, but for its total."""
    items = [cell for cell in row if not system.form.cells[cell].column[-1].total]
    if len(items) < _MIN_ROW or not system.effects.keys() >= set(items):
        return
    figures = [system.figures[cell] for cell in items]
    for now, lost in (([*figures[1:], 0], figures[0]), ([0, *figures[:-1]], figures[-1])):
        changes = zip(items, now, figures, strict=True)
        edits = tuple((cell, new - old) for cell, new, old in changes if new != old)
        if not lost and len(edits) >= _MIN_ROW:
            yield edits


def _double(system: System, part: Sequence[int]) -> Iterator[Edits]:
    """Two figures whose changes follow from the gaps."""
    for cell, other in islice(_pairs(system, part), _MAX_PAIRS):
        edits = _solved(system, cell, other)
        if edits is not None and system.mends(edits, part):
            yield edits


def _pairs(system: System, part: Sequence[int]) -> Iterator[tuple[int, int]]:
    """A figure of one broken sum, with each one that stands in all the sums that it leaves open."""
    for cell in _narrow(system, part):
        open_ = system.effects[cell].keys() ^ set(part)
        if open_:
            for other in min((system.readers[sum_] for sum_ in sorted(open_)), key=len):
                if other != cell and open_ <= system.effects[other].keys():
                    yield cell, other


def _solved(system: System, cell: int, other: int) -> Edits | None:
    """The changes of two figures that bring two of their sums to nothing, if they are settled."""
    one, two = system.effects[cell], system.effects[other]
    sums = sorted(one.keys() | two.keys())
    for at, first in enumerate(sums):
        for second in sums[at + 1 :]:
            a, b, c, d = (
                one.get(first, 0),
                two.get(first, 0),
                one.get(second, 0),
                two.get(second, 0),
            )
            size = a * d - b * c
            if not size:
                continue
            top, low = -system.gaps.get(first, 0), -system.gaps.get(second, 0)
            changes = _divided(top * d - b * low, size), _divided(a * low - top * c, size)
            if changes[0] and changes[1]:
                return ((cell, changes[0]), (other, changes[1]))
            return None
    return None


def _separate(system: System, part: Sequence[int]) -> Iterator[Edits]:
    """Several slips of one figure each, which share no sum; of these the fewest."""
    slips = {
        cell: edit[0][1]
        for sum_ in part
        for cell in system.readers[sum_]
        if (edit := alone(system, cell))
    }
    steps = iter(range(_MAX_STEPS))

    def cover(open_: Collection[int], chosen: Edits) -> Iterator[Edits]:
        if not open_:
            yield chosen
            return
        if len(chosen) == _MAX_SLIPS or next(steps, None) is None:
            return
        for cell in _narrow(system, open_):
            moved = system.effects[cell].keys()
            if cell in slips and moved <= set(open_):
                yield from cover(set(open_) - moved, (*chosen, (cell, slips[cell])))

    yield from cover(frozenset(part), ())
