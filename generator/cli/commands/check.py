"""``gongkai check``: everything that is wrong with the content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator import pipeline
from generator.cli.mending import mend
from generator.cli.paths import below
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
@click.option("--fix", is_flag=True, help=say("help.fix"))
@click.pass_obj
def check(site: Path, paths: tuple[str, ...], name: str, strict: bool, fix: bool) -> int:
    if fix:
        mend(site, paths)
    built = pipeline.check(site)
    verdict = _below(built.verdict, site, paths)
    PRINTERS[name](verdict, site)
    summarise(verdict, built.reports)
    return CONTENT_ERRORS if verdict.refuses(strict=strict) else FINE


def _below(verdict: Verdict, site: Path, paths: Sequence[str]) -> Verdict:
    """Only the problems in the files that were asked for; a path counts from here or the site."""
    asked_for = below(site, paths)
    kept = [problem for problem in verdict.problems if asked_for(problem.position.file)]
    return replace(verdict, problems=tuple(kept))
