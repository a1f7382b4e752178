"""The pages that are made of summaries only: home, agencies, years, about, 404."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.portal import (
    Page,
    PageKind,
    agency_url,
    comparison_url,
    group_url,
    year_url,
)
from generator.portal.urls import COMPARE, YEARS_INDEX
from generator.render.agencies import agencies_page
from generator.render.calendar import calendar_page
from generator.render.compare import compare_page
from generator.render.comparison import has_comparison
from generator.render.context import Context
from generator.render.explain import explaining_page
from generator.render.moved import moved_page
from generator.render.search import search_page
from generator.render.shell import Crumb, Head
from generator.render.years import columns_of, heads_of, row, year_page, years_page
from generator.report import Agency, Scope


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
    lists = portal.lists(context.forms)
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
        orders=[(order, group_url(order)) for order in lists.orders],
        all_years=YEARS_INDEX if site.extras else None,
        compare=COMPARE if lists.comparing else None,
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
    columns = columns_of(filed)
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
            row(context, item, context.year_label(item.year, item.scope), columns) for item in filed
        ],
        columns=heads_of(context, columns),
        below=[_branch(context, child) for child in portal.by_parent.get(agency.id, ())],
        contact=context.contact(agency.contact),
        comparisons=[
            (context.words(f"comparison.link_{scope}"), comparison_url(agency.id, scope))
            for scope in Scope
            if context.shell.site.extras and has_comparison(context, agency.id, scope)
        ],
    )


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
    PageKind.YEAR: year_page,
    PageKind.CALENDAR: calendar_page,
    PageKind.YEARS: years_page,
    PageKind.AGENCIES: agencies_page,
    PageKind.COMPARE: compare_page,
    PageKind.MOVED: moved_page,
    PageKind.ABOUT: _about,
    PageKind.METHOD: explaining_page,
    PageKind.TERMS: explaining_page,
    PageKind.CONTACT: explaining_page,
    PageKind.ACCESS: explaining_page,
    PageKind.SEARCH: search_page,
    PageKind.NOT_FOUND: _not_found,
}
