"""``feed.xml``: what was published or corrected last, as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from generator.export.opendata.holdings import Entry, Holdings, absolute
from generator.portal.urls import FEED
from generator.report import Agency

NEWEST = 50
"""How many reports the feed tells of."""


def feed(held: Holdings, agencies: Mapping[str, Agency], entries: Iterable[Entry]) -> bytes:
    """The feed of a site whose address is known and of whose reports at least one has a date.

    Days come from the reports alone, and are taken to begin in Greenwich: the hour is not known.
    """
    dated = [entry for entry in entries if entry.updated]
    dated.sort(key=lambda entry: str(entry.updated), reverse=True)
    site, here = held.site, absolute(held.site, FEED)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(site.language)}">',
        f"<id>{escape(here)}</id>",
        f"<title>{escape(site.name)}</title>",
        f"<updated>{_time(held.newest)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(here)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(absolute(site, ""))}"/>',
        f"<author><name>{escape(site.footer.organizer or site.name)}</name></author>",
        *(_entry(held, entry, agencies[entry.summary.agency]) for entry in dated[:NEWEST]),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(held: Holdings, entry: Entry, agency: Agency) -> str:
    url = absolute(held.site, entry.url)
    published = entry.summary.published
    parts = [
        f"<id>{escape(url)}</id>",
        f"<title>{escape(entry.summary.title)}</title>",
        f"<updated>{_time(entry.updated)}</updated>",
        f"<published>{_time(published.isoformat())}</published>" if published else "",
        f"<author><name>{escape(agency.name)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{escape(url)}"/>',
        f"<summary>{escape(entry.correction or entry.summary.title)}</summary>",
    ]
    return f"<entry>{''.join(parts)}</entry>"


def _time(day: str | None) -> str:
    return f"{day}T00:00:00Z"
