"""``gongkai import``: old documents to drafts of reports, and all that was not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.printers import print_text
from generator.cli.progress import tracked
from generator.cli.status import CANNOT_RUN, CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.diagnostic import Address, GeneratorError, Position, Problem, Severity
from generator.operations.importing import Import, Importing, documents, importing
from generator.pipeline import Verdict


@command(help=say("help.import"))
@click.argument(
    "paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--agency", metavar="ID", help=say("help.import.agency"))
@click.option("--year", type=click.IntRange(1000, 2999), help=say("help.import.year"))
@click.option("--region", is_flag=True, help=say("help.import.region"))
@click.option("--dry-run", is_flag=True, help=say("help.import.dry_run"))
@click.pass_obj
def import_(
    site: Path,
    paths: tuple[Path, ...],
    agency: str | None,
    year: int | None,
    region: bool,
    dry_run: bool,
) -> int:
    into = importing(site, agency, year, region=region)
    if agency is not None and agency not in into.wish.agencies:
        raise GeneratorError("no-agency", id=agency)
    files = documents(paths)
    if year is not None and len(files) > 1:
        raise click.UsageError(say("import.one_year"))
    read = tracked(into.read(files), len(files), say("import.reading"))
    found = [_one(into, item, dry_run) for item in read]
    print_text(_verdict(found), Path())
    for item in found:
        _tell(item, dry_run, alone=len(found) == 1)
    if len(found) > 1:
        _summarise(found)
    return _status(found, dry_run)


def _one(into: Importing, item: Import, dry_run: bool) -> Import:
    """Write a draft, unless it is only to be shown or a file is there already."""
    if dry_run or item.taken:
        return item
    try:
        into.write(item)
    except OSError as error:
        raise GeneratorError("disk", path=error.filename, reason=error.strerror) from error
    return item


def _status(found: Sequence[Import], dry_run: bool) -> int:
    if any(item.verdict.count(Severity.ERROR) for item in found):
        return CONTENT_ERRORS
    return CANNOT_RUN if any(item.taken for item in found) and not dry_run else FINE


# What is printed


def _verdict(found: Sequence[Import]) -> Verdict:
    """All findings, each with its place in words where it is not a line that can be shown."""
    problems = [_placed(problem) for item in found for problem in item.verdict.problems]
    return Verdict(problems=tuple(problems))


def _placed(problem: Problem) -> Problem:
    at = problem.diagnostic.at
    place = _place(at)
    if not place:
        return problem
    return replace(problem, position=Position(file=f"{at.file} {place}", line=0, column=0))


def _place(at: Address) -> str:
    """A place inside a document in words; nothing for a line of plain text, which is shown."""
    parts = dict(zip(at.path[::2], at.path[1::2], strict=True))
    if at.line and not at.file.lower().endswith(".txt"):
        parts = {"line": at.line}
    words = [say(f"import.place.{name}", number=number) for name, number in parts.items()]
    return say("import.place", place=" ".join(words)) if words else ""


def _tell(item: Import, dry_run: bool, *, alone: bool) -> None:
    """Say what came of one document; in full where it is the only one."""
    draft = item.draft
    if draft.report is None:
        click.echo(say("import.refused", file=draft.file), err=True)
        return
    figures, *_ = item.files
    counts = {"read": draft.read, "blank": draft.blank, "unread": draft.unread}
    click.echo(say("import.read", file=draft.file, path=figures, **counts), err=True)
    if alone:
        _facts(item)
    if alone and dry_run:
        for path, text in item.files.items():
            click.echo(f"# {path}\n\n{text}")
    for path in item.taken:
        click.echo(say("cannot.exists", path=path), err=True)
    if not (dry_run or item.taken):
        for path in item.files:
            click.echo(say("new.made", path=path), err=True)
    _differences(item, alone=alone)


def _facts(item: Import) -> None:
    """Say what the document says of itself."""
    said, report = item.draft.facts, item.draft.report
    given = {
        "title": said.title,
        "year": report and report.slug,
        "edition": report and report.edition,
        "published": said.published,
        "period": said.period and "–".join(map(str, said.period)),
    }
    if said.index_number is not None:
        given["index_number"] = said.index_number
    contact = said.contact
    if contact is not None:
        parts = (contact.office, contact.address, contact.postcode, contact.phone, contact.email)
        given["contact"] = " ".join(part for part in parts if part)
    for name, value in given.items():
        shown = say("import.not_said") if value is None else value
        click.echo(f"  {say(f'import.facts.{name}')}  {shown}", err=True)


def _differences(item: Import, *, alone: bool) -> None:
    """Show where the draft, read back, is unlike the document; of many, in how many places."""
    if not item.draft.differences:
        click.echo(say("import.alike"), err=True)
        return
    click.echo(say("import.unlike", count=len(item.draft.differences)), err=True)
    for difference in item.draft.differences if alone else ():
        for line in difference.original:
            click.echo(f"  - {line}")
        for line in difference.draft:
            click.echo(f"  + {line}")
        click.echo("")


def _summarise(found: Sequence[Import]) -> None:
    """Say what came of all documents together."""
    drafts = [item for item in found if item.draft.report is not None]
    click.echo(
        say(
            "import.summary",
            files=len(found),
            drafts=len(drafts),
            written=sum(not item.taken for item in drafts),
            errors=sum(item.verdict.count(Severity.ERROR) for item in found),
            warnings=sum(item.verdict.count(Severity.WARNING) for item in found),
        ),
        err=True,
    )
