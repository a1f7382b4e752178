"""Agencies, reports and pages of a site, assembled from decoded records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from generator.diagnostic import Address, Diagnostic
from generator.form import Form
from generator.portal.lists import Lists
from generator.report import Agency, Report, Scope
from generator.site import Site

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is published as it is."""

    url: str
    """Where it is published."""
    source: str
    """The file's path in the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A version of a report that was released."""

    number: int
    """Which one, from 1."""
    day: str
    """The day of its release."""
    digest: str
    """The digest of its line in the ledger."""


PlainSummary = tuple[str, str, int, str, str, str, str | None, tuple[tuple[str, int | None], ...]]
"""A summary in plain types: its fields in order, the date as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What indexes say of a report. Prose is not in it, so editing prose leaves them alone."""

    agency: str
    """The agency's id."""
    slug: str
    """Its slug."""
    year: int
    """The year it tells of."""
    scope: Scope
    """Whose work it tells of."""
    edition: str
    """Its edition."""
    title: str
    """Its title."""
    published: date | None
    """When it was published."""
    leads: tuple[tuple[str, int | None], ...]
    """The counts that stand for it: label and value."""

    @property
    def plain(self) -> PlainSummary:
        """The same in plain types, as the build's memory keeps it."""
        day = self.published.isoformat() if self.published else None
        head = (self.agency, self.slug, self.year, str(self.scope), self.edition, self.title)
        return (*head, day, self.leads)


def from_plain(plain: PlainSummary) -> Summary:
    """The summary that ``Summary.plain`` made plain."""
    agency, slug, year, scope, edition, title, day, leads = plain
    return Summary(
        agency=agency,
        slug=slug,
        year=year,
        scope=Scope(scope),
        edition=edition,
        title=title,
        published=date.fromisoformat(day) if day else None,
        leads=leads,
    )


def summary(report: Report, form: Form) -> Summary:
    """The summary of a report."""
    leads = [
        (lead.label.text, value if isinstance(value, int) else None)
        for table in form.tables
        for lead in table.leads
        for value in [report.figures[lead.cell]]
    ]
    return Summary(
        agency=report.agency,
        slug=report.slug,
        year=report.year,
        scope=report.scope,
        edition=report.edition,
        title=report.title,
        published=report.published,
        leads=tuple(leads),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """Everything that indexes are made of."""

    site: Site
    """The settings."""
    agencies: Mapping[str, Agency]
    """By id, in tree order: an agency stands before those below it."""
    summaries: tuple[Summary, ...]
    """Of every report, by agency in tree order, newest first."""
    by_parent: Mapping[str | None, tuple[Agency, ...]]
    """The agencies right below each; those at the top below ``None``."""
    by_agency: Mapping[str, tuple[Summary, ...]]
    """Each agency's reports, newest first."""
    by_year: Mapping[int, tuple[Summary, ...]]
    """The reports on each year, newest year first, by agency in tree order."""

    def chain(self, agency: str) -> tuple[Agency, ...]:
        """The agencies above one, outermost first, and itself."""
        found: list[Agency] = []
        here: str | None = agency
        while here is not None:
            found.insert(0, self.agencies[here])
            here = self.agencies[here].parent
        return tuple(found)

    def lists(self, forms: Mapping[str, Form]) -> Lists:
        """What stands in the lists of all its reports."""
        filed = [(item.agency, item.year, item.scope, item.edition) for item in self.summaries]
        return Lists(site=self.site, agencies=self.agencies, filed=filed, forms=forms)


def assemble(site: Site, agencies: Iterable[Agency], summaries: Iterable[Summary]) -> Portal:
    """The portal that agencies and reports make up.

    An agency whose parent is wrong (see ``broken_parents``) stands at the top.
    """
    known = {agency.id: agency for agency in agencies}
    broken = {finding.at.file for finding in broken_parents(known.values())}
    ordered = tree_order(known, broken)
    place = {agency: number for number, agency in enumerate(ordered)}
    listed = sorted(
        (item for item in summaries if item.agency in place),
        key=lambda item: (place[item.agency], -item.year, item.scope is Scope.REGION, item.slug),
    )
    return Portal(
        site=site,
        agencies=ordered,
        summaries=tuple(listed),
        by_parent=_grouped(ordered.values(), lambda item: item.parent),
        by_agency=_grouped(listed, lambda item: item.agency),
        by_year=dict(sorted(_grouped(listed, lambda item: item.year).items(), reverse=True)),
    )


def _grouped(items: Iterable[V], key: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(members) for name, members in groups.items()}


def _file(agency: str) -> str:
    return f"content/{agency}/agency.yml"


def broken_parents(agencies: Iterable[Agency]) -> Iterator[Diagnostic]:
    """Tell of each parent that is not there, or of a chain of parents that comes back."""
    known = {agency.id: agency for agency in agencies}
    for agency in known.values():
        yield from _broken_parent(agency, known)


def _broken_parent(agency: Agency, known: Mapping[str, Agency]) -> Iterator[Diagnostic]:
    at = Address(file=_file(agency.id), path=("parent",))
    seen, here = {agency.id}, agency.parent
    while here is not None:
        if here not in known:
            if here == agency.parent:
                args = {"found": here}
                yield Diagnostic(rule="site.parent", variant="unknown", at=at, args=args)
            return
        if here in seen:
            yield Diagnostic(rule="site.parent", variant="loop", at=at, args={"found": here})
            return
        seen.add(here)
        here = known[here].parent


def tree_order(known: Mapping[str, Agency], broken: Collection[str] = ()) -> dict[str, Agency]:
    """Every agency, after the one above it; one whose chain of parents is broken is at the top."""
    below: dict[str | None, list[Agency]] = {}
    for agency in sorted(known.values(), key=lambda item: item.id):
        whole = _file(agency.id) not in broken
        placed = agency if whole else replace(agency, parent=None)
        below.setdefault(placed.parent, []).append(placed)
    ordered: dict[str, Agency] = {}
    waiting = below.get(None, [])[::-1]
    while waiting:
        agency = waiting.pop()
        ordered[agency.id] = agency
        waiting += below.get(agency.id, [])[::-1]
    return ordered


def filed_twice(summaries: Iterable[Summary]) -> Iterator[Diagnostic]:
    """Tell of two reports of one agency on one year and of one scope."""
    first: dict[tuple[str, int, Scope], str] = {}
    for item in sorted(summaries, key=lambda item: item.slug):
        key = (item.agency, item.year, item.scope)
        if first.setdefault(key, item.slug) != item.slug:
            yield Diagnostic(
                rule="site.twice",
                at=Address(file=f"content/{item.agency}/{item.slug}.yml", path=("scope",)),
                args={"year": item.year, "scope": str(item.scope), "first": f"{first[key]}.yml"},
            )
