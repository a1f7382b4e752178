"""When a report was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.check.subject import Subject
from generator.diagnostic import Address, Diagnostic
from generator.form import Form
from generator.portal import PlainSummary
from generator.site import Site


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


def late(subject: Subject) -> Iterator[Diagnostic]:
    """A report published after the day that the law, or the site, has set for its kind."""
    published, last = subject.report.published, deadline(subject)
    if last is not None and is_late(published, subject.report.year, last):
        assert published is not None  # noqa: S101 - only then can it be late
        year = subject.report.year + 1
        yield Diagnostic(
            rule="date.deadline",
            at=replace(subject.at, path=("published",)),
            args={"found": published.isoformat(), "due": f"{year}-{last[0]:02}-{last[1]:02}"},
        )


def deadline(subject: Subject) -> tuple[int, int] | None:
    """Month and day by which a report is due in the next year."""
    return due(subject.site, subject.form, subject.agency.kind, subject.report.year)


def due(site: Site, form: Form, kind: str, year: int) -> tuple[int, int] | None:
    """Month and day by which reports of a kind of agency are due; the law's is the outer limit."""
    law = form.deadlines.get(kind)
    own = [
        (item.year is None, item.month, item.day)
        for item in site.deadlines
        if item.kind == kind and item.year in (None, year)
    ]
    local = min(own)[1:] if own else None
    return min(local, law) if local and law else local or law


def is_late(published: date | None, year: int, last: tuple[int, int]) -> bool:
    """Whether a report on a year was published after a month and day of the next one."""
    if published is None:
        return False
    return (published.year, published.month, published.day) > (year + 1, *last)


def future_dates(summaries: Iterable[PlainSummary], as_of: date) -> Iterator[Diagnostic]:
    """The reports of a site that say that they were published after a certain day."""
    for agency, slug, _, _, _, _, published, _ in summaries:
        if published is not None and date.fromisoformat(published) > as_of:
            yield Diagnostic(
                rule="date.impossible",
                variant="future",
                at=Address(file=f"content/{agency}/{slug}.yml", path=("published",)),
                args={"found": published, "as_of": as_of.isoformat()},
            )
