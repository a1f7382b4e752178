"""``gongkai build``: check the content and publish the site."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from generator import pipeline
from generator.cli.printers import printout, show, summarise, tell_faults
from generator.cli.progress import progress
from generator.cli.status import CONTENT_ERRORS, FINE, UNTIDY
from generator.cli.usage import command
from generator.cli.words import say

_PARTS = {
    "settings": "why.part.settings",
    "place": "why.part.place",
    "drafts": "why.part.drafts",
    "as-of": "why.part.as_of",
    "chain": "why.part.chain",
    "below": "why.part.below",
    "slugs": "why.part.slugs",
    "files": "why.part.files",
    "agencies": "why.part.agencies",
    "counts": "why.part.counts",
    "years": "why.part.years",
    "editions": "why.part.editions",
    "recorded": "why.part.recorded",
    "versions": "why.part.recorded",
    "entry": "why.part.recorded",
    "year": "why.part.year",
    "facts": "why.part.facts",
    "region": "why.part.region",
    "days": "why.part.facts",
    "listed": "why.part.listed",
    "whole-years": "why.part.listed",
    "measure": "why.part.listed",
    "lists": "why.part.lists",
    "span": "why.part.years",
    "outstanding": "why.part.outstanding",
    "named": "why.part.agencies",
    "chunk": "why.part.chunk",
}
"""What a page may be made of besides files, in words; a file is called by its name."""


def _cluster(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The address in ``dask=ADDRESS``, empty for ``dask`` alone."""
    if value is None:
        return None
    name, _equals, address = value.partition("=")
    if name != "dask":
        raise click.BadParameter(say("executor.unknown", name=value))
    return address


@command(help=say("help.build"))
@click.option(
    "-o",
    "--output",
    metavar="FOLDER|s3://…",
    help=say("help.output"),
)
@click.option("--releases", type=click.IntRange(2), metavar="N", help=say("help.releases"))
@click.option("--base-url", help=say("help.base_url"))
@click.option("--strict", is_flag=True, help=say("help.strict"))
@click.option("--drafts", is_flag=True, help=say("help.drafts"))
@click.option(
    "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help=say("help.build.as_of")
)
@click.option("-j", "workers", type=click.IntRange(1, 256), help=say("help.workers"))
@click.option("--executor", metavar="dask[=URL]", callback=_cluster, help=say("help.executor"))
@click.option("--no-cache", is_flag=True, help=say("help.no_cache"))
@click.option("--why", metavar="URL", help=say("help.why"))
@click.pass_obj
def build(  # noqa: PLR0913 - one parameter for each option
    site: Path,
    output: str | None,
    releases: int | None,
    base_url: str | None,
    strict: bool,
    drafts: bool,
    as_of: datetime | None,
    workers: int | None,
    executor: str | None,
    no_cache: bool,
    why: str | None,
) -> int:
    started = time.perf_counter()
    target = output or site / "public"
    wish = pipeline.Wish(
        base_url=base_url,
        strict=strict,
        drafts=drafts,
        as_of=as_of.date() if as_of else None,
        workers=workers,
        cluster=executor,
        cache=not no_cache,
        releases=releases,
        printout=printout(site),
    )
    with progress() as tell:
        built = pipeline.build(site, target, replace(wish, progress=tell))
    show(built.printed)
    summarise(built.verdict, built.reports)
    tell_faults(built.faults)
    if built.refused(strict=strict):
        click.echo(say("build.refused"), err=True)
        return CONTENT_ERRORS
    counts = {"reports": built.reports, "pages": len(built.made), "kept": built.kept}
    seconds = f"{time.perf_counter() - started:.2f}"
    click.echo(say("build.done", target=target, seconds=seconds, **counts), err=True)
    if why is not None:
        click.echo(_reason(built, why))
    if built.left is not None:
        click.echo(say("build.left", reason=built.left), err=True)
        return UNTIDY
    return FINE


def _reason(built: pipeline.Built, url: str) -> str:
    """Why the page at a URL was made again, in one line."""
    path = url.strip("/").removesuffix("index.html").strip("/")
    file = f"{path}/index.html".removeprefix("/")
    for known in (file, path):
        if known in built.made:
            what, _, name = built.made[known].partition(" ")
            part = name.partition("/")[0]
            return say(f"why.{what}", url=url, name=say(_PARTS[part]) if part in _PARTS else name)
    return say("why.kept", url=url)
