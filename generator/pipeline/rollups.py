"""Regions' reports beside their parts: checked when every agency is up to date.

The figures of the reports that take part come with the batches and are put by in the memory, so
that they are neither held nor read twice. A region is checked again when a figure of its own or
of a part is another one, or when it is broken and a file that its findings point into changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator import source
from generator.check import (
    Compilation,
    Filing,
    PartFiled,
    Region,
    Share,
    Sparse,
    State,
    due_day,
    sparse,
    unequal,
    wanting,
)
from generator.diagnostic import Diagnostic, from_plain, to_plain
from generator.engine import Digest, Snapshot, Store, digest_of
from generator.pipeline.job import Outcome
from generator.pipeline.workshop import Workshop
from generator.portal import Part, PlainSummary, ReportFiles, broken_parents, parts
from generator.report import Scope
from generator.workspace import tree
from generator.workspace.agencies import Agencies
from generator.workspace.reading import read_filing

Grouped = Mapping[str, Sequence[ReportFiles]]
"""The files of every agency's reports."""


def rolled_up_years(reports: Iterable[ReportFiles]) -> Mapping[str, frozenset[int]]:
    """The years on which each agency reports for its region, as far as names of files tell."""
    found: dict[str, set[int]] = {}
    for files in reports:
        if files.slug.endswith("-region"):
            found.setdefault(files.agency, set()).add(int(files.slug[:4]))
    return {agency: frozenset(years) for agency, years in found.items()}


def figures_to_keep(outcome: Outcome) -> Mapping[str, Any]:
    """The figures of parts, as the memory keeps them beside what it keeps of their agency."""
    if not outcome.figures:
        return {}
    kept = {slug: (outcome.shares[slug], figures) for slug, figures in outcome.figures.items()}
    return {f"figures/{outcome.agency}": kept}


def roll_ups(
    shop: Workshop,
    snapshot: Snapshot,
    grouped: Grouped,
    read: Agencies,
    outcomes: Mapping[str, Outcome],
    store: Store,
) -> Regions:
    """The regions' reports beside their parts."""
    torn = any(True for _ in broken_parents(read.records.values()))
    return Regions(shop, snapshot, grouped, read, outcomes, store, torn)


