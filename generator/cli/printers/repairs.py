"""Repairs in words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.words import say
from generator.diagnostic import Change, Repair

_EXCHANGED = frozenset({"neighbours", "swapped"})


def in_words(repair: Repair) -> str:
    """What a repair would change, what may have gone wrong, and what becomes true by it."""
    if repair.slip in _EXCHANGED:
        one, other = repair.changes
        told = say("repair.exchange", one=one.cell, was=one.was, other=other.cell, now=one.now)
    else:
        told = say("repair.and").join(_change(change) for change in repair.changes)
    end = "repair.settles" if repair.settles > 1 else "repair.settles_one"
    return told + say(f"repair.{repair.slip}") + say(end, count=repair.settles)


def advice(repairs: Sequence[Repair]) -> str:
    """How far to trust what is offered: figures alone cannot tell which change is the true one."""
    best = repairs[0]
    if not best.rivals:
        return say("repair.look" if len(repairs) == 1 else "repair.first")
    hidden = best.rivals + 1 - sum(item.rivals == best.rivals for item in repairs)
    return say("repair.several") + (say("repair.hidden", count=hidden) if hidden > 0 else "")


def _change(change: Change) -> str:
    return say("repair.change", cell=change.cell, was=change.was, now=change.now)
