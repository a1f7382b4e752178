"""``gongkai cache``: what is remembered between builds."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.pipeline import memory


@command(help=say("help.cache"))
@click.option("--clear", is_flag=True, help=say("help.clear"))
@click.pass_obj
def cache(site: Path, clear: bool) -> int:
    folder = site / memory.FOLDER
    if clear:
        memory.forget(site)
        click.echo(say("cache.cleared", path=folder), err=True)
    else:
        click.echo(say("cache.size", path=folder, size=memory.size(site)))
    return FINE
