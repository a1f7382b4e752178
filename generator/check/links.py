"""Links and pictures in the narrative lead to something that the site has."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.diagnostic import Address, Diagnostic
from generator.portal import report_url
from generator.report import Narrative, Report


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or picture that leads somewhere inside the site."""

    url: str
    """Where it leads, from the site's root."""
    image: bool
    """Whether it is a picture."""
    target: str
    """The address as written."""
    file: str
    """The Markdown file it stands in."""
    line: int
    """Its line there, from 1."""
    column: int
    """Its column there, from 1."""


def references(report: Report, narrative: Narrative, file: str) -> Iterator[Reference]:
    """What a report's prose refers to inside the site."""
    page = report_url(report.agency, report.slug)
    for link in narrative.links:
        parts = urlsplit(link.target)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        url = posixpath.normpath(posixpath.join("/", page, unquote(parts.path))).lstrip("/")
        url = "" if url == "index.html" else url.removesuffix("/index.html")
        target = unquote(link.target.removesuffix("index.html"))
        yield Reference(url, link.image, target, file, link.line, link.column)


def leads(reference: Reference, urls: Collection[str]) -> bool:
    """Whether a reference leads to one of some pages and files; a page needs no last slash."""
    folder = f"{reference.url}/" if reference.url else ""
    return reference.url in urls or (not reference.image and folder in urls)


def dead_links(found: Iterable[Reference], urls: Collection[str]) -> Iterator[Diagnostic]:
    """The references that lead to none of a site's pages and files."""
    for reference in found:
        if leads(reference, urls):
            continue
        at = Address(
            file=reference.file,
            line=reference.line,
            column=reference.column,
            width=max(len(reference.target), 1),
        )
        yield Diagnostic(rule="link.dead", at=at, args={"target": reference.target})
