"""Every URL of a site. They are relative to its root, without a leading slash, and never change."""

from __future__ import annotations

from generator.report import Scope

HOME = ""
ABOUT = "about/"
SEARCH = "search/"
NOT_FOUND = "404.html"
ACCESS = "accessibility/"
TERMS = "terms/"
METHOD = "method/"
CONTACT = "contact/"
DATA = "data/"
YEARS_INDEX = "years/"
AGENCIES = "agencies/"
"""The lists of agencies: by name, and below it in other orders."""
COMPARE = "compare/"
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

_FACES = frozenset({"en", "zh"})
"""What ``face_of`` gives for the languages that there are."""

RESERVED = frozenset(
    {"about", "agencies", "assets", "compare", "data", "search", "years", "checks", "versions"}
    | {"accessibility", "contact", "method", "terms"}
    | _FACES
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


def comparison_url(agency: str, scope: Scope) -> str:
    """An agency's years side by side."""
    return f"{agency}/compare/" if scope is Scope.AGENCY else f"{agency}/compare/{scope}/"


def year_url(year: int, number: int = 1) -> str:
    """A page of the index of a year."""
    return numbered(f"years/{year}/", number)


def group_url(order: str, number: int = 1) -> str:
    """A page of the agencies in an order: ``names``, ``kinds`` or ``regions``."""
    return numbered(AGENCIES if order == "names" else f"{AGENCIES}{order}/", number)


def indicator_url(table: str, indicator: str, number: int = 1) -> str:
    """A page of one figure of all agencies."""
    path = f"{table}/{indicator}/".replace("_", "-")
    return numbered(f"{COMPARE}{path}", number)


def numbered(url: str, number: int) -> str:
    """A page of a list: the first has the list's own address."""
    return url if number == 1 else f"{url}{number}/"


def version_url(agency: str, slug: str, version: int) -> str:
    """An earlier version of a report, as it was released."""
    return f"{agency}/{slug}/versions/{version}/"


def parts_url(agency: str, slug: str) -> str:
    """A region's report beside the parts that it is compiled from."""
    return f"{agency}/{slug}/parts/"


def calendar_url(year: int) -> str:
    """The page on who has published the report on a year, and by when."""
    return f"years/{year}/calendar/"


def face_of(language: str) -> str:
    """The folder of the pages in a language that is not the site's main one."""
    return f"{language.partition('-')[0]}/"


def faceless(path: str) -> str:
    """A path as the main face of a site has it; no agency is called like a face."""
    first, _, rest = path.partition("/")
    return rest if first in _FACES else path


def in_face(url: str, face: str) -> str:
    """A URL as a face of the site has it: each has its own pages, but all share the files.

    A page's URL is a folder's; the page for missing addresses is one for all.
    """
    path = url.partition("#")[0]
    return face + url if not path or path.endswith("/") else url


def listing_name(language: str = "") -> str:
    """The file that a search begins with, in a language if that is not the site's main one."""
    return f"index-{language}.json" if language else "index.json"


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
