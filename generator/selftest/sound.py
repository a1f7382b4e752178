"""A report in which every rule of a form holds, made from the form alone.

Rules are linear, so a sound report is a solution of their equations in whole numbers above zero.
The figures are first balanced as real numbers, each rule in turn scaling its two sides towards each
other; then those that are free are rounded, and the others follow from the equations exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt

from generator.form import Form, Measure
from generator.report import Amount, Value

Place = tuple[int, bool]
"""A cell, and whether last year's report is meant."""
Sum = Mapping[Place, int]
"""A rule's figures with their signs, which add up to nothing; what cancels out is not there."""

_ROUNDS = 300
_SCALES = tuple(2**power for power in range(13))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Figures in which every rule holds."""

    figures: tuple[Value, ...]
    """This year's."""
    previous: tuple[Value, ...]
    """Last year's, as far as a rule reads them."""
    fixed: tuple[int, ...]
    """Cells that can only be 0 if the rules are to hold."""
    rigid: bool
    """Whether no solution above zero was found, so that all figures are 0."""


def sums(form: Form) -> tuple[Sum, ...]:
    """The equations of a form, one for each of ``Form.identities``."""
    found = []
    for identity in form.identities:
        terms: dict[Place, int] = {}
        for side, operands in ((1, identity.left), (-1, identity.right)):
            for operand in operands:
                place = operand.cell, operand.previous
                terms[place] = terms.get(place, 0) + side * operand.sign
        found.append({place: sign for place, sign in terms.items() if sign})
    return tuple(found)


def sound(form: Form) -> Sound:
    """Small figures in which every rule of a form holds, above zero wherever they can be."""
    equations = sums(form)
    follows = _solved(equations)
    wished = _balanced(equations)
    fixed = {place for place, parts in follows.items() if not parts}
    tried = (_whole(follows, wished, scale) for scale in _SCALES)
    found = next((figures for figures in tried if figures is not None), None)
    figures = dict.fromkeys(wished, 0) if found is None else found
    return Sound(
        figures=_report(form, figures, previous=False),
        previous=_report(form, figures, previous=True),
        fixed=tuple(sorted({cell for cell, _ in fixed})),
        rigid=found is None,
    )


def _balanced(equations: Sequence[Sum]) -> Mapping[Place, float]:
    """Real numbers that come near to a solution; the smallest of them is 1."""
    figures = {place: 1.0 for equation in equations for place in equation}
    for _ in range(_ROUNDS):
        for equation in equations:
            plus = sum(sign * figures[place] for place, sign in equation.items() if sign > 0)
            minus = sum(-sign * figures[place] for place, sign in equation.items() if sign < 0)
            ratio = sqrt(minus / plus) if plus and minus else 0.0
            for place, sign in equation.items():
                figures[place] *= ratio if sign > 0 or not ratio else 1 / ratio
    least = min(filter(None, figures.values()), default=1.0)
    return {place: figure / least for place, figure in figures.items()}


def _solved(equations: Iterable[Sum]) -> Mapping[Place, Mapping[Place, Fraction]]:
    """What follows from what: figures that are sums of free ones, by Gauss's elimination."""
    follows: dict[Place, dict[Place, Fraction]] = {}
    for equation in equations:
        terms: dict[Place, Fraction] = {}
        for place, sign in equation.items():
            for part, share in follows.get(place, {place: Fraction(1)}).items():
                terms[part] = terms.get(part, Fraction(0)) + sign * share
        terms = {part: share for part, share in terms.items() if share}
        if not terms:
            continue
        chosen = next(iter(terms))
        divisor = -terms.pop(chosen)
        parts = {part: share / divisor for part, share in terms.items()}
        for known in follows.values():
            if share := known.pop(chosen, Fraction(0)):
                for part, each in parts.items():
                    known[part] = known.get(part, Fraction(0)) + share * each
        follows[chosen] = parts
    return {
        place: {part: share for part, share in parts.items() if share}
        for place, parts in follows.items()
    }


def _whole(
    follows: Mapping[Place, Mapping[Place, Fraction]], wished: Mapping[Place, float], scale: int
) -> Mapping[Place, int] | None:
    """Whole numbers near to what is wished for; ``None`` if not all can be above zero."""
    free = {place: max(1, round(wish * scale)) for place, wish in wished.items()}
    figures: dict[Place, int] = {place: free[place] for place in wished if place not in follows}
    for place, parts in follows.items():
        figure = sum((share * free[part] for part, share in parts.items()), Fraction(0))
        if figure.denominator != 1 or (parts and figure < 1):
            return None
        figures[place] = int(figure)
    return figures


def _report(form: Form, figures: Mapping[Place, int], *, previous: bool) -> tuple[Value, ...]:
    """A figure for each cell; what no rule reads is 1."""
    values: list[Value] = []
    for cell in form.cells:
        figure = figures.get((cell.index, previous), 1)
        amount = cell.measure is Measure.AMOUNT
        values.append(Amount(value=Decimal(figure), unit=None) if amount else figure)
    return tuple(values)
