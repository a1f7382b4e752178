"""Records with everything filled in that a test does not care about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.check import Subject
from generator.check.subject import Filing
from generator.decode import Places
from generator.diagnostic import Diagnostic
from generator.form import Form, Measure
from generator.report import Agency, Amount, Contact, Report, Scope, Value


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Rule and variant of each finding, such as ``cell.number/thousands``."""
    return [f"{found.rule}/{found.variant}" for found in diagnostics]


def agency(id: str = "demo", **changes: Any) -> Agency:
    """An agency."""
    plain = Agency(
        id=id,
        name=f"Agency {id}",
        english=None,
        short=id,
        kind="department",
        region=None,
        parent=None,
        contact=Contact(),
    )
    return replace(plain, **changes)


def figures(form: Form, listed: Mapping[str, Value] | None = None) -> tuple[Value, ...]:
    """A figure for each cell: those listed by address, and 0 for all others."""
    values: list[Value] = [_zero(cell.measure) for cell in form.cells]
    for address, value in (listed or {}).items():
        values[form.cell_by_address[address].index] = value
    return tuple(values)


def _zero(measure: Measure) -> Value:
    return Amount(value=Decimal(0), unit=None) if measure is Measure.AMOUNT else 0


def report(form: Form, listed: Mapping[str, Value] | None = None, **changes: Any) -> Report:
    """A report in which all is 0 but what is listed."""
    plain = Report(
        agency="demo",
        slug="2023",
        year=2023,
        edition=form.edition,
        scope=Scope.AGENCY,
        title="Agency demo 2023",
        published=None,
        index_number=None,
        draft=False,
        contact=None,
        figures=figures(form, listed),
        derived=frozenset(),
        waivers=(),
        corrections=(),
    )
    return replace(plain, **changes)


def subject(form: Form, listed: Mapping[str, Value] | None = None, **changes: Any) -> Subject:
    """What the rules over one report look at; ``changes`` may be of the report or the subject."""
    own = {name for name in Subject.__dataclass_fields__ if name in changes}
    filed = report(form, listed, **{k: v for k, v in changes.items() if k not in own})
    plain = Subject(
        filing=filing(filed),
        form=form,
        agency=agency(),
        narrative=None,
        previous=None,
        previous_form=None,
    )
    return replace(plain, **{name: changes[name] for name in own})


def filing(filed: Report) -> Filing:
    """A report with the file that it would stand in."""
    return Filing(report=filed, file=f"content/{filed.agency}/{filed.slug}.yml", places=Places())
