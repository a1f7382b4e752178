"""What a site has to offer: the facts that everything in this folder is written from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from generator.form import Form
from generator.portal import HeldFile, Summary, report_url
from generator.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report in a list of data."""

    summary: Summary
    """What it is."""
    updated: str | None
    """The day of its publication or last correction; ``None`` where none is known."""
    correction: str = ""
    """Its last correction in words; empty where there is none."""

    @property
    def url(self) -> str:
        """Its page."""
        return report_url(self.summary.agency, self.summary.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """The data of a site, without the reports themselves."""

    site: Site
    """The settings."""
    forms: Mapping[str, Form]
    """The editions in use, by name, sorted."""
    years: Mapping[int, str | None]
    """The years that reports tell of, newest first, each with the last day that changed them."""
    files: Mapping[str, HeldFile] = field(default_factory=dict)
    """The files with data of many reports, by their path from ``data/v1/``."""

    @property
    def newest(self) -> str | None:
        """The day of the last publication or correction; ``None`` where none is known."""
        return max((day for day in self.years.values() if day), default=None)


def absolute(site: Site, url: str) -> str:
    """A URL of the site in full; where its address is not known, from its root."""
    return (site.base_url or "/") + quote(url)


def dumped(data: object) -> bytes:
    """A document as JSON, laid out for people too."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
