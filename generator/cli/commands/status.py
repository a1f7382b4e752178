"""``gongkai status``: who has published the report on a year, who is late, whose has errors."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from generator.check import Duty, Progress
from generator.cli.printers.columns import columns
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.kinds import KINDS
from generator.operations.standings import standings

_ORDER = {progress: number for number, progress in enumerate(Progress)}


@command(help=say("help.status"))
@click.argument("year", type=click.IntRange(1000, 2999), metavar="YEAR")
@click.option(
    "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help=say("help.status.as_of")
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help=say("help.status.kind")
)
@click.option(
    "--format",
    "name",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help=say("help.format"),
)
@click.pass_obj
def status(site: Path, year: int, as_of: datetime | None, kinds: tuple[str, ...], name: str) -> int:
    day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - where the office is
    duties = [duty for duty in standings(site, year, day) if not kinds or duty.kind in kinds]
    for line in _PRINTERS[name](year, day, duties):
        click.echo(line)
    return CONTENT_ERRORS if any(map(_is_wrong, duties)) else FINE


def _is_wrong(duty: Duty) -> bool:
    """Whether somebody has to do something about it; one that came late is there by now."""
    return duty.progress is Progress.OVERDUE or bool(duty.errors)


def _text(year: int, day: date, duties: Sequence[Duty]) -> Iterator[str]:
    yield say("status.head", year=year, day=day)
    yield ""
    ranked = sorted(duties, key=lambda duty: (_ORDER[duty.progress], -(duty.days or 0)))
    heads = [say(f"status.{head}") for head in ("agency", "kind", "due", "published", "state")]
    yield from columns(heads, [tuple(_row(duty)) for duty in ranked])
    yield ""
    counts = {key: sum(duty.progress is key for duty in duties) for key in Progress}
    told = [say(f"status.count.{key}", count=count) for key, count in counts.items() if count]
    yield say("status.sum", count=len(duties), told=say("and").join(told))
    faulty = sum(bool(duty.errors) for duty in duties)
    if faulty:
        yield say("status.faulty", count=faulty)


def _row(duty: Duty) -> Iterator[str]:
    yield say(f"compile.scope.{duty.scope}", name=duty.name)
    yield say(f"kind.{duty.kind}")
    yield duty.due.isoformat() if duty.due else ""
    yield duty.published.isoformat() if duty.published else ""
    days = abs(duty.days or 0)
    told = say(f"status.is.{duty.progress}", days=days)
    held = say("status.held") if duty.held else ""
    yield told + held + (say("status.errors", count=duty.errors) if duty.errors else "")


def _record(duty: Duty) -> Mapping[str, object]:
    return {
        "agency": duty.agency,
        "name": duty.name,
        "kind": duty.kind,
        "scope": str(duty.scope),
        "report": duty.slug,
        "due": duty.due.isoformat() if duty.due else None,
        "published": duty.published.isoformat() if duty.published else None,
        "state": str(duty.progress),
        "days_late": duty.days,
        "held_back": duty.held,
        "errors": duty.errors,
    }


def _json(year: int, day: date, duties: Sequence[Duty]) -> Iterator[str]:
    counts = {str(key): sum(duty.progress is key for duty in duties) for key in Progress}
    document = {
        "year": year,
        "as_of": day.isoformat(),
        "reports": [_record(duty) for duty in duties],
        "summary": {key: count for key, count in counts.items() if key != Progress.MISSING},
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)


def _csv(_: int, __: date, duties: Sequence[Duty]) -> Iterator[str]:
    """A line for each report; what is not known is empty."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    names = list(_record(duties[0])) if duties else []
    writer.writerow(names)
    writer.writerows(
        ["" if value is None else value for value in _record(d).values()] for d in duties
    )
    yield lines.getvalue().rstrip("\n")


_PRINTERS: Mapping[str, Callable[[int, date, Sequence[Duty]], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}
