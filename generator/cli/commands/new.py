"""``gongkai new``: writes what ``scaffold`` drafts, and never over a file that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator import scaffold
from generator.cli.commands.schema import files as for_editors
from generator.cli.hosts import HOSTS, for_ci
from generator.cli.questions import FIRST, YEAR, Answers, First, asked, is_agency_id
from generator.cli.status import FINE
from generator.cli.usage import group
from generator.cli.words import say
from generator.diagnostic import GeneratorError
from generator.form import Form, form_for
from generator.kinds import KINDS
from generator.report import Report
from generator.workspace.content import load
from generator.workspace.editions import editions


@group(help=say("help.new"))
def new() -> None:
    pass


@new.command("site", help=say("help.new.site"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help=say("help.new.site.name"))
@click.option("--agency", metavar="'ID NAME'", type=FIRST, help=say("help.new.site.agency"))
@click.option(
    "--kind", type=click.Choice(KINDS), default="department", help=say("help.new.agency.kind")
)
@click.option("--year", type=YEAR, help=say("help.new.site.year"))
@click.option("--ci", type=click.Choice(HOSTS), default="github", help=say("help.new.site.ci"))
def new_site(
    folder: Path, name: str | None, agency: First | None, kind: str, year: int | None, ci: str
) -> int:
    answers = asked(Answers(name=name, agency=agency, year=year))
    _made(_site(folder, answers, kind, ci))
    for key in ("new.next", f"new.ci.{ci}"):
        click.echo(say(key, path=folder), err=True)
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
@click.argument("year", type=YEAR)
@click.pass_obj
def new_report(site: Path, agency: str, year: int) -> int:
    _made(_report(site, agency, year))
    return FINE


def _made(paths: Sequence[Path]) -> None:
    for path in paths:
        click.echo(say("new.made", path=path), err=True)


def _site(folder: Path, answers: Answers, kind: str, ci: str) -> Sequence[Path]:
    """A new site that builds as it is: with an agency and its first report, or with a sample.

    Raises:
        GeneratorError: one of its files is there already, or no form is for that year.
    """
    first = _first(folder, answers.agency, kind, answers.year) if answers.agency else _sample()
    files = {
        "site.yml": scaffold.site_text(answers.name or say("new.site.name")),
        **first,
        ".gitignore": "public/\n.public.*\n.gongkai/\n",
        **for_editors(folder),
        **for_ci(ci),
    }
    return _write(folder, files)


def _sample() -> Mapping[str, str]:
    """A small report that is sound."""
    return {
        "content/sample/agency.yml": scaffold.agency_text("演示市示例局", "department"),
        "content/sample/2024.yml": scaffold.sample_report_text(),
        "content/sample/2024.md": scaffold.sample_narrative_text(),
    }


def _first(folder: Path, first: First, kind: str, year: int | None) -> Mapping[str, str]:
    """An agency and its first report, which is a draft with everything left blank."""
    files = {f"content/{first.id}/agency.yml": scaffold.agency_text(first.name, kind)}
    if year is not None:
        forms, _ = editions(folder)
        files |= _drafted(forms, first.id, first.name, year, None)
    return files


def _agency(root: Path, id: str, *, name: str, kind: str) -> Sequence[Path]:
    """A new agency of a site.

    Raises:
        GeneratorError: the id is not safe, or the agency is there already.
    """
    if not is_agency_id(id):
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
    before = content.filed.get((id, str(year - 1)))
    previous = before.report if before else None
    name = content.portal.agencies[id].name
    return _write(root, _drafted(content.forms, id, name, year, previous))


def _drafted(
    forms: Mapping[str, Form], id: str, name: str, year: int, previous: Report | None
) -> Mapping[str, str]:
    """The files of a report from the form of its year.

    Raises:
        GeneratorError: there is no such form.
    """
    form = form_for(forms, year)
    if form is None:
        raise GeneratorError("no-form", year=year)
    return {
        f"content/{id}/{year}.yml": scaffold.report_text(form, name, year, previous),
        f"content/{id}/{year}.md": scaffold.narrative_text(form.sections),
    }


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
