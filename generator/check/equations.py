"""The form's own rules: two sums that have to be equal, within a year or across two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter, mul

from generator.check.repair import repairs
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic, Repair
from generator.form import Identity, Operand
from generator.report import Amount, Value


def broken_identities(subject: Subject) -> Iterator[Diagnostic]:
    """Each equation of the form that the figures do not satisfy.

    A sum with a figure that was not filed has no verdict; the blank has a finding of its own.
    """
    verdicts = [_verdict(subject, identity) for identity in subject.form.identities]
    if not any(verdicts):
        return
    mended = repairs(subject, verdicts)
    for place, identity in enumerate(subject.form.identities):
        if verdicts[place]:
            yield broken_identity(subject, identity, mended.get(place, ()))


def _verdict(subject: Subject, identity: Identity) -> int | Decimal | None:
    """The left sum less the right one; ``None`` where a figure lacks."""
    if not identity.reaches_back:
        return _gap_within(identity, subject.report.figures)
    return None if subject.previous is None else _gap(subject, identity)


def _gap_within(identity: Identity, figures: Sequence[Value]) -> int | Decimal | None:
    """The left sum less the right one, from one year's figures; ``None`` without a verdict."""
    picked = _picker(*identity.cells)(figures)
    try:
        balance: int = sum(map(mul, identity.signs, picked))
        return balance
    except TypeError:  # a figure that was not filed, or an amount
        return total(zip(identity.signs, picked, strict=True))


_picker = lru_cache(maxsize=1024)(itemgetter)
"""Takes a sum's figures at one go; every sum has two at least."""


def _gap(subject: Subject, identity: Identity) -> int | Decimal | None:
    """The same, where a term may be a figure of the year before."""
    left, right = (side_of(subject, side) for side in (identity.left, identity.right))
    return None if left is None or right is None else left - right


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
