"""Changes a sound report, one figure at a time, and looks which rules are told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.check import Filing, Subject
from generator.decode import Places
from generator.diagnostic import Diagnostic
from generator.form import Form, Identity
from generator.report import Agency, Amount, Contact, Report, Scope, Value
from generator.selftest.model import Fault, RuleTrial
from generator.selftest.sound import Place, Sound, sums

Check = Callable[[Subject], Iterable[Diagnostic]]
"""What carries out a form's rules."""

_Line = tuple[str, str, tuple[str, ...]]
"""An instance of a rule: its name, its subject and the figures it reads."""


@dataclass(slots=True)
class Trials:
    """What was tried on a form, and what came of it."""

    rules: tuple[RuleTrial, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def trials(form: Form, report: Sound, check: Check) -> Trials:
    """Every figure that a rule reads is made one greater, in this year's report or last year's."""
    found = Trials()
    lines = [_line(form, identity) for identity in form.identities]
    moved_by = _moved_by(form, lines)
    fired: dict[Place, set[_Line]] = {}
    for line in _told(form, report, check, None):
        found.faults.append(Fault(kind="unsound", rule=line[0], what=line[1]))
    for place in moved_by:
        fired[place] = set(_told(form, report, check, place))
        found.faults += _faults(form, place, moved_by[place], fired[place])
    moved = {line for lines_ in moved_by.values() for line in lines_}
    never = [line for line in dict.fromkeys(lines) if line not in moved]
    found.faults += [Fault(kind="never", rule=line[0], what=line[1]) for line in never]
    found.rules = tuple(_summed_up(lines, moved_by, fired))
    return found


def _moved_by(form: Form, lines: Sequence[_Line]) -> Mapping[Place, set[_Line]]:
    """By figure: the instances that have to fire when it changes."""
    moved: dict[Place, set[_Line]] = {}
    for line, equation in zip(lines, sums(form), strict=True):
        for place in equation:
            moved.setdefault(place, set()).add(line)
    return moved


def _line(form: Form, identity: Identity) -> _Line:
    cells = dict.fromkeys(form.cells[operand.cell].address for operand in identity.operands)
    return identity.rule, identity.subject.text, tuple(cells)


def _told(form: Form, report: Sound, check: Check, place: Place | None) -> Iterator[_Line]:
    """The instances that are told of when one figure is changed."""
    cell, previous = place or (-1, False)
    now = _with_one_more(report.figures, -1 if previous else cell)
    before = _with_one_more(report.previous, cell if previous else -1)
    for finding in check(_subject(form, now, before)):
        yield finding.rule, str(finding.args["subject"]), finding.cells


def _with_one_more(figures: Sequence[Value], cell: int) -> tuple[Value, ...]:
    return tuple(_more(value) if at == cell else value for at, value in enumerate(figures))


def _more(value: Value) -> Value:
    if isinstance(value, Amount):
        return replace(value, value=value.value + 1)
    return None if value is None else value + 1


def _faults(form: Form, place: Place, expected: set[_Line], fired: set[_Line]) -> Iterator[Fault]:
    cell = form.cells[place[0]].address
    for line in sorted(expected - fired):
        yield Fault(kind="silent", rule=line[0], what=cell)
    for line in sorted(fired - expected):
        yield Fault(kind="stray", rule=line[0], what=cell)


def _summed_up(
    lines: Sequence[_Line], moved_by: Mapping[Place, set[_Line]], fired: Mapping[Place, set[_Line]]
) -> Iterator[RuleTrial]:
    for rule in dict.fromkeys(line[0] for line in lines):
        pairs = [
            (place, line) for place, moved in moved_by.items() for line in moved if line[0] == rule
        ]
        beside = {line[0] for place, _ in pairs for line in fired[place]} - {rule}
        yield RuleTrial(
            rule=rule,
            instances=sum(line[0] == rule for line in lines),
            changes=len(pairs),
            fired=sum(line in fired[place] for place, line in pairs),
            together=tuple(
                name for name in dict.fromkeys(line[0] for line in lines) if name in beside
            ),
        )


def _subject(form: Form, figures: tuple[Value, ...], before: tuple[Value, ...]) -> Subject:
    """A report with these figures, beside one on the year before."""
    year = form.first_year + 1
    return Subject(
        filing=_filing(form, year, figures),
        form=form,
        agency=Agency(
            id="selftest",
            name="selftest",
            english=None,
            short="selftest",
            kind="department",
            region=None,
            parent=None,
            contact=Contact(),
        ),
        narrative=None,
        previous=_filing(form, year - 1, before),
        previous_form=form,
    )


def _filing(form: Form, year: int, figures: tuple[Value, ...]) -> Filing:
    report = Report(
        agency="selftest",
        slug=str(year),
        year=year,
        edition=form.edition,
        scope=Scope.AGENCY,
        title="selftest",
        published=None,
        index_number=None,
        draft=False,
        contact=None,
        figures=figures,
        derived=frozenset(),
        waivers=(),
        corrections=(),
    )
    return Filing(report=report, file=f"{year}.yml", places=Places())