@dataclass(frozen=True, slots=True)
class Regions:
    """The reports on regions that a run knows, and the parts of each."""

    shop: Workshop
    """The settings and forms."""
    snapshot: Snapshot
    """What lies in the site."""
    grouped: Grouped
    """The files of every agency's reports."""
    read: Agencies
    """Every agency."""
    outcomes: Mapping[str, Outcome]
    """What came of each."""
    store: Store
    """The memory."""
    torn: bool
    """Whether some agency stands nowhere in the tree, so that no region is known to be whole."""
    filings: dict[str, Filing | None] = field(default_factory=dict)
    """The reports read again, by file."""
    stamps: dict[tuple[str, str], Digest] = field(default_factory=dict)
    """The digests of what their findings depend on, by agency and slug: asked for twice."""

    def every(self) -> Iterator[PlainSummary]:
        """The reports on regions that have parts."""
        for agency in sorted(self.outcomes):
            if self.read.below.get(agency):
                for item in self.outcomes[agency].summaries:
                    if item[3] == Scope.REGION:
                        yield item

    def wrong(self) -> Iterator[Diagnostic]:
        """What is wrong with them beside their parts."""
        for summary in self.every():
            yield from self._findings(summary)

    def facts(self, summary: PlainSummary) -> Digest:
        """A digest of all that is to be told of a region's parts and of their sums."""
        agency, _, year = summary[:3]
        listed = parts(agency, year, self.read.below, self._filed)
        days = [self._published(part) for part in listed]
        states = [str(self._state(part, summary)) for part in listed]
        return digest_of((self._stamp(summary, listed), list(summary[5:7]), days, states))

    def compiled(self, summary: PlainSummary) -> tuple[Compilation, Sparse]:
        """A region's figures as its parts have them, and those that it filed."""
        agency, slug, year, _, edition, *_ = summary
        listed = parts(agency, year, self.read.below, self._filed)
        shares = tuple(self._share(part, summary) for part in listed)
        return Compilation(self.shop.forms[edition], shares), self._figures(agency, slug) or ()

    def _share(self, part: Part, summary: PlainSummary) -> Share:
        record, state, year = self.read.records[part.agency], self._state(part, summary), summary[2]
        edition = self._edition(part) if part.slug else None
        day, form = self._published(part), self.shop.forms[edition or summary[4]]
        counts = part.slug if state is State.COUNTED else None
        figures = self._figures(part.agency, counts) if counts else ()
        if figures is None:
            state, figures = State.UNREAD, ()  # it was there a moment ago; the next build tells
        return Share(
            agency=part.agency,
            name=record.short,
            scope=part.scope,
            slug=part.slug,
            state=state,
            edition=edition,
            published=date.fromisoformat(day) if day else None,
            due=due_day(form, self.shop.site, record.kind, year),
            figures=figures,
        )

    def _state(self, part: Part, summary: PlainSummary) -> State:
        """How a part stands; of one that is kept back nobody is told that it is there."""
        if part.slug is None:
            unread = self._is_unread(part.agency, summary[2])
            return State.UNREAD if unread else State.MISSING
        return State.COUNTED if self._edition(part) == summary[4] else State.EDITION

    def _published(self, part: Part) -> str | None:
        summaries = self.outcomes[part.agency].summaries if part.slug else ()
        return next((item[6] for item in summaries if item[1] == part.slug), None)

    def waived(self, agency: str, slug: str) -> frozenset[str]:
        """The cells whose differences the region's report explains."""
        return frozenset(cell for cells in self._waived(agency, slug) for cell in cells)

    def _findings(self, summary: PlainSummary) -> Sequence[Diagnostic]:
        """What is wrong with one region's report; as remembered, where that still holds."""
        agency, slug, year = summary[:3]
        listed = parts(agency, year, self.read.below, self._filed)
        stamp = self._stamp(summary, listed)
        name = f"rollup/{agency}/{slug}"
        held: Any = self.store.read(name)
        if held and held[0] == stamp and all(self._content(path) == sha for path, sha in held[1]):
            return tuple(from_plain(plain) for plain in held[2])
        region = self._region(summary, listed)
        found = tuple(self._judged(region)) if region else ()
        files = {at.file for item in found for at in (item.at, *(r.at for r in item.related))}
        contents = [(path, self._content(path)) for path in sorted(files)]
        self.store.write({name: (stamp, contents, tuple(map(to_plain, found)))})
        return found

    def _judged(self, region: Region) -> Iterator[Diagnostic]:
        yield from wanting(region)
        found = region.differences()
        if found:
            yield from unequal(region, found, self._filing)

    def _filed(self, agency: str, year: int, scope: Scope) -> str | None:
        outcome = self.outcomes.get(agency)
        for item in outcome.summaries if outcome else ():
            if item[2] == year and item[3] == scope:
                return item[1]
        return None

    def _stamp(self, summary: PlainSummary, listed: Sequence[Part]) -> Digest:
        """A digest of all that the findings depend on but the lines of files."""
        agency, slug, _, _, edition, *_ = summary
        if (agency, slug) in self.stamps:
            return self.stamps[agency, slug]
        facts = [(part.agency, str(part.scope), part.slug, self._facts(part)) for part in listed]
        own = self._mark(agency, slug), edition, self._waived(agency, slug)
        unread = self._unread(listed, summary[2])
        stamp = digest_of((self.shop.order.settings, own, facts, unread))
        self.stamps[agency, slug] = stamp
        return stamp

    def _facts(self, part: Part) -> tuple[object, ...]:
        if part.slug is None:
            return (self.read.records[part.agency].short,)
        mark = self._mark(part.agency, part.slug)
        return self.read.records[part.agency].short, self._edition(part), mark

    def _mark(self, agency: str, slug: str) -> object:
        """What tells a report's figures from others: their digest, else that of their file."""
        return self.outcomes[agency].shares.get(slug) or self._content(_file(agency, slug))

    def _content(self, path: str) -> str:
        return self.snapshot.contents.get(path, "")

    def _edition(self, part: Part) -> str:
        summaries = self.outcomes[part.agency].summaries
        return next(item[4] for item in summaries if item[1] == part.slug)

    def _waived(self, agency: str, slug: str) -> tuple[tuple[str, ...], ...]:
        """The cells of each explanation of a difference in the region's report."""
        given: Any = self.outcomes[agency].waivers.get(_file(agency, slug), ())
        return tuple(cells for rule, cells, *_ in given if rule == "rollup.sum")

    def _unread(self, listed: Sequence[Part], year: int) -> bool:
        """Whether a part that seems to be missing may be there all the same."""
        return self.torn or any(
            part.slug is None and self._is_unread(part.agency, year) for part in listed
        )

    def _is_unread(self, agency: str, year: int) -> bool:
        outcome = self.outcomes.get(agency)
        if outcome is None:
            return False
        known = {*outcome.shares, *(item[1] for item in outcome.summaries)}
        slugs = {files.slug for files in self.grouped[agency]}
        return any(slug.startswith(str(year)) for slug in slugs - known)

    def _region(self, summary: PlainSummary, listed: Sequence[Part]) -> Region | None:
        agency, slug, year, _, edition, *_ = summary
        own = self._figures(agency, slug)
        if own is None:
            return None
        absent = [part for part in listed if part.slug is None]
        return Region(
            file=_file(agency, slug),
            form=self.shop.forms[edition],
            figures=own,
            parts=tuple(self._parts(listed)),
            missing=tuple(
                (self.read.records[part.agency].short, part.scope)
                for part in absent
                if not self._is_unread(part.agency, year)
            ),
            unread=self._unread(listed, year),
            waived=tuple(frozenset(cells) for cells in self._waived(agency, slug)),
        )

    def _parts(self, listed: Sequence[Part]) -> Iterator[PartFiled]:
        for part in listed:
            figures = self._figures(part.agency, part.slug) if part.slug else None
            if part.slug and figures is not None:
                yield PartFiled(
                    name=self.read.records[part.agency].short,
                    file=_file(part.agency, part.slug),
                    edition=self._edition(part),
                    figures=figures,
                )

    def _figures(self, agency: str, slug: str) -> Sparse | None:
        digest = self.outcomes[agency].shares.get(slug)
        held: Any = self.store.read(f"figures/{agency}") if digest else None
        kept: Any = held.get(slug) if held else None
        if kept and kept[0] == digest:
            figures: Sparse = kept[1]
            return figures
        filing = self._filing(_file(agency, slug))
        return sparse(filing.report.figures) if filing else None

    def _filing(self, file: str) -> Filing | None:
        """A report read again, for its places or because its figures did not come along."""
        if file not in self.filings:
            self.filings[file] = self._read(file)
        return self.filings[file]

    def _read(self, file: str) -> Filing | None:
        agency = file.removeprefix("content/").rpartition("/")[0]
        files = next(item for item in self.grouped[agency] if item.figures == file)
        try:
            raw = tree.read_again(self.shop.root, file, self.snapshot.contents[file])
        except OSError:
            return None  # which is told of that report
        data = source.read(raw, file).data
        return read_filing(data, files, self.shop.forms)[0] if data is not None else None


def _file(agency: str, slug: str) -> str:
    return f"content/{agency}/{slug}.yml"
