"""``gongkai check``: everything that is wrong with the content."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from generator import pipeline
from generator.cli.mending import mend
from generator.cli.paths import below
from generator.cli.printers import PRINTERS, summarise
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say, stopped
from generator.diagnostic import GeneratorError
from generator.pipeline import Verdict


@command(help=say("help.check"))
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "name", type=click.Choice(list(PRINTERS)), default="text", help=say("help.format")
)
@click.option("--strict", is_flag=True, help=say("help.strict"))
@click.option("--no-drafts", is_flag=True, help=say("help.no_drafts"))
@click.option("--fix", is_flag=True, help=say("help.fix"))
@click.option("--changed", metavar="REV", help=say("help.changed"))
@click.option("--watch", is_flag=True, help=say("help.watch"))
@click.option("--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help=say("help.as_of"))
@click.option("--unbound", is_flag=True, help=say("help.unbound"))
@click.pass_obj
def check(  # noqa: PLR0913 - one parameter for each option
    site: Path,
    paths: tuple[str, ...],
    name: str,
    strict: bool,
    no_drafts: bool,
    fix: bool,
    changed: str | None,
    watch: bool,
    as_of: datetime | None,
    unbound: bool,
) -> int:
    if unbound:
        return _list_unbound(site, paths, name)
    if fix:
        mend(site, paths)
    wish = pipeline.Wish(drafts=not no_drafts, as_of=as_of.date() if as_of else None)

    def once() -> int:
        built = pipeline.check(site, wish)
        verdict = replace(_below(built.verdict, site, paths), strict=strict)
        if changed is not None:
            from generator.workspace.git import changed_files  # few ask git, and it is not free

            verdict = pipeline.touching(verdict, changed_files(site, changed))
        PRINTERS[name](verdict, site)
        summarise(verdict, built.reports)
        return CONTENT_ERRORS if verdict.refuses(strict=strict) else FINE

    return _again_and_again(site, once) if watch else once()


def _again_and_again(site: Path, once: Callable[[], int]) -> int:
    """Check whenever the content changes, until somebody at the keyboard has enough."""
    try:
        for _ in pipeline.changes(site):
            click.echo(say("watch.begin", time=time.strftime("%H:%M:%S")), err=True)
            try:
                once()
            except GeneratorError as error:  # half-saved settings; the next save may mend them
                click.echo(stopped(error), err=True)
            click.echo(say("watch.waiting"), err=True)
    except KeyboardInterrupt:
        click.echo(say("watch.end"), err=True)
    return FINE


def _list_unbound(site: Path, paths: Sequence[str], name: str) -> int:
    """Print the numbers that nothing vouches for; they are no faults."""
    from generator.cli.printers.unbound import print_unbound  # with all that reads content
    from generator.operations.vouching import unvouched

    asked_for = below(site, paths)
    print_unbound([i for i in unvouched(site) if not paths or asked_for(i.at.file)], name)
    return FINE


def _below(verdict: Verdict, site: Path, paths: Sequence[str]) -> Verdict:
    """Only the problems in the files that were asked for."""
    if not paths:
        return verdict
    asked_for = below(site, paths)
    kept = [problem for problem in verdict.problems if asked_for(problem.position.file)]
    return replace(verdict, problems=tuple(kept), partial=True)
