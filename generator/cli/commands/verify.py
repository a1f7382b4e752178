"""``gongkai verify``: a published site against its manifest."""

from __future__ import annotations

from pathlib import Path

import click

from generator import publish
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say


@command(help=say("help.verify"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def verify(site: Path, folder: Path) -> int:
    found = publish.verify(publish.site_folder(folder))
    for key, paths in (
        ("verify.changed", found.changed),
        ("verify.missing", found.missing),
        ("verify.extra", found.extra),
    ):
        for path in paths:
            click.echo(say(key, path=path))
    if found.sound:
        click.echo(say("verify.sound", files=found.files, root=found.root), err=True)
        return FINE
    counts = {
        "changed": len(found.changed),
        "missing": len(found.missing),
        "extra": len(found.extra),
    }
    click.echo(say("verify.unsound", files=found.files, **counts), err=True)
    return CONTENT_ERRORS
