"""``gongkai selftest``: prove an edition of the form, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.printers.columns import columns
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
    from generator.workspace.editions import editions

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
    yield from columns([say(f"selftest.{head}") for head in heads], rules)
    yield ""
    ways = [(say(f"selftest.{way.way}"), way.tried, way.told) for way in outcome.readings]
    yield from columns([say(f"selftest.{head}") for head in ("written", "tried", "told")], ways)
    yield ""
    if outcome.unread:
        cells = say("and").join(outcome.unread)
        yield say("selftest.unread", count=len(outcome.unread), cells=cells)
    for fault in outcome.faults[:_MAX_TOLD]:
        yield say(f"selftest.fault.{fault.kind}", rule=fault.rule, what=fault.what)
    count = len(outcome.faults)
    yield say("selftest.faulty", count=count) if count else say("selftest.sound")
