"""``gongkai new``: writes what ``scaffold`` drafts, and never over a file that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator import scaffold
from generator.cli.commands.schema import files as for_editors
from generator.cli.status import FINE
from generator.cli.usage import group
from generator.cli.words import say
from generator.diagnostic import GeneratorError
from generator.pipeline.content import load
from generator.portal import is_agency_name
from generator.report import KINDS


@group(help=say("help.new"))
def new() -> None:
    pass


@new.command("site", help=say("help.new.site"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_site(folder: Path) -> int:
    _made(_site(folder))
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
    _made(_agency(site, agency, name=name, kind=kind))
    return FINE


@new.command("report", help=say("help.new.report"))
@click.argument("agency", metavar="ID")
@click.argument("year", type=click.IntRange(1000, 2999))
@click.pass_obj
def new_report(site: Path, agency: str, year: int) -> int:
    _made(_report(site, agency, year))
    return FINE


def _made(paths: Sequence[Path]) -> None:
    for path in paths:
        click.echo(say("new.made", path=path), err=True)


def _site(folder: Path) -> Sequence[Path]:
    """A new site with a sample agency and report that build as they are.

    Raises:
        GeneratorError: one of its files is there already.
    """
    files = {
        "site.yml": scaffold.site_text("政府信息公开年度报告"),
        "content/sample/agency.yml": scaffold.agency_text("演示市示例局", "department"),
        "content/sample/2024.yml": scaffold.sample_report_text(),
        "content/sample/2024.md": scaffold.sample_narrative_text(),
        ".gitignore": "public/\n.public.*\n.gongkai/\n",
        **for_editors(folder),
    }
    return _write(folder, files)


def _agency(root: Path, id: str, *, name: str, kind: str) -> Sequence[Path]:
    """A new agency of a site.

    Raises:
        GeneratorError: the id is not safe, or the agency is there already.
    """
    if not all(is_agency_name(part) for part in id.split("/")):
        raise GeneratorError("agency-name", id=id)
    return _write(root, {f"content/{id}/agency.yml": scaffold.agency_text(name, kind)})


def _report(root: Path, id: str, year: int) -> Sequence[Path]:
    """A new report of an agency, from the form of its year.

    Raises:
        GeneratorError: there is no such agency or form, or the report is there already.
    """
    content = load(root, drafts=True)
    if id not in content.portal.agencies:
        raise GeneratorError("no-agency", id=id)
    fitting = [form for form in content.forms.values() if form.applies_to(year)]
    if not fitting:
        raise GeneratorError("no-form", year=year)
    before = content.filed.get((id, str(year - 1)))
    name = content.portal.agencies[id].name
    previous = before.report if before else None
    files = {
        f"content/{id}/{year}.yml": scaffold.report_text(fitting[0], name, year, previous),
        f"content/{id}/{year}.md": scaffold.narrative_text(fitting[0].sections),
    }
    return _write(root, files)


def _write(folder: Path, files: Mapping[str, str]) -> Sequence[Path]:
    """Write all files or none."""
    paths = [folder / name for name in files]
    for path in paths:
        if path.exists():
            raise GeneratorError("exists", path=path)
    try:
        for path, text in zip(paths, files.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise GeneratorError("disk", path=error.filename, reason=error.strerror) from error
    return paths
