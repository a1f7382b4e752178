"""``gongkai check``: everything that is wrong with the content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from generator import pipeline
from generator.cli.printers import PRINTERS, summarise
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.pipeline import Verdict


@command(help=say("help.check"))
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "name", type=click.Choice(list(PRINTERS)), default="text", help=say("help.format")
)
@click.option("--strict", is_flag=True, help=say("help.strict"))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help=say("help.as_of"))
@click.option("--unbound", is_flag=True, help=say("help.unbound"))
@click.pass_obj
def check(
    site: Path,
    paths: tuple[str, ...],
    name: str,
    strict: bool,
    as_of: datetime | None,
    unbound: bool,
) -> int:
    if unbound:
        return _list_unbound(site, paths, name)
    built = pipeline.check(site, pipeline.Wish(drafts=True, as_of=as_of.date() if as_of else None))
    verdict = _below(built.verdict, site, paths)
    PRINTERS[name](verdict, site)
    summarise(verdict, built.reports)
    return CONTENT_ERRORS if verdict.refuses(strict=strict) else FINE


def _list_unbound(site: Path, paths: Sequence[str], name: str) -> int:
    """Print the numbers that nothing vouches for; they are no faults."""
    from generator.cli.printers.unbound import print_unbound  # with all that reads content
    from generator.pipeline.vouching import unvouched

    asked_for = _asked_for(site, paths)
    print_unbound([item for item in unvouched(site) if asked_for(item.at.file)], name)
    return FINE


def _below(verdict: Verdict, site: Path, paths: Sequence[str]) -> Verdict:
    """Only the problems in the files that were asked for."""
    asked_for = _asked_for(site, paths)
    kept = [problem for problem in verdict.problems if asked_for(problem.position.file)]
    return replace(verdict, problems=tuple(kept))


def _asked_for(site: Path, paths: Sequence[str]) -> Callable[[str], bool]:
    """Whether a file is at or below one of some paths; a path counts from here or the site."""
    root = site.resolve()
    wanted = {Path(path).resolve() for path in paths} | {(root / path).resolve() for path in paths}

    def asked_for(file: str) -> bool:
        place = root / file
        return not paths or not wanted.isdisjoint((place, *place.parents))

    return asked_for
