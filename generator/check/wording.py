"""Words in the narrative that another report or a template has left behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.check.counts import count
from generator.check.prose import other_years, place, wordings
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic
from generator.report import Agency


def leftovers(subject: Subject) -> Iterator[Diagnostic]:
    """Words of a template, and blanks that were to be filled in."""
    seen: list[range] = []
    for found in wordings(subject, subject.form.prose.leftovers):
        if any(found.start() in span or found.end() - 1 in span for span in seen):
            continue
        seen.append(range(*found.span()))
        at = place(subject, *found.span())
        words = found[0].strip("，。；：、 \n")
        yield Diagnostic(rule="narrative.template", at=at, args={"found": words})


def promised_parts(subject: Subject) -> Iterator[Diagnostic]:
    """A report that says that it has more or fewer parts than it has."""
    has = len(subject.form.sections)
    for found in wordings(subject, subject.form.prose.parts):
        said = count(found, found.string)
        if said and said.exact and said.low != has:
            at = place(subject, found.start("n"), found.end())
            args: dict[str, str | int] = {"found": int(said.low), "has": has}
            yield Diagnostic(rule="narrative.parts", at=at, args=args)


def other_year(subject: Subject) -> Iterator[Diagnostic]:
    """Words that name another year where this report's is meant, or a period that is no year."""
    prose, year = subject.form.prose, subject.report.year
    for found in wordings(subject, prose.periods):
        yield from _period(subject, found)
    if subject.narrative is None or not other_years(subject.narrative.text, year):
        return
    told: set[int] = set()
    for texts, later in ((prose.years, True), (prose.openings, False)):
        for found in wordings(subject, texts):
            said, start = int(found["year"]), found.start("year")
            if (said < year or (later and said > year)) and start not in told:
                told.add(start)
                yield _year(subject, found)


def _year(subject: Subject, found: re.Match[str]) -> Diagnostic:
    at = place(subject, *found.span("year"))
    args: dict[str, str | int] = {"found": found["year"], "year": subject.report.year}
    return Diagnostic(rule="narrative.year", at=at, args=args)


def _period(subject: Subject, found: re.Match[str]) -> Iterator[Diagnostic]:
    """A statistical period other than the calendar year reported on."""
    year = str(subject.report.year)
    until = found["until"] or found["year"]
    days = (found["first"], found["last"])
    if (found["year"], until, days) == (year, year, subject.form.prose.whole_year):
        return
    at = place(subject, found.start("year"), found.end())
    args: dict[str, str | int] = {"found": found.string[found.start("year") : found.end()]}
    args |= dict(zip(("first", "last"), subject.form.prose.whole_year, strict=True))
    yield Diagnostic(
        rule="narrative.year", variant="period", at=at, args=args | {"year": subject.report.year}
    )


def other_organ(subject: Subject) -> Iterator[Diagnostic]:
    """Another organ's name where the report speaks of itself."""
    prose = subject.form.prose
    known = [subject.agency, *subject.above, *subject.below]
    for found in wordings(subject, prose.organs):
        if not _is_own(found["organ"], known):
            at = place(subject, *found.span("organ"))
            args = {"found": found["organ"], "own": subject.agency.name}
            yield Diagnostic(rule="narrative.agency", at=at, args=args)


def _is_own(found: str, known: Iterable[Agency]) -> bool:
    """Whether a name is that of one of some agencies, or a longer or shorter form of it."""
    return any(
        found == agency.short or found.endswith(agency.name) or agency.name.endswith(found)
        for agency in known
    )
