"""The page on who has published the report on a year: from content alone, no clock is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check import Progress, due_day, owed, progress
from generator.form import form_for
from generator.portal import Page, Summary, agency_url, report_url, year_url
from generator.render.context import Context
from generator.render.shell import Crumb, Head
from generator.report import Agency, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """A report that is owed, as the template prints it."""

    name: str
    """Who owes it, with the scope where that is not its own work."""
    url: str
    """The report, or its agency's page where there is none."""
    due: str
    """The last day on which it is in time."""
    published: str
    """When it was published."""
    progress: Progress
    """How it stands."""
    result: str
    """The same in words."""


def calendar_page(context: Context, page: Page) -> bytes:
    """The page of a year.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    words, year = context.words, page.year
    views = tuple(_views(context, year))
    counts = Counter(view.progress for view in views)
    title = words("calendar.title", year=year)
    told = [words(f"calendar.count_{key}", count=counts[key]) for key in Progress if counts[key]]
    return context.shell.render(
        "calendar.html",
        Head(
            url=page.url,
            title=title,
            description=words("calendar.description", year=year, name=context.shell.site.name),
            crumbs=(
                context.home_crumb(),
                Crumb(label=words("year.title", year=year), url=year_url(year)),
                Crumb(label=words("calendar.crumb"), url=page.url),
            ),
            metas=context.column_metas(),
        ),
        year=year,
        lead=words("calendar.lead", count=len(views), told=words("sentence.join").join(told)),
        rows=views,
        back=year_url(year),
    )


def _views(context: Context, year: int) -> Iterator[DutyView]:
    portal = context.portal
    filed = {(item.agency, item.scope): item for item in portal.by_year.get(year, ())}
    below = {above: of for above, of in portal.by_parent.items() if above is not None}
    for agency, scope in owed(portal.agencies.values(), below):
        yield _view(context, agency, scope, year, filed)


def _view(
    context: Context,
    agency: Agency,
    scope: Scope,
    year: int,
    filed: Mapping[tuple[str, Scope], Summary],
) -> DutyView:
    words, item = context.words, filed.get((agency.id, scope))
    form = context.forms[item.edition] if item else form_for(context.forms, year)
    due = due_day(form, context.shell.site, agency.kind, year) if form else None
    published = item.published if item else None
    stands, days = progress(is_filed=item is not None, published=published, due=due, as_of=None)
    return DutyView(
        name=words(f"year.filer_{scope}", name=context.name(agency)),
        url=report_url(agency.id, item.slug) if item else agency_url(agency.id),
        due=due.isoformat() if due else words("calendar.no_due"),
        published=published.isoformat()
        if published
        else words("fact.no_date" if item else "calendar.none"),
        progress=stands,
        result=words(f"calendar.{stands}", days=days),
    )
