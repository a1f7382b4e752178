"""``gongkai deploy``: build the site, publish it to a target by name, and read it again."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.printers import print_text, summarise, tell_faults
from generator.cli.progress import progress
from generator.cli.status import CONTENT_ERRORS, FINE, UNTIDY
from generator.cli.usage import command
from generator.cli.words import say
from generator.operations.deploying import Deployed
from generator.operations.deploying import deploy as start
from generator.publish.plan import Plan
from generator.publish.served import Served

_SHOWN = 20
"""More files than this are counted."""


@command(help=say("help.deploy"))
@click.argument("target", metavar="TARGET")
@click.option("--dry-run", "dry", is_flag=True, help=say("help.dry"))
@click.option(
    "--verify",
    "much",
    type=click.Choice(["all", "sample", "none"]),
    default="sample",
    help=say("help.deploy.verify"),
)
@click.option(
    "--wait", type=click.IntRange(0, 3600), metavar="SECONDS", default=0, help=say("help.wait")
)
@click.option("--strict", is_flag=True, help=say("help.strict"))
@click.option("-j", "workers", type=click.IntRange(1, 256), help=say("help.workers"))
@click.option("--no-cache", is_flag=True, help=say("help.no_cache"))
@click.pass_obj
def deploy(  # noqa: PLR0913 - one parameter for each option
    site: Path,
    target: str,
    dry: bool,
    much: str,
    wait: int,
    strict: bool,
    workers: int | None,
    no_cache: bool,
) -> int:
    with progress() as tell:
        wish = pipeline.Wish(strict=strict, workers=workers, cache=not no_cache, progress=tell)
        done = start(site, target, wish, dry=dry, verify=much, wait=wait)
    built = done.built
    print_text(built.verdict, site)
    summarise(built.verdict, built.reports)
    tell_faults(built.faults)
    if built.refused(strict=strict):
        click.echo(say("deploy.refused"), err=True)
        return CONTENT_ERRORS
    if done.plan is not None:
        _tell_plan(done.plan, done.to)
        return FINE
    return _tell(done, asked=much != "none")


def _tell(done: Deployed, *, asked: bool) -> int:
    """Say what was published and what readers get of it; the exit status."""
    built = done.built
    key = "deploy.done" if built.changed else "deploy.same"
    click.echo(say(key, to=done.to, files=built.files, root=built.root), err=True)
    fine = done.stands and built.left is None
    if built.left is not None:
        click.echo(say("build.left", reason=built.left), err=True)
    if not done.stands:
        click.echo(say("deploy.replaced", to=done.to), err=True)
    elif done.served is not None:
        _tell_served(done.served)
        fine = fine and done.served.sound
    elif asked:
        click.echo(say("deploy.nowhere"), err=True)
    return FINE if fine else UNTIDY


def _tell_served(found: Served) -> None:
    slots = {"url": found.url, "read": found.read, "files": found.files, "root": found.root}
    if found.root is None:
        click.echo(say("served.nothing", **slots), err=True)
    elif found.root != found.wanted:
        click.echo(say("served.other", **slots), err=True)
    elif found.sound:
        whole = found.read == found.files
        click.echo(say("served.all" if whole else "served.sample", **slots), err=True)
    else:
        for path, fault in found.wrong[:_SHOWN]:
            what = say("served.changed") if fault == "other" else fault
            click.echo(f"{path}: {what}")
        click.echo(say("served.wrong", count=len(found.wrong), **slots), err=True)


def _tell_plan(plan: Plan, to: str) -> None:
    """Say what would be sent: on standard output each file, on standard error how many."""
    for mark, paths in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
        for path in paths:
            click.echo(f"{mark} {path}")
    counts = {
        "added": len(plan.added),
        "changed": len(plan.changed),
        "removed": len(plan.removed),
        "same": plan.files - len(plan.added) - len(plan.changed),
        "size": plan.size,
    }
    if plan.root == plan.before:
        click.echo(say("plan.same", to=to), err=True)
    else:
        click.echo(say("plan.new" if plan.before is None else "plan", to=to, **counts), err=True)
