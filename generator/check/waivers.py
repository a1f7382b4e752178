"""Published explanations: which findings they cover, and which of them cover nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from typing import Any

from generator import catalogue
from generator.diagnostic import Address, Diagnostic
from generator.form import Form
from generator.report import Amount, Report, Value

_OF_RECORD = ("correction.", "ledger.", "sign.")
"""Rules over what was released and signed: a change is corrected, it is not explained away."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A waiver, as far as findings are concerned."""

    rule: str
    """The rule that it explains."""
    cells: tuple[str, ...]
    """The cells that it is about."""
    changed: tuple[tuple[str, str, str], ...]
    """The cells whose figure is another one than it saw: address, figure seen, figure now."""
    known: bool
    """Whether there is such a rule."""

    @property
    def plain(self) -> tuple[object, ...]:
        """The same in plain types, as the build's memory keeps it."""
        return astuple(self)

    def covers(self, found: Diagnostic) -> bool:
        """Whether a finding is explained by it; one that saw other figures explains nothing."""
        if self.rule != found.rule or self.changed or self.rule.startswith(_OF_RECORD):
            return False
        return not set(self.cells).isdisjoint(found.cells) or not (self.cells or found.cells)


Waivers = Mapping[str, Sequence[Explained]]
"""The waivers of each report that has any, by the report's file."""


def explained(report: Report, form: Form) -> Iterator[Explained]:
    """The waivers of a report."""
    own = {identity.rule for identity in form.identities}
    for waiver in report.waivers:
        changed = tuple(
            (cell, _words(seen), _words(now))
            for cell, seen in waiver.seen
            for now in [report.figures[form.cell_by_address[cell].index]]
            if not _same(seen, now)
        )
        known = waiver.rule in own or waiver.rule in catalogue.rules()
        yield Explained(waiver.rule, waiver.cells, changed, known)


def waivers_from_plain(plain: Mapping[str, Iterable[tuple[Any, ...]]]) -> Waivers:
    """The waivers that ``Explained.plain`` made plain, by file."""
    return {file: tuple(Explained(*item) for item in items) for file, items in plain.items()}


def waiver_of(found: Diagnostic, waivers: Waivers) -> Explained | None:
    """The waiver that covers a finding, which may point into the report's narrative."""
    items = waivers.get(report_file(found.at.file), ())
    return next((item for item in items if item.covers(found)), None)


def unused_waivers(findings: Iterable[Diagnostic], waivers: Waivers) -> Iterator[Diagnostic]:
    """Tell of the waivers that cover none of a site's findings, or saw other figures.

    Of one that could not be read as it was meant, that is told already.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for found in findings:
        if (file := report_file(found.at.file)) in waivers:
            by_file.setdefault(file, []).append(found)
    for file, items in waivers.items():
        told = by_file.get(file, ())
        misread = {found.at.path[1] for found in told if found.at.path[:1] == ("waivers",)}
        for index, item in enumerate(items):
            if index not in misread and (item.changed or not any(map(item.covers, told))):
                yield _unused(file, index, item)


def report_file(file: str) -> str:
    """The YAML file of the report that a finding is about."""
    return f"{file.removesuffix('.md')}.yml" if file.endswith(".md") else file


def _unused(file: str, index: int, item: Explained) -> Diagnostic:
    path: tuple[str | int, ...] = ("waivers", index)
    variant, args = "default", {"rule": item.rule}
    if not item.known:
        variant, path = "rule", (*path, "rule")
    elif item.changed:
        cell, seen, now = item.changed[0]
        variant, path = "changed", (*path, "seen", cell)
        args |= {"cell": cell, "seen": seen, "now": now}
    return Diagnostic(
        rule="waiver.unused", variant=variant, at=Address(file=file, path=path), args=args
    )


def _same(seen: Value, now: Value) -> bool:
    """Whether two figures are one, however many places they are written with."""
    if seen is None or now is None:
        return seen is now
    return _number(seen) == _number(now)


def _number(value: int | Amount) -> tuple[Decimal, str | None]:
    return (value.value, value.unit) if isinstance(value, Amount) else (Decimal(value), None)


def _words(value: Value) -> str:
    """A figure as it is written in a file."""
    return "~" if value is None else str(value)
