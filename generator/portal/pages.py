"""Every page that a site has."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.form import Form
from generator.portal import urls
from generator.portal.lists import Filed, Lists, count_of_pages, several
from generator.portal.model import Portal
from generator.portal.moved import moves, redirects, sound
from generator.report import Scope
from generator.site import Site


class PageKind(enum.StrEnum):
    """The kinds of pages that a site has."""

    HOME = "home"
    AGENCY = "agency"
    COMPARISON = "comparison"
    REPORT = "report"
    TABLE = "table"
    CHECKS = "checks"
    PARTS = "parts"
    YEARS = "years"
    YEAR = "year"
    CALENDAR = "calendar"
    AGENCIES = "agencies"
    COMPARE = "compare"
    INDICATOR = "indicator"
    ABOUT = "about"
    DATA = "data"
    SEARCH = "search"
    ACCESS = "accessibility"
    TERMS = "terms"
    METHOD = "method"
    CONTACT = "contact"
    NOT_FOUND = "404"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that the site has to have."""

    kind: PageKind
    """Which template it takes."""
    url: str
    """Where it stands."""
    agency: str = ""
    """Id of its agency, if it is about one."""
    slug: str = ""
    """Slug of its report, if it is about one."""
    table: str = ""
    """Id of its table, on the page of one table and of an indicator."""
    year: int = 0
    """Its year, on the index of a year."""
    number: int = 1
    """Which page of its list it is."""
    count: int = 1
    """How many pages its list has."""
    order: str = ""
    """The order in which it lists agencies."""
    indicator: str = ""
    """Id of the indicator that it compares."""
    scope: Scope = Scope.AGENCY
    """Whose work it sets side by side."""
    target: str = ""
    """Where it leads on to, for one that was moved."""
    language: str = ""
    """The language it is in, if that is not the site's main one."""

    def beside(self, step: int) -> str:
        """The page of its list that is so many pages further on."""
        first = self.url if self.number == 1 else self.url.removesuffix(f"{self.number}/")
        return urls.numbered(first, self.number + step)


def pages(portal: Portal, forms: Mapping[str, Form]) -> tuple[Page, ...]:
    """Every page of a site, also those at addresses that others had before.

    Where a file stands that is no page, none is made; but this is not known here.
    """
    found = tuple(_pages(portal, forms))
    known = moves(portal.site, portal.agencies.values())
    stand = {page.url: page for page in found} if known else {}
    led = redirects(sound(known, stand), stand, stand)
    every = (*found, *(moved_page(old, new) for old, new in led.items()))
    return (*every, *(twin for page in every for twin in other_faces(portal.site, page)))


def other_faces(site: Site, page: Page) -> Iterator[Page]:
    """A page in the other languages of a site."""
    for language in other_languages(site, page):
        yield replace(page, url=urls.in_face(page.url, urls.face_of(language)), language=language)


def other_languages(site: Site, page: Page) -> tuple[str, ...]:
    """The other languages in which a site has a page.

    That for missing addresses is one for all, and so is a file that was moved.
    """
    return site.others if not page.url or page.url.endswith("/") else ()


def about_pages(site: Site) -> Mapping[PageKind, str]:
    """The pages that explain a site, in the order in which they are listed."""
    found = {PageKind.ABOUT: urls.ABOUT}
    if site.extras:
        found[PageKind.METHOD] = urls.METHOD
        found[PageKind.TERMS] = urls.TERMS
        found[PageKind.CONTACT] = urls.CONTACT
        found[PageKind.ACCESS] = urls.ACCESS
    return found


def moved_page(old: str, new: str) -> Page:
    """The page at an address that another one had before."""
    return Page(kind=PageKind.MOVED, url=old, target=new)


