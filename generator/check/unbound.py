"""Numbers in the narrative that nothing vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.counts import anywhere
from generator.check.prose import place, sentences
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
    vouched = {(item.sentence.passage.section, item.end) for item in stated(subject)}
    claims = [claim.words for claim in subject.narrative.claims] if subject.narrative else []
    for sentence in sentences(subject, ("",)):
        for found in numbers.finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if any(
                (sentence.passage.section, stop) in vouched for stop in range(start + 1, end + 1)
            ):
                continue
            at = place(subject, sentence.passage, start, end)
            if _is_bound(subject, at, claims):
                continue
            around = sentence.text[max(found.start() - _AROUND, 0) : found.end()]
            yield Unbound(at=at, words=found[0], around=around)


def _is_bound(subject: Subject, at: Address, claims: list[str]) -> bool:
    """Whether a place lies inside the brackets of a bound span."""
    if not claims or subject.narrative is None:
        return False
    line = subject.narrative.source[at.line - 1]
    opened = line.rfind("[", 0, at.column - 1)
    closed = line.find("]{=", at.column - 1)
    return opened >= 0 and closed >= 0 and "]" not in line[opened:closed]
