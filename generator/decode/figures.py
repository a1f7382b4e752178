"""The figures of a report: what a file lists, what it leaves to be worked out, what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from generator.decode.fields import Findings
from generator.decode.numbers import is_mark, number
from generator.decode.plans import COUNTS, Plan
from generator.diagnostic import DataPath
from generator.form import Form, Level, Measure, working
from generator.report import Amount, Value
from generator.source.laid import Laid, Layout

_LEADING = re.compile(r"[1-9][0-9]{0,2}")
_THOUSANDS = re.compile(r"[0-9]{3}")

_RULES = {"default": "cell.blank", "mark": "cell.blank", "figure": "content.type"}
"""The rules of what may stand where a figure belongs; any other fault is one of numbers."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a file lists each cell; worked out only for the few that a finding points at."""

    singles: Mapping[int, DataPath] = field(default_factory=dict)
    """Cells that stand under keys of their own, and those of rows that were left blank."""
    rows: Sequence[tuple[Sequence[int], DataPath]] = ()
    """Rows that are written as lists: their cells, and where the list stands."""

    def find(self, cell: int) -> DataPath | None:
        """The data address of a cell, or ``None`` where the file does not list it."""
        if cell in self.singles:
            return self.singles[cell]
        for cells, path in self.rows:
            if cell in cells:
                return (*path, cells.index(cell))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every figure of a report's form."""

    values: tuple[Value, ...]
    """One for each cell, in the form's order."""
    derived: frozenset[int]
    """The totals that were worked out."""
    places: Places
    """Where the file lists each cell."""


