"""A site put together: what was made of each agency, and what is made of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.engine import Store
from generator.pipeline.conduct import Conducted
from generator.pipeline.indexes import Loose, loose
from generator.pipeline.opendata import OpenData
from generator.pipeline.regions import RegionPages
from generator.pipeline.workshop import Workshop
from generator.pipeline.years import whole_years
from generator.portal.urls import SEARCH
from generator.publish import Bundles, Release, Site, put_together


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A site that is ready for the gate."""

    site: Site
    bundles: frozenset[str]
    """Those that it is made of; all others may go."""
    made: Mapping[str, str]
    pages: int
    """How many pages and files are made of content, whether in this run or before."""
    memory: Mapping[str, Any]
    """What to remember of what belongs to no agency."""
    surveys: Mapping[str, Any]
    """What the gate has to know of the bundles that belong to no agency."""


def whole(shop: Workshop, conducted: Conducted, store: Store, bundles: Bundles) -> Whole:
    """The agencies' bundles with everything that is made of all of them together."""
    remembered: Any = store.read("loose")
    known = (
        Loose(files=remembered[0], traces=remembered[1], shelved=remembered[2])
        if remembered
        else None
    )
    outcomes = conducted.outcomes
    years = whole_years(shop.site, outcomes, bundles, store.read("years"))
    opened = OpenData(
        shop,
        conducted.agencies,
        outcomes,
        years,
        bundles,
        conducted.more_pages(),
        recorded=bool(conducted.ledger),
    )
    regions = RegionPages(shop, conducted.regions)
    pages = loose(shop, conducted, known, (opened, regions), bundles)
    searched = _index(shop, conducted, store, bundles)
    indexed = searched[1] if searched else {}
    held = (item.bundles for item in outcomes.values())
    mounts = {at: bundle for every in held for at, bundle in every.items()}
    mounts |= {**years.mounts, **pages.stocked.mounts}
    if searched is not None:
        mounts[SEARCH.rstrip("/")] = searched[0].bundle
    files = {**pages.files, **shop.theme().assets, **conducted.ledger}
    count = sum(item.pages for item in outcomes.values()) + len(pages.files)
    count += pages.stocked.pages
    return Whole(
        site=put_together(Release(mounts=mounts, files=files), bundles),
        bundles=frozenset(mounts.values()),
        surveys=pages.stocked.surveys,
        made={**conducted.made, **years.made, **pages.made, **indexed},
        pages=count + len(years.files) + (searched[0].shards if searched else 0),
        memory={
            "loose": (dict(pages.files), pages.traces, dict(pages.shelved)),
            "years": years.memory,
            "search": searched[0].plain if searched else None,
        },
    )


def _index(shop: Workshop, conducted: Conducted, store: Store, bundles: Bundles) -> Any:
    """The index of the site and what of it was made again; ``None`` where it has no search."""
    if not shop.site.search:
        return None
    from generator.pipeline.searching import Indexed, index  # only where it is wanted

    remembered: Any = store.read("search")
    names = ("bundle", "texts", "layout", "shards")
    known = Indexed(**dict(zip(names, remembered, strict=True))) if remembered else None
    return index(shop, conducted.agencies, conducted.outcomes, bundles, known)
