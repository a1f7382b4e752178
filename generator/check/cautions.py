"""The form's rules that compare two sums without wanting them equal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.equations import number, side, side_of
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic
from generator.form import Caution, Relation


def broken_cautions(subject: Subject) -> Iterator[Diagnostic]:
    """Each comparison of the form that the figures do not satisfy."""
    for caution in subject.form.cautions:
        if caution.only_if is not None and not number(subject.report.figures[caution.only_if]):
            continue
        left, right = side_of(subject, caution.left), side_of(subject, caution.right)
        if left is None or right is None:
            continue
        if left == right if caution.relation is Relation.UNLIKE else left < right:
            yield _finding(subject, caution, left, right)


def _finding(
    subject: Subject, caution: Caution, left: int | Decimal, right: int | Decimal
) -> Diagnostic:
    cells = subject.form.cells
    return Diagnostic(
        rule=caution.rule,
        at=subject.place(caution.left[0].cell),
        args={
            "subject": caution.subject.text,
            "subject_en": caution.subject.english,
            "left": str(left),
            "right": str(right),
            "words": side(caution.right, english=False),
            "words_en": side(caution.right, english=True),
            "source": caution.source,
        },
        cells=tuple(dict.fromkeys(cells[operand.cell].address for operand in caution.operands)),
        related=tuple(
            subject.related(operand)
            for operand in caution.operands
            if subject.value(operand) is not None
        ),
    )
