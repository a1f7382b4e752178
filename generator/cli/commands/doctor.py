"""``gongkai doctor``: what this machine lacks, what that is for, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.operations.doctor import Finding, State, findings
from generator.operations.machine import look


@command(help=say("help.doctor"))
@click.pass_obj
def doctor(site: Path) -> int:
    found = list(findings(look(site)))
    for item in found:
        _tell(item)
    wrong = sum(item.state is State.WRONG for item in found)
    lacking = sum(item.state is State.LACKING for item in found)
    end = say("doctor.sound" if not wrong else "doctor.unsound", wrong=wrong, lacking=lacking)
    click.echo(end, err=True)
    return CONTENT_ERRORS if wrong else FINE


def _tell(item: Finding) -> None:
    """One line for how it stands and what it is for, and one for how to mend it."""
    topic, state = f"doctor.{item.topic}", say(f"doctor.{item.state}")
    found = say(f"{topic}.{item.state}", **item.slots)
    click.echo(say("doctor.line", state=state, found=found, use=say(f"{topic}.use")))
    if item.state is not State.FINE:
        click.echo(say("doctor.mend", how=say(f"{topic}.mend", **item.slots)))
