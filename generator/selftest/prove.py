"""The self-test as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.equations import broken_identities
from generator.form import Form
from generator.selftest.model import Fault, Outcome
from generator.selftest.reading import readings
from generator.selftest.sound import Sound, sound
from generator.selftest.trials import Check, trials


def prove(form: Form, check: Check = broken_identities) -> Outcome:
    """Put an edition to the proof; ``check`` is what carries out its rules."""
    report = sound(form)
    tried = trials(form, report, check)
    read, misread = readings(form, report)
    reached = {operand.cell for identity in form.identities for operand in identity.operands}
    return Outcome(
        cells=len(form.cells),
        rules=tried.rules,
        readings=read,
        unread=tuple(cell.address for cell in form.cells if cell.index not in reached),
        faults=(*_unfit(form, report), *tried.faults, *misread),
    )


def _unfit(form: Form, report: Sound) -> Iterator[Fault]:
    """Rules that cannot all hold unless figures are 0."""
    if report.rigid:
        yield Fault(kind="rigid", rule="", what="")
    for cell in report.fixed:
        yield Fault(kind="zero", rule="", what=form.cells[cell].address)
