"""The pages that are made of summaries only: home, agencies, years, about, 404."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.portal import (
    Page,
    PageKind,
    Summary,
    agency_url,
    calendar_url,
    report_url,
    year_url,
)
from generator.render.calendar import calendar_page
from generator.render.context import Context
from generator.render.explain import explaining_page
from generator.render.search import search_page
from generator.render.shell import Crumb, Head
from generator.report import Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an index."""

    label: str
    """What links to the report."""
    url: str
    """The report's page."""
    published: str | None
    """When it was published."""
    figures: tuple[str, ...]
    """The figures that stand for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An agency in a tree of agencies."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    count: int
    """How many reports it has."""
    below: tuple[Branch, ...]
    """The agencies below it."""


def index_page(context: Context, page: Page) -> bytes:
    """A page that is made of summaries only.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    return _INDEXES[page.kind](context, page)


def _home(context: Context, page: Page) -> bytes:
    site, portal = context.shell.site, context.portal
    return context.shell.render(
        "home.html",
        Head(
            url=page.url,
            title=site.name,
            description=context.words("home.description", name=site.name),
            metas=context.column_metas(),
        ),
        tree=[_branch(context, agency) for agency in portal.by_parent.get(None, ())],
        years=[(year, year_url(year), len(of)) for year, of in portal.by_year.items()],
        latest=next(iter(portal.by_year), None),
        agency_count=len(portal.by_agency),
        report_count=len(portal.summaries),
    )


def _branch(context: Context, agency: Agency) -> Branch:
    portal = context.portal
    return Branch(
        name=context.name(agency),
        url=agency_url(agency.id),
        count=len(portal.by_agency.get(agency.id, ())),
        below=tuple(_branch(context, child) for child in portal.by_parent.get(agency.id, ())),
    )


def _agency(context: Context, page: Page) -> bytes:
    portal = context.portal
    agency = portal.agencies[page.agency]
    name = context.plain_name(agency)
    filed = portal.by_agency.get(agency.id, ())
    columns = _columns(filed)
    return context.shell.render(
        "agency.html",
        Head(
            url=page.url,
            title=context.words("agency.title", name=name),
            description=context.words("agency.description", name=name),
            crumbs=tuple(context.agency_crumbs(agency.id)),
            metas=context.column_metas(name),
        ),
        agency=agency,
        name=context.name(agency),
        plain_name=name,
        rows=[
            _row(context, item, context.year_label(item.year, item.scope), columns)
            for item in filed
        ],
        columns=_heads(context, columns),
        below=[_branch(context, child) for child in portal.by_parent.get(agency.id, ())],
        contact=context.contact(agency.contact),
    )


def _year(context: Context, page: Page) -> bytes:
    portal = context.portal
    filed = portal.by_year[page.year]
    columns = _columns(filed)
    around = list(pairwise([None, *sorted(portal.by_year), None]))
    title = context.words("year.title", year=page.year)
    return context.shell.render(
        "year.html",
        Head(
            url=page.url,
            title=title,
            description=context.words(
                "year.description", year=page.year, name=context.shell.site.name
            ),
            crumbs=(context.home_crumb(), Crumb(label=title, url=page.url)),
            metas=context.column_metas(),
        ),
        year=page.year,
        rows=[_row(context, item, _filer(context, item), columns) for item in filed],
        columns=_heads(context, columns),
        older=next(before for before, here in around if here == page.year),
        newer=next(after for here, after in around if here == page.year),
        year_url=year_url,
        calendar=calendar_url(page.year) if context.shell.site.calendar else None,
    )


def _filer(context: Context, item: Summary) -> str:
    """Who filed a report, with its scope where that is not the agency's own work."""
    name = context.name(context.portal.agencies[item.agency])
    return context.words(f"year.filer_{item.scope}", name=name)


def _row(context: Context, item: Summary, label: str, columns: Sequence[str]) -> Row:
    """A line with a figure for each column; a form that lacks one says so."""
    leads = dict(item.leads)
    return Row(
        label=label,
        url=report_url(item.agency, item.slug),
        published=item.published.isoformat() if item.published else None,
        figures=tuple(
            _figure(context, leads[column]) if column in leads else context.words("index.absent")
            for column in columns
        ),
    )


def _figure(context: Context, value: int | None) -> str:
    return context.words("cell.blank") if value is None else str(value)


def _columns(filed: Sequence[Summary]) -> tuple[str, ...]:
    """The names of the figures that stand for reports, of all their forms."""
    return tuple(dict.fromkeys(label for item in filed for label, _ in item.leads))


def _heads(context: Context, columns: Sequence[str]) -> Sequence[str]:
    """The same in the interface's language."""
    if not context.english:
        return columns
    tables = (table for form in context.forms.values() for table in form.tables)
    english = {lead.label.text: lead.label.english for table in tables for lead in table.leads}
    return [english.get(column, column) for column in columns]


def _about(context: Context, page: Page) -> bytes:
    title = context.words("about.title")
    used = {item.edition for item in context.portal.summaries}
    return context.shell.render(
        "about.html",
        Head(
            url=page.url,
            title=title,
            description=context.words("about.description", name=context.shell.site.name),
            crumbs=(context.home_crumb(), Crumb(label=title, url=page.url)),
            metas=context.column_metas(),
        ),
        forms=[
            (context.say(form.name), context.citation(form))
            for form in context.forms.values()
            if form.edition in used
        ],
    )


def _not_found(context: Context, page: Page) -> bytes:
    return context.shell.render(
        "404.html",
        Head(
            url=page.url,
            title=context.words("not_found.title"),
            description=context.words("not_found.text"),
        ),
    )


_INDEXES: Mapping[PageKind, Callable[[Context, Page], bytes]] = {
    PageKind.HOME: _home,
    PageKind.AGENCY: _agency,
    PageKind.YEAR: _year,
    PageKind.CALENDAR: calendar_page,
    PageKind.ABOUT: _about,
    PageKind.METHOD: explaining_page,
    PageKind.TERMS: explaining_page,
    PageKind.CONTACT: explaining_page,
    PageKind.ACCESS: explaining_page,
    PageKind.SEARCH: search_page,
    PageKind.NOT_FOUND: _not_found,
}
