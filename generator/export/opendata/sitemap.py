"""``sitemap.xml`` and ``robots.txt``: every page that search engines are to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from generator.export.opendata.holdings import Entry, Holdings, absolute
from generator.portal import agency_url, year_url
from generator.portal.urls import ABOUT, DATA, HOME, SITEMAP
from generator.site import Site

LIMIT = 50_000
"""A sitemap may list so many pages."""
Listed = tuple[str, str | None]
"""A page and the last day that changed it, where known."""
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def names(pages: int, limit: int = LIMIT) -> tuple[str, ...]:
    """The sitemaps that so many pages need; above the limit the first one lists the others."""
    parts = -(-pages // limit)
    return (SITEMAP, *(f"sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1))


def sitemaps(site: Site, pages: Sequence[Listed], limit: int = LIMIT) -> Mapping[str, bytes]:
    """The sitemaps of a site whose address is known, by name."""
    listed = [_page(site, url, day) for url, day in pages]
    first, *others = names(len(listed), limit)
    if not others:
        return {first: _set("urlset", listed)}
    parts = (listed[start : start + limit] for start in range(0, len(listed), limit))
    found = {name: _set("urlset", part) for name, part in zip(others, parts, strict=True)}
    told = [f"<sitemap><loc>{escape(absolute(site, name))}</loc></sitemap>" for name in others]
    return {first: _set("sitemapindex", told), **found}


def listed_pages(
    held: Holdings, agencies: Iterable[str], entries: Iterable[Entry], lists: Iterable[str] = ()
) -> Iterator[Listed]:
    """The pages that search engines are to know, of agencies and reports among others.

    Pages of single tables are not listed: they show again what the report's page has. ``lists``
    are the pages that list or compare, besides those of the years.
    """
    for url in (HOME, ABOUT, *([DATA] if held.site.opens else [])):
        yield url, None
    for year, updated in held.years.items():
        yield year_url(year), updated
    for agency in agencies:
        yield agency_url(agency), None
    for url in lists:
        yield url, None
    for entry in entries:
        yield entry.url, entry.updated


def _page(site: Site, url: str, day: str | None) -> str:
    known = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(absolute(site, url))}</loc>{known}</url>"


def _set(name: str, items: list[str]) -> bytes:
    lines = (_HEAD, f'<{name} xmlns="{_XMLNS}">', *items, f"</{name}>")
    return ("\n".join(lines) + "\n").encode()


def robots(site: Site) -> bytes:
    """``robots.txt``: everything may be read, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, SITEMAP)}\n".encode()