@dataclass(slots=True)
class _Reader:
    form: Form
    findings: Findings
    unlisted: bool
    """Whether the file says what every cell that it does not list was filed as."""
    listed: dict[int, Value] = field(default_factory=dict)
    singles: dict[int, DataPath] = field(default_factory=dict)
    rows: list[tuple[Sequence[int], DataPath]] = field(default_factory=list)
    derivable: frozenset[int] = frozenset()

    def table(self, level: Level, data: object, name: str) -> None:
        """Read what stands under the key of a table."""
        if not isinstance(data, Laid):
            self.level(level, data, (name,))
        elif not self._planned(level, data, name):
            self.level(level, data.data(), (name,))

    def _planned(self, level: Level, data: Laid, name: str) -> bool:
        """Read a block whose layout is known, unless one of its numbers may not stand there."""
        plans, key = data.layout.plans, (self.form.edition, self.unlisted)
        plan: Plan | None = plans.get(key)
        if plan is None or plan.level is not level:
            plan = plans[key] = _plan(self, level, data.layout, name)
        values = plan.values(data.numbers)
        if values is None:
            return False
        self.listed.update(zip(plan.cells, values, strict=True))
        self.singles.update(plan.singles)
        self.rows.extend(plan.rows)
        return True

    def level(self, level: Level, data: object, path: DataPath) -> None:
        """Read what stands at one level of a table."""
        if self._is_blank(level, data):
            self._blank_level(level, path, on_key=isinstance(data, dict))
        elif isinstance(data, dict):
            self._mapping(level, data, path)
        elif isinstance(data, list):
            self._list(level, data, path)
        else:
            self._wrong(path, "row", level)
            self._spoil(level.cells, path)

    def _is_blank(self, entry: Level | int, data: object) -> bool:
        """Whether nothing at all was filled in here, which is one finding rather than seven."""
        if data is None or isinstance(entry, int):
            return data is None
        if isinstance(data, list):
            return entry.is_row and len(data) == len(entry.cells) and not any(map(_filled, data))
        if not isinstance(data, dict) or len(data) != len(entry.keys):
            return False
        below = ((entry.entries.get(name), value) for name, value in data.items())
        return all(inner is not None and self._is_blank(inner, value) for inner, value in below)

    def _mapping(self, level: Level, data: Mapping[str, object], path: DataPath) -> None:
        written: dict[int, str] = {}
        for name, value in data.items():
            entry = level.entries.get(name)
            if entry is None:
                self.findings.unknown((*path, name), level.keys)
                continue
            first = written.setdefault(id(entry) if isinstance(entry, Level) else entry, name)
            if first != name:
                twice: dict[str, str | int] = {"key": name, "first": first}
                where = (*path, name)
                self.findings.add("yaml.duplicate-key", where, "synonym", twice, on_key=True)
            elif isinstance(entry, Level):
                self.level(entry, value, (*path, name))
            else:
                self.singles[entry] = (*path, name)
                self._figure(entry, value, path, name)
        self._missing(level, set(written), path)

    def _missing(self, level: Level, written: set[int], path: DataPath) -> None:
        """One finding for all that a level lacks; totals that can be worked out are not lacking."""
        if self.unlisted:
            return
        absent = [
            key
            for key in level.keys
            if not self._is_written(level.entries[key], written)
            and not self._can_be_derived(level.entries[key])
        ]
        if absent:
            lacks = {"keys": "、".join(absent), "row": str(path[-1])}
            self.findings.add("content.missing", path, "figures", lacks, on_key=True)

    def _can_be_derived(self, entry: Level | int) -> bool:
        return self.derivable.issuperset(entry.cells if isinstance(entry, Level) else (entry,))

    @staticmethod
    def _is_written(entry: Level | int, written: set[int]) -> bool:
        return (id(entry) if isinstance(entry, Level) else entry) in written

    def _list(self, level: Level, data: list[object], path: DataPath) -> None:
        if not level.is_row or len(data) != len(level.cells):
            cut = _cut_by_commas(data, len(level.cells)) if level.is_row else ()
            variant = "list-thousands" if cut else "list-length" if level.is_row else "list-here"
            figures = {"cut": "、".join(cut), "whole": "、".join(cut).replace(",", "")}
            self._wrong(path, variant, level, found=len(data), **figures)
            self._spoil(level.cells, path)
            return
        self.rows.append((level.cells, path))
        if self._counts(level.cells, data):
            return
        for position, (cell, value) in enumerate(zip(level.cells, data, strict=True)):
            self._figure(cell, value, path, position)

    def _counts(self, cells: tuple[int, ...], data: list[object]) -> bool:
        """Read a row of plain counts at one go; anything else is read figure by figure."""
        known = self.form.cells
        try:
            counts = [COUNTS[value] for value in data]  # type: ignore[index]
        except (KeyError, TypeError):
            return False
        if not all(known[cell].measure is Measure.COUNT for cell in cells):
            return False
        self.listed.update(zip(cells, counts, strict=True))
        return True

    def _blank_level(self, level: Level, path: DataPath, *, on_key: bool) -> None:
        self._spoil(level.cells, path)
        cells = tuple(self.form.cells[cell].address for cell in level.cells)
        args: dict[str, str | int] = {"row": str(path[-1]), "count": len(cells)}
        self.findings.add("cell.blank", path, "row", args, cells=cells, on_key=on_key)

    def _figure(self, cell: int, value: object, path: DataPath, last: str | int) -> None:
        """Read the figure at ``last`` below ``path``; one that cannot be read is "not filed"."""
        self.listed[cell] = None
        known = self.form.cells[cell]
        if isinstance(value, str):
            figure = number(value, known.measure, unit_printed=known.unit_printed)
            if not isinstance(figure, str):
                self.listed[cell] = figure
                return
            variant = "mark" if is_mark(value) else figure
            args: dict[str, str | int] = {"cell": known.address, "found": value[:40]}
        else:
            variant = "default" if value is None else "figure"
            args = {"cell": known.address}
        rule = _RULES.get(variant, "cell.number")
        self.findings.add(rule, (*path, last), variant, args, cells=(known.address,))

    def _spoil(self, cells: tuple[int, ...], path: DataPath) -> None:
        for cell in cells:
            self.listed[cell] = None
            self.singles[cell] = path

    def _wrong(self, path: DataPath, variant: str, level: Level, **args: str | int) -> None:
        wanted: dict[str, str | int] = {
            "keys": "、".join(level.keys),
            "count": len(level.cells),
            "key": str(path[-1]),
        }
        self.findings.add("content.type", path, variant, {**wanted, **args})


