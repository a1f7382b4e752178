"""``gongkai selftest``: prove an edition of the form, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.cli.printers.terminal import cell_len
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.form import Form
from generator.selftest import Outcome, prove

_MAX_TOLD = 50
"""More faults than this have one cause, and the first ones show it."""


@command(help=say("help.selftest"))
@click.argument("edition")
@click.pass_obj
def selftest(site: Path, edition: str) -> int:
    from generator.pipeline.editions import editions

    forms, _ = editions(site)
    if edition not in forms:
        raise click.UsageError(
            say("selftest.no_such", edition=edition, known=say("and").join(forms))
        )
    outcome = prove(forms[edition])
    for line in _told(forms[edition], outcome):
        click.echo(line)
    return CONTENT_ERRORS if outcome.faults else FINE


def _told(form: Form, outcome: Outcome) -> Iterator[str]:
    yield say("selftest.form", edition=form.edition, name=form.name.text, cells=outcome.cells)
    yield ""
    rules = [
        (rule.rule, rule.instances, rule.changes, rule.fired, say("and").join(rule.together))
        for rule in outcome.rules
    ]
    heads = ("rule", "instances", "changes", "fired", "together")
    yield from _table([say(f"selftest.{head}") for head in heads], rules)
    yield ""
    ways = [(say(f"selftest.{way.way}"), way.tried, way.told) for way in outcome.readings]
    yield from _table([say(f"selftest.{head}") for head in ("written", "tried", "told")], ways)
    yield ""
    if outcome.unread:
        cells = say("and").join(outcome.unread)
        yield say("selftest.unread", count=len(outcome.unread), cells=cells)
    for fault in outcome.faults[:_MAX_TOLD]:
        yield say(f"selftest.fault.{fault.kind}", rule=fault.rule, what=fault.what)
    count = len(outcome.faults)
    yield say("selftest.faulty", count=count) if count else say("selftest.sound")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    """Lines with columns as wide as what stands in them; figures stand on the right."""
    texts = [heads, *([str(item) for item in row] for row in rows)]
    widths = [max(cell_len(row[at]) for row in texts) for at in range(len(heads))]
    numeric = [bool(rows) and isinstance(item, int) for item in (rows[0] if rows else heads)]
    for row in texts:
        parts = []
        for text, width, right in zip(row, widths, numeric, strict=True):
            room = " " * (width - cell_len(text))
            parts.append(room + text if right else text + room)
        yield "  ".join(parts).rstrip()
