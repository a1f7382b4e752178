"""The index for searching, brought up to date from the texts that lie in the agencies' bundles.

It is a pure function of those texts. So where an edit touched a few of them, what they bring to the
index is worked out as it was and as it is, and only the shards that differ are made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.pipeline.job import Outcome
from generator.pipeline.workshop import Workshop
from generator.portal.urls import SEARCH, TEXTS, listing_name
from generator.publish import Bundles
from generator.render import Context, prose_of
from generator.report import Agency, Narrative, Report
from generator.search import (
    Block,
    Entry,
    Index,
    Text,
    amend,
    blocks,
    changes,
    level,
    listing,
    merge,
    plain_text,
    read_texts,
    shard_count,
)

FOLDER = SEARCH.rstrip("/")
"""Where the index stands in the site."""

_FEW = 8
"""Edits of so many agencies, or of one in so many, amend the index; for more, merging is less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """An index as it was made, in plain types."""

    bundle: str
    """The bundle that holds it."""
    texts: Mapping[str, tuple[str, str]]
    """By agency: the bundle that holds its texts, and their digest."""
    layout: tuple[tuple[str, int], ...]
    """The agencies in order, and how many blocks each takes."""
    shards: int
    """How many shards it has."""

    @property
    def plain(self) -> tuple[Any, ...]:
        """Its fields in order."""
        return self.bundle, dict(self.texts), self.layout, self.shards


def report_text(context: Context, report: Report, narrative: Narrative) -> Text:
    """What can be found of a report: what its page says in words. Its tables are not in it.

    Every report has the same rows, so their names would find them all.
    """
    named = context.portal.agencies[report.agency]
    agency = context.plain_name(named)
    if context.shell.names and named.english:
        agency = f"{named.name}\n{named.english}"
    corrected = (item.reason for item in report.corrections)
    explained = (item.reason for item in report.waivers)
    around = "\n".join((agency, report.index_number or "", *corrected, *explained))
    prose = prose_of(context, report, narrative)
    parts = [*((section, plain_text(page)) for section, page in prose), ("", around)]
    whole = (*parts, ("title", report.title))
    return Text(parts=tuple((name, level(text)) for name, text in whole))


def index(
    shop: Workshop,
    agencies: Mapping[str, Agency],
    outcomes: Mapping[str, Outcome],
    bundles: Bundles,
    known: Indexed | None,
) -> tuple[Indexed, Mapping[str, str]]:
    """The index of a site as it is now, and which of its files were made again, and why."""
    listed = {agency: outcomes[agency] for agency in sorted(outcomes) if outcomes[agency].summaries}
    entries = _entries(shop.site.language, agencies, listed)
    shards = shard_count(sum(len(entry.slugs) for entry in entries))
    fresh = _Fresh(bundles, listed, tuple((entry.id, entry.width) for entry in entries), shards)
    files, kept, why = fresh.amended(known) or fresh.merged()
    files = {**files, **_listings(shop, agencies, listed, shards)}
    bundle = bundles.write(files, kept)
    found = Indexed(
        bundle=bundle.name, texts=fresh.texts(known), layout=fresh.layout, shards=shards
    )
    return found, {f"{FOLDER}/{name}": why for name in files if not name.startswith("index")}


def _listings(
    shop: Workshop, agencies: Mapping[str, Agency], listed: Mapping[str, Outcome], shards: int
) -> Index:
    """The files that a search begins with: one in each language, for the names of agencies."""
    return {
        listing_name(language if place else ""): listing(
            _entries(language, agencies, listed), shards
        )
        for place, language in enumerate(shop.site.languages)
    }


def _entries(
    language: str, agencies: Mapping[str, Agency], listed: Mapping[str, Outcome]
) -> list[Entry]:
    return [_entry(language, agencies[agency], outcome) for agency, outcome in listed.items()]


def _entry(language: str, agency: Agency, outcome: Outcome) -> Entry:
    english = language == "en" and agency.english
    slugs = sorted(item[1] for item in outcome.summaries)
    return Entry(id=agency.id, name=english or agency.name, slugs=tuple(slugs))


_Made = tuple[Index, Mapping[str, str], str]
"""Shards made again, the bundle that each of the others is kept from, and why."""


@dataclass(frozen=True, slots=True)
class _Fresh:
    """The texts of a site as they are now."""

    bundles: Bundles
    outcomes: Mapping[str, Outcome]
    layout: tuple[tuple[str, int], ...]
    shards: int

    def texts(self, known: Indexed | None) -> Mapping[str, tuple[str, str]]:
        """Where each agency's texts are, and their digest."""
        before = known.texts if known else {}
        return {agency: self._where(agency, before.get(agency)) for agency in self.outcomes}

    def _where(self, agency: str, before: tuple[str, str] | None) -> tuple[str, str]:
        name = str(self.outcomes[agency].bundle)
        if before is not None and before[0] == name:
            return before
        return name, self.bundles.files(name)[TEXTS].digest

    def merged(self) -> _Made:
        """All shards, made of all texts."""
        return merge(self._numbered(), self.shards), {}, "new"

    def _numbered(self) -> Iterator[tuple[int, Block]]:
        first = 0
        for agency, width in self.layout:
            outcome = self.outcomes[agency]
            found = outcome.blocks or self._blocks(str(outcome.bundle))
            yield from enumerate(found, start=first)
            first += width

    def _blocks(self, bundle: str) -> tuple[Block, ...]:
        return blocks(read_texts(self.bundles.read(bundle, TEXTS)))

    def amended(self, known: Indexed | None) -> _Made | None:
        """The shards that differ; ``None`` where nothing is known, or too much is different."""
        if known is None or (known.layout, known.shards) != (self.layout, self.shards):
            return None
        now = self.texts(known)
        edited = [agency for agency in now if now[agency][1] != known.texts[agency][1]]
        there = self.bundles.names()
        needed = {known.bundle, *(known.texts[agency][0] for agency in edited)}
        if not needed <= there or len(edited) > max(_FEW, len(now) // _FEW):
            return None
        found = changes(self._edits(edited, known, now), self.shards)
        shards = {
            name: amend(self.bundles.read(known.bundle, name), terms)
            for name, terms in found.items()
        }
        every = (f"{number}.json" for number in range(self.shards))
        kept = {name: known.bundle for name in every if name not in shards}
        return shards, kept, f"changed {edited[0]}/{TEXTS}" if edited else ""

    def _edits(
        self, edited: list[str], known: Indexed, now: Mapping[str, tuple[str, str]]
    ) -> Iterator[tuple[int, Block, Block]]:
        first = 0
        for agency, width in self.layout:
            if agency in edited:
                before = self._blocks(known.texts[agency][0])
                after = self._blocks(now[agency][0])
                yield from zip(range(first, first + width), before, after, strict=True)
            first += width
