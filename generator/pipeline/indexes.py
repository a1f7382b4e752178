"""The pages that belong to no agency: home, lists, comparisons, about, 404.

A few stand by themselves; those that may be many stand on shelves. Lists hang on the facts of
reports, a comparison on the indicator that it shows and on the lines that stand on its page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.engine import Digest, Key, digest_of, pack, unpack
from generator.engine.build import Build, Fetch, Made
from generator.pipeline.conduct import Conducted
from generator.pipeline.opendata import OpenData
from generator.pipeline.regions import RegionPages
from generator.pipeline.shelves import Stocked, stock, why
from generator.pipeline.tellings import Tellings
from generator.pipeline.values import in_language
from generator.pipeline.workshop import Workshop
from generator.portal import (
    Page,
    PageKind,
    PlainSummary,
    about_pages,
    assemble,
    face_of,
    file_of,
    from_plain,
    list_pages,
    moved_page,
    other_languages,
    redirects,
)
from generator.portal.urls import HOME, NOT_FOUND, SEARCH
from generator.publish import Bundles
from generator.publish.gate import bases
from generator.render import index_page, indicator_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """What of a site belongs to no agency."""

    files: Mapping[str, bytes]
    """The pages and files that stand by themselves, by path."""
    traces: bytes
    """What to remember for the next build."""
    shelved: Mapping[str, Any] = field(default_factory=dict)
    """What to remember of the shelves."""
    made: Mapping[str, str] = field(default_factory=dict)
    """The pages made again, by path, and why."""
    stocked: Stocked = field(default_factory=Stocked)
    """The shelves."""


def loose(
    shop: Workshop,
    conducted: Conducted,
    known: Loose | None,
    more: tuple[OpenData, RegionPages],
    bundles: Bundles,
) -> Loose:
    """Bring the indexes up to date; what holds is taken from what is known.

    Raises:
        GeneratorError: the theme lacks what a page needs, or a report is gone.
    """
    opened, _ = more
    tasks = _Tasks(shop, conducted, more)
    build = Build(tasks.make, tasks.inputs(), unpack(known.traces) if known else {})
    pages = dict(tasks.alone)
    pages |= {path: ("open", path) for path in opened.paths}
    files: dict[str, bytes] = {}
    for path, key in pages.items():
        build.digest(key)
        if known is not None and key not in build.reasons:
            files[path] = known.files[path]
        else:
            content: Any = build.value(key)
            files[path] = content
    shelved = known.shelved if known else {}
    stocked = stock(tasks.shelves, build, bundles, shelved, bases(shop.site.base_url))
    made = {path: why(build, key) for path, key in pages.items() if key in build.reasons}
    return Loose(
        files=files,
        traces=pack(build.traces),
        shelved=stocked.memory,
        made={**made, **stocked.made},
        stocked=stocked,
    )


class _Tasks:
    """Which pages there are, and how each is made."""

    _NEEDS: Mapping[PageKind, tuple[Key, ...]] = {
        PageKind.HOME: (("agencies",), ("counts",), ("years",), ("lists",)),
        PageKind.YEARS: (("punctual",),),
        PageKind.AGENCIES: (("agencies",), ("counts",), ("lists",)),
        PageKind.COMPARE: (("lists",),),
        PageKind.INDICATOR: (("span",), ("lists",)),
        PageKind.CALENDAR: (("agencies",),),
        PageKind.ABOUT: (("editions",),),
        PageKind.METHOD: (("editions",),),
        PageKind.TERMS: (("editions",),),
        PageKind.CONTACT: (("agencies",),),
        PageKind.SEARCH: (("years",), ("editions",)),
    }
    """What pages are made of besides settings, place, and what is told of them alone."""

    def __init__(
        self, shop: Workshop, conducted: Conducted, more: tuple[OpenData, RegionPages]
    ) -> None:
        self._shop = shop
        self._conducted = conducted
        self._opened, self._regions = more
        self._tellings = Tellings(shop.site, conducted.lists, conducted.outcomes)
        self._pages: dict[Key, Page] = {}
        self._tasks: Mapping[str, Callable[..., Made]] = {
            "context": self._context,
            "open": self._opened.make,
            "measure": self._opened.measure,
            "parts": self._regions.make,
            **self._tellings.tasks,
        }
        self.alone: dict[str, Key] = {}
        """The pages that stand by themselves, by path."""
        self.shelves: dict[str, dict[str, Key]] = {}
        """The others, by shelf and path."""
        self._sort()

    def _sort(self) -> None:
        """Find a place for every page, in each language of the site."""
        site = self._shop.site
        self._stand(None, Page(kind=PageKind.NOT_FOUND, url=NOT_FOUND))
        for page in (*self._whole(), *list_pages(self._conducted.lists)):
            for language in ("", *site.others):
                self._stand(_shelf(page), page, language)
        for path, whose in self._regions.paths.items():
            for language in ("", *site.others):
                face = face_of(language) if language else ""
                self.alone[face + path] = in_language(("parts", *whose), language)
        for place, page in self._moved():
            for language in ("", *other_languages(site, page)):
                self._stand(place, page, language)

    def _stand(self, place: str | None, page: Page, language: str = "") -> None:
        face = face_of(language) if language else ""
        if place is None:
            self.alone[face + file_of(page.url)] = self._key(page, language)
        else:
            path = file_of(page.url).removeprefix(f"{place}/")
            self.shelves.setdefault(face + place, {})[path] = self._key(page, language)

    def _whole(self) -> Iterator[Page]:
        """The pages of the site as a whole."""
        yield Page(kind=PageKind.HOME, url=HOME)
        for kind, url in about_pages(self._shop.site).items():
            yield Page(kind=kind, url=url)
        if self._shop.site.search:
            yield Page(kind=PageKind.SEARCH, url=SEARCH)

    def _moved(self) -> list[tuple[str | None, Page]]:
        """The pages at old addresses, each with its shelf."""
        known = self._conducted.moved
        if not known:
            return []
        urls = frozenset(self._conducted.urls)
        folders = [item.old for item in known if item.whole]
        standing = [url for url in urls if not url or url.endswith("/")]
        made = redirects(known, sorted(standing), urls)
        return [
            (next((old[:-1] for old in folders if url.startswith(old)), None), moved_page(url, new))
            for url, new in made.items()
        ]

    def _key(self, page: Page, language: str) -> Key:
        """The key of a page in a language, by which it is remembered."""
        plain = ("page", str(page.kind), page.url, page.target, str(page.count))
        key = in_language(plain, language)
        self._pages[key] = page
        return key

    def inputs(self) -> dict[Key, Digest]:
        """Everything that comes from outside, with its digest."""
        order, lists = self._shop.order, self._conducted.lists
        counts: dict[str, int] = {}
        for agency, *_ in lists.filed:
            counts[agency] = counts.get(agency, 0) + 1
        found: dict[Key, Digest] = {
            ("settings",): order.settings,
            ("place",): digest_of((order.base_url, order.live)),
            ("agencies",): digest_of(list(map(repr, self._conducted.agencies.values()))),
            ("counts",): digest_of(sorted(counts.items())),
            ("years",): digest_of(sorted(lists.counts.items())),
            ("span",): digest_of(sorted(lists.counts)),
            ("editions",): digest_of(sorted(lists.editions)),
            ("lists",): digest_of(
                (lists.orders, lists.comparing, list(lists.editions), len(lists.compared))
            ),
            **self._tellings.inputs(),
            **self._opened.inputs,
        }
        return {**found, **self._regions.inputs}

    def make(self, key: Key, fetch: Fetch) -> Made:
        """The value of a key."""
        if key[0] == "page":
            return self._page(fetch, key)
        if key[0] not in self._tasks:
            return Made(None, b"")  # something from outside that is not there any more
        return self._tasks[key[0]](fetch, *key[1:])

    def _context(self, fetch: Fetch, language: str = "") -> Made:
        outcomes = self._conducted.outcomes
        summaries: list[PlainSummary] = [
            item for agency in sorted(outcomes) for item in outcomes[agency].summaries
        ]
        found = map(from_plain, summaries)
        portal = assemble(self._shop.site, self._conducted.agencies.values(), found)
        return Made(self._shop.context(portal, language), b"")

    def _page(self, fetch: Fetch, key: Key) -> Made:
        page = self._pages[key]
        for need in (("settings",), ("place",), *self._NEEDS.get(page.kind, ())):
            fetch.digest(need)
        context: Any = fetch.unrecorded(in_language(("context",), "".join(key[5:])))
        if page.kind is PageKind.INDICATOR:
            name = ("figures", page.table, page.indicator, str(page.number))
            figures: Any = fetch(name)
            fetch.digest(("named", str(page.number)))
            content = indicator_page(context, page, figures)
        else:
            if page.kind is PageKind.YEAR:
                self._tellings.year(fetch, page)
            elif page.kind is PageKind.CALENDAR:
                fetch.digest(("year", str(page.year)))
            content = index_page(context, page)
        return Made(content, hashlib.sha256(content).digest())


def _shelf(page: Page) -> str | None:
    """The folder whose bundle a page stands in; ``None`` for one that stands by itself."""
    if page.kind is PageKind.YEAR and page.count > 1:
        return f"years/{page.year}"
    if page.kind is PageKind.AGENCIES and page.order != "names":
        return f"agencies/{page.order}"
    if page.kind is PageKind.INDICATOR:
        return page.url.removesuffix("/" if page.number == 1 else f"/{page.number}/")
    return None
