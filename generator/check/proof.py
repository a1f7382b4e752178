"""What came of each rule that was run on a report, also of those that it keeps."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator import catalogue
from generator.check.equations import broken_identity, side_of, total
from generator.check.subject import Subject
from generator.check.waivers import Explained
from generator.diagnostic import Diagnostic
from generator.form import Form, Identity, Operand

_FAMILIES = frozenset({"agency", "balance", "cell", "date", "narrative", "privacy", "title"})
"""The first words of the rules that look at one report, or at it and those of other years."""


class Standing(enum.StrEnum):
    """What came of an equation."""

    HOLDS = "holds"
    """Both sides are equal."""
    EXPLAINED = "explained"
    """They are not, and a published explanation says why."""
    BROKEN = "broken"
    """They are not."""
    BLANK = "blank"
    """A figure was not filed, so there is no verdict."""
    ABSENT = "absent"
    """The report of the year before is not there, so there is none either."""
    UNLIKE = "unlike"
    """That report follows another edition, which does not ask for this figure."""


Sum = int | str | None
"""A sum in plain types: an amount as text, ``None`` where a figure was not filed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of the equations of a form."""

    results: tuple[tuple[Standing, Sum, Sum], ...]
    """For each, in the form's order: how it stands, its left side, its right side."""
    earlier: tuple[tuple[str | None, int | None], ...]
    """For each term that means last year's figure: the figure, and its cell in last year's form."""
    slug: str | None
    """The report of the year before, if it is there."""

    @property
    def tally(self) -> tuple[int, ...]:
        """How many equations stand in each way, in the order of ``Standing``."""
        found = [standing for standing, _, _ in self.results]
        return tuple(found.count(standing) for standing in Standing)

    @property
    def plain(self) -> tuple[object, ...]:
        """The same in plain types, for a digest."""
        return (
            tuple((str(standing), *sums) for standing, *sums in self.results),
            self.earlier,
            self.slug,
        )


def proof(subject: Subject, waivers: Sequence[Explained]) -> Proof:
    """What came of each equation of a report's form."""
    return Proof(
        results=tuple(_result(subject, item, waivers) for item in subject.form.identities),
        earlier=tuple(_earlier(subject)),
        slug=subject.previous.report.slug if subject.previous else None,
    )


def _result(
    subject: Subject, identity: Identity, waivers: Sequence[Explained]
) -> tuple[Standing, Sum, Sum]:
    if identity.reaches_back:
        left, right = (side_of(subject, side) for side in (identity.left, identity.right))
    else:
        figures = subject.report.figures
        left = total([(item.sign, figures[item.cell]) for item in identity.left])
        right = total([(item.sign, figures[item.cell]) for item in identity.right])
    if left is not None and left == right:
        return Standing.HOLDS, _plain(left), _plain(right)
    standing = _standing(subject, identity, left, right)
    if standing is Standing.BROKEN and waivers:
        found = broken_identity(subject, identity)
        if any(item.covers(found) for item in waivers):
            standing = Standing.EXPLAINED
    return standing, _plain(left), _plain(right)


def _standing(
    subject: Subject, identity: Identity, left: int | Decimal | None, right: int | Decimal | None
) -> Standing:
    """How an equation stands that is not known to hold."""
    if left is not None and right is not None:
        return Standing.BROKEN
    back = [operand for operand in identity.operands if operand.previous]
    if back and subject.previous is None:
        return Standing.ABSENT
    lacks = any(subject.earlier_cell(operand) is None for operand in back)
    return Standing.UNLIKE if lacks else Standing.BLANK


def _plain(value: int | Decimal | None) -> Sum:
    return str(value) if isinstance(value, Decimal) else value


def _earlier(subject: Subject) -> Iterator[tuple[str | None, int | None]]:
    for operand in previous_terms(subject.form):
        value = subject.value(operand)
        yield None if value is None else str(value), subject.earlier_cell(operand)


def previous_terms(form: Form) -> Iterator[Operand]:
    """Every term of a form's equations that means a figure of the year before, in order."""
    for identity in form.identities:
        if identity.reaches_back:
            yield from (operand for operand in identity.operands if operand.previous)


def other_rules(forms: Iterable[Form]) -> tuple[str, ...]:
    """The rules run on each report that are no equation of a form."""
    equations = {identity.rule for form in forms for identity in form.identities}
    return tuple(
        rule
        for rule in catalogue.rules()
        if rule.partition(".")[0] in _FAMILIES and rule not in equations
    )


def flaws(
    findings: Iterable[Diagnostic], waivers: Sequence[Explained]
) -> tuple[tuple[str, int, int], ...]:
    """The rules that found something: how often, and how often that is explained."""
    counts: dict[str, list[int]] = {}
    for found in findings:
        count = counts.setdefault(found.rule, [0, 0])
        count[0] += 1
        count[1] += any(item.covers(found) for item in waivers)
    return tuple((rule, found, covered) for rule, (found, covered) in sorted(counts.items()))
