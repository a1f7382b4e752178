"""Whether the title says who reports on which year."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from generator.check.patterns import pattern
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic


def odd_title(subject: Subject) -> Iterator[Diagnostic]:
    """A title without the organ's name or the year, or with a word that is doubled."""
    prose = subject.form.prose
    agency, year = subject.agency, str(subject.report.year)
    title = unicodedata.normalize("NFKC", subject.report.title)
    if prose.doubled is None or title == year:  # the year stands in for a title that is not there
        return
    names = {agency.name}
    if agency.kind == "government":
        names |= {agency.short, agency.name.removesuffix(prose.seat or "")}
    named = any(unicodedata.normalize("NFKC", name) in title for name in names)
    if not named and agency.name != agency.id:  # the id stands in for a name that is not there
        yield _finding(subject, "agency", found=agency.name)
    if year not in title:
        yield _finding(subject, "year", found=year)
    if doubled := pattern(prose.doubled).search(title):
        yield _finding(subject, "doubled", found=doubled[0][:2])


def _finding(subject: Subject, variant: str, *, found: str) -> Diagnostic:
    usual = subject.form.title.format(agency=subject.agency.name, year=subject.report.year)
    return Diagnostic(
        rule="title.form",
        variant=variant,
        at=replace(subject.at, path=("title",)),
        args={"found": found, "usual": usual},
    )
