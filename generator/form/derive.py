"""How totals that a file leaves out are worked out."""

from __future__ import annotations

from collections.abc import Iterable

from generator.form.model import Identity


def working(rules: Iterable[Identity], filed: Iterable[int]) -> tuple[Identity, ...]:
    """The rules whose single figure on the left can be worked out, each after those it needs.

    ``rules`` are those of the totals that were left out, ``filed`` the cells that have a figure.
    """
    known, waiting, found = set(filed), list(rules), []
    progress = True
    while progress:
        progress = False
        for rule in waiting:
            target = rule.left[0].cell
            if target not in known and all(operand.cell in known for operand in rule.right):
                known.add(target)
                found.append(rule)
                progress = True
    return tuple(found)
