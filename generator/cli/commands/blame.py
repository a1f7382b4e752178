"""``gongkai blame``: since which commit a figure stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.operations.blaming import Blamed
from generator.operations.blaming import blame as since
from generator.report import Value

_REFERENCE = re.compile(r"(?P<agency>.+)/(?P<slug>[12][0-9]{3}(?:-region)?)#(?P<cell>.+)")


@command(help=say("help.blame"))
@click.argument("words", nargs=-1, metavar="ID YEAR CELL | ID/YEAR#CELL")
@click.option(
    "--format", "name", type=click.Choice(["text", "json"]), default="text", help=say("help.format")
)
@click.pass_obj
def blame(site: Path, words: tuple[str, ...], name: str) -> int:
    agency, slug, cell = _asked(words)
    blamed = since(site, agency, slug, cell)
    click.echo(_json(blamed) if name == "json" else _text(blamed))
    return FINE


def _asked(words: tuple[str, ...]) -> tuple[str, str, str]:
    """Agency, report and cell, in either way of writing them.

    Raises:
        UsageError: it is neither.
    """
    whole = _REFERENCE.fullmatch(words[0]) if len(words) == 1 else None
    if whole:
        return whole["agency"], whole["slug"], whole["cell"]
    if len(words) != 3:
        raise click.UsageError(say("blame.usage"))
    return words[0].strip("/"), words[1], words[2]


def _text(blamed: Blamed) -> str:
    value, before = _figure(blamed.value), _figure(blamed.before)
    head = say("blame.figure", cell=blamed.cell.address, value=value)
    if blamed.told is None:
        key = "blame.new" if blamed.is_first else "blame.uncommitted"
        return f"{head}\n{say(key, before=before)}"
    told = blamed.told
    key = "blame.first" if blamed.is_first else "blame.since"
    since = say(key, commit=told.commit[:12], day=told.day, author=told.author, before=before)
    return f"{head}\n{since}\n    {told.subject}\n    {blamed.path}"


def _json(blamed: Blamed) -> str:
    told = blamed.told
    document = {
        "cell": blamed.cell.address,
        "id": blamed.cell.id,
        "figure": _plain(blamed.value),
        "before": _plain(blamed.before),
        "first": blamed.is_first,
        "commit": told.commit if told else None,
        "date": told.day if told else None,
        "author": told.author if told else None,
        "subject": told.subject if told else None,
        "file": blamed.path,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _figure(value: Value) -> str:
    return "~" if value is None else str(value)


def _plain(value: Value) -> int | str | None:
    return value if value is None or isinstance(value, int) else str(value)
