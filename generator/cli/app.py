"""The commands. Each makes one call and prints its result; click is opened here and in printers."""

from __future__ import annotations

import difflib
import io
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator import __version__, catalogue, pipeline
from generator.cli import explain as explaining
from generator.cli import new as making
from generator.cli.printers import PRINTERS, print_text
from generator.cli.words import say
from generator.diagnostic import GeneratorError, Severity
from generator.pipeline import Verdict, memory
from generator.report import KINDS

FINE, CONTENT_ERRORS, CANNOT_RUN, BUG = 0, 1, 2, 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status.

    0 fine, 1 errors in the content, 2 cannot run or bad usage. An error of our own is not caught
    here: it ends with a traceback and status 70 (see ``_bug``).
    """
    sys.excepthook = _bug
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A place that cannot show a letter is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="gongkai",
            standalone_mode=False,
        )
    except click.exceptions.Abort:
        return CANNOT_RUN
    except click.ClickException as error:
        error.show()
        return CANNOT_RUN
    except GeneratorError as error:
        click.echo(say("error", reason=error), err=True)
        return CANNOT_RUN
    return status if isinstance(status, int) else FINE


def _bug(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Show the traceback of a bug of ours and leave with a status of its own."""
    sys.__excepthook__(kind, error, error.__traceback__)
    sys.exit(BUG)


@click.group(help=say("help"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongkai")
@click.option(
    "-C",
    "site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help=say("help.site"),
)
@click.pass_context
def cli(context: click.Context, site: Path) -> None:
    context.obj = site


@cli.command(help=say("help.check"))
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "name", type=click.Choice(list(PRINTERS)), default="text", help=say("help.format")
)
@click.option("--strict", is_flag=True, help=say("help.strict"))
@click.pass_obj
def check(site: Path, paths: tuple[str, ...], name: str, strict: bool) -> int:
    built = pipeline.check(site)
    verdict = _below(built.verdict, site, paths)
    PRINTERS[name](verdict, site)
    _summarise(verdict, built.reports)
    return CONTENT_ERRORS if verdict.refuses(strict=strict) else FINE


def _below(verdict: Verdict, site: Path, paths: Sequence[str]) -> Verdict:
    """Only the problems in the files that were asked for; a path counts from here or the site."""
    if not paths:
        return verdict
    root = site.resolve()
    wanted = {Path(path).resolve() for path in paths} | {(root / path).resolve() for path in paths}

    def asked_for(file: str) -> bool:
        place = root / file
        return not wanted.isdisjoint((place, *place.parents))

    kept = [problem for problem in verdict.problems if asked_for(problem.position.file)]
    return replace(verdict, problems=tuple(kept))


def _summarise(verdict: Verdict, reports: int) -> None:
    if not verdict.problems:
        click.echo(say("check.clean", reports=reports), err=True)
        return
    counts = {f"{severity}s": verdict.count(severity) for severity in Severity}
    click.echo(say("check.found", reports=reports, **counts), err=True)


@cli.command(help=say("help.build"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help=say("help.output"),
)
@click.option("--base-url", help=say("help.base_url"))
@click.option("--strict", is_flag=True, help=say("help.strict"))
@click.option("--drafts", is_flag=True, help=say("help.drafts"))
@click.option("-j", "workers", type=click.IntRange(1, 256), help=say("help.workers"))
@click.option("--no-cache", is_flag=True, help=say("help.no_cache"))
@click.option("--why", metavar="URL", help=say("help.why"))
@click.pass_obj
def build(  # noqa: PLR0913 - one parameter for each option
    site: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    drafts: bool,
    workers: int | None,
    no_cache: bool,
    why: str | None,
) -> int:
    started = time.perf_counter()
    target = output or site / "public"
    wish = pipeline.Wish(
        base_url=base_url, strict=strict, drafts=drafts, workers=workers, cache=not no_cache
    )
    built = pipeline.build(site, target, wish)
    print_text(built.verdict, site)
    _summarise(built.verdict, built.reports)
    if built.verdict.refuses(strict=strict):
        click.echo(say("build.refused"), err=True)
        return CONTENT_ERRORS
    seconds = f"{time.perf_counter() - started:.2f}"
    pages = len(built.made)
    click.echo(
        say("build.done", files=built.files, pages=pages, target=target, seconds=seconds), err=True
    )
    if why is not None:
        click.echo(_reason(built, why))
    return FINE


def _reason(built: pipeline.Built, url: str) -> str:
    """Why the page at a URL was made again, in one line."""
    path = url.strip("/").removesuffix("index.html").strip("/")
    file = f"{path}/index.html".removeprefix("/")
    for known in (file, path):
        if known in built.made:
            what, _, name = built.made[known].partition(" ")
            return say(f"why.{what}", url=url, name=name)
    return say("why.kept", url=url)


@cli.command(help=say("help.serve"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help=say("help.port"))
@click.pass_obj
def serve(site: Path, port: int) -> int:
    from generator.serve import serve as start  # brings tornado along; nobody else pays for it

    start(
        site, port, announce=lambda key: click.echo(say(key, port=port), err=True), show=print_text
    )
    return FINE


@cli.command(help=say("help.cache"))
@click.option("--clear", is_flag=True, help=say("help.clear"))
@click.pass_obj
def cache(site: Path, clear: bool) -> int:
    folder = site / memory.FOLDER
    if clear:
        memory.forget(site)
        click.echo(say("cache.cleared", path=folder), err=True)
    else:
        click.echo(say("cache.size", path=folder, size=memory.size(site)))
    return FINE


@cli.command(help=say("help.explain"))
@click.argument("rule", required=False)
def explain(rule: str | None) -> int:
    if rule is None:
        click.echo(explaining.overview())
        return FINE
    known = catalogue.rules()
    if rule not in known:
        meant = difflib.get_close_matches(rule, known, n=1, cutoff=0) or known[:1]
        raise click.UsageError(say("no_such_rule", rule=rule, meant=meant[0]))
    click.echo(explaining.rule(rule))
    return FINE


@cli.group(help=say("help.new"))
def new() -> None:
    pass


@new.command("site", help=say("help.new.site"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_site(folder: Path) -> int:
    _made(making.site(folder))
    click.echo(say("new.next", path=folder), err=True)
    return FINE


@new.command("agency", help=say("help.new.agency"))
@click.argument("agency", metavar="ID")
@click.option("--name", required=True, help=say("help.new.agency.name"))
@click.option(
    "--kind", type=click.Choice(KINDS), default="department", help=say("help.new.agency.kind")
)
@click.pass_obj
def new_agency(site: Path, agency: str, name: str, kind: str) -> int:
    _made(making.agency(site, agency, name=name, kind=kind))
    return FINE


@new.command("report", help=say("help.new.report"))
@click.argument("agency", metavar="ID")
@click.argument("year", type=click.IntRange(1000, 2999))
@click.pass_obj
def new_report(site: Path, agency: str, year: int) -> int:
    _made(making.report(site, agency, year))
    return FINE


def _made(paths: Sequence[Path]) -> None:
    for path in paths:
        click.echo(say("new.made", path=path), err=True)
