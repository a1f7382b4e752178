"""When a report was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.check.subject import Subject
from generator.diagnostic import Address, Diagnostic
from generator.portal import PlainSummary


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
    if published is None or due is None:
        return
    year = subject.report.year + 1
    if (published.year, published.month, published.day) > (year, *due):
        yield Diagnostic(
            rule="date.deadline",
            at=replace(subject.at, path=("published",)),
            args={"found": published.isoformat(), "due": f"{year}-{due[0]:02}-{due[1]:02}"},
        )


def deadline(subject: Subject) -> tuple[int, int] | None:
    """Month and day by which a report is due in the next year; the law's is the outer limit."""
    law = subject.form.deadlines.get(subject.agency.kind)
    own = [
        (item.year is None, item.month, item.day)
        for item in subject.site.deadlines
        if item.kind == subject.agency.kind and item.year in (None, subject.report.year)
    ]
    local = min(own)[1:] if own else None
    return min(local, law) if local and law else local or law


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
