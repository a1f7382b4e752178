"""The pages made of summaries: home, years, about, 404."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.engine import Build, Digest, Fetch, Key, Made, Trace, digest_of
from generator.pipeline.opendata import OpenData
from generator.pipeline.regions import RegionPages
from generator.pipeline.values import in_language
from generator.pipeline.workshop import Workshop
from generator.portal import (
    Page,
    PageKind,
    PlainSummary,
    about_pages,
    assemble,
    calendar_url,
    face_of,
    file_of,
    from_plain,
    year_url,
)
from generator.portal.urls import HOME, NOT_FOUND, SEARCH
from generator.render import index_page
from generator.report import Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Files of a site that belong to no agency."""

    files: Mapping[str, bytes]
    """Content by path."""
    traces: dict[Key, tuple[Digest, tuple[tuple[Key, Digest], ...]]]
    """What to remember for the next build."""
    made: Mapping[str, str] = field(default_factory=dict)
    """The pages made again, by path, and why."""


def loose(
    shop: Workshop,
    agencies: Mapping[str, Agency],
    summaries: Iterable[PlainSummary],
    known: Loose | None,
    more: tuple[OpenData, RegionPages],
) -> Loose:
    """Bring the indexes up to date; what holds is taken from what is known.

    Raises:
        ThemeError: the theme lacks what a page needs.
    """
    by_year: dict[int, list[PlainSummary]] = {}
    counts: dict[str, int] = {}
    for item in summaries:
        by_year.setdefault(item[2], []).append(item)
        counts[item[0]] = counts.get(item[0], 0) + 1
    inputs: dict[Key, Digest] = {
        ("settings",): shop.order.settings,
        ("place",): digest_of((shop.order.base_url, shop.order.live)),
        ("agencies",): digest_of([repr(agency) for agency in agencies.values()]),
        ("counts",): digest_of(sorted(counts.items())),
        ("years",): digest_of(sorted((year, len(of)) for year, of in by_year.items())),
        ("editions",): digest_of(sorted({item[4] for of in by_year.values() for item in of})),
    }
    for year, listed in by_year.items():
        inputs["year", str(year)] = digest_of(listed)
    opened, regions = more
    inputs |= {**opened.inputs, **regions.inputs}
    pages = {
        file_of(HOME): ("page", "home"),
        **{file_of(url): ("page", str(kind)) for kind, url in about_pages(shop.site).items()},
        file_of(NOT_FOUND): ("page", "404"),
        **({file_of(SEARCH): ("page", "search")} if shop.site.search else {}),
        **{file_of(year_url(year)): ("page", "year", str(year)) for year in by_year},
    }
    if shop.site.calendar:
        pages |= {file_of(calendar_url(year)): ("page", "calendar", str(year)) for year in by_year}
    pages |= {path: ("parts", *whose) for path, whose in regions.paths.items()}
    pages |= {
        f"{face_of(language)}{path}": in_language(key, language)
        for language in shop.site.others
        for path, key in pages.items()
        if path != NOT_FOUND
    }
    pages |= {path: ("open", path) for path in opened.paths}
    old = known.traces if known else {}
    traces = {key: Trace(digest, needs) for key, (digest, needs) in old.items()}
    tasks = _Tasks(shop, agencies, [item for of in by_year.values() for item in of], more)
    build = Build(tasks.make, inputs, traces)
    files: dict[str, bytes] = {}
    for path, key in pages.items():
        build.digest(key)
        if known is not None and key not in build.reasons:
            files[path] = known.files[path]
        else:
            content: Any = build.value(key)
            files[path] = content
    return Loose(
        files=files,
        traces={key: (trace.digest, trace.needs) for key, trace in build.traces.items()},
        made={
            path: f"{build.reasons[key].what} {'/'.join(build.reasons[key].key)}"
            for path, key in pages.items()
            if key in build.reasons
        },
    )


class _Tasks:
    """How the values of index pages are made."""

    _NEEDS: Mapping[str, tuple[Key, ...]] = {
        "home": (("agencies",), ("counts",), ("years",)),
        "year": (("agencies",), ("years",)),
        "calendar": (("agencies",),),
        "about": (("editions",),),
        "method": (("editions",),),
        "terms": (("editions",),),
        "contact": (("agencies",),),
        "accessibility": (),
        "search": (("years",), ("editions",)),
        "404": (),
    }

    def __init__(
        self,
        shop: Workshop,
        agencies: Mapping[str, Agency],
        summaries: list[PlainSummary],
        more: tuple[OpenData, RegionPages],
    ) -> None:
        self._shop = shop
        self._agencies = agencies
        self._summaries = summaries
        self._tasks: Mapping[str, Callable[..., Made]] = {
            "page": self._page,
            "context": self._context,
            "open": more[0].make,
            "measure": more[0].measure,
            "parts": more[1].make,
        }

    def make(self, key: Key, fetch: Fetch) -> Made:
        return self._tasks[key[0]](fetch, *key[1:])

    def _context(self, fetch: Fetch, language: str = "") -> Made:
        summaries = [from_plain(item) for item in self._summaries]
        portal = assemble(self._shop.site, self._agencies.values(), summaries)
        return Made(self._shop.context(portal, language), b"")

    def _page(self, fetch: Fetch, kind: str, *of: str) -> Made:
        """``of`` is the year, on an index of one, and the language, if that is not the main one."""
        year = of[0] if kind in (PageKind.YEAR, PageKind.CALENDAR) else ""
        language = "".join(of[bool(year) :])
        for key in (("settings",), ("place",)) + self._NEEDS[kind]:
            fetch.digest(key)
        if year:
            fetch.digest(("year", year))
        urls = {str(named): url for named, url in about_pages(self._shop.site).items()}
        urls |= {"home": HOME, "404": NOT_FOUND, "search": SEARCH}
        of_year = calendar_url if kind == PageKind.CALENDAR else year_url
        url = urls[kind] if kind in urls else of_year(int(year))
        page = Page(kind=PageKind(kind), url=url, year=int(year or 0))
        context: Any = fetch.unrecorded(in_language(("context",), language))
        content = index_page(context, page)
        return Made(content, hashlib.sha256(content).digest())
