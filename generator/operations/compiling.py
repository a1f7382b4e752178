"""A region's figures on a year, compiled from what its parts filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.check import Compilation, Filing, Share, State, sparse
from generator.diagnostic import GeneratorError
from generator.form import Form
from generator.portal import Part, parts
from generator.report import Agency, Scope
from generator.workspace.yearly import Year, read_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What came of compiling a region."""

    agency: Agency
    """The government."""
    year: int
    """The year."""
    compilation: Compilation
    """Its figures."""
    filed: Filing | None
    """What it filed itself; ``None`` where there is nothing yet."""


def compile_region(root: Path, agency: str, year: int, *, drafts: bool = False) -> Compiled:
    """A region's figures on a year; with ``drafts`` those of unfinished parts count too.

    Raises:
        GeneratorError: there is no such agency, it has nothing below it, no form applies, or some
            agency stands nowhere in the tree, so that a part may not be known.
    """
    read = read_year(root, year)
    if agency not in read.agencies.records:
        raise GeneratorError("no-agency", id=agency)
    if read.torn:
        raise GeneratorError("torn")
    filed = read.filed.get((agency, Scope.REGION))
    form = read.forms[filed.report.edition] if filed else read.form
    if form is None:
        raise GeneratorError("no-form", year=year)

    def slug(part: str, _: int, scope: Scope) -> str | None:
        report = read.report(part, scope)
        return report.slug if report else None

    listed = parts(agency, year, read.agencies.below, slug)
    if not listed:
        raise GeneratorError("no-parts", id=agency)
    return Compiled(
        agency=read.agencies.records[agency],
        year=year,
        compilation=Compilation(form, tuple(_shares(read, form, listed, drafts=drafts))),
        filed=filed,
    )


def _shares(read: Year, form: Form, listed: tuple[Part, ...], *, drafts: bool) -> Iterator[Share]:
    for part in listed:
        report = read.report(part.agency, part.scope)
        state = State.COUNTED
        if report is None:
            unread = any(agency == part.agency for agency, _ in read.unread)
            state = State.UNREAD if unread else State.MISSING
        elif report.edition != form.edition:
            state = State.EDITION
        elif report.draft and not drafts:
            state = State.DRAFT
        counts = state is State.COUNTED and report is not None
        yield Share(
            agency=part.agency,
            name=read.agencies.records[part.agency].short,
            scope=part.scope,
            slug=part.slug,
            state=state,
            edition=report.edition if report else None,
            published=report.published if report else None,
            due=read.due(part.agency, report),
            figures=sparse(report.figures) if report and counts else (),
        )
