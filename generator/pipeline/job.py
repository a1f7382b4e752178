"""What travels between the process that conducts a build and those that do its batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.check import Reference, Sparse
from generator.engine import Digest
from generator.ledger import Head
from generator.pipeline.workshop import Order
from generator.portal import Measures, PlainSummary, ReportFiles
from generator.report import Agency
from generator.search import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One agency to be brought up to date."""

    order: Order
    """The build."""
    agency: str
    """The agency's id."""
    reports: tuple[ReportFiles, ...]
    """Its reports."""
    contents: Mapping[str, str]
    """SHA-256 of each of its files, by path."""
    chain: tuple[Agency, ...]
    """The agencies above it, outermost first, and itself."""
    below: tuple[Agency, ...]
    """The agencies right below it."""
    traces: bytes
    """What the last build remembered of it, packed."""
    bundle: str | None
    """The bundle with its pages as of the last build, if it is still there."""
    faces: Mapping[str, str] = field(default_factory=dict)
    """The same of its pages in other languages, by where they stand."""
    ledger: str | None = None
    """The file of its ledger, where it has one."""
    stated: Head | None = None
    """What the list of releases says of that; ``None`` where there is no list."""
    shared: tuple[int, ...] = ()
    """The years on which an agency above it, or itself, reports for a region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a job. Where content is only checked, there is nothing of pages in it."""

    agency: str
    """The agency's id."""
    summaries: tuple[PlainSummary, ...]
    """Of its reports, for indexes."""
    diagnostics: tuple[tuple[object, ...], ...]
    """What is wrong with them, in plain types."""
    references: tuple[Reference, ...]
    """Where their prose leads inside the site."""
    waivers: Mapping[str, tuple[tuple[object, ...], ...]]
    """Published explanations in plain types, by the report's file."""
    shares: Mapping[str, Digest]
    """Of the reports that a region's may be the sum of, drafts too: a digest of the figures."""
    embargoes: Mapping[str, str]
    """By slug, the first day on which a report may be published, where it says one."""
    figures: Mapping[str, Sparse]
    """The figures of the shares; the conductor puts them by as they come."""
    measured: tuple[Measures, ...]
    """The indicators of each of the reports, in the order of their summaries."""
    past: tuple[str, ...]
    """The pages of versions that no longer stand, from the agency's address."""
    traces: bytes = b""
    """What to remember for the next build, packed."""
    bundle: str | None = None
    """The bundle with its pages."""
    pages: int = 0
    """How many pages and downloads the bundle holds, besides attachments."""
    survey: tuple[Any, ...] = ()
    """What the gate has to know of the bundle."""
    made: Mapping[str, str] = field(default_factory=dict)
    """The pages made again, by their file in the site, and why."""
    records: Mapping[str, tuple[str | None, str, str]] = field(default_factory=dict)
    """By slug, the last day that changed a report, the digest of its figures as CSV, and its last
    correction in words."""
    listed: str = ""
    """The agency and its reports in the list of all data."""
    blocks: tuple[Block, ...] | None = None
    """What it brings to the index of a search; ``None`` where its bundle has to tell."""
    faces: Mapping[str, tuple[str, tuple[Any, ...]]] = field(default_factory=dict)
    """The bundles with its pages in other languages, and their surveys, by where they stand."""

    @property
    def bundles(self) -> Mapping[str, str]:
        """All its bundles, by where they stand."""
        main = {self.agency: self.bundle} if self.bundle else {}
        return main | {place: bundle for place, (bundle, _) in self.faces.items()}

    @property
    def surveys(self) -> Mapping[str, tuple[Any, ...]]:
        """What the gate has to know of each."""
        main = {self.agency: self.survey} if self.bundle else {}
        return main | {place: survey for place, (_, survey) in self.faces.items()}
