"""All of a site's content at once, for those who need records rather than pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import source
from generator.check import Filing
from generator.engine import Store, take
from generator.form import Form
from generator.portal import (
    Attachment,
    Page,
    Portal,
    ReportFiles,
    assemble,
    discover,
    pages,
    report_url,
)
from generator.portal import summary as summarise
from generator.report import Narrative, Report
from generator.site import Site
from generator.workspace import tree
from generator.workspace.agencies import read_agencies
from generator.workspace.editions import editions
from generator.workspace.listing import entries
from generator.workspace.reading import read_filing, read_narrative
from generator.workspace.settings import load_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One report as it was read."""

    files: ReportFiles
    """Where it stands."""
    filing: Filing
    """Its record and the places of its figures."""
    narrative: Narrative | None
    """Its prose; ``None`` where there is no file."""

    @property
    def report(self) -> Report:
        """Its record."""
        return self.filing.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a site publishes, as far as it can be read."""

    site: Site
    """The settings."""
    forms: Mapping[str, Form]
    """The editions, by name."""
    portal: Portal
    """Agencies and summaries."""
    filed: Mapping[tuple[str, str], Filed]
    """Every report, by agency and slug."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page of the site."""
        return pages(self.portal, self.forms)

    @property
    def attachments(self) -> Iterator[Attachment]:
        """Every file that is published as it is."""
        for item in self.filed.values():
            for path in item.files.attachments:
                url = report_url(item.files.agency, item.files.slug) + path.rpartition("/")[2]
                yield Attachment(url=url, source=path)


def load(root: Path, *, drafts: bool = False, as_of: date | None = None) -> Content:
    """A site's content; what cannot be read is left out, and ``check`` tells of it.

    ``as_of`` is the day of the site, by which some embargoes may be over.

    Raises:
        SiteError: there is no site here.
    """
    site, _ = load_site(root)
    forms, _ = editions(root)
    snapshot = take(root, ("content",), None)
    found = discover(entries(root, snapshot))
    agencies = read_agencies(root, found.agencies, snapshot, Store(None))
    filed = {}
    for files in found.reports:
        item = read_filed(root, files, forms)
        if item is not None and not item.report.withheld(drafts=drafts, as_of=as_of):
            filed[item.report.key] = item
    summaries = [summarise(item.report, forms[item.report.edition]) for item in filed.values()]
    portal = assemble(site, agencies.records.values(), summaries)
    return Content(site=site, forms=forms, portal=portal, filed=filed)


def read_filed(root: Path, files: ReportFiles, forms: Mapping[str, Form]) -> Filed | None:
    """One report; ``None`` where it cannot be read."""
    data = source.read(tree.read(root, files.figures), files.figures).data
    if data is None:
        return None
    filing, _ = read_filing(data, files, forms)
    if filing is None:
        return None
    prose = None
    if files.narrative is not None:
        raw = tree.read(root, files.narrative)
        prose, _ = read_narrative(raw, files.narrative, forms[filing.report.edition])
    return Filed(files=files, filing=filing, narrative=prose)
