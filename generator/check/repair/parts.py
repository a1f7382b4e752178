"""Which broken sums are mended together, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from generator.check.repair.lines import Lines
from generator.check.repair.search import alone, exchanged, groups, mends
from generator.check.repair.system import Edits, System

_MAX_GROUPS = 6
"""With more groups than this that nothing mends alone, they are not tried two and two."""
_MAX_PEELED = 3
"""How many figures are tried as a slip of their own where nothing mends what is left."""
_STRONG = 3
"""A figure whose sums, so many, are all out by as much is wrong, whatever else is."""

Parts = Mapping[tuple[int, ...], Sequence[Edits]]
"""Broken sums, and each change that makes all of them true."""


def parts(system: System, lines: Lines) -> Iterator[tuple[tuple[int, ...], Sequence[Edits]]]:
    """The broken sums in parts, each with what mends it; what nothing mends is not there.

    An exchange that makes every sum true at once counts beside the repairs of its parts.
    """
    at_once = tuple(exchanged(system, sorted(system.gaps), lines))
    found, left = _mended(system, lines)
    if left:
        found = {**found, **_peeled(system, left, lines)}
    for part, edits in found.items():
        yield part, (*edits, *at_once)
    rest = tuple(sorted(system.gaps.keys() - {sum_ for part in found for sum_ in part}))
    if rest and at_once:
        yield rest, at_once


def _mended(system: System, lines: Lines) -> tuple[Parts, Sequence[int]]:
    """Parts that something mends, and the broken sums that are left.

    Each group is tried alone, then those that are left together: an exchange breaks sums that
    share nothing.
    """
    found: dict[tuple[int, ...], Sequence[Edits]] = {}
    left: list[tuple[int, ...]] = []
    for group in groups(system):
        edits = tuple(mends(system, group, lines))
        if edits:
            found[group] = edits
        else:
            left.append(group)
    together = _together(system, left, lines)
    done = {sum_ for part in together for sum_ in part}
    open_ = [sum_ for group in left for sum_ in group if sum_ not in done]
    return {**found, **together}, open_


def _together(system: System, left: Sequence[tuple[int, ...]], lines: Lines) -> Parts:
    """What mends groups that nothing mends alone: all of them at once, or else two and two."""
    if len(left) < 2:
        return {}
    whole = tuple(sorted(sum_ for group in left for sum_ in group))
    if edits := tuple(mends(system, whole, lines)):
        return {whole: edits}
    found: dict[tuple[int, ...], Sequence[Edits]] = {}
    waiting = list(left) if len(left) <= _MAX_GROUPS else []
    for pair in combinations(waiting, 2):
        if pair[0] in waiting and pair[1] in waiting:
            part = tuple(sorted((*pair[0], *pair[1])))
            if edits := tuple(mends(system, part, lines)):
                waiting = [group for group in waiting if group not in pair]
                found[part] = edits
    return found


def _peeled(system: System, left: Sequence[int], lines: Lines) -> Parts:
    """One figure whose sums are all out by as much, taken as a slip of its own, and then the rest.

    It is believed if the rest can be mended without it, or if many sums say so.
    """
    suspects = {
        cell: edit
        for sum_ in left
        for cell in system.readers[sum_]
        if len(system.effects[cell]) > 1 and (edit := alone(system, cell))
    }
    order = sorted(suspects, key=lambda cell: (-len(system.effects[cell]), cell))
    for cell in order[:_MAX_PEELED]:
        part = tuple(sorted(system.effects[cell]))
        others = {sum_: gap for sum_, gap in system.gaps.items() if sum_ in left}
        gaps = {sum_: gap for sum_, gap in others.items() if sum_ not in part}
        found, open_ = _mended(replace(system, gaps=gaps), lines)
        if not open_ or len(part) >= _STRONG:
            return {part: (suspects[cell],), **found}
    return {}