def _pages(portal: Portal, forms: Mapping[str, Form]) -> Iterator[Page]:
    yield from site_pages(portal.lists(forms))
    for item in portal.summaries:
        form = forms[item.edition] if portal.site.extras else None
        parts = item.scope is Scope.REGION and bool(portal.by_parent.get(item.agency))
        yield from report_pages(item.agency, item.slug, form, parts=parts)


def site_pages(lists: Lists) -> Iterator[Page]:
    """Every page of a site but those of its reports.

    An agency has a page as soon as it is listed, reports or not.
    """
    site = lists.site
    yield Page(kind=PageKind.HOME, url=urls.HOME)
    for agency in lists.agencies:
        yield Page(kind=PageKind.AGENCY, url=urls.agency_url(agency), agency=agency)
    if site.extras:
        yield from comparison_pages(lists.filed, lists.forms)
    yield from list_pages(lists)
    for kind, url in about_pages(site).items():
        yield Page(kind=kind, url=url)
    if site.opens:
        yield Page(kind=PageKind.DATA, url=urls.DATA)
    if site.search:
        yield Page(kind=PageKind.SEARCH, url=urls.SEARCH)
    yield Page(kind=PageKind.NOT_FOUND, url=urls.NOT_FOUND)


def report_pages(
    agency: str, slug: str, form: Form | None, *, parts: bool = False
) -> Iterator[Page]:
    """A report's page.

    Where a form is given also those of its tables and the record of checks, and for a region with
    ``parts`` the page of these.
    """
    yield Page(kind=PageKind.REPORT, url=urls.report_url(agency, slug), agency=agency, slug=slug)
    if form is None:
        return
    for table in form.tables:
        url = urls.table_url(agency, slug, table.id)
        yield Page(kind=PageKind.TABLE, url=url, agency=agency, slug=slug, table=table.id)
    url = urls.checks_url(agency, slug)
    yield Page(kind=PageKind.CHECKS, url=url, agency=agency, slug=slug)
    if parts:
        url = urls.parts_url(agency, slug)
        yield Page(kind=PageKind.PARTS, url=url, agency=agency, slug=slug)


def comparison_pages(filed: Sequence[Filed], forms: Mapping[str, Form]) -> Iterator[Page]:
    """The pages that set the years of an agency side by side, for some reports."""
    for agency, scope in several(filed, forms):
        url = urls.comparison_url(agency, scope)
        yield Page(kind=PageKind.COMPARISON, url=url, agency=agency, scope=scope)


def list_pages(lists: Lists) -> Iterator[Page]:
    """The pages that list reports and agencies. None is empty; a plain site has only the years."""
    extras = lists.site.extras
    for year, reports in lists.counts.items():
        count = count_of_pages(reports, len(lists.outstanding[year])) if extras else 1
        for number in range(1, count + 1):
            url = urls.year_url(year, number)
            yield Page(kind=PageKind.YEAR, url=url, year=year, number=number, count=count)
        if lists.site.calendar:
            yield Page(kind=PageKind.CALENDAR, url=urls.calendar_url(year), year=year)
    if not extras:
        return
    if lists.counts:
        yield Page(kind=PageKind.YEARS, url=urls.YEARS_INDEX)
    for order in lists.orders:
        count = count_of_pages(len(lists.agencies))
        for number in range(1, count + 1):
            url = urls.group_url(order, number)
            yield Page(kind=PageKind.AGENCIES, url=url, order=order, number=number, count=count)
    yield from _indicator_pages(lists)


def _indicator_pages(lists: Lists) -> Iterator[Page]:
    """One figure of all agencies, where there is more than one line of it."""
    if not lists.comparing:
        return
    yield Page(kind=PageKind.COMPARE, url=urls.COMPARE)
    count = count_of_pages(len(lists.compared))
    for table, indicator in lists.indicators:
        for number in range(1, count + 1):
            yield Page(
                kind=PageKind.INDICATOR,
                url=urls.indicator_url(table, indicator.id, number),
                table=table,
                indicator=indicator.id,
                number=number,
                count=count,
            )
