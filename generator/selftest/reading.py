"""Writes a sound report in wrong ways, one place at a time, and looks whether it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import decode
from generator.diagnostic import DataPath, Diagnostic
from generator.form import Form, Level
from generator.report import Value
from generator.selftest.model import Fault, Reading
from generator.selftest.sound import Sound

_LEFT_OUT = object()
_UNKNOWN = "?"
"""A name that no form has."""

_Trial = tuple[DataPath, object, str]
"""A place, what is written there, and the rule that has to tell of it, if any."""


def readings(form: Form, report: Sound) -> tuple[tuple[Reading, ...], tuple[Fault, ...]]:
    """What came of each wrong way of writing, and where it was not told."""
    data = _written(form, report.figures)
    found, faults = [], []
    if any(_read(form, data)):
        faults.append(Fault(kind="reading", rule="sound", what=""))
    for way, trials in _trials(form).items():
        missed = [trial for trial in trials if not _tells(form, data, *trial)]
        found.append(Reading(way=way, tried=len(trials), told=len(trials) - len(missed)))
        faults += [Fault(kind="reading", rule=way, what=_named(path)) for path, _, _ in missed]
    return tuple(found), tuple(faults)


def _trials(form: Form) -> Mapping[str, Sequence[_Trial]]:
    """Every trial by its way of writing."""
    derivable = {rule.left[0].cell for rule in form.identities if rule.derives}
    tables = [(form.levels[table.id], (table.key,)) for table in form.tables]
    cells = [item for level, path in tables for item in _cells(level, path)]
    levels = [item for level, path in tables for item in _levels(level, path)]
    return {
        "blank": [(path, None, "cell.blank") for path, _ in cells],
        "words": [(path, "?", "cell.number") for path, _ in cells],
        "list": [(path, ["1", "2"], "content.type") for path, _ in cells],
        "figure": [(path, "1", "content.type") for path in levels],
        "left-out": [
            (path, _LEFT_OUT, "" if cell in derivable else "content.missing")
            for path, cell in cells
        ],
        "unknown": [((*path, _UNKNOWN), "1", "content.unknown-key") for path in levels],
    }


def _tells(form: Form, data: dict[str, object], path: DataPath, value: object, rule: str) -> bool:
    """Whether just one finding, under the right rule, tells of what stands at a place.

    No rule means that nothing is wrong there: a total that is left out is worked out.
    """
    told = [finding.rule for finding in _read(form, _changed(data, path, value))]
    return told == ([rule] if rule else [])


def _read(form: Form, data: Mapping[str, object]) -> tuple[Diagnostic, ...]:
    return decode.report(
        data,
        agency="selftest",
        slug=str(form.first_year),
        forms={form.edition: form},
        file=f"{form.first_year}.yml",
    ).diagnostics


def _written(form: Form, figures: tuple[Value, ...]) -> dict[str, object]:
    """A report's data with every figure under names."""
    tables = {table.key: _mapping(form.levels[table.id], figures) for table in form.tables}
    return {"edition": form.edition, "title": "selftest", **tables}


def _mapping(level: Level, figures: tuple[Value, ...]) -> dict[str, object]:
    return {
        key: str(figures[below]) if isinstance(below, int) else _mapping(below, figures)
        for key, below in ((key, level.entries[key]) for key in level.keys)
    }


def _cells(level: Level, path: DataPath) -> Iterator[tuple[DataPath, int]]:
    for key in level.keys:
        below = level.entries[key]
        if isinstance(below, int):
            yield (*path, key), below
        else:
            yield from _cells(below, (*path, key))


def _levels(level: Level, path: DataPath) -> Iterator[DataPath]:
    yield path
    for key in level.keys:
        below = level.entries[key]
        if isinstance(below, Level):
            yield from _levels(below, (*path, key))


def _changed(data: Mapping[str, object], path: DataPath, value: object) -> dict[str, object]:
    """The same data with something else at one place."""
    key, rest = str(path[0]), path[1:]
    copy = dict(data)
    below = copy.get(key)
    if rest and isinstance(below, dict):
        copy[key] = _changed(below, rest, value)
    elif value is _LEFT_OUT:
        del copy[key]
    else:
        copy[key] = value
    return copy


def _named(path: DataPath) -> str:
    return "/".join(map(str, path))
