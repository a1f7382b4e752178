"""``gongkai verify``: a published site against its manifest."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from generator import publish
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.publish.signing import is_signed


@command(help=say("help.verify"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--signer",
    metavar="COMMAND",
    help=say("help.signer", manifest="{manifest}", signature="{signature}"),
)
@click.pass_obj
def verify(site: Path, folder: Path, signer: str | None) -> int:
    place = publish.site_folder(folder)
    found = publish.verify(place)
    signed = _is_signed(place, signer)
    for key, paths in (
        ("verify.changed", found.changed),
        ("verify.missing", found.missing),
        ("verify.extra", found.extra),
    ):
        for path in paths:
            click.echo(say(key, path=path))
    if found.sound:
        click.echo(say("verify.sound", files=found.files, root=found.root), err=True)
        return FINE if signed else CONTENT_ERRORS
    counts = {
        "changed": len(found.changed),
        "missing": len(found.missing),
        "extra": len(found.extra),
    }
    click.echo(say("verify.unsound", files=found.files, **counts), err=True)
    return CONTENT_ERRORS


def _is_signed(place: Path, signer: str | None) -> bool:
    """Say whether the manifest is signed as was asked; nothing is wrong where nobody asked."""
    signature = place / publish.SIGNATURE
    if not signature.is_file():
        if signer is not None:
            click.echo(say("verify.unsigned"))
        return signer is None
    if signer is None:
        click.echo(say("verify.unasked"), err=True)
        return True
    manifest = (place / publish.MANIFEST).read_bytes()
    good, said = is_signed(shlex.split(signer), manifest, signature.read_bytes())
    click.echo(say("verify.signed" if good else "verify.forged", said=said), err=good)
    return good
