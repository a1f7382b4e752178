"""When a report was published."""

from __future__ import annotations

from calendar import monthrange
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
    """A report published before the year it tells of was over, or before its embargo is."""
    published, year = subject.report.published, subject.report.year
    if published is not None and published <= date(year, 12, 31):
        yield Diagnostic(
            rule="date.impossible",
            variant="before-year-end",
            at=replace(subject.at, path=("published",)),
            args={"found": published.isoformat(), "year": year},
        )
    embargo = subject.report.embargo
    if published is not None and embargo is not None and published < embargo:
        yield Diagnostic(
            rule="date.impossible",
            variant="embargo",
            at=replace(subject.at, path=("published",)),
            args={"found": published.isoformat(), "embargo": embargo.isoformat()},
        )


def late(subject: Subject) -> Iterator[Diagnostic]:
    """A report published after the day that the law, or the site, has set for its kind."""
    published, due = subject.report.published, deadline(subject)
    if published is not None and due is not None and published > due:
        yield Diagnostic(
            rule="date.deadline",
            at=replace(subject.at, path=("published",)),
            args={"found": published.isoformat(), "due": due.isoformat()},
        )


def deadline(subject: Subject) -> date | None:
    """The last day on which a report is in time."""
    return due_day(subject.form, subject.site, subject.agency.kind, subject.report.year)


def due_day(form: Form, site: Site, kind: str, year: int) -> date | None:
    """The last day on which reports on a year are in time; the law's is the outer limit.

    ``None`` where neither the law nor the site sets one for a kind of agency.
    """
    law = form.deadlines.get(kind)
    own = [
        (item.year is None, item.month, item.day)
        for item in site.deadlines
        if item.kind == kind and item.year in (None, year)
    ]
    local = min(own)[1:] if own else None
    day = min(local, law) if local and law else local or law
    return day and _last_day(year + 1, *day)


def _last_day(year: int, month: int, day: int) -> date:
    """A day that a site may name as 02-29, also in years without it: then the day before."""
    return date(year, month, min(day, monthrange(year, month)[1]))


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
