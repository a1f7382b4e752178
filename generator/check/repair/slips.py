"""What may have gone wrong where a change mends the sums, and how likely people are to do it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.check.repair.lines import Lines
from generator.check.repair.system import Edits, Number, System

SLIPS: Mapping[str, int] = {
    "transposed": 0,  # two digits of a figure
    "zero": 0,  # one 0 too many or too few
    "one": 1,  # a figure that is out by one
    "neighbours": 2,  # two figures that stand beside each other and were exchanged
    "split": 2,  # digits on the wrong side of the border between two cells
    "shifted": 2,  # a whole row, one cell too far to the left or right
    "figure": 3,  # any other single figure
    "strayed": 4,  # one case in the wrong cell of its row or column
    "swapped": 5,  # two figures of a row or column, further apart, that were exchanged
    "together": 5,  # two figures of a row or column that are out by as much
    "moved": 6,  # several cases in the wrong cell of their row or column
    "figures": 7,  # any other figures
}
"""Every slip by its rank: the most human first, one figure before several."""

LIKELY = SLIPS["figure"]
"""Where one filed figure mends everything, repairs above this rank only distract from it.

Beside a slip of the first rank those of this rank do, too: any figure could be anything.
"""


def slip(system: System, edits: Edits, lines: Lines) -> str:
    """What may have gone wrong where these changes mend the sums."""
    if len(edits) == 1:
        ((cell, change),) = edits
        return _single(system.figures[cell], system.figures[cell] + change)
    if len(edits) == 2:
        return _double(system, edits, lines)
    if len(edits) > 2 and all(lines.row[cell] is lines.row[edits[0][0]] for cell, _ in edits):
        return "shifted"
    return "figures"


def _single(was: Number, now: Number) -> str:
    if _are_transposed(str(was), str(now)):
        return "transposed"
    if was and now and now in (was * 10, was / 10):
        return "zero"
    return "one" if abs(now - was) == 1 else "figure"


def _are_transposed(one: str, other: str) -> bool:
    unlike = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(unlike) == 2
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )


def _double(system: System, edits: Edits, lines: Lines) -> str:
    (one, up), (other, down) = sorted(edits)
    was = system.figures[one], system.figures[other]
    now = was[0] + up, was[1] + down
    beside = lines.are_neighbours(one, other)
    if now == was[::-1]:
        return "neighbours" if beside else "swapped"
    if beside and other in lines.row[one] and _digits(*was) == _digits(*now):
        return "split"
    if up == -down and lines.shared(one, other):
        return "strayed" if abs(up) == 1 else "moved"
    return "together" if up == down and lines.shared(one, other) else "figures"


def _digits(*numbers: Number) -> str:
    return "".join(str(number) for number in numbers if number)
