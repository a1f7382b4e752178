"""``gongkai fmt``: files in their canonical form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli.paths import below
from generator.cli.printers.diff import print_diff
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.cli.writes import write
from generator.operations.tidy import Tidied, tidy


@command(help=say("help.fmt"))
@click.argument("paths", nargs=-1)
@click.option("--check", "only_check", is_flag=True, help=say("help.fmt.check"))
@click.option("--diff", "only_show", is_flag=True, help=say("help.fmt.diff"))
@click.pass_obj
def fmt(site: Path, paths: tuple[str, ...], only_check: bool, only_show: bool) -> int:
    asked_for = below(site, paths)
    files = [item for item in tidy(site) if asked_for(item.file)]
    unread = [item for item in files if item.after is None]
    changed = [item for item in files if item.after not in (None, item.before)]
    for item in changed:
        if only_show:
            print_diff(item.file, item.before, item.after or b"")
        elif only_check:
            click.echo(item.file)
        else:
            write(site / item.file, item.after or b"")
            click.echo(say("fmt.changed", path=item.file), err=True)
    _tell(unread)
    counts = {"files": len(files), "changed": len(changed)}
    stays = only_check or only_show
    click.echo(say("fmt.would" if stays else "fmt.done", **counts), err=True)
    return CONTENT_ERRORS if unread or (only_check and changed) else FINE


def _tell(unread: Iterable[Tidied]) -> None:
    for item in unread:
        click.echo(say("fmt.unread", path=item.file), err=True)
