"""``gongkai headers``: what a web server has to be told for the site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.cli.writes import write
from generator.publish.hosts import HOSTS, Place
from generator.workspace.settings import load_site


@command(help=say("help.headers"))
@click.option(
    "--for", "host", type=click.Choice(list(HOSTS)), required=True, help=say("help.headers.for")
)
@click.option("--root", default=Place().folder, metavar="DIR", help=say("help.headers.root"))
@click.option("--base-url", metavar="URL", help=say("help.base_url"))
@click.option("--frame", multiple=True, metavar="ORIGIN", help=say("help.headers.frame"))
@click.option("-o", "--output", metavar="FILE", help=say("help.headers.output"))
@click.pass_obj
def headers(
    site: Path,
    host: str,
    root: str,
    base_url: str | None,
    frame: tuple[str, ...],
    output: str | None,
) -> int:
    address = base_url or load_site(site)[0].base_url or "/"
    path = urlsplit(address).path.rstrip("/") + "/"
    text = HOSTS[host](Place(folder=root, path=path, frames=frame))
    if output is None:
        click.echo(text, nl=False)
    else:
        write(Path(output), text.encode())
        click.echo(say("export.done", path=output), err=True)
    return FINE
