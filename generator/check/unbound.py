"""Numbers in the narrative that nothing vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.counts import anywhere
from generator.check.prose import divided, in_bond, place
from generator.check.statements import stated
from generator.check.subject import Subject
from generator.diagnostic import Address

_AROUND = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbound:
    """A count in prose that no pattern, bound span or slot ties to a figure."""

    at: Address
    """Where it stands."""
    words: str
    """The number with its unit."""
    around: str
    """The words that lead to it."""


def unbound(subject: Subject) -> Iterator[Unbound]:
    """Every number with a unit that nothing vouches for, in the order of the text."""
    units = subject.form.prose.units
    if not units:
        return
    numbers = anywhere(units)
    vouched = {item.end for item in stated(subject)}
    bonds = subject.narrative is not None and bool(subject.narrative.claims)
    for begin, text in divided(subject):
        for found in numbers.finditer(text):
            start, end = begin + found.start(), begin + found.end()
            if any(stop in vouched for stop in range(start + 1, end + 1)):
                continue
            at = place(subject, start, end)
            if bonds and in_bond(subject, at):
                continue
            around = text[max(found.start() - _AROUND, 0) : found.end()]
            yield Unbound(at=at, words=found[0], around=around)
