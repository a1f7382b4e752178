"""When a report was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.check.subject import Subject
from generator.diagnostic import Diagnostic


def missing_date(subject: Subject) -> Iterator[Diagnostic]:
    """A report that does not say when it was published."""
    if subject.report.published is None and not subject.report.draft:
        args = {"year": subject.report.year}
        yield Diagnostic(rule="date.missing", at=subject.at, args=args)


def impossible_date(subject: Subject) -> Iterator[Diagnostic]:
    """A report published before the year it tells of was over."""
    published, year = subject.report.published, subject.report.year
    if published is not None and published <= date(year, 12, 31):
        yield Diagnostic(
            rule="date.impossible",
            variant="before-year-end",
            at=replace(subject.at, path=("published",)),
            args={"found": published.isoformat(), "year": year},
        )
