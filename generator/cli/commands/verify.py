"""``gongkai verify``: a published site against its manifest."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.operations.verifying import About, about, rewritten
from generator.publish import MANIFEST, SIGNATURE, site_folder
from generator.publish.signing import is_signed
from generator.publish.verify import Verified
from generator.publish.verify import verify as verified


@command(help=say("help.verify"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--ledger", "beside", is_flag=True, help=say("help.verify.ledger"))
@click.option(
    "--signer",
    metavar="COMMAND",
    help=say("help.signer", manifest="{manifest}", signature="{signature}"),
)
@click.pass_obj
def verify(site: Path, folder: Path, beside: bool, signer: str | None) -> int:
    place = site_folder(folder)
    found = verified(place)
    signed = _is_signed(place, signer)
    others = list(rewritten(site, found.folder)) if beside else []
    _tell(found, [] if found.sound else list(about(site, found)))
    for item in others:
        click.echo(say("verify.rewritten", path=item.path, line=item.line))
        _tell_about(item)
    if found.sound and others:
        return CONTENT_ERRORS
    if found.sound:
        click.echo(say("verify.sound", files=found.files, root=found.root), err=True)
        return FINE if signed else CONTENT_ERRORS
    counts = {
        "changed": len(found.changed),
        "missing": len(found.missing),
        "extra": len(found.extra),
    }
    counts["changed"] += len(found.mislisted)
    click.echo(say("verify.unsound", files=found.files, **counts), err=True)
    return CONTENT_ERRORS


def _tell(found: Verified, known: list[About]) -> None:
    """What is not as it was published, file by file, with the reports and figures in it."""
    if found.garbled:
        click.echo(say("verify.garbled", path=MANIFEST))
    for path in found.mislisted:
        click.echo(say("verify.mislisted", path=path, manifest=MANIFEST))
    for key, paths in (
        ("verify.changed", found.changed),
        ("verify.missing", found.missing),
        ("verify.extra", found.extra),
    ):
        for path in paths:
            click.echo(say(key, path=path))
            for item in known:
                if item.path == path:
                    _tell_about(item)


def _tell_about(item: About) -> None:
    if item.kind:
        click.echo("  " + say(f"verify.line.{item.kind}", line=item.line))
    if item.report:
        key = "verify.version" if item.version else "verify.report"
        click.echo("  " + say(key, report=item.report, version=item.version))
    for cell, right, now in item.cells:
        click.echo("  " + say("verify.cell", cell=cell, right=right, now=now))


def _is_signed(place: Path, signer: str | None) -> bool:
    """Say whether the manifest is signed as was asked; nothing is wrong where nobody asked."""
    signature = place / SIGNATURE
    if not signature.is_file():
        if signer is not None:
            click.echo(say("verify.unsigned"))
        return signer is None
    if signer is None:
        click.echo(say("verify.unasked"), err=True)
        return True
    manifest = (place / MANIFEST).read_bytes()
    good, said = is_signed(shlex.split(signer), manifest, signature.read_bytes())
    click.echo(say("verify.signed" if good else "verify.forged", said=said), err=good)
    return good
