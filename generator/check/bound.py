"""Words that an editor has bound to a figure: they have to say what the figure says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.counts import anywhere, count
from generator.check.equations import number
from generator.check.patterns import pattern
from generator.check.subject import Subject
from generator.diagnostic import Address, Diagnostic, Related
from generator.form import Cell, Measure
from generator.report import Claim

_YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8}


def broken_bonds(subject: Subject) -> Iterator[Diagnostic]:
    """Each bound span whose number is not the figure's, or that has no number."""
    for claim in subject.narrative.claims if subject.narrative else ():
        cell = subject.form.cell_by_address.get(claim.address)
        if cell is None:
            continue  # a cell that is not there has a finding of its own
        value = number(subject.report.figures[cell.index])
        if value is None:
            continue
        said = _says(subject, claim, cell, value)
        if said is not True:
            rule = "narrative.contradicts" if said is False else "narrative.differs"
            variant = "bound" if said is False else "unread"
            yield _finding(subject, claim, cell, rule, variant)


def _says(subject: Subject, claim: Claim, cell: Cell, value: Decimal) -> bool | None:
    """Whether words say a figure; ``None`` where they say no number."""
    found = anywhere("").search(claim.words)
    said = count(found, claim.words) if found else None
    if found is None or said is None:
        denials = (text for item in subject.form.prose.statements for text in item.denials)
        if any(pattern(text).search(claim.words) for text in denials):
            return value == 0
        return None
    if cell.measure is Measure.AMOUNT and "元" in claim.words:
        return _says_amount(subject, claim.words, cell, value)
    return said.allows(value)


def _says_amount(subject: Subject, words: str, cell: Cell, value: Decimal) -> bool:
    """Whether words with a unit of money say an amount, whose unit is the form's or its own."""
    filed = subject.report.figures[cell.index]
    block = next(b for t in subject.form.tables for b in t.blocks if b.id == cell.block)
    unit = getattr(filed, "unit", None) or (block.unit.text if block.unit else "元")
    found = anywhere("元").search(words)
    said = count(found, words) if found else None
    if said is None:
        return True
    wanted = value * _YUAN.get(unit, 1)
    return said.allows(wanted) if said.rounded else said.value == wanted


def _finding(subject: Subject, claim: Claim, cell: Cell, rule: str, variant: str) -> Diagnostic:
    value = subject.report.figures[cell.index]
    return Diagnostic(
        rule=rule,
        variant=variant,
        at=_place(subject, claim),
        args={"words": claim.words, "cell": cell.address, "value": str(value)},
        cells=(cell.address,),
        related=(Related(at=subject.place(cell.index), label=f"{cell.address} = {value}"),),
    )


def _place(subject: Subject, claim: Claim) -> Address:
    """Where the words stand; a claim knows the line on which its paragraph begins."""
    file = subject.filing.file.removesuffix(".yml") + ".md"
    source = subject.narrative.source if subject.narrative else ()
    written = f"[{claim.words}]{{={claim.address}}}"
    for line, text in enumerate(source[claim.line - 1 :], start=claim.line):
        if (column := text.find(written)) >= 0:
            return Address(file=file, line=line, column=column + 2, width=len(claim.words))
    return Address(file=file, line=claim.line, column=1)
