"""``gongkai serve``: a preview that follows the editor."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.printers import print_text, tell_faults
from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say


@command(help=say("help.serve"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help=say("help.port"))
@click.pass_obj
def serve(site: Path, port: int) -> int:
    from generator.serve import serve as start  # brings tornado along; nobody else pays for it

    def show(built: pipeline.Built) -> None:
        print_text(built.verdict, site)
        tell_faults(built.faults)

    start(site, port, announce=lambda key: click.echo(say(key, port=port), err=True), show=show)
    return FINE
