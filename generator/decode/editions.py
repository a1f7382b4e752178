"""Whether a file's tables are those of another edition: told once instead of name by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.decode.fields import Findings
from generator.diagnostic import DataPath
from generator.form import Form, Level
from generator.source.laid import spread

_SIGNS = frozenset({"default", "meant", "list-length", "list-here", "digits"})
_CONSEQUENCES = frozenset({"content.unknown-key", "content.missing", "content.type"})


def tell_of_edition(
    findings: Findings,
    since: int,
    data: Mapping[str, object],
    form: Form,
    forms: Mapping[str, Form],
) -> None:
    """Put one finding in the place of those since ``since`` where another edition fits better."""
    told = findings.list[since:]
    if not any(item.rule in _CONSEQUENCES and item.variant in _SIGNS for item in told):
        return
    data = spread(data)
    strange = list(_misfits(data, form))
    counts = {other.edition: len(list(_misfits(data, other))) for other in forms.values()}
    best = min(counts, key=lambda name: counts[name])
    if not strange or counts[best] >= len(strange) or forms[best].language != form.language:
        return
    findings.list[since:] = [item for item in told if item.rule not in _CONSEQUENCES]
    args: dict[str, str | int] = {
        "fits": best,
        "edition": form.edition,
        "count": len(strange),
        "key": str(strange[0][-1]),
    }
    findings.add("form.edition", strange[0], "fits", args, on_key=True)


def _misfits(data: Mapping[str, object], form: Form) -> Iterator[DataPath]:
    """The names and lists below a file's tables that have no place in an edition."""
    for name, value in data.items():
        if name in form.levels:
            yield from _below(value, form.levels[name], (name,))


def _below(data: object, level: Level, path: DataPath) -> Iterator[DataPath]:
    if isinstance(data, list):
        if not level.is_row or len(data) != len(level.cells):
            yield path
    elif isinstance(data, dict):
        for name, value in data.items():
            entry = level.entries.get(name)
            if entry is None:
                yield (*path, name)
            elif isinstance(entry, Level):
                yield from _below(value, entry, (*path, name))
            elif isinstance(value, dict | list):
                yield (*path, name)
