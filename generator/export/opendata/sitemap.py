"""``sitemap.xml`` and ``robots.txt``: every page that search engines are to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from generator.export.opendata.holdings import Entry, Holdings, absolute
from generator.portal import about_pages, agency_url, face_of, in_face, year_url
from generator.portal.urls import DATA, HOME, SITEMAP
from generator.site import Site

LIMIT = 50_000
"""A sitemap may list so many pages."""
Listed = tuple[str, str | None]
"""A page and the last day that changed it, where known."""
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def names(pages: int, limit: int = LIMIT) -> tuple[str, ...]:
    """The sitemaps that so many pages need; above the limit the first one lists the others."""
    parts = -(-pages // limit)
    return (SITEMAP, *(f"sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1))


def sitemaps(site: Site, pages: Sequence[Listed], limit: int = LIMIT) -> Mapping[str, bytes]:
    """The sitemaps of a site whose address is known, by name."""
    listed = [line for url, day in pages for line in _page(site, url, day)]
    first, *others = names(len(listed), limit)
    if not others:
        return {first: _set("urlset", listed, of=site)}
    parts = (listed[start : start + limit] for start in range(0, len(listed), limit))
    found = {name: _set("urlset", part, of=site) for name, part in zip(others, parts, strict=True)}
    told = [f"<sitemap><loc>{escape(absolute(site, name))}</loc></sitemap>" for name in others]
    return {first: _set("sitemapindex", told), **found}


def whole_pages(site: Site) -> tuple[str, ...]:
    """The pages that search engines are to know and that are of the site as a whole."""
    return (HOME, *about_pages(site).values(), *([DATA] if site.opens else []))


def listed_pages(
    held: Holdings, agencies: Iterable[str], entries: Iterable[Entry], lists: Iterable[str] = ()
) -> Iterator[Listed]:
    """The pages that search engines are to know, of agencies and reports among others.

    Pages of single tables are not listed: they show again what the report's page has. ``lists``
    are the pages that list or compare, besides those of the years.
    """
    for url in whole_pages(held.site):
        yield url, None
    for year, updated in held.years.items():
        yield year_url(year), updated
    for agency in agencies:
        yield agency_url(agency), None
    for url in lists:
        yield url, None
    for entry in entries:
        yield entry.url, entry.updated


def _page(site: Site, url: str, day: str | None) -> Iterator[str]:
    """A page in each language of the site; where there are several, each tells of all."""
    known = f"<lastmod>{day}</lastmod>" if day else ""
    twins = {
        language: escape(absolute(site, in_face(url, face_of(language) if place else "")))
        for place, language in enumerate(site.languages)
    }
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in twins.items()
        if site.others
    )
    for address in twins.values():
        yield f"<url><loc>{address}</loc>{known}{links}</url>"


def _set(name: str, items: list[str], of: Site | None = None) -> bytes:
    links = f' xmlns:xhtml="{_XHTML}"' if of is not None and of.others else ""
    lines = (_HEAD, f'<{name} xmlns="{_XMLNS}"{links}>', *items, f"</{name}>")
    return ("\n".join(lines) + "\n").encode()


def robots(site: Site) -> bytes:
    """``robots.txt``: everything may be read, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, SITEMAP)}\n".encode()
