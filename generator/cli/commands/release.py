"""``gongkai release``: record what is published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from generator.cli.printers import print_text
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.cli.writes import write
from generator.diagnostic import GeneratorError
from generator.operations.releasing import release as record


@command(help=say("help.release"))
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=say("help.release.date")
)
@click.option("--note", metavar="TEXT", help=say("help.release.note"))
@click.option("--dry-run", is_flag=True, help=say("help.release.dry_run"))
@click.pass_obj
def release(site: Path, date: datetime | None, note: str | None, dry_run: bool) -> int:
    def put(path: str, content: bytes) -> None:
        if not dry_run:
            _put(site / path, content)

    done = record(site, put, date.date() if date else None, note)
    if done.refused:
        print_text(done.verdict, site)
        click.echo(say("release.refused"), err=True)
        return CONTENT_ERRORS
    for item in done.versions:
        slots = {"agency": item.agency, "report": item.report, "day": item.day.isoformat()}
        click.echo(say("release.version", version=item.version, **slots))
    key = "release.would" if dry_run else "release.done"
    click.echo(say(key if done.versions else "release.nothing", count=len(done.versions)), err=True)
    return FINE


def _put(path: Path, content: bytes) -> None:
    """Write a file of the ledger, whose folder may be new.

    Raises:
        GeneratorError: the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GeneratorError("disk", path=path.parent, reason=error.strerror) from error
    write(path, content)