def _plan(reader: _Reader, level: Level, layout: Layout, name: str) -> Plan:
    """Find out what a layout means, by reading it with numbers that tell their places."""
    trial, form = layout.trial(), reader.form
    tried = _Reader(form, Findings(""), reader.unlisted, derivable=reader.derivable)
    tried.level(level, layout.filled(trial), (name,))
    places = {_whole(value): cell for cell, value in tried.listed.items()}
    cells = [places.get(int(figure), -1) for figure in trial]
    if tried.findings.list or len(tried.listed) != len(cells) or -1 in cells:
        return Plan(level, sound=False)
    known = [form.cells[cell] for cell in cells]
    measured = [(i, cell) for i, cell in enumerate(known) if cell.measure is not Measure.COUNT]
    return Plan(level, True, cells, measured, tried.singles, tuple(tried.rows))  # noqa: FBT003


def _whole(value: Value) -> int:
    """The number of a figure that has no fraction."""
    return int(value.value) if isinstance(value, Amount) else value or 0


def _filled(value: object) -> bool:
    return value is not None


def figures(
    data: Mapping[str, object],
    form: Form,
    findings: Findings,
    *,
    unlisted: tuple[Value] | None,
) -> Figures:
    """The figures of a report's file, below the keys of the form's tables.

    ``unlisted`` holds what every cell that the file does not list was filed as; with ``None`` every
    cell has to be listed, but for totals that can be worked out.
    """
    reader = _Reader(form, findings, unlisted is not None)
    reader.derivable = derivable(form)
    seen: dict[int, str] = {}
    for name, value in data.items():
        level = form.levels.get(name)
        if level is None:
            continue
        first = seen.setdefault(id(level), name)
        if first != name:
            args: dict[str, str | int] = {"key": name, "first": first}
            findings.add("yaml.duplicate-key", (name,), "synonym", args, on_key=True)
        else:
            reader.table(level, value, name)
    for table in form.tables:
        if id(form.levels[table.id]) not in seen and not reader.unlisted:
            findings.add("content.missing", (table.key,), "table", {"key": table.key})
    values = dict(reader.listed)
    if unlisted is not None:
        _fill(values, form, reader, unlisted[0])
    derived = work_out(values, form)
    return Figures(
        values=tuple(values.get(cell.index) for cell in form.cells),
        derived=derived,
        places=Places(reader.singles, tuple(reader.rows)),
    )


def derivable(form: Form) -> frozenset[int]:
    """The totals of a form that a file may leave out."""
    return frozenset(rule.left[0].cell for rule in form.identities if rule.derives)


def _cut_by_commas(data: Sequence[object], count: int) -> tuple[str, ...]:
    """The figures with a comma between thousands that make a list just so much too long.

    Empty where another number of them is there: then nobody can say which commas are meant.
    """
    pairs = tuple(
        f"{before},{after}"
        for before, after in pairwise(data)
        if isinstance(before, str) and isinstance(after, str)
        if _LEADING.fullmatch(before) and _THOUSANDS.fullmatch(after)
    )
    return pairs if len(pairs) == len(data) - count else ()


def _fill(values: dict[int, Value], form: Form, reader: _Reader, unlisted: Value) -> None:
    """Give every cell that is not listed the value that the file names for them."""
    filled = []
    for cell in form.cells:
        if cell.index not in reader.derivable and cell.index not in values:
            values[cell.index] = _as_measured(unlisted, cell.measure)
            filled.append(cell.address)
    if unlisted is None and filled:
        cells = tuple(filled)
        args: dict[str, str | int] = {"count": len(cells)}
        reader.findings.add("cell.blank", ("unlisted",), "unlisted", args, cells=cells)


def _as_measured(value: Value, measure: Measure) -> Value:
    if isinstance(value, int) and measure is Measure.AMOUNT:
        return Amount(value=Decimal(value), unit=None)
    return value


def work_out(values: dict[int, Value], form: Form) -> frozenset[int]:
    """Fill in the totals that are not listed, as far as their parts are filed; which they are."""
    derived: set[int] = set()
    left_out = [
        rule for rule in form.identities if rule.derives and rule.left[0].cell not in values
    ]
    if not left_out:
        return frozenset()
    filed = [cell for cell, value in values.items() if isinstance(value, int)]
    for rule in working(left_out, filed):
        parts = ((operand.sign, values[operand.cell]) for operand in rule.right)
        target = rule.left[0].cell
        values[target] = sum(sign * part for sign, part in parts if isinstance(part, int))
        derived.add(target)
    return frozenset(derived)
