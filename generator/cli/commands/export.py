"""``gongkai export``: one report in another format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from generator import pipeline
from generator.cli.printers import print_text
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.cli.writes import write
from generator.diagnostic import GeneratorError, Severity
from generator.export.csv import table_csv
from generator.export.formats import FORMATS
from generator.report import Narrative
from generator.workspace.content import Content, Filed, load

_TO_STANDARD_OUTPUT = "-"
_PDF = "pdf"
"""A format made of the report's page, while all others are made of its record."""
_INSTALLED_AS = {"docx": "python-docx"}
"""What a package is installed as, where that is not what it is imported as."""


@command(help=say("help.export"))
@click.argument("agency", metavar="ID")
@click.argument("report", metavar="YEAR")
@click.option(
    "--format",
    "name",
    type=click.Choice([*FORMATS, _PDF]),
    required=True,
    help=say("help.format"),
)
@click.option("-o", "--output", required=True, metavar="FILE", help=say("help.export.output"))
@click.option("--table", metavar="TABLE", help=say("help.export.table"))
@click.pass_obj
def export(site: Path, agency: str, report: str, name: str, output: str, table: str | None) -> int:
    if table is not None and name != "csv":
        raise click.UsageError(say("export.table_csv"))
    content = load(site, drafts=True)
    filed = content.filed.get((agency, report))
    if _told(site, f"content/{agency}/{report}."):
        return CONTENT_ERRORS
    if filed is None:
        raise GeneratorError("no-report", agency=agency, report=report)
    written = _written(site, content, filed, name, table)
    if output == _TO_STANDARD_OUTPUT:
        click.echo(written, nl=False)
    else:
        write(Path(output), written)
        click.echo(say("export.done", path=output), err=True)
    return FINE


def _told(site: Path, files: str) -> bool:
    """Whether a report has errors; they are printed, since what cannot be read would be missing."""
    verdict = pipeline.check(site).verdict
    errors = tuple(
        problem
        for problem in verdict.problems
        if problem.severity is Severity.ERROR and problem.position.file.startswith(files)
    )
    if errors:
        print_text(replace(verdict, problems=errors), site)
    return bool(errors)


def _written(site: Path, content: Content, filed: Filed, name: str, table: str | None) -> bytes:
    """The report's bytes.

    Raises:
        GeneratorError: the form has no such table, or what the format needs is not installed.
    """
    report = filed.report
    form = content.forms[report.edition]
    if table is not None:
        known = [item.id for item in form.tables]
        if table not in known:
            raise GeneratorError("no-table", table=table, known="、".join(known))
        return table_csv(report, form, table)
    agency = content.portal.agencies[report.agency]
    try:
        if name == _PDF:
            from generator.operations.printing import report_pdf

            return report_pdf(site, content, filed)
        return FORMATS[name](report, agency, form, filed.narrative or Narrative())
    except ModuleNotFoundError as error:
        package = _INSTALLED_AS.get(error.name or "", error.name)
        extra = "pdf" if name == _PDF else "office"
        raise GeneratorError("install", package=package, extra=extra) from error
