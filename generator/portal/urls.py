"""Every URL of a site. They are relative to its root, without a leading slash, and never change."""

from __future__ import annotations

HOME = ""
ABOUT = "about/"
SEARCH = "search/"
NOT_FOUND = "404.html"
DATA = "data/"
CATALOG = "data/catalog.jsonld"
ARCHIVE = "data/gongkai.zip"
API = "data/v1/"
"""What programs read; a version that they would misread gets another folder."""
YEARS = "data/v1/years"
"""The folder with every figure of each year."""
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
SECURITY = ".well-known/security.txt"
HEADERS = "_headers"
"""What hosts such as Netlify read of headers; others never ask for it."""
TEXTS = "search.json"
"""The file below each agency's address in which its reports are searched."""

RESERVED = frozenset(
    {"about", "assets", "compare", "data", "search", "years", "checks", "versions"}
    | {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Folder names that no agency may take: pages of the site, and devices of an operating system."""


def agency_url(agency: str) -> str:
    """The page of an agency."""
    return f"{agency}/"


def report_url(agency: str, slug: str) -> str:
    """The page of a report."""
    return f"{agency}/{slug}/"


def table_url(agency: str, slug: str, table: str) -> str:
    """The page of one table of a report."""
    return f"{agency}/{slug}/{table.replace('_', '-')}/"


def checks_url(agency: str, slug: str) -> str:
    """The record of what was checked in a report."""
    return f"{agency}/{slug}/checks/"


def year_url(year: int) -> str:
    """The index of a year."""
    return f"years/{year}/"


def file_of(url: str) -> str:
    """The file that holds the page at a URL."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def relative(source: str, target: str) -> str:
    """A link from the page at one URL to another, as it works on a server and opened as a file.

    A fragment is kept. The file's name is written out: a folder opened as a file shows a list.
    """
    path, mark, fragment = target.partition("#")
    if path == source and mark:
        return f"#{fragment}"
    here = file_of(source).split("/")[:-1]
    there = file_of(path).split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) + mark + fragment
