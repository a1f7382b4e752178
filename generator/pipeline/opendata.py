"""The files that describe a site's data as a whole, and the page that explains them.

A change of figures reaches the list of all files, the year that has them and what states their
sizes; the other lists hang on the facts of reports alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from generator.diagnostic import SiteError
from generator.engine import Digest, Key, digest_of
from generator.engine.build import Fetch, Made
from generator.export import opendata
from generator.export.opendata import Entry, Holdings
from generator.ledger import LEDGER
from generator.pipeline.job import Outcome
from generator.pipeline.values import in_language
from generator.pipeline.workshop import Workshop
from generator.pipeline.years import Years
from generator.portal import HeldFile, face_of, file_of, from_plain
from generator.portal.urls import (
    API,
    ARCHIVE,
    CATALOG,
    DATA,
    FEED,
    HEADERS,
    ROBOTS,
    SECURITY,
    YEARS,
)
from generator.publish import Bundles
from generator.publish.hosts import Place, netlify
from generator.render import data_page
from generator.report import Agency

_LISTS = ("reports.csv", "cells.csv")
_DESCRIBED = (*_LISTS, "index.json", "schema.json", "datapackage.json", "csv-metadata.json")
"""What stands in ``data/v1/`` besides the years, in the order of the page that explains it."""

Task = Callable[[Fetch], bytes]


class OpenData:
    """What describes a site's data: the keys of its files, and how each is made."""

    def __init__(
        self,
        shop: Workshop,
        agencies: Mapping[str, Agency],
        outcomes: Mapping[str, Outcome],
        years: Years,
        bundles: Bundles,
        lists: tuple[str, ...] = (),
        *,
        recorded: bool = False,
    ) -> None:
        self._recorded = recorded
        self._site = shop.site
        self._agencies = agencies
        self._outcomes = dict(sorted(outcomes.items()))
        self._years = years
        self._bundles = bundles
        self._lists = lists
        self._reports = sum(len(item.summaries) for item in self._outcomes.values())
        self._days = self._last_days()
        used = {item[4] for found in self._outcomes.values() for item in found.summaries}
        forms = {name: shop.forms[name] for name in sorted(used)}
        self._held = Holdings(site=self._site, forms=forms, years=self._days)
        self._tasks: Mapping[str, Task] = dict(self._every())

    def _last_days(self) -> Mapping[int, str | None]:
        """The last day that changed each year's reports, newest year first."""
        found: dict[int, str] = {}
        for outcome in self._outcomes.values():
            for item in outcome.summaries:
                day = outcome.records[item[1]][0] or ""
                found[item[2]] = max(found.get(item[2], ""), day)
        return {year: day or None for year, day in sorted(found.items(), reverse=True)}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that there are."""
        return tuple(self._tasks)

    @cached_property
    def inputs(self) -> Mapping[Key, Digest]:
        """What they are made of, besides what all indexes are made of."""
        facts = [
            (*item[:7], outcome.records[item[1]][0], outcome.records[item[1]][2])
            for outcome in self._outcomes.values()
            for item in outcome.summaries
        ]
        years = [(year, file.size, file.sha256) for year, file in self._years.files.items()]
        return {
            ("facts",): digest_of(facts),
            ("pages",): digest_of(self._lists),
            ("recorded",): digest_of(self._recorded),
            ("days",): digest_of(list(self._days.items())),
            ("listed",): digest_of([outcome.listed for outcome in self._outcomes.values()]),
            ("whole-years",): digest_of(years),
        }

    def make(self, fetch: Fetch, path: str) -> Made:
        """The content of a file."""
        for name in ("settings", "place"):
            fetch.digest((name,))
        content = self._tasks[path](fetch)
        return Made(content, hashlib.sha256(content).digest())

    def measure(self, fetch: Fetch, path: str) -> Made:
        """How large a file is and its SHA-256, told by the digest: nobody has to make it again."""
        content: Any = fetch(("open", path))
        told = f"{len(content)} {hashlib.sha256(content).hexdigest()}".encode()
        return Made(told, told)

    def _every(self) -> dict[str, Task]:
        site, held = self._site, self._held
        found: dict[str, Task] = {}
        opens, placed = site.opens, site.base_url is not None
        if opens:
            found[file_of(DATA)] = self._page
            for language in site.others:
                found[face_of(language) + file_of(DATA)] = partial(self._page, language=language)
            found[f"{API}index.json"] = self._index
            found[f"{API}reports.csv"] = _of(
                lambda: opendata.reports_csv(self._agencies, self._entries), "facts", "agencies"
            )
            found[f"{API}cells.csv"] = _of(lambda: opendata.cells_csv(held), "editions")
            found[f"{API}schema.json"] = _of(lambda: opendata.report_schema(held), "editions")
            found[f"{API}datapackage.json"] = self._of_files(opendata.datapackage)
            found[f"{API}csv-metadata.json"] = self._of_files(opendata.csvw)
        if opens and site.offers("zip"):
            found[ARCHIVE] = self._archive
        if opens and placed:
            found[CATALOG] = self._of_files(opendata.catalogue)
        if placed and held.newest is not None:
            found[FEED] = _of(
                lambda: opendata.feed(held, self._agencies, self._entries), "facts", "agencies"
            )
        if placed:
            pages = len(self._lists) + self._reports + len(self._listed_agencies) + len(self._days)
            pages = (pages + len(opendata.whole_pages(site))) * len(site.languages)
            found |= {
                name: _of(partial(self._sitemap, name), "facts", "agencies", "pages")
                for name in opendata.names(pages)
            }
            found[ROBOTS] = lambda _: opendata.robots(site)
        if site.security is not None:
            found[SECURITY] = _of(self._security, "days")
        if site.headers:
            found[HEADERS] = lambda _: netlify(Place()).encode()
        return found

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        """Every report, by agency and slug."""
        return tuple(
            Entry(
                summary=from_plain(item),
                updated=outcome.records[item[1]][0],
                correction=outcome.records[item[1]][2],
            )
            for outcome in self._outcomes.values()
            for item in sorted(outcome.summaries)
        )

    @cached_property
    def _listed_agencies(self) -> tuple[str, ...]:
        """The agencies that have a page."""
        above = {agency.parent for agency in self._agencies.values()}
        return tuple(
            name for name, item in self._outcomes.items() if item.summaries or name in above
        )

    def _sitemap(self, name: str) -> bytes:
        return self._sitemaps[name]

    @cached_property
    def _sitemaps(self) -> Mapping[str, bytes]:
        pages = opendata.listed_pages(self._held, self._listed_agencies, self._entries, self._lists)
        return opendata.sitemaps(self._site, tuple(pages))

    def _of_files(self, write: Callable[[Holdings], bytes]) -> Task:
        """What tells of the tables and of the last days that changed them."""

        def task(fetch: Fetch) -> bytes:
            for name in ("days", "editions"):
                fetch.digest((name,))
            return write(replace(self._held, files=self._files(fetch, _LISTS)))

        return task

    def _files(self, fetch: Fetch, names: tuple[str, ...]) -> dict[str, HeldFile]:
        """Files with data of many reports, by their path from ``data/v1/``."""
        fetch.digest(("whole-years",))
        found = {}
        for name in names:
            found[name] = _measured(fetch, f"{API}{name}")
        return found | {f"years/{file.path}": file for file in self._years.files.values()}

    def _index(self, fetch: Fetch) -> bytes:
        fetch.digest(("listed",))
        listed = (outcome.listed for outcome in self._outcomes.values() if outcome.listed)
        return opendata.index_json(self._held, listed)

    def _archive(self, fetch: Fetch) -> bytes:
        """Everything in ``data/v1/``."""
        fetch.digest(("whole-years",))

        def files() -> Iterator[tuple[str, bytes]]:
            for name in _DESCRIBED:
                content: Any = fetch(("open", f"{API}{name}"))
                yield name, content
            for file in self._years.files.values():
                bundle = self._years.mounts[YEARS]
                yield f"years/{file.path}", self._bundles.read(bundle, file.path)

        return opendata.archive(files())

    def _page(self, fetch: Fetch, language: str = "") -> bytes:
        context: Any = fetch.unrecorded(in_language(("context",), language))
        files = self._files(fetch, _DESCRIBED)
        if ARCHIVE in self._tasks:
            files["../gongkai.zip"] = _measured(fetch, ARCHIVE)
        more = tuple(path for path in (CATALOG, FEED) if path in self._tasks)
        fetch.digest(("recorded",))
        return data_page(context, files, more, LEDGER if self._recorded else None)

    def _security(self) -> bytes:
        """Whom to tell of a weakness.

        Raises:
            SiteError: by the newest report's date, what is told of it is no longer to be relied on.
        """
        security, newest = self._site.security, self._held.newest
        assert security is not None  # noqa: S101 - only then is there such a task
        if newest is not None and security.expires.isoformat() <= newest:
            raise SiteError("security", expires=security.expires, newest=newest)
        return opendata.security_txt(self._site, security)


def _measured(fetch: Fetch, path: str) -> HeldFile:
    size, _, digest = fetch.digest(("measure", path)).decode().partition(" ")
    return HeldFile(path=path, size=int(size), sha256=digest)


def _of(write: Callable[[], bytes], *needs: str) -> Task:
    """What is made of a few inputs."""

    def task(fetch: Fetch) -> bytes:
        for name in needs:
            fetch.digest((name,))
        return write()

    return task
