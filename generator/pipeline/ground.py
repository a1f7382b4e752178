"""What a run knows of a site, and what each agency's job takes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.engine import digest_of
from generator.pipeline.job import Job
from generator.pipeline.workshop import Order
from generator.portal import Found, ReportFiles
from generator.workspace.agencies import Agencies
from generator.workspace.ledgers import Ledgers


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a run knew of the site when it handed out its jobs."""

    order: Order
    """What it was asked for."""
    files: Mapping[str, Sequence[ReportFiles]]
    """The reports of each agency."""
    contents: Mapping[str, str]
    """SHA-256 of every file, by path."""
    read: Agencies
    """The agencies."""
    regional: Mapping[str, frozenset[int]]
    """The years on which each reports for a region."""
    recorded: Ledgers
    """What was released of each."""

    def job(self, agency: str, contents: Mapping[str, str] | None = None) -> Job:
        """The job of an agency; ``contents`` are files that hold something else by now."""
        files, chain = self.files[agency], self.read.chain(agency)
        paths = [path for item in files for path in item.paths()]
        ledger = self.recorded.files.get(agency)
        if ledger:
            paths.append(ledger)
        years = frozenset[int]().union(*(self.regional.get(above.id, ()) for above in chain))
        return Job(
            order=self.order,
            agency=agency,
            reports=tuple(files),
            contents={path: self.contents[path] for path in paths} | {**(contents or {})},
            chain=chain,
            below=self.read.below.get(agency, ()),
            traces=b"",
            bundle=None,
            ledger=ledger,
            stated=self.recorded.stated(agency),
            shared=tuple(sorted(years)),
        )


def by_agency(found: Found, read: Agencies) -> Mapping[str, list[ReportFiles]]:
    """The reports of each agency; one without any has a page of its own, too."""
    grouped: dict[str, list[ReportFiles]] = {agency: [] for agency in read.records}
    for files in found.reports:
        grouped.setdefault(files.agency, []).append(files)
    return grouped


def fingerprint(job: Job) -> bytes:
    """A digest of everything that an agency's outcome depends on."""
    order = job.order
    files = [(item.slug, item.figures, item.narrative, item.attachments) for item in job.reports]
    around = [repr(agency) for agency in (*job.chain, *job.below)]
    flags = (order.settings, order.base_url, order.drafts, order.live)
    recorded = [] if job.stated is None else [repr(job.stated)]
    return digest_of((flags, files, sorted(job.contents.items()), around, job.shared, recorded))
