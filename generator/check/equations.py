"""The form's own rules: two sums that have to be equal, within a year or across two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from operator import itemgetter, mul
from typing import Any, NamedTuple

from generator.check.repair import repairs
from generator.check.subject import Subject, earlier_cell
from generator.diagnostic import Diagnostic, Repair
from generator.form import Form, Identity, Operand
from generator.report import Amount, Value

_MANY = 10**6
"""All figures of a report together are seldom so many."""


def broken_identities(subject: Subject) -> Iterator[Diagnostic]:
    """Each equation of the form that the figures do not satisfy.

    A sum with a figure that was not filed has no verdict; the blank has a finding of its own.
    """
    verdicts = _verdicts(subject)
    if not any(verdicts):
        return
    mended = repairs(subject, verdicts)
    for place, identity in enumerate(subject.form.identities):
        if verdicts[place]:
            yield broken_identity(subject, identity, mended.get(place, ()))


def _verdicts(subject: Subject) -> Sequence[int | Decimal | None]:
    """Of each equation the left sum less the right one; ``None`` where a figure lacks."""
    earlier = subject.previous.report.figures if subject.previous else ()
    figures = (*earlier, *subject.report.figures)
    balances, at_once = _balances(subject.form, subject.previous_form if subject.previous else None)
    if at_once.hold(figures):
        return ()
    try:
        gaps: list[int | Decimal | None] = [
            sum(item.plus(figures)) - sum(item.minus(figures)) for item in balances
        ]
    except TypeError:  # a figure that was not filed, or an amount
        gaps = [item.gap(figures) for item in balances]
    if not any(gaps):
        return gaps
    found = dict(zip((item.place for item in balances), gaps, strict=True))
    return [found.get(place) for place in range(len(subject.form.identities))]


class _AtOnce(NamedTuple):
    """All equations as one sum: each is a digit of it, to a base that no gap comes near.

    So the sum is 0 where every gap is, and only there.
    """

    take: Callable[[Sequence[Value]], Sequence[Any]]
    """Takes what stands in some equation, as a balance does."""
    weights: Sequence[int]
    """What each of these counts in the sum."""

    def hold(self, figures: Sequence[Value]) -> bool:
        """Whether all equations do, as far as that can be told fast."""
        every = self.take(figures)
        taken = [*compress(every, every)]  # most are 0
        try:
            gaps = sum(map(mul, taken, compress(self.weights, every)))
            return not gaps and None not in every and sum(map(abs, taken)) < _MANY
        except TypeError:  # an amount
            return False


class _Balance(NamedTuple):
    """An equation as a sum that has to be 0."""

    place: int
    """Which of the form's equations it is."""
    plus: Callable[[Sequence[Value]], Sequence[Any]]
    """Takes what is added from the earlier year's figures with this year's behind them."""
    minus: Callable[[Sequence[Value]], Sequence[Any]]
    """Takes what is taken away."""

    def gap(self, figures: Sequence[Value]) -> int | Decimal | None:
        """What the sum comes to; ``None`` where a figure was not filed."""
        added = [(1, value) for value in self.plus(figures)]
        return total((*added, *((-1, value) for value in self.minus(figures))))


@lru_cache(maxsize=32)
def _balances(form: Form, earlier: Form | None) -> tuple[tuple[_Balance, ...], _AtOnce]:
    """The equations of which all figures may be there, one by one and at once."""
    behind = len(earlier.cells) if earlier else 0
    found: list[_Balance] = []
    base = 2 * _MANY * max((len(item.operands) for item in form.identities), default=1)
    weights = dict[int, int]()
    for place, identity in enumerate(form.identities):
        cells = [
            earlier_cell(form, earlier, operand.cell) if operand.previous else operand.cell + behind
            for operand in identity.operands
        ]
        terms = zip(identity.signs, cells, strict=True)
        signed = [(sign, cell) for sign, cell in terms if cell is not None]
        plus = [cell for sign, cell in signed if sign > 0]
        minus = [cell for sign, cell in signed if sign < 0]
        if len(signed) == len(cells):
            for sign, cell in signed:
                weights[cell] = weights.get(cell, 0) + sign * base ** len(found)
            found.append(_Balance(place, _taking(plus), _taking(minus)))
    return tuple(found), _AtOnce(_taking([*weights]), [*weights.values()])


def _taking(cells: Sequence[int]) -> Callable[[Sequence[Value]], Sequence[Any]]:
    """Takes some of the figures, all at one go."""
    if len(cells) > 1:
        return itemgetter(*cells)
    return itemgetter(slice(cells[0], cells[0] + 1) if cells else slice(0))


def side_of(subject: Subject, operands: Sequence[Operand]) -> int | Decimal | None:
    """The sum of some terms; ``None`` where a figure was not filed."""
    return total((operand.sign, subject.value(operand)) for operand in operands)


def total(terms: Iterable[tuple[int, Value]]) -> int | Decimal | None:
    """The sum of some figures with their signs; ``None`` where one was not filed."""
    found: int | Decimal = 0
    for sign, value in terms:
        if value is None:
            return None
        found += sign * (value.value if isinstance(value, Amount) else value)
    return found


def sum_of(values: Sequence[Any]) -> int | Decimal | None:
    """The sum of some figures; ``None`` where one was not filed."""
    try:
        found: int = sum(values)
    except TypeError:  # a figure that was not filed, or an amount
        return total([(1, value) for value in values])
    return found


def number(value: Value) -> Decimal | None:
    """A figure as a number to calculate with; ``None`` for one that was not filed."""
    if isinstance(value, Amount):
        return value.value
    return None if value is None else Decimal(value)


def broken_identity(
    subject: Subject, identity: Identity, mended: tuple[Repair, ...] = ()
) -> Diagnostic:
    """The finding about an equation that does not hold.

    It points at the figure on the left and shows every one with its value.

    Figures that the file does not list and that count as 0 are only counted.
    """
    first = identity.left[0]
    left, right = side_of(subject, identity.left), side_of(subject, identity.right)
    cells = subject.form.cells
    shown = [
        operand
        for operand in identity.operands
        if operand is first or subject.value(operand) or subject.lists(operand)
    ]
    return Diagnostic(
        rule=identity.rule,
        at=subject.place(first.cell),
        args={
            "subject": identity.subject.text,
            "subject_en": identity.subject.english,
            "left": str(left),
            "right": str(right),
            "gap": f"{(left or 0) - (right or 0):+}",
            "words": equation_words(identity, english=False),
            "words_en": equation_words(identity, english=True),
            "source": identity.source,
        },
        cells=tuple(dict.fromkeys(cells[operand.cell].address for operand in identity.operands)),
        related=tuple(subject.related(operand) for operand in shown),
        unlisted=len(identity.operands) - len(shown),
        repairs=mended,
    )


def equation_words(identity: Identity, *, english: bool) -> str:
    """The rule in the editors' words, such as 本年新收＋上年结转＝总计＋结转下年."""
    equals = " = " if english else "＝"
    return side(identity.left, english=english) + equals + side(identity.right, english=english)


def side(operands: Sequence[Operand], *, english: bool) -> str:
    """One side of an equation in the editors' words."""
    plus, minus = (" + ", " - ") if english else ("＋", "－")
    before = "last year's " if english else "上年的"
    words = ""
    for operand in operands:
        if words or operand.sign < 0:
            words += plus if operand.sign > 0 else minus
        words += before if operand.previous else ""
        words += operand.label.english if english else operand.label.text
    return words
