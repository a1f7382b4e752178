"""Who has published the report on a year, who is late, and whose report has errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.check import Duty, owed, progress
from generator.diagnostic import Severity
from generator.pipeline.build import check
from generator.pipeline.wish import Wish
from generator.report import Agency, Report, Scope
from generator.workspace.yearly import Year, read_year


def standings(root: Path, year: int, as_of: date) -> tuple[Duty, ...]:
    """Every report that is owed on a year, as it stands on a day.

    Raises:
        SiteError: there is no site here.
    """
    problems = check(root, Wish(drafts=True)).verdict.problems
    errors = Counter(
        problem.position.file.partition(".")[0]
        for problem in problems
        if problem.severity is Severity.ERROR
    )
    return tuple(_duties(read_year(root, year), as_of, errors))


def _duties(read: Year, as_of: date, errors: Counter[str]) -> Iterator[Duty]:
    agencies = read.agencies
    for agency, scope in owed(agencies.records.values(), agencies.below):
        yield _duty(read, agency, scope, as_of, errors)


def _duty(read: Year, agency: Agency, scope: Scope, as_of: date, errors: Counter[str]) -> Duty:
    report = read.report(agency.id, scope)
    due = read.due(agency.id, report)
    is_filed = report is not None and _is_out(report, as_of)
    published = report.published if report and is_filed else None
    stands, days = progress(is_filed=is_filed, published=published, due=due, as_of=as_of)
    slug = report.slug if report else _unread(read, agency.id, scope)
    return Duty(
        agency=agency.id,
        name=agency.name,
        kind=agency.kind,
        scope=scope,
        due=due,
        slug=slug,
        published=published,
        progress=stands,
        days=days,
        held=slug is not None and not is_filed,
        errors=errors[f"content/{agency.id}/{slug}"] if slug else 0,
    )


def _is_out(report: Report, as_of: date) -> bool:
    """Whether a report is published by a day."""
    if report.withheld(drafts=False, as_of=as_of):
        return False
    return report.published is None or report.published <= as_of


def _unread(read: Year, agency: str, scope: Scope) -> str | None:
    """The report that cannot be read, by the name of its file."""
    slug = f"{read.year}-region" if scope is Scope.REGION else f"{read.year}"
    return slug if (agency, slug) in read.unread else None
