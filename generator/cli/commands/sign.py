"""``gongkai sign``: pass a report in a role."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.cli.writes import write
from generator.operations.signing import signed


@command(help=say("help.sign"))
@click.argument("agency", metavar="ID")
@click.argument("report", metavar="YEAR")
@click.option("--role", required=True, metavar="ROLE", help=say("help.sign.role"))
@click.option("--by", metavar="OFFICE", help=say("help.sign.by"))
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    metavar="DATE",
    help=say("help.sign.date"),
)
@click.pass_obj
def sign(site: Path, agency: str, report: str, role: str, by: str | None, date: datetime) -> int:
    file, content = signed(site, agency, report, role, by, date.date())
    write(site / file, content)
    click.echo(say("release.signed", path=file, role=role), err=True)
    return FINE
