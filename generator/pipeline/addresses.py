"""Where a link inside a site may lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.pipeline.job import Outcome
from generator.portal import Lists, ReportFiles, downloads, report_pages, site_pages
from generator.portal.urls import TEXTS
from generator.report import Agency, Scope


@dataclass(frozen=True, kw_only=True)
class Addresses(Collection[str]):
    """Every page and file of a site, but those at old addresses; an agency's when asked for."""

    lists: Lists
    """What stands in the lists of the site."""
    outcomes: Mapping[str, Outcome]
    """What came of each agency."""
    files: Mapping[str, Sequence[ReportFiles]]
    """The files of each agency's reports."""
    below: Mapping[str, Sequence[Agency]]
    """The agencies right below each that has any."""

    def __contains__(self, url: object) -> bool:
        if url in self._common:
            return True
        place = str(url)
        while place := place.rpartition("/")[0]:
            if place in self.outcomes:
                return url in frozenset(self._of(place))
        return False

    def __iter__(self) -> Iterator[str]:
        yield from self._common
        for agency in self.outcomes:
            yield from self._of(agency)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(page.url for page in site_pages(self.lists))

    def _of(self, agency: str) -> Iterator[str]:
        """The pages of an agency's reports, and the files beside them and their versions."""
        site, outcome = self.lists.site, self.outcomes[agency]
        yield from (f"{agency}/{page}" for page in outcome.past)
        if site.search and outcome.summaries:
            yield f"{agency}/{TEXTS}"
        published = set()
        for _, slug, _, scope, edition, *_ in outcome.summaries:
            published.add(slug)
            form = self.lists.forms[edition] if site.extras else None
            parts = scope == Scope.REGION and bool(self.below.get(agency))
            yield from (page.url for page in report_pages(agency, slug, form, parts=parts))
            if form:
                yield from (f"{agency}/{slug}/{file.path}" for file in downloads(site, form))
        for files in self.files[agency]:
            if files.slug in published:  # what lies beside a draft is kept back, too
                names = (path.rpartition("/")[2] for path in files.attachments)
                yield from (f"{agency}/{files.slug}/{name}" for name in names)
