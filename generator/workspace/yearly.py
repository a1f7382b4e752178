"""The reports on one year, read for those who ask about that year alone: no prose, no pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import source
from generator.check import Filing, due_day
from generator.engine import Store, take
from generator.form import Form, form_for
from generator.portal import ReportFiles, broken_parents, discover
from generator.report import Report, Scope
from generator.site import Site
from generator.workspace import tree
from generator.workspace.agencies import Agencies, read_agencies
from generator.workspace.editions import editions
from generator.workspace.listing import entries
from generator.workspace.reading import read_filing
from generator.workspace.settings import load_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """All that is filed on a year, drafts included."""

    year: int
    """The year reported on."""
    site: Site
    """The settings."""
    forms: Mapping[str, Form]
    """The editions, by name."""
    agencies: Agencies
    """Every agency."""
    filed: Mapping[tuple[str, Scope], Filing]
    """The reports that can be read, by agency and scope."""
    unread: frozenset[tuple[str, str]]
    """The reports on that year that cannot be read, by agency and slug."""
    torn: bool
    """Whether some agency stands nowhere in the tree."""

    @property
    def form(self) -> Form | None:
        """The form that reports on that year follow unless they name another."""
        return form_for(self.forms, self.year)

    def report(self, agency: str, scope: Scope) -> Report | None:
        """An agency's report of a scope."""
        filing = self.filed.get((agency, scope))
        return filing.report if filing else None

    def due(self, agency: str, report: Report | None) -> date | None:
        """The last day on which an agency's report on that year is in time."""
        form = self.forms[report.edition] if report else self.form
        if form is None:
            return None
        return due_day(form, self.site, self.agencies.records[agency].kind, self.year)


def read_year(root: Path, year: int) -> Year:
    """What a site's folder holds on a year.

    Raises:
        SiteError: there is no site here.
    """
    site, _ = load_site(root)
    forms, _ = editions(root)
    snapshot = take(root, ("content",), None)
    found = discover(entries(root, snapshot))
    agencies = read_agencies(root, found.agencies, snapshot, Store(None))
    filed: dict[tuple[str, Scope], Filing] = {}
    unread: set[tuple[str, str]] = set()
    for files in found.reports:
        if not files.slug.startswith(f"{year}") or files.agency not in agencies.records:
            continue
        filing = _filing(root, files, forms)
        if filing is None:
            unread.add((files.agency, files.slug))
        else:
            filed.setdefault((files.agency, filing.report.scope), filing)
    return Year(
        year=year,
        site=site,
        forms=forms,
        agencies=agencies,
        filed=filed,
        unread=frozenset(unread),
        torn=any(True for _ in broken_parents(agencies.records.values())),
    )


def _filing(root: Path, files: ReportFiles, forms: Mapping[str, Form]) -> Filing | None:
    try:
        data = source.read(tree.read(root, files.figures), files.figures).data
    except OSError:
        return None
    return read_filing(data, files, forms)[0] if data is not None else None
